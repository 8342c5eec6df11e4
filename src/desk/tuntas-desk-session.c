/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* The session with Nossa. */

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!tuntas_nossa_sign_in_finish (TUNTAS_NOSSA (source), result, NULL, &name, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_error (task, tuntas_desk_error_from_nossa (error));
      return;
    }
  tuntas_desk_set_agent_name (self, name != NULL ? name : self->user);
  if (self->store != NULL)
    tuntas_store_put_meta_async (self->store, "agent_name", self->agent_name, NULL, NULL, NULL);
  tuntas_desk_set_sync_state (self, TUNTAS_SYNC_IDLE);
  g_task_return_boolean (task, TRUE);
  tuntas_desk_sync_async (self, self->closing, NULL, NULL);
  tuntas_desk_kick (self);
}

void
tuntas_desk_sign_in_async (TuntasDesk *self, const char *password, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_desk_sign_in_async);
  tuntas_nossa_sign_in_async (self->nossa, self->user, password, cancellable, signed_in_cb, task);
}

gboolean
tuntas_desk_sign_in_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, TRUE);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);

  tuntas_nossa_sign_out_finish (TUNTAS_NOSSA (source), result, NULL);
  if (self->store != NULL)
    {
      g_autoptr (TuntasStore) store = g_steal_pointer (&self->store);

      tuntas_store_close_async (store, NULL, closed_cb, g_steal_pointer (&task));
    }
  else
    g_task_return_boolean (task, TRUE);
}

void
tuntas_desk_sign_out_async (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_desk_sign_out_async);
  self->next_poll = -1;
  g_cancellable_cancel (self->closing);
  tuntas_desk_rearm (self);
  tuntas_desk_set_sync_state (self, TUNTAS_SYNC_SIGNED_OUT);
  tuntas_nossa_sign_out_async (self->nossa, cancellable, signed_out_cb, task);
}

gboolean
tuntas_desk_sign_out_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
