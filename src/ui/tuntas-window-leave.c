/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-row-words.h"

#include <glib/gi18n-lib.h>

/* Leaving: what would stay behind is said first, then the session in Nossa is ended. */

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

/* (transfer full) (nullable): what is not finished; NULL where nothing is, and in training, where all of it goes. */
static char *
dup_loose_ends (TuntasWindow *self)
{
  TuntasDeskItem *calling = self->desk != NULL ? tuntas_desk_get_calling (self->desk) : NULL;
  guint unsent = self->desk != NULL ? tuntas_desk_get_n_unsent (self->desk) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->workplace == NULL || tuntas_workplace_is_training (self->workplace) || (calling == NULL && unsent == 0))
    return NULL;
  if (calling != NULL)
    /* Translators: %s is a customer. */
    g_string_append_printf (text, _("The call to %s has no outcome yet; you will be asked for it at the next start."),
                            tuntas_row_words_customer (calling));
  if (calling != NULL && unsent > 0)
    g_string_append (text, "\n\n");
  if (unsent > 0)
    /* Translators: how many effects have not reached Nossa. */
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "%u is not in Nossa yet. It is saved here and sent after the next login.",
                                         "%u are not in Nossa yet. They are saved here and sent after the next login.",
                                         unsent),
                            unsent);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
answered_cb (AdwMessageDialog *question, const char *response, GTask *task)
{
  if (g_str_equal (response, "quit"))
    {
      sign_out (task);
      return;
    }
  g_task_return_boolean (task, FALSE);
  g_object_unref (task);
}

void
tuntas_window_leave_async (TuntasWindow *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *loose_ends = dup_loose_ends (self);
  GtkWidget *question;

  g_task_set_source_tag (task, tuntas_window_leave_async);
  if (loose_ends == NULL)
    {
      sign_out (task);
      return;
    }
  question = adw_message_dialog_new (GTK_WINDOW (self), _("Quit now?"), loose_ends);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "stay", _("Stay"), "quit", _("Quit"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "stay");
  g_signal_connect (question, "response", G_CALLBACK (answered_cb), task);
  gtk_window_present (GTK_WINDOW (question));
}

gboolean
tuntas_window_leave_finish (TuntasWindow *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
