/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-resume-private.h"

#include "tuntas-pending.h"

#include <string.h>

/* What of a work log is believed (tuntas-resume.h says how much that proves): first of the note that tells it, then of
 * the counts and times that the act takes over from it, or from the agent's word. */

/* Seconds by which the clocks of server and desk may differ. */
#define CLOCK_TOLERANCE (15 * 60)
/* A note is written after the pending that it tells of; by day and night that can be an hour less far ahead. */
#define PENDING_TOLERANCE (2 * 3600)
/* So long a note may have waited for a connection behind the deadline that it names. */
#define LATE_NOTE (7 * 86400)
/* Nobody agrees on a call that is farther away. */
#define AGREED_MOST (31 * 86400)

static gboolean
fail (GError **error, TuntasResumeError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, TuntasResumeError code, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, TUNTAS_RESUME_ERROR, code, reason);
  return FALSE;
}

/* Words, then the trailer, then nothing. */
static gboolean
stands_at_the_end (const char *text)
{
  const char *trailer = g_strrstr (text, TUNTAS_TRAILER_OPENING);
  g_autofree char *words = g_strndup (text, trailer - text);
  g_autofree char *behind = g_strdup (strchr (trailer, ']') + 1);

  return *g_strstrip (words) != '\0' && *g_strstrip (behind) == '\0';
}

/* What was pasted may be a note that is there already, with something else around it. */
static gboolean
is_same_note (const TuntasResumeFound *one, const TuntasResumeFound *other)
{
  gboolean pasted = one->note->source != TUNTAS_RESUME_FROM_NOSSA || other->note->source != TUNTAS_RESUME_FROM_NOSSA;

  return strcmp (one->note->text, other->note->text) == 0 || (pasted && strcmp (one->line, other->line) == 0);
}

static gboolean
is_written_by_us (const TuntasResumeFound *found, GPtrArray *all, GError **error)
{
  const char *reference = found->trailer->reference;

  if (found->note->foreign || !stands_at_the_end (found->note->text) ||
      strspn (reference, TUNTAS_TRAILER_LETTERS) != strlen (reference))
    return fail (error, TUNTAS_RESUME_ERROR_NOT_OURS, "the trailer #%s does not end a note of ours", reference);
  for (guint i = 0; i < all->len; i++)
    {
      const TuntasResumeFound *other = g_ptr_array_index (all, i);

      if (other != found && other->trailer != NULL && strcmp (other->trailer->reference, reference) == 0 &&
          !is_same_note (other, found))
        return fail (error, TUNTAS_RESUME_ERROR_COPIED, "#%s stands in two different notes", reference);
    }
  return TRUE;
}

static gboolean
is_written_in_time (gint64 at, TuntasTicket *ticket, gint64 now, GError **error)
{
  gint64 reported = tuntas_ticket_get_time (ticket, TUNTAS_TICKET_REPORTED_AT);

  if (at > now + CLOCK_TOLERANCE)
    return fail (error, TUNTAS_RESUME_ERROR_FUTURE, "the note is dated into the future");
  if (at >= 0 && reported >= 0 && at < reported - CLOCK_TOLERANCE)
    return fail (error, TUNTAS_RESUME_ERROR_TOO_EARLY, "the note is older than the report of the ticket");
  return TRUE;
}

static gboolean
tells_of_waiting (const TuntasResumeFound *found, TuntasProcedure *procedure, GError **error)
{
  const TuntasTrailer *trailer = found->trailer;

  if (tuntas_procedure_find_clause (procedure, trailer->clause) == NULL)
    return fail (error, TUNTAS_RESUME_ERROR_CLAUSE, "the instruction has no clause %s", trailer->clause);
  if (found->waits)
    return TRUE;
  if (trailer->until >= 0)
    return fail (error, TUNTAS_RESUME_ERROR_REACHED, "under %s a call was agreed on", trailer->clause);
  return fail (error, TUNTAS_RESUME_ERROR_NOTHING, "nothing waits after %s", trailer->clause);
}

static gboolean
fits_family (TuntasCase *state, const TuntasResumeFound *found, GError **error)
{
  const TuntasTrailer *trailer = found->trailer;
  const TuntasActSpec *spec = tuntas_resume_find_act (state, found->agreed);

  if (tuntas_case_get_family (state) == NULL)
    return fail (error, TUNTAS_RESUME_ERROR_NO_FAMILY, "the service family is not known");
  if (spec == NULL && found->agreed)
    return fail (error, TUNTAS_RESUME_ERROR_REACHED, "under %s a call was agreed on", trailer->clause);
  if (spec == NULL || (trailer->until >= 0 && !found->agreed && tuntas_act_spec_find_field (spec, "until") == NULL) ||
      (trailer->calls[1] >= 0 && tuntas_act_spec_find_field (spec, "p2") == NULL))
    return fail (error, TUNTAS_RESUME_ERROR_FAMILY, "a ticket of %s is not pended", tuntas_case_get_family (state));
  return TRUE;
}

gboolean
tuntas_resume_believe (const TuntasResumeFound *newest, GPtrArray *all, TuntasCase *state, TuntasTicket *ticket,
                       gint64 now, GError **error)
{
  if (newest == NULL)
    return fail (error, TUNTAS_RESUME_ERROR_NOTHING, "no note of ours is there");
  if (newest->trailer == NULL)
    return fail (error, TUNTAS_RESUME_ERROR_FORM, "the newest trailer is none that we write");
  return is_written_by_us (newest, all, error) && is_written_in_time (newest->note->at, ticket, now, error) &&
         tells_of_waiting (newest, tuntas_case_get_procedure (state), error) && fits_family (state, newest, error);
}

/* What the act takes over */

/* The largest bound that such gates set on acts that do that; -1: none. */
static gint64
find_bound (TuntasProcedure *procedure, TuntasOp op, TuntasGateKind kind)
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  gint64 bound = -1;

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; tuntas_act_spec_does (spec, op) && j < spec->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (spec->gates, j);

          if (gate->kind == kind)
            bound = MAX (bound, gate->bound);
        }
    }
  return bound;
}

/* -1: none */
static gint64
number_of (TuntasAct *act, const char *field)
{
  gint64 number = -1;

  if (tuntas_act_get (act, field) != NULL &&
      !g_ascii_string_to_signed (tuntas_act_get (act, field), 10, 0, TUNTAS_NUMBER_MAX, &number, NULL))
    number = -1;
  return number;
}

static gboolean
check_deadline (TuntasCase *state, TuntasTicket *ticket, gint64 until, gint64 by, GError **error)
{
  GTimeZone *zone = tuntas_case_get_zone (state);
  const TuntasRules *rules = tuntas_procedure_get_rules (tuntas_case_get_procedure (state));

  if (until < MAX (tuntas_ticket_get_time (ticket, TUNTAS_TICKET_REPORTED_AT), by - LATE_NOTE) ||
      (zone != NULL && until > tuntas_pending_until (rules, zone, by) + PENDING_TOLERANCE))
    return fail (error, TUNTAS_RESUME_ERROR_DEADLINE, "no ticket is pended until then");
  return TRUE;
}

static gboolean
check_agreed (TuntasTicket *ticket, gint64 call_back, gint64 by, GError **error)
{
  if (call_back < MAX (tuntas_ticket_get_time (ticket, TUNTAS_TICKET_REPORTED_AT), by - LATE_NOTE) ||
      call_back > by + AGREED_MOST)
    return fail (error, TUNTAS_RESUME_ERROR_DEADLINE, "no call is agreed on for then");
  return TRUE;
}

gboolean
tuntas_resume_check (TuntasCase *state, TuntasTicket *ticket, TuntasAct *act, gint64 by, GError **error)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure (state);
  gint64 first = number_of (act, "p1");
  gint64 second = number_of (act, "p2");
  gint64 least = find_bound (procedure, TUNTAS_OP_PEND, TUNTAS_GATE_AT_LEAST);
  gint64 most = find_bound (procedure, TUNTAS_OP_DIAL, TUNTAS_GATE_BELOW);
  gint64 until, call_back;
  gboolean has_until = tuntas_act_get_instant (act, "until", &until);
  gboolean is_agreed = tuntas_act_get_instant (act, "call_back", &call_back);

  if ((has_until || second >= 0) && first < least)
    return fail (error, TUNTAS_RESUME_ERROR_COUNTS,
                 "pended after %" G_GINT64_FORMAT " of at least %" G_GINT64_FORMAT " calls", first, least);
  if (most >= 0 && second > most)
    return fail (error, TUNTAS_RESUME_ERROR_COUNTS,
                 "%" G_GINT64_FORMAT " of at most %" G_GINT64_FORMAT " calls in the second round", second, most);
  return (!has_until || check_deadline (state, ticket, until, by, error)) &&
         (!is_agreed || check_agreed (ticket, call_back, by, error));
}
