/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-body.h"
#include "tuntas-nossa-error.h"
#include "tuntas-nossa-site.h"

#include <string.h>

/* Bodies that somebody recorded from a real Maximo, where their folder is at hand; they are not ours to keep here. */

/* (nullable) (transfer full): the folder, or NULL with the test skipped. */
static char *
find_folder (void)
{
  const char *given = g_getenv ("TUNTAS_FIXTURES");
  char *folder = given != NULL ? g_strdup (given)
                               : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "fixtures", NULL);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return folder;
  g_test_skip ("no folder of recorded bodies (TUNTAS_FIXTURES)");
  g_free (folder);
  return NULL;
}

static GBytes *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL) ? g_bytes_new_take (text, length) : NULL;
}

static void
test_gate (void)
{
  g_autofree char *folder = find_folder ();
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GBytes) bytes = g_str_has_suffix (name, ".json") ? load (folder, name) : NULL;
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (GError) error = NULL;

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        continue;
      root = tuntas_nossa_body_parse (bytes, &error);
      if (error != NULL)
        g_error ("%s: %s", name, error->message);
      n++;
    }
  if (dir != NULL)
    g_assert_cmpuint (n, >, 0);
}

static void
test_not_found (void)
{
  g_autofree char *folder = find_folder ();
  g_autoptr (GBytes) bytes = folder != NULL ? load (folder, "networkrail-error404.json") : NULL;
  g_autoptr (TuntasAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    return;
  answer = tuntas_answer_new (404, bytes);
  g_assert_false (tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_READ, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_FOUND);
  g_assert_cmpstr (tuntas_nossa_error_get_reason_code (error), ==, "BMXAA8727E");
}

static void
test_next_page (void)
{
  g_autofree char *folder = find_folder ();
  g_autoptr (GBytes) bytes = folder != NULL ? load (folder, "networkrail-paginationPageOne.json") : NULL;
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *path = NULL;
  JsonObject *info;

  if (bytes == NULL)
    return;
  root = tuntas_nossa_body_parse (bytes, NULL);
  g_assert_nonnull (tuntas_nossa_body_get_array (json_node_get_object (root), "member"));
  info = tuntas_nossa_body_get_object (json_node_get_object (root), "responseInfo");
  path = tuntas_nossa_site_anchor (site, tuntas_nossa_body_get_string (
                                             tuntas_nossa_body_get_object (info, "nextPage"), "href"));
  g_assert_true (g_str_has_prefix (path, "/maximo/oslc/os/mxperson?pageno=2&"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/recorded/gate", test_gate);
  g_test_add_func ("/nossa/recorded/not-found", test_not_found);
  g_test_add_func ("/nossa/recorded/next-page", test_next_page);
  return g_test_run ();
}
