/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reminder-log.h"

static void
given_clear (gpointer data)
{
  g_free (((GivenReminder *) data)->ticket);
}

void
reminder_log_init (ReminderLog *self, TuntasClock *clock)
{
  self->clock = clock;
  self->given = g_array_new (FALSE, FALSE, sizeof (GivenReminder));
  g_array_set_clear_func (self->given, given_clear);
}

void
reminder_log_clear (ReminderLog *self)
{
  g_array_unref (self->given);
}

static void
reminder_cb (TuntasDesk *desk, TuntasDeskItem *item, int stage, ReminderLog *self)
{
  GivenReminder given = { g_strdup (tuntas_desk_item_get_id (item)),
                          tuntas_case_get_awaited (tuntas_desk_item_get_case (item), NULL), (TuntasReminderStage) stage,
                          tuntas_clock_now_seconds (self->clock) };

  g_array_append_val (self->given, given);
}

void
reminder_log_watch (ReminderLog *self, TuntasDesk *desk)
{
  g_signal_connect (desk, "reminder", G_CALLBACK (reminder_cb), self);
  tuntas_desk_start_reminding (desk);
}

char *
reminder_log_dup_words (const ReminderLog *self, const char *ticket)
{
  GString *words = g_string_new (NULL);
  gint64 due = 0;

  for (guint i = 0; i < self->given->len; i++)
    {
      const GivenReminder *given = &g_array_index (self->given, GivenReminder, i);

      if (g_strcmp0 (given->ticket, ticket) != 0)
        continue;
      due = given->due >= 0 ? given->due : due;
      g_string_append_printf (words, "%s%s %" G_GINT64_FORMAT, words->len > 0 ? ", " : "",
                              tuntas_reminder_stage_to_nick (given->stage), given->at - due);
    }
  return g_string_free (words, FALSE);
}
