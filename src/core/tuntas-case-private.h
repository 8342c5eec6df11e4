/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* Shared by the parts of the case (values, facts, fold, ops, refusals, apply); nobody else includes this. */

typedef struct
{
  char *number;
  gboolean bad;
} TuntasPhone;

/* What an event has besides the fields of its act: the deadline that the act set, and the zone it was decided in. */
#define TUNTAS_FIELD_DEADLINE      "deadline"
#define TUNTAS_FIELD_DEADLINE_ZONE "deadline_zone"

struct _TuntasCase
{
  TuntasProcedures *procedures;
  TuntasProcedure *procedure; /* of the shelf */
  GTimeZone *zone;   /* (nullable) */
  GPtrArray *events; /* of TuntasEvent, all of them */
  GPtrArray *clauses; /* of const char * (nullable), of the procedure: beside each event the clause it was done under */
  GArray *taken_back; /* of gint64: seqs of acts that were taken back */
  GArray *done;       /* of gint64: seqs of acts that stand, the last one last */
  GArray *begun;      /* of gint64: seqs of acts whose effects have begun */

  /* The opening. */
  char *ticket;
  char *zone_id;
  gboolean mass_outage; /* Q14: the ticket belongs to one */

  /* The state that the events come to. */
  char *family; /* (nullable) */
  const TuntasStep *step;
  const TuntasStep *held_in; /* (nullable) */
  const char *end;           /* (nullable), of the procedure */
  int round;
  int counted;
  int unreached;
  int adopted[2];   /* calls of each round that were made elsewhere, by the words of the work log (Q10) */
  gint64 deadline; /* -1: none */
  gint64 honoured; /* the deadline that was honoured, until the agent's next act; -1: none */
  gboolean honoured_promise; /* … was an agreed call */
  gboolean pended;
  gboolean deadline_moved; /* Q17: the calendar put the last pend off */
  gboolean informed;
  gboolean promise;
  int open_attempt; /* index, -1: none */
  int reached_by;   /* index of the attempt that led to the customer now in confirm; -1: none */
  GPtrArray *phones;     /* of TuntasPhone */
  GPtrArray *attempts;   /* of TuntasAttempt */
  GPtrArray *departures; /* of TuntasDeviation */
  GPtrArray *remarks;    /* of TuntasDeviation */
  GPtrArray *silent;     /* of TuntasDeviation: the code is the silent place that was used */
};

/* (transfer full) */
TuntasCase *tuntas_case_copy (const TuntasCase *self);

/* Applies one event to a case that nobody else has yet. An event of the program's own changes no facts but its own
 * list. FALSE where the procedure does not know the act. */
gboolean tuntas_case_take (TuntasCase *self, TuntasEvent *event, GError **error);

/* (nullable): why the case cannot be moved to that procedure, as a code of tuntas_case_move (). field gets the id of
 * the step or the family that is missing there, else NULL. */
const char *tuntas_case_find_obstacle (const TuntasCase *self, TuntasProcedure *to, const char **field);

/* Refusals (-refusals) */

/* (transfer full) (element-type TuntasRefusal): why that act (nullable) (tuntas_case_find_open ()) is not allowed; none
 * where it is. act NULL: as far as that can be said without its fields. */
GPtrArray *tuntas_case_list_refusals (const TuntasCase *self, const TuntasActSpec *spec, const TuntasAct *act,
                                      gint64 now);
/* (transfer full) (element-type TuntasRefusal): the same of moving the case to that procedure: one at most. */
GPtrArray *tuntas_case_list_move_refusals (TuntasCase *self, TuntasProcedure *to);
/* (nullable): the act of that name, where it is open as the case stands. */
const TuntasActSpec *tuntas_case_find_open (const TuntasCase *self, const char *id, gboolean by_program);

/* Operations (-ops). event (nullable): NULL for what a step does by itself. */
void tuntas_case_do_ops (TuntasCase *self, GArray *ops, TuntasEvent *event);
/* A number that the case has already, however written, is not added again. */
void tuntas_case_add_number (TuntasCase *self, const char *number);
/* Adds to one of the case's lists of deviations, and gives what it added (transfer none). */
TuntasDeviation *tuntas_case_take_deviation (GPtrArray *list, gint64 seq, const char *code, const char *clause);
/* The whole number in a field, or otherwise where there is none from 0 to most. */
gint64 tuntas_case_event_number (TuntasEvent *event, const char *field, gint64 most, gint64 otherwise);

/* Whether the step's end by itself opens the agreed call. */
gboolean tuntas_case_step_is_promise (const TuntasStep *step);
/* Whether time alone would move the case at that instant. */
gboolean tuntas_case_is_due (const TuntasCase *self, gint64 now);

/* (transfer full): the act that Ctrl+Z would take back; 0: none. */
gint64 tuntas_case_undoable_seq (const TuntasCase *self);

/* The value of a fact, or of the act's field of that name; NULL where there is none. act (nullable). */
const char *tuntas_case_fact (const TuntasCase *self, const TuntasAct *act, const char *name);
/* terms (nullable): always holds. */
gboolean    tuntas_case_holds (const TuntasCase *self, const TuntasAct *act, GPtrArray *terms);

/* The gate's counter, or 1/0 for a fact. */
gint64      tuntas_case_gate_have (const TuntasCase *self, const TuntasAct *act, const TuntasGate *gate);
gboolean    tuntas_case_gate_met  (const TuntasCase *self, const TuntasAct *act, const TuntasGate *gate);

/* (nullable): what follows from the act as the case stands after its operations. */
const TuntasFollowing *tuntas_case_following (const TuntasCase *self, const TuntasAct *act, GPtrArray *followings);

const TuntasStep *tuntas_case_home_step (const TuntasCase *self);
TuntasPhone *tuntas_case_find_phone (const TuntasCase *self, const char *number);
/* The instant from which the number is due again (Q1), without the hours of Q16; G_MININT64 where it never rang. */
gint64 tuntas_case_gap_ends (const TuntasCase *self, const char *number);
gboolean tuntas_case_keeps_home_hours (const TuntasCase *self);
