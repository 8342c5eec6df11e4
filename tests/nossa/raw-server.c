/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-server.h"

#include <string.h>

#define MOST_KIB (1024 * 1024)

/* (nullable): head and body of one request. */
static char *
read_request (GInputStream *base)
{
  g_autoptr (GInputStream) stream = g_buffered_input_stream_new (base);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize wanted = G_MAXSIZE;
  char byte;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
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
flood (RawServer *self, GOutputStream *out)
{
  g_autofree char *block = g_malloc0 (65536);

  while (g_atomic_int_get (&self->sent) < MOST_KIB && g_output_stream_write_all (out, block, 65536, NULL, NULL, NULL))
    g_atomic_int_add (&self->sent, 64);
}

static void
go_on (RawServer *self, GSocketConnection *connection, GOutputStream *out, RawThen then)
{
  GSocket *socket = g_socket_connection_get_socket (connection);

  switch (then)
    {
    case RAW_CLOSE:
      return;
    case RAW_HOLD:
      g_socket_condition_wait (socket, G_IO_IN | G_IO_HUP, NULL, NULL);
      return;
    case RAW_DRIP:
      while (!g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, 50000, NULL, NULL)
             && g_output_stream_write_all (out, "x", 1, NULL, NULL, NULL))
        ;
      return;
    case RAW_FLOOD:
    default:
      flood (self, out);
      return;
    }
}

static GIOStream *
open_stream (RawServer *self, GSocketConnection *connection)
{
  GIOStream *stream;

  if (self->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));
  stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  if (self->protocols != NULL)
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), self->protocols);
  return stream;
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  RawServer *self = user_data;
  g_autoptr (GIOStream) stream = open_stream (self, connection);
  g_autoptr (GBytes) bytes = NULL;
  RawScript script;
  char *request;

  g_atomic_int_inc (&self->connections);
  request = read_request (g_io_stream_get_input_stream (stream));
  if (request == NULL)
    return TRUE;
  script = self->script;
  bytes = g_bytes_ref (script.bytes);
  g_async_queue_push (self->requests, request);
  if (script.waits)
    g_async_queue_pop (self->releases);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (bytes, NULL),
                             g_bytes_get_size (bytes), NULL, NULL, NULL);
  go_on (self, connection, g_io_stream_get_output_stream (stream), script.then);
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

RawServer *
raw_server_new_at (const RawPlace *place, const char *bytes, gsize length, RawThen then)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GSocketAddress) address = NULL, bound = NULL;
  g_autoptr (GError) error = NULL;

  address = g_inet_socket_address_new_from_string (place->address != NULL ? place->address : "127.0.0.1", place->port);
  raw_server_say (self, bytes, length, then);
  self->requests = g_async_queue_new_full (g_free);
  self->releases = g_async_queue_new ();
  self->protocols = place->protocols;
  if (place->pem != NULL)
    self->certificate = g_tls_certificate_new_from_pem (place->pem, -1, &error);
  g_assert_no_error (error);
  self->service = g_threaded_socket_service_new (8);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

RawServer *
raw_server_new (const char *bytes, gsize length, RawThen then)
{
  const RawPlace place = { NULL };

  return raw_server_new_at (&place, bytes, length, then);
}

void
raw_server_say (RawServer *self, const char *bytes, gsize length, RawThen then)
{
  g_clear_pointer (&self->script.bytes, g_bytes_unref);
  self->script = (RawScript) { g_bytes_new (bytes, length), then, FALSE };
}

void
raw_server_release (RawServer *self)
{
  g_async_queue_push (self->releases, self);
}

guint
raw_server_count (RawServer *self)
{
  return (guint) g_atomic_int_get (&self->connections);
}

char *
raw_server_next (RawServer *self)
{
  return g_async_queue_try_pop (self->requests);
}

void
raw_server_stop (RawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
}
