/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-source-row.h"

#include "tuntas-text-box.h"

#include <glib/gi18n.h>

struct _TuntasSourceRow
{
  GtkBox parent_instance;

  GtkDropDown *choice;
  GtkLabel *when;
  GtkExpander *fold;
  TuntasTextBox *rest;
  gboolean setting; /* by the program */
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (TuntasSourceRow, tuntas_source_row, GTK_TYPE_BOX)

static guint changed_signal;

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

void
tuntas_source_row_suggest (TuntasSourceRow *self, TuntasRfoSource source)
{
  select_source (self, source, FALSE);
}

void
tuntas_source_row_choose (TuntasSourceRow *self, TuntasRfoSource source)
{
  select_source (self, source, TRUE);
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

void
tuntas_source_row_set_rest (TuntasSourceRow *self, const char *text)
{
  tuntas_text_box_set (self->rest, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fold), text != NULL && *text != '\0');
}

void
tuntas_source_row_set_when (TuntasSourceRow *self, const char *when)
{
  gtk_label_set_text (self->when, when != NULL ? when : "");
}

char *
tuntas_source_row_dup_rest (TuntasSourceRow *self)
{
  char *text = tuntas_text_box_dup (self->rest);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
tuntas_source_row_class_init (TuntasSourceRowClass *klass)
{
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
