/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "raw-call.h"
#include "raw-server.h"
#include "tuntas-nossa.h"
#include "tuntas-soup-transport.h"

#include <glib/gstdio.h>
#include <string.h>

/* The rows N1 to N25 of faults of server and network, by where they are shown:
 *
 *   N1  response lost after the commit       desk: hostile-nossa/N1
 *   N2  the same, and the program killed     desk: hostile-nossa/N2; store: store-kill
 *   N3  request lost before the commit       desk: hostile-nossa/N3
 *   N4  the old answer comes late            here
 *   N5  a retry after the key has died       desk: hostile-nossa/N5
 *   N6  409, 412, row stamps                 hostile-answers/N6
 *   N7  sessions that end                    desk: hostile-nossa/N7
 *   N8  account blocked                      hostile-answers/N8
 *   N9  the ticket changes meanwhile         desk: hostile-nossa/N9, shift/reassigned, shift/refreshed-by-hand
 *   N10 ticket gone, rights lost             hostile-answers/N10
 *   N11 storms of 503                        desk: hostile-nossa/N11
 *   N12 slow answers                         here
 *   N13 h2 garbage                           here
 *   N14 answers cut anywhere                 hostile-bodies/N14
 *   N15 lists that are shorter than they say hostile-answers/N15; desk: hostile-nossa/N15
 *   N16 pages instead of data                hostile-answers/N16
 *   N17 redirects                            here
 *   N18 a GB, a gzip bomb, a million values  hostile-bodies/N18
 *   N19 what JSON libraries get wrong        hostile-answers/N19; core: json-conformance
 *   N20 strings that are not UTF-8           hostile-answers/N20; core: json-conformance
 *   N21 broken heads                         here
 *   N22 certificates                         certificates/N22
 *   N23 a company's authority, revoked, old  certificates/N23
 *   N24 no name, no route, IPv6 only         here; desk: shift/offline
 *   N25 cookies                              hostile-answers/N25; error: cookies
 *
 * Deadlines are the transport's own, of the monotonic clock: what waits for one waits a quarter of a second. */

static TuntasAnswer *
send_with_secrets (TuntasTransport *transport, const char *method, gint64 deadline, GError **error)
{
  g_autoptr (TuntasRequest) request = tuntas_request_new (method, "/maximo/oslc/os/mxincident?lean=1", deadline);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"canary\":1}", 12);

  tuntas_request_add_header (request, "maxauth", "canary");
  tuntas_request_add_header (request, "apikey", "canary");
  tuntas_request_add_header (request, "Authorization", "Basic canary");
  tuntas_request_add_header (request, "Cookie", "JSESSIONID=canary");
  tuntas_request_add_header (request, "csrftoken", "canary");
  if (strcmp (method, "POST") == 0)
    tuntas_request_set_body (request, body);
  return raw_send (transport, request, error);
}

/* After whatever happened, the transport carries the next request. */
static void
assert_works (RawServer *server, TuntasTransport *transport)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = NULL;

  raw_server_say (server, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  answer = raw_get (transport, RAW_LONG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
}

/* The first answer comes when its request has been given up and a second one was answered: it is nobody's. */
static void
test_late (void)
{
  RawServer *server = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "");
  g_autoptr (GError) error = NULL;

  server->script.waits = TRUE;
  g_assert_null (send_with_secrets (transport, "POST", RAW_SHORT, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN);
  assert_works (server, transport);
  raw_server_release (server);
  assert_works (server, transport);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
  raw_server_stop (server);
}

typedef struct
{
  const char *name;
  const char *method;
  const char *bytes;
  int         code;
} Slow;

static const Slow slow_rows[] = {
  { "head", "GET", RAW_HEAD "X-A: ", TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "head-write", "POST", RAW_HEAD "X-A: ", TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "status-line", "POST", "HTTP/1.1 2", TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "body", "GET", RAW_HEAD "Content-Length: 99999\r\n\r\n{", TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "body-write", "POST", RAW_HEAD "Content-Length: 99999\r\n\r\n{", TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "body-without-length", "POST", RAW_HEAD "\r\n{", TUNTAS_NOSSA_ERROR_UNKNOWN },
};

static void
test_slow (gconstpointer data)
{
  const Slow *row = data;
  RawServer *server = raw_server_new (row->bytes, strlen (row->bytes), RAW_DRIP);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "");
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_null (send_with_secrets (transport, row->method, RAW_SHORT, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, RAW_SHORT);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, RAW_SHORT + G_USEC_PER_SEC);
  assert_works (server, transport);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
  raw_server_stop (server);
}

/* A server that would speak HTTP/2 and then does not. without: as if nobody had switched that off. */
static void
try_h2 (gboolean without)
{
  static const char *const protocols[] = { "h2", NULL };
  static const RawPlace place = { .pem = RAW_SERVER_PEM, .protocols = protocols };
  RawServer *server = raw_server_new_at (&place, "\x01garbage\r\n\r\n", 12, RAW_HOLD);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tuntas-XXXXXX", &error);
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_autofree char *setting = g_strdup_printf ("ca_file=%s\n", ca_file);
  g_autoptr (TuntasTransport) transport = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_true (g_file_set_contents (ca_file, RAW_SERVER_PEM, -1, &error));
  if (without)
    g_unsetenv ("SOUP_FORCE_HTTP1");
  transport = raw_transport_new ("https", server->port, setting);
  /* HTTP/1.1 sees at once that this is no answer; HTTP/2 would wait for ever. */
  g_assert_null (send_with_secrets (transport, "POST", without ? 4 * RAW_SHORT : RAW_LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * RAW_SHORT + 4 * G_USEC_PER_SEC);
  server->protocols = NULL;
  assert_works (server, transport);
  raw_server_stop (server);
  g_remove (ca_file);
  g_rmdir (folder);
}

static void
test_h2 (void)
{
  try_h2 (FALSE);
}

static void
test_h2_allowed (void)
{
  if (g_test_subprocess ())
    {
      /* libsoup reaches code there that it says should not be reached. */
      g_log_set_always_fatal (G_LOG_FATAL_MASK);
      try_h2 (TRUE);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

/* --- N17 --- */

static void
assert_stays (const char *method, guint status, const char *location)
{
  g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 %u X\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", status, location);
  RawServer *server = raw_server_new (bytes, strlen (bytes), RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "");
  g_autoptr (TuntasAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = send_with_secrets (transport, method, RAW_LONG, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, status);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  g_assert_false (tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_WRITE, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_DATA);
  raw_server_stop (server);
}

static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  static const char *const methods[] = { "GET", "POST" };
  static const RawPlace other_host = { .address = "127.0.0.2" };
  static const RawPlace other_scheme = { .pem = RAW_SERVER_PEM };
  RawServer *port = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);
  RawServer *host = raw_server_new_at (&other_host, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  RawServer *scheme = raw_server_new_at (&other_scheme, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  g_autofree char *to_port = g_strdup_printf ("http://127.0.0.1:%u/steal", port->port);
  g_autofree char *to_host = g_strdup_printf ("http://127.0.0.2:%u/steal", host->port);
  g_autofree char *to_host_without_scheme = g_strdup_printf ("//127.0.0.2:%u/steal", host->port);
  g_autofree char *to_scheme = g_strdup_printf ("https://127.0.0.1:%u/steal", scheme->port);
  const char *const locations[] = { to_port, to_host, to_host_without_scheme, to_scheme, "/maximo/webclient/login",
                                    "/maximo/oslc/os/mxincident?lean=1", "file:///etc/passwd", "http://" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
      for (guint k = 0; k < G_N_ELEMENTS (locations); k++)
        assert_stays (methods[j], statuses[i], locations[k]);
  g_assert_cmpuint (raw_server_count (port) + raw_server_count (host) + raw_server_count (scheme), ==, 0);
  raw_server_stop (port);
  raw_server_stop (host);
  raw_server_stop (scheme);
}

/* --- N21 --- */

typedef struct
{
  const char *name;
  const char *head; /* up to the body "{}" */
  int         code; /* -1: an answer comes */
  const char *warning; /* (nullable): libsoup's own */
} Head;

#define TEN_HEADERS "X-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\nX-A: b\r\n"
#define HUNDRED_HEADERS TEN_HEADERS TEN_HEADERS TEN_HEADERS TEN_HEADERS TEN_HEADERS TEN_HEADERS TEN_HEADERS \
  TEN_HEADERS TEN_HEADERS TEN_HEADERS
#define LENGTH "Content-Length: 2\r\n"

static const Head heads[] = {
  { "no-space", "HTTP/1.1200 OK\r\n" LENGTH "\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "no-status", "HTTP/1.1 OK\r\n" LENGTH "\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "status-of-four", "HTTP/1.1 2000 OK\r\n" LENGTH "\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "status-below-hundred", "HTTP/1.1 099 OK\r\n" LENGTH "\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "not-http", "SIP/2.0 200 OK\r\n" LENGTH "\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "many", RAW_HEAD HUNDRED_HEADERS LENGTH "\r\n", -1, NULL },
  { "no-colon", RAW_HEAD "X-A\r\n" LENGTH "\r\n", -1, NULL },
  { "folded", RAW_HEAD "X-A: b\r\n c\r\n" LENGTH "\r\n", -1, NULL },
  { "bare-line-ends", "HTTP/1.1 200 OK\nContent-Length: 2\n\n", -1, NULL },
  { "not-utf8", RAW_HEAD "X-A: \xE9\r\n" LENGTH "\r\n", -1, NULL },
  { "length-negative", RAW_HEAD "Content-Length: -5\r\n\r\n", -1, "*value*out of range*" },
  { "length-of-words", RAW_HEAD "Content-Length: two\r\n\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "length-twice", RAW_HEAD LENGTH "Content-Length: 9\r\n\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "length-and-chunks", RAW_HEAD LENGTH "Transfer-Encoding: chunked\r\n\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "encoding-unknown", RAW_HEAD "Content-Encoding: zstd\r\n" LENGTH "\r\n", -1, NULL },
  { "gzip-that-is-none", RAW_HEAD "Content-Encoding: gzip\r\n" LENGTH "\r\n", -1, NULL },
  { "only-hundreds", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
  { "upgrade", "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", TUNTAS_NOSSA_ERROR_UNKNOWN, NULL },
};

/* A head that is broken ends the request in time, or gives an answer of which nothing more than its body can be
 * believed; the next request goes well. */
static void
test_head (gconstpointer data)
{
  const Head *row = data;
  g_autofree char *bytes = g_strconcat (row->head, "{}", NULL);
  RawServer *server = raw_server_new (bytes, strlen (bytes), RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = NULL;

  if (row->warning != NULL)
    g_test_expect_message ("GLib-GObject", G_LOG_LEVEL_WARNING, row->warning);
  answer = send_with_secrets (transport, "POST", RAW_LONG, &error);
  g_test_assert_expected_messages ();
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (tuntas_answer_get_body (answer)), <=, 2);
    }
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  assert_works (server, transport);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
  raw_server_stop (server);
}

/* A head of 256 KiB, in lines or in one. */
static void
test_head_long (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *filler = g_strnfill (256 * 1024, 'x');
      g_autoptr (GString) bytes = g_string_new (RAW_HEAD "X-A: ");
      g_autoptr (TuntasTransport) transport = NULL;
      g_autoptr (GError) error = NULL;
      RawServer *server;

      g_string_append (bytes, filler);
      if (i == 0)
        g_string_replace (bytes, "xxxxxxxxxxxxxxxx", "xxxxxxxx\r\nX: x", 0);
      g_string_append (bytes, "\r\n" LENGTH "\r\n{}");
      server = raw_server_new (bytes->str, bytes->len, RAW_CLOSE);
      transport = raw_transport_new ("http", server->port, "");
      g_assert_null (send_with_secrets (transport, "POST", RAW_LONG, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN);
      assert_works (server, transport);
      raw_server_stop (server);
    }
}

/* A NUL in a head, which no C string of the table can have. */
static void
test_head_nul (void)
{
  RawServer *server = RAW_SERVER (RAW_HEAD "X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}", RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = send_with_secrets (transport, "POST", RAW_LONG, &error);

  if (answer == NULL)
    g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN);
  assert_works (server, transport);
  raw_server_stop (server);
}

/* --- N24 --- */

static void
test_no_route (void)
{
  RawServer *server = RAW_SERVER ("", RAW_CLOSE);
  g_autoptr (TuntasTransport) transport = raw_transport_new ("http", server->port, "");
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  raw_server_stop (server);
  g_assert_null (send_with_secrets (transport, "POST", RAW_LONG, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
}

/* Nothing that it asks for has an address. */
#define TYPE_NO_NAMES (no_names_get_type ())
G_DECLARE_FINAL_TYPE (NoNames, no_names, NO, NAMES, GResolver)

struct _NoNames
{
  GResolver parent;
};

G_DEFINE_FINAL_TYPE (NoNames, no_names, G_TYPE_RESOLVER)

static void
look_up_async (GResolver *resolver, const char *name, GResolverNameLookupFlags flags, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name");
}

static void
look_up_any_async (GResolver *resolver, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                   gpointer user_data)
{
  look_up_async (resolver, name, 0, cancellable, callback, user_data);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
no_names_class_init (NoNamesClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = look_up_any_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = look_up_finish;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = look_up_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
no_names_init (NoNames *self)
{
}

static void
test_no_name (void)
{
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) none = g_object_new (TYPE_NO_NAMES, NULL);
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTransport) transport = tuntas_soup_transport_new (site, &error);

  g_resolver_set_default (none);
  g_assert_null (send_with_secrets (transport, "POST", RAW_LONG, &error));
  g_resolver_set_default (usual);
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
}

static void
test_ipv6_only (void)
{
  static const RawPlace place = { .address = "::1" };
  g_autoptr (GSocket) probe = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("::1", 0);
  g_autoptr (TuntasNossaSite) site = NULL;
  g_autoptr (TuntasTransport) transport = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = NULL;
  RawServer *server;

  if (probe == NULL || !g_socket_bind (probe, address, FALSE, NULL))
    {
      g_test_skip ("this computer has no IPv6");
      return;
    }
  server = raw_server_new_at (&place, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  origin = g_strdup_printf ("http://[::1]:%u", server->port);
  site = tuntas_nossa_site_new_default (origin, &error);
  g_assert_no_error (error);
  transport = tuntas_soup_transport_new (site, &error);
  assert_works (server, transport);
  raw_server_stop (server);
}

#define ADD(row, table, func)                                                                        \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                   \
    {                                                                                                \
      g_autofree char *path = g_strconcat ("/nossa/hostile-wire/" row "/", table[i].name, NULL);     \
                                                                                                     \
      g_test_add_data_func (path, &table[i], func);                                                  \
    }

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/hostile-wire/N4/late", test_late);
  ADD ("N12", slow_rows, test_slow);
  g_test_add_func ("/nossa/hostile-wire/N13/h2", test_h2);
  g_test_add_func ("/nossa/hostile-wire/N13/h2-allowed", test_h2_allowed);
  g_test_add_func ("/nossa/hostile-wire/N17/redirect", test_redirect);
  ADD ("N21", heads, test_head);
  g_test_add_func ("/nossa/hostile-wire/N21/long", test_head_long);
  g_test_add_func ("/nossa/hostile-wire/N21/nul", test_head_nul);
  g_test_add_func ("/nossa/hostile-wire/N24/no-route", test_no_route);
  g_test_add_func ("/nossa/hostile-wire/N24/no-name", test_no_name);
  g_test_add_func ("/nossa/hostile-wire/N24/ipv6-only", test_ipv6_only);
  return g_test_run ();
}
