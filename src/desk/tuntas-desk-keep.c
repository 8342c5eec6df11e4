/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* The journal as a whole: whether it may be worked on here, what became of a damaged one, and its snapshots. */

#define SNAPSHOT_SECONDS (4 * 3600)

void
tuntas_recovered_free (TuntasRecovered *recovered)
{
  g_free (recovered->damaged_file);
  g_strfreev (recovered->tickets);
  g_free (recovered);
}

TuntasDeskHold
tuntas_desk_get_hold (TuntasDesk *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK (self), TUNTAS_DESK_HOLD_NONE);

  if (self->store != NULL && tuntas_store_is_newer (self->store))
    return TUNTAS_DESK_HOLD_NEWER;
  if (self->store != NULL && tuntas_store_is_cloned (self->store))
    return TUNTAS_DESK_HOLD_COPIED;
  return TUNTAS_DESK_HOLD_NONE;
}

GError *
tuntas_desk_hold_error (TuntasDesk *self)
{
  if (self->store == NULL)
    return g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED, "the journal is not open");
  switch (tuntas_desk_get_hold (self))
    {
    case TUNTAS_DESK_HOLD_NEWER:
      return g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NEWER, "the journal is a newer program's");
    case TUNTAS_DESK_HOLD_COPIED:
      return g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_COPIED, "the journal is another machine's");
    case TUNTAS_DESK_HOLD_NONE:
    default:
      return NULL;
    }
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_adopt_finish (TUNTAS_STORE (source), result, &error))
    {
      g_task_return_error (task, tuntas_desk_error_from_store (error));
      return;
    }
  g_object_notify (G_OBJECT (self), "hold");
  g_task_return_boolean (task, TRUE);
  tuntas_desk_look_around (self);
}

void
tuntas_desk_adopt_async (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (tuntas_desk_get_hold (self) == TUNTAS_DESK_HOLD_COPIED);

  g_task_set_source_tag (task, tuntas_desk_adopt_async);
  tuntas_store_adopt_async (self->store, self->machine_id, tuntas_desk_agent_id (self),
                            tuntas_clock_now_seconds (self->clock), NULL, adopted_cb, task);
}

gboolean
tuntas_desk_adopt_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A damaged journal */

void
tuntas_desk_take_report (TuntasDesk *self, const TuntasStoreReport *report)
{
  TuntasRecovered *recovered;

  if (report == NULL)
    return;
  recovered = g_new0 (TuntasRecovered, 1);
  recovered->at = report->at;
  recovered->snapshot_at = report->snapshot_at;
  recovered->damaged_file = g_strdup (report->damaged_file);
  recovered->n_back = report->n_events + report->n_entries;
  recovered->n_doubted = report->n_doubted;
  recovered->n_missing = report->n_missing;
  recovered->whole = report->whole;
  recovered->tickets = g_strdupv (report->tickets);
  self->recovered = recovered;
  g_object_notify (G_OBJECT (self), "recovered");
}

const TuntasRecovered *
tuntas_desk_get_recovered (TuntasDesk *self)
{
  g_return_val_if_fail (TUNTAS_IS_DESK (self), NULL);

  return self->recovered;
}

void
tuntas_desk_confirm_recovered (TuntasDesk *self)
{
  g_return_if_fail (TUNTAS_IS_DESK (self));

  if (self->recovered == NULL)
    return;
  g_clear_pointer (&self->recovered, tuntas_recovered_free);
  g_object_notify (G_OBJECT (self), "recovered");
  /* Where that cannot be saved it is told again at the next start. */
  if (self->store != NULL)
    tuntas_store_confirm_report_async (self->store, tuntas_clock_now_seconds (self->clock), NULL, NULL, NULL);
}

/* Snapshots */

static void
snapshot_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_store_snapshot_finish (TUNTAS_STORE (source), result, &error))
    g_message ("no snapshot of the journal: %s", error->message);
}

/* It comes with the looks around, which are many: it need not have an alarm of its own. */
void
tuntas_desk_keep_snapshot (TuntasDesk *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  if (self->store == NULL || tuntas_desk_get_hold (self) != TUNTAS_DESK_HOLD_NONE || now < self->next_snapshot)
    return;
  self->next_snapshot = now + SNAPSHOT_SECONDS;
  tuntas_store_snapshot_async (self->store, now, NULL, snapshot_taken_cb, NULL);
}
