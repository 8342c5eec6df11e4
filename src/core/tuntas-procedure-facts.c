/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-facts.h"

#include <string.h>

/* No procedure that people can read comes near this. */
#define MAX_COMBINATIONS 4096

#define OUTCOME "outcome"
#define CONNECTED "connected"

static const char *const case_facts[] = { "family", "step", "round", "pended", "informed", "promise", "zone",
                                          "usable_number", "calls_left", "deadline_by_night", "deadline_moved",
                                          "mass_outage", NULL };
/* What follows from a field of the act. */
static const struct { const char *fact; const char *field; TuntasFieldKind kind; } derived[] = {
  { CONNECTED, OUTCOME, TUNTAS_FIELD_OUTCOME },
  { "shared_call", "with", TUNTAS_FIELD_TEXT },
};

static const struct { TuntasOp op; const char *fact; const char *value; } afterwards[] = {
  { TUNTAS_OP_PEND, "pended", "true" },           { TUNTAS_OP_INFORM, "informed", "true" },
  { TUNTAS_OP_DIAL, "promise", "false" },         { TUNTAS_OP_LOG, "promise", "false" },
  { TUNTAS_OP_OPEN_PROMISE, "promise", "true" },  { TUNTAS_OP_NEW_ROUND, "round", "2" },
  { TUNTAS_OP_BOUNCE, "informed", "false" },
};

const char *const *
tuntas_facts_list (void)
{
  return case_facts;
}

const char *
tuntas_facts_after (const TuntasActSpec *spec, const char *fact)
{
  for (guint i = 0; i < G_N_ELEMENTS (afterwards); i++)
    if (strcmp (afterwards[i].fact, fact) == 0 && tuntas_act_spec_does (spec, afterwards[i].op))
      return afterwards[i].value;
  return NULL;
}

/* Domains */

void
tuntas_domain_free (TuntasDomain *domain)
{
  g_ptr_array_unref (domain->values);
  g_free (domain);
}

static gboolean
is_named (const TuntasDomain *domain, const char *value)
{
  for (guint i = 0; i < domain->values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (domain->values, i), value) == 0)
      return TRUE;
  return FALSE;
}

gboolean
tuntas_domain_has (const TuntasDomain *domain, const char *value)
{
  return domain->open || is_named (domain, value);
}

static TuntasDomain *
domain_of (const char *first, const char *second)
{
  TuntasDomain *domain = g_new0 (TuntasDomain, 1);

  domain->values = g_ptr_array_new ();
  if (first != NULL)
    g_ptr_array_add (domain->values, (gpointer) first);
  if (second != NULL)
    g_ptr_array_add (domain->values, (gpointer) second);
  return domain;
}

static TuntasDomain *
domain_of_strv (GStrv values)
{
  TuntasDomain *domain = domain_of (NULL, NULL);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (domain->values, values[i]);
  return domain;
}

static TuntasDomain *
domain_of_outcomes (TuntasProcedure *self)
{
  TuntasDomain *domain = domain_of (NULL, NULL);

  for (guint i = 0; i < self->outcomes->len; i++)
    g_ptr_array_add (domain->values, ((TuntasOutcomeSpec *) g_ptr_array_index (self->outcomes, i))->id);
  return domain;
}

static TuntasDomain *
domain_of_families (TuntasProcedure *self, const TuntasActSpec *spec)
{
  gboolean some = spec != NULL && spec->families != NULL;
  TuntasDomain *domain = domain_of_strv (some ? spec->families : self->families);

  if (!some)
    g_ptr_array_add (domain->values, NULL);
  return domain;
}

/* The steps in which the act is open; all of them where it is everywhere, or where a step is asked itself. */
static TuntasDomain *
domain_of_steps (TuntasProcedure *self, const TuntasActSpec *spec)
{
  TuntasDomain *domain = domain_of (NULL, NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (self->steps, i);

      if (spec == NULL || tuntas_act_spec_is_open_in (spec, step))
        g_ptr_array_add (domain->values, step->id);
    }
  return domain;
}

static TuntasDomain *
domain_of_case (TuntasProcedure *self, const TuntasActSpec *spec, const char *fact)
{
  if (!g_strv_contains (case_facts, fact))
    return NULL;
  if (strcmp (fact, "family") == 0)
    return domain_of_families (self, spec);
  if (strcmp (fact, "step") == 0)
    return domain_of_steps (self, spec);
  if (strcmp (fact, "round") == 0)
    return domain_of ("1", "2");
  return domain_of ("true", "false");
}

static TuntasDomain *
domain_of_kind (TuntasProcedure *self, const TuntasField *field)
{
  TuntasDomain *domain;

  switch (field->kind)
    {
    case TUNTAS_FIELD_OUTCOME:
      return domain_of_outcomes (self);
    case TUNTAS_FIELD_FAMILY:
      return domain_of_strv (self->families);
    case TUNTAS_FIELD_CHOICE:
      return domain_of_strv (field->values);
    case TUNTAS_FIELD_YES_NO:
      return domain_of ("true", "false");
    case TUNTAS_FIELD_TEXT:
    case TUNTAS_FIELD_PHONE:
    case TUNTAS_FIELD_FUTURE:
    case TUNTAS_FIELD_PAST:
    case TUNTAS_FIELD_INSTANT:
    case TUNTAS_FIELD_NUMBER:
    default:
      domain = domain_of (NULL, NULL);
      domain->open = TRUE;
      return domain;
    }
}

static TuntasDomain *
domain_of_derived (const TuntasActSpec *spec, const char *fact)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    {
      const TuntasField *field = strcmp (derived[i].fact, fact) == 0 ? tuntas_act_spec_find_field (spec, derived[i].field) : NULL;

      if (field != NULL && field->kind == derived[i].kind)
        return domain_of ("true", "false");
    }
  return NULL;
}

static TuntasDomain *
domain_of_field (TuntasProcedure *self, const TuntasActSpec *spec, const char *name)
{
  const TuntasField *field = tuntas_act_spec_find_field (spec, name);
  TuntasDomain *domain;

  if (field == NULL)
    return domain_of_derived (spec, name);
  domain = domain_of_kind (self, field);
  if (field->optional || field->when != NULL)
    g_ptr_array_add (domain->values, NULL);
  return domain;
}

/* Takes out what the act's own condition excludes. */
static void
restrict_by (TuntasDomain *domain, GPtrArray *terms, const char *fact)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);

      for (guint j = domain->values->len; strcmp (term->fact, fact) == 0 && j > 0; j--)
        {
          const char *value = g_ptr_array_index (domain->values, j - 1);

          if (value == NULL || !g_strv_contains ((const char *const *) term->values, value))
            g_ptr_array_remove_index (domain->values, j - 1);
        }
    }
}

TuntasDomain *
tuntas_domain_new (TuntasProcedure *self, const TuntasActSpec *spec, const char *fact)
{
  TuntasDomain *domain = domain_of_case (self, spec, fact);

  if (domain == NULL)
    return spec != NULL ? domain_of_field (self, spec, fact) : NULL;
  if (spec != NULL)
    restrict_by (domain, spec->when, fact);
  return domain;
}

/* Combinations */

typedef struct
{
  const char *fact;
  TuntasDomain *domain;
  guint index; /* of the value that is looked at */
} Variable;

struct _TuntasCombinations
{
  TuntasProcedure *procedure;
  GArray *variables; /* of Variable */
  guint n_combinations;
};

static void
variable_clear (gpointer data)
{
  tuntas_domain_free (((Variable *) data)->domain);
}

/* Any text but those that the conditions name. */
static char any_other[] = "…";

static void
open_up (TuntasDomain *domain, GPtrArray *followings, const char *fact)
{
  for (guint i = 0; i < followings->len; i++)
    {
      GPtrArray *terms = ((TuntasFollowing *) g_ptr_array_index (followings, i))->when;

      for (guint j = 0; terms != NULL && j < terms->len; j++)
        {
          const TuntasTerm *term = g_ptr_array_index (terms, j);

          for (guint k = 0; strcmp (term->fact, fact) == 0 && term->values[k] != NULL; k++)
            if (!is_named (domain, term->values[k]))
              g_ptr_array_add (domain->values, term->values[k]);
        }
    }
  g_ptr_array_add (domain->values, any_other);
}

static TuntasDomain *
domain_after (TuntasProcedure *self, const TuntasActSpec *spec, const char *fact)
{
  const char *value = spec != NULL ? tuntas_facts_after (spec, fact) : NULL;

  if (value != NULL)
    return domain_of (value, NULL);
  if (spec != NULL && strcmp (fact, "family") == 0 && tuntas_act_spec_does (spec, TUNTAS_OP_SET_FAMILY))
    return domain_of_strv (self->families);
  return tuntas_domain_new (self, spec, fact);
}

/* A fact that there is no such thing as is a finding elsewhere; here it is left out. */
static void
add_variable (TuntasCombinations *self, const TuntasActSpec *spec, GPtrArray *followings, const char *fact)
{
  Variable variable = { .fact = fact };

  for (guint i = 0; i < self->variables->len; i++)
    if (strcmp (g_array_index (self->variables, Variable, i).fact, fact) == 0)
      return;
  variable.domain = domain_after (self->procedure, spec, fact);
  if (variable.domain == NULL)
    return;
  if (variable.domain->open)
    open_up (variable.domain, followings, fact);
  g_array_append_val (self->variables, variable);
  self->n_combinations *= variable.domain->values->len;
}

TuntasCombinations *
tuntas_combinations_new (TuntasProcedure *self, const TuntasActSpec *spec, GPtrArray *followings)
{
  g_autoptr (TuntasCombinations) combinations = g_new0 (TuntasCombinations, 1);

  combinations->procedure = self;
  combinations->n_combinations = 1;
  combinations->variables = g_array_new (FALSE, FALSE, sizeof (Variable));
  g_array_set_clear_func (combinations->variables, variable_clear);
  for (guint i = 0; i < followings->len; i++)
    {
      GPtrArray *terms = ((TuntasFollowing *) g_ptr_array_index (followings, i))->when;

      for (guint j = 0; terms != NULL && j < terms->len; j++)
        {
          const TuntasTerm *term = g_ptr_array_index (terms, j);

          /* Whether it connects follows from the outcome. */
          add_variable (combinations, spec, followings, strcmp (term->fact, CONNECTED) == 0 ? OUTCOME : term->fact);
          if (combinations->n_combinations > MAX_COMBINATIONS)
            return NULL;
        }
    }
  return g_steal_pointer (&combinations);
}

void
tuntas_combinations_free (TuntasCombinations *self)
{
  g_array_unref (self->variables);
  g_free (self);
}

guint
tuntas_combinations_count (TuntasCombinations *self)
{
  return self->n_combinations;
}

void
tuntas_combinations_seek (TuntasCombinations *self, guint index)
{
  for (guint i = 0; i < self->variables->len; i++)
    {
      Variable *variable = &g_array_index (self->variables, Variable, i);

      variable->index = index % variable->domain->values->len;
      index /= variable->domain->values->len;
    }
}

gboolean
tuntas_combinations_find (TuntasCombinations *self, const char *fact, const char **value)
{
  for (guint i = 0; i < self->variables->len; i++)
    {
      const Variable *variable = &g_array_index (self->variables, Variable, i);

      if (strcmp (variable->fact, fact) == 0)
        {
          *value = g_ptr_array_index (variable->domain->values, variable->index);
          return TRUE;
        }
    }
  return FALSE;
}

static const char *
value_of (TuntasCombinations *self, const char *fact)
{
  gboolean connected = strcmp (fact, CONNECTED) == 0;
  const TuntasOutcomeSpec *outcome;
  const char *value = NULL;

  if (!tuntas_combinations_find (self, connected ? OUTCOME : fact, &value) || !connected)
    return value;
  outcome = tuntas_procedure_find_outcome (self->procedure, value);
  return outcome == NULL ? NULL : outcome->connected ? "true" : "false";
}

gboolean
tuntas_combinations_hold (TuntasCombinations *self, GPtrArray *terms)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);
      const char *value = value_of (self, term->fact);

      if (value == NULL || !g_strv_contains ((const char *const *) term->values, value))
        return FALSE;
    }
  return TRUE;
}

char *
tuntas_combinations_dup_words (TuntasCombinations *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->variables->len; i++)
    {
      const Variable *variable = &g_array_index (self->variables, Variable, i);
      const char *value = g_ptr_array_index (variable->domain->values, variable->index);

      g_string_append_printf (words, "%s%s %s", i > 0 ? ", " : "", variable->fact, value != NULL ? value : "unknown");
    }
  return g_string_free (words, FALSE);
}
