/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-system-clock.h"

#include <gio/gio.h>
#include <glib-unix.h>

#include <sys/timerfd.h>
#include <unistd.h>

/* GLib's timers count CLOCK_MONOTONIC, which stands still in suspend and knows nothing of steps. At work one realtime
 * timerfd is armed for the earliest wake-up instead, with the flag that makes the kernel tell of a step: it fires
 * right after a resume, and is armed anew after a step. In training the real clock does not matter; there an ordinary
 * GLib timer is enough. */

typedef struct
{
  guint id;
  gint64 instant;
  TuntasClockFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Wakeup;

struct _TuntasSystemClock
{
  GObject parent_instance;

  gboolean training;
  int speed;
  gint64 base_shown;     /* what was shown … */
  gint64 base_monotonic; /* … at this real reading */

  GList *wakeups; /* of Wakeup (owned), earliest first */
  guint last_id;
  int timer_fd;   /* -1 in training */
  guint source;   /* of the fd, or of the GLib timer */
};

static void clock_iface_init (TuntasClockInterface *iface);
static void arm (TuntasSystemClock *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSystemClock, tuntas_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_CLOCK, clock_iface_init))

static gint64
shown_now (TuntasSystemClock *self)
{
  if (!self->training)
    return g_get_real_time ();
  return self->base_shown + (g_get_monotonic_time () - self->base_monotonic) * self->speed;
}

static void
wakeup_free (Wakeup *wakeup)
{
  if (wakeup->destroy != NULL)
    wakeup->destroy (wakeup->user_data);
  g_free (wakeup);
}

/* A call may add or forget others, so the list is looked at anew each time. */
static void
call_due (TuntasSystemClock *self)
{
  g_autoptr (TuntasSystemClock) alive = g_object_ref (self);

  while (alive->wakeups != NULL && ((Wakeup *) alive->wakeups->data)->instant <= shown_now (alive))
    {
      Wakeup *wakeup = alive->wakeups->data;

      alive->wakeups = g_list_delete_link (alive->wakeups, alive->wakeups);
      wakeup->func (wakeup->user_data);
      wakeup_free (wakeup);
    }
  arm (alive);
}

static gboolean
timer_fd_cb (int fd, GIOCondition condition, gpointer user_data)
{
  TuntasSystemClock *self = user_data;
  guint64 expirations;

  /* ECANCELED is how the kernel tells of a step of the wall clock. */
  if (read (fd, &expirations, sizeof expirations) < 0 && errno == ECANCELED)
    tuntas_clock_emit_stepped (TUNTAS_CLOCK (self));
  call_due (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  TuntasSystemClock *self = user_data;

  self->source = 0;
  call_due (self);
  return G_SOURCE_REMOVE;
}

static void
arm_timer_fd (TuntasSystemClock *self)
{
  /* Far ahead where nothing waits: steps are wanted all the same, for what is on the screen. */
  gint64 instant = self->wakeups != NULL ? ((Wakeup *) self->wakeups->data)->instant
                                         : g_get_real_time () + G_TIME_SPAN_DAY;
  struct itimerspec spec = { 0 };

  instant = MAX (instant, 1);
  spec.it_value.tv_sec = instant / G_USEC_PER_SEC;
  spec.it_value.tv_nsec = instant % G_USEC_PER_SEC * 1000;
  if (timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL) < 0)
    g_warning ("timerfd_settime: %s", g_strerror (errno));
}

static void
arm_timeout (TuntasSystemClock *self)
{
  gint64 left;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->wakeups == NULL)
    return;
  left = MAX (((Wakeup *) self->wakeups->data)->instant - shown_now (self), 0) / self->speed / 1000;
  self->source = g_timeout_add (MIN (left + 1, 3600 * 1000), timeout_cb, self);
}

static void
arm (TuntasSystemClock *self)
{
  if (self->training)
    arm_timeout (self);
  else
    arm_timer_fd (self);
}

static gint64
system_clock_now (TuntasClock *clock)
{
  return shown_now (TUNTAS_SYSTEM_CLOCK (clock));
}

static gint64
system_clock_monotonic (TuntasClock *clock)
{
  return g_get_monotonic_time ();
}

static int
compare_wakeups (gconstpointer a, gconstpointer b)
{
  const Wakeup *first = a, *second = b;

  return first->instant < second->instant ? -1 : first->instant > second->instant;
}

static guint
system_clock_wake_at (TuntasClock *clock, gint64 instant, TuntasClockFunc func, gpointer user_data,
                      GDestroyNotify destroy)
{
  TuntasSystemClock *self = TUNTAS_SYSTEM_CLOCK (clock);
  Wakeup *wakeup = g_new0 (Wakeup, 1);

  wakeup->id = ++self->last_id;
  wakeup->instant = instant;
  wakeup->func = func;
  wakeup->user_data = user_data;
  wakeup->destroy = destroy;
  self->wakeups = g_list_insert_sorted (self->wakeups, wakeup, compare_wakeups);
  arm (self);
  return wakeup->id;
}

static void
system_clock_forget (TuntasClock *clock, guint id)
{
  TuntasSystemClock *self = TUNTAS_SYSTEM_CLOCK (clock);

  for (GList *l = self->wakeups; l != NULL; l = l->next)
    if (((Wakeup *) l->data)->id == id)
      {
        wakeup_free (l->data);
        self->wakeups = g_list_delete_link (self->wakeups, l);
        arm (self);
        return;
      }
  g_return_if_reached ();
}

static void
clock_iface_init (TuntasClockInterface *iface)
{
  iface->now = system_clock_now;
  iface->monotonic = system_clock_monotonic;
  iface->wake_at = system_clock_wake_at;
  iface->forget = system_clock_forget;
}

static void
tuntas_system_clock_finalize (GObject *object)
{
  TuntasSystemClock *self = TUNTAS_SYSTEM_CLOCK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->timer_fd >= 0)
    close (self->timer_fd);
  g_list_free_full (self->wakeups, (GDestroyNotify) wakeup_free);

  G_OBJECT_CLASS (tuntas_system_clock_parent_class)->finalize (object);
}

static void
tuntas_system_clock_class_init (TuntasSystemClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_system_clock_finalize;
}

static void
tuntas_system_clock_init (TuntasSystemClock *self)
{
  self->speed = 1;
  self->timer_fd = -1;
  self->base_shown = g_get_real_time ();
  self->base_monotonic = g_get_monotonic_time ();
}

TuntasClock *
tuntas_system_clock_new (void)
{
  TuntasSystemClock *self = g_object_new (TUNTAS_TYPE_SYSTEM_CLOCK, NULL);

  self->timer_fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->timer_fd < 0)
    g_error ("timerfd_create: %s", g_strerror (errno));
  self->source = g_unix_fd_add (self->timer_fd, G_IO_IN, timer_fd_cb, self);
  arm (self);
  return TUNTAS_CLOCK (self);
}

TuntasClock *
tuntas_system_clock_new_training (void)
{
  TuntasSystemClock *self = g_object_new (TUNTAS_TYPE_SYSTEM_CLOCK, NULL);

  self->training = TRUE;
  return TUNTAS_CLOCK (self);
}

void
tuntas_system_clock_set_time (TuntasSystemClock *self, gint64 seconds)
{
  g_return_if_fail (TUNTAS_IS_SYSTEM_CLOCK (self));
  g_return_if_fail (self->training && self->wakeups == NULL);

  self->base_shown = seconds * G_USEC_PER_SEC;
  self->base_monotonic = g_get_monotonic_time ();
}

void
tuntas_system_clock_set_speed (TuntasSystemClock *self, int speed)
{
  g_return_if_fail (TUNTAS_IS_SYSTEM_CLOCK (self));
  g_return_if_fail (self->training && speed >= 1 && speed <= 600);

  if (speed == self->speed)
    return;
  self->base_shown = shown_now (self);
  self->base_monotonic = g_get_monotonic_time ();
  self->speed = speed;
  arm (self);
  tuntas_clock_emit_stepped (TUNTAS_CLOCK (self));
}

int
tuntas_system_clock_get_speed (TuntasSystemClock *self)
{
  return self->speed;
}

void
tuntas_system_clock_skip (TuntasSystemClock *self, gint64 seconds)
{
  g_return_if_fail (TUNTAS_IS_SYSTEM_CLOCK (self));
  g_return_if_fail (self->training && seconds >= 0);

  self->base_shown += seconds * G_USEC_PER_SEC;
  arm (self);
  tuntas_clock_emit_stepped (TUNTAS_CLOCK (self));
}
