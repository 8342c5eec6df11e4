/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-resume.h"

#include "tuntas-pending.h"
#include "tuntas-rfo-text.h"

#include <stdio.h>
#include <string.h>

/* Seconds by which the clocks of server and desk may differ. */
#define CLOCK_TOLERANCE (15 * 60)
/* A note is written after the pending that it tells of; by day and night that can be an hour less far ahead. */
#define PENDING_TOLERANCE (2 * 3600)
/* So long a note may have waited for a connection behind the deadline that it names. */
#define LATE_NOTE (7 * 86400)
/* Nobody agrees on a call that is farther away. */
#define AGREED_MOST (31 * 86400)

G_DEFINE_QUARK (tuntas-resume-error-quark, tuntas_resume_error)

const char *
tuntas_resume_error_nick (TuntasResumeError code)
{
  static const char *const nicks[] = { "nothing", "reached", "form",   "not-ours",  "copied", "clause",
                                       "family",  "no-family", "counts", "too-early", "future", "deadline" };

  g_return_val_if_fail (code < G_N_ELEMENTS (nicks), NULL);
  return nicks[code];
}

const char *
tuntas_resume_source_nick (TuntasResumeSource source)
{
  static const char *const nicks[] = { "nossa", "paste", "unnamed", "agent" };

  g_return_val_if_fail (source < G_N_ELEMENTS (nicks), NULL);
  return nicks[source];
}

void
tuntas_resume_free (TuntasResume *self)
{
  g_clear_pointer (&self->trailer, tuntas_trailer_free);
  g_free (self->line);
  g_free (self->by);
  g_free (self->rfo);
  g_free (self->repair);
  g_free (self);
}

/* What the procedure says */

const TuntasActSpec *
tuntas_resume_find_act (TuntasCase *state, gboolean agreed)
{
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_case_get_procedure (state));

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT) && tuntas_act_spec_does (spec, TUNTAS_OP_PROMISE) == agreed &&
          tuntas_act_spec_is_open_in (spec, tuntas_case_get_step (state)) &&
          tuntas_act_spec_is_for (spec, tuntas_case_get_family (state)))
        return spec;
    }
  return NULL;
}

const TuntasActSpec *
tuntas_resume_find_named (TuntasCase *state, const char *id)
{
  for (gboolean agreed = FALSE; agreed <= TRUE; agreed++)
    {
      const TuntasActSpec *spec = tuntas_resume_find_act (state, agreed);

      if (spec != NULL && strcmp (spec->id, id) == 0)
        return spec;
    }
  return NULL;
}

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

static gboolean
is_clause_of (TuntasProcedure *procedure, const TuntasActSpec *spec, const char *clause)
{
  if (spec->clause != NULL)
    return strcmp (spec->clause, clause) == 0;
  for (char **step = spec->steps; *step != NULL; step++)
    {
      const TuntasStep *in = tuntas_procedure_find_step (procedure, *step);

      if (in != NULL && g_strcmp0 (in->clause, clause) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A ticket is pended, or the customer of a pended one informed. */
static gboolean
pends (const TuntasActSpec *spec)
{
  return tuntas_act_spec_does (spec, TUNTAS_OP_PEND) || tuntas_act_spec_does (spec, TUNTAS_OP_INFORM);
}

/* A call is agreed on, at once or where the act leads. */
static gboolean
promises (const TuntasActSpec *spec)
{
  if (tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT))
    return FALSE;
  if (tuntas_act_spec_does (spec, TUNTAS_OP_PROMISE))
    return TRUE;
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      for (guint j = 0; j < following->ops->len; j++)
        if (g_array_index (following->ops, TuntasOp, j) == TUNTAS_OP_PROMISE)
          return TRUE;
    }
  return FALSE;
}

/* Whether an act of that kind stands under the clause. */
static gboolean
is_under (TuntasProcedure *procedure, const char *clause, gboolean (*is_kind) (const TuntasActSpec *spec))
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (is_kind (spec) && is_clause_of (procedure, spec, clause))
        return TRUE;
    }
  return FALSE;
}

/* The newest trailer */

typedef struct
{
  const TuntasResumeNote *note;
  TuntasTrailer *trailer; /* (nullable): it is none of ours */
  gboolean pended;        /* it is of the pending */
  gboolean agreed;        /* it names an agreed time */
  gboolean waits;         /* the case goes on from it */
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->trailer, tuntas_trailer_free);
  g_free (found);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* Where no time tells which one is newer, the one that tells of more is, and of two the one that ends, or that waits longer:
 * so that nothing is taken for undone; of two alike the one that is known to be the ticket's. What cannot be read could be the
 * newest. */
static int
compare_progress (const Found *a, const Found *b)
{
  int order;

  if (a->trailer == NULL || b->trailer == NULL)
    return (b->trailer == NULL) - (a->trailer == NULL);
  order = compare_numbers (b->trailer->calls[1], a->trailer->calls[1]);
  if (order == 0)
    order = compare_numbers (b->trailer->calls[0], a->trailer->calls[0]);
  if (order == 0)
    order = a->waits - b->waits;
  if (order == 0)
    order = compare_numbers (b->trailer->until, a->trailer->until);
  return order != 0 ? order : (int) a->note->source - (int) b->note->source;
}

static int
compare_found (gconstpointer one, gconstpointer other)
{
  const Found *a = *(const Found *const *) one;
  const Found *b = *(const Found *const *) other;
  int order = (b->note->at >= 0) - (a->note->at >= 0);

  if (order == 0)
    order = compare_numbers (b->note->at, a->note->at);
  return order != 0 ? order : compare_progress (a, b);
}

static void
classify (Found *found, TuntasProcedure *procedure)
{
  const TuntasTrailer *trailer = found->trailer;

  found->pended = is_under (procedure, trailer->clause, pends);
  found->agreed = !found->pended && trailer->until >= 0 && is_under (procedure, trailer->clause, promises);
  found->waits = found->agreed || (found->pended && (trailer->until >= 0 || trailer->calls[1] >= 0));
}

/* (transfer full): those whose time is known first, the newest first; then the others. */
static GPtrArray *
list_found (TuntasProcedure *procedure, GPtrArray *notes, gint64 now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);

  for (guint i = 0; i < notes->len; i++)
    {
      const TuntasResumeNote *note = g_ptr_array_index (notes, i);
      Found *found;

      if (!tuntas_resume_is_in (note->text))
        continue;
      found = g_new0 (Found, 1);
      found->note = note;
      found->trailer = tuntas_trailer_find (note->text, note->at >= 0 ? note->at : now, NULL);
      if (found->trailer != NULL)
        classify (found, procedure);
      g_ptr_array_add (list, found);
    }
  g_ptr_array_sort (list, compare_found);
  return list;
}

/* (nullable): of a pasted note no time is known, and it may be newer than all that Nossa has told. */
static Found *
find_newest (GPtrArray *all)
{
  Found *timed = all->len > 0 ? g_ptr_array_index (all, 0) : NULL;

  for (guint i = 1; timed != NULL && timed->note->at >= 0 && i < all->len; i++)
    {
      Found *other = g_ptr_array_index (all, i);

      if (other->note->at < 0)
        return compare_progress (timed, other) <= 0 ? timed : other;
    }
  return timed;
}

/* Whether it can be believed */

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

/* (transfer full): the trailer, which is there. */
static char *
dup_line (const char *text)
{
  const char *trailer = g_strrstr (text, TUNTAS_TRAILER_OPENING);

  return g_strndup (trailer, strchr (trailer, ']') + 1 - trailer);
}

/* What was pasted may be a note that is there already, with something else around it. */
static gboolean
is_same_note (const TuntasResumeNote *one, const TuntasResumeNote *other)
{
  gboolean pasted = one->source != TUNTAS_RESUME_FROM_NOSSA || other->source != TUNTAS_RESUME_FROM_NOSSA;
  g_autofree char *line = dup_line (one->text);
  g_autofree char *other_line = dup_line (other->text);

  return strcmp (one->text, other->text) == 0 || (pasted && strcmp (line, other_line) == 0);
}

static gboolean
is_written_by_us (const Found *found, GPtrArray *all, GError **error)
{
  const char *reference = found->trailer->reference;

  if (found->note->foreign || !stands_at_the_end (found->note->text) ||
      strspn (reference, TUNTAS_TRAILER_LETTERS) != strlen (reference))
    return fail (error, TUNTAS_RESUME_ERROR_NOT_OURS, "the trailer #%s does not end a note of ours", reference);
  for (guint i = 0; i < all->len; i++)
    {
      const Found *other = g_ptr_array_index (all, i);

      if (other != found && other->trailer != NULL && strcmp (other->trailer->reference, reference) == 0 &&
          !is_same_note (other->note, found->note))
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
tells_of_waiting (const Found *found, TuntasProcedure *procedure, GError **error)
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
fits_family (TuntasCase *state, const Found *found, GError **error)
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

/* by: when it was said. */
static gboolean
check_at (TuntasCase *state, TuntasTicket *ticket, TuntasAct *act, gint64 by, GError **error)
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
    return fail (error, TUNTAS_RESUME_ERROR_COUNTS, "pended after %" G_GINT64_FORMAT " of at least %" G_GINT64_FORMAT " calls",
                 first, least);
  if (most >= 0 && second > most)
    return fail (error, TUNTAS_RESUME_ERROR_COUNTS,
                 "%" G_GINT64_FORMAT " of at most %" G_GINT64_FORMAT " calls in the second round", second, most);
  return (!has_until || check_deadline (state, ticket, until, by, error)) &&
         (!is_agreed || check_agreed (ticket, call_back, by, error));
}

gboolean
tuntas_resume_check (TuntasCase *state, TuntasTicket *ticket, TuntasAct *act, gint64 now, GError **error)
{
  return check_at (state, ticket, act, now, error);
}

/* The offer */

/* (transfer full): our own notes say it in running text. */
static TuntasRfoText *
parse_note (const char *text)
{
  g_autoptr (GRegex) labels = g_regex_new ("\\.?\\s+(RFO|Perbaikan|Repair|Agent):", 0, 0, NULL);
  g_autofree char *lines = g_regex_replace (labels, text, -1, 0, "\n\\1:", 0, NULL);

  return tuntas_rfo_text_parse (lines != NULL ? lines : text);
}

/* As Nossa has them; else as the newest note that tells both. */
static void
take_words (TuntasResume *self, TuntasTicket *ticket, GPtrArray *notes)
{
  self->rfo = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_RFO));
  self->repair = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_REPAIR));
  self->words_from = "nossa";
  for (guint i = 0; (self->rfo == NULL || self->repair == NULL) && i < notes->len; i++)
    {
      const TuntasResumeNote *note = g_ptr_array_index (notes, i);
      g_autoptr (TuntasRfoText) words = parse_note (note->text);

      if (words->rfo == NULL || words->repair == NULL)
        continue;
      g_free (self->rfo);
      g_free (self->repair);
      self->rfo = g_strdup (words->rfo);
      self->repair = g_strdup (words->repair);
      self->words_from = "note";
    }
  if (self->rfo == NULL && self->repair == NULL)
    self->words_from = NULL;
}

static TuntasResume *
offer_of (Found *found, TuntasTicket *ticket)
{
  TuntasResume *self = g_new0 (TuntasResume, 1);
  gint64 status_at = tuntas_ticket_get_time (ticket, TUNTAS_TICKET_STATUS_AT);

  self->source = found->note->source;
  self->agreed = found->agreed;
  self->email_at = found->note->at;
  self->trailer = g_steal_pointer (&found->trailer);
  self->line = dup_line (found->note->text);
  self->at = found->note->at;
  self->pended_at = status_at >= 0 && status_at <= self->at && status_at > self->at - 86400 ? status_at : self->at;
  self->by = g_strdup (found->note->by);
  return self;
}

/* A note of an agreed call tells nothing of the pending before it; the newest one of that does. Called again, the case goes on
 * behind the pending. */
static void
take_pending (TuntasResume *self, GPtrArray *all)
{
  for (guint i = 0; self->agreed && i < all->len; i++)
    {
      const Found *found = g_ptr_array_index (all, i);

      if (found->trailer == NULL || !found->pended)
        continue;
      self->trailer->calls[1] = MAX (self->trailer->calls[1], 0);
      g_free (self->trailer->email);
      self->trailer->email = g_strdup (found->trailer->email);
      self->email_at = found->note->at;
      return;
    }
}

/* As the rules have it: the case is tried with some words for cause and repair. */
static gboolean
find_step (TuntasResume *self, TuntasCase *state, TuntasTicket *ticket, gint64 now, GError **error)
{
  g_autoptr (TuntasAct) act = tuntas_resume_make_act (self, state, "-", "-");
  g_autoptr (TuntasApplied) applied = NULL;

  if (!check_at (state, ticket, act, self->at >= 0 ? MIN (self->at, now) : now, error))
    return FALSE;
  applied = tuntas_case_apply (state, act, now, "", TRUE);
  if (!applied->accepted)
    return fail (error, TUNTAS_RESUME_ERROR_COUNTS, "the rules refuse what the trailer tells");
  self->step = tuntas_case_get_step (applied->next);
  return TRUE;
}

TuntasResume *
tuntas_resume_find (TuntasCase *state, TuntasTicket *ticket, GPtrArray *notes, gint64 now, GError **error)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure (state);
  g_autoptr (GPtrArray) all = list_found (procedure, notes, now);
  Found *newest = find_newest (all);
  g_autoptr (TuntasResume) offer = NULL;

  if (newest == NULL)
    {
      fail (error, TUNTAS_RESUME_ERROR_NOTHING, "no note of ours is there");
      return NULL;
    }
  if (newest->trailer == NULL)
    {
      fail (error, TUNTAS_RESUME_ERROR_FORM, "the newest trailer is none that we write");
      return NULL;
    }
  if (!is_written_by_us (newest, all, error) || !is_written_in_time (newest->note->at, ticket, now, error) ||
      !tells_of_waiting (newest, procedure, error) ||
      !fits_family (state, newest, error))
    return NULL;
  offer = offer_of (newest, ticket);
  take_pending (offer, all);
  if (!find_step (offer, state, ticket, now, error))
    return NULL;
  take_words (offer, ticket, notes);
  return g_steal_pointer (&offer);
}

static void
set_number (TuntasAct *act, const char *field, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  if (number >= 0)
    tuntas_act_set (act, field, text);
}

/* Where the agent changed what was there, the words are the agent's. */
static void
set_words (const TuntasResume *self, TuntasAct *act, const char *field, const char *found, const char *words)
{
  g_autofree char *source = g_strconcat (field, "_source", NULL);

  tuntas_act_set (act, field, words);
  tuntas_act_set (act, source, g_strcmp0 (found, words) == 0 ? self->words_from : "agent");
}

/* The last time before then at which the clock of the trailer stood so; -1: the zone is not known. */
static gint64
informed_at (const TuntasResume *self, TuntasCase *state, gint64 by)
{
  GTimeZone *zone = tuntas_case_get_zone (state);
  int hour, minute;

  if (self->trailer->email == NULL || zone == NULL || sscanf (self->trailer->email, "%d.%d", &hour, &minute) != 2)
    return -1;
  for (int days = 0; days <= 1; days++)
    {
      g_autoptr (GDateTime) there = tuntas_instant_in_zone (by, zone);
      g_autoptr (GDateTime) day = g_date_time_add_days (there, -days);
      g_autoptr (GDateTime) then = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                                                    g_date_time_get_day_of_month (day), hour, minute, 0);

      if (then != NULL && g_date_time_to_unix (then) <= by)
        return g_date_time_to_unix (then);
    }
  return -1;
}

TuntasAct *
tuntas_resume_make_act (const TuntasResume *self, TuntasCase *state, const char *rfo, const char *repair)
{
  const TuntasActSpec *spec = tuntas_resume_find_act (state, self->agreed);
  gint64 informed = self->email_at >= 0 ? informed_at (self, state, self->email_at) : -1;
  TuntasAct *act;

  g_return_val_if_fail (spec != NULL, NULL);
  act = tuntas_act_new (spec->id);
  set_words (self, act, "rfo", self->rfo, rfo);
  set_words (self, act, "repair", self->repair, repair);
  set_number (act, "p1", self->trailer->calls[0]);
  set_number (act, "p2", self->trailer->calls[1]);
  tuntas_act_set (act, "informed", self->trailer->email != NULL ? "true" : "false");
  if (informed >= 0)
    tuntas_act_set_instant (act, "informed_at", informed);
  if (self->trailer->until >= 0)
    tuntas_act_set_instant (act, self->agreed ? "call_back" : "until", self->trailer->until);
  tuntas_act_set (act, "evidence", self->line);
  tuntas_act_set (act, "evidence_from", tuntas_resume_source_nick (self->source));
  tuntas_act_set (act, "evidence_by", self->by);
  if (self->at >= 0)
    tuntas_act_set_instant (act, "evidence_at", self->at);
  return act;
}
