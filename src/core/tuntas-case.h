/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-event.h"
#include "tuntas-procedures.h"

/* One ticket's way through one procedure: what its events come to. An immutable, reference-counted value.
 *
 *   fold (procedures, events) → case          tuntas_case_fold ()
 *   actions (case)            → what is open  tuntas_case_list_actions ()
 *   apply (case, act, now)    → events and effects, or refusals   tuntas_case_apply ()
 *
 * Pure: no clock, no I/O. Instants are whole seconds since 1970 UTC. The customer's zone is resolved by the caller;
 * NULL means that its data are missing: such a case cannot be pended (gate "no-zone") and has no hours at home. */

G_BEGIN_DECLS

#define TUNTAS_CASE_ERROR (tuntas_case_error_quark ())
GQuark tuntas_case_error_quark (void);

typedef enum
{
  TUNTAS_CASE_ERROR_EVENTS,    /* the events are not a case of their procedure; the message names the event and why */
  TUNTAS_CASE_ERROR_PROCEDURE, /* the procedure is not on the shelf; the message names document, revision, SHA-256 */
} TuntasCaseError;

typedef struct _TuntasCase TuntasCase;

#define TUNTAS_TYPE_CASE (tuntas_case_get_type ())
GType       tuntas_case_get_type (void);
TuntasCase *tuntas_case_ref      (TuntasCase *self);
void        tuntas_case_unref    (TuntasCase *self);

/* One call (glossary: attempt). */
typedef struct
{
  gint64 seq;       /* of the event that dialled */
  char *phone;
  gint64 dialled_at;
  gint64 ended_at;  /* -1 while open */
  const TuntasOutcomeSpec *outcome; /* (nullable): NULL while open */
  int round;        /* 1 or 2 */
  gboolean promised; /* the agreed call: outside the bound of the round */
  gboolean dropped;  /* the line dropped: taken out of `counted` */
  gboolean logged;   /* made elsewhere and written down later */
  gboolean shared;   /* one call for several tickets of the customer (Q15): field `with` names another */
} TuntasAttempt;

/* Where the case left the instruction (departure) or this program's advice (remark), or used a place where the
 * instruction is silent. clause is a clause, or the silent place ("Q1") for a remark; of the use of a silent place the
 * code is the place and the clause is that of the act. */
typedef struct
{
  gint64 seq;
  char *code;
  char *clause; /* (nullable) */
  gint64 have;  /* of a gate that was waived: the counter and its bound; -1: none */
  gint64 need;
} TuntasDeviation;

/* Why an act is not possible. have and need are -1 where the code has no numbers; field is NULL where it has none. */
typedef struct
{
  char *clause; /* (nullable) */
  char *code;
  char *field;  /* (nullable) */
  gint64 have;
  gint64 need;
} TuntasRefusal;

void tuntas_refusal_free (TuntasRefusal *refusal);

typedef struct
{
  TuntasEffectKind kind;
  char *value;  /* (nullable): the status */
  gint64 until; /* -1: none */
  char *text;   /* (nullable): the template's name */
} TuntasEffect;

typedef struct
{
  const TuntasActSpec *spec;
  gboolean enabled;
  GPtrArray *unmet; /* (element-type TuntasRefusal) */
} TuntasAction;

/* From one step to the next, as it was gone and stands. */
typedef struct
{
  const TuntasStep *from;
  const TuntasStep *to;
  const char *end;    /* (nullable): the end that was come to */
  TuntasEvent *event; /* the act, or TUNTAS_EVENT_DUE; of the case */
} TuntasMove;

/* What came of trying an act. */
typedef struct
{
  gboolean accepted;
  TuntasCase *next;      /* the case afterwards: also after a refusal time may have moved it */
  GPtrArray *events;     /* (element-type TuntasEvent): what is new, to be appended in this order */
  gint64 act_seq;        /* the seq of the act's own event; 0 when refused, or for time alone */
  GPtrArray *refusals;   /* (element-type TuntasRefusal) */
  GPtrArray *effects;    /* (element-type TuntasEffect): of the act, in the order in which they leave */
} TuntasApplied;

void tuntas_applied_free (TuntasApplied *applied);

/* (nullable): the act by which the program takes in that the case's e-mail came back (Q8); NULL while nothing can be
 * done about it. */
const TuntasActSpec *tuntas_case_find_bounce (TuntasCase *self);

/* (transfer full): the first event of a case: the procedure with its hash and its effective `parameters`, and the
 * ticket. zone is an IANA name, phones are parted by ';'; all may be "" but not NULL. family "" is unknown: then the
 * agent chooses before the first call. A ticket of a mass outage gets the field `mass_outage`, its parent (Q14). */
TuntasAct *tuntas_case_opening (TuntasProcedure *procedure, const char *ticket, const char *family, const char *zone,
                                const char *phones, const char *email);

/* (transfer full) (nullable): events (element-type TuntasEvent) begin with the opening and are numbered from 1. The
 * opening names the procedure, which must be on the shelf; the case keeps the shelf. */
TuntasCase *tuntas_case_fold (TuntasProcedures *procedures, GTimeZone *zone, GPtrArray *events, GError **error);

/* (transfer full) (nullable): the case as it stood right after one of its events, before anything later was known.
 * NULL where that one was no event of a case, and only a later undo took it back. */
TuntasCase *tuntas_case_after (TuntasCase *self, gint64 seq);

/* (transfer full): tries an act at an instant. A deadline at or before now is honoured first; then the act is tried;
 * then time's rule is applied once more. act NULL: only time. by_program lets acts pass that are not the agent's. */
TuntasApplied *tuntas_case_apply (TuntasCase *self, TuntasAct *act, gint64 now, const char *agent,
                                  gboolean by_program);

/* (transfer full): tries to let the case go by another procedure of its shelf from now on: an act of the agent, but of
 * no procedure, so it is not among the actions. Time's rule is applied before and after, as in tuntas_case_apply ().
 * Step, counters, attempts, deadline and what else has happened stay; what was done before stays judged by the
 * procedure of its time. There are no effects, and it can be undone like any other act. Refused with one of
 *   "same-procedure"      the case goes by that one already
 *   "unfinished-attempt"  a call has no outcome yet
 *   "ended"               the case has come to its end
 *   "no-such-step"        there the step (its id is in `field`) does not exist, or is of another kind
 *   "no-such-family"      there the family (in `field`) does not exist */
TuntasApplied *tuntas_case_move (TuntasCase *self, TuntasProcedure *to, gint64 now, const char *agent);

/* (transfer full): the case with one more event of the program's own, which moves nothing
 * (tuntas_event_is_kept_only ()), with the next seq. */
TuntasCase *tuntas_case_append (TuntasCase *self, TuntasEvent *event);

/* (transfer container) (element-type TuntasAction): the acts that the step offers for this family, in the file's
 * order. An act that needs fields is enabled when the right fields would make it pass. */
GPtrArray *tuntas_case_list_actions (TuntasCase *self);
/* (transfer full) (nullable): one of them; NULL where the step does not offer it. */
TuntasAction *tuntas_case_find_action (TuntasCase *self, const char *id);
void       tuntas_action_free (TuntasAction *action);

/* What the case goes by. */
TuntasProcedure  *tuntas_case_get_procedure (TuntasCase *self);
/* What it went by when that event happened: since then it may have been moved. The move itself counts to the new
 * one. */
TuntasProcedure  *tuntas_case_get_procedure_of (TuntasCase *self, gint64 seq);
/* The shelf it was folded with. */
TuntasProcedures *tuntas_case_get_procedures (TuntasCase *self);
GTimeZone        *tuntas_case_get_zone      (TuntasCase *self); /* (nullable) */
const char       *tuntas_case_get_zone_id   (TuntasCase *self);
const char       *tuntas_case_get_ticket    (TuntasCase *self);
const char       *tuntas_case_get_email     (TuntasCase *self); /* (nullable): the last one given */
const char       *tuntas_case_get_family    (TuntasCase *self); /* (nullable): unknown */
const TuntasStep *tuntas_case_get_step      (TuntasCase *self);
/* (nullable): the clause of the step; NULL while held. */
const char       *tuntas_case_get_clause    (TuntasCase *self);
int               tuntas_case_get_round     (TuntasCase *self);
int               tuntas_case_get_counted   (TuntasCase *self);
int               tuntas_case_get_unreached (TuntasCase *self);
gint64            tuntas_case_get_deadline  (TuntasCase *self); /* -1: none */
/* Seconds UTC: what the agent is to be reminded of: the deadline while it waits for one, also where it is held; then
 * the one that was honoured, until the agent has done something about the ticket. -1: nothing. promise (out)
 * (optional): it is an agreed call, else a pended ticket that is active again. */
gint64            tuntas_case_get_awaited   (TuntasCase *self, gboolean *promise);
/* Whether nothing but time, or a person from outside, leads on from here, so that there must be a deadline. */
gboolean          tuntas_case_needs_deadline (TuntasCase *self);
const char       *tuntas_case_get_end       (TuntasCase *self); /* (nullable) */
gboolean          tuntas_case_is_pended     (TuntasCase *self);
gboolean          tuntas_case_is_informed   (TuntasCase *self);
gboolean          tuntas_case_has_promise   (TuntasCase *self);
/* (nullable): the attempt without an outcome */
const TuntasAttempt *tuntas_case_get_open_attempt (TuntasCase *self);
/* (element-type TuntasAttempt), in the order in which they were written down */
GPtrArray        *tuntas_case_get_attempts  (TuntasCase *self);
/* (element-type TuntasDeviation) */
GPtrArray        *tuntas_case_get_departures (TuntasCase *self);
GPtrArray        *tuntas_case_get_remarks    (TuntasCase *self);
/* Also those that a remark names; see TuntasDeviation. */
GPtrArray        *tuntas_case_get_silent     (TuntasCase *self);
/* (nullable): the login that the case was handed to (tuntas-handover.h) and that has it still: nothing more is done
 * about it here. at (out) (optional): seconds UTC; handover (out) (optional) (transfer none): of which hand-over. */
const char       *tuntas_case_get_holder     (TuntasCase *self, gint64 *at, const char **handover);
/* How many calls of that round (1 or 2) counted, also those that were made on another computer (Q10). */
int               tuntas_case_get_counted_in (TuntasCase *self, int round);
/* How many of them, by the words of the work log, were made on another computer. */
int               tuntas_case_get_adopted    (TuntasCase *self, int round);
/* (element-type TuntasEvent): all, also those taken back */
GPtrArray        *tuntas_case_get_events    (TuntasCase *self);
gboolean          tuntas_case_is_taken_back (TuntasCase *self, gint64 seq);
/* Whether the effects of that act have begun to leave. */
gboolean          tuntas_case_has_begun     (TuntasCase *self, gint64 seq);
/* Whether the agent is asked for that field of an act, as the case stands and with what is filled in so far. */
gboolean          tuntas_case_asks_for      (TuntasCase *self, const TuntasField *field, const TuntasAct *act);
/* (nullable): the clause under which that event was done: the act's own, or that of the step it was done in; NULL for
 * what was taken back and for the program's own events. */
const char       *tuntas_case_get_clause_of (TuntasCase *self, gint64 seq);
/* (nullable): the last event of that act that was not taken back */
TuntasEvent      *tuntas_case_find_last     (TuntasCase *self, const char *act_id);
/* (nullable): the newest value of a field in the acts that were not taken back, and in what the program itself took
 * down about the ticket; what became of effects and reminders is none of it. */
const char       *tuntas_case_find_field    (TuntasCase *self, const char *field);
/* (transfer full) (element-type TuntasMove): the way the case went, without what was taken back. Valid as long as the
 * case. */
GPtrArray        *tuntas_case_list_moves     (TuntasCase *self);
/* (nullable): the act that Ctrl+Z would take back */
TuntasEvent      *tuntas_case_get_undoable  (TuntasCase *self);

/* The customer's numbers, in order, also the bad ones. Valid as long as the case. */
guint             tuntas_case_get_n_phones  (TuntasCase *self);
const char       *tuntas_case_get_phone     (TuntasCase *self, guint index, gboolean *bad);
gboolean          tuntas_case_has_usable_number (TuntasCase *self);

/* When that number is best called next (Q1, Q16): an advisory instant, now at the earliest. */
gint64            tuntas_case_get_next_call (TuntasCase *self, const char *phone, gint64 now);

/* (transfer full) (element-type TuntasEffect): what the act of that seq sends, derived again from the events. */
GPtrArray        *tuntas_case_list_effects  (TuntasCase *self, gint64 seq);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCase, tuntas_case_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasApplied, tuntas_applied_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasAction, tuntas_action_free)

G_END_DECLS
