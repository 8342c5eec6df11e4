/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-names.h"

#include <glib/gi18n.h>
#include <string.h>

/* The facts of a case that conditions can ask for, as they stand after "if". */
static const struct
{
  const char *fact;
  const char *value;
  const char *words;
} facts[] = {
  { "connected", "true", N_("the customer is reached") },
  { "connected", "false", N_("the customer is not reached") },
  { "pended", "true", N_("the ticket was pended") },
  { "pended", "false", N_("the ticket was not pended") },
  { "informed", "true", N_("RFO and repair were sent by e-mail") },
  { "informed", "false", N_("RFO and repair were not sent by e-mail yet") },
  { "promise", "true", N_("a call was agreed on") },
  { "promise", "false", N_("no call was agreed on") },
  { "round", "1", N_("the ticket was not active again yet") },
  { "round", "2", N_("the ticket is active again") },
  { "usable_number", "true", N_("there is a usable number") },
  { "usable_number", "false", N_("no number is usable") },
  { "zone", "true", N_("the customer's time zone is known") },
  { "zone", "false", N_("the customer's time zone is not known") },
  { "calls_left", "true", N_("a call is left") },
  { "calls_left", "false", N_("no call is left") },
  { "deadline_by_night", "true", N_("the time comes by night") },
  { "deadline_by_night", "false", N_("the time comes by day") },
  { "deadline_moved", "true", N_("closed days put the time off") },
  { "deadline_moved", "false", N_("no closed day puts the time off") },
  { "mass_outage", "true", N_("the ticket belongs to a mass outage") },
  { "mass_outage", "false", N_("the ticket belongs to no mass outage") },
  { "shared_call", "true", N_("the call is for several tickets") },
  { "shared_call", "false", N_("the call is for this ticket alone") },
};

const char *
tuntas_names_family (TuntasProcedure *procedure, const char *family, const char *language)
{
  const TuntasFamily *found = tuntas_procedure_find_family (procedure, family);

  if (family == NULL || *family == '\0')
    /* Translators: the chip of a ticket whose service family nobody knows yet; very short: "Jenis?" */
    return _("Family?");
  return found != NULL && found->name != NULL ? tuntas_text_in (found->name, language) : family;
}

const char *
tuntas_names_clause (TuntasProcedure *procedure, const char *id, const char *language)
{
  const TuntasClause *clause = tuntas_procedure_find_clause (procedure, id);

  return clause != NULL ? tuntas_text_in (clause->text, language) : id;
}

const char *
tuntas_names_field (TuntasProcedure *procedure, const char *field, const char *language)
{
  const TuntasFieldWords *words = tuntas_procedure_find_field_words (procedure, field);

  return words != NULL ? tuntas_text_in (words->label, language) : field;
}

/* (nullable); words (nullable) (element-type utf8 TuntasText) */
static const char *
find_word (GHashTable *words, const char *value, const char *language)
{
  const TuntasText *text = words != NULL ? g_hash_table_lookup (words, value) : NULL;

  return text != NULL ? tuntas_text_in (text, language) : NULL;
}

const char *
tuntas_names_value (TuntasProcedure *procedure, const char *field, const char *value, const char *language)
{
  const TuntasFieldWords *words = tuntas_procedure_find_field_words (procedure, field);
  const char *word = words != NULL ? find_word (words->choices, value, language) : NULL;

  if (word != NULL)
    return word;
  if (strcmp (value, "true") == 0)
    return _("Yes");
  return strcmp (value, "false") == 0 ? _("No") : value;
}

const char *
tuntas_names_fact (TuntasProcedure *procedure, const char *fact, const char *value, const char *language)
{
  const TuntasFieldWords *words = tuntas_procedure_find_field_words (procedure, fact);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (strcmp (facts[i].fact, fact) == 0 && strcmp (facts[i].value, value) == 0)
      return _(facts[i].words);
  return words != NULL ? find_word (words->as_fact, value, language) : NULL;
}
