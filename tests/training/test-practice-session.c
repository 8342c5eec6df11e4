/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lesson.h"

#include "tuntas-kept-session.h"
#include "tuntas-session.h"
#include "tuntas-training.h"

#include <glib/gstdio.h>
#include <string.h>

/* What an exercise leaves behind: its session, read again by the program and by the command. */

/* The folder stays, and the session can be gone through again from it. */
static void
test_session (void)
{
  Lesson lesson;
  g_autofree char *session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  lesson_begin (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED);
  lesson_go (&lesson);
  session = g_strdup (tuntas_training_get_session (lesson.workplace));
  g_assert_true (g_str_has_prefix (session, lesson.directory));
  g_assert_cmpint (g_stat (session, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  lesson_sign_out (&lesson);

  tuntas_session_read_async (session, lesson.procedure, NULL, lesson_result_cb, &result);
  lesson_wait_for_result (&result);
  cases = tuntas_session_read_finish (result, &error);
  g_assert_no_error (error);
  steps = tuntas_session_list_steps (cases, "id");
  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasSessionStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (lines, "%s %s → %s\n", step->clause, step->line, step->step);
    }
  g_assert_cmpstr (lines->str, ==,
                   "1.2.1 Diterima, cek ulang → Cek ulang aplikasi pendukung\n"
                   "1.2.2 Sudah terselesaikan, hubungi pelanggan → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Telepon 0800****01 → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Hasil panggilan: Tidak diangkat (RNA) → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Telepon 0800****01 → Hubungi pelanggan, min. 3×\n"
                   "1.2.3 Hasil panggilan: Terhubung → Konfirmasi layanan dan izin close\n"
                   "1.2.5 Normal, boleh ditutup → Selesai\n");
  lesson_end (&lesson);
}

/* A session of then, as the training leaves it. */
static void
make_session (const char *directory, gint64 at, gboolean with_journal)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (at);
  g_autofree char *name = tuntas_kept_session_dup_template ("pots-unreached", then);
  g_autofree char *account = g_build_filename (directory, name, "account", NULL);
  g_autofree char *journal = g_build_filename (account, "journal.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (account, 0700), ==, 0);
  if (with_journal)
    g_assert_true (g_file_set_contents (journal, "", 0, NULL));
}

static guint
count_sessions (const char *directory)
{
  g_autoptr (GPtrArray) sessions = tuntas_kept_session_list (directory);

  return sessions->len;
}

/* An exercise that never begins is not kept, and nothing gives way to it; one that does is one of the newest twenty. */
static void
test_kept_sessions (void)
{
  Lesson lesson;
  char *directory = g_dir_make_tmp ("tuntas-lesson-XXXXXX", NULL);

  for (guint i = 0; i < 22; i++)
    make_session (directory, 1795402800 - 86400 * (30 + i), TRUE);
  lesson_open (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED, directory);
  g_assert_null (tuntas_training_get_session (lesson.workplace));
  g_object_unref (lesson.workplace);
  g_assert_cmpuint (count_sessions (directory), ==, 22);
  g_string_free (lesson.messages, TRUE);
  g_object_unref (lesson.clock);
  g_object_unref (lesson.procedure);

  make_session (directory, 1795402800 - 86400 * 29, FALSE);
  lesson_open (&lesson, "indihome-normal", TUNTAS_PRACTICE_GUIDED, directory);
  lesson_start_desk (&lesson);
  g_assert_true (tuntas_session_has_journal (tuntas_training_get_session (lesson.workplace)));
  g_assert_cmpuint (count_sessions (directory), ==, 20);
  lesson_end (&lesson);
}

/* The same by the command, in the language of the locale. */
static void
test_session_command (void)
{
  Lesson lesson;
  g_autofree char *session = NULL;
  g_autofree char *out = NULL, *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  lesson_begin (&lesson, "wrong-key", TUNTAS_PRACTICE_GUIDED);
  lesson_go (&lesson);
  session = g_strdup (tuntas_training_get_session (lesson.workplace));
  lesson_sign_out (&lesson);
  g_spawn_sync (NULL, (char *[]) { (char *) TUNTAS_PROGRAM, (char *) "replay-session", session, NULL }, NULL,
                G_SPAWN_DEFAULT, NULL, NULL, &out, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (errors, ==, "");
  g_test_message ("%s", out);
  g_assert_true (g_str_has_prefix (out, "23-11 15.01 WIB  IN900000110  1.2.1   Received, check again → "));
  /* What was taken back is marked. */
  g_assert_nonnull (strstr (out, "Outcome of the call: Busy ↶ → "));
  g_assert_true (g_str_has_suffix (out, "1.2.5   Normal, may be closed → Done\n"));
  lesson_end (&lesson);
}

static void
test_no_session (void)
{
  g_autoptr (TuntasProcedure) procedure = training_support_load_w03 ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_session_read_async ("/nonexistent", procedure, NULL, lesson_result_cb, &result);
  lesson_wait_for_result (&result);
  g_assert_null (tuntas_session_read_finish (result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/practice/session", test_session);
  g_test_add_func ("/training/practice/kept-sessions", test_kept_sessions);
  g_test_add_func ("/training/practice/session-command", test_session_command);
  g_test_add_func ("/training/practice/no-session", test_no_session);
  return g_test_run ();
}
