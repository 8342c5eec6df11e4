/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"
#include "tuntas-ticket.h"

/* A scenario: one exercise of the training, read from data/scenarios (the format: README.md there). What the embedded
 * Nossa holds, how the customers behave, what else happens, what can be found out, and one right way through it.
 * An immutable, reference-counted value.
 *
 * Moments of the file are offsets in seconds from its start; what is made of them here are instants, seconds UTC. Which
 * clauses, silent places and transitions a scenario exercises is never written down: tuntas-coverage.h computes it from
 * the right way. */

G_BEGIN_DECLS

typedef struct _TuntasScenario TuntasScenario;

/* What the agent has just said, by the four beats of a conversation; ANSWER: somebody picked up. */
typedef enum
{
  TUNTAS_CUE_ANSWER,
  TUNTAS_CUE_GREET,      /* "Sapa, pastikan PIC" */
  TUNTAS_CUE_TELL,       /* "Sampaikan RFO dan perbaikan", 1.2.3 */
  TUNTAS_CUE_ASK,        /* "Tanyakan kondisi layanan", 1.2.4 */
  TUNTAS_CUE_PERMISSION, /* "Minta izin", 1.2.5 */
} TuntasCue;

typedef enum
{
  TUNTAS_VOICE_CUSTOMER, /* who was asked for */
  TUNTAS_VOICE_OTHER,    /* somebody else at that telephone */
  TUNTAS_VOICE_NETWORK,  /* a recorded announcement */
} TuntasVoice;

/* What the line sounds like while nobody speaks. */
typedef enum
{
  TUNTAS_LINE_TONE_NONE,
  TUNTAS_LINE_TONE_RING,
  TUNTAS_LINE_TONE_BUSY,
  TUNTAS_LINE_TONE_UNREACHABLE, /* the tones before "nomor yang Anda tuju …" */
  TUNTAS_LINE_TONE_DEAD,        /* nothing at all: our own line fails */
} TuntasLineTone;

/* Something that is heard in a call. */
typedef struct
{
  TuntasCue cue;
  gint64 after;     /* seconds after the cue */
  TuntasVoice voice;
  TuntasText *text; /* (nullable): NULL: silence, and then the line is gone */
  gboolean ends;    /* the other side hangs up after it */
} TuntasScenarioLine;

/* One call as it really goes. */
typedef struct
{
  char *phone;           /* (nullable): only where this number is called */
  char *outcome;         /* of the procedure: what the call comes to */
  TuntasLineTone tone;
  gint64 seconds;        /* of the tone, before somebody answers or it is over */
  TuntasText *who;       /* (nullable): who answers */
  TuntasAct *says;       /* (nullable): what is right to record of the conversation, as an act of the procedure */
  GPtrArray *lines;      /* (element-type TuntasScenarioLine); none: nobody answers */
} TuntasScenarioCall;

/* Who can be called about some tickets. */
typedef struct
{
  GStrv tickets;
  GPtrArray *calls; /* (element-type TuntasScenarioCall), in the order in which they happen */
} TuntasScenarioCustomer;

/* When something happens by itself: at an instant, or so long after an act on a ticket was done for the first time. */
typedef struct
{
  gint64 at;     /* seconds UTC; -1: after the act */
  char *ticket;  /* (nullable) */
  char *act;     /* (nullable) */
  gint64 delay;  /* seconds after the act */
} TuntasMoment;

/* What reaches the trainee outside a call of their own. */
typedef struct
{
  TuntasMoment when;
  char *ticket;
  char *channel;    /* as in `customer-contacted`: phone, email, chat, account-manager, other */
  TuntasText *from;
  TuntasText *text;
  TuntasAct *says;  /* (nullable): the customer made contact, and this is what is right to record of it */
} TuntasScenarioMessage;

/* One that has reached the trainee. */
typedef struct
{
  gint64 at;           /* seconds UTC */
  const TuntasScenarioMessage *message;
  const char *from;    /* in the trainee's language, as is the text */
  const char *text;
} TuntasArrived;

/* What happens in Nossa. One of fault and change. */
typedef struct
{
  TuntasMoment when;
  JsonObject *fault;  /* (nullable): as in data/scenarios/README.md */
  char *ticket;       /* (nullable): whose record is changed */
  JsonObject *change; /* (nullable): {"by": "BAGAS", "set": {…}, "worklog": […]} */
} TuntasScenarioHappening;

/* Something that can be looked up. */
typedef struct
{
  char *ticket;
  TuntasText *title;
  TuntasText *text;
} TuntasScenarioFact;

typedef struct
{
  gint64 at; /* seconds UTC */
  TuntasAct *act;
} TuntasScenarioAct;

/* The right way of one ticket. */
typedef struct
{
  char *ticket;
  GPtrArray *acts;   /* (element-type TuntasScenarioAct) */
  GStrv also_right;  /* (nullable): ends that are as good as the one that these acts come to */
} TuntasScenarioWay;

TuntasScenario *tuntas_scenario_ref      (TuntasScenario *self);
void            tuntas_scenario_unref    (TuntasScenario *self);

/* (transfer full) (nullable): for that procedure, whose outcomes and acts the file speaks of. *findings (transfer full)
 * (element-type TuntasProcedureFinding) has everything that is wrong, with line and place; it is empty where a scenario
 * is returned. Its right way is only read here; whether it holds is asked by tuntas_scenario_prove (). */
TuntasScenario *tuntas_scenario_read     (GBytes *bytes, TuntasProcedure *procedure, GPtrArray **findings);
/* The same with an error of G_FILE_ERROR_INVAL: the first finding as "FILE:LINE: place: reason", and how many more. */
TuntasScenario *tuntas_scenario_new      (GBytes *bytes, const char *name, TuntasProcedure *procedure, GError **error);

/* (transfer full): the ids of the scenarios that the program carries, in the order in which they are best done. */
GStrv           tuntas_scenario_list_builtin (void);
/* (transfer full) (nullable): NULL where there is none of that id. "sample-shift" is one too, though no exercise. */
GBytes         *tuntas_scenario_find_builtin (const char *id);

const char       *tuntas_scenario_get_id      (TuntasScenario *self);
const TuntasText *tuntas_scenario_get_title   (TuntasScenario *self);
const TuntasText *tuntas_scenario_get_goal    (TuntasScenario *self);
gint64            tuntas_scenario_get_start   (TuntasScenario *self); /* seconds UTC */
const char       *tuntas_scenario_get_zone_id (TuntasScenario *self); /* the desk's own, an IANA name */
/* The procedure with the scenario's calendar: what its cases go by. */
TuntasProcedure  *tuntas_scenario_get_procedure (TuntasScenario *self);
/* What the embedded Nossa is given, as a file of its own. */
GBytes           *tuntas_scenario_get_nossa   (TuntasScenario *self);
/* (element-type TuntasTicket): as the desk sees them at the start. */
GPtrArray        *tuntas_scenario_get_tickets (TuntasScenario *self);
GPtrArray        *tuntas_scenario_get_messages   (TuntasScenario *self);
GPtrArray        *tuntas_scenario_get_happenings (TuntasScenario *self);
GPtrArray        *tuntas_scenario_get_facts      (TuntasScenario *self);
GPtrArray        *tuntas_scenario_get_ways       (TuntasScenario *self); /* (element-type TuntasScenarioWay) */

/* (nullable) */
TuntasTicket                 *tuntas_scenario_find_ticket   (TuntasScenario *self, const char *ticket);
const TuntasScenarioCustomer *tuntas_scenario_find_customer (TuntasScenario *self, const char *ticket);
const TuntasScenarioWay      *tuntas_scenario_find_way      (TuntasScenario *self, const char *ticket);

/* (transfer full): the case of that ticket as the desk opens it. */
TuntasCase *tuntas_scenario_open_case (TuntasScenario *self, TuntasTicket *ticket);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasScenario, tuntas_scenario_unref)

G_END_DECLS
