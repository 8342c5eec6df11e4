/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-open-call.h"

#include "tuntas-act-sheet.h"
#include "tuntas-outcomes.h"
#include "tuntas-phone.h"
#include "tuntas-reasons.h"
#include "tuntas-row-words.h"

#include <glib/gi18n.h>

struct _TuntasOpenCall
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned): of the ticket that is being called */
  TuntasOutcomes *outcomes; /* (owned) */

  GtkLabel *question;
  GtkGrid *grid;
  GtkLabel *reason;
  TuntasActSheet *sheet;
};

G_DEFINE_FINAL_TYPE (TuntasOpenCall, tuntas_open_call, GTK_TYPE_BOX)

static guint concluded_signal;

static void
show_reason (TuntasOpenCall *self, const char *text)
{
  gtk_label_set_text (self->reason, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), text != NULL);
}

static void
refused_cb (TuntasOpenCall *self, const char *act_id, GPtrArray *refusals)
{
  const TuntasRefusal *first = refusals->len > 0 ? g_ptr_array_index (refusals, 0) : NULL;
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);
  const TuntasActSpec *spec = tuntas_procedure_find_act (procedure, act_id, tuntas_case_get_step (state),
                                                         tuntas_case_get_family (state));
  const char *language = tuntas_actor_get_language (self->actor);
  g_autofree char *text = first != NULL ? tuntas_reasons_dup_sentence (procedure, first, spec, language) : NULL;

  show_reason (self, text);
  if (first != NULL)
    tuntas_act_sheet_focus_field (self->sheet, first->field);
}

static void
asking_cb (TuntasOpenCall *self)
{
  show_reason (self, NULL);
}

static void
changed_cb (TuntasOpenCall *self)
{
  if (tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) == NULL)
    g_signal_emit (self, concluded_signal, 0);
}

gboolean
tuntas_open_call_choose (TuntasOpenCall *self, guint digit)
{
  show_reason (self, NULL);
  return tuntas_outcomes_choose (self->outcomes, digit);
}

void
tuntas_open_call_commit (TuntasOpenCall *self)
{
  if (tuntas_act_sheet_is_open (self->sheet))
    tuntas_act_sheet_commit (self->sheet);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
tuntas_open_call_dispose (GObject *object)
{
  TuntasOpenCall *self = TUNTAS_OPEN_CALL (object);

  g_clear_object (&self->outcomes);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_open_call_parent_class)->dispose (object);
}

static void
tuntas_open_call_class_init (TuntasOpenCallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_open_call_dispose;
  g_type_ensure (TUNTAS_TYPE_ACT_SHEET);
  concluded_signal = g_signal_new ("concluded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-open-call.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasOpenCall, question);
  gtk_widget_class_bind_template_child (widget_class, TuntasOpenCall, grid);
  gtk_widget_class_bind_template_child (widget_class, TuntasOpenCall, reason);
  gtk_widget_class_bind_template_child (widget_class, TuntasOpenCall, sheet);
}

static void
tuntas_open_call_init (TuntasOpenCall *self)
{
  self->actor = tuntas_actor_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->outcomes = tuntas_outcomes_new (self->actor, self->grid);
  tuntas_act_sheet_set_actor (self->sheet, self->actor);
  g_signal_connect_object (self->actor, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actor, "failed", G_CALLBACK (show_reason), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actor, "notify::asking", G_CALLBACK (asking_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
tuntas_open_call_new (TuntasDesk *desk, TuntasDeskItem *item)
{
  TuntasOpenCall *self = g_object_new (TUNTAS_TYPE_OPEN_CALL, NULL);
  const TuntasAttempt *attempt = tuntas_case_get_open_attempt (tuntas_desk_item_get_case (item));
  g_autofree char *masked = tuntas_phone_mask (attempt->phone);
  /* Translators: a customer, then the masked number that is being called. */
  g_autofree char *text = g_strdup_printf (_("First: what was the outcome of the call to %s (%s)?"),
                                           tuntas_row_words_customer (item), masked);

  gtk_label_set_text (self->question, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  tuntas_actor_set (self->actor, desk, item);
  tuntas_outcomes_refresh (self->outcomes);
  g_signal_connect_object (self->actor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
