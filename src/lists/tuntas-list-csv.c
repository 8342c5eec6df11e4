/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-csv.h"

#include <csv.h>
#include <string.h>

#define LINES_LOOKED_AT 20
#define CHUNK 65536
/* No text has it: quotes are letters then. */
#define NO_QUOTE '\0'

/* How many of each character stand outside quotes in the first lines. */
static void
count_separators (const char *text, gsize length, const char *candidates, guint *counts)
{
  gboolean quoted = FALSE;
  guint lines = 0;

  for (gsize i = 0; i < length && lines < LINES_LOOKED_AT; i++)
    {
      const char *found = text[i] != '\0' ? strchr (candidates, text[i]) : NULL;

      if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == '\n' && !quoted)
        lines++;
      else if (found != NULL && !quoted)
        counts[found - candidates]++;
    }
}

char
tuntas_list_csv_guess (const char *text, gsize length, gsize *start)
{
  static const char candidates[] = "\t;,";
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  guint best = 0;

  *start = 0;
  if (length >= 5 && g_ascii_strncasecmp (text, "sep=", 4) == 0 && strchr ("\t;,|", text[4]) != NULL)
    {
      const char *end = memchr (text, '\n', length);

      *start = end != NULL ? (gsize) (end + 1 - text) : length;
      return text[4];
    }
  count_separators (text, length, candidates, counts);
  /* A tab is typed by nobody: a few of them weigh more than the commas of sentences. */
  if (counts[0] > 0)
    return '\t';
  for (guint i = 1; i + 1 < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return counts[best] > 0 ? candidates[best] : '\0';
}

typedef struct
{
  TuntasListTable *table;
  GError *error;
  guint row;         /* number of the row that is read */
  gboolean begun;    /* it has a cell already */
  gboolean after_cr; /* the last row ended by a CR, which an LF may belong to */
} Reading;

static void
cell_cb (void *text, size_t length, void *user_data)
{
  Reading *reading = user_data;

  if (reading->error != NULL)
    return;
  reading->after_cr = FALSE;
  if (!reading->begun && !tuntas_list_table_begin_row (reading->table, reading->row, &reading->error))
    return;
  reading->begun = TRUE;
  tuntas_list_table_add (reading->table, text, length, TUNTAS_LIST_CELL_TEXT, &reading->error);
}

static void
row_cb (int character, void *user_data)
{
  Reading *reading = user_data;

  if (character == '\n' && reading->after_cr)
    {
      reading->after_cr = FALSE;
      return;
    }
  reading->after_cr = character == '\r';
  reading->begun = FALSE;
  reading->row++;
}

static gboolean
parse (Reading *reading, struct csv_parser *parser, const char *text, gsize length, gboolean *unended)
{
  for (gsize done = 0; done < length && reading->error == NULL; done += CHUNK)
    {
      if (!tuntas_list_table_tell (reading->table, 0.5 * (double) done / (double) length, &reading->error))
        break;
      /* The library's buffer grows with a cell, which is refused only at its end. */
      if (csv_get_buffer_size (parser) > 16 * TUNTAS_LIST_MOST_LETTERS)
        break;
      csv_parse (parser, text + done, MIN (CHUNK, length - done), cell_cb, row_cb, reading);
    }
  /* Strict in this alone: the end must not lie within quotes. */
  csv_set_opts (parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
  *unended = reading->error == NULL && (csv_get_buffer_size (parser) > 16 * TUNTAS_LIST_MOST_LETTERS ||
                                        csv_fini (parser, cell_cb, row_cb, reading) != 0);
  return reading->error == NULL && !*unended;
}

/* unended (out): a quote has no end, or not in time. */
static TuntasListTable *
read_table (const TuntasListWatch *watch, const char *text, gsize length, char separator, char quote, guint first_row,
            gboolean *unended, GError **error)
{
  g_autoptr (TuntasListTable) table = tuntas_list_table_new (watch);
  Reading reading = { table, NULL, first_row, FALSE, FALSE };
  struct csv_parser parser;
  gboolean read;

  if (csv_init (&parser, CSV_REPALL_NL) != 0)
    g_error ("csv_init failed");
  csv_set_delim (&parser, (unsigned char) separator);
  csv_set_quote (&parser, (unsigned char) quote);
  read = parse (&reading, &parser, text, length, unended);
  csv_free (&parser);
  if (read)
    return g_steal_pointer (&table);
  if (reading.error != NULL)
    g_propagate_error (error, reading.error);
  else
    g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_BROKEN, "row %u: a quote has no end", reading.row);
  return NULL;
}

gboolean
tuntas_list_csv_read (TuntasListTable **table, const TuntasListWatch *watch, const char *text, gsize length,
                      char separator, guint first_row, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean unended;

  *table = read_table (watch, text, length, separator, '"', first_row, &unended, &cause);
  if (*table == NULL && (unended || g_error_matches (cause, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE)))
    *table = read_table (watch, text, length, separator, NO_QUOTE, first_row, &unended, error);
  else if (*table == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return *table != NULL;
}
