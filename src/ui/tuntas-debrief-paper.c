/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-paper.h"

#include "tuntas-debrief-words.h"
#include "tuntas-format.h"
#include "tuntas-paper.h"
#include "tuntas-revision.h"

#include <glib/gi18n-lib.h>

/* Takes the text. */
static void
add_text (TuntasPaper *paper, TuntasPaperStyle style, char *text)
{
  tuntas_paper_add (paper, style, text);
  g_free (text);
}

static void
add_head (TuntasPaper *paper, const TuntasDebriefPaper *parts)
{
  g_autofree char *citation = tuntas_revision_dup_citation (parts->procedure);
  g_autofree char *date = tuntas_format_date (parts->at, parts->local);

  tuntas_paper_add (paper, TUNTAS_PAPER_TITLE, tuntas_debrief_words_result (parts->debrief));
  tuntas_paper_add (paper, TUNTAS_PAPER_HEADING, parts->title);
  add_text (paper, TUNTAS_PAPER_SMALL, g_strdup_printf ("%s · %s", parts->mode, date));
  tuntas_paper_add (paper, TUNTAS_PAPER_SMALL, citation);
  add_text (paper, TUNTAS_PAPER_STRONG, tuntas_debrief_words_summary (parts->debrief));
  add_text (paper, TUNTAS_PAPER_TEXT, tuntas_debrief_words_points (parts->debrief));
  add_text (paper, TUNTAS_PAPER_TEXT, tuntas_debrief_words_calls (parts->debrief));
  add_text (paper, TUNTAS_PAPER_TEXT, tuntas_debrief_words_notes (parts->debrief));
}

static void
add_columns (TuntasPaper *paper, const TuntasDebriefRow *row)
{
  TuntasPaperCell headings[TUNTAS_DEBRIEF_N_COLUMNS], texts[TUNTAS_DEBRIEF_N_COLUMNS];
  char *columns[TUNTAS_DEBRIEF_N_COLUMNS];

  for (guint i = 0; i < TUNTAS_DEBRIEF_N_COLUMNS; i++)
    {
      columns[i] = tuntas_debrief_words_column (row, i);
      headings[i] = (TuntasPaperCell) { tuntas_debrief_words_heading (i), 1.0 / TUNTAS_DEBRIEF_N_COLUMNS,
                                        TUNTAS_PAPER_SMALL };
      texts[i] = (TuntasPaperCell) { columns[i], 1.0 / TUNTAS_DEBRIEF_N_COLUMNS, TUNTAS_PAPER_TEXT };
    }
  tuntas_paper_add_row (paper, headings, TUNTAS_DEBRIEF_N_COLUMNS);
  tuntas_paper_add_row (paper, texts, TUNTAS_DEBRIEF_N_COLUMNS);
  for (guint i = 0; i < TUNTAS_DEBRIEF_N_COLUMNS; i++)
    g_free (columns[i]);
}

static void
add_row (TuntasPaper *paper, const TuntasDebriefRow *row, GTimeZone *zone)
{
  g_autofree char *title = tuntas_debrief_words_title (row);
  g_autofree char *subtitle = tuntas_debrief_words_subtitle (row, zone);
  const TuntasPaperCell head[] = {
    { tuntas_debrief_words_state (row->state), 0.16, TUNTAS_PAPER_STRONG },
    { title, 0.72, TUNTAS_PAPER_STRONG },
    { row->clause, 0.12, TUNTAS_PAPER_TEXT },
  };
  const TuntasPaperCell below[] = { { NULL, 0.16, TUNTAS_PAPER_SMALL }, { subtitle, 0.84, TUNTAS_PAPER_SMALL } };

  tuntas_paper_add_row (paper, head, G_N_ELEMENTS (head));
  tuntas_paper_add_row (paper, below, G_N_ELEMENTS (below));
  if (tuntas_debrief_words_compares (row))
    add_columns (paper, row);
  tuntas_paper_add_rule (paper);
}

static void
add_time (TuntasPaper *paper, const TuntasDebriefTime *time)
{
  g_autofree char *length = tuntas_format_duration (time->seconds);
  const TuntasPaperCell cells[] = {
    { time->ticket, 0.22, TUNTAS_PAPER_TEXT },
    { time->clause, 0.1, TUNTAS_PAPER_TEXT },
    { time->title, 0.48, TUNTAS_PAPER_TEXT },
    { length, 0.2, TUNTAS_PAPER_TEXT },
  };

  tuntas_paper_add_row (paper, cells, G_N_ELEMENTS (cells));
}

GBytes *
tuntas_debrief_paper_print (const TuntasDebriefPaper *parts, GError **error)
{
  /* Translators: %s is the title of an exercise; at the foot of each page. */
  g_autofree char *foot = g_strdup_printf (_("Tuntas · training · %s"), parts->title);
  g_autoptr (TuntasPaper) paper = tuntas_paper_new (parts->title, foot);
  g_autoptr (GPtrArray) groups = tuntas_debrief_words_list_groups (parts->debrief);

  add_head (paper, parts);
  for (guint i = 0; i < groups->len; i++)
    {
      const TuntasDebriefGroup *group = g_ptr_array_index (groups, i);

      tuntas_paper_add (paper, TUNTAS_PAPER_HEADING, group->title);
      for (guint j = 0; j < group->rows->len; j++)
        add_row (paper, g_ptr_array_index (group->rows, j), parts->zone);
    }
  if (parts->debrief->times->len > 0)
    tuntas_paper_add (paper, TUNTAS_PAPER_HEADING, _("Where the time went"));
  for (guint i = 0; i < parts->debrief->times->len; i++)
    add_time (paper, g_ptr_array_index (parts->debrief->times, i));
  return tuntas_paper_print (paper, error);
}
