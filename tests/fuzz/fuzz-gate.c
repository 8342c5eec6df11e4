/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "tuntas-json-gate.h"
#include "tuntas-json.h"

#include <string.h>

/* The gate: any bytes. What it lets through json-glib reads, and what json-glib prints of it passes again and is the
 * same. What it refuses nobody reads. */

static gboolean
has_double (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_DOUBLE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (has_double (json_array_get_element (array, i)))
          return TRUE;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      for (GList *l = names; l != NULL; l = l->next)
        if (has_double (json_object_get_member (json_node_get_object (node), l->data)))
          return TRUE;
    }
  return FALSE;
}

static void
check_printed (JsonNode *root)
{
  g_autofree char *text = tuntas_json_print (root);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) again = tuntas_json_parse (text, -1, &error);

  if (again == NULL)
    g_error ("what was printed is refused: %s\n%s", error->message, text);
  if (!json_node_equal (root, again))
    g_error ("what was printed is another document: %s", text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  /* To the byte, so that a look beyond the end is seen. */
  g_autofree char *text = g_memdup2 (data, MAX (size, 1));
  g_autoptr (GError) error = NULL;
  gboolean passed = tuntas_json_gate (text, size, &error);
  g_autoptr (JsonNode) root = NULL;

  g_assert_true (passed == (error == NULL));
  if (error != NULL)
    g_assert_true (g_str_has_prefix (error->message, "line ") && g_utf8_validate (error->message, -1, NULL));
  /* json-glib wants a NUL behind the text, which the gate does not. */
  text = g_realloc (text, size + 1);
  text[size] = '\0';
  g_clear_error (&error);
  root = tuntas_json_parse (text, (gssize) size, &error);
  if (passed != (root != NULL))
    g_error ("the gate lets through what is refused behind it: %s", error != NULL ? error->message : "no error");
  /* json-glib 1.6 prints 1e55 as "1e+55.0", which nobody can read; none is ever printed by us. */
  if (root != NULL && !has_double (root))
    check_printed (root);
  return 0;
}
