/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store-private.h"

/* The calls that concern the cache. */

/* texts (transfer full) */
static void
answer_texts (TuntasStoreJob *job, GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  job->result = g_ptr_array_free (texts, FALSE);
  job->free_result = (GDestroyNotify) g_strfreev;
}

static gboolean
put_tickets_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);

  if (!tuntas_store_disk_is_open (disk, error) ||
      !tuntas_cache_put_tickets (disk->cache, job->tickets, job->complete, job->text, gone, error))
    return FALSE;
  answer_texts (job, g_steal_pointer (&gone));
  return TRUE;
}

void
tuntas_store_put_tickets_async (TuntasStore *self,
                                GPtrArray *tickets,
                                gboolean complete,
                                const char *changed_since,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (tickets != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_put_tickets_async, put_tickets_job);
  job->tickets = g_ptr_array_ref (tickets);
  job->complete = complete;
  job->text = g_strdup (changed_since);
  tuntas_store_job_run (job);
}

GStrv
tuntas_store_put_tickets_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish_pointer (self, result, tuntas_store_put_tickets_async, error);
}

static gboolean
remove_tickets_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) &&
         tuntas_cache_remove_tickets (disk->cache, (const char *const *) job->texts, error);
}

void
tuntas_store_remove_tickets_async (TuntasStore *self,
                                   const char *const *ids,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_remove_tickets_async, remove_tickets_job);
  job->texts = g_strdupv ((GStrv) ids);
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_remove_tickets_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_remove_tickets_async, error);
}

static gboolean
put_work_log_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) &&
         tuntas_cache_put_work_log (disk->cache, job->id, (const char *const *) job->texts, error);
}

void
tuntas_store_put_work_log_async (TuntasStore *self,
                                 const char *ticket_id,
                                 const char *const *entries,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (ticket_id != NULL && entries != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_put_work_log_async, put_work_log_job);
  job->id = g_strdup (ticket_id);
  job->texts = g_strdupv ((GStrv) entries);
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_put_work_log_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_put_work_log_async, error);
}

static gboolean
load_work_log_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);

  if (!tuntas_store_disk_is_open (disk, error) || !tuntas_cache_load_work_log (disk->cache, job->id, entries, error))
    return FALSE;
  answer_texts (job, g_steal_pointer (&entries));
  return TRUE;
}

void
tuntas_store_load_work_log_async (TuntasStore *self,
                                  const char *ticket_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (ticket_id != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_load_work_log_async, load_work_log_job);
  job->id = g_strdup (ticket_id);
  tuntas_store_job_run (job);
}

GStrv
tuntas_store_load_work_log_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish_pointer (self, result, tuntas_store_load_work_log_async, error);
}

static gboolean
put_cache_meta_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) && tuntas_cache_put_meta (disk->cache, job->name, job->text, error);
}

void
tuntas_store_put_cache_meta_async (TuntasStore *self,
                                   const char *name,
                                   const char *value,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (name != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_put_cache_meta_async, put_cache_meta_job);
  job->name = g_strdup (name);
  job->text = g_strdup (value);
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_put_cache_meta_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_put_cache_meta_async, error);
}
