/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act-draw.h"
#include "case-compare.h"
#include "core-support.h"
#include "path-judge.h"

#include <string.h>

/* What must hold for any sequence of acts, instants and families. Each sequence has a seed of its own, which a
 * failure names: TUNTAS_SEED=N TUNTAS_SEQUENCES=1 plays that one alone. */

#define SEQUENCES 100000
#define MORNING   1763942400 /* 2025-11-24 00:00:00 UTC, 07:00 in Jakarta */
#define LAST_DAY  4102444800 /* 2100: a call can be agreed for later, but nobody waits for it */

/* A case under way, beside what the path says of it. */
typedef struct
{
  guint32 seed;
  GRand *rand;
  ActMaker *maker;
  ActDrawMood mood;
  TuntasCase *state;
  gint64 now;
  PathMonitor opened;
  PathMonitor path;
  GPtrArray *seen; /* of TuntasCase: after every step */
} Sequence;

static G_NORETURN void
fail (const Sequence *sequence, const char *property, const char *what)
{
  GPtrArray *events = tuntas_case_get_events (sequence->state);

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *json = tuntas_event_to_json (g_ptr_array_index (events, i));

      g_test_message ("%s", json);
    }
  g_error ("TUNTAS_SEED=%u TUNTAS_SEQUENCES=1: %s: %s", sequence->seed, property, what);
}

static void
report_cb (PathProperty property, const char *what, gpointer user_data)
{
  fail (user_data, path_property_name (property), what);
}

static void
want_same (const Sequence *sequence, TuntasCase *got, TuntasCase *wanted, CaseParts parts, const char *property)
{
  g_autofree char *difference = case_difference (got, wanted, parts);

  if (difference != NULL)
    fail (sequence, property, difference);
}

static gboolean
one_in (const Sequence *sequence, int n)
{
  return g_rand_int_range (sequence->rand, 0, n) == 0;
}

/* The path, from the events */

static gboolean
is_event (TuntasEvent *event, const char *id)
{
  return strcmp (tuntas_event_get_id (event), id) == 0;
}

/* After something was taken back the path is gone anew. */
static void
retrace (Sequence *sequence, TuntasCase *state)
{
  sequence->path = sequence->opened;
  path_retrace (&sequence->path, tuntas_case_get_procedure (state), tuntas_case_get_events (state));
}

/* Taking back */

/* (transfer full): how the case stood before that event, had nothing been done since but waiting. */
static TuntasCase *
stood_before (const Sequence *sequence, gint64 seq, gint64 now)
{
  GPtrArray *events = tuntas_case_get_events (sequence->state);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) state = NULL;
  g_autoptr (TuntasApplied) waited = NULL;

  for (gint64 i = 0; i < seq - 1; i++)
    g_ptr_array_add (before, g_ptr_array_index (events, i));
  state = core_support_fold (tuntas_case_get_procedure (sequence->state), tuntas_case_get_zone (sequence->state),
                             before, &error);
  g_assert_no_error (error);
  for (guint i = seq; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);

      if (is_event (event, TUNTAS_EVENT_DUE))
        {
          g_autoptr (TuntasApplied) due = tuntas_case_apply (state, NULL, tuntas_event_get_at (event), "", FALSE);

          tuntas_case_unref (state);
          state = tuntas_case_ref (due->next);
        }
    }
  waited = tuntas_case_apply (state, NULL, now, "", FALSE);
  return tuntas_case_ref (waited->next);
}

/* What was taken back has left no trace but in the history. sequence still holds the case before. */
static void
check_taken_back (const Sequence *sequence, const TuntasApplied *undone, gint64 now)
{
  GPtrArray *before = tuntas_case_get_events (sequence->state);
  GPtrArray *after = tuntas_case_get_events (undone->next);
  gint64 seq = tuntas_event_get_seq (tuntas_case_get_undoable (sequence->state));
  g_autoptr (TuntasCase) wanted = stood_before (sequence, seq, now);

  want_same (sequence, undone->next, wanted, CASE_QUESTIONS, "taking back");
  for (guint i = 0; i < before->len; i++)
    if (before->pdata[i] != after->pdata[i])
      fail (sequence, "taking back", "the history is not kept");
  if (!tuntas_case_is_taken_back (undone->next, seq))
    fail (sequence, "taking back", "the history does not say that it was taken back");
}

/* A step */

static void
check_refused (const Sequence *sequence, const TuntasApplied *applied, gint64 now)
{
  g_autoptr (TuntasApplied) waited = NULL;

  if (applied->act_seq != 0 || applied->effects->len != 0 || applied->refusals->len == 0)
    fail (sequence, "refusal", "something is left behind");
  if (applied->next == sequence->state)
    return;
  waited = tuntas_case_apply (sequence->state, NULL, now, "", FALSE);
  want_same (sequence, applied->next, waited->next, CASE_HISTORY, "refusal");
}

static void
follow_path (Sequence *sequence, TuntasAct *act, const TuntasApplied *applied, gint64 now)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure (sequence->state);

  path_time (&sequence->path, now);
  if (act == NULL)
    return;
  if (!applied->accepted)
    check_refused (sequence, applied, now);
  else if (tuntas_act_is (act, TUNTAS_EVENT_UNDO))
    {
      check_taken_back (sequence, applied, now);
      retrace (sequence, applied->next);
    }
  else
    {
      path_judge_act (&sequence->path, act, now, applied, report_cb, sequence);
      path_take (&sequence->path, procedure, act, now);
    }
  path_time (&sequence->path, now);
}

static void
move_to (Sequence *sequence, TuntasCase *state)
{
  g_ptr_array_add (sequence->seen, tuntas_case_ref (state));
  tuntas_case_unref (sequence->state);
  sequence->state = tuntas_case_ref (state);
}

/* They are derived again from the events when the program was started anew. */
static void
check_effects (const Sequence *sequence, const TuntasApplied *applied)
{
  g_autoptr (GPtrArray) again = tuntas_case_list_effects (sequence->state, applied->act_seq);
  g_autofree char *difference = effects_difference (again, applied->effects);

  if (difference != NULL)
    fail (sequence, "effects", difference);
}

/* The program's own events: the effects begin to leave, or something is heard of them. */
static void
note_sending (Sequence *sequence, const char *id, gint64 of)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, of);
  g_autoptr (TuntasEvent) event = NULL;
  g_autoptr (TuntasCase) next = NULL;

  tuntas_act_set (act, "of", seq);
  event = tuntas_event_new (tuntas_case_get_events (sequence->state)->len + 1, sequence->now, "", act);
  next = tuntas_case_append (sequence->state, event);
  move_to (sequence, next);
}

/* Mostly minutes pass; sometimes none, a night, just up to the deadline, or the clock is set back. */
static void
let_time_pass (Sequence *sequence)
{
  gint64 deadline = tuntas_case_get_deadline (sequence->state);

  switch (g_rand_int_range (sequence->rand, 0, 12))
    {
    case 0:
      break;
    case 1:
      sequence->now += g_rand_int_range (sequence->rand, 0, 100000);
      break;
    case 2:
      sequence->now -= g_rand_int_range (sequence->rand, 0, 4000);
      break;
    case 3:
    case 4:
    case 5:
      if (deadline >= 0)
        sequence->now = deadline + g_rand_int_range (sequence->rand, -1, 2);
      break;
    default:
      sequence->now += g_rand_int_range (sequence->rand, 0, 600);
    }
  sequence->now = MIN (sequence->now, LAST_DAY);
}

static void
play_step (Sequence *sequence)
{
  g_autoptr (TuntasAct) act = NULL;
  g_autoptr (TuntasApplied) applied = NULL;

  let_time_pass (sequence);
  if (!one_in (sequence, 12))
    act = act_draw (sequence->maker, sequence->rand, sequence->mood, sequence->state, sequence->now);
  applied = tuntas_case_apply (sequence->state, act, sequence->now, "AYU", one_in (sequence, 6));
  follow_path (sequence, act, applied, sequence->now);
  move_to (sequence, applied->next);
  path_judge_case (&sequence->path, sequence->state, sequence->now, report_cb, sequence);
  if (applied->act_seq > 0 && one_in (sequence, 4))
    check_effects (sequence, applied);
  if (applied->effects->len > 0 && one_in (sequence, 2))
    note_sending (sequence, TUNTAS_EVENT_BEGUN, applied->act_seq);
  if (applied->effects->len > 0 && one_in (sequence, 4))
    note_sending (sequence, TUNTAS_EVENT_RECEIPT, applied->act_seq);
}

/* A sequence */

static GPtrArray *
take_events (GPtrArray *events, guint count)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (taken, g_ptr_array_index (events, i));
  return taken;
}

/* (transfer full): as the journal would give them back. */
static GPtrArray *
reread (GPtrArray *events)
{
  GPtrArray *fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *json = tuntas_event_to_json (g_ptr_array_index (events, i));
      g_autoptr (GError) error = NULL;
      TuntasEvent *event = tuntas_event_from_json (json, &error);

      g_assert_no_error (error);
      g_ptr_array_add (fresh, event);
    }
  return fresh;
}

static void
check_fold (const Sequence *sequence, GPtrArray *events, TuntasCase *wanted, CaseParts parts, const char *property)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) folded = core_support_fold (tuntas_case_get_procedure (wanted), tuntas_case_get_zone (wanted),
                                                     events, &error);

  if (folded == NULL)
    fail (sequence, property, error->message);
  want_same (sequence, folded, wanted, parts, property);
}

static void
check_prefix (const Sequence *sequence, guint step, CaseParts parts)
{
  TuntasCase *then = g_ptr_array_index (sequence->seen, step);
  g_autoptr (GPtrArray) events = take_events (tuntas_case_get_events (sequence->state),
                                              tuntas_case_get_events (then)->len);

  check_fold (sequence, events, then, parts, "folding what there was earlier");
}

/* The journal's bytes, every earlier moment and what is derived on asking are left to some sequences: they take longer
 * than all else. */
static void
check_folds (const Sequence *sequence)
{
  check_fold (sequence, tuntas_case_get_events (sequence->state), sequence->state, CASE_HISTORY, "folding");
  check_prefix (sequence, g_rand_int_range (sequence->rand, 0, sequence->seen->len), CASE_HISTORY);
  if (!one_in (sequence, 16))
    return;
  for (guint i = 0; i < sequence->seen->len; i++)
    check_prefix (sequence, i, CASE_ALL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) events = reread (tuntas_case_get_events (sequence->state));

      check_fold (sequence, events, sequence->state, CASE_ALL, "folding what was written");
    }
}

static void
open_sequence (Sequence *sequence, TuntasProcedure *procedure)
{
  static const char *const phones[] = { "", "0800000000", "0800000001;+62 800-0000-02", "0800000003;0800000003;" };
  PathFamily any = g_rand_int_range (sequence->rand, 0, PATH_N_FAMILIES);
  const char *family = path_family_name (one_in (sequence, 2) ? PATH_DATIN : any);
  const char *zone_id = one_in (sequence, 8) ? "" : "Asia/Jakarta";
  const char *numbers = phones[g_rand_int_range (sequence->rand, 0, G_N_ELEMENTS (phones))];

  sequence->state = core_support_open_case (procedure, family, zone_id, numbers,
                                            one_in (sequence, 2) ? "" : "noc@pelanggan.example");
  sequence->now = MORNING + g_rand_int_range (sequence->rand, 0, 100000);
  path_open (&sequence->opened, family, zone_id, numbers);
  sequence->path = sequence->opened;
  sequence->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_case_unref);
  g_ptr_array_add (sequence->seen, tuntas_case_ref (sequence->state));
}

/* What the sequences came to, so that it can be seen that they come to something. */
typedef struct
{
  guint64 acts;
  GHashTable *ends; /* (element-type utf8) */
  guint follow_ups, taken_back;
} Tally;

static void
count_sequence (Tally *tally, TuntasCase *state, guint length)
{
  const char *end = tuntas_case_get_end (state);

  tally->acts += length;
  tally->follow_ups += tuntas_case_get_round (state) == 2 && tuntas_case_get_counted (state) >= PATH_FOLLOW_UP_MAX;
  tally->taken_back += tuntas_case_find_last (state, TUNTAS_EVENT_UNDO) != NULL;
  if (end != NULL)
    g_hash_table_add (tally->ends, (gpointer) g_intern_string (end));
}

static void
play (TuntasProcedure *procedure, ActMaker *maker, guint32 seed, Tally *tally)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Sequence sequence = { .seed = seed, .rand = rand, .maker = maker };
  guint length;

  open_sequence (&sequence, procedure);
  sequence.mood = one_in (&sequence, 3) ? ACT_DRAW_PATIENT : ACT_DRAW_HASTY;
  length = sequence.mood == ACT_DRAW_PATIENT ? g_rand_int_range (rand, 20, 45) : g_rand_int_range (rand, 1, 16);
  for (guint i = 0; i < length; i++)
    play_step (&sequence);
  check_folds (&sequence);
  count_sequence (tally, sequence.state, length);
  g_ptr_array_unref (sequence.seen);
  tuntas_case_unref (sequence.state);
}

static guint32
setting (const char *name, guint32 otherwise)
{
  const char *text = g_getenv (name);
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL) ? number : otherwise;
}

static void
test_sequences (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (ActMaker) maker = act_maker_new (procedure);
  g_autoptr (GHashTable) ends = g_hash_table_new (g_str_hash, g_str_equal);
  Tally tally = { .ends = ends };
  guint32 seed = setting ("TUNTAS_SEED", g_random_int ());
  guint32 count = setting ("TUNTAS_SEQUENCES", SEQUENCES);

  g_test_message ("TUNTAS_SEED=%u TUNTAS_SEQUENCES=%u", seed, count);
  for (guint32 i = 0; i < count; i++)
    play (procedure, maker, seed + i, &tally);
  g_test_message ("figure properties_sequences %u sequences", count);
  g_test_message ("figure properties_acts %" G_GUINT64_FORMAT " acts", tally.acts);
  g_test_message ("figure properties_taken_back %u sequences", tally.taken_back);
  g_test_message ("figure properties_full_follow_up %u sequences", tally.follow_ups);
  if (count < SEQUENCES)
    return;
  g_assert_cmpuint (g_hash_table_size (ends), ==, 6);
  g_assert_cmpuint (tally.follow_ups, >, 100);
  g_assert_cmpuint (tally.taken_back, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/properties/sequences", test_sequences);
  return g_test_run ();
}
