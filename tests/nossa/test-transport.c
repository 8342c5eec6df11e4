/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "raw-call.h"
#include "raw-server.h"
#include "tuntas-soup-transport.h"

#include <glib/gstdio.h>
#include <string.h>

/* The transport against a server of raw bytes, which can send what no HTTP library does. */

static void
test_plain (void)
{
  RawServer *server = RAW_SERVER ("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nDate: Mon, 23 Nov 2026 02:00:00 GMT\r\n"
                           "Content-Length: 2\r\n\r\n{}", RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_autoptr (TuntasRequest) request = tuntas_request_new ("POST", "/maximo/oslc/os/x?lean=1", RAW_LONG);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (TuntasAnswer) answer = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *next = NULL;
  g_auto (GStrv) cookies = NULL;

  tuntas_request_add_header (request, "Content-Type", "application/json");
  tuntas_request_add_header (request, "maxauth", "c2VjcmV0");
  tuntas_request_set_body (request, body);
  answer = raw_send (transport, request, &error);
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
  second = raw_get (transport, RAW_LONG, &error);
  g_assert_no_error (error);
  next = g_async_queue_pop (server->requests);
  g_assert_null (strstr (next, "Cookie"));
  g_assert_null (strstr (next, "maxauth"));
  raw_server_stop (server);
}

typedef struct
{
  const char *name;
  const char *bytes;
  RawThen     then;
  gint64      deadline;
  int         code;
} Row;


static const Row rows[] = {
  { "no-answer", "", RAW_HOLD, RAW_SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "half-head", RAW_HEAD "Content-Le", RAW_HOLD, RAW_SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "half-body", RAW_HEAD "Content-Length: 9\r\n\r\n{", RAW_HOLD, RAW_SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "drip-head", RAW_HEAD "X-A: ", RAW_DRIP, RAW_SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "drip-body", RAW_HEAD "Content-Length: 9999\r\n\r\n{", RAW_DRIP, RAW_SHORT, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "closed", "", RAW_CLOSE, RAW_LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "closed-in-head", RAW_HEAD "Content-Le", RAW_CLOSE, RAW_LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "closed-in-body", RAW_HEAD "Content-Length: 9\r\n\r\n{", RAW_CLOSE, RAW_LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "garbage", "SSH-2.0-OpenSSH_9.2\r\n", RAW_CLOSE, RAW_LONG, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "flood", RAW_HEAD "\r\n", RAW_FLOOD, RAW_LONG, TUNTAS_NOSSA_ERROR_TOO_LARGE },
};

/* A write that is lost: one sending, an end in time, and a transport that works on. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  RawServer *server = raw_server_new (row->bytes, strlen (row->bytes), row->then);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_autoptr (TuntasRequest) request = tuntas_request_new ("POST", "/maximo/oslc/os/x", row->deadline);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = NULL;
  gint64 begin = g_get_monotonic_time ();

  tuntas_request_set_body (request, body);
  g_assert_null (raw_send (transport, request, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  g_clear_error (&error);

  raw_server_say (server, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  answer = raw_get (transport, RAW_LONG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
  raw_server_stop (server);
}

static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  static const char *const methods[] = { "GET", "POST" };
  RawServer *elsewhere = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);

  for (guint i = 0; i < G_N_ELEMENTS (statuses) * 2; i++)
    {
      guint status = statuses[i / 2];
      g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 %u X\r\nLocation: http://127.0.0.1:%u/steal\r\n"
                                                "Content-Length: 0\r\n\r\n", status, elsewhere->port);
      RawServer *server = raw_server_new (bytes, strlen (bytes), RAW_CLOSE);
      g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
      g_autoptr (TuntasRequest) request = tuntas_request_new (methods[i % 2], "/maximo", RAW_LONG);
      g_autoptr (TuntasAnswer) answer = NULL;

      tuntas_request_add_header (request, "apikey", "secret");
      answer = raw_send (transport, request, NULL);
      g_assert_nonnull (answer);
      g_assert_cmpuint (tuntas_answer_get_status (answer), ==, status);
      g_assert_cmpuint (raw_server_count (server), ==, 1);
      raw_server_stop (server);
    }
  g_assert_cmpuint (raw_server_count (elsewhere), ==, 0);
  raw_server_stop (elsewhere);
}

/* A hostile challenge is an answer like any other: nothing is tried (CVE-2025-4476). */
static void
test_challenge (void)
{
  RawServer *server = RAW_SERVER ("HTTP/1.1 401 X\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\", domain=\"http:relative\"\r\n"
                           "WWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = raw_get (transport, RAW_LONG, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 401);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  raw_server_stop (server);
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
  RawServer *server;
  gsize size;

  g_assert_true (g_output_stream_write_all (zip, zeros, 16 * 1024 * 1024, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (zip, NULL, &error));
  size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
  g_assert_cmpuint (size, <, 65536);
  head = g_strdup_printf (RAW_HEAD "Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (bytes, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)), (guint) size);
  server = raw_server_new ((const char *) bytes->data, bytes->len, RAW_CLOSE);
  transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_assert_null (raw_get (transport, RAW_LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  raw_server_stop (server);
}

/* A sign-in is a POST without a body, which must say so. */
static void
test_no_body (void)
{
  RawServer *server = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_autoptr (TuntasRequest) request = tuntas_request_new ("POST", "/maximo/oslc/login", RAW_LONG);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = raw_send (transport, request, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  got = g_async_queue_pop (server->requests);
  g_assert_nonnull (strstr (got, "\r\nContent-Length: 0\r\n"));
  raw_server_stop (server);
}

static void
test_refused_connection (void)
{
  RawServer *server = RAW_SERVER ("", RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_autoptr (GError) error = NULL;

  raw_server_stop (server);
  g_assert_null (raw_get (transport, RAW_LONG, &error));
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
  RawServer *server = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");

  for (guint i = 0; i < G_N_ELEMENTS (paths) + G_N_ELEMENTS (headers); i++)
    {
      gboolean path = i < G_N_ELEMENTS (paths);
      g_autoptr (TuntasRequest) request = tuntas_request_new ("GET", path ? paths[i] : "/", RAW_LONG);
      g_autoptr (GError) error = NULL;

      if (!path)
        tuntas_request_add_header (request, headers[i - G_N_ELEMENTS (paths)][0],
                                   headers[i - G_N_ELEMENTS (paths)][1]);
      g_assert_null (raw_send (transport, request, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
    }
  g_assert_cmpuint (raw_server_count (server), ==, 0);
  raw_server_stop (server);
}

/* Where the answer is when the call is cancelled: not begun, in its head, in its body. */
static const char *const held[] = { "", RAW_HEAD "X-A", RAW_HEAD "Content-Length: 9\r\n\r\n{" };

static void
test_cancelled (gconstpointer data)
{
  const char *bytes = data;
  RawServer *server = raw_server_new (bytes, strlen (bytes), RAW_HOLD);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "max_bytes=65536\n");
  g_autoptr (TuntasRequest) request = tuntas_request_new ("GET", "/", RAW_LONG);
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
  raw_server_stop (server);
}

/* A certificate of nobody's is refused before a byte of ours; with the site's CA file it is taken. */
static void
test_certificate (void)
{
  static const RawPlace place = { .pem = RAW_SERVER_PEM };
  const char *answer_text = RAW_EMPTY;
  RawServer *server = raw_server_new_at (&place, answer_text, strlen (answer_text), RAW_CLOSE);
  g_autoptr (TuntasTransport) distrusting = raw_transport_new ("https", server->port, "max_bytes=65536\n");
  g_autoptr (TuntasTransport) trusting = NULL;
  g_autoptr (TuntasAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tuntas-XXXXXX", &error);
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_autofree char *settings = NULL;

  g_assert_null (raw_get (distrusting, RAW_LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED);
  g_clear_error (&error);
  g_assert_cmpint (g_async_queue_length (server->requests), ==, 0);

  g_assert_true (g_file_set_contents (ca_file, RAW_SERVER_PEM, -1, &error));
  settings = g_strdup_printf ("ca_file=%s\n", ca_file);
  trusting = raw_transport_new ("https", server->port, settings);
  answer = raw_get (trusting, RAW_LONG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
  raw_server_stop (server);
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
