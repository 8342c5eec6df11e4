/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* Why an act is not possible, in the instruction's terms and with its clause, what to do, and where the agent goes for it. The rules give codes
 * and numbers (TuntasRefusal); the sentences are made here and nowhere else. */

G_BEGIN_DECLS

/* What stands in the way, as a place on the page. */
typedef enum
{
  TUNTAS_REASON_NOWHERE,     /* there is nothing to go to: the sentence says it all */
  TUNTAS_REASON_CALL,        /* the button that dials */
  TUNTAS_REASON_OUTCOME,     /* the outcomes of the unfinished call */
  TUNTAS_REASON_FIELD,       /* the field that the refusal names */
  TUNTAS_REASON_NUMBERS,     /* adding a number */
  TUNTAS_REASON_TELL,        /* the beat in which RFO and repair are told */
  TUNTAS_REASON_INFORM,      /* sending the e-mail */
  TUNTAS_REASON_FAMILY,      /* choosing the service family */
  TUNTAS_REASON_TICKET,      /* the unfinished call of another ticket: the refusal's field is its number */
  TUNTAS_REASON_ONWARD,      /* the ways on from the step */
  TUNTAS_REASON_COORDINATOR, /* asking the coordinator, who alone decides what a gate refuses (Q18) */
  TUNTAS_REASON_STEP,        /* what the step asks for first */
  TUNTAS_REASON_WORDS,       /* where the words of what would be sent come from */
} TuntasReasonPlace;

/* (transfer full): why, by which clause, and what to do. spec (nullable) is the act that was refused: its gates speak
 * for themselves, in the language ("id" or "en"); one that brings no sentence is told by what it asks for. An unknown
 * code gives a sentence with the code in it. */
char             *tuntas_reasons_dup_sentence (TuntasProcedure *procedure, const TuntasRefusal *refusal,
                                               const TuntasActSpec *spec, const char *language);
/* Of an unknown code: the coordinator. */
TuntasReasonPlace tuntas_reasons_get_place    (const TuntasRefusal *refusal, const TuntasActSpec *spec);
/* (nullable): what the button says that leads to the place; translated. */
const char       *tuntas_reasons_get_way      (TuntasReasonPlace place);

/* Whether doing it may end the case: such an act is never committed by a digit. */
gboolean          tuntas_act_spec_ends        (const TuntasActSpec *spec);

G_END_DECLS
