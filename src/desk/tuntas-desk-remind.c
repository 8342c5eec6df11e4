/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* Reminders. Each is given first and saved then: a crash in between gives it once more, which replaces the first one on
 * the screen; the other way round it could be lost. What cannot be saved is marked in the item, so that it is not given
 * again and again while the disk is full. While the ticket's deadline is being honoured it waits: who answers it at once
 * shall find the ticket at the step that it leads to. */

typedef struct
{
  TuntasDeskItem *item;
  TuntasAct *act;        /* the event's */
  TuntasReminder about;  /* what was known when it was decided */
  GTask *task;           /* (nullable): who waits for it */
} Note;

static void
note_free (Note *note)
{
  g_object_unref (note->item);
  tuntas_act_unref (note->act);
  g_clear_object (&note->task);
  g_free (note);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  Note *note = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = tuntas_desk_save_finish (self, result, &error);

  tuntas_desk_end_turn (self);
  if (!saved)
    g_message ("a reminder's event was not saved: %s", error->message);
  if (note->task != NULL && saved)
    g_task_return_boolean (note->task, TRUE);
  else if (note->task != NULL)
    g_task_return_error (note->task, g_steal_pointer (&error));
  note_free (note);
}

/* Whether the event still tells of what the case waits for: an act may have come in between. */
static gboolean
still_holds (const Note *note)
{
  TuntasReminder now = tuntas_reminder_read (tuntas_desk_item_get_case (note->item));

  return now.due == note->about.due && now.snoozed_until == note->about.snoozed_until;
}

static void
note_turn (TuntasDesk *self, gpointer user_data)
{
  Note *note = user_data;
  g_autoptr (TuntasCase) next = NULL;

  if (!still_holds (note))
    {
      if (note->task != NULL)
        g_task_return_new_error (note->task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE,
                                 "the ticket has gone on meanwhile");
      tuntas_desk_end_turn (self);
      note_free (note);
      return;
    }
  next = tuntas_desk_next_with (self, tuntas_desk_item_get_case (note->item), note->act);
  tuntas_desk_save_async (self, note->item, next, NULL, NULL, noted_cb, note);
}

/* act (transfer full); task (transfer full) (nullable) */
static void
keep (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, GTask *task)
{
  Note *note = g_new0 (Note, 1);

  note->item = g_object_ref (item);
  note->act = act;
  note->about = *tuntas_desk_item_get_reminder (item);
  note->task = task;
  tuntas_desk_take_turn (self, note_turn, note);
}

static void
tell (TuntasDesk *self, TuntasDeskItem *item, TuntasReminderStage stage)
{
  tuntas_desk_item_set_reminded (item, stage != TUNTAS_REMINDER_NONE);
  g_signal_emit_by_name (self, "reminder", item, (int) stage);
}

gboolean
tuntas_desk_may_remind (TuntasDesk *self)
{
  return self->reminding && self->store != NULL && !g_cancellable_is_cancelled (self->closing) &&
         tuntas_desk_get_hold (self) == TUNTAS_DESK_HOLD_NONE;
}

/* Where that has failed before, as on a full disk, nothing is waited for. */
static gboolean
is_being_honoured (TuntasDeskItem *item, gint64 now)
{
  gint64 deadline = tuntas_case_get_deadline (tuntas_desk_item_get_case (item));

  return deadline >= 0 && deadline <= now && tuntas_desk_item_is_busy (item) && !tuntas_desk_item_is_stuck (item);
}

void
tuntas_desk_remind (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  gboolean calling;
  g_autoptr (GPtrArray) items = NULL;

  if (!tuntas_desk_may_remind (self))
    return;
  calling = tuntas_desk_get_calling (self) != NULL;
  /* Giving saves, and saving may move the rows. */
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    g_ptr_array_add (items, g_object_ref (tuntas_queue_get (self->queue, i)));
  for (guint i = 0; i < items->len; i++)
    {
      TuntasDeskItem *item = g_ptr_array_index (items, i);
      TuntasReminder *reminder = tuntas_desk_item_get_reminder (item);
      TuntasReminderStage stage = tuntas_reminder_at (reminder, now, calling, NULL);

      if (stage == TUNTAS_REMINDER_NONE || is_being_honoured (item, now))
        continue;
      reminder->given = stage;
      tell (self, item, stage);
      keep (self, item, tuntas_reminder_given (reminder, stage), NULL);
    }
}

gint64
tuntas_desk_next_reminder (TuntasDesk *self, gint64 now)
{
  gint64 earliest = -1;
  gboolean calling;

  if (!tuntas_desk_may_remind (self))
    return -1;
  calling = tuntas_desk_get_calling (self) != NULL;
  for (guint i = 0; i < tuntas_queue_get_n (self->queue); i++)
    {
      TuntasDeskItem *item = tuntas_queue_get (self->queue, i);
      const TuntasReminder *reminder = tuntas_desk_item_get_reminder (item);
      gint64 next;

      /* Its end looks again. */
      if (is_being_honoured (item, now))
        continue;
      if (tuntas_reminder_at (reminder, now, calling, &next) != TUNTAS_REMINDER_NONE)
        return now;
      if (next >= 0 && (earliest < 0 || next < earliest))
        earliest = next;
    }
  return earliest;
}

void
tuntas_desk_check_reminder (TuntasDesk *self, TuntasDeskItem *item)
{
  if (tuntas_desk_item_is_reminded (item) && !tuntas_reminder_stands (tuntas_desk_item_get_reminder (item)))
    tell (self, item, TUNTAS_REMINDER_NONE);
}

void
tuntas_desk_start_reminding (TuntasDesk *self)
{
  g_return_if_fail (TUNTAS_IS_DESK (self));

  self->reminding = TRUE;
  if (self->store != NULL)
    tuntas_desk_rearm (self);
}

/* The agent */

void
tuntas_desk_look_at (TuntasDesk *self, TuntasDeskItem *item)
{
  TuntasReminder *reminder;

  g_return_if_fail (TUNTAS_IS_DESK (self));
  g_return_if_fail (TUNTAS_IS_DESK_ITEM (item));

  reminder = tuntas_desk_item_get_reminder (item);
  if (!tuntas_desk_may_remind (self) || !tuntas_desk_item_is_reminded (item))
    return;
  tell (self, item, TUNTAS_REMINDER_NONE);
  if (!tuntas_reminder_can_look (reminder))
    return;
  reminder->looked = TRUE;
  keep (self, item, tuntas_reminder_looked (reminder), NULL);
  tuntas_desk_rearm (self);
}

gboolean
tuntas_desk_can_snooze (TuntasDeskItem *item)
{
  return tuntas_reminder_can_snooze (tuntas_desk_item_get_reminder (item));
}

void
tuntas_desk_snooze_async (TuntasDesk *self, TuntasDeskItem *item, const char *code, const char *text,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gint64 until = tuntas_clock_now_seconds (self->clock) + TUNTAS_REMINDER_SNOOZE_SECONDS;
  TuntasReminder *reminder = tuntas_desk_item_get_reminder (item);

  g_return_if_fail (code != NULL && *code != '\0');

  g_task_set_source_tag (task, tuntas_desk_snooze_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!tuntas_reminder_can_snooze (reminder))
    {
      g_task_return_new_error (task, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE, "nothing is to be put off");
      g_object_unref (task);
      return;
    }
  keep (self, item, tuntas_reminder_snoozed (reminder, until, code, text), task);
}

gboolean
tuntas_desk_snooze_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
