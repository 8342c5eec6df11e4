/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-revision-dialog.h"

#include "tuntas-difference-list.h"
#include "tuntas-key-button.h"
#include "tuntas-reasons.h"
#include "tuntas-revision.h"

#include <glib/gi18n.h>

struct _TuntasRevisionDialog
{
  AdwWindow parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */
  char *target;       /* what the case would be moved to, in words */

  AdwActionRow *own;
  AdwActionRow *installed;
  AdwPreferencesGroup *differences;
  GtkLabel *trouble;
  TuntasKeyButton *move_button;
};

G_DEFINE_FINAL_TYPE (TuntasRevisionDialog, tuntas_revision_dialog, ADW_TYPE_WINDOW)

static TuntasProcedure *
get_installed (TuntasRevisionDialog *self)
{
  return tuntas_desk_get_procedure (tuntas_actor_get_desk (self->actor));
}

static void
show_trouble (TuntasRevisionDialog *self, const char *sentence)
{
  gtk_label_set_text (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

static void
show_refusal (TuntasRevisionDialog *self, GPtrArray *refusals)
{
  const char *language = tuntas_actor_get_language (self->actor);
  g_autofree char *sentence = NULL;

  if (refusals->len > 0)
    sentence = tuntas_reasons_dup_sentence (tuntas_actor_get_procedure (self->actor),
                                            g_ptr_array_index (refusals, 0), NULL, language);
  show_trouble (self, sentence);
}

/* Why it could not be moved now is said before anybody tries. */
static void
look_ahead (TuntasRevisionDialog *self)
{
  g_autoptr (TuntasApplied) applied = tuntas_case_move (tuntas_actor_get_case (self->actor), get_installed (self),
                                                        tuntas_actor_now (self->actor), "");

  show_refusal (self, applied->refusals);
}

static void
refused_cb (TuntasRevisionDialog *self, const char *act_id, GPtrArray *refusals)
{
  show_refusal (self, refusals);
}

static void
done_cb (TuntasRevisionDialog *self, TuntasAct *act)
{
  g_autofree char *sentence = NULL;

  if (!tuntas_act_is (act, TUNTAS_EVENT_MOVED))
    return;
  /* Translators: %s is "revision 02" or the like. */
  sentence = g_strdup_printf (_("Moved to %s"), self->target);
  tuntas_actor_say (self->actor, sentence);
  gtk_window_close (GTK_WINDOW (self));
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tuntas_actor_move (TUNTAS_REVISION_DIALOG (widget)->actor);
}

static void
tuntas_revision_dialog_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_REVISION_DIALOG (object)->actor);
  G_OBJECT_CLASS (tuntas_revision_dialog_parent_class)->dispose (object);
}

static void
tuntas_revision_dialog_finalize (GObject *object)
{
  g_free (TUNTAS_REVISION_DIALOG (object)->target);
  G_OBJECT_CLASS (tuntas_revision_dialog_parent_class)->finalize (object);
}

static void
tuntas_revision_dialog_class_init (TuntasRevisionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_revision_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_revision_dialog_finalize;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-revision-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasRevisionDialog, name)
  BIND (own);
  BIND (installed);
  BIND (differences);
  BIND (trouble);
  BIND (move_button);
#undef BIND
  gtk_widget_class_install_action (widget_class, "revision.move", NULL, move_cb);
}

static void
tuntas_revision_dialog_init (TuntasRevisionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tuntas_revision_dialog_new (GtkWindow *parent, TuntasActor *actor)
{
  TuntasRevisionDialog *self = g_object_new (TUNTAS_TYPE_REVISION_DIALOG, "transient-for", parent, NULL);
  g_autofree char *own = NULL;
  g_autofree char *installed = NULL;
  g_autofree char *move = NULL;

  self->actor = g_object_ref (actor);
  own = tuntas_revision_dup_pin (tuntas_actor_get_procedure (actor));
  installed = tuntas_revision_dup_pin (get_installed (self));
  self->target = tuntas_revision_dup_target (tuntas_actor_get_procedure (actor), get_installed (self));
  adw_action_row_set_subtitle (self->own, own);
  adw_action_row_set_subtitle (self->installed, installed);
  /* Translators: %s is "revision 02" or the like. */
  move = g_strdup_printf (_("Move to %s"), self->target);
  tuntas_key_button_set_text (self->move_button, move);
  tuntas_difference_list_show (self->differences, tuntas_actor_get_procedure (actor), get_installed (self),
                               tuntas_actor_get_language (actor));
  look_ahead (self);
  g_signal_connect_object (actor, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "failed", G_CALLBACK (show_trouble), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
