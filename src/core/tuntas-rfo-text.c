/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-rfo-text.h"

#include "tuntas-plain.h"

#include <string.h>

typedef enum
{
  FIELD_NONE,
  FIELD_RFO,
  FIELD_REPAIR,
} Field;

/* Longer words before those that they begin with. In small letters. */
static const struct
{
  const char *word;
  Field field;
} labels[] = {
  { "rfo", FIELD_RFO },
  { "penyebab gangguan", FIELD_RFO },
  { "penyebab", FIELD_RFO },
  { "root cause", FIELD_RFO },
  { "rootcause", FIELD_RFO },
  { "akar masalah", FIELD_RFO },
  { "perbaikan", FIELD_REPAIR },
  { "action taken", FIELD_REPAIR },
  { "action", FIELD_REPAIR },
  { "tindakan perbaikan", FIELD_REPAIR },
  { "tindakan", FIELD_REPAIR },
  { "solusi", FIELD_REPAIR },
  { "solution", FIELD_REPAIR },
};

static const char *const nicks[TUNTAS_RFO_N_SOURCES] = { "nossa", "whatsapp", "telegram", "phone", "elsewhere" };

const char *
tuntas_rfo_source_nick (TuntasRfoSource source)
{
  g_return_val_if_fail (source < TUNTAS_RFO_N_SOURCES, NULL);

  return nicks[source];
}

gboolean
tuntas_rfo_source_from_nick (const char *nick, TuntasRfoSource *source)
{
  for (guint i = 0; i < TUNTAS_RFO_N_SOURCES; i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      {
        *source = i;
        return TRUE;
      }
  return FALSE;
}

void
tuntas_rfo_text_free (TuntasRfoText *self)
{
  g_free (self->rfo);
  g_free (self->repair);
  g_free (self->rest);
  g_free (self);
}

/* Headings of chats. "[23/11/26 08.15] Budi: " and "23/11/26, 08.15 - Budi: " stand before the text in the same line;
 * "Budi, [23.11.26 08.15]" is a line of its own. */

#define DATE "[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4},?"
#define CLOCK "[0-9]{1,2}[.:][0-9]{2}([.:][0-9]{2})?( ?[AaPp][Mm])?"

static GRegex *
whatsapp_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^(\\[" DATE " " CLOCK "\\]|\\[" CLOCK ", " DATE "\\]|" DATE " " CLOCK
                                            " -) ?[^:]{1,60}: ?", G_REGEX_OPTIMIZE, 0, NULL));
  return regex;
}

static GRegex *
telegram_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^.{1,60}, \\[" DATE " " CLOCK "\\]:? ?$", G_REGEX_OPTIMIZE, 0, NULL));
  return regex;
}

/* Where the text begins behind the heading of a chat, if there is one. */
static const char *
skip_heading (const char *line, TuntasRfoSource *source)
{
  g_autoptr (GMatchInfo) match = NULL;
  int end = 0;

  if (g_regex_match (whatsapp_regex (), line, 0, &match) && g_match_info_fetch_pos (match, 0, NULL, &end))
    *source = TUNTAS_RFO_SOURCE_WHATSAPP;
  else if (g_regex_match (telegram_regex (), line, 0, NULL))
    *source = TUNTAS_RFO_SOURCE_TELEGRAM;
  return line + end;
}

/* Space, and the marks by which lists are made and words made bold. */
static const char *
skip_marks (const char *text)
{
  for (;;)
    {
      gunichar mark = g_utf8_get_char (text);

      if (mark == 0 || (!g_unichar_isspace (mark) && g_utf8_strchr ("*_~•·–-", -1, mark) == NULL))
        return text;
      text = g_utf8_next_char (text);
    }
}

static const char *
skip_number (const char *text)
{
  gsize digits = strspn (text, "0123456789");

  return digits > 0 && digits <= 2 && (text[digits] == '.' || text[digits] == ')') ? skip_marks (text + digits + 1) : text;
}

/* (nullable): what stands behind the label with which the line begins; field says which one that is. A word that only
 * begins like it, or goes on as a sentence without a mark, is none, but for RFO, which is no word of sentences. */
static const char *
skip_label (const char *line, Field *field)
{
  const char *start = skip_number (skip_marks (line));

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gsize length = strlen (labels[i].word);
      const char *after = start + length;
      const char *value;

      if (g_ascii_strncasecmp (start, labels[i].word, length) != 0 || g_unichar_isalnum (g_utf8_get_char (after)))
        continue;
      value = after + strspn (after, "*_~ \t");
      if (*value != '\0' && strchr (":=", *value) == NULL && !g_str_has_prefix (value, "-") &&
          !g_str_has_prefix (value, "–") && i > 0)
        continue;
      if (g_str_has_prefix (value, "–"))
        value += strlen ("–");
      else if (*value != '\0' && strchr (":=-", *value) != NULL)
        value++;
      *field = labels[i].field;
      return value;
    }
  return NULL;
}

static void
add_value (GString *into, const char *value)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (value));
  gsize marks = strspn (trimmed, "*_~ \t");

  if (trimmed[marks] != '\0')
    g_string_append_printf (into, "%s%s", into->len > 0 ? "; " : "", trimmed + marks);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static char *
finish (GString *text)
{
  return g_string_free (text, text->len == 0);
}

/* Every line break that there is becomes one of a kind. */
static GStrv
split_lines (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *plain = tuntas_plain_text (valid, FALSE);

  return g_strsplit (plain, "\n", -1);
}

TuntasRfoText *
tuntas_rfo_text_parse (const char *text)
{
  TuntasRfoText *self = g_new0 (TuntasRfoText, 1);
  g_auto (GStrv) lines = split_lines (text);
  GString *values[] = { g_string_new (NULL), g_string_new (NULL), g_string_new (NULL) }; /* by Field */
  Field wanted = FIELD_NONE; /* a label stood alone: the next line is its value */

  self->source = TUNTAS_RFO_SOURCE_OTHER;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = skip_heading (lines[i], &self->source);
      Field field = FIELD_NONE;
      const char *value = skip_label (line, &field);

      if (value != NULL)
        {
          add_value (values[field], value);
          wanted = is_blank (value) ? field : FIELD_NONE;
        }
      else if (wanted != FIELD_NONE && !is_blank (line))
        {
          add_value (values[wanted], skip_marks (line));
          wanted = FIELD_NONE;
        }
      else if (!is_blank (lines[i]))
        g_string_append_printf (values[FIELD_NONE], "%s%s", values[FIELD_NONE]->len > 0 ? "\n" : "", lines[i]);
    }
  self->rest = finish (values[FIELD_NONE]);
  self->rfo = finish (values[FIELD_RFO]);
  self->repair = finish (values[FIELD_REPAIR]);
  return self;
}
