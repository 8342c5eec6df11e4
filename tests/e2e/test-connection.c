/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* The test of the connection in the preferences of the real window: by keys, read over the accessibility bus. */

#define MORNING "2026-11-23T09:00:00+07:00"

static const char *window_program;

/* The agent has logged in: the session is lent, no password is asked for, and nothing is written. */
static void
test_signed_in (void)
{
  E2e *e2e = e2e_new (window_program, "connection", MORNING);
  TuntasSimulatorCounters before = tuntas_simulator_get_counters (e2e->nossa), after;

  e2e_key (e2e, "Ctrl+comma");
  e2e_see (e2e, "Koneksi ke Nossa");
  e2e_key (e2e, "Alt+t");
  e2e_see (e2e, "Login: sesuai");
  e2e_see (e2e, "Kolom dan daftar: sesuai");
  e2e_see (e2e, "Tidak saling menimpa: sesuai");
  e2e_see (e2e, "*Semua yang dites sudah sesuai.");
  e2e_picture (e2e);
  after = tuntas_simulator_get_counters (e2e->nossa);
  g_assert_cmpuint (after.credential_submissions, ==, before.credential_submissions);
  g_assert_cmpuint (after.writes, ==, before.writes);
  g_assert_cmpuint (after.sessions_open, ==, 1);
  e2e_key (e2e, "Escape");
  e2e_see_gone (e2e, "Koneksi ke Nossa");
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  window_program = argv[1];
  g_test_add_func ("/e2e/connection/signed-in", test_signed_in);
  return g_test_run ();
}
