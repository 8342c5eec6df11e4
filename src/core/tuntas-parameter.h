/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-finding.h"
#include "tuntas-procedure.h"

/* The one table of what a parameter can be, for the reader of procedures and for the overrides of a site. Between
 * these two a parameter is text in its normal form: "300", "06:00", "indihome,pots". */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_PARAMETER_CALLS,    /* a number of calls, 0 to 99: a bound that gates use by its name */
  TUNTAS_PARAMETER_SECONDS,
  TUNTAS_PARAMETER_TIME,     /* of the customer's day */
  TUNTAS_PARAMETER_FAMILIES,
  TUNTAS_PARAMETER_WEEKDAYS, /* sun … sat */
  TUNTAS_PARAMETER_DATES,    /* 2026-12-25 */
} TuntasParameterKind;

typedef struct
{
  const char *name;         /* NULL: any name that C does not read, a bound */
  const char *group;        /* where a site's file has it */
  TuntasParameterKind kind;
  gboolean optional;        /* a procedure may leave it out */
  gint64 most;              /* of a number; the least is 0 */
  gsize offset;             /* in TuntasRules */
} TuntasParameter;

/* What a procedure allows a number to be: the instruction's own "at least 3", "at most 3". */
typedef struct
{
  gint64 least;
  gint64 most;
} TuntasLimits;

/* Never NULL: a name that is not in the table is a bound. */
const TuntasParameter *tuntas_parameter_find (const char *name);
/* The table's rows in turn; NULL after the last. */
const TuntasParameter *tuntas_parameter_nth  (guint index);
gboolean               tuntas_parameter_is_number (const TuntasParameter *parameter);

/* (transfer full) (nullable): the value in its normal form; NULL with *finding set (transfer full) where it is none.
 * limits (nullable): none narrower than the parameter's own. */
char *tuntas_parameter_normalise (const TuntasParameter *parameter, const char *value,
                                  const char *const *families, const TuntasLimits *limits, TuntasFinding **finding);

/* Fills the rules from normal forms (name → text). */
void        tuntas_parameters_fill (GHashTable *parameters, TuntasRules *rules);
/* (nullable): the two times that must come one after the other and do not: "day_from, night_from". */
const char *tuntas_parameters_find_disorder (const TuntasRules *rules);

G_END_DECLS
