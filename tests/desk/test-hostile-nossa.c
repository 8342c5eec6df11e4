/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include "tuntas-data.h"
#include "tuntas-soup-transport.h"

#include <string.h>

/* What Nossa did and could not say, and what it would not do: the rows of the table in tests/nossa/test-hostile-wire.c
 * that need a desk with its journal. The embedded Nossa's oracle counts what really happened. An e-mail whose answer is
 * lost has nobody to ask but the agent: see mail: mailer, and desk: readdress. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define MORNING "2026-11-23T09:00:00+07:00"
#define SAMPLE_SHIFT "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"
#define WRITES 3 /* of the act below: a new ticket, a note, a status */

static guint
count_effects (Shift *shift, TuntasSimulatorEffectKind kind)
{
  g_autoptr (GPtrArray) effects = tuntas_simulator_list_effects (shift->nossa);
  guint n = 0;

  for (guint i = 0; i < effects->len; i++)
    {
      const TuntasSimulatorEffect *effect = g_ptr_array_index (effects, i);

      n += effect->kind == kind && strcmp (effect->user, "AYU") == 0;
    }
  return n;
}

static guint
count_all_effects (Shift *shift)
{
  return count_effects (shift, TUNTAS_SIMULATOR_EFFECT_CREATE) + count_effects (shift, TUNTAS_SIMULATOR_EFFECT_STATUS) +
         count_effects (shift, TUNTAS_SIMULATOR_EFFECT_WORKLOG);
}

static guint
count_writes (Shift *shift)
{
  return tuntas_simulator_get_counters (shift->nossa).writes;
}

/* A datin ticket up to the act that has an effect of each kind; that act then waits in its hold. */
static Shift *
shift_with_effects (void)
{
  Shift *shift = shift_new (MORNING);

  shift_act (shift, DATIN, "received", "rfo", "kabel dropcore putus", "repair", "sambung ulang", NULL);
  shift_act (shift, DATIN, "resolved", "app", "iBooster", "result", "spec", NULL);
  shift_call (shift, DATIN, DATIN_PHONE, "connected");
  shift_act (shift, DATIN, "normal-monitoring", "told", "true", NULL);
  g_assert_cmpuint (count_all_effects (shift), ==, 0);
  return shift;
}

/* Everything happened, once, and the agent sees all of it proved. */
static void
assert_once (Shift *shift)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (shift, DATIN));
  g_autofree char *status = shift_nossa_get (shift, DATIN, "status");
  g_auto (GStrv) notes = shift_nossa_notes (shift, DATIN);

  g_assert_cmpuint (count_effects (shift, TUNTAS_SIMULATOR_EFFECT_CREATE), ==, 1);
  g_assert_cmpuint (count_effects (shift, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  g_assert_cmpuint (count_effects (shift, TUNTAS_SIMULATOR_EFFECT_STATUS), ==, 1);
  g_assert_cmpstr (status, ==, "CLOSED");
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  g_assert_cmpuint (sendings->len, ==, WRITES);
  for (guint i = 0; i < sendings->len; i++)
    g_assert_cmpint (((TuntasSending *) g_ptr_array_index (sendings, i))->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 0);
}

/* The answer to each write is lost after so many of its bytes: before it, after the status line, in the head, in the
 * body, and not at all although the connection ends. Nothing is written a second time. */
static void
test_response_lost (void)
{
  static const int bytes[] = { 0, 1, 17, 40, 120, 200, 260, 320, 400, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      Shift *shift = shift_with_effects ();
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"drop-after\",\"writes\":%d,\"bytes\":%d}", WRITES, bytes[i]);

      shift_fault (shift, fault);
      shift_settle (shift, DATIN);
      assert_once (shift);
      g_assert_cmpuint (count_writes (shift), ==, WRITES);
      shift_free (shift);
    }
}

/* Time passes where nothing else is under way. */
static gboolean
has_effects (Shift *shift, gpointer data)
{
  if (count_all_effects (shift) >= GPOINTER_TO_UINT (data))
    return TRUE;
  if (!g_main_context_pending (NULL))
    tuntas_test_clock_advance_seconds (shift->clock, 1);
  return FALSE;
}

/* The same, and the program ends at the instant at which Nossa has it. */
static void
test_killed (void)
{
  for (guint n = 1; n <= WRITES; n++)
    {
      Shift *shift = shift_with_effects ();

      shift_fault (shift, "{\"kind\":\"drop-after\",\"writes\":3}");
      /* Out of the hold, and on to the effect. */
      tuntas_test_clock_advance_seconds (shift->clock, 10);
      shift_wait (shift, "the effect", has_effects, GUINT_TO_POINTER (n));
      shift_restart (shift);
      shift_settle (shift, DATIN);
      assert_once (shift);
      g_assert_cmpuint (count_writes (shift), ==, WRITES);
      shift_free (shift);
    }
}

/* A request is lost before anything happened: it is asked for, not found, and sent again without the agent. */
static void
test_request_lost (void)
{
  for (guint n = 1; n <= 2 * WRITES; n++)
    {
      Shift *shift = shift_with_effects ();
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"drop-before\",\"writes\":%u}", n);

      shift_fault (shift, fault);
      shift_settle (shift, DATIN);
      assert_once (shift);
      g_assert_cmpuint (count_writes (shift), ==, WRITES + n);
      shift_free (shift);
    }
}

static gboolean
has_written (Shift *shift, gpointer data)
{
  return count_writes (shift) > 0;
}

static gboolean
is_quiet (Shift *shift, gpointer data)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (shift, DATIN));

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->state == TUNTAS_SENDING_UNDER_WAY)
      return FALSE;
  return tuntas_desk_get_sync_state (shift->desk) != TUNTAS_SYNC_PULLING;
}

/* Lets so much time pass, and everything happen that is due in it. */
static void
pass (Shift *shift, guint seconds)
{
  for (guint i = 0; i < seconds; i += 5)
    {
      tuntas_test_clock_advance_seconds (shift->clock, 5);
      shift_wait (shift, "quiet", is_quiet, NULL);
    }
}

/* Nossa forgets a key after five minutes. What was not answered before them is looked for, never blindly sent again. */
static void
test_key_died (void)
{
  static const char *const kinds[] = { "drop-after", "drop-before" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Shift *shift = shift_with_effects ();
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"%s\",\"writes\":1}", kinds[i]);

      shift_fault (shift, fault);
      tuntas_test_clock_advance_seconds (shift->clock, 10);
      shift_wait (shift, "the first to be written", has_written, NULL);
      shift_fault (shift, "{\"kind\":\"offline\"}");
      pass (shift, 360);
      shift_fault (shift, "{\"kind\":\"clear\"}");
      shift_settle (shift, DATIN);
      assert_once (shift);
      g_assert_cmpuint (count_writes (shift), ==, WRITES + i);
      shift_free (shift);
    }
}

/* The session ends after any number of requests: it is renewed once, with one submission of the password, and nothing
 * is dropped. */
static void
test_session_ended (void)
{
  for (guint k = 1; k <= 50; k++)
    {
      Shift *shift = shift_with_effects ();
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"expire-session\",\"after\":%u}", k);

      shift_fault (shift, fault);
      shift_settle (shift, DATIN);
      assert_once (shift);
      g_assert_cmpuint (tuntas_simulator_get_counters (shift->nossa).credential_submissions, <=, 2);
      shift_free (shift);
    }
}

static gboolean
needs_sign_in (Shift *shift, gpointer data)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_SIGN_IN_NEEDED;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tuntas_desk_sign_in_finish (TUNTAS_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* It ends again: now the queue waits for the agent, whose one submission drains it. */
static void
test_session_ended_twice (void)
{
  Shift *shift = shift_with_effects ();
  gboolean done = FALSE;

  shift_fault (shift, "{\"kind\":\"expire-session\",\"after\":1}");
  shift_settle (shift, DATIN);
  assert_once (shift);
  g_assert_cmpuint (tuntas_simulator_get_counters (shift->nossa).credential_submissions, ==, 2);

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_fault (shift, "{\"kind\":\"expire-session\",\"after\":0}");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  tuntas_test_clock_advance_seconds (shift->clock, 60);
  shift_wait (shift, "the desk to ask for the password", needs_sign_in, NULL);
  for (guint i = 0; i < 60; i++)
    shift_pass (shift, 60);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 2);
  g_assert_cmpuint (tuntas_simulator_get_counters (shift->nossa).credential_submissions, ==, 2);

  tuntas_desk_sign_in_async (shift->desk, "latihan", NULL, signed_in_cb, &done);
  shift_wait (shift, "the sign-in", shift_is_true, &done);
  shift_settle (shift, HOME);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 0);
  g_assert_cmpuint (tuntas_simulator_get_counters (shift->nossa).credential_submissions, ==, 3);
  shift_free (shift);
}

/* The steps of a ticket of a home customer, one after another. */
static void
take_step (Shift *shift, guint step)
{
  switch (step)
    {
    case 0:
      shift_act (shift, HOME, "received", "rfo", "kabel dropcore putus", "repair", "sambung ulang", NULL);
      return;
    case 1:
      shift_act (shift, HOME, "resolved", "app", "iBooster", "result", "spec", NULL);
      return;
    case 2:
      shift_act (shift, HOME, "call", "phone", HOME_PHONE, NULL);
      return;
    case 3:
      tuntas_test_clock_advance_seconds (shift->clock, 30);
      shift_act (shift, HOME, "outcome", "outcome", "connected", NULL);
      return;
    default:
      shift_act (shift, HOME, "normal-close", "told", "true", NULL);
      return;
    }
}

#define STEPS 5

/* Somebody takes or closes the ticket between any two steps: what the agent did is kept, no status is written over what
 * the other did, and the agent is asked. A ticket that is closed takes notes and does not keep them. */
static void
test_changed_meanwhile (void)
{
  static const struct { const char *change; const char *status; const char *code; } others[] = {
    { "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}", "MEDIACARE", "reassigned" },
    { "{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}", "CLOSED", "not-taken" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (guint k = 0; k < STEPS; k++)
      {
        Shift *shift = shift_new (MORNING);
        g_autofree char *status = NULL;
        const TuntasSending *first;
        guint n_events;

        for (guint step = 0; step < STEPS; step++)
          {
            if (step == k)
              shift_change_in_nossa (shift, HOME, others[i].change);
            take_step (shift, step);
          }
        n_events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, HOME)))->len;
        shift_settle (shift, HOME);
        status = shift_nossa_get (shift, HOME, "status");
        g_assert_cmpstr (status, ==, others[i].status);
        g_assert_cmpuint (count_effects (shift, TUNTAS_SIMULATOR_EFFECT_STATUS), ==, 0);
        g_assert_cmpuint (tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, HOME)))->len, >=, n_events);
        first = g_ptr_array_index (tuntas_desk_item_get_sendings (shift_item (shift, HOME)), 0);
        g_assert_cmpint (first->state, ==, TUNTAS_SENDING_BLOCKED);
        g_assert_cmpstr (first->code, ==, others[i].code);
        shift_free (shift);
      }
}

/* Half an hour in which Nossa says 503 to everything, and when to come back. */
static void
test_storm (void)
{
  Shift *shift = shift_with_effects ();
  guint before = tuntas_simulator_get_counters (shift->nossa).requests, asked;

  shift_fault (shift, "{\"kind\":\"status\",\"status\":503,\"retry_after\":120}");
  pass (shift, 1800);
  asked = tuntas_simulator_get_counters (shift->nossa).requests - before;
  /* Each of the two that ask, the list and the first effect, every two minutes. */
  g_assert_cmpuint (asked, >=, 2);
  g_assert_cmpuint (asked, <=, 2 * 1800 / 120 + 2);
  g_assert_cmpuint (count_all_effects (shift), ==, 0);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, WRITES);
  shift_fault (shift, "{\"kind\":\"clear\"}");
  /* What it asked for last still holds, for the whole desk. */
  pass (shift, 150);
  shift_settle (shift, DATIN);
  assert_once (shift);
  shift_free (shift);
}

static gboolean
has_pulled (Shift *shift, gpointer data)
{
  return tuntas_desk_get_sync_state (shift->desk) != TUNTAS_SYNC_PULLING;
}

/* A list that is cut takes no ticket away, neither from the desk nor from what it keeps. */
static void
test_list_cut (void)
{
  static const char *const framings[] = { "length", "chunked", "none" };
  Shift *shift = shift_new (MORNING);
  guint n = g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk));

  for (guint i = 0; i < G_N_ELEMENTS (framings); i++)
    for (int bytes = 0; bytes < 4000; bytes += 397)
      {
        g_autofree char *fault = g_strdup_printf ("{\"kind\":\"truncate\",\"requests\":1,\"bytes\":%d,\"framing\":\"%s\"}",
                                                  bytes, framings[i]);

        shift_fault (shift, fault);
        tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
        shift_wait (shift, "the pull", has_pulled, NULL);
        g_assert_cmpint (tuntas_desk_get_sync_state (shift->desk), ==, TUNTAS_SYNC_OFFLINE);
        g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk)), ==, n);
      }
  shift_fault (shift, "{\"kind\":\"clear\"}");
  shift_restart (shift);
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk)), ==, n);
  shift_free (shift);
}

/* The same Nossa, where it does not say how long a list is. */
static void
forget_counts (Shift *shift)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE_SHIFT, 0, NULL);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GBytes) scenario = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, "\"settings\": {", "\"settings\": { \"counts\": false,", 1), ==, 1);
  scenario = g_bytes_new (text->str, text->len);
  tuntas_simulator_load_scenario (shift->nossa, scenario, "uncounted", &error);
  g_assert_no_error (error);
  shift_restart (shift);
}

static gboolean
both_have_left (Shift *shift, gpointer data)
{
  return tuntas_desk_find_item (shift->desk, HOME) == NULL &&
         tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, DATIN))) != NULL;
}

/* What such a list does not have is looked at by itself: what is somebody else's by now leaves, or stops where it was
 * begun; the others stay. */
static void
test_list_uncounted (void)
{
  Shift *shift = shift_new (MORNING);
  guint n;

  forget_counts (shift);
  n = g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk));
  shift_act (shift, DATIN, "received", "rfo", "kabel putus", "repair", "sambung ulang", NULL);
  shift_change_in_nossa (shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}");
  shift_change_in_nossa (shift, DATIN, "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}");
  tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
  shift_wait (shift, "both to leave", both_have_left, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk)), ==, n - 1);
  shift_restart (shift);
  g_assert_null (tuntas_desk_find_item (shift->desk, HOME));
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/hostile-nossa/N1/response-lost", test_response_lost);
  g_test_add_func ("/desk/hostile-nossa/N2/killed", test_killed);
  g_test_add_func ("/desk/hostile-nossa/N3/request-lost", test_request_lost);
  g_test_add_func ("/desk/hostile-nossa/N5/key-died", test_key_died);
  g_test_add_func ("/desk/hostile-nossa/N7/session-ended", test_session_ended);
  g_test_add_func ("/desk/hostile-nossa/N7/session-ended-twice", test_session_ended_twice);
  g_test_add_func ("/desk/hostile-nossa/N9/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/desk/hostile-nossa/N11/storm", test_storm);
  g_test_add_func ("/desk/hostile-nossa/N15/list-cut", test_list_cut);
  g_test_add_func ("/desk/hostile-nossa/N15/list-uncounted", test_list_uncounted);
  return g_test_run ();
}
