/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* The desk's one alarm: armed for the earliest of deadlines, reminders, sendings, next calls and the next pull; armed again after
 * each change, at start, and when the clock was stepped. It rings at an instant, so a suspend cannot make it late. */

void
tuntas_desk_look_around (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  gboolean held = tuntas_desk_get_hold (self) != TUNTAS_DESK_HOLD_NONE;

  /* Nor is a deadline honoured on a desk that is held: that would make the ticket active again. */
  for (guint i = 0; !held && i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);
      TuntasCase *state = tuntas_desk_item_get_case (item);
      gint64 deadline = tuntas_case_get_deadline (state);

      if (deadline >= 0 && deadline <= now && tuntas_case_get_step (state)->due != NULL)
        tuntas_desk_tick (self, item);
    }
  tuntas_desk_remind (self);
  tuntas_queue_refresh (self->queue);
  tuntas_desk_keep_snapshot (self);
  tuntas_desk_end_lives (self);
  if (self->next_poll >= 0 && self->next_poll <= now)
    {
      /* The pull sets the next one when it ends. */
      self->next_poll = -1;
      tuntas_desk_poll (self);
    }
  tuntas_desk_kick (self);
  tuntas_desk_rearm (self);
}

static void
alarm_cb (gpointer user_data)
{
  TuntasDesk *self = user_data;

  self->alarm = 0;
  tuntas_desk_look_around (self);
}

static gint64
earlier (gint64 a, gint64 b)
{
  if (a < 0 || b < 0)
    return MAX (a, b);
  return MIN (a, b);
}

/* A deadline that has passed and could not be saved is tried again after a little while. */
#define RETRY_SECONDS 5

static gint64
earliest_of_items (TuntasDesk *self, gint64 now)
{
  gint64 earliest = -1;

  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);
      TuntasCase *state = tuntas_desk_item_get_case (item);
      gint64 deadline = tuntas_case_get_deadline (state);
      TuntasDueKind kind;
      gint64 due = tuntas_desk_item_get_due (item, &kind);

      if (deadline >= 0 && tuntas_case_get_step (state)->due != NULL)
        earliest = earlier (earliest, deadline > now ? deadline : now + RETRY_SECONDS);
      /* A call that fell due unseen: the look at it changes its kind. */
      if (kind == TUNTAS_DUE_NEXT_CALL)
        earliest = earlier (earliest, MAX (due, now));
    }
  return earliest;
}

void
tuntas_desk_rearm (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  gint64 earliest = tuntas_desk_get_hold (self) == TUNTAS_DESK_HOLD_NONE
                        ? earlier (earlier (earliest_of_items (self, now), tuntas_desk_next_reminder (self, now)),
                                   tuntas_desk_next_send (self))
                        : -1;

  if (self->alarm != 0)
    tuntas_clock_forget (self->clock, self->alarm);
  self->alarm = 0;
  self->alarm_at = -1;
  earliest = earlier (earlier (earliest, self->next_poll), tuntas_desk_next_end (self));
  if (earliest >= 0 && !g_cancellable_is_cancelled (self->closing))
    {
      self->alarm = tuntas_clock_wake_at (self->clock, earliest * G_USEC_PER_SEC, alarm_cb, self, NULL);
      self->alarm_at = earliest;
    }
  tuntas_desk_watch_alarms (self);
}
