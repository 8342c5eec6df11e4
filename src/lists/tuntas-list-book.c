/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-book.h"

#include "tuntas-list-xml.h"

#include <string.h>

#define MOST_SHEETS 200
#define MOST_TEXTS 2000000
#define MOST_STYLES 65000

typedef struct
{
  TuntasListBook *book;
  const TuntasListWatch *watch;
  GHashTable *targets;   /* id of a relation → name of the part */
  GHashTable *formats;   /* number of a format → GINT_TO_POINTER (is a date) */
  GString *text;         /* of the shared text that is read */
  guint64 letters;       /* of all of them */
  gboolean in_text;      /* within an element whose text counts */
  gboolean in_phonetic;  /* within how it is read aloud */
  gboolean in_cell_styles;
} Reading;

void
tuntas_list_book_free (TuntasListBook *self)
{
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->dates);
  g_free (self);
}

/* Formats */

gboolean
tuntas_list_format_is_date (const char *code)
{
  for (const char *p = code; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        p = strchr (p + 1, '"');
        if (p == NULL)
          return FALSE;
        break;
      case '\\':
      case '_':
      case '*':
        if (p[1] != '\0')
          p++;
        break;
      case '[':
        /* [h], [mm] and [ss] count a length of time; [Red], [$-421] say other things. */
        if (strchr ("hHmMsS", p[1]) != NULL && p[1] != '\0' && (p[2] == ']' || p[2] == p[1]))
          return TRUE;
        p = strchr (p, ']');
        if (p == NULL)
          return FALSE;
        break;
      case 'd':
      case 'D':
      case 'm':
      case 'M':
      case 'y':
      case 'Y':
      case 'h':
      case 'H':
      case 's':
      case 'S':
        return TRUE;
      case ';':
        return FALSE;
      default:
        break;
      }
  return FALSE;
}

/* Those that Excel has without saying so in the file. */
static gboolean
is_date_by_number (Reading *reading, int number)
{
  gpointer stated;

  if (g_hash_table_lookup_extended (reading->formats, GINT_TO_POINTER (number), NULL, &stated))
    return GPOINTER_TO_INT (stated);
  return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
         (number >= 50 && number <= 58);
}

static void
too_many (GError **error, const char *what, int most)
{
  g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "the workbook has more than %d %s", most, what);
}

static void
style_start_cb (gpointer user_data, const char *name, const TuntasListAttributes *attributes, GError **error)
{
  Reading *reading = user_data;
  gboolean is_date;

  if (strcmp (name, "cellXfs") == 0)
    reading->in_cell_styles = TRUE;
  else if (strcmp (name, "numFmt") == 0)
    {
      g_autofree char *code = tuntas_list_attribute_dup (attributes, "formatCode");

      if (code != NULL && g_hash_table_size (reading->formats) < MOST_STYLES)
        g_hash_table_insert (reading->formats,
                             GINT_TO_POINTER (tuntas_list_attribute_number (attributes, "numFmtId")),
                             GINT_TO_POINTER (tuntas_list_format_is_date (code)));
    }
  else if (reading->in_cell_styles && strcmp (name, "xf") == 0)
    {
      if (reading->book->dates->len >= MOST_STYLES)
        too_many (error, "styles", MOST_STYLES);
      is_date = is_date_by_number (reading, tuntas_list_attribute_number (attributes, "numFmtId"));
      g_array_append_val (reading->book->dates, is_date);
    }
}

static void
style_end_cb (gpointer user_data, const char *name, GError **error)
{
  if (strcmp (name, "cellXfs") == 0)
    ((Reading *) user_data)->in_cell_styles = FALSE;
}

/* Texts */

/* Of "_x000D_" that character, else -1. */
static int
escaped_at (const char *p)
{
  int value = 0;

  if (p[0] != '_' || p[1] != 'x')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (p[i]);
    }
  return p[6] == '_' ? value : -1;
}

void
tuntas_list_unescape (GString *text)
{
  gsize to = 0, from = 0;

  if (text->len > TUNTAS_LIST_MOST_LETTERS)
    return;
  while (from < text->len)
    {
      int value = escaped_at (text->str + from);

      if (value < 0)
        text->str[to++] = text->str[from++];
      else
        {
          from += strlen ("_x000D_");
          /* An underscore that would otherwise begin such a thing; anything else it stands for is no letter. */
          if (value == '_')
            text->str[to++] = '_';
        }
    }
  g_string_truncate (text, to);
}

static void
text_start_cb (gpointer user_data, const char *name, const TuntasListAttributes *attributes, GError **error)
{
  Reading *reading = user_data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (reading->text, 0);
  else if (strcmp (name, "rPh") == 0)
    reading->in_phonetic = TRUE;
  else if (strcmp (name, "t") == 0)
    reading->in_text = !reading->in_phonetic;
}

static void
text_end_cb (gpointer user_data, const char *name, GError **error)
{
  Reading *reading = user_data;

  if (strcmp (name, "t") == 0)
    reading->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    reading->in_phonetic = FALSE;
  else if (strcmp (name, "si") == 0)
    {
      tuntas_list_unescape (reading->text);
      reading->letters += reading->text->len;
      if (reading->book->texts->len >= MOST_TEXTS)
        too_many (error, "texts", MOST_TEXTS);
      else if (reading->letters > TUNTAS_LIST_MOST_UNPACKED / 4)
        too_many (error, "letters", TUNTAS_LIST_MOST_UNPACKED / 4);
      else
        g_ptr_array_add (reading->book->texts, g_strndup (reading->text->str, reading->text->len));
    }
}

static void
text_cb (gpointer user_data, const char *text, gsize length)
{
  Reading *reading = user_data;

  /* One letter more than can be is enough to have the cell refused where it is used. */
  if (reading->in_text && reading->text->len <= TUNTAS_LIST_MOST_LETTERS)
    g_string_append_len (reading->text, text, (gssize) length);
}

static void
text_piece_cb (gpointer user_data, double share, GError **error)
{
  g_cancellable_set_error_if_cancelled (((Reading *) user_data)->watch->cancellable, error);
}

/* Sheets */

static void
relation_start_cb (gpointer user_data, const char *name, const TuntasListAttributes *attributes, GError **error)
{
  Reading *reading = user_data;
  char *id, *target;

  if (strcmp (name, "Relationship") != 0 || g_hash_table_size (reading->targets) >= MOST_STYLES)
    return;
  id = tuntas_list_attribute_dup (attributes, "Id");
  target = tuntas_list_attribute_dup (attributes, "Target");
  if (id != NULL && target != NULL)
    /* "worksheets/sheet1.xml" lies beside the workbook; "/xl/…" says the same from the top. */
    g_hash_table_insert (reading->targets, g_steal_pointer (&id),
                         *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL));
  g_free (id);
  g_free (target);
}

static void
workbook_start_cb (gpointer user_data, const char *name, const TuntasListAttributes *attributes, GError **error)
{
  Reading *reading = user_data;
  const char *target = NULL;

  if (strcmp (name, "workbookPr") == 0)
    {
      g_autofree char *from_1904 = tuntas_list_attribute_dup (attributes, "date1904");

      reading->book->from_1904 = g_strcmp0 (from_1904, "1") == 0 || g_strcmp0 (from_1904, "true") == 0;
    }
  else if (strcmp (name, "sheet") == 0)
    {
      g_autofree char *id = tuntas_list_attribute_dup (attributes, "id");

      target = id != NULL ? g_hash_table_lookup (reading->targets, id) : NULL;
    }
  if (target == NULL)
    return;
  if (reading->book->sheets->len >= MOST_SHEETS)
    too_many (error, "sheets", MOST_SHEETS);
  else
    g_ptr_array_add (reading->book->sheets, g_strdup (target));
}

static const struct
{
  const char *name;
  gboolean needed;
  TuntasListXmlFuncs funcs;
} parts[] = {
  { "xl/_rels/workbook.xml.rels", TRUE, { .start = relation_start_cb } },
  { "xl/workbook.xml", TRUE, { .start = workbook_start_cb } },
  { "xl/styles.xml", FALSE, { .start = style_start_cb, .end = style_end_cb } },
  { "xl/sharedStrings.xml", FALSE,
    { .start = text_start_cb, .end = text_end_cb, .text = text_cb, .piece = text_piece_cb } },
};

TuntasListBook *
tuntas_list_book_read (TuntasListZip *zip, const TuntasListWatch *watch, GError **error)
{
  g_autoptr (TuntasListBook) self = g_new0 (TuntasListBook, 1);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .book = self, .watch = watch, .targets = targets, .formats = formats, .text = text };

  self->sheets = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->dates = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gboolean found;

      if (!tuntas_list_xml_read (zip, parts[i].name, &parts[i].funcs, &reading, &found, error))
        return NULL;
      if (found || !parts[i].needed)
        continue;
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_UNKNOWN, "it has no part %s and is no workbook",
                   parts[i].name);
      return NULL;
    }
  return g_steal_pointer (&self);
}
