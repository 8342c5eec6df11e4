/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-plain.h"

#include <string.h>

#define NEXT_LINE           0x85
#define NO_BREAK_SPACE      0xa0
#define LINE_SEPARATOR      0x2028
#define PARAGRAPH_SEPARATOR 0x2029

/* Nobody sees them. The joiners (U+200C, U+200D) stay: without them scripts and pictures are others. */
static const struct
{
  gunichar first, last;
} unseen[] = {
  { 0x061c, 0x061c },   /* Arabic letter mark */
  { 0x200b, 0x200b },   /* blank without width */
  { 0x200e, 0x200f },   /* marks of direction */
  { 0x202a, 0x202e },   /* embeddings and overrides */
  { 0x2060, 0x206f },   /* word joiner, isolates, format characters that nobody uses any more */
  { 0xfeff, 0xfeff },   /* byte order mark */
  { 0xfff9, 0xfffb },   /* interlinear annotation */
  { 0xe0000, 0xe007f }, /* tags */
};

gboolean
tuntas_plain_is_unseen (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (c >= unseen[i].first && c <= unseen[i].last)
      return TRUE;
  return FALSE;
}

static gboolean
breaks_line (const char *p, gunichar c)
{
  return c == '\n' || (c == '\r' && p[1] != '\n') || c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

char *
tuntas_plain_text (const char *text, gboolean one_line)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (breaks_line (p, c))
        g_string_append_c (plain, one_line ? ' ' : '\n');
      else if (c == NO_BREAK_SPACE || (g_unichar_iscntrl (c) && c != '\r'))
        g_string_append_c (plain, ' ');
      else if (c != '\r' && !tuntas_plain_is_unseen (c))
        g_string_append_unichar (plain, c);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}
