/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "tuntas-soup-transport.h"

#include <glib/gstdio.h>
#include <string.h>

/* The transport against a server of raw bytes, which can send what no HTTP library does. */

/* A key and its own certificate for 127.0.0.1, made for this test; valid 2020 to 2120. */
#define PEM \
  "-----BEGIN CERTIFICATE-----\n" \
  "MIIBezCCASCgAwIBAgIUGzFmJGkWjfDTuhEwSdBZ4ng3FrAwCgYIKoZIzj0EAwIw\n" \
  "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx\n" \
  "MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n" \
  "PQMBBwNCAAR7xWO5xP7QwJfnHyyrzLac58M2fJhwH3Q3EJ2cAh2v2qIDP21wb5sh\n" \
  "VuOolFnQ1fC087eQoU3gHUZwWNVfzXylo04wTDAPBgNVHRMBAf8EBTADAQH/MBoG\n" \
  "A1UdEQQTMBGHBH8AAAGCCWxvY2FsaG9zdDAdBgNVHQ4EFgQU7IyU04vxUS9nqxaH\n" \
  "8/ppW/7A+TAwCgYIKoZIzj0EAwIDSQAwRgIhAIBV9Yrt8aDqFOT2n7F7nJbXZEhR\n" \
  "l23e6Zde6SEnU0ziAiEAzovkrYnT5FofmeQs8C2kgo5zu3SKfGiLk5xF0uwe1U8=\n" \
  "-----END CERTIFICATE-----\n" \
  "-----BEGIN PRIVATE KEY-----\n" \
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiN3pru+eNTZG8tXr\n" \
  "Tmfyv8kfF2WtvO8qzrFf4mps44ihRANCAAR7xWO5xP7QwJfnHyyrzLac58M2fJhw\n" \
  "H3Q3EJ2cAh2v2qIDP21wb5shVuOolFnQ1fC087eQoU3gHUZwWNVfzXyl\n" \
  "-----END PRIVATE KEY-----\n"

/* What the server does once it has sent its bytes. */
typedef enum
{
  THEN_CLOSE,
  THEN_HOLD,   /* keeps the connection until the client drops it */
  THEN_DRIP,   /* sends one more byte now and then, until the client drops it */
  THEN_FLOOD,  /* sends as fast as it can, until the client drops it */
} Then;

typedef struct
{
  const char *bytes;
  gsize       length;
  Then        then;
} Script;

typedef struct
{
  GSocketService   *service;
  guint16           port;
  Script            script;
  GTlsCertificate  *certificate; /* (nullable) */
  GAsyncQueue      *requests;    /* of char *: what came, one a connection or request */
  gint              connections;
} Server;

/* (nullable): head and body of one request. */
static char *
read_request (GInputStream *stream)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize wanted = G_MAXSIZE;
  char byte;

  while (text->len < wanted && g_input_stream_read (stream, &byte, 1, NULL, NULL) == 1)
    {
      g_string_append_c (text, byte);
      if (wanted == G_MAXSIZE && g_str_has_suffix (text->str, "\r\n\r\n"))
        {
          const char *length = strstr (text->str, "Content-Length: ");

          wanted = text->len + (length != NULL ? g_ascii_strtoull (length + 16, NULL, 10) : 0);
        }
    }
  return text->len == wanted ? g_strdup (text->str) : NULL;
}

static void
go_on (GSocketConnection *connection, GOutputStream *out, Then then)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autofree char *block = g_malloc0 (65536);

  switch (then)
    {
    case THEN_CLOSE:
      return;
    case THEN_HOLD:
      g_socket_condition_wait (socket, G_IO_IN | G_IO_HUP, NULL, NULL);
      return;
    case THEN_DRIP:
      while (!g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, 50000, NULL, NULL)
             && g_output_stream_write_all (out, "x", 1, NULL, NULL, NULL))
        ;
      return;
    case THEN_FLOOD:
    default:
      while (g_output_stream_write_all (out, block, 65536, NULL, NULL, NULL))
        ;
      return;
    }
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  Server *server = user_data;
  g_autoptr (GIOStream) stream = NULL;
  char *request;

  g_atomic_int_inc (&server->connections);
  if (server->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (connection));
  request = read_request (g_io_stream_get_input_stream (stream));
  if (request == NULL)
    return TRUE;
  g_async_queue_push (server->requests, request);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), server->script.bytes, server->script.length, NULL,
                             NULL, NULL);
  go_on (connection, g_io_stream_get_output_stream (stream), server->script.then);
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

static Server *
server_new (const char *bytes, gsize length, Then then, gboolean tls)
{
  Server *server = g_new0 (Server, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_autoptr (GError) error = NULL;

  server->script = (Script) { bytes, length, then };
  server->requests = g_async_queue_new_full (g_free);
  if (tls)
    server->certificate = g_tls_certificate_new_from_pem (PEM, -1, &error);
  g_assert_no_error (error);
  server->service = g_threaded_socket_service_new (4);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (server->service, "run", G_CALLBACK (run_cb), server);
  g_socket_service_start (server->service);
  return server;
}

#define SERVER(text, then) server_new (text, sizeof (text) - 1, then, FALSE)

/* Threads may still be at the end of a connection; what they use is left to the process. */
static void
server_stop (Server *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
}

static TuntasTransport *
transport_new (guint16 port, const char *scheme, const char *ca_file)
{
  g_autofree char *text = g_strdup_printf ("[server]\norigin=%s://127.0.0.1:%u\nmax_bytes=65536\nca_file=%s\n", scheme,
                                           port, ca_file != NULL ? ca_file : "");
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "test");
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_read (file);
  g_autoptr (GError) error = NULL;
  TuntasTransport *transport;

  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  transport = tuntas_soup_transport_new (site, &error);
  g_assert_no_error (error);
  return transport;
}

static TuntasAnswer *
send_request (TuntasTransport *transport, TuntasRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_transport_send_async (transport, request, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_transport_send_finish (transport, result, error);
}

static TuntasAnswer *
get (TuntasTransport *transport, gint64 deadline, GError **error)
{
  g_autoptr (TuntasRequest) request = tuntas_request_new ("GET", "/maximo/oslc?lean=1", deadline);

  return send_request (transport, request, error);
}

#define LONG (20 * G_USEC_PER_SEC)
#define SHORT (G_USEC_PER_SEC / 4)

static void
test_plain (void)
{
  Server *server = SERVER ("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nDate: Mon, 23 Nov 2026 02:00:00 GMT\r\n"
                           "Content-Length: 2\r\n\r\n{}", THEN_CLOSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
  g_autoptr (TuntasRequest) request = tuntas_request_new ("POST", "/maximo/oslc/os/x?lean=1", LONG);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (TuntasAnswer) answer = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *next = NULL;
  g_auto (GStrv) cookies = NULL;

  tuntas_request_add_header (request, "Content-Type", "application/json");
  tuntas_request_add_header (request, "maxauth", "c2VjcmV0");
  tuntas_request_set_body (request, body);
  answer = send_request (transport, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
  g_assert_cmpint (tuntas_answer_get_date (answer), ==, FAKE_NOW);
  g_assert_cmpuint (g_bytes_get_size (tuntas_answer_get_body (answer)), ==, 2);
  cookies = tuntas_answer_dup_headers (answer, "set-cookie");
  g_assert_cmpuint (g_strv_length (cookies), ==, 2);
  first = g_async_queue_pop (server->requests);
  g_assert_true (g_str_has_prefix (first, "POST /maximo/oslc/os/x?lean=1 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (first, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (first, "\r\nmaxauth: c2VjcmV0\r\n"));
  g_assert_true (g_str_has_suffix (first, "\r\n\r\n{\"a\":1}"));

  /* The transport itself keeps nothing of the one for the next. */
  second = get (transport, LONG, &error);
  g_assert_no_error (error);
  next = g_async_queue_pop (server->requests);
  g_assert_null (strstr (next, "Cookie"));
  g_assert_null (strstr (next, "maxauth"));
  server_stop (server);
}

typedef struct
{
  const char *name;
  const char *bytes;
  Then        then;
  gint64      deadline;
  int         code;
} Row;

#define HEAD "HTTP/1.1 200 OK\r\n"

static const Row rows[] = {
  { "no-answer", "", THEN_HOLD, SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "half-head", HEAD "Content-Le", THEN_HOLD, SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "half-body", HEAD "Content-Length: 9\r\n\r\n{", THEN_HOLD, SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "drip-head", HEAD "X-A: ", THEN_DRIP, SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "drip-body", HEAD "Content-Length: 9999\r\n\r\n{", THEN_DRIP, SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "closed", "", THEN_CLOSE, LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "closed-in-head", HEAD "Content-Le", THEN_CLOSE, LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "closed-in-body", HEAD "Content-Length: 9\r\n\r\n{", THEN_CLOSE, LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "garbage", "SSH-2.0-OpenSSH_9.2\r\n", THEN_CLOSE, LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "flood", HEAD "\r\n", THEN_FLOOD, LONG, TUNTAS_NOSSA_ERROR_TOO_LARGE },
};

/* A write that is lost: one sending, an end in time, and a transport that works on. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  Server *server = server_new (row->bytes, strlen (row->bytes), row->then, FALSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
  g_autoptr (TuntasRequest) request = tuntas_request_new ("POST", "/maximo/oslc/os/x", row->deadline);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = NULL;
  gint64 begin = g_get_monotonic_time ();

  tuntas_request_set_body (request, body);
  g_assert_null (send_request (transport, request, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (g_atomic_int_get (&server->connections), ==, 1);
  g_clear_error (&error);

  server->script = (Script) { HEAD "Content-Length: 2\r\n\r\n{}", sizeof (HEAD "Content-Length: 2\r\n\r\n{}") - 1,
                              THEN_CLOSE };
  answer = get (transport, LONG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
  server_stop (server);
}

static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  static const char *const methods[] = { "GET", "POST" };
  Server *elsewhere = SERVER (HEAD "Content-Length: 2\r\n\r\n{}", THEN_CLOSE);

  for (guint i = 0; i < G_N_ELEMENTS (statuses) * 2; i++)
    {
      guint status = statuses[i / 2];
      g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 %u X\r\nLocation: http://127.0.0.1:%u/steal\r\n"
                                                "Content-Length: 0\r\n\r\n", status, elsewhere->port);
      Server *server = server_new (bytes, strlen (bytes), THEN_CLOSE, FALSE);
      g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
      g_autoptr (TuntasRequest) request = tuntas_request_new (methods[i % 2], "/maximo", LONG);
      g_autoptr (TuntasAnswer) answer = NULL;

      tuntas_request_add_header (request, "apikey", "secret");
      answer = send_request (transport, request, NULL);
      g_assert_nonnull (answer);
      g_assert_cmpuint (tuntas_answer_get_status (answer), ==, status);
      g_assert_cmpint (g_atomic_int_get (&server->connections), ==, 1);
      server_stop (server);
    }
  g_assert_cmpint (g_atomic_int_get (&elsewhere->connections), ==, 0);
  server_stop (elsewhere);
}

/* A hostile challenge is an answer like any other: nothing is tried (CVE-2025-4476). */
static void
test_challenge (void)
{
  Server *server = SERVER ("HTTP/1.1 401 X\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\", domain=\"http:relative\"\r\n"
                           "WWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", THEN_CLOSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = get (transport, LONG, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 401);
  g_assert_cmpint (g_atomic_int_get (&server->connections), ==, 1);
  server_stop (server);
}

/* A few KiB that would be 16 MiB. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_malloc0 (16 * 1024 * 1024);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) zip = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTransport) transport = NULL;
  Server *server;
  gsize size;

  g_assert_true (g_output_stream_write_all (zip, zeros, 16 * 1024 * 1024, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (zip, NULL, &error));
  size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
  g_assert_cmpuint (size, <, 65536);
  head = g_strdup_printf (HEAD "Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (bytes, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)), (guint) size);
  server = server_new ((const char *) bytes->data, bytes->len, THEN_CLOSE, FALSE);
  transport = transport_new (server->port, "http", NULL);
  g_assert_null (get (transport, LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  server_stop (server);
}

/* A sign-in is a POST without a body, which must say so. */
static void
test_no_body (void)
{
  Server *server = SERVER (HEAD "Content-Length: 2\r\n\r\n{}", THEN_CLOSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
  g_autoptr (TuntasRequest) request = tuntas_request_new ("POST", "/maximo/oslc/login", LONG);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = send_request (transport, request, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  got = g_async_queue_pop (server->requests);
  g_assert_nonnull (strstr (got, "\r\nContent-Length: 0\r\n"));
  server_stop (server);
}

static void
test_refused_connection (void)
{
  Server *server = SERVER ("", THEN_CLOSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
  g_autoptr (GError) error = NULL;

  server_stop (server);
  g_assert_null (get (transport, LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
}

static void
test_injection (void)
{
  static const char *const paths[] = { "", "x", "@evil.example/", ".evil.example/", ":1/", "/a\r\nX: y", "/a b" };
  static const char *const headers[][2] = {
    { "maxauth", "a\r\nX: y" }, { "maxauth", "a\nb" }, { "a\r\nb", "c" }, { "a:", "c" }, { "", "c" },
    { "apikey", "\xC3\xA9" },
  };
  Server *server = SERVER (HEAD "Content-Length: 2\r\n\r\n{}", THEN_CLOSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths) + G_N_ELEMENTS (headers); i++)
    {
      gboolean path = i < G_N_ELEMENTS (paths);
      g_autoptr (TuntasRequest) request = tuntas_request_new ("GET", path ? paths[i] : "/", LONG);
      g_autoptr (GError) error = NULL;

      if (!path)
        tuntas_request_add_header (request, headers[i - G_N_ELEMENTS (paths)][0],
                                   headers[i - G_N_ELEMENTS (paths)][1]);
      g_assert_null (send_request (transport, request, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
    }
  g_assert_cmpint (g_atomic_int_get (&server->connections), ==, 0);
  server_stop (server);
}

/* Where the answer is when the call is cancelled: not begun, in its head, in its body. */
static const char *const held[] = { "", HEAD "X-A", HEAD "Content-Length: 9\r\n\r\n{" };

static void
test_cancelled (gconstpointer data)
{
  const char *bytes = data;
  Server *server = server_new (bytes, strlen (bytes), THEN_HOLD, FALSE);
  g_autoptr (TuntasTransport) transport = transport_new (server->port, "http", NULL);
  g_autoptr (TuntasRequest) request = tuntas_request_new ("GET", "/", LONG);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *got = NULL;

  tuntas_transport_send_async (transport, request, cancellable, keep_result_cb, &result);
  /* Only once the server has it, and with whatever of the answer has come by then. */
  while ((got = g_async_queue_try_pop (server->requests)) == NULL)
    g_main_context_iteration (NULL, FALSE);
  g_free (got);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_cancellable_cancel (cancellable);
  await (&result);
  g_assert_null (tuntas_transport_send_finish (transport, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  server_stop (server);
}

/* A certificate of nobody's is refused before a byte of ours; with the site's CA file it is taken. */
static void
test_certificate (void)
{
  const char *answer_text = HEAD "Content-Length: 2\r\n\r\n{}";
  Server *server = server_new (answer_text, strlen (answer_text), THEN_CLOSE, TRUE);
  g_autoptr (TuntasTransport) distrusting = transport_new (server->port, "https", NULL);
  g_autoptr (TuntasTransport) trusting = NULL;
  g_autoptr (TuntasAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tuntas-XXXXXX", &error);
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);

  g_assert_null (get (distrusting, LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED);
  g_clear_error (&error);
  g_assert_cmpint (g_async_queue_length (server->requests), ==, 0);

  g_assert_true (g_file_set_contents (ca_file, PEM, -1, &error));
  trusting = transport_new (server->port, "https", ca_file);
  answer = get (trusting, LONG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
  server_stop (server);
  g_unlink (ca_file);
  g_rmdir (folder);
}

static void
test_ca_file_missing (void)
{
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (
      "[server]\norigin=https://nossa.example\nca_file=/nonexistent/ca.pem\n", -1, "test");
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_read (file);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  g_assert_null (tuntas_soup_transport_new (site, &error));
  g_assert_error (error, TUNTAS_NOSSA_SITE_ERROR, TUNTAS_NOSSA_SITE_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/transport/plain", test_plain);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/nossa/transport/lost/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/nossa/transport/redirect", test_redirect);
  g_test_add_func ("/nossa/transport/challenge", test_challenge);
  g_test_add_func ("/nossa/transport/bomb", test_bomb);
  g_test_add_func ("/nossa/transport/no-body", test_no_body);
  g_test_add_func ("/nossa/transport/refused-connection", test_refused_connection);
  g_test_add_func ("/nossa/transport/injection", test_injection);
  g_test_add_data_func ("/nossa/transport/cancelled/before", held[0], test_cancelled);
  g_test_add_data_func ("/nossa/transport/cancelled/in-head", held[1], test_cancelled);
  g_test_add_data_func ("/nossa/transport/cancelled/in-body", held[2], test_cancelled);
  g_test_add_func ("/nossa/transport/certificate", test_certificate);
  g_test_add_func ("/nossa/transport/ca-file-missing", test_ca_file_missing);
  return g_test_run ();
}
