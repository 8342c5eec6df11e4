/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-judge.h"

#include "act-maker.h"

#include <string.h>

const char *
path_property_name (PathProperty property)
{
  static const char *const names[] = {
    [PATH_CLAUSES] = "clauses",         [PATH_FOURTH_CALL] = "fourth-call", [PATH_DATIN_TOLD] = "datin-told",
    [PATH_REACHED] = "reached",         [PATH_PROMISE] = "promise",         [PATH_HOME_PENDED] = "home-pended",
    [PATH_DEADLINE] = "deadline",       [PATH_DEPARTURES] = "departures",   [PATH_EFFECTS] = "effects",
    [PATH_AGREES] = "agrees",           [PATH_WAY_BACK] = "way-back",       [PATH_SENT] = "sent",
    [PATH_REFUSAL] = "refusal",         [PATH_FIELDS] = "fields",           [PATH_OFFERS] = "offers",
    [PATH_ENDS] = "ends",               [PATH_ABSTRACTION] = "abstraction",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == PATH_N_PROPERTIES);
  return names[property];
}

/* An act on trial. */
typedef struct
{
  const PathMonitor *before;
  const TuntasAct *act;
  gint64 at;
  const TuntasApplied *applied;
  PathReportFunc report;
  gpointer user_data;
} Trial;

static void
want (const Trial *trial, gboolean holds, PathProperty property, const char *what)
{
  if (!holds)
    trial->report (property, what, trial->user_data);
}

/* Effects */

static int
find_effect (const TuntasApplied *applied, TuntasEffectKind kind, const char *value)
{
  for (guint i = 0; i < applied->effects->len; i++)
    {
      const TuntasEffect *effect = g_ptr_array_index (applied->effects, i);

      if (effect->kind == kind && (value == NULL || g_strcmp0 (effect->value, value) == 0))
        return i;
    }
  return -1;
}

static void
judge_effects (const Trial *trial)
{
  const char *end = tuntas_case_get_end (trial->applied->next);
  gboolean closed = end != NULL && g_str_has_prefix (end, "closed-");
  int status = find_effect (trial->applied, TUNTAS_EFFECT_STATUS, "CLOSED");
  int note = find_effect (trial->applied, TUNTAS_EFFECT_NOTE, NULL);
  int pending = find_effect (trial->applied, TUNTAS_EFFECT_STATUS, "PENDING");
  int email = find_effect (trial->applied, TUNTAS_EFFECT_EMAIL, NULL);

  want (trial, closed == (status >= 0), PATH_EFFECTS, "the end and the status CLOSED do not go together");
  want (trial, status < 0 || (note >= 0 && note < status), PATH_EFFECTS, "closes without a note before it");
  want (trial, (g_strcmp0 (end, "closed-monitoring") == 0) ==
                   (find_effect (trial->applied, TUNTAS_EFFECT_CREATE, NULL) == 0),
        PATH_EFFECTS, "monitoring creates a ticket first, and nothing else does");
  want (trial, tuntas_act_is (trial->act, "pend") == (pending >= 0), PATH_EFFECTS, "PENDING belongs to the pending");
  want (trial, tuntas_act_is (trial->act, "inform") == (email >= 0), PATH_EFFECTS, "the e-mail belongs to informing");
  want (trial, email < 0 || note > email, PATH_EFFECTS, "1.2.7: the e-mail, then the note");
  if (pending >= 0)
    want (trial, ((const TuntasEffect *) g_ptr_array_index (trial->applied->effects, pending))->until ==
                     path_pending_until (trial->at),
          PATH_DEADLINE, "1.2.6: the ticket is pended until another instant than the day or night says");
}

/* Departures */

static gboolean
departed (const Trial *trial, const char *code, const char *clause)
{
  GPtrArray *departures = tuntas_case_get_departures (trial->applied->next);

  for (guint i = 0; i < departures->len; i++)
    {
      const TuntasDeviation *departure = g_ptr_array_index (departures, i);

      if (departure->seq == trial->applied->act_seq && strcmp (departure->code, code) == 0 &&
          (clause == NULL || strcmp (departure->clause, clause) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
judge_departures (const Trial *trial)
{
  const char *end = tuntas_case_get_end (trial->applied->next);

  want (trial, departed (trial, "no-usable-number", "1.2.3") ==
                   (tuntas_act_is (trial->act, "pend") && trial->before->misses < PATH_FIRST_ROUND_MIN),
        PATH_DEPARTURES, "no-usable-number stands for a pending without its calls");
  want (trial, departed (trial, "no-email", "1.2.7") == tuntas_act_is (trial->act, "inform-without-email"),
        PATH_DEPARTURES, "no-email stands for informing without an e-mail");
  want (trial, departed (trial, "instructed", NULL) == (g_strcmp0 (end, "closed-instructed") == 0), PATH_DEPARTURES,
        "instructed stands for a close that the coordinator decided");
}

/* Clauses */

static void
judge_unreached (const Trial *trial)
{
  const PathMonitor *before = trial->before;

  want (trial, before->place == PATH_CALLS && before->open == PATH_NO_CALL, PATH_CLAUSES,
        "closed as unreached elsewhere than in a round of calls");
  want (trial, !before->reached, PATH_REACHED, "closed as unreached although the customer was reached");
  if (before->family == PATH_DATIN)
    {
      want (trial, before->pended && before->informed, PATH_DATIN_TOLD,
            "1.2.6, 1.2.7: closed without having been pended and informed");
      want (trial, before->round == 2 && before->misses >= PATH_FOLLOW_UP_MIN, PATH_CLAUSES,
            "1.2.9: closed without a call of the follow-up round");
    }
  else
    want (trial, before->family != PATH_UNKNOWN && before->misses >= PATH_FIRST_ROUND_MIN, PATH_CLAUSES,
          "1.2.10: closed with too few calls");
}

static void
judge_reached (const Trial *trial, gboolean monitoring)
{
  want (trial, trial->before->place == PATH_CONFIRM, PATH_CLAUSES, "1.2.5: closed without the customer");
  want (trial, g_strcmp0 (tuntas_act_get (trial->act, "told"), "true") == 0, PATH_CLAUSES,
        "1.2.3: closed without having told RFO and repair");
  want (trial, !monitoring || trial->before->family == PATH_DATIN, PATH_CLAUSES, "1.2.5: monitoring is for datin");
}

static void
judge_instructed (const Trial *trial)
{
  want (trial, trial->before->place == PATH_HELD && tuntas_act_get (trial->act, "by") != NULL &&
                   tuntas_act_get (trial->act, "reason") != NULL &&
                   g_strcmp0 (tuntas_act_get (trial->act, "decision"), "close") == 0,
        PATH_CLAUSES, "Q18: closed without the coordinator's decision");
}

static void
judge_close (const Trial *trial)
{
  const char *end = tuntas_case_get_end (trial->applied->next);

  if (end == NULL || !g_str_has_prefix (end, "closed-"))
    return;
  if (strcmp (end, "closed-instructed") == 0)
    {
      judge_instructed (trial);
      return;
    }
  want (trial, trial->before->received, PATH_CLAUSES, "1.2.1: closed without RFO and repair");
  want (trial, trial->before->resolved, PATH_CLAUSES, "1.2.2: closed without checking again");
  if (strcmp (end, "closed-unreached") == 0)
    judge_unreached (trial);
  else
    judge_reached (trial, strcmp (end, "closed-monitoring") == 0);
}

static void
judge_pending (const Trial *trial)
{
  const PathMonitor *before = trial->before;

  want (trial, before->family == PATH_DATIN, PATH_HOME_PENDED, "pended, but not datin");
  want (trial, before->has_zone, PATH_CLAUSES, "1.2.6: pended without knowing the customer's day and night");
  want (trial, before->misses >= PATH_FIRST_ROUND_MIN || !path_has_usable_number (before), PATH_CLAUSES,
        "1.2.6: pended with too few calls, though there is a number");
}

static void
judge_call (const Trial *trial)
{
  const PathMonitor *before = trial->before;

  want (trial, before->round == 1 || before->promise || before->calls < PATH_FOLLOW_UP_MAX, PATH_FOURTH_CALL,
        "1.2.8: one call more than the follow-up round has");
  want (trial, before->received && before->resolved, PATH_CLAUSES, "1.2.1, 1.2.2: called too early");
  want (trial, before->family != PATH_UNKNOWN, PATH_CLAUSES, "Q20: called before the family is known");
  want (trial, before->open == PATH_NO_CALL, PATH_CLAUSES, "called while a call has no outcome");
  want (trial, !path_has_bad_number (before, tuntas_act_get (trial->act, "phone")), PATH_FIELDS,
        "a wrong number is called again");
}

void
path_judge_act (const PathMonitor *before, const TuntasAct *act, gint64 at, const TuntasApplied *applied,
                PathReportFunc report, gpointer user_data)
{
  const Trial trial = { before, act, at, applied, report, user_data };

  judge_effects (&trial);
  judge_departures (&trial);
  judge_close (&trial);
  if (tuntas_act_is (act, "pend"))
    judge_pending (&trial);
  if (tuntas_act_is (act, "call") || tuntas_act_is (act, "log-call"))
    judge_call (&trial);
}

/* States */

/* A case on trial. */
typedef struct
{
  const PathMonitor *path;
  TuntasCase *state;
  gint64 now;
  PathReportFunc report;
  gpointer user_data;
} Stand;

static void
agree (const Stand *stand, const char *what, gint64 got, gint64 wanted)
{
  g_autofree char *text = NULL;

  if (got == wanted)
    return;
  text = g_strdup_printf ("%s is %" G_GINT64_FORMAT ", by the path %" G_GINT64_FORMAT, what, got, wanted);
  stand->report (PATH_AGREES, text, stand->user_data);
}

static void
judge_agreement (const Stand *stand)
{
  const PathMonitor *path = stand->path;
  const TuntasAttempt *open = tuntas_case_get_open_attempt (stand->state);
  const char *step = tuntas_case_get_step (stand->state)->id;

  if (strcmp (step, path_step_name (path)) != 0)
    {
      g_autofree char *text = g_strdup_printf ("the step is %s, by the path %s", step, path_step_name (path));

      stand->report (PATH_AGREES, text, stand->user_data);
    }
  agree (stand, "the family", path_family (tuntas_case_get_family (stand->state)), path->family);
  agree (stand, "the round", tuntas_case_get_round (stand->state), path->round);
  agree (stand, "counted", tuntas_case_get_counted (stand->state), path->calls);
  agree (stand, "unreached", tuntas_case_get_unreached (stand->state), path->misses);
  agree (stand, "pended", tuntas_case_is_pended (stand->state), path->pended);
  agree (stand, "informed", tuntas_case_is_informed (stand->state), path->informed);
  agree (stand, "the promise", tuntas_case_has_promise (stand->state), path->promise);
  agree (stand, "the open call", open == NULL ? PATH_NO_CALL : open->promised ? PATH_PROMISED_CALL : PATH_PLAIN_CALL,
         path->open);
  agree (stand, "a usable number", tuntas_case_has_usable_number (stand->state), path_has_usable_number (path));
}

/* Glossary: none but for what is pended or promised; kept while the coordinator is asked. Time leaves none behind
 * that a waiting case should have gone by. */
static void
judge_deadline (const Stand *stand)
{
  const PathMonitor *path = stand->path;
  PathPlace place = path->place == PATH_HELD ? path->held_in : path->place;
  gboolean waits = place == PATH_INFORM || place == PATH_WAIT || place == PATH_PROMISED;
  gint64 deadline = tuntas_case_get_deadline (stand->state);

  if (waits != (deadline >= 0))
    stand->report (PATH_DEADLINE, waits ? "a waiting case has no deadline" : "a deadline where nothing waits",
                   stand->user_data);
  if (deadline != path->deadline)
    stand->report (PATH_DEADLINE, "the deadline is another than the path says", stand->user_data);
  if (tuntas_case_get_step (stand->state)->kind == TUNTAS_STEP_WAIT && deadline <= stand->now)
    stand->report (PATH_DEADLINE, "a case waits for an instant that is past", stand->user_data);
}

/* (transfer full): the case in which the family is known, as it has to be before the first call (Q20). */
static TuntasCase *
with_family (const Stand *stand)
{
  g_autoptr (TuntasAct) change = tuntas_act_new ("change-family");
  g_autoptr (TuntasApplied) applied = NULL;

  if (stand->path->family != PATH_UNKNOWN)
    return tuntas_case_ref (stand->state);
  tuntas_act_set (change, "family", "datin");
  tuntas_act_set (change, "reason", "keterangan");
  applied = tuntas_case_apply (stand->state, change, stand->now, "AYU", FALSE);
  return tuntas_case_ref (applied->next);
}

static void
judge_promise (const Stand *stand)
{
  g_autoptr (TuntasCase) state = NULL;
  g_autoptr (TuntasAct) call = NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  g_autofree char *phone = NULL;

  if (!stand->path->promise || stand->path->place != PATH_CALLS || stand->path->open != PATH_NO_CALL)
    return;
  state = with_family (stand);
  call = tuntas_act_new ("call");
  phone = act_maker_phone (ACT_MAKER_PHONES - 1);
  tuntas_act_set (call, "phone", phone);
  applied = tuntas_case_apply (state, call, stand->now, "AYU", FALSE);
  if (!applied->accepted)
    stand->report (PATH_PROMISE, "the agreed call is refused", stand->user_data);
}

void
path_judge_case (const PathMonitor *path, TuntasCase *state, gint64 now, PathReportFunc report, gpointer user_data)
{
  const Stand stand = { path, state, now, report, user_data };

  judge_agreement (&stand);
  judge_deadline (&stand);
  judge_promise (&stand);
  if (tuntas_case_is_pended (state) && g_strcmp0 (tuntas_case_get_family (state), "datin") != 0)
    report (PATH_HOME_PENDED, "pended, but not datin", user_data);
}
