/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store-private.h"

#include "tuntas-recovery.h"

/* The calls that concern the journal as a whole. */

static gboolean
snapshot_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) && tuntas_journal_take_snapshot (disk->journal, job->now, error);
}

void
tuntas_store_snapshot_async (TuntasStore *self,
                             gint64 now,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));

  job = TUNTAS_STORE_JOB (self, tuntas_store_snapshot_async, snapshot_job);
  job->now = now;
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_snapshot_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_snapshot_async, error);
}

static gboolean
end_of_life_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) &&
         ((job->texts[0] == NULL && job->ticket_ids[0] == NULL) ||
          tuntas_journal_purge (disk->journal, (const char *const *) job->texts, (const char *const *) job->ticket_ids,
                                job->now, error)) &&
         tuntas_recovery_remove_damaged (disk->directory, job->before, error);
}

void
tuntas_store_end_of_life_async (TuntasStore *self,
                                const char *const *case_ids,
                                const char *const *ticket_ids,
                                gint64 damaged_before,
                                gint64 now,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (case_ids != NULL && ticket_ids != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_end_of_life_async, end_of_life_job);
  job->texts = g_strdupv ((char **) case_ids);
  job->ticket_ids = g_strdupv ((char **) ticket_ids);
  job->before = damaged_before;
  job->now = now;
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_end_of_life_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_end_of_life_async, error);
}

static gboolean
adopt_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) &&
         tuntas_journal_adopt (disk->journal, job->id, job->name, job->now, error);
}

void
tuntas_store_adopt_async (TuntasStore *self,
                          const char *machine_id,
                          const char *agent,
                          gint64 now,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (machine_id != NULL && agent != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_adopt_async, adopt_job);
  job->id = g_strdup (machine_id);
  job->name = g_strdup (agent);
  job->now = now;
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_adopt_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  if (!tuntas_store_job_finish (self, result, tuntas_store_adopt_async, error))
    return FALSE;
  self->cloned = FALSE;
  return TRUE;
}

static gboolean
confirm_report_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) && tuntas_journal_confirm_report (disk->journal, job->now, error);
}

void
tuntas_store_confirm_report_async (TuntasStore *self,
                                   gint64 now,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));

  job = TUNTAS_STORE_JOB (self, tuntas_store_confirm_report_async, confirm_report_job);
  job->now = now;
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_confirm_report_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_confirm_report_async, error);
}
