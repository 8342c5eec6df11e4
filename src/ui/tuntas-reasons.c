/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reasons.h"

#include "tuntas-fields.h"

#include <glib/gi18n.h>
#include <string.h>

/* Why, and what to do, without a full stop: {have}, {need} and {field} are filled in, the clause is put behind the reason.
 * A second reason is for acts that end the case. */
static const struct
{
  const char *code;
  const char *reason;
  const char *ending;
  const char *advice;
  TuntasReasonPlace place;
} reasons[] = {
  /* Translators: keep {have} and {need}: numbers of calls. */
  { "min-attempts", N_("Not yet: only {have} of at least {need} calls"),
    N_("Cannot close yet: only {have} of at least {need} calls"), N_("Call the customer again"), TUNTAS_REASON_CALL },
  /* Translators: keep {have} and {need}: numbers of calls. */
  { "max-attempts", N_("No more calls: {have} of at most {need} were made"), NULL,
    N_("Close the ticket as not reached, or ask the coordinator"), TUNTAS_REASON_ONWARD },
  { "not-told", N_("Cannot close yet: RFO and repair have not been told"), NULL, N_("Tell them to the customer first"),
    TUNTAS_REASON_TELL },
  { "not-informed", N_("Cannot close yet: RFO and repair have not been sent by e-mail"), NULL,
    N_("Send the e-mail first"), TUNTAS_REASON_INFORM },
  { "no-zone", N_("Cannot be pended: the customer's time zone is not installed on this computer"), NULL,
    N_("Ask the coordinator; the administrator can install it"), TUNTAS_REASON_COORDINATOR },
  { "unfinished-attempt", N_("A call to this customer has no outcome yet"), NULL, N_("Choose its outcome first"),
    TUNTAS_REASON_OUTCOME },
  /* Translators: keep {field}: the number of the other ticket. */
  { "attempt-elsewhere", N_("A call for ticket {field} has no outcome yet"), NULL, N_("Choose its outcome first"),
    TUNTAS_REASON_TICKET },
  { "not-here", N_("This is not possible in this step"), NULL, N_("Do what this step asks for"), TUNTAS_REASON_STEP },
  { "not-for-family", N_("This is not for the ticket's service family, or the family is not known yet"), NULL,
    N_("Choose the family: the way goes on by it"), TUNTAS_REASON_FAMILY },
  /* Translators: keep {field}: the name of an entry. */
  { "required", N_("{field} is missing"), NULL, N_("Fill it in"), TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "not-future", N_("{field} must lie ahead"), NULL, N_("Give a later time"), TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "not-past", N_("{field} must lie in the past"), NULL, N_("Give an earlier time"), TUNTAS_REASON_FIELD },
  { "bad-number", N_("This number was a wrong number"), NULL, N_("Call another one, or add one"),
    TUNTAS_REASON_NUMBERS },
  { "no-attempt", N_("There is no call to give an outcome to"), NULL, N_("Call the customer first"),
    TUNTAS_REASON_CALL },
  { "nothing-to-undo", N_("There is nothing to undo"), NULL, N_("Go on with this step"), TUNTAS_REASON_STEP },
  { "already-sent", N_("This can no longer be undone: it is in Nossa or on its way there"), NULL,
    N_("If it was wrong, ask the coordinator"), TUNTAS_REASON_COORDINATOR },
  /* Of moving the case to another revision. */
  { "same-procedure", N_("This ticket goes by that revision already"), NULL, N_("Go on with this step"),
    TUNTAS_REASON_STEP },
  { "ended", N_("This ticket is at its end and stays with its revision"), NULL,
    N_("Go on with the next ticket"), TUNTAS_REASON_STEP },
  { "no-such-step", N_("That revision does not have this step"), NULL,
    N_("Finish the step first, then it can be moved"), TUNTAS_REASON_STEP },
  { "no-such-family", N_("That revision does not have this service family"), NULL,
    N_("This ticket goes on by its own revision"), TUNTAS_REASON_STEP },
  /* Said by the pages and the desk, before the rules are asked. */
  /* Translators: keep {field}: the name of an entry. */
  { "no-time", N_("{field}: this is no time"), NULL, N_("Write for example 14.00 or tomorrow 09.00"),
    TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "no-phone", N_("{field}: this cannot be dialled"), NULL, N_("Write for example 0812 3456 789"),
    TUNTAS_REASON_FIELD },
  { "no-number", N_("There is no usable number"), NULL, N_("Add another one"), TUNTAS_REASON_NUMBERS },
  /* Translators: keep {field}: the names of places in a text that have no word. */
  { "placeholder", N_("Words are missing in what would be sent: {field}"), NULL,
    N_("Fill them in, or ask the coordinator"), TUNTAS_REASON_WORDS },
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

static char *
fill_in (const char *reason, const TuntasRefusal *refusal)
{
  GString *text = g_string_new (reason);
  g_autofree char *have = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->have);
  g_autofree char *need = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->need);
  const char *field = refusal->field != NULL ? tuntas_field_label (refusal->field) : "";

  g_string_replace (text, "{have}", have, 0);
  g_string_replace (text, "{need}", need, 0);
  g_string_replace (text, "{field}", field, 0);
  g_string_replace (text, "{clause}", refusal->clause != NULL ? refusal->clause : "–", 0);
  return g_string_free (text, FALSE);
}

/* (nullable): what the instruction itself says to a gate of that code. */
static const TuntasText *
find_own_text (const TuntasActSpec *spec, const char *code)
{
  for (guint i = 0; spec != NULL && i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      if (strcmp (gate->code, code) == 0)
        return gate->text;
    }
  return NULL;
}

/* (transfer full): the reason with its clause, and what to do. */
static char *
compose (const char *reason, const char *clause, const char *advice)
{
  if (clause == NULL)
    /* Translators: why something is not possible, and what to do. */
    return g_strdup_printf (_("%s. %s."), reason, advice);
  /* Translators: why something is not possible, the clause of the instruction (IK), and what to do. */
  return g_strdup_printf (_("%s, IK %s. %s."), reason, clause, advice);
}

/* (transfer full): the instruction's own sentence, which may have the clause in it already. */
static char *
compose_own (const char *own, const TuntasRefusal *refusal, const char *advice)
{
  g_autofree char *reason = fill_in (own, refusal);

  if (g_str_has_suffix (reason, "."))
    reason[strlen (reason) - 1] = '\0';
  return compose (reason, strstr (own, "{clause}") != NULL ? NULL : refusal->clause, advice);
}

char *
tuntas_reasons_dup_sentence (const TuntasRefusal *refusal, const TuntasActSpec *spec, const char *language)
{
  gboolean ending = spec != NULL && tuntas_act_spec_ends (spec);
  const TuntasText *own = find_own_text (spec, refusal->code);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *reason = NULL;

      if (strcmp (reasons[i].code, refusal->code) != 0)
        continue;
      if (own != NULL)
        return compose_own (tuntas_text_in (own, language), refusal, _(reasons[i].advice));
      reason = fill_in (_(ending && reasons[i].ending != NULL ? reasons[i].ending : reasons[i].reason), refusal);
      return compose (reason, refusal->clause, _(reasons[i].advice));
    }
  if (own != NULL)
    return compose_own (tuntas_text_in (own, language), refusal, _("Ask the coordinator"));
  /* Translators: %s is a code of the instruction's file, for whoever keeps it. */
  return g_strdup_printf (_("Not possible now (%s). Ask the coordinator."), refusal->code);
}

TuntasReasonPlace
tuntas_reasons_get_place (const TuntasRefusal *refusal)
{
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
