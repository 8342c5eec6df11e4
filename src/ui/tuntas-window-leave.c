/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-handover-dialog.h"
#include "tuntas-row-words.h"

#include <glib/gi18n-lib.h>

/* Leaving, for good or to train: what would stay behind is said first, then the session in Nossa is ended. */

#define LEAVE_AT_THE_LATEST 5 /* seconds for signing out; Nossa may be gone */

typedef struct
{
  GTask *task; /* (nullable): answered already */
  guint timeout;
} Leaving;

static void
leave_now (Leaving *leaving)
{
  g_clear_handle_id (&leaving->timeout, g_source_remove);
  if (leaving->task != NULL)
    g_task_return_boolean (leaving->task, TRUE);
  g_clear_object (&leaving->task);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Leaving *leaving = user_data;

  tuntas_desk_sign_out_finish (TUNTAS_DESK (source), result, NULL);
  leave_now (leaving);
  g_free (leaving);
}

static gboolean
left_late_cb (gpointer user_data)
{
  Leaving *leaving = user_data;

  leaving->timeout = 0;
  leave_now (leaving);
  return G_SOURCE_REMOVE;
}

/* The window is gone while the signing out takes its moment. */
static void
sign_out (GTask *task)
{
  TuntasWindow *self = g_task_get_source_object (task);
  Leaving *leaving;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  tuntas_window_take_back_going_on (self);
  if (self->desk == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  leaving = g_new0 (Leaving, 1);
  leaving->task = task;
  leaving->timeout = g_timeout_add_seconds (LEAVE_AT_THE_LATEST, left_late_cb, leaving);
  tuntas_desk_sign_out_async (self->desk, NULL, left_cb, leaving);
}

/* end (transfer full) */
static void
append_end (GString *text, char *end)
{
  g_autofree char *own = end;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", own);
}

static void
append_calling (GString *text, TuntasDesk *desk)
{
  TuntasDeskItem *calling = tuntas_desk_get_calling (desk);

  if (calling != NULL)
    /* Translators: %s is a customer. */
    append_end (text, g_strdup_printf (_("The call to %s has no outcome yet; you will be asked for it at the next start."),
                                       tuntas_row_words_customer (calling)));
}

static void
append_unsent (GString *text, TuntasDesk *desk)
{
  guint unsent = tuntas_desk_get_n_unsent (desk);

  if (unsent > 0)
    /* Translators: how many effects have not reached Nossa. */
    append_end (text, g_strdup_printf (
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u is not in Nossa yet. It is saved here and sent after the next login.",
                                       "%u are not in Nossa yet. They are saved here and sent after the next login.",
                                       unsent),
                          unsent));
}

static void
append_reminders (GString *text, TuntasDesk *desk, gint64 now)
{
  g_autofree char *next = NULL;
  TuntasAlarms alarms;

  tuntas_desk_count_alarms (desk, &alarms);
  if (alarms.n == 0)
    return;
  next = tuntas_format_moment (alarms.next, tuntas_desk_get_zone (desk), now);
  /* Translators: how many tickets nobody will be reminded of, and when the first reminder would have come. */
  append_end (text, g_strdup_printf (
                        g_dngettext (GETTEXT_PACKAGE,
                                     "You will not be reminded of %u ticket (at %s) until you start Tuntas again. Close "
                                     "the window instead to be reminded.",
                                     "You will not be reminded of %u tickets (the next at %s) until you start Tuntas again. "
                                     "Close the window instead to be reminded.",
                                     alarms.n),
                        alarms.n, next));
}

/* What sleeps or waits here, which somebody else could go on with. */
static guint
count_waiting (TuntasDesk *desk)
{
  GListModel *queue = tuntas_desk_get_queue (desk);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      n += tuntas_desk_waits (item);
    }
  return n;
}

static void
append_waiting (GString *text, guint n)
{
  if (n > 0)
    /* Translators: how many cases sleep or wait. */
    append_end (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u case sleeps or waits here. You can hand it over to the next shift.",
                                                    "%u cases sleep or wait here. You can hand them over to the next shift.",
                                                    n),
                                       n));
}

void
tuntas_window_show_handover (TuntasWindow *self)
{
  if (self->desk != NULL)
    gtk_window_present (GTK_WINDOW (tuntas_handover_dialog_new (GTK_WINDOW (self), self->desk)));
}

char *
tuntas_window_dup_loose_ends (TuntasWindow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->desk == NULL)
    return NULL;
  if (tuntas_workplace_is_training (self->workplace))
    return tuntas_window_dup_open_exercise (self);
  append_calling (text, self->desk);
  append_unsent (text, self->desk);
  append_reminders (text, self->desk, tuntas_ticker_get_now (self->ticker));
  append_waiting (text, count_waiting (self->desk));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* body: what would stay behind; response: the way that leads on, which nobody takes by mistake. */
static GtkWidget *
new_question (TuntasWindow *self, const char *heading, const char *body, const char *response, const char *label)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "stay", _("Stay"), response, label, NULL);
  if (!tuntas_window_is_training (self) && count_waiting (self->desk) > 0)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), "hand-over", _("_Hand Over…"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "stay");
  return question;
}

static void ask_to_quit (GTask *task, const char *why);

/* Where the exercise cannot be kept that is asked about, once: it must not keep anybody here. */
static void
leave (GTask *task)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  if (g_task_get_task_data (task) != NULL || tuntas_window_keep_exercise (g_task_get_source_object (task), &error))
    {
      sign_out (task);
      return;
    }
  g_task_set_task_data (task, g_error_copy (error), (GDestroyNotify) g_error_free);
  why = tuntas_explain_error (error);
  ask_to_quit (task, why);
}

static void
answered_cb (AdwMessageDialog *question, const char *response, GTask *task)
{
  if (g_str_equal (response, "quit"))
    {
      leave (task);
      return;
    }
  if (g_str_equal (response, "hand-over"))
    tuntas_window_show_handover (g_task_get_source_object (task));
  g_task_return_boolean (task, FALSE);
  g_object_unref (task);
}

static void
ask_to_quit (GTask *task, const char *why)
{
  GtkWidget *question = new_question (g_task_get_source_object (task), _("Quit now?"), why, "quit", _("Quit"));

  g_signal_connect (question, "response", G_CALLBACK (answered_cb), task);
  gtk_window_present (GTK_WINDOW (question));
}

void
tuntas_window_leave_async (TuntasWindow *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  /* Nobody is there to be asked: what ends then is what had nothing left to do. */
  g_autofree char *loose_ends = gtk_widget_get_visible (GTK_WIDGET (self)) ? tuntas_window_dup_loose_ends (self) : NULL;

  g_task_set_source_tag (task, tuntas_window_leave_async);
  if (loose_ends != NULL)
    ask_to_quit (task, loose_ends);
  else
    leave (task);
}

gboolean
tuntas_window_leave_finish (TuntasWindow *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Leaving work to train */

static void
train_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  if (g_str_equal (response, "hand-over"))
    tuntas_window_show_handover (self);
  else if (g_str_equal (response, "train") && !tuntas_window_is_training (self))
    tuntas_window_show_exercises (self);
}

void
tuntas_window_ask_to_train (TuntasWindow *self)
{
  g_autofree char *loose_ends = tuntas_window_dup_loose_ends (self);
  GtkWidget *question;

  if (loose_ends == NULL)
    {
      tuntas_window_show_exercises (self);
      return;
    }
  question = new_question (self, _("Start training now?"), loose_ends, "train", _("Start _Training"));
  g_signal_connect_object (question, "response", G_CALLBACK (train_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (question));
}
