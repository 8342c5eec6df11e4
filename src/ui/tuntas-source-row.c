/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-source-row.h"

#include "tuntas-phone.h"
#include "tuntas-text-box.h"

#include <glib/gi18n.h>

struct _TuntasSourceRow
{
  GtkBox parent_instance;

  TuntasActor *actor;   /* (owned) (nullable) */
  TuntasDeskItem *item; /* (owned) (nullable): of whose words it speaks */
  gint64 pasted_at;     /* seconds UTC; -1: nothing was */

  GtkDropDown *choice;
  GtkLabel *when;
  GtkExpander *fold;
  TuntasTextBox *rest;
  gboolean setting; /* by the program */
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (TuntasSourceRow, tuntas_source_row, GTK_TYPE_BOX)

static guint changed_signal;

/* What is kept as drafts, and of it with the act, by these names. */
#define SOURCE_DRAFT "source_kind"
#define REST_DRAFT "source_text"
#define PASTED_DRAFT "source_at"

/* By TuntasRfoSource. */
static const char *const names[] = { N_("Nossa"), N_("WhatsApp"), N_("Telegram"), N_("Telephone"), N_("Other") };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == TUNTAS_RFO_N_SOURCES);

static void
selected_cb (TuntasSourceRow *self)
{
  if (self->setting)
    return;
  self->chosen = TRUE;
  g_signal_emit (self, changed_signal, 0);
}

static void
edited_cb (TuntasSourceRow *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
select_source (TuntasSourceRow *self, TuntasRfoSource source, gboolean chosen)
{
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->choice, source);
  self->setting = FALSE;
  self->chosen = chosen;
}

TuntasRfoSource
tuntas_source_row_get (TuntasSourceRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  return selected < TUNTAS_RFO_N_SOURCES ? (TuntasRfoSource) selected : TUNTAS_RFO_SOURCE_OTHER;
}

gboolean
tuntas_source_row_is_chosen (TuntasSourceRow *self)
{
  return self->chosen;
}

static void
set_rest (TuntasSourceRow *self, const char *text)
{
  tuntas_text_box_set (self->rest, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fold), text != NULL && *text != '\0');
}

static void
set_pasted (TuntasSourceRow *self, gint64 at)
{
  g_autofree char *moment = at >= 0 ? tuntas_actor_dup_moment (self->actor, at) : NULL;
  /* Translators: %s is a time. */
  g_autofree char *when = at >= 0 ? g_strdup_printf (_("pasted %s"), moment) : NULL;

  self->pasted_at = at;
  gtk_label_set_text (self->when, when != NULL ? when : "");
}

/* (transfer full) (nullable) */
static char *
dup_rest (TuntasSourceRow *self)
{
  char *text = tuntas_text_box_dup (self->rest);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

void
tuntas_source_row_open (TuntasSourceRow *self, TuntasRfoSource guess)
{
  const char *at;
  TuntasRfoSource source;
  gint64 pasted_at = -1;

  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  at = tuntas_desk_item_get_draft (self->item, PASTED_DRAFT);
  set_rest (self, tuntas_desk_item_get_draft (self->item, REST_DRAFT));
  if (at == NULL || !g_ascii_string_to_signed (at, 10, 0, G_MAXINT64, &pasted_at, NULL))
    pasted_at = -1;
  set_pasted (self, pasted_at);
  if (tuntas_rfo_source_from_nick (tuntas_desk_item_get_draft (self->item, SOURCE_DRAFT), &source))
    select_source (self, source, TRUE);
  else
    select_source (self, guess, FALSE);
}

void
tuntas_source_row_take_pasted (TuntasSourceRow *self, const TuntasRfoText *pasted)
{
  g_autofree char *old = dup_rest (self);
  g_autofree char *rest = old == NULL || pasted->rest == NULL ? g_strdup (pasted->rest != NULL ? pasted->rest : old)
                                                              : g_strconcat (old, "\n", pasted->rest, NULL);

  set_rest (self, rest);
  select_source (self, pasted->source, TRUE);
  set_pasted (self, tuntas_actor_now (self->actor));
}

void
tuntas_source_row_apply (TuntasSourceRow *self, TuntasAct *act)
{
  g_autofree char *rest = dup_rest (self);
  g_autofree char *masked = rest != NULL ? tuntas_phone_mask_text (rest, NULL) : NULL;

  tuntas_act_set (act, REST_DRAFT, masked);
  if (self->pasted_at >= 0)
    tuntas_act_set_instant (act, PASTED_DRAFT, self->pasted_at);
}

void
tuntas_source_row_keep (TuntasSourceRow *self)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);
  g_autofree char *rest = dup_rest (self);
  g_autofree char *at = self->pasted_at >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->pasted_at) : NULL;

  tuntas_desk_put_draft (desk, self->item, REST_DRAFT, rest);
  tuntas_desk_put_draft (desk, self->item, PASTED_DRAFT, at);
  tuntas_desk_put_draft (desk, self->item, SOURCE_DRAFT,
                         self->chosen ? tuntas_rfo_source_nick (tuntas_source_row_get (self)) : NULL);
}

void
tuntas_source_row_forget (TuntasDesk *desk, TuntasDeskItem *item)
{
  tuntas_desk_put_draft (desk, item, SOURCE_DRAFT, NULL);
  tuntas_desk_put_draft (desk, item, REST_DRAFT, NULL);
  tuntas_desk_put_draft (desk, item, PASTED_DRAFT, NULL);
}

void
tuntas_source_row_set_actor (TuntasSourceRow *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static void
tuntas_source_row_dispose (GObject *object)
{
  TuntasSourceRow *self = TUNTAS_SOURCE_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_source_row_parent_class)->dispose (object);
}

static void
tuntas_source_row_class_init (TuntasSourceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_source_row_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static GtkWidget *
build_choice (TuntasSourceRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_string_list_append (list, _(names[i]));
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where cause and repair come from"), -1);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->choice);
}

static void
tuntas_source_row_init (TuntasSourceRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (_("From"));

  self->pasted_at = -1;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (label, "field-name");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), build_choice (self));
  self->when = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "dim-label");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->when));
  gtk_box_append (GTK_BOX (self), line);

  self->rest = TUNTAS_TEXT_BOX (tuntas_text_box_new (_("The rest of what was pasted")));
  g_signal_connect_object (self->rest, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  self->fold = GTK_EXPANDER (gtk_expander_new (_("The rest of what was pasted")));
  gtk_expander_set_child (self->fold, GTK_WIDGET (self->rest));
  gtk_widget_set_visible (GTK_WIDGET (self->fold), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->fold));
}
