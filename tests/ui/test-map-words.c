/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-words.h"
#include "ui-support.h"

#include <string.h>

/* Names of the file that people must never see. */
static const char *const ids[] = { "usable_number", "unreached", "follow_up_", "first_round_", "call_back", "true", "{" };

static void
assert_words (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (strstr (text, ids[i]) != NULL)
      g_error ("“%s” says “%s”", text, ids[i]);
}

/* Every step, end, way and condition of W-03 has words, and none of them is a name of the file. */
static void
test_complete (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  g_autoptr (TuntasMap) map = tuntas_map_new (procedure, NULL);
  guint conditions = 0;

  for (guint i = 0; i < map->nodes->len; i++)
    {
      const TuntasMapNode *node = g_ptr_array_index (map->nodes, i);
      g_autofree char *title = tuntas_map_words_title (map, node, "en");

      assert_words (title);
      g_assert_true (node->end == NULL || strstr (title, node->end) == NULL);
    }
  for (guint i = 0; i < map->ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (map->ways, i);
      g_autofree char *words = tuntas_map_words_way (way, "en");
      g_autofree char *when = tuntas_map_words_when (map, way, "en");

      assert_words (words);
      if (when != NULL)
        {
          assert_words (when);
          conditions++;
        }
    }
  g_assert_cmpuint (conditions, >, 10);
}

/* (transfer full) (nullable): the condition of the n-th way of an act out of a step. */
static char *
dup_when (const TuntasMap *map, const char *step, const char *act, guint n)
{
  const TuntasMapNode *node = g_ptr_array_index (map->nodes, tuntas_map_find (map, step, NULL));

  for (guint i = 0; i < node->ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (node->ways, i);

      if ((way->act == NULL ? act == NULL : g_strcmp0 (way->act->id, act) == 0) && n-- == 0)
        return tuntas_map_words_when (map, way, "en");
    }
  g_assert_not_reached ();
}

static void
test_conditions (void)
{
  static const struct
  {
    const char *family, *step, *act;
    guint n;
    const char *words;
  } cases[] = {
    { "datin", "first-round", "outcome", 0, "if “Asks to be called back at …”" },
    { "datin", "first-round", "outcome", 1, "if the customer is reached" },
    { "datin", "first-round", "pend", 0,
      "if at least 3 calls did not reach the customer, the customer's time zone is known" },
    { "datin", "follow-up", "close-unreached", 0,
      "if at least 1 calls did not reach the customer, RFO and repair were sent by e-mail" },
    { "datin", "follow-up", "call", 0, "if fewer than 3 calls were made" },
    { "datin", "confirm", "dropped", 0, "if the ticket was pended" },
    { "datin", "confirm", "dropped", 1, "otherwise" },
    { "indihome", "confirm", "normal-close", 0, "if the customer asks for monitoring, RFO and repair were told" },
    { "indihome", "confirm", "normal-close", 1, "otherwise" },
    /* Nothing else can come of it there, so nothing is otherwise. */
    { "indihome", "confirm", "dropped", 0, NULL },
    { "datin", "promised", NULL, 1, "otherwise" },
    { "datin", "held", "instructed", 0, "if “Continue”" },
    { "datin", "receive", "received", 0, NULL },
  };
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TuntasMap) map = tuntas_map_new (procedure, cases[i].family);
      g_autofree char *when = dup_when (map, cases[i].step, cases[i].act, cases[i].n);

      g_assert_cmpstr (when, ==, cases[i].words);
    }
}

static void
test_titles (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  g_autoptr (TuntasMap) map = tuntas_map_new (procedure, "datin");
  TuntasMapNode *held = g_ptr_array_index (map->nodes, tuntas_map_find (map, "held", NULL));
  g_autofree char *calls =
      tuntas_map_words_title (map, g_ptr_array_index (map->nodes, tuntas_map_find (map, "follow-up", NULL)), "id");
  g_autofree char *commons = tuntas_map_words_commons (held, "id");
  g_autofree char *end =
      tuntas_map_words_title (map, g_ptr_array_index (map->nodes, tuntas_map_find (map, "end", "closed-unreached")), "id");

  g_assert_cmpstr (calls, ==, "Hubungi lagi, maks. 3×");
  g_assert_cmpstr (commons, ==, "from nearly every step: Tanya koordinator");
  g_assert_cmpstr (end, ==, "Ditutup · tidak terhubung");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/map-words/complete", test_complete);
  g_test_add_func ("/ui/map-words/conditions", test_conditions);
  g_test_add_func ("/ui/map-words/titles", test_titles);
  return g_test_run ();
}
