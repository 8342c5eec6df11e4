/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-workplace-private.h"

#include "tuntas-executor.h"
#include "tuntas-store.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Forgetting the computer: first what it would lose is counted, over all accounts; then everything goes in one act. */

/* The accounts' folders, one after the other. */

typedef struct
{
  GPtrArray *folders; /* of char *: those that are still to be looked at */
  TuntasExecutor *executor;
  TuntasLeftovers left;
} Survey;

static void
survey_free (gpointer data)
{
  Survey *survey = data;

  g_ptr_array_unref (survey->folders);
  g_clear_object (&survey->executor);
  g_free (survey);
}

/* (transfer full): but for that one (nullable), which is open. */
static GPtrArray *
list_folders (TuntasWorkplace *self, const char *but)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);
      g_autofree char *journal = g_build_filename (path, "journal.db", NULL);

      if (g_file_test (journal, G_FILE_TEST_IS_REGULAR) && g_strcmp0 (path, but) != 0)
        g_ptr_array_add (folders, g_steal_pointer (&path));
    }
  return folders;
}

static void look_at_next (GTask *task);

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  tuntas_store_close_finish (TUNTAS_STORE (source), result, NULL);
  g_object_unref (source);
  look_at_next (task);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Survey *survey = g_task_get_task_data (task);
  g_autoptr (TuntasStoreContents) contents = tuntas_store_load_finish (TUNTAS_STORE (source), result, NULL);

  if (contents == NULL)
    survey->left.n_unread++;
  for (guint i = 0; contents != NULL && i < contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);

      survey->left.n_unsent += !tuntas_outbox_state_is_final (entry->state);
    }
  tuntas_store_close_async (TUNTAS_STORE (source), NULL, closed_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Survey *survey = g_task_get_task_data (task);
  TuntasStore *store = tuntas_store_open_finish (result, NULL);

  if (store != NULL)
    {
      tuntas_store_load_async (store, NULL, loaded_cb, task);
      return;
    }
  survey->left.n_unread++;
  look_at_next (task);
  g_object_unref (task);
}

static void
look_at_next (GTask *task)
{
  TuntasWorkplace *self = g_task_get_source_object (task);
  Survey *survey = g_task_get_task_data (task);
  g_autofree char *folder = NULL;

  if (survey->folders->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  folder = g_ptr_array_steal_index_fast (survey->folders, 0);
  tuntas_store_open_async (folder, self->machine_id, tuntas_clock_now_seconds (self->clock), self->vfs,
                           survey->executor, NULL, opened_cb, g_object_ref (task));
}

void
tuntas_workplace_count_leftovers_async (TuntasWorkplace *self, TuntasDesk *desk, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *open = desk != NULL ? tuntas_workplace_dup_folder (self, tuntas_desk_get_server (desk),
                                                                      tuntas_desk_get_user (desk))
                                       : NULL;
  Survey *survey = g_new0 (Survey, 1);

  g_task_set_source_tag (task, tuntas_workplace_count_leftovers_async);
  survey->folders = list_folders (self, open);
  survey->executor = tuntas_executor_new_thread ("tuntas-survey");
  survey->left.n_accounts = survey->folders->len + (desk != NULL);
  survey->left.n_unsent = desk != NULL ? tuntas_desk_get_n_unsent (desk) : 0;
  g_task_set_task_data (task, survey, survey_free);
  look_at_next (task);
}

gboolean
tuntas_workplace_count_leftovers_finish (TuntasWorkplace *self, GAsyncResult *result, TuntasLeftovers *left,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *left = ((Survey *) g_task_get_task_data (G_TASK (result)))->left;
  return TRUE;
}

/* Removing */

/* A link is removed and not followed. */
static gboolean
remove_tree (const char *path, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      dir = g_dir_open (path, 0, error);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if (!remove_tree (child, error))
            return FALSE;
        }
      if (dir == NULL)
        return FALSE;
    }
  if (g_remove (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static void
remove_thread (GTask *task, gpointer source, gpointer directory, GCancellable *cancellable)
{
  GError *error = NULL;

  if (remove_tree (directory, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
files_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
remove_files (GTask *task)
{
  TuntasWorkplace *self = g_task_get_source_object (task);
  g_autoptr (GTask) files = g_task_new (self, NULL, files_removed_cb, g_object_ref (task));

  g_task_set_task_data (files, g_strdup (self->directory), g_free);
  g_task_run_in_thread (files, remove_thread);
}

/* Where there is no keyring, nothing is kept in one. What else goes wrong there is told, and the files go all the same. */
static void
note_keyring (GTask *task, const GError *error)
{
  gboolean *kept = g_task_get_task_data (task);

  *kept = error != NULL && !g_error_matches (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_SERVICE) &&
          !g_error_matches (error, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_BUS);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  tuntas_secrets_clear_finish (TUNTAS_SECRETS (source), result, &error);
  note_keyring (task, error);
  remove_files (task);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (tuntas_secrets_unlock_finish (TUNTAS_SECRETS (source), result, &error))
    tuntas_secrets_clear_async (TUNTAS_SECRETS (source), NULL, NULL, NULL, cleared_cb, g_steal_pointer (&task));
  else
    {
      note_keyring (task, error);
      remove_files (task);
    }
}

void
tuntas_workplace_forget_async (TuntasWorkplace *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_workplace_forget_async);
  /* Once it is begun it is ended. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (gboolean, 1), g_free);
  g_clear_pointer (&self->user, g_free);
  tuntas_secrets_unlock_async (self->secrets, NULL, NULL, NULL, unlocked_cb, task);
}

gboolean
tuntas_workplace_forget_finish (TuntasWorkplace *self, GAsyncResult *result, gboolean *login_kept, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *login_kept = *(gboolean *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}
