/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-site.h"
#include "tuntas-wiring.h"

#include "tuntas-data.h"
#include "tuntas-overrides.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

/* A site's files as the program reads them: what holds, what is told, what still can be done. */

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"

typedef struct
{
  char *folder;
  char *system;
  char *user;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("tuntas-site-XXXXXX", &error);
  g_assert_no_error (error);
  f->system = g_build_filename (f->folder, "site.ini", NULL);
  f->user = g_build_filename (f->folder, "user.ini", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->system);
  g_unlink (f->user);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->system);
  g_free (f->user);
}

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static TuntasSite *
load (const char *system, const char *user)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, NULL);
  g_autoptr (GError) error = NULL;
  TuntasSite *site = tuntas_site_load (bytes, "W-03", system, user, &error);

  g_assert_no_error (error);
  return site;
}

/* path is left out of what is compared. */
static void
assert_finding (const TuntasSite *site, guint index, const char *path, const char *wanted)
{
  g_autofree char *said = NULL;

  g_assert_cmpuint (site->findings->len, >, index);
  said = tuntas_finding_to_string (g_ptr_array_index (site->findings, index));
  g_assert_true (g_str_has_prefix (said, path));
  g_assert_cmpstr (said + strlen (path), ==, wanted);
}

static void
test_no_files (void)
{
  g_autoptr (TuntasSite) site = load (NULL, NULL);
  g_autofree char *text = tuntas_overrides_to_text (tuntas_procedure_get_overrides (site->procedure));

  g_assert_cmpuint (site->findings->len, ==, 0);
  g_assert_null (site->nossa_error);
  g_assert_cmpstr (text, ==, "");
}

/* Each group reaches its reader; a mistake in one keeps nothing else from being in force. */
static void
test_both_files (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasSite) site = NULL;

  write_file (f->system, "[server]\norigin=https://nossa.example\n[status]\nclose=DONE\n[procedure]\nfirst_round_min=1\n"
                         "call_gap=240\n[families]\nSATELIT=datin\n[agent]\nunit=OCC\n[dial]\nprefix=0\n");
  write_file (f->user, "[dial]\nprefix=1\n[procedure]\ncall_gap=0\n");
  site = load (f->system, f->user);
  g_assert_cmpuint (site->findings->len, ==, 2);
  assert_finding (site, 0, f->system, ":6: [procedure] first_round_min: “1” is out of range 3..9");
  assert_finding (site, 1, f->user, ":4: [procedure] call_gap: only the system's file may set this");
  g_assert_null (site->nossa_error);
  g_assert_cmpint (tuntas_procedure_get_rules (site->procedure)->call_gap, ==, 240);
  g_assert_cmpstr (tuntas_nossa_site_get_text (site->nossa, TUNTAS_NOSSA_SITE_ORIGIN), ==, "https://nossa.example");
  g_assert_cmpstr (tuntas_nossa_site_get_status (site->nossa, TUNTAS_NOSSA_ACTION_CLOSE), ==, "DONE");
  g_assert_cmpstr (site->station->unit, ==, "OCC");
  g_assert_cmpstr (site->station->prefix, ==, "1");
}

static void
test_missing_file (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasSite) site = load (f->system, NULL);

  g_assert_cmpuint (site->findings->len, ==, 1);
  g_assert_nonnull (site->nossa_error);
  g_assert_cmpint (tuntas_procedure_get_rules (site->procedure)->call_gap, ==, 300);
}

/* No connection by settings that may have been misread; whatever they were, the rest goes on. */
static void
test_connection (Fixture *f, gconstpointer data)
{
  static const struct { const char *file; gboolean connects; } rows[] = {
    { "[server]\nauth=ldap\n", FALSE },
    { "[server]\norign=https://nossa.example\n", FALSE },
    { "[sever]\norigin=https://nossa.example\n", FALSE },
    { "[work_log]\ntype=CLIENTNOTE\n", FALSE },
    { "[server\norigin=https://nossa.example\n", FALSE },
    { "[status]\nclose=A\nclose=B\n", FALSE },
    { "[procedure]\ncall_gap=x\n", TRUE },
    { "[texts]\nx.id=y\n", TRUE },
    { "[families]\nX=y\n", TRUE },
    { "[zones]\nX=y\n", TRUE },
    { "[calendar]\nx=y\n", TRUE },
    { "[agent]\nx=y\n", TRUE },
    { "[mail]\nway=smtp\n", TRUE },
    { "[display]\nx=y\n", TRUE },
    { "[dial]\nx=y\n", TRUE },
    { "[links]\nx=y\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasSite) site = NULL;

      write_file (f->system, rows[i].file);
      site = load (f->system, NULL);
      g_test_message ("%s", rows[i].file);
      g_assert_cmpuint (site->findings->len, >, 0);
      g_assert_cmpint (site->nossa_error == NULL, ==, rows[i].connects);
    }
}

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_not_reached (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (TuntasWorkplace) work = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_file (f->system, "[server]\nauth=ldap\n");
  site = load (f->system, NULL);
  work = tuntas_wiring_work (site, NULL, NULL);
  g_assert_true (tuntas_workplace_get_findings (work) == site->findings);
  tuntas_workplace_reach_async (work, "http://127.0.0.1:1", NULL, reached_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (tuntas_workplace_reach_finish (work, result, NULL, &error));
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SITE);
  g_assert_nonnull (strstr (error->message, "site.ini:2: [server] auth: “ldap”"));
}

/* The example has every setting once, each of them is one, and README names the same. */

static GHashTable *
list_settings (const char *text)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = g_strdup ("");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *equals = strchr (lines[i], '=');

      if (lines[i][0] == '[')
        {
          g_free (group);
          group = g_strdup (lines[i]);
        }
      else if (lines[i][0] != '#' && equals != NULL)
        {
          g_autofree char *key = g_strchomp (g_strndup (lines[i], equals - lines[i]));

          g_hash_table_add (names, g_strdup_printf ("%s %s", group, key));
        }
    }
  return names;
}

/* The rows of the table in README: "| `[dial]` | `mode`, `command` | …"; an empty group is that of the row before. */
static GHashTable *
list_documented (const char *readme)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (strstr (readme, "| group | key |"), "\n", -1);
  g_autofree char *group = g_strdup ("");

  for (guint i = 2; g_str_has_prefix (lines[i], "|"); i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", 4);
      g_auto (GStrv) words = g_strsplit (cells[2], "`", -1);

      g_strstrip (cells[1]);
      if (*cells[1] != '\0')
        {
          g_free (group);
          group = g_strndup (cells[1] + 1, strlen (cells[1]) - 2);
        }
      for (guint j = 1; words[j] != NULL && words[j + 1] != NULL; j += 2)
        g_hash_table_add (names, g_strdup_printf ("%s %s", group, words[j]));
    }
  return names;
}

static gboolean
has_free_keys (const char *name)
{
  static const char *const groups[] = { "[columns]", "[texts]", "[families]", "[zones]", "[phrases]", "[ttr]" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_has_prefix (name, groups[i]))
      return TRUE;
  return FALSE;
}

static void
assert_contains (GHashTable *names, GHashTable *of, const char *where)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, of);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!has_free_keys (name) && !g_hash_table_contains (names, name))
      g_error ("%s does not have %s", where, (const char *) name);
}

static char *
read_text (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_example (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "site.ini.example", NULL);
  g_autofree char *text = read_text ("data/site.ini.example");
  g_autofree char *readme = read_text ("README.md");
  g_autoptr (TuntasSite) site = load (path, NULL);
  g_autoptr (TuntasSite) plain = load (NULL, NULL);
  g_autoptr (GHashTable) settings = list_settings (text);
  g_autoptr (GHashTable) documented = list_documented (readme);
  g_autofree char *parameters = tuntas_procedure_dup_parameters (site->procedure);
  g_autofree char *standard = tuntas_procedure_dup_parameters (plain->procedure);
  g_auto (GStrv) names = g_strsplit_set (standard, ";=", -1);

  tuntas_site_print_findings (site);
  g_assert_cmpuint (site->findings->len, ==, 0);
  g_assert_cmpstr (parameters, ==, standard);
  assert_contains (settings, documented, "data/site.ini.example");
  assert_contains (documented, settings, "the table in README.md");
  for (guint i = 0; names[i] != NULL; i += 2)
    {
      g_autofree char *name = g_strdup_printf ("[procedure] %s", names[i]);
      g_autofree char *of_calendar = g_strdup_printf ("[calendar] %s", names[i]);

      g_assert_true (g_hash_table_contains (settings, name) || g_hash_table_contains (settings, of_calendar));
    }
}

/* `tuntas replay --site` */

static const char script[] =
    "{\"ticket\":{\"family\":\"datin\",\"phones\":[\"0800000001\"]},\"acts\":["
    "{\"at\":\"2026-11-27T18:30:00+07:00\",\"act\":\"received\",\"rfo\":\"a\",\"repair\":\"b\"},"
    "{\"at\":\"2026-11-27T18:30:10+07:00\",\"act\":\"resolved\"},"
    "{\"at\":\"2026-11-27T18:31:00+07:00\",\"act\":\"call\",\"phone\":\"0800000001\"},"
    "{\"at\":\"2026-11-27T18:31:30+07:00\",\"act\":\"outcome\",\"outcome\":\"wrong-number\"},"
    "{\"at\":\"2026-11-27T18:32:00+07:00\",\"act\":\"pend\"}]}";

static int
replay (Fixture *f, const char *site, char **out, char **errors)
{
  const char *argv[] = { TUNTAS_PROGRAM, "replay", "--site", site, f->user, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  write_file (f->user, script);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, out, errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_replay (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;

  /* 2026-11-28 is a Saturday. */
  write_file (f->system, "[calendar]\nclosed_weekdays=sat;sun\n[procedure]\nresume_at=09:00\n");
  g_assert_cmpint (replay (f, f->system, &out, &errors), ==, 0);
  g_assert_cmpstr (errors, ==, "");
  g_assert_nonnull (strstr (out, "\"deadline\":\"2026-11-30T02:00:00Z\""));
}

static void
test_replay_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *wanted = g_strdup_printf ("%s:2: [procedure] first_round_min: “2” is out of range 3..9\n", f->system);

  write_file (f->system, "[procedure]\nfirst_round_min=2\n");
  g_assert_cmpint (replay (f, f->system, &out, &errors), ==, 2);
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (errors, ==, wanted);
}

static void
test_replay_no_file (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (replay (f, "/nonexistent/site.ini", &out, &errors), ==, 2);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (g_str_has_prefix (errors, "/nonexistent/site.ini: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site/no-files", test_no_files);
  g_test_add ("/site/both-files", Fixture, NULL, set_up, test_both_files, tear_down);
  g_test_add ("/site/missing-file", Fixture, NULL, set_up, test_missing_file, tear_down);
  g_test_add ("/site/connection", Fixture, NULL, set_up, test_connection, tear_down);
  g_test_add ("/site/not-reached", Fixture, NULL, set_up, test_not_reached, tear_down);
  g_test_add_func ("/site/example", test_example);
  g_test_add ("/site/replay", Fixture, NULL, set_up, test_replay, tear_down);
  g_test_add ("/site/replay-refused", Fixture, NULL, set_up, test_replay_refused, tear_down);
  g_test_add ("/site/replay-no-file", Fixture, NULL, set_up, test_replay_no_file, tear_down);
  return g_test_run ();
}
