/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-resume-private.h"

#include "tuntas-rfo-text.h"

#include <stdio.h>
#include <string.h>

/* The offer to carry a case on, and the act that does it. The notes it is made from are in tuntas-resume-notes.c, what
 * of them is believed in tuntas-resume-check.c. */

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
  const TuntasActSpec *spec = tuntas_resume_find_act (state, FALSE);

  if (spec == NULL || strcmp (spec->id, id) != 0)
    spec = tuntas_resume_find_act (state, TRUE);
  return spec != NULL && strcmp (spec->id, id) == 0 ? spec : NULL;
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
offer_of (TuntasResumeFound *found, TuntasTicket *ticket)
{
  TuntasResume *self = g_new0 (TuntasResume, 1);
  gint64 status_at = tuntas_ticket_get_time (ticket, TUNTAS_TICKET_STATUS_AT);

  self->source = found->note->source;
  self->agreed = found->agreed;
  self->email_at = found->note->at;
  self->trailer = g_steal_pointer (&found->trailer);
  self->line = g_steal_pointer (&found->line);
  self->at = found->note->at;
  self->pended_at = status_at >= 0 && status_at <= self->at && status_at > self->at - 86400 ? status_at : self->at;
  self->by = g_strdup (found->note->by);
  return self;
}

/* A note of an agreed call tells nothing of the pending before it; the newest one of that does. Called again, the case
 * goes on behind the pending. */
static void
take_pending (TuntasResume *self, GPtrArray *all)
{
  for (guint i = 0; self->agreed && i < all->len; i++)
    {
      const TuntasResumeFound *found = g_ptr_array_index (all, i);

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

  if (!tuntas_resume_check (state, ticket, act, self->at >= 0 ? MIN (self->at, now) : now, error))
    return FALSE;
  applied = tuntas_case_apply (state, act, now, "", TRUE);
  if (!applied->accepted)
    {
      g_set_error_literal (error, TUNTAS_RESUME_ERROR, TUNTAS_RESUME_ERROR_COUNTS,
                           "the rules refuse what the trailer tells");
      return FALSE;
    }
  self->step = tuntas_case_get_step (applied->next);
  return TRUE;
}

TuntasResume *
tuntas_resume_find (TuntasCase *state, TuntasTicket *ticket, GPtrArray *notes, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) all = tuntas_resume_list_found (tuntas_case_get_procedure (state), notes, now);
  TuntasResumeFound *newest = tuntas_resume_find_newest (all);
  g_autoptr (TuntasResume) offer = NULL;

  if (!tuntas_resume_believe (newest, all, state, ticket, now, error))
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
