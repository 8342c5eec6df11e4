/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-desk.h"

#include "tuntas-test-clock.h"
#include "tuntas-training.h"

#define PATIENCE 30 /* seconds */
#define MORNING (G_GINT64_CONSTANT (1795399200) * G_USEC_PER_SEC) /* 2026-11-23 09:00 WIB: homes may be called */
#define W03 "../data/procedures/IN.OCC.TENESA.W-03.json"

static gboolean
late_cb (gpointer user_data)
{
  g_error ("what the test waits for did not come within %d seconds", PATIENCE);
  return G_SOURCE_REMOVE;
}

void
training_desk_wait (gboolean (*holds) (gpointer user_data), gpointer user_data)
{
  guint late = g_timeout_add_seconds (PATIENCE, late_cb, NULL);

  while (!holds (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late);
}

static TuntasProcedure *
load_procedure (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  procedure = tuntas_procedure_new_from_bytes (bytes, path, &error);
  g_assert_no_error (error);
  return procedure;
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_come (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static gboolean
has_list (gpointer user_data)
{
  return g_list_model_get_n_items (tuntas_desk_get_queue (user_data)) > 0 &&
         tuntas_desk_get_sync_state (user_data) == TUNTAS_SYNC_IDLE;
}

TuntasDesk *
training_desk_new (TuntasWorkplace **workplace)
{
  return training_desk_new_by (W03, workplace);
}

/* scenario (nullable): the sample shift; clock (nullable): one that runs. */
static TuntasDesk *
open_desk (const char *file, GBytes *scenario, const char *language, TuntasClock *clock, TuntasWorkplace **workplace)
{
  g_autoptr (TuntasProcedure) procedure = load_procedure (file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasDesk *desk;

  *workplace = tuntas_training_new (procedure, scenario, NULL, language, clock, 1, &error);
  g_assert_no_error (error);
  tuntas_workplace_start_async (*workplace, tuntas_workplace_get_server (*workplace),
                                tuntas_workplace_get_user (*workplace), NULL, FALSE, NULL, result_cb, &result);
  training_desk_wait (has_come, &result);
  desk = tuntas_workplace_start_finish (*workplace, result, &error);
  g_assert_no_error (error);
  training_desk_wait (has_list, desk);
  return desk;
}

TuntasDesk *
training_desk_new_by (const char *file, TuntasWorkplace **workplace)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (MORNING);

  return open_desk (file, NULL, "en", TUNTAS_CLOCK (clock), workplace);
}

TuntasDesk *
training_desk_new_of (GBytes *scenario, TuntasWorkplace **workplace)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (MORNING);

  return open_desk (W03, scenario, "id", TUNTAS_CLOCK (clock), workplace);
}

TuntasDesk *
training_desk_new_live (TuntasWorkplace **workplace)
{
  return open_desk (W03, NULL, "en", NULL, workplace);
}

void
training_desk_act (TuntasDesk *desk, TuntasDeskItem *item, TuntasAct *act)
{
  g_autoptr (TuntasAct) taken = act;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_desk_act_async (desk, item, taken, NULL, result_cb, &result);
  training_desk_wait (has_come, &result);
  applied = tuntas_desk_act_finish (desk, result, &error);
  g_assert_no_error (error);
  g_assert_true (applied->accepted);
}
