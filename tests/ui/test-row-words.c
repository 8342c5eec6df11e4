/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-row-words.h"

#include "training-desk.h"

#include <string.h>

typedef struct
{
  TuntasWorkplace *workplace;
  TuntasDesk *desk;
  TuntasDeskItem *item; /* an IndiHome ticket that nobody has worked on */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GListModel *queue;

  fixture->desk = training_desk_new (&fixture->workplace);
  queue = tuntas_desk_get_queue (fixture->desk);
  for (guint i = 0; i < g_list_model_get_n_items (queue) && fixture->item == NULL; i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (g_strcmp0 (tuntas_case_get_family (tuntas_desk_item_get_case (item)), "indihome") == 0 &&
          !tuntas_desk_item_is_begun (item) && tuntas_case_get_n_phones (tuntas_desk_item_get_case (item)) > 0)
        fixture->item = g_object_ref (item);
    }
  g_assert_nonnull (fixture->item);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->item);
  g_clear_object (&fixture->desk);
  g_clear_object (&fixture->workplace);
}

static TuntasRowWords *
read_row (Fixture *fixture)
{
  return tuntas_row_words_new (fixture->item, -1, tuntas_desk_get_zone (fixture->desk), "en",
                               tuntas_clock_now_seconds (tuntas_desk_get_clock (fixture->desk)));
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TuntasRowWords) words = read_row (fixture);

  g_assert_cmpstr (words->time, ==, "new");
  g_assert_true (g_str_has_prefix (words->detail, tuntas_desk_item_get_id (fixture->item)));
  g_assert_true (g_str_has_suffix (words->detail, "Receive RFO and repair"));
  g_assert_cmpint (words->tone, ==, TUNTAS_ROW_TONE_PLAIN);
  g_assert_false (words->waits);
  g_assert_cmpint (words->changes_at, ==, -1);
  /* What is shown is also said. */
  g_assert_nonnull (strstr (words->spoken, words->customer));
  g_assert_nonnull (strstr (words->spoken, "IndiHome"));
  g_assert_true (g_str_has_suffix (words->spoken, "new"));
}

/* With a target the row has Nossa's TTR too, beside its own time. */
static void
test_ttr (Fixture *fixture, gconstpointer data)
{
  gint64 now = tuntas_clock_now_seconds (tuntas_desk_get_clock (fixture->desk));
  g_autoptr (TuntasRowWords) within = tuntas_row_words_new (fixture->item, 90 * 3600, tuntas_desk_get_zone (fixture->desk),
                                                            "en", now);
  g_autoptr (TuntasRowWords) over = tuntas_row_words_new (fixture->item, 60, tuntas_desk_get_zone (fixture->desk), "en",
                                                          now);

  g_assert_true (g_pattern_match_simple ("IN* · TTR ?*:?? · Receive RFO and repair", within->detail));
  g_assert_true (g_pattern_match_simple ("IN* · TTR ?*:?? over · Receive RFO and repair", over->detail));
  g_assert_nonnull (strstr (over->spoken, " over"));
  g_assert_cmpstr (over->time, ==, "new");
}

static void
receive (Fixture *fixture)
{
  TuntasAct *act = tuntas_act_new ("received");

  tuntas_act_set (act, "rfo", "drop core pressed");
  tuntas_act_set (act, "repair", "drop core pulled anew");
  training_desk_act (fixture->desk, fixture->item, act);
  training_desk_act (fixture->desk, fixture->item, tuntas_act_new ("resolved"));
}

static void
test_calls (Fixture *fixture, gconstpointer data)
{
  TuntasAct *act;

  receive (fixture);
  {
    g_autoptr (TuntasRowWords) words = read_row (fixture);

    g_assert_true (g_str_has_suffix (words->detail, "call 1/3"));
    g_assert_cmpstr (words->time, ==, "now");
    g_assert_cmpint (words->tone, ==, TUNTAS_ROW_TONE_DUE);
  }
  act = tuntas_act_new ("call");
  tuntas_act_set (act, "phone", tuntas_case_get_phone (tuntas_desk_item_get_case (fixture->item), 0, NULL));
  training_desk_act (fixture->desk, fixture->item, act);
  {
    g_autoptr (TuntasRowWords) words = read_row (fixture);

    g_assert_true (g_str_has_suffix (words->detail, "on the phone"));
  }
  act = tuntas_act_new ("outcome");
  tuntas_act_set (act, "outcome", "no-answer");
  training_desk_act (fixture->desk, fixture->item, act);
  {
    g_autofree char *step = tuntas_row_words_step (fixture->item, tuntas_desk_get_zone (fixture->desk), "en",
                                                   tuntas_clock_now_seconds (tuntas_desk_get_clock (fixture->desk)));

    g_assert_true (g_str_equal (step, "next is call 2") || g_str_equal (step, "call 2/3"));
  }
}

/* The customer's clock is another one than the agent's: the time says whose it is. */
static void
test_zone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) jayapura = g_time_zone_new_identifier ("Asia/Jayapura");
  gint64 now = tuntas_clock_now_seconds (tuntas_desk_get_clock (fixture->desk));
  TuntasCase *state;
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;
  TuntasAct *act;

  receive (fixture);
  act = tuntas_act_new ("customer-contacted");
  tuntas_act_set (act, "channel", "phone");
  tuntas_act_set (act, "who", "PIC");
  training_desk_act (fixture->desk, fixture->item, act);
  act = tuntas_act_new ("cannot-check");
  tuntas_act_set_instant (act, "call_back", now + 3600);
  training_desk_act (fixture->desk, fixture->item, act);
  state = tuntas_desk_item_get_case (fixture->item);
  own = tuntas_row_words_step (fixture->item, tuntas_case_get_zone (state), "en", now);
  other = tuntas_row_words_step (fixture->item, jayapura, "en", now);

  g_assert_true (g_str_has_prefix (own, "agreed call "));
  g_assert_null (strstr (own, "WI"));
  g_assert_true (g_str_has_suffix (other, " WIT"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/row-words/new", test_new);
  ADD ("/ui/row-words/ttr", test_ttr);
  ADD ("/ui/row-words/calls", test_calls);
  ADD ("/ui/row-words/zone", test_zone);
#undef ADD
  return g_test_run ();
}
