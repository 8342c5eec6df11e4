/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-line.h"

#include "tuntas-columns.h"
#include "tuntas-debrief-words.h"
#include "tuntas-format.h"
#include "tuntas-wrapped-label.h"

#define STATE_CHARS 8     /* so that titles begin below each other */
#define CLAUSE_CHARS 7    /* and end below each other */
#define COLUMN_WIDTH 160  /* pixels: less than this nobody reads beside others */

static const struct
{
  const char *icon;
  const char *style; /* of the icon and its word */
} looks[] = {
  [TUNTAS_ROW_OK] = { "object-select-symbolic", "good" },
  [TUNTAS_ROW_REMARK] = { "dialog-information-symbolic", "here" },
  [TUNTAS_ROW_WRONG] = { "dialog-warning-symbolic", "due" },
  [TUNTAS_ROW_FATAL] = { "dialog-error-symbolic", "late" },
};

static GtkWidget *
state_new (TuntasRowState state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[state].icon);
  GtkWidget *word = gtk_label_new (tuntas_debrief_words_state (state));

  gtk_label_set_width_chars (GTK_LABEL (word), STATE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_widget_add_css_class (box, looks[state].style);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  return box;
}

/* As sentences, one after the other. */
static void
add_said (GString *said, const char *part)
{
  if (said->len > 0)
    g_string_append (said, said->str[said->len - 1] == '.' ? " " : ". ");
  g_string_append (said, part);
}

/* said: what is read aloud of all three is put to it. */
static GtkWidget *
columns_new (const TuntasDebriefRow *row, GString *said)
{
  GtkWidget *columns = tuntas_columns_new (12, COLUMN_WIDTH);

  gtk_widget_add_css_class (columns, "compared");
  for (guint i = 0; i < TUNTAS_DEBRIEF_N_COLUMNS; i++)
    {
      const char *heading = tuntas_debrief_words_heading (i);
      g_autofree char *text = tuntas_debrief_words_column (row, i);
      g_autofree char *both = g_strdup_printf ("%s: %s", heading, text);
      GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

      gtk_box_append (GTK_BOX (column), tuntas_wrapped_label_new (heading, "caption-heading"));
      gtk_box_append (GTK_BOX (column), tuntas_wrapped_label_new (text, NULL));
      gtk_widget_set_valign (column, GTK_ALIGN_START);
      tuntas_columns_append (TUNTAS_COLUMNS (columns), column);
      add_said (said, both);
    }
  return columns;
}

/* Takes what is in it and is said of it. */
static GtkWidget *
row_new (GtkWidget *content, GString *said)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (content, "debrief-line");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said->str, -1);
  g_string_free (said, TRUE);
  return row;
}

GtkWidget *
tuntas_debrief_line_new (const TuntasDebriefRow *row, GTimeZone *zone)
{
  g_autofree char *title = tuntas_debrief_words_title (row);
  g_autofree char *subtitle = tuntas_debrief_words_subtitle (row, zone);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *clause = gtk_label_new (row->clause != NULL ? row->clause : "");
  GString *said = g_string_new (tuntas_debrief_words_state (row->state));

  g_string_append_printf (said, ": %s", title);
  add_said (said, subtitle);
  if (row->clause != NULL)
    add_said (said, row->clause);
  gtk_box_append (GTK_BOX (line), state_new (row->state));
  gtk_box_append (GTK_BOX (texts), tuntas_wrapped_label_new (title, NULL));
  gtk_box_append (GTK_BOX (texts), tuntas_wrapped_label_new (subtitle, "clause-number"));
  if (tuntas_debrief_words_compares (row))
    gtk_box_append (GTK_BOX (texts), columns_new (row, said));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_label_set_width_chars (GTK_LABEL (clause), CLAUSE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (clause), 1);
  gtk_widget_add_css_class (clause, "clause-number");
  gtk_widget_set_valign (clause, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), clause);
  return row_new (line, said);
}

GtkWidget *
tuntas_debrief_line_new_time (const TuntasDebriefTime *time)
{
  g_autofree char *length = tuntas_format_duration (time->seconds);
  g_autofree char *spoken = tuntas_format_duration_spoken (time->seconds);
  g_autofree char *about = time->clause != NULL ? g_strdup_printf ("%s · %s", time->ticket, time->clause)
                                                : g_strdup (time->ticket);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GString *said = g_string_new (NULL);

  g_string_append_printf (said, "%s, %s: %s", time->title, about, spoken);
  gtk_box_append (GTK_BOX (texts), tuntas_wrapped_label_new (time->title, NULL));
  gtk_box_append (GTK_BOX (texts), tuntas_wrapped_label_new (about, "clause-number"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), gtk_label_new (length));
  return row_new (line, said);
}
