/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-raw.h"

#define DEADLINE_MS 10000

static void read_more (SimRaw *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SimRaw *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (count <= 0)
    {
      self->reset = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
      self->closed = TRUE;
      return;
    }
  g_byte_array_append (self->bytes, self->buffer, count);
  read_more (self);
}

static void
read_more (SimRaw *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)), self->buffer,
                             sizeof self->buffer, G_PRIORITY_DEFAULT, NULL, read_cb, self);
}

SimRaw *
sim_raw_ask (SimDesk *desk, const char *method, const char *path, const char *headers, const char *body)
{
  SimRaw *self = g_new0 (SimRaw, 1);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  const char *origin = tuntas_simulator_get_origin (desk->simulator) + strlen ("http://");
  g_autofree char *request = g_strdup_printf (
    "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: %s\r\n%s%s"
    "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
    method, path, origin, desk->cookie != NULL ? desk->cookie : "", headers != NULL ? headers : "",
    headers != NULL ? "\r\n" : "", body != NULL ? strlen (body) : 0, body != NULL ? body : "");

  self->bytes = g_byte_array_new ();
  self->connection = g_socket_client_connect_to_host (client, origin, 0, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  read_more (self);
  return self;
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("nothing came within %d ms", DEADLINE_MS);
  return G_SOURCE_REMOVE;
}

void
sim_raw_wait (SimRaw *self, gsize bytes)
{
  guint deadline = g_timeout_add (DEADLINE_MS, deadline_cb, NULL);

  while (!self->closed && self->bytes->len < bytes)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

GString *
sim_raw_read (SimRaw *self)
{
  sim_raw_wait (self, G_MAXSIZE);
  return g_string_new_len ((const char *) self->bytes->data, self->bytes->len);
}

void
sim_raw_free (SimRaw *self)
{
  g_autoptr (GSocket) socket = g_object_ref (g_socket_connection_get_socket (self->connection));

  /* Ends the read that is under way; its callback still needs self. */
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
  sim_raw_wait (self, G_MAXSIZE);
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_byte_array_unref (self->bytes);
  g_free (self);
}
