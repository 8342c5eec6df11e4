/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-json-lines.h"

#include <string.h>

/* The text is known to be JSON, so the scan looks only at what it needs to keep its place: strings, brackets, commas
 * and line ends. */
typedef struct
{
  const char *p;
  const char *end;
  guint line;
  GString *path;     /* of the value that is being read */
  GHashTable *lines;
} Scan;

static void scan_value (Scan *scan);

static void
skip_blanks (Scan *scan)
{
  for (; scan->p < scan->end && strchr (" \t\r\n", *scan->p) != NULL; scan->p++)
    if (*scan->p == '\n')
      scan->line++;
}

/* At the opening quote; gives what stands between the quotes, escapes as they are. A string has no line end in it. */
static void
scan_string (Scan *scan, const char **start, gsize *length)
{
  *start = ++scan->p;
  while (scan->p < scan->end && *scan->p != '"')
    scan->p += *scan->p == '\\' ? 2 : 1;
  *length = scan->p - *start;
  scan->p++;
}

static void
note_line (Scan *scan)
{
  g_hash_table_insert (scan->lines, g_strdup (scan->path->str), GUINT_TO_POINTER (scan->line));
}

static void
scan_member (Scan *scan)
{
  const char *name;
  gsize length;

  scan_string (scan, &name, &length);
  g_string_append_c (scan->path, '.');
  g_string_append_len (scan->path, name, length);
  note_line (scan);
  skip_blanks (scan);
  scan->p++; /* the colon */
  skip_blanks (scan);
  scan_value (scan);
}

static void
scan_element (Scan *scan, guint index)
{
  g_string_append_printf (scan->path, "[%u]", index);
  note_line (scan);
  scan_value (scan);
}

static void
scan_container (Scan *scan, char closing)
{
  gsize own_length = scan->path->len;
  guint index = 0;

  scan->p++;
  skip_blanks (scan);
  while (scan->p < scan->end && *scan->p != closing)
    {
      if (closing == '}')
        scan_member (scan);
      else
        scan_element (scan, index++);
      g_string_truncate (scan->path, own_length);
      skip_blanks (scan);
      if (scan->p < scan->end && *scan->p == ',')
        scan->p++;
      skip_blanks (scan);
    }
  scan->p++;
}

static void
scan_value (Scan *scan)
{
  const char *text;
  gsize length;

  if (scan->p >= scan->end)
    return;
  switch (*scan->p)
    {
    case '{':
      scan_container (scan, '}');
      break;
    case '[':
      scan_container (scan, ']');
      break;
    case '"':
      scan_string (scan, &text, &length);
      break;
    default:
      while (scan->p < scan->end && strchr (",]} \t\r\n", *scan->p) == NULL)
        scan->p++;
    }
}

GHashTable *
tuntas_json_lines_new (const char *text, gsize length, const char *root)
{
  Scan scan = { .p = text, .end = text + length, .line = 1 };

  scan.path = g_string_new (root);
  scan.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  skip_blanks (&scan);
  note_line (&scan);
  scan_value (&scan);
  g_string_free (scan.path, TRUE);
  return scan.lines;
}

guint
tuntas_json_lines_find (GHashTable *lines, const char *path)
{
  g_autofree char *around = g_strdup (path);

  while (!g_hash_table_contains (lines, around))
    {
      char *dot = strrchr (around, '.');
      char *bracket = strrchr (around, '[');

      if (dot == NULL && bracket == NULL)
        return 0;
      *MAX (dot, bracket) = '\0';
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (lines, around));
}
