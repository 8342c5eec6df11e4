/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reminders.h"

#include "tuntas-notices.h"
#include "tuntas-reminder-words.h"

#include <glib/gi18n-lib.h>

struct _TuntasReminders
{
  GObject parent_instance;

  GApplication *application;
  TuntasDesk *desk;
  gboolean training;
  GHashTable *given; /* numbers of the tickets whose reminder is on the screen */
};

G_DEFINE_FINAL_TYPE (TuntasReminders, tuntas_reminders, G_TYPE_OBJECT)

static void
add_buttons (GNotification *notification, TuntasCase *state, TuntasReminderStage stage, const char *ticket, gint64 now)
{
  /* Before its moment the instruction has nothing to be done yet, and the moment's reminder comes anyhow. */
  if (stage >= TUNTAS_REMINDER_DUE && tuntas_reminder_words_can_call (state, now))
    g_notification_add_button_with_target (notification, _("Call now"), "app.call-ticket", "s", ticket);
  if (stage >= TUNTAS_REMINDER_DUE)
    g_notification_add_button_with_target (notification, _("Put off 10 minutes"), "app.snooze-ticket", "s", ticket);
  g_notification_add_button_with_target (notification, _("Open"), "app.show-ticket", "s", ticket);
  g_notification_set_default_action_and_target (notification, "app.show-ticket", "s", ticket);
}

static void
give (TuntasReminders *self, TuntasDeskItem *item, TuntasReminderStage stage)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  const char *ticket = tuntas_desk_item_get_id (item);
  gint64 now = tuntas_clock_now_seconds (tuntas_desk_get_clock (self->desk));
  g_autofree char *words = tuntas_reminder_words_new (state, tuntas_desk_get_zone (self->desk),
                                                      tuntas_desk_get_language (self->desk), now);
  /* Translators: the title of a notification in training, with a ticket's number: "LATIHAN · IN190000001" */
  g_autofree char *title = self->training ? g_strdup_printf (_("TRAINING · %s"), ticket) : g_strdup (ticket);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, words);
  g_notification_set_priority (notification, stage == TUNTAS_REMINDER_SOON ? G_NOTIFICATION_PRIORITY_NORMAL
                                                                           : G_NOTIFICATION_PRIORITY_HIGH);
  add_buttons (notification, state, stage, ticket, now);
  g_hash_table_add (self->given, g_strdup (ticket));
  /* By the ticket's number, so that the next one takes the place of this one. */
  tuntas_notices_give (self->application, ticket, notification);
}

static void
reminder_cb (TuntasReminders *self, TuntasDeskItem *item, int stage)
{
  const char *ticket = tuntas_desk_item_get_id (item);

  if (stage != TUNTAS_REMINDER_NONE)
    {
      give (self, item, (TuntasReminderStage) stage);
      return;
    }
  g_hash_table_remove (self->given, ticket);
  /* Also one that an earlier run has left there. */
  tuntas_notices_take_back (self->application, ticket);
}

static void
take_back_all (TuntasReminders *self)
{
  GHashTableIter iter;
  gpointer ticket;

  g_hash_table_iter_init (&iter, self->given);
  while (g_hash_table_iter_next (&iter, &ticket, NULL))
    tuntas_notices_take_back (self->application, ticket);
  g_hash_table_remove_all (self->given);
}

static void
tuntas_reminders_dispose (GObject *object)
{
  TuntasReminders *self = TUNTAS_REMINDERS (object);

  if (self->desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->desk, self);
      take_back_all (self);
    }
  g_clear_object (&self->desk);
  g_clear_object (&self->application);
  G_OBJECT_CLASS (tuntas_reminders_parent_class)->dispose (object);
}

static void
tuntas_reminders_finalize (GObject *object)
{
  g_hash_table_unref (TUNTAS_REMINDERS (object)->given);
  G_OBJECT_CLASS (tuntas_reminders_parent_class)->finalize (object);
}

static void
tuntas_reminders_class_init (TuntasRemindersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_reminders_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_reminders_finalize;
}

static void
tuntas_reminders_init (TuntasReminders *self)
{
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

TuntasReminders *
tuntas_reminders_new (GApplication *application, TuntasDesk *desk, gboolean training)
{
  TuntasReminders *self = g_object_new (TUNTAS_TYPE_REMINDERS, NULL);

  self->application = g_object_ref (application);
  self->desk = g_object_ref (desk);
  self->training = training;
  g_signal_connect_object (desk, "reminder", G_CALLBACK (reminder_cb), self, G_CONNECT_SWAPPED);
  tuntas_desk_start_reminding (desk);
  return self;
}

guint
tuntas_reminders_get_n_given (TuntasReminders *self)
{
  return g_hash_table_size (self->given);
}
