/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-call-book.h"
#include "tuntas-clock.h"

/* The virtual customer: plays the calls of a scenario at the times of the clock that it is given, the same each time.
 *
 *   dial → DIALLING → TONE (ringing, busy …) ─┬─ nobody answers → ENDED
 *                                             └─ TALKING: lines after each cue ─ the other side hangs up → ENDED
 *   hang_up, at any time → IDLE
 *
 * One call at a time. Signals:
 *   "changed"                       the state or the tone is another one
 *   "line" (const TuntasHeard *)    something was heard; valid as long as the customer is
 *   "message" (const TuntasArrived *) something reached the trainee outside a call; likewise
 * Sound is only named (tuntas_customer_get_tone ()): who has loudspeakers plays it. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_CALL_IDLE,
  TUNTAS_CALL_DIALLING, /* nothing is heard yet */
  TUNTAS_CALL_TONE,     /* what is heard says tuntas_customer_get_tone () */
  TUNTAS_CALL_TALKING,  /* somebody, or an announcement, is at the other end; it may be silent */
  TUNTAS_CALL_ENDED,    /* the line is gone; the trainee has not recorded it yet */
} TuntasCallState;

typedef struct
{
  gint64 at;           /* seconds UTC */
  TuntasVoice voice;
  const char *speaker; /* (nullable): who says it, in words: "Satpam kantor" */
  const char *text;
} TuntasHeard;

#define TUNTAS_TYPE_CUSTOMER (tuntas_customer_get_type ())
G_DECLARE_FINAL_TYPE (TuntasCustomer, tuntas_customer, TUNTAS, CUSTOMER, GObject)

/* (transfer full): language as in tuntas_text_in (). */
TuntasCustomer *tuntas_customer_new (TuntasScenario *scenario, TuntasClock *clock, const char *language);

/* The trainee dials; a call that is still there ends first, unless it is about one of the tickets with (nullable; ";"
 * between them) and not about this one yet: then it is that call, which goes on. */
void            tuntas_customer_dial    (TuntasCustomer *self, const char *ticket, const TuntasAttempt *attempt,
                                         const char *with);
/* The trainee has said that beat of the script; what it brings is heard once, however often it is said. */
void            tuntas_customer_cue     (TuntasCustomer *self, TuntasCue cue);
void            tuntas_customer_hang_up (TuntasCustomer *self);
/* A message of the scenario arrives now. */
void            tuntas_customer_deliver (TuntasCustomer *self, const TuntasScenarioMessage *message);

TuntasCallState tuntas_customer_get_state  (TuntasCustomer *self);
TuntasLineTone  tuntas_customer_get_tone   (TuntasCustomer *self);
/* (nullable): that is called about now; of several the one that was dialled for. */
const char     *tuntas_customer_get_ticket (TuntasCustomer *self);
/* Whether that ticket is called about now, alone or with others. */
gboolean        tuntas_customer_is_about   (TuntasCustomer *self, const char *ticket);
/* (element-type TuntasHeard): of this call, or of the last one. */
GPtrArray      *tuntas_customer_get_heard  (TuntasCustomer *self);
/* (element-type TuntasArrived), the oldest first. */
GPtrArray      *tuntas_customer_get_messages (TuntasCustomer *self);
/* (element-type TuntasTruth): of all calls so far. */
GPtrArray      *tuntas_customer_get_truths (TuntasCustomer *self);

G_END_DECLS
