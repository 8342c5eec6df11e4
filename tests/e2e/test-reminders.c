/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include "tuntas-notifications.h"

/* Reminders as the desktop gets them, and what their buttons do in the window. */

#define MORNING "2026-11-23T09:00:00+07:00"

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

static TuntasShownNotification *
wait_for (E2e *e2e, TuntasNotifications *desktop, const char *title, const char *body, gboolean closed)
{
  Wish wish = { desktop, title, body, closed };

  if (!tuntas_driver_wait (e2e->driver, is_there, &wish))
    {
      GPtrArray *all = tuntas_notifications_list (desktop);

      for (guint i = 0; i < all->len; i++)
        {
          const TuntasShownNotification *shown = g_ptr_array_index (all, i);

          g_printerr ("%s: %s%s\n", shown->title, shown->body, shown->closed ? " (closed)" : "");
        }
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
  e2e_see (e2e, "Kirim email RFO, lalu keterangan");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Menunggu tiket aktif");
}

/* Pended, due, put off with a reason, due again, and called from the notification. */
static void
test_pended (void)
{
  TuntasNotifications *desktop = tuntas_notifications_new ();
  E2e *e2e = e2e_new (window_program, "reminder-pended", MORNING);
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
  g_object_unref (desktop);
}

/* Looking at the ticket is enough to be left alone: what stands goes, and nothing comes again. */
static void
test_looked_at (void)
{
  TuntasNotifications *desktop = tuntas_notifications_new ();
  E2e *e2e = e2e_new (window_program, "reminder-looked-at", MORNING);
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
  g_object_unref (desktop);
}

/* A key for the ticket on the screen shows that the agent is there: after the window has had its answer for the
 * notification, without which it could not take it back. */
static void
look (E2e *e2e)
{
  e2e_see (e2e, "Siti Rahmawati");
  e2e_key (e2e, "Ctrl+b");
}

/* An agreed call: five minutes before, and at its moment also while its ticket is on the screen. */
static void
test_promise (void)
{
  TuntasNotifications *desktop = tuntas_notifications_new ();
  E2e *e2e = e2e_new (window_program, "reminder-promise", MORNING);
  TuntasShownNotification *shown;

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_press (e2e, "Minta dihubungi kembali*");
  e2e_type (e2e, "Dihubungi kembali pukul", "10.00");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Menunggu waktu janji telepon");
  e2e_pass (e2e, 55 * 60);
  shown = wait_for (e2e, desktop, HOME, "* · janji telepon 10.00, 5 menit lagi", FALSE);
  g_assert_false (tuntas_notifications_has_button (shown, "Telepon sekarang"));
  g_assert_false (tuntas_notifications_has_button (shown, "Tunda 10 menit"));
  look (e2e);
  wait_for (e2e, desktop, HOME, "*5 menit lagi", TRUE);
  e2e_pass (e2e, 5 * 60);
  shown = wait_for (e2e, desktop, HOME, "* · janji telepon 10.00, sekarang", FALSE);
  g_assert_true (tuntas_notifications_has_button (shown, "Telepon sekarang"));
  look (e2e);
  wait_for (e2e, desktop, HOME, "* · janji telepon 10.00, sekarang", TRUE);
  assert_nothing_of_customers (desktop);
  e2e_free (e2e);
  g_object_unref (desktop);
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
  return g_test_run ();
}
