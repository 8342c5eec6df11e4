/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-queue-model.h"

#include "training-desk.h"

typedef struct
{
  TuntasWorkplace *workplace;
  TuntasDesk *desk;
  TuntasQueueModel *model;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = training_desk_new (&fixture->workplace);
  fixture->model = tuntas_queue_model_new ();
  tuntas_queue_model_set_source (fixture->model, tuntas_desk_get_queue (fixture->desk));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_clear_object (&fixture->desk);
  g_clear_object (&fixture->workplace);
}

/* Each section has one header, which counts the tickets that follow it, and the sections are in order. */
static guint
check_shape (TuntasQueueModel *model)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint n_tickets = 0;
  int section = -1;
  guint left = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (TUNTAS_IS_QUEUE_HEADER (object))
        {
          g_assert_cmpuint (left, ==, 0);
          g_assert_cmpint ((int) tuntas_queue_header_get_section (TUNTAS_QUEUE_HEADER (object)), >, section);
          section = (int) tuntas_queue_header_get_section (TUNTAS_QUEUE_HEADER (object));
          left = tuntas_queue_header_get_count (TUNTAS_QUEUE_HEADER (object));
          g_assert_cmpuint (left, >, 0);
          continue;
        }
      g_assert_cmpuint (left, >, 0);
      g_assert_cmpint ((int) tuntas_desk_item_get_section (TUNTAS_DESK_ITEM (object)), ==, section);
      left--;
      n_tickets++;
    }
  g_assert_cmpuint (left, ==, 0);
  return n_tickets;
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  guint n_all = g_list_model_get_n_items (tuntas_desk_get_queue (fixture->desk));

  g_assert_cmpuint (n_all, >=, 20);
  g_assert_cmpuint (check_shape (fixture->model), ==, n_all);
  g_assert_cmpuint (tuntas_queue_model_count (fixture->model, NULL), ==, n_all);
}

static void
test_families (Fixture *fixture, gconstpointer data)
{
  static const char *const families[] = { "datin", "indihome", "pots" };
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      guint count = tuntas_queue_model_count (fixture->model, families[i]);

      tuntas_queue_model_set_family (fixture->model, families[i]);
      g_assert_cmpuint (count, >, 0);
      g_assert_cmpuint (check_shape (fixture->model), ==, count);
      sum += count;
    }
  /* A filter does not change what the buttons count. */
  g_assert_cmpuint (sum + tuntas_queue_model_count (fixture->model, ""), ==,
                    tuntas_queue_model_count (fixture->model, NULL));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TuntasDeskItem) last = NULL;
  GListModel *queue = tuntas_desk_get_queue (fixture->desk);
  guint position = 0;

  last = g_list_model_get_item (queue, g_list_model_get_n_items (queue) - 1);
  tuntas_queue_model_set_query (fixture->model, tuntas_desk_item_get_id (last));
  g_assert_cmpuint (check_shape (fixture->model), ==, 1);
  g_assert_true (tuntas_queue_model_find (fixture->model, last, &position));
  g_assert_cmpuint (position, ==, 1);
  tuntas_queue_model_set_query (fixture->model, "nobody has this name");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 0);
  g_assert_false (tuntas_queue_model_find (fixture->model, last, &position));
  /* White space is no search. */
  tuntas_queue_model_set_query (fixture->model, "  ");
  g_assert_cmpuint (check_shape (fixture->model), ==, g_list_model_get_n_items (queue));
}

typedef struct
{
  guint calls, removed, added;
} Changes;

static void
count_changes_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->calls++;
  changes->removed += removed;
  changes->added += added;
}

static gboolean
has_refreshed (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
refreshed_cb (TuntasQueueModel *model, gboolean *refreshed)
{
  *refreshed = TRUE;
}

/* A row that changes where it stands must not take any row away: the view would lose selection and focus. */
static void
test_quiet_change (Fixture *fixture, gconstpointer data)
{
  TuntasDeskItem *item = tuntas_desk_get_next (fixture->desk, NULL);
  Changes changes = { 0 };
  gboolean refreshed = FALSE;

  g_assert_nonnull (item);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (count_changes_cb), &changes);
  g_signal_connect (fixture->model, "refreshed", G_CALLBACK (refreshed_cb), &refreshed);
  g_signal_emit_by_name (item, "changed");
  training_desk_wait (has_refreshed, &refreshed);
  g_assert_cmpuint (changes.calls, ==, 0);
}

/* The source may go out of the list and come back in two steps; nobody sees that. */
static void
test_gathers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) store = g_list_store_new (TUNTAS_TYPE_DESK_ITEM);
  GListModel *queue = tuntas_desk_get_queue (fixture->desk);
  Changes changes = { 0 };
  gboolean refreshed = FALSE;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      g_list_store_append (store, item);
    }
  tuntas_queue_model_set_source (fixture->model, G_LIST_MODEL (store));
  g_assert_cmpuint (check_shape (fixture->model), ==, 5);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (count_changes_cb), &changes);
  g_signal_connect (fixture->model, "refreshed", G_CALLBACK (refreshed_cb), &refreshed);
  {
    g_autoptr (TuntasDeskItem) first = g_list_model_get_item (G_LIST_MODEL (store), 0);

    g_list_store_remove (store, 0);
    g_list_store_insert (store, 1, first);
  }
  training_desk_wait (has_refreshed, &refreshed);
  g_assert_cmpuint (check_shape (fixture->model), ==, 5);
  g_assert_cmpuint (changes.calls, ==, 1);
  g_assert_cmpuint (changes.removed, ==, 2);
  g_assert_cmpuint (changes.added, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/queue-model/sections", test_sections);
  ADD ("/ui/queue-model/families", test_families);
  ADD ("/ui/queue-model/search", test_search);
  ADD ("/ui/queue-model/quiet-change", test_quiet_change);
  ADD ("/ui/queue-model/gathers", test_gathers);
#undef ADD
  return g_test_run ();
}
