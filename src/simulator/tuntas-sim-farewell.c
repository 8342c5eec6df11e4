/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-farewell.h"

#include <errno.h>
#include <sys/socket.h>

#define BLOCK (64 * 1024)

typedef struct
{
  GBytes *bytes;
  gint64 times;
} Part;

struct _TuntasSimFarewell
{
  SoupServerMessage *message;
  GIOStream *stream;
  gboolean reset;
  GArray *parts; /* Part */
  guint part;    /* the one that is leaving */
  gsize sent;    /* of it */

  gsize step;    /* 0: as fast as the client reads */
  gint64 milliseconds;
  gint64 seconds;
  TuntasClock *clock;
  guint source;
  guint wakeup;

  GCancellable *ended;
  gulong ended_id;
};

static void write_next (TuntasSimFarewell *self);

static void
part_clear (gpointer data)
{
  g_bytes_unref (((Part *) data)->bytes);
}

TuntasSimFarewell *
tuntas_sim_farewell_new (SoupServerMessage *message)
{
  TuntasSimFarewell *self = g_new0 (TuntasSimFarewell, 1);

  self->message = g_object_ref (message);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  return self;
}

void
tuntas_sim_farewell_add (TuntasSimFarewell *self, GBytes *bytes, gint64 times)
{
  Part part = { bytes, g_bytes_get_size (bytes) > 0 ? times : 0 };

  g_array_append_val (self->parts, part);
}

void
tuntas_sim_farewell_pace (TuntasSimFarewell *self, gsize step, gint64 milliseconds, gint64 seconds, TuntasClock *clock)
{
  self->step = step;
  self->milliseconds = milliseconds;
  self->seconds = seconds;
  g_set_object (&self->clock, clock);
}

void
tuntas_sim_farewell_reset (TuntasSimFarewell *self)
{
  self->reset = TRUE;
}

/* To linger for no time at all is how a socket is told to reset. The library wraps the connection it was given. */
static void
set_reset (GIOStream *stream)
{
  const struct linger none = { .l_onoff = 1, .l_linger = 0 };
  g_autoptr (GIOStream) inner = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (stream), "base-iostream") != NULL)
    g_object_get (stream, "base-iostream", &inner, NULL);
  if (inner != NULL)
    stream = inner;
  g_return_if_fail (G_IS_SOCKET_CONNECTION (stream));
  if (setsockopt (g_socket_get_fd (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream))), SOL_SOCKET,
                  SO_LINGER, &none, sizeof none) < 0)
    g_warning ("the connection cannot be reset: %s", g_strerror (errno));
}

/* The client may be gone already; the connection ends in any case. */
static void
end (TuntasSimFarewell *self)
{
  if (self->stream != NULL && self->reset)
    set_reset (self->stream);
  if (self->stream != NULL)
    g_io_stream_close (self->stream, NULL, NULL);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->wakeup != 0)
    tuntas_clock_forget (self->clock, self->wakeup);
  g_clear_signal_handler (&self->ended_id, self->ended);
  g_clear_object (&self->ended);
  g_clear_object (&self->clock);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_array_unref (self->parts);
  g_free (self);
}

static void
due (gpointer user_data)
{
  TuntasSimFarewell *self = user_data;

  self->source = 0;
  self->wakeup = 0;
  write_next (self);
}

static gboolean
due_cb (gpointer user_data)
{
  due (user_data);
  return G_SOURCE_REMOVE;
}

static void
wait (TuntasSimFarewell *self)
{
  if (self->milliseconds > 0)
    self->source = g_timeout_add (self->milliseconds, due_cb, self);
  else
    self->wakeup = tuntas_clock_wake_at (self->clock, tuntas_clock_now (self->clock) + self->seconds * G_USEC_PER_SEC,
                                         due, self, NULL);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasSimFarewell *self = user_data;
  gsize written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &written, NULL))
    {
      end (self);
      return;
    }
  self->sent += written;
  if (self->step > 0)
    wait (self);
  else
    write_next (self);
}

static void
write_next (TuntasSimFarewell *self)
{
  Part *part = NULL;
  gsize size = 0;
  const char *data = NULL;

  for (; self->part < self->parts->len; self->part++)
    {
      part = &g_array_index (self->parts, Part, self->part);
      data = g_bytes_get_data (part->bytes, &size);
      if (self->sent == size && part->times > 0)
        {
          self->sent = 0;
          part->times--;
        }
      if (part->times > 0)
        break;
    }
  if (self->part == self->parts->len)
    {
      end (self);
      return;
    }
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data + self->sent,
                                   MIN (self->step > 0 ? self->step : BLOCK, size - self->sent), G_PRIORITY_DEFAULT,
                                   self->ended, written_cb, self);
}

/* A write on its way is told by the cancellable itself. */
static void
ended_cb (GCancellable *ended, gpointer user_data)
{
  TuntasSimFarewell *self = user_data;

  if (self->source != 0 || self->wakeup != 0)
    end (self);
}

static gboolean
steal_cb (gpointer user_data)
{
  TuntasSimFarewell *self = user_data;

  self->source = 0;
  self->stream = soup_server_message_steal_connection (self->message);
  if (self->stream == NULL)
    end (self);
  else
    write_next (self);
  return G_SOURCE_REMOVE;
}

void
tuntas_sim_farewell_say (TuntasSimFarewell *self, GCancellable *ended)
{
  if (ended != NULL)
    {
      self->ended = g_object_ref (ended);
      self->ended_id = g_signal_connect (ended, "cancelled", G_CALLBACK (ended_cb), self);
    }
  soup_server_message_pause (self->message);
  self->source = g_idle_add_full (G_PRIORITY_HIGH, steal_cb, self, NULL);
}
