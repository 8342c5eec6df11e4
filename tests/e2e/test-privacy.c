/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"
#include "tuntas-locker.h"

/* What can be seen, and what is left on the computer: the screen's lock, a desk without one, another agent, a ticket that is
 * erased, a computer that forgets everything. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define HOME "IN190001091"
#define CUSTOMER "Siti Rahmawati*"
#define PATIENCE 900 /* seconds, the default */

static const char *window_program;

/* Locked by somebody else while a call runs: nothing is seen of it, and it runs on. */
static void
test_locked (void)
{
  g_autoptr (TuntasLocker) locker = tuntas_locker_new ();
  E2e *e2e = e2e_new (window_program, "locked", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_key (e2e, "F8");
  e2e_see (e2e, "Terhubung*");
  e2e_pass (e2e, 30);
  tuntas_locker_set_locked (locker, TRUE);
  e2e_see (e2e, "Layar dikunci atau sedang dikunci*");
  e2e_see_gone (e2e, CUSTOMER);
  e2e_see_gone (e2e, "0800*");
  e2e_picture (e2e);
  e2e_key (e2e, "1");
  e2e_key (e2e, "Ctrl+Return");
  e2e_pass (e2e, 30);
  tuntas_locker_set_locked (locker, FALSE);
  e2e_see (e2e, "Terhubung*");
  e2e_see (e2e, "*1:00*");
  e2e_free (e2e);
}

/* Nobody has touched anything for a quarter of an hour: the desktop is asked to lock, and what it unlocks is seen again. */
static void
test_idle (void)
{
  g_autoptr (TuntasLocker) locker = tuntas_locker_new ();
  E2e *e2e = e2e_new_locking (window_program, "idle", MORNING);

  e2e_open (e2e, HOME);
  e2e_pass (e2e, PATIENCE + 5);
  /* First, or nobody answers the program. */
  tuntas_locker_wait (locker);
  e2e_see (e2e, "Layar dikunci atau sedang dikunci*");
  g_assert_cmpuint (tuntas_locker_get_asked (locker), ==, 1);
  tuntas_locker_set_locked (locker, FALSE);
  e2e_see (e2e, "Penyebab (RFO)*");
  e2e_free (e2e);
}

/* A desktop without a lock: the cover says that it is only that, and goes at a key, which does nothing else. */
static void
test_without_lock (void)
{
  E2e *e2e = e2e_new_locking (window_program, "without-lock", MORNING);

  e2e_open (e2e, HOME);
  e2e_key (e2e, "Ctrl+comma");
  e2e_see (e2e, "Koneksi ke Nossa");
  e2e_pass (e2e, PATIENCE + 5);
  e2e_see (e2e, "Layar tidak dikunci*");
  e2e_see_gone (e2e, "Koneksi ke Nossa");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "Koneksi ke Nossa");
  e2e_free (e2e);
}

/* The next agent begins with an empty login. */
static void
test_another_agent (void)
{
  E2e *e2e = e2e_new (window_program, "another-agent", MORNING);

  e2e_choose (e2e, "Menu", "Ganti agent…");
  e2e_see (e2e, "Ganti agent di komputer ini?");
  e2e_picture (e2e);
  e2e_press (e2e, "Logout dan kunci");
  e2e_see (e2e, "Layar tidak dikunci*");
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "1.1 Persiapan Kerja");
  e2e_see_gone (e2e, HOME "*");
  e2e_free (e2e);
}

static void
end_home (E2e *e2e)
{
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_press (e2e, "Terhubung*");
  e2e_talk (e2e);
  e2e_press (e2e, "Normal, boleh ditutup*");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_pass (e2e, 15);
}

/* What is finished goes at once, from the screen too. */
static void
test_erase (void)
{
  E2e *e2e = e2e_new (window_program, "erase", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  end_home (e2e);
  e2e_nossa_has (e2e, HOME, "status", "CLOSED");
  e2e_see (e2e, "*tercatat di Nossa*");
  e2e_choose (e2e, "Menu", "Hapus data tiket…");
  e2e_see (e2e, "Hapus tiket " HOME " dari komputer ini?");
  e2e_picture (e2e);
  e2e_press (e2e, "Hapus tiket ini");
  e2e_see (e2e, "Belum ada tiket dipilih");
  e2e_free (e2e);
}

/* All of it, and it says first what would be lost. */
static void
test_forget (void)
{
  E2e *e2e = e2e_new (window_program, "forget", MORNING);
  g_autofree char *folder = g_build_filename (e2e->home, "tuntas", NULL);
  g_autoptr (JsonNode) offline = json_from_string ("{\"kind\":\"offline\"}", NULL);

  g_assert_true (tuntas_simulator_set_fault (e2e->nossa, json_node_get_object (offline), NULL));
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  end_home (e2e);
  e2e_choose (e2e, "Menu", "Hapus semua data dari komputer ini…");
  e2e_see (e2e, "Hapus semua data dari komputer ini?");
  e2e_see (e2e, "*2 pengiriman belum sampai ke Nossa dan akan hilang.");
  e2e_picture (e2e);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  e2e_press (e2e, "Hapus semua");
  e2e_see (e2e, "Semua data Tuntas sudah dihapus*");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  window_program = argv[1];
  g_test_add_func ("/e2e/privacy/locked", test_locked);
  g_test_add_func ("/e2e/privacy/idle", test_idle);
  g_test_add_func ("/e2e/privacy/without-lock", test_without_lock);
  g_test_add_func ("/e2e/privacy/another-agent", test_another_agent);
  g_test_add_func ("/e2e/privacy/erase", test_erase);
  g_test_add_func ("/e2e/privacy/forget", test_forget);
  return g_test_run ();
}
