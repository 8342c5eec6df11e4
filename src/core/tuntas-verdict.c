/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-verdict.h"

#include <string.h>

static const char *const headlines[] = {
  [TUNTAS_VERDICT_OPEN] = "verdict-open",
  [TUNTAS_VERDICT_CONFORMS] = "verdict-conforms",
  [TUNTAS_VERDICT_REMARKS] = "verdict-remarks",
  [TUNTAS_VERDICT_DEPARTS] = "verdict-departs",
};

static void
finding_free (gpointer data)
{
  TuntasVerdictFinding *finding = data;

  g_free (finding->agent);
  g_free (finding->code);
  g_free (finding->clause);
  g_free (finding->happened);
  g_free (finding->should);
  g_free (finding->reason);
  g_free (finding);
}

static void
count_free (gpointer data)
{
  TuntasSilentCount *count = data;

  g_free (count->place);
  g_free (count->text);
  g_free (count);
}

void
tuntas_verdict_free (TuntasVerdict *verdict)
{
  g_free (verdict->headline);
  g_ptr_array_unref (verdict->findings);
  g_ptr_array_unref (verdict->silent);
  g_free (verdict);
}

static char *
dup_text (const TuntasText *text, const char *language)
{
  return text != NULL ? g_strdup (tuntas_text_in (text, language)) : NULL;
}

/* (nullable): of what was taken over on the agent's word alone, where the procedure has words of its own for that. */
static const TuntasText *
find_words (TuntasProcedure *procedure, const TuntasDeviation *deviation, TuntasEvent *event)
{
  g_autofree char *stated = g_strconcat (deviation->code, "-stated", NULL);
  const TuntasText *words = NULL;

  if (tuntas_procedure_does (procedure, tuntas_event_get_id (event), TUNTAS_OP_ADOPT) &&
      g_strcmp0 (tuntas_event_get (event, "evidence_from"), "nossa") != 0 &&
      g_strcmp0 (tuntas_event_get (event, "evidence_from"), "paste") != 0)
    words = tuntas_procedure_find_deviation (procedure, stated);
  return words != NULL ? words : tuntas_procedure_find_deviation (procedure, deviation->code);
}

/* The procedure's words for the code, with its numbers; the code itself where the procedure has none. */
static char *
describe (TuntasProcedure *procedure, const TuntasDeviation *deviation, TuntasEvent *event, const char *language)
{
  const TuntasText *words = find_words (procedure, deviation, event);
  g_autoptr (GString) text = g_string_new (words != NULL ? tuntas_text_in (words, language) : deviation->code);
  g_autofree char *have = g_strdup_printf ("%" G_GINT64_FORMAT, deviation->have);
  g_autofree char *need = g_strdup_printf ("%" G_GINT64_FORMAT, deviation->need);

  g_string_replace (text, "{have}", have, 0);
  g_string_replace (text, "{need}", need, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
what_should (TuntasProcedure *procedure, const char *clause, const char *language)
{
  const TuntasClause *own = tuntas_procedure_find_clause (procedure, clause);

  return dup_text (own != NULL ? own->text : tuntas_procedure_find_silent_place (procedure, clause), language);
}

static void
take_findings (TuntasVerdict *verdict, TuntasCase *state, GPtrArray *deviations, gboolean departs,
               const char *language)
{
  for (guint i = 0; i < deviations->len; i++)
    {
      const TuntasDeviation *deviation = g_ptr_array_index (deviations, i);
      TuntasProcedure *procedure = tuntas_case_get_procedure_of (state, deviation->seq);
      TuntasEvent *event = g_ptr_array_index (tuntas_case_get_events (state), deviation->seq - 1);
      TuntasVerdictFinding *finding = g_new0 (TuntasVerdictFinding, 1);

      finding->departs = departs;
      finding->seq = deviation->seq;
      finding->at = tuntas_event_get_at (event);
      finding->agent = g_strdup (tuntas_event_get_agent (event));
      finding->code = g_strdup (deviation->code);
      finding->clause = g_strdup (deviation->clause);
      finding->happened = describe (procedure, deviation, event, language);
      finding->should = what_should (procedure, deviation->clause, language);
      finding->reason = g_strdup (tuntas_event_get (event, "reason"));
      if (finding->reason == NULL) /* of what was taken over from elsewhere (Q10): what shows it */
        finding->reason = g_strdup (tuntas_event_get (event, "evidence"));
      g_ptr_array_add (verdict->findings, finding);
    }
}

static TuntasVerdictFinding *
edited_finding (TuntasCase *state, TuntasEvent *event, const char *language)
{
  gint64 seq = tuntas_event_get_seq (event);
  TuntasProcedure *procedure = tuntas_case_get_procedure_of (state, seq);
  TuntasVerdictFinding *finding = g_new0 (TuntasVerdictFinding, 1);

  finding->edited = TRUE;
  finding->seq = seq;
  finding->at = tuntas_event_get_at (event);
  finding->agent = g_strdup (tuntas_event_get_agent (event));
  finding->code = g_strdup ("edited");
  finding->clause = g_strdup (tuntas_case_get_clause_of (state, seq));
  finding->happened = dup_text (tuntas_procedure_find_text (procedure, "verdict-edited"), language);
  if (finding->happened == NULL)
    finding->happened = g_strdup (finding->code);
  return finding;
}

/* An act that was given words of the agent's own instead of the procedure's. */
static void
take_edited (TuntasVerdict *verdict, TuntasCase *state, const char *language)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);

      if (tuntas_act_has_words (tuntas_event_get_act (event)) &&
          !tuntas_case_is_taken_back (state, tuntas_event_get_seq (event)))
        g_ptr_array_add (verdict->findings, edited_finding (state, event, language));
    }
}

/* A remark names its silent place as its clause; every other use has it as its code. */
static guint
count_uses (TuntasCase *state, const char *place)
{
  GPtrArray *silent = tuntas_case_get_silent (state);
  GPtrArray *remarks = tuntas_case_get_remarks (state);
  guint times = 0;

  for (guint i = 0; i < silent->len; i++)
    times += strcmp (((TuntasDeviation *) g_ptr_array_index (silent, i))->code, place) == 0;
  for (guint i = 0; i < remarks->len; i++)
    times += g_strcmp0 (((TuntasDeviation *) g_ptr_array_index (remarks, i))->clause, place) == 0;
  return times;
}

static gboolean
is_counted (const TuntasVerdict *verdict, const char *place)
{
  for (guint i = 0; i < verdict->silent->len; i++)
    if (strcmp (((TuntasSilentCount *) g_ptr_array_index (verdict->silent, i))->place, place) == 0)
      return TRUE;
  return FALSE;
}

static void
take_silent_counts (TuntasVerdict *verdict, TuntasCase *state, TuntasProcedure *procedure, const char *language)
{
  GPtrArray *places = tuntas_procedure_get_silent_places (procedure);

  for (guint i = 0; i < places->len; i++)
    {
      const TuntasSilentPlace *place = g_ptr_array_index (places, i);
      guint times = count_uses (state, place->id);
      TuntasSilentCount *count;

      if (times == 0 || is_counted (verdict, place->id))
        continue;
      count = g_new0 (TuntasSilentCount, 1);
      count->place = g_strdup (place->id);
      count->text = dup_text (place->text, language);
      count->times = times;
      g_ptr_array_add (verdict->silent, count);
    }
}

/* Of every procedure that the case has gone by. */
static void
take_all_silent_counts (TuntasVerdict *verdict, TuntasCase *state, const char *language)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = 0; i < events->len; i++)
    {
      const char *id = tuntas_event_get_id (g_ptr_array_index (events, i));

      if (strcmp (id, TUNTAS_EVENT_OPENED) == 0 || strcmp (id, TUNTAS_EVENT_MOVED) == 0)
        take_silent_counts (verdict, state, tuntas_case_get_procedure_of (state, i + 1), language);
    }
}

static TuntasVerdictKind
judge (TuntasCase *state)
{
  if (tuntas_case_get_departures (state)->len > 0)
    return TUNTAS_VERDICT_DEPARTS;
  if (tuntas_case_get_end (state) == NULL)
    return TUNTAS_VERDICT_OPEN;
  return tuntas_case_get_remarks (state)->len > 0 ? TUNTAS_VERDICT_REMARKS : TUNTAS_VERDICT_CONFORMS;
}

TuntasVerdict *
tuntas_verdict_new (TuntasCase *state, const char *language)
{
  TuntasVerdict *verdict = g_new0 (TuntasVerdict, 1);

  verdict->kind = judge (state);
  verdict->headline = dup_text (tuntas_procedure_find_text (tuntas_case_get_procedure (state),
                                                            headlines[verdict->kind]), language);
  if (verdict->headline == NULL)
    verdict->headline = g_strdup (headlines[verdict->kind]);
  verdict->findings = g_ptr_array_new_with_free_func (finding_free);
  verdict->silent = g_ptr_array_new_with_free_func (count_free);
  take_findings (verdict, state, tuntas_case_get_departures (state), TRUE, language);
  take_findings (verdict, state, tuntas_case_get_remarks (state), FALSE, language);
  take_edited (verdict, state, language);
  take_all_silent_counts (verdict, state, language);
  return verdict;
}
