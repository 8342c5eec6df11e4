/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-session.h"

#include "tuntas-phone.h"
#include "tuntas-store.h"
#include "tuntas-words.h"

#include <string.h>

/* Steps */

static void
step_free (gpointer data)
{
  TuntasSessionStep *step = data;

  g_free (step->ticket);
  tuntas_case_unref (step->state);
  tuntas_event_unref (step->event);
  g_free (step->clause);
  g_free (step->line);
  g_free (step->step);
  g_free (step);
}

static const char *
label_of (TuntasCase *before, TuntasEvent *event, const char *language)
{
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (before), tuntas_event_get_id (event),
                                                         tuntas_case_get_step (before),
                                                         tuntas_case_get_family (before));

  return spec != NULL && spec->label != NULL ? tuntas_text_in (spec->label, language) : tuntas_event_get_id (event);
}

/* What the act was about, as far as it can be said in few words: a number, an outcome, an agreed time, a reason. */
static char *
describe (TuntasCase *before, TuntasEvent *event, const char *language)
{
  GString *line = g_string_new (label_of (before, event, language));
  const char *phone = tuntas_event_get (event, "phone");
  const char *reason = tuntas_event_get (event, "reason");
  const TuntasOutcomeSpec *outcome =
      tuntas_procedure_find_outcome (tuntas_case_get_procedure (before), tuntas_event_get (event, "outcome"));
  gint64 call_back;

  if (phone != NULL)
    {
      g_autofree char *masked = tuntas_phone_mask (phone);

      g_string_append_printf (line, " %s", masked);
    }
  if (outcome != NULL)
    g_string_append_printf (line, ": %s", tuntas_text_in (outcome->label, language));
  if (tuntas_act_get_instant (tuntas_event_get_act (event), "call_back", &call_back))
    {
      g_autofree char *clock = tuntas_words_clock (tuntas_case_get_zone (before), call_back, tuntas_event_get_at (event));

      g_string_append_printf (line, " (%s)", clock);
    }
  if (reason != NULL)
    g_string_append_printf (line, ": %s", reason);
  return g_string_free (line, FALSE);
}

/* (transfer full) (nullable): NULL for what only tells of effects and reminders, or is no event of its own. */
static TuntasSessionStep *
make_step (TuntasCase *state, guint index, const char *language)
{
  TuntasEvent *event = g_ptr_array_index (tuntas_case_get_events (state), index);
  gint64 seq = tuntas_event_get_seq (event);
  g_autoptr (TuntasCase) before = NULL;
  g_autoptr (TuntasCase) after = NULL;
  TuntasSessionStep *step;

  if (tuntas_event_is_kept_only (tuntas_event_get_id (event)) ||
      (before = tuntas_case_after (state, seq - 1)) == NULL || (after = tuntas_case_after (state, seq)) == NULL)
    return NULL;
  step = g_new0 (TuntasSessionStep, 1);
  step->at = tuntas_event_get_at (event);
  step->ticket = g_strdup (tuntas_case_get_ticket (state));
  step->event = tuntas_event_ref (event);
  step->taken_back = tuntas_case_is_taken_back (state, seq);
  step->clause = g_strdup (tuntas_case_get_clause_of (after, seq));
  step->line = describe (before, event, language);
  step->step = tuntas_procedure_dup_title (tuntas_case_get_procedure (after), tuntas_case_get_step (after)->title,
                                           language);
  step->state = g_steal_pointer (&after);
  return step;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const TuntasSessionStep *first = *(TuntasSessionStep *const *) a, *second = *(TuntasSessionStep *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  if (strcmp (first->ticket, second->ticket) != 0)
    return strcmp (first->ticket, second->ticket);
  return tuntas_event_get_seq (first->event) < tuntas_event_get_seq (second->event) ? -1 : 1;
}

GPtrArray *
tuntas_session_list_steps (GPtrArray *cases, const char *language)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);

  for (guint i = 0; i < cases->len; i++)
    {
      TuntasCase *state = g_ptr_array_index (cases, i);

      /* The first event opens the case: nobody has done anything yet. */
      for (guint j = 1; j < tuntas_case_get_events (state)->len; j++)
        {
          TuntasSessionStep *step = make_step (state, j, language);

          if (step != NULL)
            g_ptr_array_add (steps, step);
        }
    }
  g_ptr_array_sort (steps, compare_steps);
  return steps;
}

/* Reading */

typedef struct
{
  TuntasProcedure *procedure;
  TuntasStore *store; /* (nullable) */
  GPtrArray *cases;   /* (nullable) */
  GError *error;      /* (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->procedure);
  g_clear_object (&reading->store);
  g_clear_pointer (&reading->cases, g_ptr_array_unref);
  g_clear_error (&reading->error);
  g_free (reading);
}

/* (transfer full) (nullable): the folder of the one account that a session has. */
static char *
find_account (const char *directory, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, error);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *account = g_build_filename (directory, name, NULL);
      g_autofree char *journal = g_build_filename (account, "journal.db", NULL);

      if (g_file_test (journal, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&account);
    }
  if (dir != NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: there is no session here", directory);
  return NULL;
}

gboolean
tuntas_session_has_journal (const char *directory)
{
  g_autofree char *account = find_account (directory, NULL);

  return account != NULL;
}

static void
fold_cases (Reading *reading, const TuntasStoreContents *contents)
{
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (reading->procedure);
  g_autoptr (GHashTable) refused = tuntas_store_contents_shelve (contents, procedures);

  reading->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_case_unref);
  for (guint i = 0; i < contents->cases->len && reading->error == NULL; i++)
    {
      const TuntasStoredCase *stored = g_ptr_array_index (contents->cases, i);
      const char *zone_id = stored->events->len > 0 ? tuntas_event_get (g_ptr_array_index (stored->events, 0), "zone")
                                                    : NULL;
      g_autoptr (GTimeZone) zone = zone_id != NULL ? g_time_zone_new_identifier (zone_id) : NULL;
      TuntasCase *state = tuntas_case_fold (procedures, zone, stored->events, &reading->error);

      if (state != NULL)
        g_ptr_array_add (reading->cases, state);
    }
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  tuntas_store_close_finish (TUNTAS_STORE (source), result, NULL);
  if (reading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reading->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&reading->cases), (GDestroyNotify) g_ptr_array_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (TuntasStoreContents) contents =
      tuntas_store_load_finish (TUNTAS_STORE (source), result, &reading->error);

  if (contents != NULL)
    fold_cases (reading, contents);
  tuntas_store_close_async (TUNTAS_STORE (source), NULL, closed_cb, g_steal_pointer (&task));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  reading->store = tuntas_store_open_finish (result, &error);
  if (reading->store == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  tuntas_store_load_async (reading->store, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

void
tuntas_session_read_async (const char *directory, TuntasProcedure *procedure, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *account = find_account (directory, &error);

  g_task_set_source_tag (task, tuntas_session_read_async);
  reading->procedure = g_object_ref (procedure);
  g_task_set_task_data (task, reading, reading_free);
  if (account == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    tuntas_store_open_async (account, TUNTAS_TRAINING_MACHINE, g_get_real_time () / G_USEC_PER_SEC, NULL, executor,
                             cancellable, opened_cb, g_object_ref (task));
}

GPtrArray *
tuntas_session_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
