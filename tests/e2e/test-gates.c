/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include <gio/gio.h>

/* Gates in the real window: what is not possible says why, by which clause, and what to do; Enter goes there. The same
 * by a desk's own shortcut keys, over D-Bus: there is one gate for every path. */

#define MORNING "2026-11-23T09:00:00+07:00"

#define HOME "IN190001091"
#define DATIN "IN190001007"

#define NAME "io.github.tuntas.Tuntas"
#define PATH "/io/github/tuntas/Tuntas"

#define TOO_FEW "Belum bisa ditutup: baru 1 dari minimal 3 panggilan, IK 1.2.10. Telepon pelanggan lagi."

static const char *window_program;

/* (transfer full): the names of the actions that the application shows on the bus. */
static GStrv
list_actions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  GStrv names = NULL;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, NAME, PATH, "org.gtk.Actions", "List", NULL, G_VARIANT_TYPE ("(as)"),
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(^as)", &names);
  return names;
}

/* By mouse and Enter: too few calls, and the way leads to the call. */
static void
test_too_few_calls (void)
{
  E2e *e2e = e2e_new (window_program, "gate-calls", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_call (e2e, "Nada sibuk*");
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_see (e2e, TOO_FEW);
  e2e_picture (e2e);
  /* Enter goes to the button that calls, and Enter again calls. */
  e2e_key (e2e, "Return");
  e2e_see_gone (e2e, TOO_FEW);
  e2e_key (e2e, "Return");
  e2e_see (e2e, "00:00");
  e2e_free (e2e);
}

/* A call is open at another ticket: Enter goes to that ticket's outcomes. */
static void
test_call_elsewhere (void)
{
  E2e *e2e = e2e_new (window_program, "gate-elsewhere", MORNING);

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "Telepon");
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "Panggilan untuk tiket " HOME " belum ada hasilnya, IK 1.2.3. Pilih hasilnya dulu.");
  e2e_picture (e2e);
  e2e_key (e2e, "Return");
  e2e_see (e2e, HOME " · * · *xx*");
  /* Its outcomes are at hand by their digits, once the page has stood for a moment. */
  e2e_pass (e2e, 1);
  e2e_key (e2e, "2");
  e2e_see (e2e, "*1 RNA 09.00*");
  e2e_free (e2e);
}

/* Over D-Bus: the acts are there, and the gate is the same. */
static void
test_bus (void)
{
  static const char *const wanted[] = { "call", "choose", "suggested", "act", "undo", "next-ticket", "search",
                                        "customer-contacted", "sync", "show-ticket", "map" };
  E2e *e2e = e2e_new (window_program, "gate-bus", MORNING);
  g_auto (GStrv) names = list_actions ();

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!g_strv_contains ((const char *const *) names, wanted[i]))
      g_error ("there is no action “%s” on the bus", wanted[i]);
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_call (e2e, "Nada sibuk*");

  e2e_activate ("act", "'close-unreached'");
  e2e_see (e2e, TOO_FEW);
  e2e_nossa_has (e2e, HOME, "status", "MEDIACARE");
  /* An act of a datin ticket, and one that nobody knows. */
  e2e_activate ("act", "'pend'");
  e2e_see (e2e, "Ini bukan untuk jenis layanan tiket ini*IK 1.2.3*");
  e2e_activate ("act", "'moon'");
  e2e_see (e2e, "Ini tidak bisa dilakukan pada langkah ini, IK 1.2.3. Kerjakan yang diminta langkah ini.");

  e2e_activate ("call", NULL);
  e2e_see (e2e, "00:00");
  e2e_picture (e2e);
  e2e_pass (e2e, 20);
  e2e_activate ("choose", "3");
  e2e_see (e2e, "*2 sibuk 09.05*");
  e2e_activate ("undo", NULL);
  e2e_see (e2e, "*2 sedang menelepon*");
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/gates/too-few-calls", test_too_few_calls);
  g_test_add_func ("/e2e/gates/call-elsewhere", test_call_elsewhere);
  g_test_add_func ("/e2e/gates/bus", test_bus);
  return g_test_run ();
}
