/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-body.h"

#include <string.h>

/* Maximo marks a long description that holds HTML with this comment; not every server does. */
#define RICH_TEXT_MARK "<!-- RICH TEXT -->"

typedef enum
{
  TAG_INLINE,
  TAG_BREAK,  /* what follows begins a line */
  TAG_HIDDEN, /* its content is nothing to read */
} TagKind;

/* Only these count as tags, so that a plain "redaman <25 dB> normal" keeps its words. */
static const struct
{
  const char *name;
  TagKind     kind;
} tags[] = {
  { "a", TAG_INLINE },      { "b", TAG_INLINE },      { "blockquote", TAG_BREAK }, { "body", TAG_BREAK },
  { "br", TAG_BREAK },      { "code", TAG_INLINE },   { "div", TAG_BREAK },        { "em", TAG_INLINE },
  { "font", TAG_INLINE },   { "h1", TAG_BREAK },      { "h2", TAG_BREAK },         { "h3", TAG_BREAK },
  { "h4", TAG_BREAK },      { "head", TAG_HIDDEN },   { "hr", TAG_BREAK },         { "html", TAG_BREAK },
  { "i", TAG_INLINE },      { "img", TAG_INLINE },    { "li", TAG_BREAK },         { "ol", TAG_BREAK },
  { "p", TAG_BREAK },       { "pre", TAG_BREAK },     { "s", TAG_INLINE },         { "script", TAG_HIDDEN },
  { "span", TAG_INLINE },   { "strong", TAG_INLINE }, { "style", TAG_HIDDEN },     { "sub", TAG_INLINE },
  { "sup", TAG_INLINE },    { "table", TAG_BREAK },   { "tbody", TAG_BREAK },      { "td", TAG_INLINE },
  { "th", TAG_INLINE },     { "thead", TAG_BREAK },   { "tr", TAG_BREAK },         { "u", TAG_INLINE },
  { "ul", TAG_BREAK },
};

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp;", "&" }, { "lt;", "<" }, { "gt;", ">" }, { "quot;", "\"" }, { "apos;", "'" }, { "nbsp;", " " },
};

/* Where the text has its last '>' and its last "-->", or its own begin: behind that nothing ends, so that nobody looks for
 * an end from each of many beginnings. */
typedef struct
{
  const char *tag;
  const char *comment;
} LastEnds;

static LastEnds
find_last_ends (const char *text)
{
  const char *tag = strrchr (text, '>'), *comment = g_strrstr (text, "-->");

  return (LastEnds) { tag != NULL ? tag : text, comment != NULL ? comment : text };
}

/* At a '<': the end of the tag or comment (after its '>'), or NULL where it is none that we know. */
static const char *
read_tag (const char *p, const LastEnds *last, TagKind *kind, const char **name, gsize *length)
{
  *kind = TAG_INLINE;
  *name = "";
  *length = 0;
  if (g_str_has_prefix (p, "<!--"))
    return p < last->comment ? strstr (p, "-->") + 3 : NULL;
  p++;
  if (*p == '/')
    p++;
  *name = p;
  while (g_ascii_isalnum (*p))
    p++;
  *length = (gsize) (p - *name);
  if ((*p != '>' && *p != '/' && !g_ascii_isspace (*p)) || p > last->tag)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strlen (tags[i].name) == *length && g_ascii_strncasecmp (*name, tags[i].name, *length) == 0)
      {
        *kind = tags[i].kind;
        return strchr (p, '>') + 1;
      }
  return NULL;
}

/* After the opening tag of something hidden: behind its closing tag, or the end of the text. */
static const char *
skip_hidden (const char *p, const char *name, gsize length)
{
  for (; *p != '\0'; p++)
    if (p[0] == '<' && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0)
      {
        const char *end = strchr (p, '>');

        return end != NULL ? end + 1 : p + strlen (p);
      }
  return p;
}

/* At a '&': writes what it stands for and returns what follows, or NULL where it is a mere ampersand. */
static const char *
read_entity (const char *p, GString *plain)
{
  guint64 code;
  char *end;

  p++;
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i].name))
      {
        g_string_append (plain, entities[i].text);
        return p + strlen (entities[i].name);
      }
  if (*p != '#' || !(g_ascii_isdigit (p[1]) || (p[1] == 'x' && g_ascii_isxdigit (p[2]))))
    return NULL;
  code = p[1] == 'x' ? g_ascii_strtoull (p + 2, &end, 16) : g_ascii_strtoull (p + 1, &end, 10);
  if (*end != ';' || code == 0 || code > 0x10FFFF || !g_unichar_validate ((gunichar) code))
    return NULL;
  g_string_append_unichar (plain, (gunichar) code);
  return end + 1;
}

static gboolean
has_markup (const char *text, const LastEnds *last)
{
  const char *name;
  gsize length;
  TagKind kind;

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    if (read_tag (p, last, &kind, &name, &length) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether there are n newlines at the end. */
static gboolean
ends_line (const GString *plain, gsize n)
{
  for (gsize i = 1; i <= n; i++)
    if (plain->len < i || plain->str[plain->len - i] != '\n')
      return FALSE;
  return TRUE;
}

/* Begins a line, but never more than one blank one. */
static void
break_line (GString *plain)
{
  while (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);
  if (plain->len > 0 && !ends_line (plain, 2))
    g_string_append_c (plain, '\n');
}

/* A run of white space in HTML is one blank, and none at a line's begin. */
static void
append_blank (GString *plain)
{
  if (plain->len > 0 && plain->str[plain->len - 1] != ' ' && plain->str[plain->len - 1] != '\n')
    g_string_append_c (plain, ' ');
}

static const char *
append_tag (const char *p, const LastEnds *last, GString *plain)
{
  const char *name, *end;
  gsize length;
  TagKind kind;
  gboolean closing = p[1] == '/';

  end = read_tag (p, last, &kind, &name, &length);
  if (end == NULL)
    return NULL;
  if (kind == TAG_HIDDEN && !closing)
    return skip_hidden (end, name, length);
  /* A block's begin breaks the line only where there is something on it; <br> always. */
  if (kind == TAG_BREAK && (g_ascii_strncasecmp (name, "br", 2) == 0 || !ends_line (plain, 1)))
    break_line (plain);
  return end;
}

char *
tuntas_nossa_rich_text_to_plain (const char *text)
{
  GString *plain = g_string_new (NULL);
  const LastEnds last = find_last_ends (text);
  gboolean markup = has_markup (text, &last);
  const char *p = text;

  while (*p != '\0')
    {
      const char *next = NULL;

      if (*p == '<')
        next = append_tag (p, &last, plain);
      else if (*p == '&')
        next = read_entity (p, plain);
      else if (markup && g_ascii_isspace (*p))
        {
          append_blank (plain);
          next = p + 1;
        }
      if (next == NULL)
        {
          next = g_utf8_next_char (p);
          g_string_append_len (plain, p, next - p);
        }
      p = next;
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

char *
tuntas_nossa_rich_text_from_plain (const char *text)
{
  GString *rich = g_string_new (NULL);
  gboolean lines = strchr (text, '\n') != NULL;

  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':  g_string_append (rich, "&amp;"); break;
      case '<':  g_string_append (rich, "&lt;"); break;
      case '>':  g_string_append (rich, "&gt;"); break;
      case '\r': break;
      case '\n': g_string_append (rich, "<br>\n"); break;
      default:   g_string_append_c (rich, *p); break;
      }
  if (lines)
    g_string_append (rich, RICH_TEXT_MARK);
  return g_string_free (rich, FALSE);
}
