/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include "tuntas-soup-transport.h"

#include <string.h>

/* What the agent decides about a sending that did not get through, and what Nossa's word decides before that. */

#define HOME "IN190001091"
#define PHONE "08000000121"
#define CLASH "{\"kind\":\"status\",\"status\":412,\"body\":\"maximo\",\"reason\":\"BMXAA8229W\""
#define MORNING "2026-11-23T09:00:00+07:00"

typedef struct
{
  Shift *shift;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->shift = shift_new (MORNING);
  shift_act (self->shift, HOME, "received", "rfo", "kabel putus", "repair", "sambung ulang", NULL);
  shift_act (self->shift, HOME, "resolved", NULL);
  shift_call (self->shift, HOME, PHONE, "connected");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shift_free (self->shift);
}

static const TuntasSending *
find (Fixture *self, TuntasEffectKind kind)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self->shift, HOME));

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->kind == kind)
      return g_ptr_array_index (sendings, i);
  g_assert_not_reached ();
}

/* (transfer full) (nullable): the error. */
static GError *
decide (Fixture *self, TuntasEffectKind kind, TuntasSendingAct act, const char *reason)
{
  return shift_decide (self->shift, HOME, find (self, kind)->id, act, reason);
}

static void
close_ticket (Fixture *self)
{
  shift_act (self->shift, HOME, "normal-close", "told", "true", NULL);
}

static guint
count_notes (Fixture *self)
{
  g_auto (GStrv) notes = shift_nossa_notes (self->shift, HOME);

  return g_strv_length (notes);
}

/* The last receipt of the journal says on whose word, and why. */
static void
assert_receipt (Fixture *self, const char *state, const char *evidence, const char *reason)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (self->shift, HOME)));

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);

      if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_RECEIPT) != 0)
        continue;
      g_assert_cmpstr (tuntas_event_get (event, "state"), ==, state);
      g_assert_cmpstr (tuntas_event_get (event, "evidence"), ==, evidence);
      g_assert_cmpstr (tuntas_event_get (event, "reason"), ==, reason);
      return;
    }
  g_assert_not_reached ();
}

/* Nossa says no to the note: the case is back with the agent, the close waits behind it, over a restart too. */
static void
refuse_note (Fixture *self)
{
  close_ticket (self);
  shift_fault (self->shift, "{\"kind\":\"status\",\"status\":400,\"body\":\"maximo\",\"reason\":\"BMXAA0024E\","
                   "\"writes\":-1}");
  shift_settle (self->shift, HOME);
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_NOTE)->code, ==, "not-allowed");
  shift_fault (self->shift, "{\"kind\":\"clear\"}");
  shift_restart (self->shift);
  shift_settle (self->shift, HOME);
  g_assert_cmpint (find (self, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_BLOCKED);
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (self->shift, HOME)), ==, TUNTAS_SECTION_NEEDS_ACTION);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (self->shift->desk), ==, 2);
  shift_assert_status (self->shift, HOME, "MEDIACARE");
}

static void
test_refused_again (Fixture *self, gconstpointer data)
{
  refuse_note (self);
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_RETRY, NULL));
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
  g_assert_cmpuint (count_notes (self), ==, 1);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (self->shift->desk), ==, 0);
}

static void
test_refused_by_hand (Fixture *self, gconstpointer data)
{
  refuse_note (self);
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_CONFIRM, "ditempel langsung di Nossa"));
  assert_receipt (self, "done", "agent", "ditempel langsung di Nossa");
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
  g_assert_cmpuint (count_notes (self), ==, 0);
}

static void
test_refused_given_up (Fixture *self, gconstpointer data)
{
  refuse_note (self);
  g_assert_no_error (decide (self, TUNTAS_EFFECT_STATUS, TUNTAS_SENDING_CANCEL, "ditutup koordinator"));
  assert_receipt (self, "cancelled", "agent", "ditutup koordinator");
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_CANCEL, "tidak perlu"));
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "MEDIACARE");
  g_assert_cmpuint (count_notes (self), ==, 0);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (self->shift->desk), ==, 0);
}

/* The ticket is somebody else's by now: nothing is written, until the agent wants the note there all the same. The
 * close does not follow. */
static void
test_reassigned_note (Fixture *self, gconstpointer data)
{
  shift_change_in_nossa (self->shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}");
  close_ticket (self);
  shift_settle (self->shift, HOME);
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_NOTE)->code, ==, "reassigned");
  g_assert_cmpuint (count_notes (self), ==, 0);
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_RETRY, NULL));
  shift_settle (self->shift, HOME);
  g_assert_cmpint (find (self, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpuint (count_notes (self), ==, 1);
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_STATUS)->code, ==, "reassigned");
  shift_assert_status (self->shift, HOME, "MEDIACARE");
}

/* Closed by somebody else before our close: it is as we wanted it. Nothing is left to do, and nothing was written. */
static void
test_closed_by_other (Fixture *self, gconstpointer data)
{
  close_ticket (self);
  shift_change_in_nossa (self->shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}");
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_CANCEL, "sudah ditutup"));
  shift_settle (self->shift, HOME);
  g_assert_cmpint (find (self, TUNTAS_EFFECT_STATUS)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpuint (count_notes (self), ==, 0);
}

/* Closed by somebody else before it could be given back: what Nossa says and by whom, and it stays as it is. */
static void
test_change_by_other (Fixture *self, gconstpointer data)
{
  shift_act (self->shift, HOME, "not-normal", "complaint", "masih putus", NULL);
  shift_change_in_nossa (self->shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}");
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_CANCEL, "sudah ditutup"));
  shift_settle (self->shift, HOME);
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_STATUS)->code, ==, "conflict");
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_STATUS)->reason, ==, "CLOSED · BAGAS");
  shift_assert_status (self->shift, HOME, "CLOSED");
}

/* Another row stamp alone: written once more, and after that it is a conflict. */
static void
test_clash (Fixture *self, gconstpointer data)
{
  close_ticket (self);
  shift_fault (self->shift, CLASH ",\"writes\":1}");
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
  g_assert_cmpuint (count_notes (self), ==, 1);
}

static void
test_clash_again (Fixture *self, gconstpointer data)
{
  close_ticket (self);
  shift_fault (self->shift, CLASH ",\"writes\":2}");
  shift_settle (self->shift, HOME);
  g_assert_cmpint (find (self, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_BLOCKED);
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_NOTE)->code, ==, "conflict");
  g_assert_cmpuint (count_notes (self), ==, 0);
  shift_assert_status (self->shift, HOME, "MEDIACARE");
}

/* Also where it had to be sent a second time before: it is there once. */
static void
test_clash_later (Fixture *self, gconstpointer data)
{
  close_ticket (self);
  shift_fault (self->shift, "{\"kind\":\"drop-before\",\"writes\":1}");
  shift_fault (self->shift, CLASH ",\"writes\":1}");
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
  g_assert_cmpuint (count_notes (self), ==, 1);
}

/* Nossa says yes and does nothing: after three times the agent is told. */
static void
test_not_taken (Fixture *self, gconstpointer data)
{
  TuntasSimulatorCounters counters;

  close_ticket (self);
  shift_fault (self->shift, "{\"kind\":\"no-change\"}");
  shift_settle (self->shift, HOME);
  g_assert_cmpint (find (self, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_BLOCKED);
  g_assert_cmpstr (find (self, TUNTAS_EFFECT_NOTE)->code, ==, "not-taken");
  counters = tuntas_simulator_get_counters (self->shift->nossa);
  g_assert_cmpuint (counters.writes, ==, 3);
  shift_fault (self->shift, "{\"kind\":\"clear\"}");
  /* Until then Nossa takes the key for one that it has seen. */
  tuntas_test_clock_advance_seconds (self->shift->clock, 6 * 60);
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_RETRY, NULL));
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
  g_assert_cmpuint (count_notes (self), ==, 1);
}

/* A fate that is unknown is asked for now; only the agent's word sends it again. */
static void
test_in_doubt (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) late = NULL;

  close_ticket (self);
  shift_fault (self->shift, "{\"kind\":\"drop-after\",\"writes\":1}");
  tuntas_test_clock_advance_seconds (self->shift->clock, 10);
  shift_wait_for (self->shift, HOME, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_UNKNOWN, NULL);
  g_assert_no_error (decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_ASK, NULL));
  shift_wait_for (self->shift, HOME, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_PROVED, NULL);
  g_assert_cmpuint (count_notes (self), ==, 1);
  late = decide (self, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_ASK, NULL);
  g_assert_error (late, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/desk/settle/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("refused-again", test_refused_again);
  ADD ("refused-by-hand", test_refused_by_hand);
  ADD ("refused-given-up", test_refused_given_up);
  ADD ("reassigned-note", test_reassigned_note);
  ADD ("closed-by-other", test_closed_by_other);
  ADD ("change-by-other", test_change_by_other);
  ADD ("clash", test_clash);
  ADD ("clash-again", test_clash_again);
  ADD ("clash-later", test_clash_later);
  ADD ("not-taken", test_not_taken);
  ADD ("in-doubt", test_in_doubt);
#undef ADD
  return g_test_run ();
}
