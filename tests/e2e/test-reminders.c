/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* Reminders as the desktop gets them, and what their buttons do in the window. */

#define MORNING "2026-11-23T09:00:00+07:00"

#define PATIENCE_SECONDS 30

#define HOME "IN190001091"
#define DATIN "IN190001007"

static const char *window_program;

typedef struct
{
  TuntasNotifications *desktop;
  const char *title;
  const char *body;
  gboolean closed;
} Wish;

static gboolean
is_there (gpointer user_data)
{
  const Wish *wish = user_data;

  return tuntas_notifications_find (wish->desktop, wish->title, wish->body, wish->closed) != NULL;
}

static gboolean
too_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
look_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Also while there is no window. Nothing tells of another process, so it is looked at again and again. */
static gboolean
wait_until (gboolean (*func) (gpointer user_data), gpointer user_data)
{
  gboolean too_late = FALSE, met;
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, &too_late);
  guint look = g_timeout_add (30, look_cb, NULL);

  while (!(met = func (user_data)) && !too_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (timeout);
  return met;
}

static TuntasShownNotification *
wait_for (E2e *e2e, TuntasNotifications *desktop, const char *title, const char *body, gboolean closed)
{
  Wish wish = { desktop, title, body, closed };

  if (!wait_until (is_there, &wish))
    {
      GPtrArray *all = tuntas_notifications_list (desktop);

      for (guint i = 0; i < all->len; i++)
        {
          const TuntasShownNotification *shown = g_ptr_array_index (all, i);

          g_printerr ("%s: %s%s\n", shown->title, shown->body, shown->closed ? " (closed)" : "");
        }
      if (e2e->driver != NULL)
        e2e_picture (e2e);
      g_error ("no notification “%s”: “%s”", title, body);
    }
  return tuntas_notifications_find (desktop, title, body, closed);
}

/* Whoever passes the screen learns nothing of a customer. */
static void
assert_nothing_of_customers (TuntasNotifications *desktop)
{
  static const char *const secrets[] = { "Cakrawala", "Siti", "Rahma", "Budi", "0800", "62800", "@" };
  GPtrArray *all = tuntas_notifications_list (desktop);

  g_assert_cmpuint (all->len, >, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const TuntasShownNotification *shown = g_ptr_array_index (all, i);
      g_autofree char *actions = g_strjoinv (" ", shown->actions);
      g_autofree char *text = g_strjoin (" ", shown->title, shown->body, actions, NULL);

      for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
        if (strstr (text, secrets[j]) != NULL)
          g_error ("a notification tells “%s”: %s", secrets[j], text);
    }
}

static void
pend (E2e *e2e)
{
  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint i = 0; i < 3; i++)
    e2e_call (e2e, "Tidak diangkat (RNA)*");
  e2e_press (e2e, "Pending tiket*");
  e2e_nossa_has (e2e, DATIN, "status", "PENDING");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Menunggu tiket aktif");
}

/* Pended, due, put off with a reason, due again, and called from the notification. */
static void
test_pended (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-pended", MORNING);
  TuntasNotifications *desktop = e2e->desktop;
  TuntasShownNotification *shown;

  pend (e2e);
  e2e_open (e2e, HOME);
  e2e_pass (e2e, 3600);
  shown = wait_for (e2e, desktop, DATIN, "Hubungi lagi, maks. 3× · tiket aktif kembali 10.1?, *", FALSE);
  g_assert_true (tuntas_notifications_has_button (shown, "Telepon sekarang"));
  g_assert_true (tuntas_notifications_has_button (shown, "Tunda 10 menit"));
  g_assert_true (tuntas_notifications_has_button (shown, "Buka"));
  tuntas_notifications_press (desktop, shown, "Tunda 10 menit");
  e2e_see (e2e, "IN190001007: Anda diingatkan lagi pukul *");
  e2e_picture (e2e);
  e2e_press (e2e, "Alasan lain");
  e2e_see (e2e, "Tulis dulu alasannya*");
  e2e_press (e2e, "Sedang menangani tiket lain");
  e2e_see (e2e, "Pengingat ditunda sampai 10.*: Sedang menangani tiket lain");
  e2e_picture (e2e);
  e2e_open (e2e, HOME);
  e2e_pass (e2e, 601);
  shown = wait_for (e2e, desktop, DATIN, "*terlambat 1? menit", FALSE);
  tuntas_notifications_press (desktop, shown, "Telepon sekarang");
  e2e_see (e2e, "00:00");
  e2e_picture (e2e);
  assert_nothing_of_customers (desktop);
  e2e_free (e2e);
}

/* Looking at the ticket is enough to be left alone: what stands goes, and nothing comes again. */
static void
test_looked_at (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-looked-at", MORNING);
  TuntasNotifications *desktop = e2e->desktop;
  guint before;

  pend (e2e);
  e2e_open (e2e, HOME);
  e2e_pass (e2e, 3600);
  wait_for (e2e, desktop, DATIN, "*", FALSE);
  before = tuntas_notifications_list (desktop)->len;
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "Hubungi lagi, maks. 3×");
  wait_for (e2e, desktop, DATIN, "*", TRUE);
  e2e_open (e2e, HOME);
  e2e_pass (e2e, 7200);
  g_assert_cmpuint (tuntas_notifications_list (desktop)->len, ==, before);
  assert_nothing_of_customers (desktop);
  e2e_free (e2e);
}

static void
agree (E2e *e2e)
{
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_press (e2e, "Minta dihubungi kembali*");
  e2e_type (e2e, "Dihubungi kembali pukul", "10.00");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Menunggu waktu janji telepon");
}

/* An agreed call: five minutes before, and at its moment also while its ticket is on the screen. */
static void
test_promise (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-promise", MORNING);
  TuntasNotifications *desktop = e2e->desktop;
  TuntasShownNotification *shown;

  agree (e2e);
  e2e_pass (e2e, 55 * 60);
  shown = wait_for (e2e, desktop, HOME, "* · janji telepon 10.00, 5 menit lagi", FALSE);
  g_assert_false (tuntas_notifications_has_button (shown, "Telepon sekarang"));
  g_assert_false (tuntas_notifications_has_button (shown, "Tunda 10 menit"));
  /* A key for the ticket on the screen shows that the agent is there. */
  e2e_key (e2e, "Ctrl+b");
  wait_for (e2e, desktop, HOME, "*5 menit lagi", TRUE);
  e2e_pass (e2e, 5 * 60);
  shown = wait_for (e2e, desktop, HOME, "* · janji telepon 10.00, sekarang", FALSE);
  g_assert_true (tuntas_notifications_has_button (shown, "Telepon sekarang"));
  e2e_key (e2e, "Ctrl+b");
  wait_for (e2e, desktop, HOME, "* · janji telepon 10.00, sekarang", TRUE);
  assert_nothing_of_customers (desktop);
  e2e_free (e2e);
}

/* A clock that cannot be right: the line says which ticket and what to do, and goes with its cause. */
static void
test_self_check (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-self-check", MORNING);
  gint64 now;

  agree (e2e);
  e2e_open (e2e, DATIN);
  now = tuntas_clock_now (TUNTAS_CLOCK (e2e->clock));
  tuntas_test_clock_set (e2e->clock, now - G_GINT64_CONSTANT (3) * 365 * 24 * 3600 * G_USEC_PER_SEC);
  e2e_see (e2e, "Pengingat tidak lengkap: tiket IN190001091 akan menunggu sampai Senin, 23 November 2026. Periksa *");
  e2e_picture (e2e);
  e2e_press (e2e, "Buka");
  e2e_see (e2e, "Menunggu waktu janji telepon");
  tuntas_test_clock_set (e2e->clock, now);
  e2e_see_gone (e2e, "Pengingat tidak lengkap*");
  e2e_free (e2e);
}

/* GTK's own button, in whatever language its words are there. */
static void
close_window (E2e *e2e)
{
  gboolean translated = tuntas_driver_shows (e2e->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Tutup");

  e2e_press (e2e, translated ? "Tutup" : "Close");
}

static gboolean
is_gone (gpointer user_data)
{
  return !tuntas_driver_shows (((E2e *) user_data)->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "*");
}

/* Quitting says what would not be reminded of; closing goes on, says so, and reminds. */
static void
test_closed_window (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-closed", MORNING);
  TuntasNotifications *desktop = e2e->desktop;
  TuntasShownNotification *shown;

  agree (e2e);
  e2e_key (e2e, "Ctrl+q");
  e2e_see (e2e, "*nda tidak akan diingatkan tentang 1 tiket (berikutnya 09.55)*");
  e2e_picture (e2e);
  e2e_press (e2e, "Tetap di sini");
  e2e_see_gone (e2e, "*nda tidak akan diingatkan*");
  close_window (e2e);
  wait_for (e2e, desktop, "Tuntas tetap berjalan tanpa jendela", "Pengingat aktif: 1, berikutnya 09.55", FALSE);
  g_assert_true (wait_until (is_gone, e2e));
  tuntas_driver_ask_for_no_window (e2e->driver);
  e2e_pass (e2e, 55 * 60);
  wait_for (e2e, desktop, HOME, "*5 menit lagi", FALSE);
  e2e_start_again (e2e, window_program);
  e2e_see (e2e, "Siti Rahmawati");
  wait_for (e2e, desktop, "Tuntas tetap berjalan tanpa jendela", "*", TRUE);
  close_window (e2e);
  g_assert_true (wait_until (is_gone, e2e));
  e2e_pass (e2e, 5 * 60);
  shown = wait_for (e2e, desktop, HOME, "*sekarang", FALSE);
  tuntas_notifications_press (desktop, shown, "Telepon sekarang");
  e2e_see (e2e, "00:00");
  assert_nothing_of_customers (desktop);
  e2e_free (e2e);
}

/* Somebody else has closed the only ticket that waits: nothing is left to go on for, and the program ends and takes back
 * what it has said of that. */
static void
test_nothing_left (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-nothing-left", MORNING);
  g_autoptr (JsonNode) change = json_from_string ("{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}", NULL);
  g_autoptr (GError) error = NULL;

  agree (e2e);
  e2e_nossa_has_note (e2e, HOME, "*");
  e2e_see_gone (e2e, "* belum terkirim*");
  close_window (e2e);
  wait_for (e2e, e2e->desktop, "Tuntas tetap berjalan tanpa jendela", "Pengingat aktif: 1, *", FALSE);
  g_assert_true (tuntas_simulator_change_record (e2e->nossa, HOME, json_node_get_object (change), NULL));
  e2e_activate ("sync", NULL);
  wait_for (e2e, e2e->desktop, "Tuntas tetap berjalan tanpa jendela", "*", TRUE);
  g_assert_true (g_subprocess_wait_check (e2e->process, NULL, &error));
  g_assert_no_error (error);
  e2e_free (e2e);
}

/* Started with the desktop: no window and no login, but the reminders; their button leads to the ticket, and whoever
 * starts the program to the preparation. */
static void
test_started_hidden (void)
{
  E2e *e2e = e2e_new (window_program, "reminder-hidden", MORNING);
  TuntasNotifications *desktop = e2e->desktop;

  agree (e2e);
  e2e_restart_hidden (e2e, window_program);
  e2e_pass (e2e, 55 * 60);
  wait_for (e2e, desktop, HOME, "*5 menit lagi", FALSE);
  e2e_pass (e2e, 5 * 60);
  tuntas_notifications_press (desktop, wait_for (e2e, desktop, HOME, "*sekarang", FALSE), "Buka");
  e2e_find_window (e2e);
  e2e_see (e2e, "Tanpa Nossa*");
  e2e_see (e2e, "Hubungi pelanggan, min. 3×");
  e2e_picture (e2e);
  e2e_restart_hidden (e2e, window_program);
  e2e_start_again (e2e, window_program);
  e2e_find_window (e2e);
  e2e_see (e2e, "*Persiapan kerja*");
  assert_nothing_of_customers (desktop);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert (argc == 2);
  window_program = argv[1];
  g_test_add_func ("/e2e/reminders/pended", test_pended);
  g_test_add_func ("/e2e/reminders/looked-at", test_looked_at);
  g_test_add_func ("/e2e/reminders/promise", test_promise);
  g_test_add_func ("/e2e/reminders/self-check", test_self_check);
  g_test_add_func ("/e2e/reminders/closed-window", test_closed_window);
  g_test_add_func ("/e2e/reminders/nothing-left", test_nothing_left);
  g_test_add_func ("/e2e/reminders/started-hidden", test_started_hidden);
  return g_test_run ();
}
