/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-monitor.h"

#include "act-maker.h"

#include <string.h>

#define HOUR 3600
#define DAY  (24 * HOUR)

static const char *const families[] = {
  [PATH_UNKNOWN] = "unknown",
  [PATH_DATIN] = "datin",
  [PATH_INDIHOME] = "indihome",
  [PATH_POTS] = "pots",
};

/* Those that are no number of the tests are one. */
static guint
number_index (const char *phone)
{
  return MIN (act_maker_phone_index (phone), ACT_MAKER_PHONES);
}

static guint64
bit (guint index)
{
  return G_GUINT64_CONSTANT (1) << index;
}

PathFamily
path_family (const char *name)
{
  for (PathFamily family = PATH_DATIN; family < PATH_N_FAMILIES; family++)
    if (g_strcmp0 (name, families[family]) == 0)
      return family;
  return PATH_UNKNOWN;
}

const char *
path_family_name (PathFamily family)
{
  return families[family];
}

const char *
path_step_name (const PathMonitor *path)
{
  static const char *const steps[] = {
    [PATH_RECEIVE] = "receive",   [PATH_RECHECK] = "recheck", [PATH_CALLS] = "first-round",
    [PATH_CONFIRM] = "confirm",   [PATH_INFORM] = "inform",   [PATH_WAIT] = "wait",
    [PATH_PROMISED] = "promised", [PATH_HELD] = "held",       [PATH_END] = "end",
  };

  return path->place == PATH_CALLS && path->pended ? "follow-up" : steps[path->place];
}

gboolean
path_has_usable_number (const PathMonitor *path)
{
  return (path->numbers & ~path->bad) != 0;
}

gboolean
path_has_bad_number (const PathMonitor *path, const char *phone)
{
  return (path->bad & bit (number_index (phone))) != 0;
}

static gint64
time_of_day (gint64 at)
{
  return (at + 7 * HOUR) % DAY;
}

gboolean
path_is_day (gint64 at)
{
  return time_of_day (at) >= 6 * HOUR && time_of_day (at) < 18 * HOUR;
}

gint64
path_pending_until (gint64 at)
{
  gint64 eight = at - time_of_day (at) + 8 * HOUR;

  if (path_is_day (at))
    return at + HOUR;
  return eight > at ? eight : eight + DAY;
}

void
path_open (PathMonitor *path, const char *family, const char *zone_id, const char *phones)
{
  g_auto (GStrv) numbers = g_strsplit (phones, ";", -1);

  memset (path, 0, sizeof *path);
  path->family = path_family (family);
  path->has_zone = *zone_id != '\0';
  path->round = 1;
  path->deadline = -1;
  for (guint i = 0; numbers[i] != NULL; i++)
    if (*numbers[i] != '\0')
      path->numbers |= bit (number_index (numbers[i]));
}

/* Only what waits for an instant keeps it; who reached the customer matters only while he is there. */
static void
go (PathMonitor *path, PathPlace place)
{
  path->place = place;
  if (place != PATH_INFORM && place != PATH_WAIT && place != PATH_PROMISED && place != PATH_HELD)
    path->deadline = -1;
  if (place != PATH_CONFIRM && place != PATH_HELD)
    path->reached_by = PATH_NO_CALL;
  if (place != PATH_HELD)
    path->held_in = PATH_RECEIVE;
}

/* 1.2.8: the second round begins with the first calls after the pending. */
static void
go_calling (PathMonitor *path)
{
  if (path->pended && path->round == 1)
    {
      path->round = 2;
      path->calls = 0;
      path->misses = 0;
    }
  go (path, PATH_CALLS);
}

static void
go_promised (PathMonitor *path, const TuntasAct *act)
{
  tuntas_act_get_instant (act, "call_back", &path->deadline);
  go (path, PATH_PROMISED);
}

static void
reach (PathMonitor *path, PathCall by)
{
  path->misses = 0;
  path->reached = TRUE;
  go (path, PATH_CONFIRM);
  path->reached_by = by;
}

static void
dial (PathMonitor *path, const TuntasAct *act)
{
  path->open = path->promise ? PATH_PROMISED_CALL : PATH_PLAIN_CALL;
  path->promise = FALSE;
  path->open_number = number_index (tuntas_act_get (act, "phone"));
  path->numbers |= bit (path->open_number);
}

static void
conclude (PathMonitor *path, TuntasProcedure *procedure, const TuntasAct *act)
{
  const TuntasOutcomeSpec *outcome = tuntas_procedure_find_outcome (procedure, tuntas_act_get (act, "outcome"));
  PathCall call = path->open;

  path->open = PATH_NO_CALL;
  if (outcome->counts && call == PATH_PLAIN_CALL)
    path->calls++;
  if (outcome->bad_number)
    path->bad |= bit (path->open_number);
  path->open_number = 0;
  if (outcome->connected)
    reach (path, outcome->counts ? call : PATH_NO_CALL);
  else if (outcome->counts)
    {
      path->misses++;
      path->reached = FALSE;
    }
  if (strcmp (outcome->id, "call-back") == 0)
    go_promised (path, act);
}

static void
hear_coordinator (PathMonitor *path, const TuntasAct *act)
{
  PathPlace back = path->held_in;

  go (path, g_strcmp0 (tuntas_act_get (act, "decision"), "continue") == 0 ? back : PATH_END);
}

void
path_time (PathMonitor *path, gint64 now)
{
  if ((path->place != PATH_WAIT && path->place != PATH_PROMISED) || path->deadline < 0 || path->deadline > now)
    return;
  if (path->place == PATH_PROMISED)
    path->promise = TRUE;
  go_calling (path);
}

/* What an act of the calls and of the talk with the customer comes to; FALSE where it is none of them. */
static gboolean
take_talk (PathMonitor *path, TuntasProcedure *procedure, const TuntasAct *act)
{
  if (tuntas_act_is (act, "call"))
    dial (path, act);
  else if (tuntas_act_is (act, "outcome"))
    conclude (path, procedure, act);
  else if (tuntas_act_is (act, "log-call"))
    {
      dial (path, act);
      conclude (path, procedure, act);
    }
  else if (tuntas_act_is (act, "customer-contacted"))
    reach (path, PATH_NO_CALL);
  else if (tuntas_act_is (act, "refused") || tuntas_act_is (act, "cannot-check"))
    go_promised (path, act);
  else if (tuntas_act_is (act, "dropped"))
    {
      if (path->reached_by == PATH_PLAIN_CALL)
        path->calls--;
      go_calling (path);
    }
  else
    return FALSE;
  return TRUE;
}

static void
take_pending (PathMonitor *path, gint64 at)
{
  path->pended = TRUE;
  path->deadline = path->has_zone ? path_pending_until (at) : -1;
  go (path, PATH_INFORM);
}

/* Q10: what another computer wrote into the work log is taken for what happened. Nobody was reached there. */
static void
take_over (PathMonitor *path, const TuntasAct *act)
{
  guint64 first = 0, second = 0;

  g_ascii_string_to_unsigned (tuntas_act_get (act, "p1"), 10, 0, 99, &first, NULL);
  path->received = tuntas_act_get (act, "rfo") != NULL && tuntas_act_get (act, "repair") != NULL;
  path->resolved = TRUE;
  path->calls = path->misses = first;
  path->informed = g_strcmp0 (tuntas_act_get (act, "informed"), "true") == 0;
  path->pended = path->family == PATH_DATIN && tuntas_act_get_instant (act, "until", &path->deadline);
  path->deadline = path->pended ? MAX (path->deadline, 0) : -1;
  if (path->family == PATH_DATIN && tuntas_act_get (act, "p2") != NULL &&
      g_ascii_string_to_unsigned (tuntas_act_get (act, "p2"), 10, 0, 99, &second, NULL))
    {
      path->pended = TRUE;
      path->round = 2;
      path->calls = path->misses = second;
      go (path, PATH_CALLS);
    }
  else
    go (path, !path->pended ? PATH_CALLS : path->informed ? PATH_WAIT : PATH_INFORM);
}

/* Likewise, where a call was agreed on: the customer was reached there. */
static void
take_over_agreed (PathMonitor *path, const TuntasAct *act)
{
  take_over (path, act);
  path->misses = 0;
  path->pended = path->round == 2;
  tuntas_act_get_instant (act, "call_back", &path->deadline);
  go (path, PATH_PROMISED);
}

/* Q8: the e-mail came back. While the ticket is still pended there is time to inform anew. */
static void
take_bounce (PathMonitor *path)
{
  path->informed = FALSE;
  if (path->place == PATH_WAIT)
    go (path, PATH_INFORM);
}

void
path_take (PathMonitor *path, TuntasProcedure *procedure, const TuntasAct *act, gint64 at)
{
  if (take_talk (path, procedure, act))
    return;
  if (tuntas_act_is (act, "received"))
    {
      path->received = tuntas_act_get (act, "rfo") != NULL && tuntas_act_get (act, "repair") != NULL;
      go (path, PATH_RECHECK);
    }
  else if (tuntas_act_is (act, "resolved"))
    {
      path->resolved = TRUE;
      go_calling (path);
    }
  else if (tuntas_act_is (act, "pend"))
    take_pending (path, at);
  else if (tuntas_act_is (act, "inform") || tuntas_act_is (act, "inform-without-email"))
    {
      path->informed = TRUE;
      if (path->place == PATH_INFORM)
        go (path, PATH_WAIT);
    }
  else if (tuntas_act_is (act, "bounced"))
    take_bounce (path);
  else if (tuntas_act_is (act, "adopted"))
    take_over (path, act);
  else if (tuntas_act_is (act, "adopted-agreed"))
    take_over_agreed (path, act);
  else if (tuntas_act_is (act, "add-phone"))
    path->numbers |= bit (number_index (tuntas_act_get (act, "phone")));
  else if (tuntas_act_is (act, "change-family"))
    path->family = path_family (tuntas_act_get (act, "family"));
  else if (tuntas_act_is (act, "escalate"))
    {
      PathPlace from = path->place;

      go (path, PATH_HELD);
      path->held_in = from;
    }
  else if (tuntas_act_is (act, "instructed"))
    hear_coordinator (path, act);
  else
    go (path, PATH_END);
}

static gboolean
is_event (TuntasEvent *event, const char *id)
{
  return strcmp (tuntas_event_get_id (event), id) == 0;
}

/* (transfer container) (element-type TuntasEvent): those that still stand, each undo taking the last act before it. */
static GPtrArray *
list_standing (GPtrArray *events)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new ();
  GPtrArray *standing = g_ptr_array_copy (events, NULL, NULL);

  g_ptr_array_set_free_func (standing, NULL);
  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);

      if (is_event (event, TUNTAS_EVENT_UNDO))
        {
          g_ptr_array_remove (standing, event);
          g_ptr_array_remove (standing, g_ptr_array_steal_index (acts, acts->len - 1));
        }
      else if (!tuntas_event_is_of_program (tuntas_event_get_id (event)))
        g_ptr_array_add (acts, event);
    }
  return standing;
}

void
path_retrace (PathMonitor *path, TuntasProcedure *procedure, GPtrArray *events)
{
  g_autoptr (GPtrArray) standing = list_standing (events);

  for (guint i = 0; i < standing->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (standing, i);

      if (is_event (event, TUNTAS_EVENT_DUE))
        path_time (path, tuntas_event_get_at (event));
      else if (!tuntas_event_is_of_program (tuntas_event_get_id (event)))
        path_take (path, procedure, tuntas_event_get_act (event), tuntas_event_get_at (event));
    }
}
