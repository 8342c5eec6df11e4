/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

/* `tuntas check-procedure --site`: a site's settings against the procedure that they are for. */

typedef struct
{
  char *w03;
  char *visit;
  char *site;
  char *out;    /* of the last run */
  char *errors;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int handle = g_file_open_tmp ("tuntas-site-XXXXXX.ini", &f->site, &error);

  g_assert_no_error (error);
  g_close (handle, NULL);
  f->w03 = g_test_build_filename (G_TEST_DIST, "..", "data", "procedures", "IN.OCC.TENESA.W-03.json", NULL);
  f->visit = g_test_build_filename (G_TEST_DIST, "fixtures", "technician-visit.json", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->site);
  g_free (f->w03);
  g_free (f->visit);
  g_free (f->site);
  g_free (f->out);
  g_free (f->errors);
}

/* Gives the exit code; site (nullable) */
static int
check (Fixture *f, const char *procedure, const char *site)
{
  const char *argv[] = { TUNTAS_PROGRAM, "check-procedure", procedure, site != NULL ? "--site" : NULL, site, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_clear_pointer (&f->out, g_free);
  g_clear_pointer (&f->errors, g_free);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &f->out, &f->errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static int
check_settings (Fixture *f, const char *procedure, const char *settings)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (f->site, settings, -1, &error);
  g_assert_no_error (error);
  return check (f, procedure, f->site);
}

/* Both files have nothing wrong, and each says so. */
static void
test_good (Fixture *f, gconstpointer data)
{
  g_autofree char *last = g_strdup_printf ("\n%s: no findings\n", f->site);

  g_assert_cmpint (check_settings (f, f->w03, "[procedure]\nfirst_round_min=4\n[families]\nSATELIT*=datin\n"), ==, 0);
  g_assert_nonnull (strstr (f->out, "IN.OCC.TENESA.W-03.json: no findings: "));
  g_assert_true (g_str_has_suffix (f->out, last));
  g_assert_cmpstr (f->errors, ==, "");
}

/* Every finding has its line, in whatever group it stands; and it is this procedure that is asked. */
static void
test_findings (Fixture *f, gconstpointer data)
{
  static const char settings[] = "[procedure]\nfirst_round_min = 2\nfolow_up_max = 2\n"
                                 "[texts]\nnote-moon.id = x\nnote-returned.id = {bulan}\n"
                                 "[families]\nOLO = rumah\n[colours]\nday = blue\n";
  static const char *const of_w03[] = {
    ":2: [procedure] first_round_min: “2” is out of range 3..9", ":3: [procedure] folow_up_max: ",
    ":5: [texts] note-moon.id: ", ":6: [texts] note-returned.id: “bulan” is no placeholder",
    ":8: [families] OLO: “rumah” is none of datin, indihome, pots", ":10: [colours] day: ",
  };
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (check_settings (f, f->w03, settings), ==, 1);
  lines = g_strsplit (f->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + G_N_ELEMENTS (of_w03) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (of_w03); i++)
    {
      g_autofree char *expected = g_strconcat (f->site, of_w03[i], NULL);

      g_test_message ("%s", lines[i + 1]);
      g_assert_true (g_str_has_prefix (lines[i + 1], expected));
    }

  g_assert_cmpint (check_settings (f, f->visit, settings), ==, 1);
  g_assert_null (strstr (f->out, ":8: "));
  g_assert_nonnull (strstr (f->out, ":2: [procedure] first_round_min: "));
}

/* Each of them is allowed, but together no ticket could ever be closed. */
static void
test_together (Fixture *f, gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf (
      "\n%s:4: [procedure] %s: act “close-unreached” in follow-up: the gate “min-attempts” can never be met: ", f->site,
      f->w03);

  g_assert_cmpint (check_settings (f, f->w03, "[agent]\nunit=OCC\n[procedure]\nfollow_up_min=3\nfollow_up_max=2\n"),
                   ==, 1);
  g_test_message ("%s", f->out);
  g_assert_nonnull (strstr (f->out, expected));
}

/* Nothing can be said of settings for a procedure that is wrong itself. */
static void
test_wrong_procedure (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (check (f, f->site, f->site), ==, 1);
  g_assert_nonnull (strstr (f->out, ".ini:1: line 1, column 1: the document is empty\n"));
  g_assert_nonnull (strstr (f->errors, "not looked at"));
}

static void
test_unreadable (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (check (f, f->w03, "/nonexistent/site.ini"), ==, 2);
  g_assert_nonnull (strstr (f->errors, "/nonexistent/site.ini"));
  g_assert_cmpint (check (f, "/nonexistent/uji.json", f->site), ==, 2);
  g_assert_nonnull (strstr (f->errors, "/nonexistent/uji.json"));
  g_assert_cmpint (check (f, "--sight", NULL), ==, 2);
  g_assert_nonnull (strstr (f->errors, "--sight"));
}

static void
test_help (Fixture *f, gconstpointer data)
{
  const char *argv[] = { TUNTAS_PROGRAM, "--help", NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (check (f, "--help", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "tuntas check-procedure [OPTION"));
  g_assert_nonnull (strstr (f->out, "--site=FILE"));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (out, "tuntas check-procedure [--site FILE] PROCEDURE"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/check-procedure/good", Fixture, NULL, set_up, test_good, tear_down);
  g_test_add ("/check-procedure/findings", Fixture, NULL, set_up, test_findings, tear_down);
  g_test_add ("/check-procedure/together", Fixture, NULL, set_up, test_together, tear_down);
  g_test_add ("/check-procedure/wrong-procedure", Fixture, NULL, set_up, test_wrong_procedure, tear_down);
  g_test_add ("/check-procedure/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/check-procedure/help", Fixture, NULL, set_up, test_help, tear_down);
  return g_test_run ();
}
