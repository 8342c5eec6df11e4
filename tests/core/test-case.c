/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-compare.h"
#include "core-support.h"
#include "tuntas-case.h"
#include "tuntas-json.h"

#include <string.h>

/* That what replay shows comes from the events alone, however the case came to stand, and what else can be read
 * from a case. */

static gint64
instant (const char *text)
{
  gint64 seconds;

  g_assert_true (tuntas_instant_parse (text, &seconds));
  return seconds;
}

static TuntasCase *
open_case (TuntasProcedure *procedure, const char *family, const char *zone_id, const char *phones)
{
  return core_support_open_case (procedure, family, zone_id, phones, "noc@pelanggan.example");
}

/* Takes the case and gives the next one; the act must be accepted. The fields end with NULL. */
static TuntasCase *
go (TuntasCase *state, const char *at, const char *id, ...)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  g_autoptr (TuntasApplied) applied = NULL;
  const char *field;
  va_list args;

  va_start (args, id);
  while ((field = va_arg (args, const char *)) != NULL)
    tuntas_act_set (act, field, va_arg (args, const char *));
  va_end (args);
  applied = tuntas_case_apply (state, act, instant (at), "AYU", FALSE);
  if (!applied->accepted)
    g_error ("%s at %s: %s", id, at, ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
  tuntas_case_unref (state);
  return tuntas_case_ref (applied->next);
}

static TuntasCase *
begin (TuntasCase *state, const char *of)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_BEGUN);
  g_autoptr (TuntasEvent) event = NULL;
  TuntasCase *next;

  tuntas_act_set (act, "of", of);
  event = tuntas_event_new (tuntas_case_get_events (state)->len + 1, 0, "", act);
  next = tuntas_case_append (state, event);
  tuntas_case_unref (state);
  return next;
}

/* The corpus, folded in several ways */

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

/* (transfer full) */
static TuntasCase *
fold_anew (TuntasCase *state, GPtrArray *events)
{
  g_autoptr (GError) error = NULL;
  TuntasCase *folded = core_support_fold (tuntas_case_get_procedure (state), tuntas_case_get_zone (state), events,
                                          &error);

  g_assert_no_error (error);
  return folded;
}

/* Folding the events, and folding them as read back from the journal's bytes, both come to the case that apply gave. */
static void
assert_folds_to (TuntasCase *state)
{
  g_autoptr (GPtrArray) events = reread (tuntas_case_get_events (state));
  g_autoptr (TuntasCase) once = fold_anew (state, tuntas_case_get_events (state));
  g_autoptr (TuntasCase) read = fold_anew (state, events);

  assert_same_case (once, state, CASE_ALL);
  assert_same_case (read, state, CASE_ALL);
}

/* Applying must leave the case that it started from as it was. */
static TuntasCase *
apply_and_compare (TuntasCase *state, TuntasAct *act, gint64 now)
{
  g_autoptr (TuntasCase) before = fold_anew (state, tuntas_case_get_events (state));
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (state, act, now, "AYU", FALSE);

  assert_same_case (state, before, CASE_ALL);
  g_assert_cmpint (applied->accepted, ==, act == NULL || applied->act_seq > 0);
  if (applied->act_seq > 0)
    {
      g_autoptr (GPtrArray) again = tuntas_case_list_effects (applied->next, applied->act_seq);
      g_autofree char *difference = effects_difference (again, applied->effects);

      g_assert_null (difference);
    }
  if (applied->events->len > 0)
    assert_folds_to (applied->next);
  return tuntas_case_ref (applied->next);
}

static char *
join_phones (JsonObject *ticket)
{
  JsonArray *phones = json_object_get_array_member (ticket, "phones");
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (phones); i++)
    g_string_append_printf (joined, "%s;", json_array_get_string_element (phones, i));
  return g_string_free (joined, FALSE);
}

static void
fold_script_cb (const char *file, guint index, JsonObject *script, gpointer user_data)
{
  JsonObject *ticket = json_object_get_object_member (script, "ticket");
  JsonArray *acts = json_object_get_array_member (script, "acts");
  g_autofree char *phones = join_phones (ticket);
  g_autoptr (TuntasCase) state = open_case (user_data, json_object_get_string_member (ticket, "family"),
                                            json_object_get_string_member (ticket, "zone"), phones);

  for (guint i = 0; i < json_array_get_length (acts); i++)
    {
      JsonObject *object = json_array_get_object_element (acts, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasAct) act = tuntas_act_from_json (object, "act", &error);
      gboolean tick = tuntas_act_is (act, "tick");
      TuntasCase *next;

      g_assert_no_error (error);
      next = apply_and_compare (state, tick ? NULL : act, instant (json_object_get_string_member (object, "at")));
      tuntas_case_unref (state);
      state = next;
    }
}

static void
test_fold_is_apply (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();

  core_support_for_each_script (fold_script_cb, procedure);
}

/* Events that are no case */

typedef struct
{
  const char *events[4]; /* "seq act" */
  const char *message;
} NoCase;

static const NoCase no_cases[] = {
  { { NULL }, "a case begins with its opening" },
  { { "1 received" }, "event 1 (received) cannot be number 1 of a case" },
  { { "2 opened" }, "event 2 (opened) cannot be number 1 of a case" },
  { { "1 opened", "1 received" }, "event 1 (received) cannot be number 2 of a case" },
  { { "1 opened", "3 received" }, "event 3 (received) cannot be number 2 of a case" },
  { { "1 opened", "2 received", "2 resolved" }, "event 2 (resolved) cannot be number 3 of a case" },
  { { "1 opened", "2 opened" }, "event 2 (opened) cannot be number 2 of a case" },
  { { "1 opened", "2 pend" }, "event 2: the procedure IN.OCC.TENESA.W-03 knows no act “pend” in step “receive”" },
  { { "1 opened", "2 call" }, "event 2: the procedure IN.OCC.TENESA.W-03 knows no act “call” in step “receive”" },
  { { "1 opened", "2 received", "3 resolved", "4 call" }, "event 4: the act “call” has no usable field “phone”" },
  { { "1 opened", "2 received", "3 resolved", "4 outcome" },
    "event 4: the act “outcome” has no usable field “outcome”" },
};

static void
test_no_case (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);

  for (guint i = 0; i < G_N_ELEMENTS (no_cases); i++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 4 && no_cases[i].events[j] != NULL; j++)
        {
          g_auto (GStrv) parts = g_strsplit (no_cases[i].events[j], " ", 2);
          g_autoptr (TuntasAct) act = tuntas_act_new (parts[1]);

          tuntas_act_set (act, "sha256", tuntas_procedure_get_sha256 (procedure));
          tuntas_act_set (act, "rfo", "x");
          tuntas_act_set (act, "repair", "x");
          tuntas_act_set (act, "outcome", "no-such-outcome");
          g_ptr_array_add (events, tuntas_event_new (g_ascii_strtoll (parts[0], NULL, 10), 0, "", act));
        }
      g_assert_null (core_support_fold (procedure, NULL, events, &error));
      g_assert_error (error, TUNTAS_CASE_ERROR, TUNTAS_CASE_ERROR_EVENTS);
      g_assert_cmpstr (error->message, ==, no_cases[i].message);
    }
}

/* Q1 and Q16 */

static TuntasCase *
called (TuntasProcedure *procedure, const char *family)
{
  TuntasCase *state = open_case (procedure, family, "Asia/Jakarta", "0800000001;0800000002");

  state = go (state, "2026-11-23T20:50:00+07:00", "received", "rfo", "x", "repair", "y", NULL);
  state = go (state, "2026-11-23T20:50:00+07:00", "resolved", NULL);
  state = go (state, "2026-11-23T20:50:00+07:00", "call", "phone", "0800000001", NULL);
  return go (state, "2026-11-23T20:51:00+07:00", "outcome", "outcome", "busy", NULL);
}

static void
assert_next (TuntasCase *state, const char *phone, const char *now, const char *wanted)
{
  g_autofree char *got = tuntas_instant_format (tuntas_case_get_next_call (state, phone, instant (now)));
  g_autofree char *same = tuntas_instant_format (instant (wanted));

  g_assert_cmpstr (got, ==, same);
}

static void
test_next_call (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) company = called (procedure, "datin");
  g_autoptr (TuntasCase) home = called (procedure, "indihome");

  /* From the dialling, the same number only, however it is written, and never in the past. */
  assert_next (company, "0800000001", "2026-11-23T20:51:00+07:00", "2026-11-23T20:55:00+07:00");
  assert_next (company, "+62 800-000-001", "2026-11-23T20:54:59+07:00", "2026-11-23T20:55:00+07:00");
  assert_next (company, "0800000001", "2026-11-23T20:55:00+07:00", "2026-11-23T20:55:00+07:00");
  assert_next (company, "0800000001", "2026-11-23T23:00:00+07:00", "2026-11-23T23:00:00+07:00");
  assert_next (company, "0800000002", "2026-11-23T20:51:00+07:00", "2026-11-23T20:51:00+07:00");
  /* Homes only between seven and nine. */
  assert_next (home, "0800000001", "2026-11-23T20:51:00+07:00", "2026-11-23T20:55:00+07:00");
  assert_next (home, "0800000002", "2026-11-23T20:59:59+07:00", "2026-11-23T20:59:59+07:00");
  assert_next (home, "0800000002", "2026-11-23T21:00:00+07:00", "2026-11-24T07:00:00+07:00");
  assert_next (home, "0800000002", "2026-11-24T06:59:59+07:00", "2026-11-24T07:00:00+07:00");

  /* The gap ends after nine. */
  home = go (g_steal_pointer (&home), "2026-11-23T20:58:00+07:00", "call", "phone", "0800000002", NULL);
  home = go (g_steal_pointer (&home), "2026-11-23T20:58:30+07:00", "outcome", "outcome", "mailbox", NULL);
  assert_next (home, "0800000002", "2026-11-23T20:59:00+07:00", "2026-11-24T07:00:00+07:00");

  /* What does not count is not waited after, nor is a dropped call. */
  company = go (g_steal_pointer (&company), "2026-11-23T20:56:00+07:00", "call", "phone", "0800000002", NULL);
  company = go (g_steal_pointer (&company), "2026-11-23T20:56:30+07:00", "outcome", "outcome", "technical", NULL);
  assert_next (company, "0800000002", "2026-11-23T20:57:00+07:00", "2026-11-23T20:57:00+07:00");
  company = go (g_steal_pointer (&company), "2026-11-23T20:58:00+07:00", "call", "phone", "0800000002", NULL);
  company = go (g_steal_pointer (&company), "2026-11-23T20:58:30+07:00", "outcome", "outcome", "connected", NULL);
  assert_next (company, "0800000002", "2026-11-23T20:59:00+07:00", "2026-11-23T21:03:00+07:00");
  company = go (g_steal_pointer (&company), "2026-11-23T20:59:00+07:00", "dropped", NULL);
  assert_next (company, "0800000002", "2026-11-23T20:59:00+07:00", "2026-11-23T20:59:00+07:00");
}

/* Undo */

static gint64
undoable (TuntasCase *state)
{
  TuntasEvent *event = tuntas_case_get_undoable (state);

  return event != NULL ? tuntas_event_get_seq (event) : 0;
}

static void
test_undoable (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) state = open_case (procedure, "pots", "Asia/Jakarta", "0800000001");

  g_assert_cmpint (undoable (state), ==, 0);
  state = go (g_steal_pointer (&state), "2026-11-23T09:00:00Z", "received", "rfo", "x", "repair", "y", NULL);
  g_assert_cmpint (undoable (state), ==, 2);
  state = go (g_steal_pointer (&state), "2026-11-23T09:00:00Z", "not-resolved", NULL);
  g_assert_cmpint (undoable (state), ==, 3);
  state = go (g_steal_pointer (&state), "2026-11-23T09:00:05Z", "undo", NULL);
  g_assert_true (tuntas_case_is_taken_back (state, 3));
  g_assert_false (tuntas_case_is_taken_back (state, 2));
  g_assert_cmpstr (tuntas_case_get_step (state)->id, ==, "recheck");
  g_assert_cmpint (undoable (state), ==, 2);

  state = go (g_steal_pointer (&state), "2026-11-23T09:01:00Z", "escalate", "question", "x", NULL);
  g_assert_cmpint (undoable (state), ==, 5);
  state = begin (g_steal_pointer (&state), "5");
  g_assert_true (tuntas_case_has_begun (state, 5));
  g_assert_false (tuntas_case_has_begun (state, 2));
  g_assert_cmpint (undoable (state), ==, 0);
  assert_folds_to (state);

  /* An act after it can be taken back, and then nothing more. */
  state = go (g_steal_pointer (&state), "2026-11-23T09:02:00Z", "instructed", "by", "K", "decision", "continue",
              "reason", "x", NULL);
  g_assert_cmpint (undoable (state), ==, 7);
  state = go (g_steal_pointer (&state), "2026-11-23T09:02:00Z", "undo", NULL);
  g_assert_cmpstr (tuntas_case_get_step (state)->id, ==, "held");
  g_assert_cmpint (undoable (state), ==, 0);
  assert_folds_to (state);
}

/* What is appended moves nothing */

static void
test_append (void)
{
  static const char *const others[] = { "pend", "opened", "due", "undo" };
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) state = open_case (procedure, "datin", "Asia/Jakarta", "0800000001");
  g_autoptr (TuntasAct) begun = tuntas_act_new (TUNTAS_EVENT_BEGUN);
  g_autoptr (TuntasEvent) too_far = tuntas_event_new (3, 0, "", begun);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (TuntasAct) act = tuntas_act_new (others[i]);
      g_autoptr (TuntasEvent) event = tuntas_event_new (2, 0, "", act);

      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*tuntas_event_is_kept_only*");
      g_assert_null (tuntas_case_append (state, event));
      g_test_assert_expected_messages ();
    }
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*get_seq*");
  g_assert_null (tuntas_case_append (state, too_far));
  g_test_assert_expected_messages ();
}

/* An e-mail to another address moves nothing, cannot be taken back, and hides no act that can; the address is known
 * from then on. */
static void
test_readdressed (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) state = open_case (procedure, "pots", "Asia/Jakarta", "0800000001");
  g_autoptr (TuntasAct) act = tuntas_act_new (TUNTAS_EVENT_READDRESSED);
  g_autoptr (TuntasEvent) event = NULL;
  g_autoptr (TuntasCase) next = NULL;

  state = go (g_steal_pointer (&state), "2026-11-23T09:00:00Z", "received", "rfo", "x", "repair", "y", NULL);
  tuntas_act_set (act, "of", "2");
  tuntas_act_set (act, "email", "budi@pelanggan.example");
  event = tuntas_event_new (3, 0, "AYU", act);
  next = tuntas_case_append (state, event);
  g_assert_cmpstr (tuntas_case_get_step (next)->id, ==, "recheck");
  g_assert_cmpint (undoable (next), ==, 2);
  g_assert_cmpstr (tuntas_case_get_email (next), ==, "budi@pelanggan.example");
  assert_folds_to (next);
  next = go (g_steal_pointer (&next), "2026-11-23T09:00:05Z", "undo", NULL);
  g_assert_true (tuntas_case_is_taken_back (next, 2));
  g_assert_false (tuntas_case_is_taken_back (next, 3));
  assert_folds_to (next);
}

/* The newest value that stands */

static void
test_find (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) state = open_case (procedure, "pots", "Asia/Jakarta", "0800000001");

  g_assert_null (tuntas_case_find_field (state, "rfo"));
  g_assert_null (tuntas_case_find_last (state, "received"));
  g_assert_cmpstr (tuntas_case_get_email (state), ==, "noc@pelanggan.example");
  state = go (g_steal_pointer (&state), "2026-11-23T09:00:00Z", "received", "rfo", "kabel putus",
              "repair", "sambung", NULL);
  g_assert_cmpstr (tuntas_case_find_field (state, "rfo"), ==, "kabel putus");
  state = go (g_steal_pointer (&state), "2026-11-23T09:00:01Z", "undo", NULL);
  g_assert_null (tuntas_case_find_field (state, "rfo"));
  g_assert_null (tuntas_case_find_last (state, "received"));
  state = go (g_steal_pointer (&state), "2026-11-23T09:00:02Z", "received", "rfo", "modem rusak",
              "repair", "ganti", NULL);
  g_assert_cmpstr (tuntas_case_find_field (state, "rfo"), ==, "modem rusak");
  g_assert_cmpint (tuntas_event_get_seq (tuntas_case_find_last (state, "received")), ==, 4);
}

/* What only the program does */

/* A call agreed on for a day before 1970 would be none: the case would wait for nothing. */
static void
test_no_deadline (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) state = open_case (procedure, "datin", "Asia/Jakarta", "0800000001");
  g_autoptr (TuntasAct) act = tuntas_act_new ("adopted-agreed");
  g_autoptr (TuntasApplied) applied = NULL;

  tuntas_act_set (act, "rfo", "port rusak");
  tuntas_act_set (act, "repair", "pindah port");
  tuntas_act_set (act, "p1", "1");
  tuntas_act_set (act, "informed", "false");
  tuntas_act_set (act, "evidence", "catatan");
  tuntas_act_set (act, "call_back", "0001-01-01T00:00:00Z");
  applied = tuntas_case_apply (state, act, 1795402800, "AYU", TRUE);
  g_assert_false (applied->accepted);
  g_assert_cmpstr (((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code, ==, "required");
  g_assert_cmpstr (((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->field, ==, "call_back");
}

static void
test_stopped (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasCase) state = open_case (procedure, "pots", "Asia/Jakarta", "0800000001");
  g_autoptr (TuntasAct) act = tuntas_act_new ("stopped");
  g_autoptr (TuntasApplied) by_agent = tuntas_case_apply (state, act, 0, "AYU", FALSE);
  g_autoptr (TuntasApplied) by_program = tuntas_case_apply (state, act, 0, "", TRUE);
  g_autoptr (TuntasApplied) again = tuntas_case_apply (by_program->next, act, 0, "", TRUE);

  g_assert_false (by_agent->accepted);
  g_assert_cmpstr (((TuntasRefusal *) g_ptr_array_index (by_agent->refusals, 0))->code, ==, "not-here");
  g_assert_null (tuntas_case_find_action (state, "stopped"));
  g_assert_true (by_program->accepted);
  g_assert_cmpuint (by_program->effects->len, ==, 0);
  g_assert_cmpstr (tuntas_case_get_end (by_program->next), ==, "stopped");
  g_assert_false (again->accepted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/case/fold-is-apply", test_fold_is_apply);
  g_test_add_func ("/core/case/no-case", test_no_case);
  g_test_add_func ("/core/case/next-call", test_next_call);
  g_test_add_func ("/core/case/undoable", test_undoable);
  g_test_add_func ("/core/case/append", test_append);
  g_test_add_func ("/core/case/readdressed", test_readdressed);
  g_test_add_func ("/core/case/find", test_find);
  g_test_add_func ("/core/case/no-deadline", test_no_deadline);
  g_test_add_func ("/core/case/stopped", test_stopped);
  return g_test_run ();
}
