/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-html.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Read as it comes, without a tree: the tree of a long list would take ten times its bytes. */

#define CHUNK 65536
#define MOST_TABLES_DEEP 8
/* The library compares each element with all that are open. */
#define MOST_LEVELS 500
/* Within so many bytes of the beginning a page says that it has a table. */
#define LOOKED_AT (256 * 1024)

typedef struct
{
  htmlParserCtxtPtr parser;
  TuntasListTable *table;
  GError *error;
  GString *cell;     /* as far as read */
  gboolean in_cell;
  gboolean in_row;
  guint span;        /* columns that the cell takes */
  guint row_span;    /* rows that it takes */
  guint column;      /* of the next cell */
  guint taken[TUNTAS_LIST_MOST_COLUMNS]; /* for how many of the rows to come a cell of this row or above has the column */
  guint row;
  guint depth;       /* tables that are open */
  guint level;       /* elements that are open */
  guint hidden;      /* elements deep in something whose text is not shown */
} Reading;

gboolean
tuntas_list_html_is (const char *text, gsize length)
{
  gsize start = 0;

  while (start < length && g_ascii_isspace (text[start]))
    start++;
  if (start >= length || text[start] != '<')
    return FALSE;
  for (gsize i = start; i + 6 < MIN (length, LOOKED_AT); i++)
    if (text[i] == '<' && g_ascii_strncasecmp (text + i, "<table", 6) == 0)
      return TRUE;
  return FALSE;
}

/* One blank for all that follow each other, none at the ends. A line that was broken on purpose is '\n' already. */
static void
squeeze (GString *text)
{
  gsize to = 0;

  for (gsize from = 0; from < text->len; from++)
    {
      char c = text->str[from];

      if (c == ' ' && (to == 0 || text->str[to - 1] == ' ' || text->str[to - 1] == '\n'))
        continue;
      if (c == '\n' && to > 0 && text->str[to - 1] == ' ')
        to--;
      text->str[to++] = c;
    }
  while (to > 0 && (text->str[to - 1] == ' ' || text->str[to - 1] == '\n'))
    to--;
  g_string_truncate (text, to);
}

/* The text in the next column, which is then taken for so many rows below too. */
static void
add_column (Reading *reading, const char *text, gsize length, guint rows_below)
{
  if (reading->error == NULL &&
      tuntas_list_table_add (reading->table, text, length, TUNTAS_LIST_CELL_TEXT, &reading->error))
    reading->taken[reading->column++] = rows_below;
}

/* Columns that a cell from further up has; it says its words once, as one over several columns does. */
static void
pass_taken (Reading *reading)
{
  while (reading->error == NULL && reading->column < TUNTAS_LIST_MOST_COLUMNS && reading->taken[reading->column] > 0)
    add_column (reading, "", 0, reading->taken[reading->column] - 1);
}

static void
end_cell (Reading *reading)
{
  if (!reading->in_cell)
    return;
  reading->in_cell = FALSE;
  /* One that is too long was not read to its end, and is refused as it is. */
  if (reading->cell->len <= TUNTAS_LIST_MOST_LETTERS)
    squeeze (reading->cell);
  pass_taken (reading);
  add_column (reading, reading->cell->str, reading->cell->len, reading->row_span - 1);
  for (guint i = 1; i < reading->span && reading->error == NULL; i++)
    add_column (reading, "", 0, reading->row_span - 1);
}

static void
begin_row (Reading *reading)
{
  end_cell (reading);
  /* The columns that the row before did not come to. */
  for (guint i = reading->column; i < TUNTAS_LIST_MOST_COLUMNS; i++)
    reading->taken[i] -= reading->taken[i] > 0;
  reading->column = 0;
  reading->in_row = TRUE;
  if (reading->error == NULL)
    tuntas_list_table_begin_row (reading->table, ++reading->row, &reading->error);
}

/* Where the table ends, or a part of it, no cell goes on; the next row is the first of its kind. */
static void
end_rows (Reading *reading)
{
  end_cell (reading);
  reading->in_row = FALSE;
  memset (reading->taken, 0, sizeof reading->taken);
}

static guint
read_span (const xmlChar **attributes, const char *name, guint most)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp ((const char *) attributes[i], name) == 0 && attributes[i + 1] != NULL)
      return (guint) CLAMP (g_ascii_strtoll ((const char *) attributes[i + 1], NULL, 10), 1, most);
  return 1;
}

static void
begin_cell (Reading *reading, const xmlChar **attributes)
{
  end_cell (reading);
  if (!reading->in_row)
    begin_row (reading);
  reading->in_cell = TRUE;
  reading->span = read_span (attributes, "colspan", TUNTAS_LIST_MOST_COLUMNS);
  reading->row_span = read_span (attributes, "rowspan", TUNTAS_LIST_MOST_ROWS);
  g_string_truncate (reading->cell, 0);
}

static void
begin_table (Reading *reading)
{
  /* What stood around it was there for the layout: its own cell so far is an empty one. */
  g_string_truncate (reading->cell, 0);
  end_rows (reading);
  if (++reading->depth > MOST_TABLES_DEEP && reading->error == NULL)
    g_set_error (&reading->error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE,
                 "row %u: more than %d tables within each other", reading->row, MOST_TABLES_DEEP);
}

static gboolean
is_hidden (const char *name)
{
  return strcmp (name, "script") == 0 || strcmp (name, "style") == 0 || strcmp (name, "select") == 0;
}

/* A head, a body or a foot of a table. */
static gboolean
is_part (const char *name)
{
  return strcmp (name, "thead") == 0 || strcmp (name, "tbody") == 0 || strcmp (name, "tfoot") == 0;
}

static void
start_cb (void *user_data, const xmlChar *element, const xmlChar **attributes)
{
  Reading *reading = user_data;
  const char *name = (const char *) element;

  if (++reading->level > MOST_LEVELS && reading->error == NULL)
    g_set_error (&reading->error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE,
                 "row %u: more than %d elements within each other", reading->row, MOST_LEVELS);
  if (reading->error != NULL)
    xmlStopParser (reading->parser);
  else if (is_hidden (name))
    reading->hidden++;
  else if (strcmp (name, "table") == 0)
    begin_table (reading);
  else if (is_part (name))
    end_rows (reading);
  else if (strcmp (name, "tr") == 0)
    begin_row (reading);
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    begin_cell (reading, attributes);
  else if (reading->in_cell && (strcmp (name, "br") == 0 || strcmp (name, "p") == 0 || strcmp (name, "div") == 0))
    g_string_append_c (reading->cell, '\n');
}

static void
end_cb (void *user_data, const xmlChar *element)
{
  Reading *reading = user_data;
  const char *name = (const char *) element;

  if (reading->level > 0)
    reading->level--;
  if (is_hidden (name) && reading->hidden > 0)
    reading->hidden--;
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    end_cell (reading);
  else if (strcmp (name, "tr") == 0)
    {
      end_cell (reading);
      reading->in_row = FALSE;
    }
  else if (strcmp (name, "table") == 0)
    {
      end_rows (reading);
      if (reading->depth > 0)
        reading->depth--;
    }
}

static void
text_cb (void *user_data, const xmlChar *text, int length)
{
  Reading *reading = user_data;
  const char *p = (const char *) text, *end = p + length;

  if (!reading->in_cell || reading->hidden > 0)
    return;
  while (p < end && reading->cell->len <= TUNTAS_LIST_MOST_LETTERS)
    {
      /* A blank that does not break is one. */
      gboolean fixed = end - p >= 2 && p[0] == '\xc2' && p[1] == '\xa0';

      g_string_append_c (reading->cell, fixed || g_ascii_isspace (*p) ? ' ' : *p);
      p += fixed ? 2 : 1;
    }
}

/* Pages are read as browsers do, who complain of nothing. */
static void
silent_cb (void *user_data, const char *format, ...)
{
}

static htmlParserCtxtPtr
make_parser (Reading *reading)
{
  htmlSAXHandler handler = { .startElement = start_cb, .endElement = end_cb, .characters = text_cb,
                             .ignorableWhitespace = text_cb, .error = silent_cb, .warning = silent_cb };
  htmlParserCtxtPtr parser = htmlCreatePushParserCtxt (&handler, reading, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

  if (parser == NULL)
    g_error ("no memory for a parser");
  /* It is UTF-8 by now, whatever the page says. */
  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                  HTML_PARSE_IGNORE_ENC);
  return parser;
}

TuntasListTable *
tuntas_list_html_read (const TuntasListWatch *watch, const char *text, gsize length, GError **error)
{
  g_autoptr (TuntasListTable) table = tuntas_list_table_new (watch);
  g_autoptr (GString) cell = g_string_new (NULL);
  Reading reading = { .table = table, .cell = cell, .span = 1, .row_span = 1 };

  reading.parser = make_parser (&reading);
  for (gsize done = 0; done < length && reading.error == NULL; done += CHUNK)
    if (tuntas_list_table_tell (table, 0.5 * (double) done / (double) length, &reading.error))
      htmlParseChunk (reading.parser, text + done, (int) MIN (CHUNK, length - done), 0);
  if (reading.error == NULL)
    htmlParseChunk (reading.parser, NULL, 0, 1);
  if (reading.parser->myDoc != NULL)
    xmlFreeDoc (reading.parser->myDoc);
  htmlFreeParserCtxt (reading.parser);
  end_cell (&reading);
  if (reading.error == NULL)
    return g_steal_pointer (&table);
  g_propagate_error (error, reading.error);
  return NULL;
}
