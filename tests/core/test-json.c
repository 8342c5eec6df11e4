/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-json-gate.h"
#include "tuntas-json.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  gsize       length;
  int         code;    /* -1: accepted */
  const char *message; /* the whole of it */
} Row;

#define TEXT(t) t, sizeof (t) - 1

static const Row rows[] = {
  { "object", TEXT ("{\"a\":1}"), -1, NULL },
  { "blanks", TEXT (" \t\r\n[ 1 , { \"a\" : null } ] \n"), -1, NULL },
  { "scalar", TEXT ("\"x\""), -1, NULL },
  { "literals", TEXT ("[true,false,null]"), -1, NULL },
  { "numbers", TEXT ("[0,-0,-1,1.5,1e5,1E+5,1e-5,-0.0e0,123456789012345678,-123456789012345678]"), -1, NULL },
  { "escapes", TEXT ("\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9 \\ud83d\\ude00\""), -1, NULL },
  { "empty-key", TEXT ("{\"\":1,\"a\":2}"), -1, NULL },
  { "same-name-in-other-objects", TEXT ("[{\"a\":{\"a\":1}},{\"a\":1}]"), -1, NULL },
  { "non-character", TEXT ("\"\xEF\xBF\xBF\""), -1, NULL },

  { "empty", TEXT (""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 1: the document is empty" },
  { "blank", TEXT (" \n "), TUNTAS_JSON_ERROR_SYNTAX, "line 2, column 2: the document is empty" },
  { "bom", TEXT ("\xEF\xBB\xBF{}"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 1: a byte order mark" },
  { "two", TEXT ("{} {}"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 4: the end of the document is wanted here" },
  { "comment", TEXT ("[1, /* x */ 2]"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 5: a value is wanted here; comments are not JSON" },
  { "comment-after", TEXT ("[1] // x"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 5: the end of the document is wanted here; comments are not JSON" },
  { "comma-at-end", TEXT ("[1,]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 4: a value is wanted here" },
  { "comma-at-end-object", TEXT ("{\"a\":1,}"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 8: a member's name in double quotes is wanted here" },
  { "no-comma", TEXT ("[1 2]"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 4: a comma or a closing bracket is wanted here" },
  { "wrong-close", TEXT ("{\"a\":1]"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 7: a comma or a closing brace is wanted here" },
  { "cut", TEXT ("{\"a\":[1,2"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 10: the text ends where a comma or a closing bracket is wanted" },
  { "cut-string", TEXT ("[\"ab"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 5: the text ends within a string" },
  { "cut-escape", TEXT ("\"\\"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 3: the text ends where one of \" \\ / b f n r t u is wanted" },
  { "single-quotes", TEXT ("{'a':1}"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 2: a member's name in double quotes is wanted here" },
  { "bare-name", TEXT ("{a:1}"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 2: a member's name in double quotes is wanted here" },
  { "no-colon", TEXT ("{\"a\" 1}"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 6: a colon is wanted here" },
  { "nan", TEXT ("[NaN]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: a value is wanted here" },
  { "literal-cut", TEXT ("nul"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 1: a value is wanted here" },
  { "literal-long", TEXT ("[truee]"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 6: a comma or a closing bracket is wanted here" },
  { "html", TEXT ("<!DOCTYPE html>"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 1: a value is wanted here" },
  { "leading-zero", TEXT ("[0123]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: a number with a leading zero" },
  { "hex", TEXT ("[0x10]"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 3: a comma or a closing bracket is wanted here" },
  { "point-first", TEXT ("[.5]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: a value is wanted here" },
  { "point-last", TEXT ("[2.]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 4: a digit is wanted here" },
  { "exponent-empty", TEXT ("[2e+]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 5: a digit is wanted here" },
  { "plus", TEXT ("[+1]"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: a value is wanted here" },
  { "minus", TEXT ("-"), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: the text ends where a digit is wanted" },
  { "digits-19", TEXT ("[1234567890123456789]"), TUNTAS_JSON_ERROR_LIMIT,
    "line 1, column 2: a number of more than 18 digits" },
  { "infinite", TEXT ("[1e999]"), TUNTAS_JSON_ERROR_LIMIT, "line 1, column 2: a number out of range" },
  { "nul-escape", TEXT ("\"a\\u0000b\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 3: NUL in a string" },
  { "nul-byte", TEXT ("\"a\0b\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 3: a NUL byte" },
  { "low-surrogate", TEXT ("\"\\udc00x\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: half of a surrogate pair" },
  { "high-surrogate", TEXT ("\"\\ud800x\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: half of a surrogate pair" },
  { "two-high", TEXT ("\"\\ud800\\ud800\""), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 2: half of a surrogate pair" },
  { "hex-digits", TEXT ("\"\\u12g4\""), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 6: a hexadecimal digit is wanted here" },
  { "unknown-escape", TEXT ("\"\\x41\""), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 3: one of \" \\ / b f n r t u is wanted here" },
  { "control", TEXT ("\"a\tb\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 3: a raw control character in a string" },
  { "not-utf8", TEXT ("\"\xE9\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: bytes that are not UTF-8" },
  { "cesu8", TEXT ("\"\xED\xA0\xBD\""), TUNTAS_JSON_ERROR_SYNTAX, "line 1, column 2: bytes that are not UTF-8" },
  { "duplicate", TEXT ("{\"a\":1,\n \"b\":2, \"a\":3}"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 2, column 9: a name that this object already has" },
  { "duplicate-escaped", TEXT ("{\"a\":1,\"\\u0061\":2}"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 8: a name that this object already has" },
  { "column-in-characters", TEXT ("[\"\xC3\xA9\xC3\xA9\" x]"), TUNTAS_JSON_ERROR_SYNTAX,
    "line 1, column 7: a comma or a closing bracket is wanted here" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  /* An exact copy on the heap: a read past the end is then seen by a memory checker. */
  g_autofree char *copy = g_malloc (row->length + 1);
  JsonNode *node;

  memcpy (copy, row->text, row->length);
  copy[row->length] = '\0';
  node = tuntas_json_parse (copy, (gssize) row->length, &error);
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_nonnull (node);
      json_node_unref (node);
      return;
    }
  g_assert_null (node);
  g_assert_error (error, TUNTAS_JSON_ERROR, row->code);
  g_assert_cmpstr (error->message, ==, row->message);
}

/* n opening brackets, a value, n closing ones. */
static char *
nested (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"k\":");
  g_string_append (text, "1");
  for (guint i = n; i > 0; i--)
    g_string_append (text, (i - 1) % 2 == 0 ? "]" : "}");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *most = nested (TUNTAS_JSON_MAX_DEPTH);
  g_autofree char *more = nested (TUNTAS_JSON_MAX_DEPTH + 1);
  g_autofree char *open = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_true (tuntas_json_gate (most, strlen (most), &error));
  g_assert_no_error (error);
  g_assert_false (tuntas_json_gate (more, strlen (more), &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (tuntas_json_gate (open, strlen (open), &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_LIMIT);
}

static void
test_values (void)
{
  GString *text = g_string_new ("[");
  g_autoptr (GError) error = NULL;

  /* The array itself is a value too. */
  for (guint i = 1; i < TUNTAS_JSON_MAX_VALUES; i++)
    g_string_append (text, i == 1 ? "1" : ",1");
  g_string_append_c (text, ']');
  g_assert_true (tuntas_json_gate (text->str, text->len, &error));
  g_assert_no_error (error);
  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",1]");
  g_assert_false (tuntas_json_gate (text->str, text->len, &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_LIMIT);
  g_string_free (text, TRUE);
}

static void
test_many_names (void)
{
  GString *text = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "\"n%u\":0,", i);
  g_string_append (text, "\"n5\":0}");
  g_assert_false (tuntas_json_gate (text->str, text->len, &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SYNTAX);
  g_string_free (text, TRUE);
}

/* A valid document cut at any byte is never taken as whole; the gate never reads past the cut. */
static void
test_every_cut (void)
{
  static const char text[] = "{\"member\":[{\"ticketid\":\"IN1\",\"n\":-1.5e3,\"u\":\"\\ud83d\\ude00\"},true,null],\"x\":{}}";

  for (gsize length = 0; length < sizeof (text) - 1; length++)
    {
      g_autofree char *cut = g_memdup2 (text, MAX (length, 1));
      g_autoptr (GError) error = NULL;

      g_assert_false (tuntas_json_gate (cut, length, &error));
      g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SYNTAX);
    }
  g_assert_true (tuntas_json_gate (text, sizeof (text) - 1, NULL));
}

/* What passes the gate means the same to json-glib. */
static void
test_unchanged (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse (
      "{\"i\":-123456789012345678,\"d\":-1.25e2,\"e\":1E5,\"z\":0,\"s\":\"\\ud83d\\ude00\\u00e9\\/\\t\",\"b\":false}", -1,
      &error);
  JsonObject *object;
  gint64 i = 0;
  const char *s = NULL;

  g_assert_no_error (error);
  object = tuntas_json_root_object (node, "doc", &error);
  g_assert_true (tuntas_json_get_int (object, "doc", "i", &i, &error));
  g_assert_cmpint (i, ==, -G_GINT64_CONSTANT (123456789012345678));
  g_assert_true (tuntas_json_get_string (object, "doc", "s", &s, &error));
  g_assert_cmpstr (s, ==, "\xF0\x9F\x98\x80\xC3\xA9/\t");
  g_assert_cmpfloat (json_object_get_double_member (object, "d"), ==, -125.0);
  g_assert_cmpfloat (json_object_get_double_member (object, "e"), ==, 100000.0);
}

/* What is printed can be read again, whatever character is in it. */
static void
test_printed (void)
{
  for (gunichar c = 1; c < 0x180; c++)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonNode) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      char name[8] = "n";

      name[1 + g_unichar_to_utf8 (c, name + 1)] = '\0';
      json_object_set_string_member (object, name, name);
      json_node_set_object (node, object);
      text = tuntas_json_print (node);
      again = tuntas_json_parse (text, -1, &error);
      g_assert_no_error (error);
      g_assert_true (json_node_equal (node, again));
    }
}

static void
test_shape (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse ("{\"n\":null,\"s\":\"x\",\"i\":1.5}", -1, NULL);
  JsonObject *object = tuntas_json_root_object (node, "doc", NULL);
  const char *s = "untouched";
  gint64 i = 7;

  g_assert_false (tuntas_json_get_string (object, "doc", "n", &s, &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==, "doc.n: is missing");
  g_clear_error (&error);
  g_assert_true (tuntas_json_get_string_optional (object, "doc", "n", &s, &error));
  g_assert_cmpstr (s, ==, "untouched");
  g_assert_false (tuntas_json_get_int_optional (object, "doc", "i", &i, &error));
  g_assert_cmpstr (error->message, ==, "doc.i: a whole number is wanted here");
  g_assert_cmpint (i, ==, 7);
}

static void
test_instants (void)
{
  gint64 seconds = 0;
  g_autofree char *text = NULL;

  g_assert_true (tuntas_instant_parse ("2026-11-23T09:03:00.250+07:00", &seconds));
  text = tuntas_instant_format (seconds);
  g_assert_cmpstr (text, ==, "2026-11-23T02:03:00Z");
  g_assert_false (tuntas_instant_parse ("2026-11-23T09:03:00", &seconds));
  g_assert_false (tuntas_instant_parse ("2026-11-23", &seconds));
  g_assert_false (tuntas_instant_parse ("tomorrow", &seconds));
  g_assert_false (tuntas_instant_parse (NULL, &seconds));
}

/* The last and the first second that there are, and the ones that an offset puts beyond them. */
static void
test_last_instants (void)
{
  gint64 seconds = 0;
  g_autofree char *last = NULL;
  g_autofree char *first = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) there = NULL, beyond = NULL;

  g_assert_true (tuntas_instant_parse ("9999-12-31T23:59:59Z", &seconds));
  last = tuntas_instant_format (seconds);
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59Z");
  there = tuntas_instant_in_zone (seconds - 86400, zone);
  g_assert_cmpint (g_date_time_get_day_of_month (there), ==, 31);
  g_assert_cmpint (g_date_time_get_hour (there), ==, 6);
  beyond = tuntas_instant_in_zone (seconds, zone);
  g_assert_cmpint (g_date_time_get_hour (beyond), ==, 23);
  g_assert_true (tuntas_instant_parse ("0001-01-01T00:00:00Z", &seconds));
  first = tuntas_instant_format (seconds);
  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00Z");
  g_assert_false (tuntas_instant_parse ("9999-12-31T23:59:59-00:01", &seconds));
  g_assert_false (tuntas_instant_parse ("0001-01-01T00:00:00+00:01", &seconds));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/json/gate/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/core/json/depth", test_depth);
  g_test_add_func ("/core/json/values", test_values);
  g_test_add_func ("/core/json/many-names", test_many_names);
  g_test_add_func ("/core/json/every-cut", test_every_cut);
  g_test_add_func ("/core/json/unchanged", test_unchanged);
  g_test_add_func ("/core/json/printed", test_printed);
  g_test_add_func ("/core/json/shape", test_shape);
  g_test_add_func ("/core/json/instants", test_instants);
  g_test_add_func ("/core/json/last-instants", test_last_instants);
  return g_test_run ();
}
