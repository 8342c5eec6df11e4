/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include <sqlite3.h>

/* What is saved here was copied from another computer, or is damaged: what the window says, and what the agent does. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define HOME "IN190001091"

static const char *window_program;

/* The window is killed, its journal changed, and the window started again. */
static void
kill_and_change (E2e *self, const char *sql)
{
  g_autofree char *path = e2e_find_journal (self);
  sqlite3 *connection;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  sqlite3_close (connection);
  e2e_kill (self, window_program);
}

static void
test_copied (void)
{
  E2e *e2e = e2e_new (window_program, "copied", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_see_whole (e2e, "Telepon*");
  kill_and_change (e2e, "UPDATE journal SET machine_id = 'another'");
  e2e_see (e2e, "Ini salinan dari komputer lain.*");
  e2e_open (e2e, HOME);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "Tidak disimpan: ini salinan dari komputer lain.*");
  e2e_picture (e2e);

  e2e_press (e2e, "Pakai komputer ini");
  e2e_see (e2e, "Hanya jika Tuntas di komputer lain tidak dipakai lagi*");
  e2e_picture (e2e);
  e2e_press (e2e, "Lihat saja");
  e2e_see_gone (e2e, "Hanya jika Tuntas di komputer lain tidak dipakai lagi*");
  e2e_see (e2e, "Ini salinan dari komputer lain.*");
  e2e_press (e2e, "Pakai komputer ini");
  e2e_see (e2e, "Hanya jika Tuntas di komputer lain tidak dipakai lagi*");
  e2e_press (e2e, "Ya, mulai sekarang");
  e2e_see_gone (e2e, "Ini salinan dari komputer lain.*");
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_free (e2e);
}

static void
test_recovered (void)
{
  E2e *e2e = e2e_new (window_program, "recovered", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_see_whole (e2e, "Telepon*");
  /* A snapshot comes with the next start. */
  e2e_kill (e2e, window_program);
  e2e_open (e2e, HOME);
  e2e_call (e2e, "*RNA*");
  e2e_call (e2e, "*RNA*");
  kill_and_change (e2e, "DROP TRIGGER events_stay; UPDATE events SET body = replace (body, 'outcome', 'come-out')"
                        "  WHERE seq = (SELECT max (seq) FROM events)");
  e2e_see (e2e, "Data di komputer ini rusak dan sudah dipulihkan.*");
  e2e_press (e2e, "Lihat");
  e2e_see (e2e, "Dikembalikan ke salinan*1 catatan hilang, pada: " HOME "*");
  e2e_picture (e2e);
  e2e_press (e2e, "Sudah saya baca");
  e2e_see_gone (e2e, "Data di komputer ini rusak dan sudah dipulihkan.*");
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/journal/copied", test_copied);
  g_test_add_func ("/e2e/journal/recovered", test_recovered);
  return g_test_run ();
}
