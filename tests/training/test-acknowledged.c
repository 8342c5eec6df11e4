/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-acknowledged.h"

#include "training-support.h"
#include "tuntas-overrides.h"
#include "tuntas-revised.h"

#include <glib/gstdio.h>
#include <string.h>

/* The instruction as it was last read, and which clauses a new one touches. */

typedef struct
{
  char *folder;
  char *path;
  TuntasProcedure *installed;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("tuntas-acknowledged-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "training", "acknowledged.json", NULL);
  f->installed = training_support_load_w03 ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_remove (f->path);
  g_rmdir (folder);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_object_unref (f->installed);
}

/* (transfer full) (nullable) */
static TuntasProcedure *
load (Fixture *f, TuntasProcedure *installed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *damaged = NULL;
  TuntasProcedure *former = tuntas_acknowledged_load (f->path, installed, &damaged, &error);

  g_assert_no_error (error);
  g_assert_null (damaged);
  return former;
}

/* While nothing was read there is nothing new; then what was kept is what is new beside it, until it is read. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasProcedure) next = tuntas_revised_w03 ("next", "\"revision\": \"\"", "\"revision\": \"01\"", NULL);
  g_autoptr (TuntasProcedure) former = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  g_assert_null (load (f, f->installed));
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
  g_assert_true (tuntas_acknowledged_keep (f->path, f->installed, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (f->path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_null (load (f, f->installed));
  former = load (f, next);
  g_assert_cmpstr (tuntas_procedure_get_sha256 (former), ==, tuntas_procedure_get_sha256 (f->installed));
  g_assert_true (tuntas_acknowledged_keep (f->path, next, &error));
  g_assert_no_error (error);
  g_assert_null (load (f, next));
}

/* What a site sets belongs to it: the same file with other settings is another instruction. */
static void
test_overrides (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasOverrides) overrides = tuntas_overrides_from_text ("[procedure]\nfirst_round_min=4\n", &error);
  g_autoptr (TuntasProcedure) set = NULL;
  g_autoptr (TuntasProcedure) former = NULL;

  g_assert_no_error (error);
  set = tuntas_procedure_new_with_overrides (tuntas_procedure_get_bytes (f->installed), overrides, "set", &error);
  g_assert_no_error (error);
  g_assert_true (tuntas_acknowledged_keep (f->path, set, &error));
  g_assert_null (load (f, set));
  former = load (f, f->installed);
  g_assert_cmpstr (tuntas_procedure_get_sha256 (former), ==, tuntas_procedure_get_sha256 (set));
}

/* It is set aside, and so nothing of it is lost when the next one is kept. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = {
    "", "{}", "{\"format\":0,\"procedure\":\"\",\"overrides\":\"\"}",
    "{\"format\":1,\"procedure\":\"{}\",\"overrides\":\"\"}", "{\"format\":1,\"procedure\":\"{}\",\"overrides\":\"[\"}",
  };
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *damaged = NULL;
      g_autofree char *kept = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (f->path, texts[i], -1, NULL));
      g_assert_null (tuntas_acknowledged_load (f->path, f->installed, &damaged, &error));
      g_assert_no_error (error);
      g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_get_contents (damaged, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);
      g_remove (damaged);
    }
}

/* That is no damage: it stays where it is. */
static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *damaged = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (f->path, "{\"format\":2}", -1, NULL));
  g_assert_null (tuntas_acknowledged_load (f->path, f->installed, &damaged, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_true (g_str_has_prefix (error->message, f->path));
  g_assert_null (damaged);
  g_assert_true (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

/* Where it cannot be kept, it is told: also as root, when a file is where the folder should be. */
static void
test_not_written (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_false (tuntas_acknowledged_keep (f->path, f->installed, &error));
  g_assert_nonnull (error);
  g_remove (folder);
}

static const struct
{
  const char *name;
  const char *before, *after;
  const char *clauses;
} rows[] = {
  { "bound", "\"first_round_min\": 3", "\"first_round_min\": 4", "1.2.3 1.2.10" },
  { "rule-of-time", "\"night_from\": \"18:00\"", "\"night_from\": \"19:00\"", "1.2.6" },
  { "clause", "\"en\": \"Enter the login\"", "\"en\": \"Fill in the login\"", "1.1.4" },
  { "step", "\"id\": \"Menunggu tiket aktif\"", "\"id\": \"Tunggu tiket aktif\"", "1.2.6" },
  { "act", "\"id\": \"Terputus, telepon lagi\"", "\"id\": \"Putus, telepon lagi\"", "1.2.5" },
  { "second-act", "\"code\": \"not-informed\", \"clause\": \"1.2.7\", \"holds\": \"informed\"",
    "\"code\": \"not-informed\", \"clause\": \"1.2.9\", \"holds\": \"informed\"", "1.2.9 1.2.10" },
  { "outcome", "\"id\": \"Nada sibuk\"", "\"id\": \"Sibuk\"", "1.2.3 1.2.8" },
  { "note", "Pending s.d. {hingga}", "Pending sampai {hingga}", "1.2.7" },
  { "subject", "\"email-subject\": {\n      \"id\": \"[{tiket}] ", "\"email-subject\": {\n      \"id\": \"{tiket}: ", "1.2.7" },
  { "spoken", "Mohon izin tiketnya", "Mohon izin, tiketnya", "1.2.5" },
  { "head", "\"effective\": \"2021-08-01\"", "\"effective\": \"2027-01-15\"", "" },
};

static void
assert_clauses (TuntasProcedure *from, TuntasProcedure *to, const char *wanted)
{
  g_autoptr (GPtrArray) differences = tuntas_procedure_diff (from, to, "id");
  g_auto (GStrv) clauses = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (differences->len, >, 0);
  clauses = tuntas_acknowledged_list_clauses (from, to, differences);
  text = g_strjoinv (" ", clauses);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_clauses (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (TuntasProcedure) from = training_support_load_w03 ();
  g_autoptr (TuntasProcedure) to = tuntas_revised_w03 (rows[i].name, rows[i].before, rows[i].after, NULL);

  assert_clauses (from, to, rows[i].clauses);
  assert_clauses (to, from, rows[i].clauses);
}

/* What is gone is looked for where it was. */
static void
test_removed (void)
{
  g_autoptr (TuntasProcedure) without = training_support_load_w03 ();
  g_autoptr (TuntasProcedure) with = tuntas_revised_w03 (
      "with", "{ \"id\": \"dropped\",",
      "{ \"id\": \"noisy\", \"in\": [\"follow-up\"], \"label\": { \"id\": \"Berisik\", \"en\": \"Noisy\" },\n"
      "      \"then\": [{ \"to\": \"follow-up\" }] },\n    { \"id\": \"dropped\",", NULL);

  assert_clauses (with, without, "1.2.8");
  assert_clauses (without, with, "1.2.8");
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/training/acknowledged/kept", test_kept },
    { "/training/acknowledged/overrides", test_overrides },
    { "/training/acknowledged/damaged", test_damaged },
    { "/training/acknowledged/newer", test_newer },
    { "/training/acknowledged/not-written", test_not_written },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/training/acknowledged/clauses/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_clauses);
    }
  g_test_add_func ("/training/acknowledged/removed", test_removed);
  return g_test_run ();
}
