/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reasons.h"

#include "tuntas-fields.h"

#include <glib/gi18n.h>
#include <string.h>

/* {have}, {need}, {field} and {clause} are filled in. A second sentence is for acts that end the case. */
static const struct
{
  const char *code;
  const char *sentence;
  const char *ending;
  TuntasReasonPlace place;
} reasons[] = {
  /* Translators: keep {have}, {need} and {clause}: numbers of calls, and the clause of the instruction (IK). */
  { "min-attempts", N_("Not yet: only {have} of at least {need} calls, IK {clause}."),
    N_("Cannot close yet: only {have} of at least {need} calls, IK {clause}."), TUNTAS_REASON_CALL },
  /* Translators: keep {have}, {need} and {clause}. */
  { "max-attempts", N_("No more calls: {have} of at most {need} were made, IK {clause}."), NULL,
    TUNTAS_REASON_NOWHERE },
  /* Translators: keep {clause}. */
  { "not-told", N_("Cannot close yet: RFO and repair have not been told, IK {clause}."), NULL, TUNTAS_REASON_TELL },
  /* Translators: keep {clause}. */
  { "not-informed", N_("Cannot close yet: RFO and repair have not been sent by e-mail, IK {clause}."), NULL,
    TUNTAS_REASON_INFORM },
  /* Translators: keep {clause}. */
  { "no-zone", N_("Cannot be pended: the customer's time zone is not installed on this computer, IK {clause}."), NULL,
    TUNTAS_REASON_NOWHERE },
  { "unfinished-attempt", N_("A call to this customer has no outcome yet. Choose its outcome first."), NULL,
    TUNTAS_REASON_OUTCOME },
  /* Translators: keep {field}: the number of the other ticket. */
  { "attempt-elsewhere", N_("A call for ticket {field} has no outcome yet. Choose its outcome first."), NULL,
    TUNTAS_REASON_TICKET },
  { "not-here", N_("This is not possible in this step."), NULL, TUNTAS_REASON_NOWHERE },
  { "not-for-family", N_("Choose the service family first: the way goes on by it."), NULL, TUNTAS_REASON_FAMILY },
  /* Translators: keep {field}: the name of an entry. */
  { "required", N_("{field} is missing."), NULL, TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "not-future", N_("{field} must lie ahead."), NULL, TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "not-past", N_("{field} must lie in the past."), NULL, TUNTAS_REASON_FIELD },
  { "bad-number", N_("This number was a wrong number. Call another one."), NULL, TUNTAS_REASON_NUMBERS },
  { "no-attempt", N_("There is no call to give an outcome to."), NULL, TUNTAS_REASON_CALL },
  { "nothing-to-undo", N_("There is nothing to undo."), NULL, TUNTAS_REASON_NOWHERE },
  { "already-sent", N_("This can no longer be undone: it is in Nossa or on its way there."), NULL, TUNTAS_REASON_NOWHERE },
  /* Said by the pages themselves, before the rules are asked. */
  /* Translators: keep {field}: the name of an entry. */
  { "no-time", N_("{field}: this is no time. Write for example 14.00 or tomorrow 09.00."), NULL, TUNTAS_REASON_FIELD },
  /* Translators: keep {field}: the name of an entry. */
  { "no-phone", N_("{field}: this cannot be dialled. Write for example 0812 3456 789."), NULL, TUNTAS_REASON_FIELD },
  { "no-number", N_("There is no usable number. Add another one."), NULL, TUNTAS_REASON_NUMBERS },
  /* Translators: keep {field}: the names of places in a text that have no word. */
  { "placeholder", N_("Words are missing in what would be sent: {field}."), NULL, TUNTAS_REASON_NOWHERE },
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
fill_numbers (const char *sentence, const TuntasRefusal *refusal)
{
  GString *text = g_string_new (sentence);
  g_autofree char *have = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->have);
  g_autofree char *need = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->need);
  const char *field = refusal->field != NULL ? tuntas_field_label (refusal->field) : "";

  g_string_replace (text, "{have}", have, 0);
  g_string_replace (text, "{need}", need, 0);
  g_string_replace (text, "{clause}", refusal->clause != NULL ? refusal->clause : "–", 0);
  g_string_replace (text, "{field}", field, 0);
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

char *
tuntas_reasons_dup_sentence (const TuntasRefusal *refusal, const TuntasActSpec *spec, const char *language)
{
  gboolean ending = spec != NULL && tuntas_act_spec_ends (spec);
  const TuntasText *own = find_own_text (spec, refusal->code);

  if (own != NULL)
    return fill_numbers (tuntas_text_in (own, language), refusal);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].code, refusal->code) == 0)
      return fill_numbers (_(ending && reasons[i].ending != NULL ? reasons[i].ending : reasons[i].sentence), refusal);
  /* Translators: %s is a code of the instruction's file, for whoever keeps it. */
  return g_strdup_printf (_("Not possible now (%s)."), refusal->code);
}

TuntasReasonPlace
tuntas_reasons_get_place (const TuntasRefusal *refusal)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].code, refusal->code) == 0)
      return reasons[i].place;
  return TUNTAS_REASON_NOWHERE;
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
    default:
      g_return_val_if_reached (NULL);
    }
}
