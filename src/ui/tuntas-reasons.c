/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reasons.h"

#include "tuntas-names.h"

#include <glib/gi18n.h>
#include <string.h>

/* Why, and what to do, without a full stop: {have}, {need}, {more} and {field} are filled in, the clause is put behind the
 * reason. These are the refusals of the rules, the pages and the desk; what a gate says stands in the procedure. */
static const struct
{
  const char *code;
  const char *reason;
  const char *advice;
  TuntasReasonPlace place;
} reasons[] = {
  { "unfinished-attempt", N_("A call to this customer has no outcome yet"), N_("Choose its outcome first"),
    TUNTAS_REASON_OUTCOME },
  /* Translators: keep {field}: the number of the other ticket. */
  { "attempt-elsewhere", N_("A call for ticket {field} has no outcome yet"), N_("Choose its outcome first"),
    TUNTAS_REASON_TICKET },
  { "not-here", N_("This is not possible in this step"), N_("Do what this step asks for"), TUNTAS_REASON_STEP },
  { "not-for-family", N_("This is not for the ticket's service family, or the family is not known yet"),
    N_("Choose the family: the way goes on by it"), TUNTAS_REASON_FAMILY },
  /* Translators: keep {field}: the name of an entry. */
  { "required", N_("{field} is missing"), N_("Fill it in"), TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "not-future", N_("{field} must lie ahead"), N_("Give a later time"), TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "not-past", N_("{field} must lie in the past"), N_("Give an earlier time"), TUNTAS_REASON_FIELD },
  { "bad-number", N_("This number was a wrong number"), N_("Call another one, or add one"),
    TUNTAS_REASON_NUMBERS },
  { "no-attempt", N_("There is no call to give an outcome to"), N_("Call the customer first"),
    TUNTAS_REASON_CALL },
  { "nothing-to-undo", N_("There is nothing to undo"), N_("Go on with this step"), TUNTAS_REASON_STEP },
  { "already-sent", N_("This can no longer be undone: it is in Nossa or on its way there"),
    N_("If it was wrong, ask the coordinator"), TUNTAS_REASON_COORDINATOR },
  /* Of moving the case to another revision. */
  { "same-procedure", N_("This ticket goes by that revision already"), N_("Go on with this step"),
    TUNTAS_REASON_STEP },
  { "ended", N_("This ticket is at its end and stays with its revision"),
    N_("Go on with the next ticket"), TUNTAS_REASON_STEP },
  { "no-such-step", N_("That revision does not have this step"),
    N_("Finish the step first, then it can be moved"), TUNTAS_REASON_STEP },
  { "no-such-family", N_("That revision does not have this service family"),
    N_("This ticket goes on by its own revision"), TUNTAS_REASON_STEP },
  /* Said by the pages and the desk, before the rules are asked. */
  /* Translators: keep {field}: the name of an entry. */
  { "no-time", N_("{field}: this is no time"), N_("Write for example 14.00 or tomorrow 09.00"),
    TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "no-phone", N_("{field}: this cannot be dialled"), N_("Write for example 0812 3456 789"),
    TUNTAS_REASON_FIELD },
  { "no-number", N_("There is no usable number"), N_("Add another one"), TUNTAS_REASON_NUMBERS },
  /* Translators: keep {field}: the names of places in a text that have no word. */
  { "placeholder", N_("Words are missing in what would be sent: {field}"),
    N_("Fill them in, or ask the coordinator"), TUNTAS_REASON_WORDS },
  /* Translators: keep {have}, {need} and {more}: numbers of characters. */
  { "too-long", N_("What would be sent is {more} characters too long: {have} of at most {need}"),
    N_("Shorten it; nothing is cut off by itself"), TUNTAS_REASON_WORDS },
  /* Translators: keep {field}: a login. */
  { "handed-over", N_("This case was handed over to {field}"), N_("Take it back first (menu, Hand over)"),
    TUNTAS_REASON_NOWHERE },
  /* What was done elsewhere (Q10) cannot have been so. */
  { "resume-counts", N_("So many calls cannot have been made there by the instruction"),
    N_("Write what the notes show, or begin with this step"), TUNTAS_REASON_STEP },
  { "resume-deadline", N_("No ticket is pended until then"), N_("Write the time that the notes show"),
    TUNTAS_REASON_STEP },
};

/* The gates that bring no sentence of their own, by what they ask for; the first row that fits. {fact} is filled in. */
static const struct
{
  TuntasGateKind kind;
  const char *fact; /* (nullable): any */
  const char *reason;
  const char *advice;
  TuntasReasonPlace place;
} gates[] = {
  /* Translators: keep {have} and {need}: numbers of calls. */
  { TUNTAS_GATE_AT_LEAST, NULL, N_("Not yet: only {have} of at least {need} calls"), N_("Call the customer again"),
    TUNTAS_REASON_CALL },
  /* Translators: keep {have} and {need}: numbers of calls. */
  { TUNTAS_GATE_BELOW, NULL, N_("No more calls: {have} of at most {need} were made"), N_("Go on with this step"),
    TUNTAS_REASON_ONWARD },
  /* Translators: keep {fact}: what does not hold yet, such as "no number is usable". */
  { TUNTAS_GATE_HOLDS, "told", N_("Not possible yet: {fact}"), N_("Do what this step asks for"), TUNTAS_REASON_TELL },
  { TUNTAS_GATE_HOLDS, "informed", N_("Not possible yet: {fact}"), N_("Do what this step asks for"),
    TUNTAS_REASON_INFORM },
  { TUNTAS_GATE_HOLDS, NULL, N_("Not possible yet: {fact}"), N_("Ask the coordinator"), TUNTAS_REASON_COORDINATOR },
};

gboolean
tuntas_act_spec_ends (const TuntasActSpec *spec)
{
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      if (following->end != NULL)
        return TRUE;
    }
  return FALSE;
}

/* One always fits. */
static int
find_gate_row (const TuntasGate *gate)
{
  guint i = 0;

  while (gates[i].kind != gate->kind || (gates[i].fact != NULL && g_strcmp0 (gates[i].fact, gate->fact) != 0))
    i++;
  return (int) i;
}

/* (nullable): the gate of the act that says no. */
static const TuntasGate *
find_gate (const TuntasActSpec *spec, const TuntasRefusal *refusal)
{
  return spec != NULL ? tuntas_act_spec_find_gate (spec, refusal->code) : NULL;
}

/* (transfer full) */
static char *
fill_in (const char *words, TuntasProcedure *procedure, const TuntasRefusal *refusal, const char *language)
{
  GString *text = g_string_new (words);
  g_autofree char *have = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->have);
  g_autofree char *need = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->need);
  g_autofree char *more = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->have - refusal->need);
  const char *field = refusal->field != NULL ? tuntas_names_field (procedure, refusal->field, language) : "";

  g_string_replace (text, "{have}", have, 0);
  g_string_replace (text, "{need}", need, 0);
  g_string_replace (text, "{field}", field, 0);
  g_string_replace (text, "{more}", more, 0);
  g_string_replace (text, "{clause}", refusal->clause != NULL ? refusal->clause : "–", 0);
  if (g_str_has_suffix (text->str, "."))
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* (transfer full): what a fact of the case or a field of the act that does not hold says of itself. */
static char *
dup_fact (TuntasProcedure *procedure, const TuntasGate *gate, const char *language)
{
  const char *words = tuntas_names_fact (procedure, gate->fact, "false", language);

  if (words != NULL)
    return g_strdup (words);
  return g_strdup_printf ("%s: %s", tuntas_names_field (procedure, gate->fact, language),
                          tuntas_names_value (procedure, gate->fact, "false", language));
}

/* (transfer full): the reason with its clause, unless that is in it already, and what to do. */
static char *
compose (const char *reason, const char *clause, const char *advice)
{
  if (clause == NULL)
    /* Translators: why something is not possible, and what to do. */
    return g_strdup_printf (_("%s. %s."), reason, advice);
  /* Translators: why something is not possible, the clause of the instruction (IK), and what to do. */
  return g_strdup_printf (_("%s, IK %s. %s."), reason, clause, advice);
}

static char *
dup_gate_sentence (TuntasProcedure *procedure, const TuntasRefusal *refusal, const TuntasGate *gate,
                   const char *language)
{
  int row = find_gate_row (gate);
  const char *words = gate->text != NULL ? tuntas_text_in (gate->text, language) : _(gates[row].reason);
  const char *to_do = gate->advice != NULL ? tuntas_text_in (gate->advice, language) : _(gates[row].advice);
  g_autoptr (GString) text = g_string_new (words);
  g_autofree char *reason = NULL;
  g_autofree char *advice = fill_in (to_do, procedure, refusal, language);

  if (gate->text == NULL && gate->kind == TUNTAS_GATE_HOLDS)
    {
      g_autofree char *fact = dup_fact (procedure, gate, language);

      g_string_replace (text, "{fact}", fact, 0);
    }
  reason = fill_in (text->str, procedure, refusal, language);
  return compose (reason, strstr (words, "{clause}") != NULL ? NULL : refusal->clause, advice);
}

char *
tuntas_reasons_dup_sentence (TuntasProcedure *procedure, const TuntasRefusal *refusal, const TuntasActSpec *spec,
                             const char *language)
{
  const TuntasGate *gate = find_gate (spec, refusal);

  if (gate != NULL)
    return dup_gate_sentence (procedure, refusal, gate, language);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].code, refusal->code) == 0)
      {
        g_autofree char *reason = fill_in (_(reasons[i].reason), procedure, refusal, language);

        return compose (reason, refusal->clause, _(reasons[i].advice));
      }
  /* Translators: %s is a code of the instruction's file, for whoever keeps it. */
  return g_strdup_printf (_("Not possible now (%s). Ask the coordinator."), refusal->code);
}

TuntasReasonPlace
tuntas_reasons_get_place (const TuntasRefusal *refusal, const TuntasActSpec *spec)
{
  const TuntasGate *gate = find_gate (spec, refusal);

  if (gate != NULL)
    return gates[find_gate_row (gate)].place;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].code, refusal->code) == 0)
      return reasons[i].place;
  return TUNTAS_REASON_COORDINATOR;
}

const char *
tuntas_reasons_get_way (TuntasReasonPlace place)
{
  switch (place)
    {
    case TUNTAS_REASON_NOWHERE:
      return NULL;
    case TUNTAS_REASON_CALL:
      return _("Go to the call");
    case TUNTAS_REASON_OUTCOME:
      return _("Go to the outcomes");
    case TUNTAS_REASON_FIELD:
      return _("Fill it in");
    case TUNTAS_REASON_NUMBERS:
      return _("Add a number");
    case TUNTAS_REASON_TELL:
      return _("Go to the beat");
    case TUNTAS_REASON_INFORM:
      return _("Send the e-mail now");
    case TUNTAS_REASON_FAMILY:
      return _("Choose the family");
    case TUNTAS_REASON_TICKET:
      return _("Go to that ticket");
    case TUNTAS_REASON_ONWARD:
      return _("Go to what follows");
    case TUNTAS_REASON_COORDINATOR:
      return _("Ask the coordinator");
    case TUNTAS_REASON_STEP:
      return _("Go on here");
    case TUNTAS_REASON_WORDS:
      return _("Fill it in");
    default:
      g_return_val_if_reached (NULL);
    }
}
