/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-documents.h"
#include "tuntas-json-gate.h"
#include "tuntas-json.h"

#include <stdio.h>
#include <string.h>

/* (transfer full): the innermost first value. */
static char *
print_first (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *plain;

  while (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("[]");
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      return names == NULL ? g_strdup ("{}")
                           : print_first (json_object_get_member (json_node_get_object (node), names->data));
    }
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("null");
  plain = tuntas_json_dup_plain (node);
  return plain != NULL ? plain : g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
}

static void
test_valid (gconstpointer data)
{
  const JsonDocument *document = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = tuntas_json_parse (document->text, (gssize) document->length, &error);
  g_autofree char *first = NULL;

  g_assert_no_error (error);
  first = print_first (root);
  g_assert_cmpstr (first, ==, document->value);
}

/* Every refusal says where and why. */
static void
test_invalid (gconstpointer data)
{
  const JsonDocument *document = data;
  g_autoptr (GError) error = NULL;
  /* To the byte, so that a memory checker sees a look beyond the end. */
  g_autofree char *copy = g_malloc (MAX (document->length, 1));
  guint line, column;
  int end = 0;

  memcpy (copy, document->text, document->length);
  g_assert_false (tuntas_json_gate (copy, document->length, &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, document->code);
  g_assert_cmpint (sscanf (error->message, "line %u, column %u: %n", &line, &column, &end), ==, 2);
  g_assert_cmpuint (line, >=, 1);
  g_assert_cmpuint (column, >=, 1);
  g_assert_cmpint (error->message[end], !=, '\0');
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (tuntas_json_parse (copy, (gssize) document->length, NULL));
}

/* A document is as valid within another as by itself, and one that is not spoils the other. */
static void
test_nested (void)
{
  for (const JsonDocument *document = json_documents_valid; document->name != NULL; document++)
    {
      g_autofree char *text = g_strdup_printf ("{\"x\":[%s,1],\"y\":%s}", document->text, document->text);

      if (!tuntas_json_gate (text, strlen (text), NULL))
        g_error ("%s is refused within another", document->name);
    }
  for (const JsonDocument *document = json_documents_invalid; document->name != NULL; document++)
    {
      g_autoptr (GString) text = g_string_new ("{\"x\":");

      g_string_append_len (text, document->text, (gssize) document->length);
      g_string_append (text, "}");
      if (tuntas_json_gate (text->str, text->len, NULL))
        g_error ("%s is accepted within another", document->name);
    }
}

/* Cut anywhere, a document is never taken for whole, but for a number whose beginning is one. */
static void
test_cut (void)
{
  for (const JsonDocument *document = json_documents_valid; document->name != NULL; document++)
    for (gsize length = 0; length < document->length; length++)
      {
        g_autofree char *cut = g_memdup2 (document->text, MAX (length, 1));

        if (tuntas_json_gate (cut, length, NULL) && strpbrk (document->text, "[{\"") != NULL
            && strspn (document->text + length, " \t\r\n") < document->length - length)
          g_error ("%s is accepted cut to %" G_GSIZE_FORMAT " bytes", document->name, length);
      }
}

static void
test_bytes (void)
{
  g_autoptr (GError) error = NULL;

  /* Refused by its length alone: there are not that many bytes. */
  g_assert_false (tuntas_json_gate ("[]", (gsize) TUNTAS_JSON_MAX_BYTES + 1, &error));
  g_assert_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "line 1, column 1: more than 67108864 bytes");
}

static void
add_documents (const char *folder, const JsonDocument *documents, GTestDataFunc func)
{
  for (const JsonDocument *document = documents; document->name != NULL; document++)
    {
      g_autofree char *path = g_strconcat ("/core/json-conformance/", folder, "/", document->name, NULL);

      g_test_add_data_func (path, document, func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_documents ("valid", json_documents_valid, test_valid);
  add_documents ("invalid", json_documents_invalid, test_invalid);
  g_test_add_func ("/core/json-conformance/nested", test_nested);
  g_test_add_func ("/core/json-conformance/cut", test_cut);
  g_test_add_func ("/core/json-conformance/bytes", test_bytes);
  return g_test_run ();
}
