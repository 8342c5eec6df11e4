/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-json-gate.h"

#include "tuntas-json.h"

#include <math.h>
#include <string.h>

/* A member's name, unescaped. at is where it stands in the text. */
typedef struct
{
  const char *bytes;
  gsize       length;
  const char *at;
} Key;

typedef struct
{
  const char   *start;
  const char   *p;      /* the next byte that nobody has looked at */
  const char   *end;
  guint         depth;
  guint         values;
  GArray       *keys;   /* of Key: those of all the open objects, innermost last */
  GStringChunk *names;  /* names that had escapes in them */
  GError      **error;
} Gate;

static gboolean read_value (Gate *gate);

G_GNUC_PRINTF (4, 5)
static gboolean
fail (Gate *gate, TuntasJsonError code, const char *at, const char *format, ...)
{
  const char *line_start = gate->start;
  guint line = 1;
  g_autofree char *reason = NULL;
  va_list args;

  for (const char *p = gate->start; p < at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (gate->error, TUNTAS_JSON_ERROR, code, "line %u, column %ld: %s", line,
               g_utf8_strlen (line_start, at - line_start) + 1, reason);
  return FALSE;
}

#define fail_syntax(gate, at, ...) fail (gate, TUNTAS_JSON_ERROR_SYNTAX, at, __VA_ARGS__)
#define fail_limit(gate, at, ...)  fail (gate, TUNTAS_JSON_ERROR_LIMIT, at, __VA_ARGS__)

/* The byte at p, or 0 at the end; a 0 within the text was refused before. */
static char
peek (Gate *gate)
{
  return gate->p < gate->end ? *gate->p : '\0';
}

static void
skip_blanks (Gate *gate)
{
  const char *p = gate->p;

  while (p < gate->end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
    p++;
  gate->p = p;
}

static gboolean
fail_unexpected (Gate *gate, const char *wanted)
{
  if (gate->p == gate->end)
    return fail_syntax (gate, gate->p, "the text ends where %s is wanted", wanted);
  if (*gate->p == '/')
    return fail_syntax (gate, gate->p, "%s is wanted here; comments are not JSON", wanted);
  return fail_syntax (gate, gate->p, "%s is wanted here", wanted);
}

static gboolean
read_hex4 (Gate *gate, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, gate->p++)
    {
      if (!g_ascii_isxdigit (peek (gate)))
        return fail_unexpected (gate, "a hexadecimal digit");
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*gate->p);
    }
  return TRUE;
}

/* After "\u". A surrogate is taken only as a pair, because half of one has no UTF-8. */
static gboolean
read_unicode_escape (Gate *gate, GString *name)
{
  const char *at = gate->p - 2;
  gunichar high, low;

  if (!read_hex4 (gate, &high))
    return FALSE;
  if (high == 0)
    return fail_syntax (gate, at, "NUL in a string");
  if (high >= 0xD800 && high <= 0xDFFF)
    {
      if (high >= 0xDC00 || gate->end - gate->p < 2 || gate->p[0] != '\\' || gate->p[1] != 'u')
        return fail_syntax (gate, at, "half of a surrogate pair");
      gate->p += 2;
      if (!read_hex4 (gate, &low))
        return FALSE;
      if (low < 0xDC00 || low > 0xDFFF)
        return fail_syntax (gate, at, "half of a surrogate pair");
      high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
  if (name != NULL)
    g_string_append_unichar (name, high);
  return TRUE;
}

/* After the backslash. name (nullable) gets what the escape stands for. */
static gboolean
read_escape (Gate *gate, GString *name)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  char c = peek (gate);
  const char *found = c == '\0' ? NULL : strchr (from, c);

  if (c == 'u')
    {
      gate->p++;
      return read_unicode_escape (gate, name);
    }
  if (found == NULL)
    return fail_unexpected (gate, "one of \" \\ / b f n r t u");
  gate->p++;
  if (name != NULL)
    g_string_append_c (name, to[found - from]);
  return TRUE;
}

/* At the opening quote. name (nullable) gets the string's text. */
static gboolean
read_string (Gate *gate, GString *name)
{
  gate->p++;
  while (TRUE)
    {
      const char *run = gate->p, *p = run;

      while (p < gate->end && *p != '"' && *p != '\\' && (guchar) *p >= 0x20)
        p++;
      gate->p = p;
      if (name != NULL)
        g_string_append_len (name, run, gate->p - run);
      if (gate->p == gate->end)
        return fail_syntax (gate, gate->p, "the text ends within a string");
      if (*gate->p == '"')
        {
          gate->p++;
          return TRUE;
        }
      if (*gate->p != '\\')
        return fail_syntax (gate, gate->p, "a raw control character in a string");
      gate->p++;
      if (!read_escape (gate, name))
        return FALSE;
    }
}

static gboolean
read_digits (Gate *gate)
{
  if (!g_ascii_isdigit (peek (gate)))
    return fail_unexpected (gate, "a digit");
  while (g_ascii_isdigit (peek (gate)))
    gate->p++;
  return TRUE;
}

static gboolean
read_number (Gate *gate)
{
  const char *start = gate->p, *digits;
  gboolean whole = TRUE;
  g_autofree char *copy = NULL;

  if (peek (gate) == '-')
    gate->p++;
  digits = gate->p;
  if (!read_digits (gate))
    return FALSE;
  if (*digits == '0' && gate->p - digits > 1)
    return fail_syntax (gate, digits, "a number with a leading zero");
  if (gate->p - digits > TUNTAS_JSON_MAX_DIGITS)
    return fail_limit (gate, start, "a number of more than %d digits", TUNTAS_JSON_MAX_DIGITS);
  if (peek (gate) == '.')
    {
      whole = FALSE;
      gate->p++;
      if (!read_digits (gate))
        return FALSE;
    }
  if (peek (gate) == 'e' || peek (gate) == 'E')
    {
      whole = FALSE;
      gate->p++;
      if (peek (gate) == '+' || peek (gate) == '-')
        gate->p++;
      if (!read_digits (gate))
        return FALSE;
    }
  if (whole)
    return TRUE;
  copy = g_strndup (start, gate->p - start);
  if (!isfinite (g_ascii_strtod (copy, NULL)))
    return fail_limit (gate, start, "a number out of range");
  return TRUE;
}

static gboolean
read_literal (Gate *gate, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (gate->end - gate->p) < length || memcmp (gate->p, word, length) != 0)
    return fail_unexpected (gate, "a value");
  gate->p += length;
  return TRUE;
}

/* Reads the member's name and appends it to the keys. */
static gboolean
read_key (Gate *gate)
{
  Key key = { .at = gate->p };

  if (peek (gate) != '"')
    return fail_unexpected (gate, "a member's name in double quotes");
  if (!read_string (gate, NULL))
    return FALSE;
  key.bytes = key.at + 1;
  key.length = gate->p - key.at - 2;
  if (memchr (key.bytes, '\\', key.length) != NULL)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      gate->p = key.at;
      read_string (gate, name);
      key.bytes = g_string_chunk_insert_len (gate->names, name->str, (gssize) name->len);
      key.length = name->len;
    }
  g_array_append_val (gate->keys, key);
  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  return memcmp (x->bytes, y->bytes, x->length);
}

/* Looks at the names from first on and forgets them. */
static gboolean
close_keys (Gate *gate, guint first)
{
  Key *keys = &g_array_index (gate->keys, Key, first);
  guint n = gate->keys->len - first;

  /* Sorted, because a hostile object of 200,000 names must not take 200,000² comparisons. */
  qsort (keys, n, sizeof (Key), compare_keys);
  for (guint i = 1; i < n; i++)
    if (compare_keys (&keys[i - 1], &keys[i]) == 0)
      return fail_syntax (gate, MAX (keys[i - 1].at, keys[i].at), "a name that this object already has");
  g_array_set_size (gate->keys, first);
  return TRUE;
}

static gboolean
read_member (Gate *gate)
{
  if (!read_key (gate))
    return FALSE;
  skip_blanks (gate);
  if (peek (gate) != ':')
    return fail_unexpected (gate, "a colon");
  gate->p++;
  return read_value (gate);
}

/* At the opening bracket: an object's members or an array's elements up to the closing one. */
static gboolean
read_container (Gate *gate, char closing)
{
  gboolean (*read_item) (Gate *) = closing == '}' ? read_member : read_value;
  guint first = gate->keys->len;

  if (++gate->depth > TUNTAS_JSON_MAX_DEPTH)
    return fail_limit (gate, gate->p, "more than %d levels", TUNTAS_JSON_MAX_DEPTH);
  gate->p++;
  skip_blanks (gate);
  if (peek (gate) != closing)
    while (TRUE)
      {
        skip_blanks (gate);
        if (!read_item (gate))
          return FALSE;
        skip_blanks (gate);
        if (peek (gate) != ',')
          break;
        gate->p++;
      }
  if (peek (gate) != closing)
    return fail_unexpected (gate, closing == '}' ? "a comma or a closing brace" : "a comma or a closing bracket");
  gate->p++;
  gate->depth--;
  return closing == ']' || first == gate->keys->len || close_keys (gate, first);
}

static gboolean
read_value (Gate *gate)
{
  skip_blanks (gate);
  if (++gate->values > TUNTAS_JSON_MAX_VALUES)
    return fail_limit (gate, gate->p, "more than %d values", TUNTAS_JSON_MAX_VALUES);
  switch (peek (gate))
    {
    case '{': return read_container (gate, '}');
    case '[': return read_container (gate, ']');
    case '"': return read_string (gate, NULL);
    case 't': return read_literal (gate, "true");
    case 'f': return read_literal (gate, "false");
    case 'n': return read_literal (gate, "null");
    case '-': return read_number (gate);
    default:
      return g_ascii_isdigit (peek (gate)) ? read_number (gate) : fail_unexpected (gate, "a value");
    }
}

static gboolean
read_document (Gate *gate)
{
  const char *bad;

  if (gate->end - gate->start > TUNTAS_JSON_MAX_BYTES)
    return fail_limit (gate, gate->start, "more than %d bytes", TUNTAS_JSON_MAX_BYTES);
  if (!g_utf8_validate_len (gate->start, (gsize) (gate->end - gate->start), &bad))
    return fail_syntax (gate, bad, *bad == '\0' ? "a NUL byte" : "bytes that are not UTF-8");
  if (gate->end - gate->start >= 3 && memcmp (gate->start, "\xEF\xBB\xBF", 3) == 0)
    return fail_syntax (gate, gate->start, "a byte order mark");
  skip_blanks (gate);
  if (gate->p == gate->end)
    return fail_syntax (gate, gate->p, "the document is empty");
  if (!read_value (gate))
    return FALSE;
  skip_blanks (gate);
  return gate->p == gate->end || fail_unexpected (gate, "the end of the document");
}

gboolean
tuntas_json_gate (const char *text, gsize length, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  GStringChunk *names = g_string_chunk_new (64);
  Gate gate = { .start = text, .p = text, .end = text + length, .keys = keys, .names = names, .error = error };
  gboolean passed = read_document (&gate);

  g_string_chunk_free (names);
  return passed;
}
