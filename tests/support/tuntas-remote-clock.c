/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-remote-clock.h"

#include "tuntas-clock-link.h"
#include "tuntas-test-clock.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>

/* Keys and clicks that were sent before the clock moved come before it, as they would for a hand: GDK hands them out at
 * the default priority. Pictures may come later. */
#define AFTER_EVENTS (G_PRIORITY_DEFAULT + 10)

struct _TuntasRemoteClock
{
  GObject parent_instance;

  int fd;
  GSource *reading;
  gint64 monotonic_offset; /* from the inner clock's monotonic reading, which began at zero, to the leader's */
  TuntasTestClock *inner;  /* moves as the leader says, and keeps the wake-ups */
};

static void tuntas_remote_clock_iface_init (TuntasClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasRemoteClock, tuntas_remote_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_CLOCK, tuntas_remote_clock_iface_init))

static gboolean
moved_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (TuntasRemoteClock) self = g_object_ref (user_data);
  TuntasClockMessage message;

  if (!tuntas_clock_link_receive (fd, &message))
    return G_SOURCE_REMOVE;
  if (message.change == TUNTAS_CLOCK_STEPS)
    tuntas_test_clock_set (self->inner, message.now);
  else
    tuntas_test_clock_advance (self->inner, message.now - tuntas_clock_now (TUNTAS_CLOCK (self->inner)));
  tuntas_clock_link_answer (fd);
  return G_SOURCE_CONTINUE;
}

TuntasRemoteClock *
tuntas_remote_clock_new (int fd)
{
  TuntasRemoteClock *self;
  TuntasClockMessage start;

  if (!tuntas_clock_link_receive (fd, &start) || start.change != TUNTAS_CLOCK_STARTS)
    return NULL;
  /* Not for the processes that this one starts in its turn. */
  if (fcntl (fd, F_SETFD, FD_CLOEXEC) != 0)
    return NULL;

  self = g_object_new (TUNTAS_TYPE_REMOTE_CLOCK, NULL);
  self->fd = fd;
  self->monotonic_offset = start.monotonic;
  self->inner = tuntas_test_clock_new (start.now);
  g_signal_connect_object (self->inner, "stepped", G_CALLBACK (tuntas_clock_emit_stepped), self, G_CONNECT_SWAPPED);
  self->reading = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_priority (self->reading, AFTER_EVENTS);
  g_source_set_callback (self->reading, G_SOURCE_FUNC (moved_cb), self, NULL);
  g_source_attach (self->reading, g_main_context_get_thread_default ());
  return self;
}

static gint64
tuntas_remote_clock_now (TuntasClock *clock)
{
  return tuntas_clock_now (TUNTAS_CLOCK (TUNTAS_REMOTE_CLOCK (clock)->inner));
}

static gint64
tuntas_remote_clock_monotonic (TuntasClock *clock)
{
  TuntasRemoteClock *self = TUNTAS_REMOTE_CLOCK (clock);

  return self->monotonic_offset + tuntas_clock_monotonic (TUNTAS_CLOCK (self->inner));
}

static guint
tuntas_remote_clock_wake_at (TuntasClock *clock, gint64 instant, TuntasClockFunc func, gpointer user_data,
                             GDestroyNotify destroy)
{
  return tuntas_clock_wake_at (TUNTAS_CLOCK (TUNTAS_REMOTE_CLOCK (clock)->inner), instant, func, user_data, destroy);
}

static void
tuntas_remote_clock_forget (TuntasClock *clock, guint id)
{
  tuntas_clock_forget (TUNTAS_CLOCK (TUNTAS_REMOTE_CLOCK (clock)->inner), id);
}

static void
tuntas_remote_clock_finalize (GObject *object)
{
  TuntasRemoteClock *self = TUNTAS_REMOTE_CLOCK (object);

  if (self->reading != NULL)
    g_source_destroy (self->reading);
  g_clear_pointer (&self->reading, g_source_unref);
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_clear_object (&self->inner);
  G_OBJECT_CLASS (tuntas_remote_clock_parent_class)->finalize (object);
}

static void
tuntas_remote_clock_iface_init (TuntasClockInterface *iface)
{
  iface->now = tuntas_remote_clock_now;
  iface->monotonic = tuntas_remote_clock_monotonic;
  iface->wake_at = tuntas_remote_clock_wake_at;
  iface->forget = tuntas_remote_clock_forget;
}

static void
tuntas_remote_clock_class_init (TuntasRemoteClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_remote_clock_finalize;
}

static void
tuntas_remote_clock_init (TuntasRemoteClock *self)
{
  self->fd = -1;
}
