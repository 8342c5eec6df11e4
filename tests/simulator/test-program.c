/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

/* The program tuntas-simulator itself: its first line, its sample shift, its end. */

static const char *
program (void)
{
  return g_getenv ("TUNTAS_SIMULATOR_PROGRAM");
}

static void
test_serves (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program (), "--port", "0", "--speed", "60", NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  uri = g_strconcat (line + strlen ("listening on "), "/maximo/oslc/whoami", NULL);
  message = soup_message_new ("GET", uri);
  soup_message_headers_replace (soup_message_get_request_headers (message), "maxauth", "YXl1OmxhdGloYW4=");
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "Ayu Lestari"));
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
}

/* (transfer full): what the program said, on either output, before it ended with this status. */
static char *
run (int status, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  char *text;

  g_strv_builder_add (builder, program ());
  for (; *arguments != NULL; arguments++)
    g_strv_builder_add (builder, *arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) argv,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  return text;
}

static void
run_wrong (const char *option, const char *value, int status, const char *wanted)
{
  const char *const arguments[] = { option, value, NULL };
  g_autofree char *text = run (status, arguments);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, wanted));
}

static void
test_refuses (void)
{
  run_wrong ("--port", "70000", 2, "--port");
  run_wrong ("--speed", "7", 2, "--speed");
  run_wrong ("--nosuch", "7", 2, "--nosuch");
  run_wrong ("--", "shift.json", 2, "shift.json");
  run_wrong ("--scenario", "/nonexistent/shift.json", 1, "shift.json");
}

static void
test_refuses_scenario (void)
{
  static const char wrong[] =
    "{\n \"users\": [],\n \"tickets\": [\n  {\"ticketid\": \"IN1\", \"colour\": \"red\"}\n ]\n}\n";
  g_autofree char *folder = g_dir_make_tmp ("tuntas-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "shift.json", NULL);
  g_autofree char *wanted = g_strconcat ("tuntas-simulator: ", path,
                                         ":4: tickets[0].colour: there is no such attribute\n", NULL);

  g_assert_true (g_file_set_contents (path, wrong, -1, NULL));
  run_wrong ("--scenario", path, 1, wanted);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Everything that it takes is said, and every kind of fault. */
static void
test_helps (void)
{
  static const char *const said[] = {
    "--port", "--scenario", "--speed", "maxauth", "j_security_check", "apikey", "/control/effects", "/control/fault",
    "/control/reset", "offline", "drop-before", "drop-after", "no-change", "action", "delay", "drip", "status", "html",
    "truncate", "garbage", "oversized", "nested", "expire-session", "wrong-host", "wrong-clock", "clear",
  };
  const char *const arguments[] = { "--help", NULL };
  g_autofree char *text = run (0, arguments);

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_nonnull (strstr (text, said[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/program/serves", test_serves);
  g_test_add_func ("/simulator/program/refuses", test_refuses);
  g_test_add_func ("/simulator/program/refuses-scenario", test_refuses_scenario);
  g_test_add_func ("/simulator/program/helps", test_helps);
  return g_test_run ();
}
