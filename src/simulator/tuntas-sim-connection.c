/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-connection.h"

/* Bytes that are to leave over a connection which then ends. */
typedef struct
{
  SoupServerMessage *message;
  GBytes *bytes;
  GIOStream *stream;
} Farewell;

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

void
tuntas_sim_connection_send (SoupServerMessage *message, TuntasSimReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize size;
  const char *data;

  soup_message_headers_foreach (reply->headers, copy_header, headers);
  if (reply->body != NULL)
    {
      data = g_bytes_get_data (reply->body, &size);
      soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY, data, size);
    }
  soup_server_message_set_status (message, reply->status, NULL);
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

/* The head of the answer up to, not including, what says how long the body is. */
static GString *
make_head (TuntasSimReply *reply)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", reply->status, soup_status_get_phrase (reply->status));
  if (reply->content_type != NULL)
    append_header ("Content-Type", reply->content_type, text);
  soup_message_headers_foreach (reply->headers, append_header, text);
  return text;
}

static void
farewell_free (Farewell *farewell)
{
  g_bytes_unref (farewell->bytes);
  g_clear_object (&farewell->stream);
  g_clear_object (&farewell->message);
  g_free (farewell);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Farewell *farewell = user_data;

  /* The client may be gone already; the connection ends in any case. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close (farewell->stream, NULL, NULL);
  farewell_free (farewell);
}

static gboolean
steal_cb (gpointer user_data)
{
  Farewell *farewell = user_data;

  farewell->stream = soup_server_message_steal_connection (farewell->message);
  if (farewell->stream == NULL)
    farewell_free (farewell);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (farewell->stream),
                                     g_bytes_get_data (farewell->bytes, NULL), g_bytes_get_size (farewell->bytes),
                                     G_PRIORITY_DEFAULT, NULL, written_cb, farewell);
  return G_SOURCE_REMOVE;
}

/* The connection is taken from the library once its handler has returned. */
static void
say_farewell (SoupServerMessage *message, GBytes *bytes)
{
  Farewell *farewell = g_new0 (Farewell, 1);

  farewell->message = g_object_ref (message);
  farewell->bytes = bytes;
  soup_server_message_pause (message);
  g_idle_add_full (G_PRIORITY_HIGH, steal_cb, farewell, NULL);
}

void
tuntas_sim_connection_drop (SoupServerMessage *message, TuntasSimReply *reply, gint64 bytes)
{
  GString *text = reply != NULL ? make_head (reply) : g_string_new (NULL);
  gsize size = reply != NULL && reply->body != NULL ? g_bytes_get_size (reply->body) : 0;

  if (reply != NULL)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  if (size > 0)
    g_string_append_len (text, g_bytes_get_data (reply->body, NULL), size);
  g_string_truncate (text, MIN ((gsize) bytes, text->len));
  say_farewell (message, g_string_free_to_bytes (text));
}

void
tuntas_sim_connection_truncate (SoupServerMessage *message, TuntasSimReply *reply, gint64 bytes,
                                TuntasSimFraming framing)
{
  GString *text = make_head (reply);
  gsize size = g_bytes_get_size (reply->body);
  gsize part = bytes < 0 ? size / 2 : MIN ((gsize) bytes, size);

  switch (framing)
    {
    case TUNTAS_SIM_FRAMING_CHUNKED:
      g_string_append_printf (text, "Transfer-Encoding: chunked\r\n\r\n%" G_GSIZE_MODIFIER "x\r\n", part);
      break;
    case TUNTAS_SIM_FRAMING_NONE:
      g_string_append (text, "Connection: close\r\n\r\n");
      break;
    case TUNTAS_SIM_FRAMING_LENGTH:
    default:
      g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
      break;
    }
  g_string_append_len (text, g_bytes_get_data (reply->body, NULL), part);
  if (framing == TUNTAS_SIM_FRAMING_CHUNKED)
    g_string_append (text, "\r\n");
  say_farewell (message, g_string_free_to_bytes (text));
}
