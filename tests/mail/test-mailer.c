/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-catch-all-mailer.h"
#include "tuntas-desktop-mailer.h"
#include "tuntas-test-clock.h"

#include <string.h>

/* 2026-11-24 01:00:00 UTC */
#define START (G_GINT64_CONSTANT (1795482000) * G_USEC_PER_SEC)

static GAsyncResult *came;
static char *launched;
static gboolean launch_works;

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_null (came);
  came = g_object_ref (result);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("a minute has passed and nothing has come");
  return G_SOURCE_REMOVE;
}

static TuntasMail *
make (void)
{
  return tuntas_mail_new (NULL, "agen@operator.example", "noc@pelanggan.example", "RFO", "isi\n",
                          "k7f3q2@operator.example", 1795400000, NULL);
}

static void
launch (const char *uri, GAppLaunchContext *context, GCancellable *cancellable, GAsyncReadyCallback callback,
        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_free (launched);
  launched = g_strdup (uri);
  if (launch_works)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no program");
}

static gboolean
launch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
finish (TuntasMailer *mailer, TuntasMailVerdict *verdict, char **evidence, GError **error)
{
  guint limit = g_timeout_add_seconds (60, too_late_cb, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  while (came == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  result = g_steal_pointer (&came);
  return tuntas_mailer_send_finish (mailer, result, verdict, evidence, error);
}

static void
test_desktop (void)
{
  g_autoptr (TuntasMailer) mailer = tuntas_desktop_mailer_new (launch, launch_finish);
  g_autoptr (TuntasMail) mail = make ();
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = tuntas_mail_to_uri (mail), *evidence = NULL;
  TuntasMailVerdict verdict;

  launch_works = TRUE;
  tuntas_mailer_send_async (mailer, mail, NULL, came_cb, NULL);
  g_assert_true (finish (mailer, &verdict, &evidence, NULL));
  g_assert_cmpint (verdict, ==, TUNTAS_MAIL_HANDED_OVER);
  g_assert_cmpstr (launched, ==, uri);
  launch_works = FALSE;
  tuntas_mailer_send_async (mailer, mail, NULL, came_cb, NULL);
  g_assert_false (finish (mailer, &verdict, NULL, &error));
  g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_NO_HANDLER);
  g_clear_pointer (&launched, g_free);
}

/* A server that reads the whole request, and then answers with these bytes and closes; NULL: stays silent. */
typedef struct
{
  GSocketService *service;
  guint16 port;
  const char *answer;
  GSocketConnection *connection;
  GString *heard;
  gboolean whole;
  char buffer[4096];
} Server;

static void server_read (Server *server);

static gboolean
is_whole (GString *heard)
{
  const char *length = strstr (heard->str, "Content-Length: ");
  const char *body = strstr (heard->str, "\r\n\r\n");

  return length != NULL && body != NULL && strlen (body + 4) >= g_ascii_strtoull (length + 16, NULL, 10);
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (count <= 0)
    return;
  g_string_append_len (server->heard, server->buffer, count);
  if (!is_whole (server->heard))
    {
      server_read (server);
      return;
    }
  server->whole = TRUE;
  if (server->answer == NULL)
    return;
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (server->connection)), server->answer,
                             strlen (server->answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (server->connection), NULL, NULL);
}

static void
server_read (Server *server)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (server->connection)), server->buffer,
                             sizeof server->buffer, G_PRIORITY_DEFAULT, NULL, heard_cb, server);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  Server *server = user_data;

  g_set_object (&server->connection, connection);
  server_read (server);
  return TRUE;
}

static void
server_start (Server *server, const char *answer)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  *server = (Server) { g_socket_service_new () };
  server->answer = answer;
  server->heard = g_string_new (NULL);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL));
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (server->service, "incoming", G_CALLBACK (incoming_cb), server);
}

static void
server_stop (Server *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_object_unref (server->service);
  g_clear_object (&server->connection);
  g_string_free (server->heard, TRUE);
}

static void
test_catch_all_answers (void)
{
  static const struct
  {
    const char *answer;
    int code; /* or -1 for SENT */
  } rows[] = {
    { "HTTP/1.1 201 Created\r\n\r\n", -1 },          { "HTTP/1.1 204 \r\n\r\n", -1 },
    { "HTTP/1.1 400 Bad\r\n\r\n", TUNTAS_MAIL_ERROR_REFUSED }, { "HTTP/1.1 302 x\r\n\r\n", TUNTAS_MAIL_ERROR_REFUSED },
    { "", TUNTAS_MAIL_ERROR_UNKNOWN },               { "HTTP/1.1 20", TUNTAS_MAIL_ERROR_UNKNOWN },
    { "HTTP/1.1 200 OK", TUNTAS_MAIL_ERROR_UNKNOWN }, { "250 ok\r\n", TUNTAS_MAIL_ERROR_UNKNOWN },
    { "HTTP/1.1 2000\r\n", TUNTAS_MAIL_ERROR_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
      g_autoptr (TuntasMailer) mailer = NULL;
      g_autoptr (TuntasMail) mail = make ();
      g_autoptr (GBytes) wire = tuntas_mail_to_rfc5322 (mail);
      g_autoptr (GError) error = NULL;
      g_autofree char *origin = NULL, *evidence = NULL;
      TuntasMailVerdict verdict;
      const char *body;
      Server server;

      server_start (&server, rows[i].answer);
      origin = g_strdup_printf ("http://127.0.0.1:%u", server.port);
      mailer = tuntas_catch_all_mailer_new (origin, NULL, TUNTAS_CLOCK (clock), NULL);
      tuntas_mailer_send_async (mailer, mail, NULL, came_cb, NULL);
      g_assert_true (finish (mailer, &verdict, &evidence, &error) == (rows[i].code < 0));
      if (rows[i].code < 0)
        g_assert_cmpstr (evidence, ==, "catch-all");
      else
        g_assert_error (error, TUNTAS_MAIL_ERROR, rows[i].code);
      g_assert_true (g_str_has_prefix (server.heard->str, "POST /catch-all/mail HTTP/1.1\r\nHost: 127.0.0.1:"));
      body = strstr (server.heard->str, "\r\n\r\n") + 4;
      g_assert_cmpmem (body, strlen (body), g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
      server_stop (&server);
    }
}

static void
test_catch_all_silent (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasMailer) mailer = NULL;
  g_autoptr (TuntasMail) mail = make ();
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = NULL;
  TuntasMailVerdict verdict;
  Server server;

  server_start (&server, NULL);
  origin = g_strdup_printf ("http://127.0.0.1:%u", server.port);
  mailer = tuntas_catch_all_mailer_new (origin, NULL, TUNTAS_CLOCK (clock), NULL);
  tuntas_mailer_send_async (mailer, mail, NULL, came_cb, NULL);
  while (!server.whole)
    g_main_context_iteration (NULL, TRUE);
  tuntas_test_clock_advance_seconds (clock, TUNTAS_CATCH_ALL_SECONDS);
  g_assert_false (finish (mailer, &verdict, NULL, &error));
  g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_UNKNOWN);
  server_stop (&server);
}

static void
test_catch_all_unreachable (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasMailer) mailer = NULL;
  g_autoptr (TuntasMail) mail = make ();
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = NULL;
  TuntasMailVerdict verdict;
  Server server;

  server_start (&server, NULL);
  origin = g_strdup_printf ("http://127.0.0.1:%u", server.port);
  server_stop (&server);
  mailer = tuntas_catch_all_mailer_new (origin, NULL, TUNTAS_CLOCK (clock), NULL);
  tuntas_mailer_send_async (mailer, mail, NULL, came_cb, NULL);
  g_assert_false (finish (mailer, &verdict, NULL, &error));
  g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_UNREACHABLE);
}

static void
test_catch_all_origins (void)
{
  static const char *const bad[] = { "http://nossa.example:80", "https://127.0.0.1:80", "http://127.0.0.1",
                                     "http://u@127.0.0.1:80", "http://127.0.0.1:80/x", "http://127.0.0.1:80?x",
                                     "http://127.0.0.1.example:80", "http://127.0.0.1:0", "" };
  static const char *const good[] = { "http://127.0.0.1:80", "http://[::1]:80", "http://localhost:80" };
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tuntas_catch_all_mailer_new (bad[i], NULL, TUNTAS_CLOCK (clock), &error));
      g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (TuntasMailer) mailer = tuntas_catch_all_mailer_new (good[i], NULL, TUNTAS_CLOCK (clock), NULL);

      g_assert_nonnull (mailer);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/desktop/handed-over", test_desktop);
  g_test_add_func ("/mail/catch-all/answers", test_catch_all_answers);
  g_test_add_func ("/mail/catch-all/silent", test_catch_all_silent);
  g_test_add_func ("/mail/catch-all/unreachable", test_catch_all_unreachable);
  g_test_add_func ("/mail/catch-all/origins", test_catch_all_origins);
  return g_test_run ();
}
