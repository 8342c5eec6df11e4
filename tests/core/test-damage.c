/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act-draw.h"
#include "case-compare.h"
#include "core-support.h"
#include "json-damage.h"
#include "tuntas-json.h"

#include <string.h>

/* Files that were damaged, or written by somebody who tries: the journal's events and the procedure. They give an
 * error or something that works, never a crash. TUNTAS_SEED=N plays a run again. */

#define MORNING 1763942400

static guint32
draw_seed (void)
{
  const char *text = g_getenv ("TUNTAS_SEED");
  guint64 seed = g_random_int ();

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seed, NULL);
  g_test_message ("TUNTAS_SEED=%" G_GUINT64_FORMAT, seed);
  return seed;
}

/* Whatever is asked of a case, and whatever is done with it. */
static TuntasCase *
use_case (GRand *rand, ActMaker *maker, TuntasCase *state, guint steps)
{
  g_autoptr (TuntasCase) now = tuntas_case_ref (state);
  gint64 instant = MORNING;

  for (guint i = 0; i < steps; i++)
    {
      g_autoptr (TuntasAct) act = act_draw (maker, rand, ACT_DRAW_PATIENT, now, instant);
      g_autoptr (TuntasApplied) applied = tuntas_case_apply (now, act, instant, "AYU", g_rand_boolean (rand));
      g_autofree char *difference = case_difference (applied->next, applied->next, CASE_ALL);

      g_assert_null (difference);
      if (applied->act_seq > 0)
        g_ptr_array_unref (tuntas_case_list_effects (applied->next, applied->act_seq));
      tuntas_case_unref (now);
      now = tuntas_case_ref (applied->next);
      instant += g_rand_int_range (rand, 0, 2000);
    }
  return g_steal_pointer (&now);
}

/* Events */

/* (transfer full) (nullable): the event as read back from its bytes, something in them replaced. */
static TuntasEvent *
damage_event (GRand *rand, TuntasEvent *event)
{
  g_autofree char *json = tuntas_event_to_json (event);
  g_autofree char *damaged = json_damage (rand, json);
  g_autoptr (GError) error = NULL;
  TuntasEvent *read = tuntas_event_from_json (damaged, &error);

  g_assert_true ((read == NULL) == (error != NULL));
  g_assert_true (read != NULL || error->domain == TUNTAS_JSON_ERROR);
  return read;
}

static TuntasEvent *
renumber (TuntasEvent *event, gint64 seq)
{
  return tuntas_event_new (seq, tuntas_event_get_at (event), tuntas_event_get_agent (event),
                           tuntas_event_get_act (event));
}

/* (transfer full): some of the events, some damaged, in another order; numbered as if all were well or not. */
static GPtrArray *
damage_events (GRand *rand, GPtrArray *events, gboolean *in_order)
{
  GPtrArray *damaged = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  gboolean numbered = g_rand_boolean (rand);

  *in_order = TRUE;
  for (guint i = 0; i < events->len; i++)
    {
      guint any = g_rand_int_range (rand, 0, events->len);
      guint which = g_rand_int_range (rand, 0, 8) == 0 ? any : i;
      g_autoptr (TuntasEvent) event = tuntas_event_ref (g_ptr_array_index (events, which));

      if (g_rand_int_range (rand, 0, 10) == 0)
        {
          TuntasEvent *other = damage_event (rand, event);

          if (other == NULL)
            continue;
          tuntas_event_unref (event);
          event = other;
        }
      if (numbered)
        g_ptr_array_add (damaged, renumber (event, damaged->len + 1));
      else
        g_ptr_array_add (damaged, tuntas_event_ref (event));
      *in_order = *in_order && (numbered || tuntas_event_get_seq (event) == (gint64) damaged->len);
    }
  return damaged;
}

static void
test_events (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (ActMaker) maker = act_maker_new (procedure);
  guint32 seed = draw_seed ();
  guint refused = 0;

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + round);
      g_autoptr (TuntasCase) fresh = core_support_open_case (procedure, "datin", "Asia/Jakarta", "0800000001", "");
      g_autoptr (TuntasCase) whole = use_case (rand, maker, fresh, 20);
      gboolean in_order;
      g_autoptr (GPtrArray) events = damage_events (rand, tuntas_case_get_events (whole), &in_order);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasCase) state = NULL;

      state = core_support_fold (procedure, tuntas_case_get_zone (whole), events, &error);
      g_assert_true ((state == NULL) == (error != NULL));
      g_assert_true (state == NULL || in_order);
      if (state != NULL)
        tuntas_case_unref (use_case (rand, maker, state, 5));
      else
        {
          /* A damaged opening can name a procedure that is not here. */
          g_assert_true (error->domain == TUNTAS_CASE_ERROR);
          refused++;
        }
    }
  /* Both happen. */
  g_assert_cmpuint (refused, >, 200);
  g_assert_cmpuint (refused, <, 3800);
}

/* Procedures */

static void
use_procedure (GRand *rand, TuntasProcedure *procedure)
{
  g_autoptr (ActMaker) maker = act_maker_new (procedure);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (TuntasCase) fresh = core_support_open_case (procedure, i % 2 == 0 ? "datin" : "pots", "Asia/Jakarta",
                                                             "0800000001", "");

      tuntas_case_unref (use_case (rand, maker, fresh, 30));
    }
}

static void
test_procedures (void)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  guint32 seed = draw_seed ();
  guint loaded = 0;

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + round);
      g_autofree char *damaged = json_damage (rand, text);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasProcedure) procedure = NULL;

      procedure = core_support_read_procedure (damaged, "uji.json", &error);
      g_assert_true ((procedure == NULL) == (error != NULL));
      if (procedure != NULL)
        {
          use_procedure (rand, procedure);
          loaded++;
        }
      else
        {
          g_assert_true (error->domain == TUNTAS_PROCEDURE_ERROR);
          g_assert_true (g_str_has_prefix (error->message, "uji.json: "));
        }
    }
  g_assert_cmpuint (loaded, >, 50);
  g_assert_cmpuint (loaded, <, 1900);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/damage/events", test_events);
  g_test_add_func ("/core/damage/procedures", test_procedures);
  return g_test_run ();
}
