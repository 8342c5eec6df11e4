/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-handover.h"

#include "tuntas-acceptance.h"

#include <string.h>

/* Taking back. The file of the hand-over lets somebody else go on with the case, so it is made void first, by the
 * acceptance beside it; then the journal says that the case is here. What of the hand-over stays away gets its file again,
 * without this case. Killed in between the file is void and the case away: taken back again, or the file written again, it
 * goes on. */

typedef struct
{
  TuntasDeskItem *item;
  char *reason;
  gboolean without_file; /* on the agent's word nobody has it */
  char *path;            /* (nullable): of the file */
  char *id;              /* (nullable): of the hand-over */
  TuntasAcceptance *acceptance; /* (nullable) */
} TakingBack;

static void
taking_back_free (gpointer data)
{
  TakingBack *back = data;

  g_object_unref (back->item);
  g_free (back->reason);
  g_free (back->path);
  g_free (back->id);
  g_clear_pointer (&back->acceptance, tuntas_acceptance_free);
  g_free (back);
}

/* The case is here; what is left to do is about the others of the file. */

static void
rewritten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tuntas_desk_hand_over_finish (TUNTAS_DESK (source), result, &error);

  /* Until it is written again, which can be done at any time, nobody takes the others over. */
  if (path == NULL)
    g_message ("the file of a hand-over was not written again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  g_autoptr (GTask) task = user_data;
  TakingBack *back = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean saved = tuntas_desk_save_finish (self, result, &error);

  tuntas_desk_end_turn (self);
  if (!saved)
    g_task_return_error (task, error);
  else if (back->path != NULL && tuntas_desk_has_handed (self, back->id))
    {
      g_autofree char *directory = g_path_get_dirname (back->path);

      tuntas_desk_write_handover_async (self, back->id, directory, rewritten_cb, g_steal_pointer (&task));
    }
  else
    {
      tuntas_desk_drop_handover_files (self);
      g_task_return_boolean (task, TRUE);
    }
}

/* Within the turn. task (transfer full) */
static void
save (TuntasDesk *self, GTask *task)
{
  TakingBack *back = g_task_get_task_data (task);
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_TAKEN_BACK);
  g_autoptr (TuntasCase) next = NULL;

  tuntas_act_set (act, "handover", back->id);
  tuntas_act_set (act, "reason", back->reason);
  if (back->without_file)
    tuntas_act_set (act, "file", "out-of-reach");
  next = tuntas_desk_next_with (self, tuntas_desk_item_get_case (back->item), act);
  tuntas_desk_save_async (self, back->item, next, NULL, NULL, taken_back_cb, task);
}

/* The file is made void */

static gboolean
make_void (const TakingBack *back, GError **error)
{
  g_autoptr (TuntasHandover) handover = NULL;

  if (back->path == NULL || !g_file_test (back->path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_OUT_OF_REACH,
                           back->path != NULL ? back->path : "");
      return FALSE;
    }
  handover = tuntas_desk_read_handover_file (back->path, error);
  if (handover == NULL)
    return FALSE;
  if (strcmp (handover->id, back->id) == 0)
    return tuntas_acceptance_claim (back->acceptance, error);
  g_propagate_error (error, tuntas_desk_error_new (TUNTAS_DESK_ERROR_HANDOVER, "handover-other", handover->id));
  return FALSE;
}

static void
void_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (make_void (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
voided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasDesk *self = TUNTAS_DESK (source);
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      save (self, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
  tuntas_desk_end_turn (self);
}

static void
take_back_turn (TuntasDesk *self, gpointer user_data)
{
  GTask *task = user_data;
  TakingBack *back = g_task_get_task_data (task);
  g_autoptr (GTask) thread = NULL;
  GError *error = tuntas_desk_hold_error (self); /* before the file is made void for nothing */
  const char *id = NULL;

  if (error == NULL && tuntas_case_get_holder (tuntas_desk_item_get_case (back->item), NULL, &id) == NULL)
    error = g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE, "the case is here");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      tuntas_desk_end_turn (self);
      return;
    }
  back->id = g_strdup (id);
  if (back->without_file || id == NULL)
    {
      save (self, task);
      return;
    }
  if (back->path == NULL)
    back->path = g_strdup (tuntas_desk_find_handover_file (self, id));
  if (back->path != NULL)
    back->acceptance = tuntas_acceptance_new (self, back->path, id, TRUE);
  thread = g_task_new (self, NULL, voided_cb, task);
  g_task_set_task_data (thread, back, NULL); /* which lives as long as the task that is answered */
  g_task_run_in_thread (thread, void_thread);
}

void
tuntas_desk_take_back_async (TuntasDesk *self, TuntasDeskItem *item, const char *reason, const char *path,
                             gboolean without_file, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  TakingBack *back = g_new0 (TakingBack, 1);

  g_task_set_source_tag (task, tuntas_desk_take_back_async);
  back->item = g_object_ref (item);
  back->reason = g_strdup (reason);
  back->path = g_strdup (path);
  back->without_file = without_file;
  g_task_set_task_data (task, back, taking_back_free);
  tuntas_desk_take_turn (self, take_back_turn, task);
}

gboolean
tuntas_desk_take_back_finish (TuntasDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
