/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store-private.h"

#include "tuntas-commit-private.h"

G_DEFINE_FINAL_TYPE (TuntasStore, tuntas_store, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  TuntasStoreJob *job = data;

  g_clear_pointer (&job->commit, tuntas_commit_unref);
  g_clear_pointer (&job->commits, g_ptr_array_unref);
  g_free (job->id);
  g_free (job->name);
  g_free (job->text);
  g_strfreev (job->texts);
  g_strfreev (job->ticket_ids);
  g_clear_pointer (&job->tickets, g_ptr_array_unref);
  if (job->result != NULL)
    job->free_result (job->result);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_object (&job->store);
  g_free (job);
}

/* Back in the caller's main context. */
static gboolean
answer_cb (gpointer data)
{
  TuntasStoreJob *job = data;

  for (guint i = 0; job->error == NULL && job->ids != NULL && i < job->ids->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (job->commit->entries, i);

      entry->id = g_array_index (job->ids, gint64, i);
    }
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->result != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  else
    g_task_return_boolean (job->task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data)
{
  TuntasStoreJob *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GMainContext) context = g_main_context_ref (g_task_get_context (job->task));
  /* It goes on this thread too, and so not before this job has ended. */
  TuntasStoreDisk *disk = job->store->disk;

  job->func (job, job->store->disk, &job->error);

  /* Not g_task_return_… () from here: it could let the store's last reference go on this thread. */
  g_source_set_static_name (source, "tuntas_store_answer");
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, answer_cb, job, job_free);
  g_source_attach (source, context);

  /* The job may be gone by now. */
  if (disk->journal != NULL)
    tuntas_journal_tidy (disk->journal);
}

TuntasStoreJob *
tuntas_store_job_new (TuntasStore *self,
                      gpointer source_object,
                      gpointer tag,
                      TuntasStoreJobFunc func,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  TuntasStoreJob *job = g_new0 (TuntasStoreJob, 1);

  job->task = g_task_new (source_object, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  /* What was done is answered, whatever was cancelled meanwhile. */
  g_task_set_check_cancellable (job->task, FALSE);
  job->store = g_object_ref (self);
  job->func = func;
  return job;
}

void
tuntas_store_job_run (TuntasStoreJob *job)
{
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    {
      g_task_return_error (job->task, g_steal_pointer (&job->error));
      job_free (job);
      return;
    }
  tuntas_executor_run (job->store->executor, work, job);
}

gboolean
tuntas_store_job_finish (TuntasStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
tuntas_store_job_finish_pointer (TuntasStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
tuntas_store_disk_is_open (TuntasStoreDisk *disk, GError **error)
{
  if (disk->journal != NULL)
    return TRUE;
  g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_CLOSED, "%s: the store was closed", disk->directory);
  return FALSE;
}

/* The object. */

static void
close_disk (TuntasStoreDisk *disk)
{
  /* The journal last: it holds the lock. */
  g_clear_pointer (&disk->cache, tuntas_cache_close);
  g_clear_pointer (&disk->journal, tuntas_journal_close);
}

static void
drop_disk (gpointer data)
{
  TuntasStoreDisk *disk = data;

  close_disk (disk);
  g_free (disk->directory);
  g_free (disk->vfs);
  g_free (disk);
}

static void
tuntas_store_finalize (GObject *object)
{
  TuntasStore *self = TUNTAS_STORE (object);

  tuntas_executor_run (self->executor, drop_disk, self->disk);
  g_clear_object (&self->executor);
  g_free (self->directory);

  G_OBJECT_CLASS (tuntas_store_parent_class)->finalize (object);
}

static void
tuntas_store_class_init (TuntasStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_store_finalize;
}

static void
tuntas_store_init (TuntasStore *self)
{
}

gboolean
tuntas_store_is_cloned (TuntasStore *self)
{
  g_return_val_if_fail (TUNTAS_IS_STORE (self), FALSE);

  return self->cloned;
}

gboolean
tuntas_store_is_newer (TuntasStore *self)
{
  g_return_val_if_fail (TUNTAS_IS_STORE (self), FALSE);

  return self->newer;
}

const char *
tuntas_store_get_directory (TuntasStore *self)
{
  g_return_val_if_fail (TUNTAS_IS_STORE (self), NULL);

  return self->directory;
}

/* Open and close. */

static gboolean
open_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  disk->journal = tuntas_journal_open (disk->directory, disk->vfs, job->id, job->now, error);
  if (disk->journal == NULL)
    return FALSE;
  disk->cache = tuntas_cache_new (disk->directory, disk->vfs);
  /* Nobody has the store before this job is answered. */
  job->store->cloned = g_strcmp0 (tuntas_journal_get_machine_id (disk->journal), job->id) != 0;
  job->store->newer = tuntas_journal_is_newer (disk->journal);
  job->result = g_object_ref (job->store);
  job->free_result = g_object_unref;
  return TRUE;
}

void
tuntas_store_open_async (const char *directory,
                         const char *machine_id,
                         gint64 now,
                         const char *vfs,
                         TuntasExecutor *executor,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (TuntasStore) self = NULL;
  TuntasStoreJob *job;

  g_return_if_fail (directory != NULL && machine_id != NULL);
  g_return_if_fail (TUNTAS_IS_EXECUTOR (executor));

  self = g_object_new (TUNTAS_TYPE_STORE, NULL);
  self->executor = g_object_ref (executor);
  self->directory = g_strdup (directory);
  self->disk = g_new0 (TuntasStoreDisk, 1);
  self->disk->directory = g_strdup (directory);
  self->disk->vfs = g_strdup (vfs);

  job = tuntas_store_job_new (self, NULL, tuntas_store_open_async, open_job, cancellable, callback, user_data);
  job->id = g_strdup (machine_id);
  job->now = now;
  tuntas_store_job_run (job);
}

TuntasStore *
tuntas_store_open_finish (GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish_pointer (NULL, result, tuntas_store_open_async, error);
}

static gboolean
close_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  if (!tuntas_store_disk_is_open (disk, error))
    return FALSE;
  close_disk (disk);
  return TRUE;
}

void
tuntas_store_close_async (TuntasStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_STORE (self));

  tuntas_store_job_run (TUNTAS_STORE_JOB (self, tuntas_store_close_async, close_job));
}

gboolean
tuntas_store_close_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_close_async, error);
}

/* Everything. */

static gboolean
load_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  g_autoptr (TuntasStoreContents) contents = tuntas_store_contents_new ();

  if (!tuntas_store_disk_is_open (disk, error) || !tuntas_journal_load (disk->journal, contents, error))
    return FALSE;
  tuntas_cache_load (disk->cache, contents);
  job->result = g_steal_pointer (&contents);
  job->free_result = (GDestroyNotify) tuntas_store_contents_unref;
  return TRUE;
}

void
tuntas_store_load_async (TuntasStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_STORE (self));

  tuntas_store_job_run (TUNTAS_STORE_JOB (self, tuntas_store_load_async, load_job));
}

TuntasStoreContents *
tuntas_store_load_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish_pointer (self, result, tuntas_store_load_async, error);
}

/* The journal. */

static gboolean
commit_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) && tuntas_journal_commit (disk->journal, job->commit, job->ids, error);
}

void
tuntas_store_commit_async (TuntasStore *self,
                           TuntasCommit *commit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (commit != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_commit_async, commit_job);
  job->commit = tuntas_commit_ref (commit);
  job->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_commit_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_commit_async, error);
}

static gboolean
commit_all_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) && tuntas_journal_commit_all (disk->journal, job->commits, error);
}

void
tuntas_store_commit_all_async (TuntasStore *self, GPtrArray *commits, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));

  job = TUNTAS_STORE_JOB (self, tuntas_store_commit_all_async, commit_all_job);
  job->commits = g_ptr_array_ref (commits);
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_commit_all_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_commit_all_async, error);
}

static gboolean
put_draft_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) &&
         tuntas_journal_put_draft (disk->journal, job->id, job->name, job->text, error);
}

void
tuntas_store_put_draft_async (TuntasStore *self,
                              const char *ticket_id,
                              const char *name,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (ticket_id != NULL && name != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_put_draft_async, put_draft_job);
  job->id = g_strdup (ticket_id);
  job->name = g_strdup (name);
  job->text = g_strdup (text);
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_put_draft_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_put_draft_async, error);
}

static gboolean
put_meta_job (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error)
{
  return tuntas_store_disk_is_open (disk, error) &&
         tuntas_journal_put_meta (disk->journal, job->name, job->text, error);
}

void
tuntas_store_put_meta_async (TuntasStore *self,
                             const char *name,
                             const char *value,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  TuntasStoreJob *job;

  g_return_if_fail (TUNTAS_IS_STORE (self));
  g_return_if_fail (name != NULL);

  job = TUNTAS_STORE_JOB (self, tuntas_store_put_meta_async, put_meta_job);
  job->name = g_strdup (name);
  job->text = g_strdup (value);
  tuntas_store_job_run (job);
}

gboolean
tuntas_store_put_meta_finish (TuntasStore *self, GAsyncResult *result, GError **error)
{
  return tuntas_store_job_finish (self, result, tuntas_store_put_meta_async, error);
}
