/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include "tuntas-catch-all-mailer.h"
#include "tuntas-revised.h"
#include "tuntas-session-secrets.h"
#include "tuntas-soup-transport.h"
#include "tuntas-wiring.h"
#include "tuntas-workplace-parts.h"

#include <sqlite3.h>
#include <string.h>

/* A ticket was begun with a program of another revision; then the program of today is started over the same folder. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define PATIENCE_SECONDS 30

static const char *window_program;

/* (transfer full): the instruction as revision 00, in which four calls were wanted. */
static TuntasProcedure *
load_older (void)
{
  return tuntas_revised_w03 ("revision 00", "\"revision\": \"\"", "\"revision\": \"00\"",
                             "\"first_round_min\": 3", "\"first_round_min\": 4",
                             "\"id\": \"Masukkan Login\"", "\"id\": \"Isi Login\"", NULL);
}

/* The older program, in this process and without a window */

static gboolean
late_cb (gpointer user_data)
{
  g_error ("the older program did not come to it within %d seconds", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

static gboolean
has_come (gpointer result)
{
  return *(GAsyncResult **) result != NULL;
}

static gboolean
has_ticket (gpointer desk)
{
  return tuntas_desk_find_item (desk, DATIN) != NULL && tuntas_desk_get_sync_state (desk) == TUNTAS_SYNC_IDLE;
}

static void
await (gboolean (*holds) (gpointer), gpointer data)
{
  guint late = g_timeout_add_seconds (PATIENCE_SECONDS, late_cb, NULL);

  while (!holds (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
do_act (TuntasDesk *desk, const char *id, const char *field, const char *value)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_act_set (act, field, value);
  tuntas_act_set (act, "repair", "sambung ulang");
  tuntas_desk_act_async (desk, tuntas_desk_find_item (desk, DATIN), act, NULL, keep_cb, &result);
  await (has_come, &result);
  applied = tuntas_desk_act_finish (desk, result, &error);
  g_assert_no_error (error);
  g_assert_true (applied->accepted);
}

static TuntasWorkplace *
make_workplace (E2e *e2e)
{
  g_autoptr (TuntasProcedure) older = load_older ();
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (GError) error = NULL;
  const char *origin = tuntas_simulator_get_origin (e2e->nossa);
  g_autoptr (TuntasMailer) mailer = tuntas_catch_all_mailer_new (origin, NULL, TUNTAS_CLOCK (e2e->clock), &error);
  g_autofree char *directory = g_build_filename (e2e->home, "tuntas", NULL);
  g_autoptr (TuntasSettingsFile) settings = tuntas_settings_file_new ("", -1, "station");
  g_autoptr (TuntasStation) station = tuntas_station_read (settings, NULL, "Asia/Jakarta", "id");
  g_autofree char *machine = tuntas_wiring_dup_machine_id ();

  g_assert_no_error (error);
  return tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = TUNTAS_CLOCK (e2e->clock), .procedure = older, .secrets = secrets, .mailer = mailer,
      .directory = directory, .machine_id = machine, .station = station, .poll_interval = 60, .server = origin,
      .user = "ayu" });
}

static void
begin_with_older_program (E2e *e2e)
{
  g_autoptr (TuntasWorkplace) workplace = make_workplace (e2e);
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (TuntasDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_workplace_start_async (workplace, tuntas_simulator_get_origin (e2e->nossa), "ayu", "latihan", FALSE, NULL,
                                keep_cb, &started);
  await (has_come, &started);
  desk = tuntas_workplace_start_finish (workplace, started, &error);
  g_assert_no_error (error);
  await (has_ticket, desk);
  do_act (desk, "received", "rfo", "kabel dropcore putus");
  do_act (desk, "resolved", "result", "spec");
  for (guint i = 0; i < 3; i++)
    {
      do_act (desk, "call", "phone", "08000000101");
      do_act (desk, "outcome", "outcome", "busy");
      e2e_pass (e2e, 300);
    }
  tuntas_desk_sign_out_async (desk, NULL, keep_cb, &ended);
  await (has_come, &ended);
}

/* Three calls were made. By its own revision a fourth is wanted; by the installed one the ticket can be pended. */
static void
test_move (void)
{
  E2e *e2e = e2e_prepare ("e-revision", MORNING);

  begin_with_older_program (e2e);
  e2e_start (e2e, window_program);
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "Hubungi pelanggan, min. 4*");
  e2e_see (e2e, "IN.OCC.TENESA.W-03 rev. 00 · berlaku 01-08-2021");
  e2e_see (e2e, "Sekarang terpasang: yang berlaku 01-08-2021. Tiket ini tetap memakai yang semula.");
  e2e_picture (e2e);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Belum bisa: baru 3 dari minimal 4 panggilan*");

  e2e_press (e2e, "Lihat perbedaannya*");
  e2e_see (e2e, "Panggilan awal, minimal");
  e2e_see (e2e, "4 → 3");
  e2e_see (e2e, "Klausul 1.1.4");
  e2e_see (e2e, "Isi Login → Masukkan Login");
  e2e_see (e2e, "IN.OCC.TENESA.W-03 rev. 00 · berlaku 01-08-2021 · SHA-256 *");
  e2e_picture (e2e);
  e2e_press (e2e, "Pindahkan ke yang berlaku 01-08-2021");
  e2e_see_gone (e2e, "Panggilan awal, minimal");
  e2e_see (e2e, "Hubungi pelanggan, min. 3*");
  e2e_see (e2e, "Dipindahkan ke yang berlaku 01-08-2021");
  e2e_picture (e2e);

  /* Taken back, looked at by key and done again, then the bound of the installed revision holds. */
  e2e_key (e2e, "Ctrl+z");
  e2e_see (e2e, "Hubungi pelanggan, min. 4*");
  e2e_key (e2e, "Ctrl+i");
  e2e_see (e2e, "Panggilan awal, minimal");
  /* By name: without a window manager nobody says when the dialog has the keys. */
  e2e_press (e2e, "Pindahkan ke yang berlaku 01-08-2021");
  e2e_see (e2e, "Hubungi pelanggan, min. 3*");
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_nossa_has (e2e, DATIN, "status", "PENDING");
  e2e_free (e2e);
}

/* The journal of the one account there is, without its procedures: as those were that kept none. */
static void
forget_procedures (E2e *e2e)
{
  g_autofree char *root = g_build_filename (e2e->home, "tuntas", NULL);
  g_autoptr (GDir) folder = g_dir_open (root, 0, NULL);
  g_autofree char *journal = g_build_filename (root, g_dir_read_name (folder), "journal.db", NULL);
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open_v2 (journal, &connection, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_exec (connection, "DROP TRIGGER procedures_last; DELETE FROM procedures", NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", journal, sqlite3_errmsg (connection));
  sqlite3_close (connection);
}

/* Nobody has the older instruction any more: the ticket is not begun anew, and the window says why. */
static void
test_unopened (void)
{
  E2e *e2e = e2e_prepare ("e-unopened", MORNING);

  begin_with_older_program (e2e);
  forget_procedures (e2e);
  e2e_start (e2e, window_program);
  e2e_see (e2e, "1 tiket yang tersimpan di sini tidak dapat dibuka.");
  e2e_press (e2e, "Lihat sebabnya");
  e2e_see (e2e, "Instruksi kerja yang dipakainya, IN.OCC.TENESA.W-03 revisi 00 (SHA-256 *");
  e2e_see (e2e, "*panggilan 3, belum terkirim 0.");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/revision/move", test_move);
  g_test_add_func ("/e2e/revision/unopened", test_unopened);
  return g_test_run ();
}
