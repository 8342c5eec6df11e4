/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-kept-session.h"

#include <glib/gstdio.h>

/* Which folders are sessions, and of what. */

#define MORNING 1795402800 /* 2026-11-23T03:00:00Z */

static char *
make (const char *directory, const char *scenario, gint64 at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *template = tuntas_kept_session_dup_template (scenario, local);
  char *path = g_build_filename (directory, template, NULL);

  g_assert_nonnull (g_mkdtemp (path));
  return path;
}

static void
assert_is (const TuntasKeptSession *session, const char *path, const char *scenario, gint64 at)
{
  g_autofree char *name = g_path_get_basename (path);

  g_assert_cmpstr (session->path, ==, path);
  g_assert_cmpstr (session->name, ==, name);
  g_assert_cmpstr (session->scenario, ==, scenario);
  g_assert_cmpint (session->at, ==, at);
}

static void
test_list (void)
{
  static const char *const others[] = { "notes", "20261123", "20261123T030000", "20261123T030000-aBcDeF",
                                        "20261323T030000-datin-aBcDeF", "20261123T030000-datinaBcDeFg" };
  g_autofree char *directory = g_dir_make_tmp ("tuntas-kept-session-XXXXXX", NULL);
  g_autofree char *first = make (directory, "pots-unreached", MORNING);
  g_autofree char *second = make (directory, "late-evening", MORNING + 86400);
  g_autoptr (GPtrArray) sessions = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (directory, others[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
    }
  sessions = tuntas_kept_session_list (directory);
  g_assert_cmpuint (sessions->len, ==, 2);
  assert_is (g_ptr_array_index (sessions, 0), second, "late-evening", MORNING + 86400);
  assert_is (g_ptr_array_index (sessions, 1), first, "pots-unreached", MORNING);
  g_rmdir (first);
  g_rmdir (second);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (directory, others[i], NULL);

      g_rmdir (path);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_none (void)
{
  g_autoptr (GPtrArray) sessions = tuntas_kept_session_list ("/nonexistent");

  g_assert_cmpuint (sessions->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/kept-session/list", test_list);
  g_test_add_func ("/training/kept-session/none", test_none);
  return g_test_run ();
}
