/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-driver.h"
#include "tuntas-programs.h"
#include "tuntas-test-clock.h"

#include <gio/gio.h>
#include <stdlib.h>

#define FOLLOWER_FD 3

static const char *window_program;

typedef struct
{
  TuntasTestClock *clock;
  GSocketService *server;
  GSubprocess *process;
  TuntasDriver *driver;
} Fixture;

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), "Jawaban\n", 8, NULL, NULL,
                             &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *port = NULL;

  fixture->clock = tuntas_test_clock_new (1795399200 * G_GINT64_CONSTANT (1000000));
  fixture->server = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (fixture->server), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->server, "incoming", G_CALLBACK (incoming_cb), NULL);
  port = g_strdup_printf ("%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));

  g_subprocess_launcher_take_fd (launcher, tuntas_test_clock_export (fixture->clock), FOLLOWER_FD);
  fixture->process = g_subprocess_launcher_spawn (launcher, &error, window_program, port, NULL);
  g_assert_no_error (error);
  fixture->driver = tuntas_driver_new (NULL, atoi (g_subprocess_get_identifier (fixture->process)));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_subprocess_force_exit (fixture->process);
  g_subprocess_wait (fixture->process, NULL, NULL);
  g_clear_object (&fixture->process);
  g_clear_object (&fixture->server);
  g_assert_finalize_object (fixture->driver);
  g_assert_finalize_object (fixture->clock);
}

static void
test_type_and_press (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *typed = NULL;

  tuntas_driver_wait_text (fixture->driver, NULL, "Siap");
  tuntas_driver_set_text (fixture->driver, NULL, "Nama", "Budi");
  typed = tuntas_driver_dup_text (fixture->driver, NULL, ATSPI_ROLE_ENTRY, "Nama");
  g_assert_cmpstr (typed, ==, "Budi");
  /* There is a hidden button of this name too, which would abort. */
  tuntas_driver_press (fixture->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Sapa");
  tuntas_driver_wait_text (fixture->driver, NULL, "Halo, Budi");
  tuntas_driver_wait_no_text (fixture->driver, NULL, "Siap");
  g_assert_false (tuntas_driver_shows (fixture->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Sap"));
  g_assert_true (tuntas_driver_shows (fixture->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Sa*"));
}

static void
test_rows (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (AtspiAccessible) list = tuntas_driver_find (fixture->driver, NULL, ATSPI_ROLE_LIST, "*");
  g_auto (GStrv) rows = tuntas_driver_list_names (fixture->driver, list, ATSPI_ROLE_LIST_ITEM);
  const char *const expected[] = { "IN190000001 | 09.13", "IN190000002 | 09.13", NULL };

  g_assert_cmpstrv (rows, expected);
}

/* A response exists twice, once hidden; and the dialog's controls go while they are looked at. */
static void
test_dialog (Fixture *fixture, gconstpointer user_data)
{
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AtspiAccessible) dialog = NULL;

      tuntas_driver_press (fixture->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Akhiri");
      dialog = tuntas_driver_find (fixture->driver, NULL, ATSPI_ROLE_DIALOG, "*");
      tuntas_driver_press (fixture->driver, dialog, ATSPI_ROLE_PUSH_BUTTON, i == 1 ? "Batal" : "Akhiri tiket");
      tuntas_driver_wait_text (fixture->driver, NULL, i == 1 ? "Dibatalkan" : "Diakhiri");
      tuntas_driver_wait_gone (fixture->driver, NULL, ATSPI_ROLE_DIALOG, "*");
    }
}

static void
test_keys_and_pointer (Fixture *fixture, gconstpointer user_data)
{
  tuntas_driver_wait_text (fixture->driver, NULL, "Siap");
  tuntas_driver_key (fixture->driver, "F8");
  tuntas_driver_wait_text (fixture->driver, NULL, "Menelepon");
  tuntas_driver_click (fixture->driver, NULL, ATSPI_ROLE_CHECK_BOX, "Simpan login");
  tuntas_driver_wait_text (fixture->driver, NULL, "Dicentang");
  tuntas_driver_key (fixture->driver, "Ctrl+Return");
  tuntas_driver_wait_text (fixture->driver, NULL, "Menelepon");
}

static void
test_clock (Fixture *fixture, gconstpointer user_data)
{
  tuntas_driver_press (fixture->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Tunggu");
  tuntas_driver_wait_text (fixture->driver, NULL, "Menunggu");
  tuntas_test_clock_advance_seconds (fixture->clock, 3599);
  g_assert_false (tuntas_driver_shows (fixture->driver, NULL, ATSPI_ROLE_LABEL, "Waktu habis"));
  tuntas_test_clock_advance_seconds (fixture->clock, 1);
  tuntas_driver_wait_text (fixture->driver, NULL, "Waktu habis");
  tuntas_driver_picture (fixture->driver, "support/driver");
}

static void
test_server_beside (Fixture *fixture, gconstpointer user_data)
{
  tuntas_driver_press (fixture->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Tanya");
  tuntas_driver_wait_text (fixture->driver, NULL, "Jawaban");
}

/* What is not there fails, with the tree; in a process of its own, because it aborts. */
static void
test_missing (gconstpointer user_data)
{
  if (g_test_subprocess ())
    {
      Fixture fixture;

      set_up (&fixture, NULL);
      tuntas_driver_wait_text (fixture.driver, NULL, "Siap");
      tuntas_driver_set_patience (fixture.driver, 200);
      tuntas_driver_press (fixture.driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "Tidak ada");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*\"Sapa\"*\"Tidak ada\" was not there within 200 ms*");
}

/* As libatspi does it with what a program sent that has ended; nothing else of GLib is let pass. */
static void
test_sent_by_the_dead (void)
{
  if (g_test_subprocess ())
    {
      tuntas_programs_join (1000);
      g_assert_null (g_hash_table_lookup (NULL, ""));
      g_assert_null (g_strsplit (NULL, ",", 0));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr_unmatched ("*g_hash_table_lookup*");
  g_test_trap_assert_stderr ("*g_strsplit*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* A test that runs itself again does so without arguments. */
  if (argc == 2)
    g_setenv ("WINDOW_UNDER_TEST", argv[1], TRUE);
  window_program = g_getenv ("WINDOW_UNDER_TEST");
  if (window_program == NULL)
    {
      g_printerr ("usage: test-driver WINDOW-PROGRAM\n");
      return EXIT_FAILURE;
    }
#define ADD(path, func) g_test_add ("/support/driver/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("type-and-press", test_type_and_press);
  ADD ("rows", test_rows);
  ADD ("dialog", test_dialog);
  ADD ("keys-and-pointer", test_keys_and_pointer);
  ADD ("clock", test_clock);
  ADD ("server-beside", test_server_beside);
#undef ADD
  g_test_add_data_func ("/support/driver/missing", NULL, test_missing);
  g_test_add_func ("/support/driver/sent-by-the-dead", test_sent_by_the_dead);
  return g_test_run ();
}
