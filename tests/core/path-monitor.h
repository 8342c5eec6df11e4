/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-event.h"
#include "tuntas-procedure.h"

/* Where a ticket stands by the words of IN.OCC.TENESA.W-03, told from the acts that were done with it. Written a
 * second time on purpose: it reads neither gates nor operations of the procedure file and asks the engine nothing, so
 * that the two can be held against each other. Of the procedure it takes only what an outcome means.
 *
 * A plain value: copying the struct copies it. */

G_BEGIN_DECLS

/* The bounds, by their clauses. */
#define PATH_FIRST_ROUND_MIN 3 /* 1.2.3, 1.2.6, 1.2.10: at least */
#define PATH_FOLLOW_UP_MIN   1 /* 1.2.9, Q11 */
#define PATH_FOLLOW_UP_MAX   3 /* 1.2.8: at most */

typedef enum
{
  PATH_RECEIVE,
  PATH_RECHECK,
  PATH_CALLS,
  PATH_CONFIRM, /* the customer is reached */
  PATH_INFORM,
  PATH_WAIT,
  PATH_PROMISED,
  PATH_HELD,
  PATH_END,
} PathPlace;

typedef enum
{
  PATH_NO_CALL,
  PATH_PLAIN_CALL,
  PATH_PROMISED_CALL, /* outside the bound of 1.2.8 */
} PathCall;

typedef enum
{
  PATH_UNKNOWN,
  PATH_DATIN,
  PATH_INDIHOME,
  PATH_POTS,
  PATH_N_FAMILIES,
} PathFamily;

typedef struct
{
  PathFamily family;
  PathPlace place;
  PathPlace held_in; /* while held */
  gboolean has_zone;
  gboolean received; /* 1.2.1: RFO and repair are known */
  gboolean resolved; /* 1.2.2 */
  gboolean pended;   /* 1.2.6 */
  gboolean informed; /* 1.2.7, by e-mail or by the departure from it */
  gboolean promise;  /* the next call is an agreed one */
  gboolean reached;  /* the customer was reached, and no call missed him since */
  int round;
  int calls;         /* of this round, that count; without the promised ones */
  int misses;        /* since the round began or the customer was last reached */
  PathCall open;     /* the call without an outcome */
  PathCall reached_by; /* while in confirm: the counted call that reached the customer */
  guint open_number;   /* index of its number */
  gint64 deadline;     /* -1: none */
  guint64 numbers, bad; /* one bit for each number of the tests */
} PathMonitor;

/* zone_id "" has no data; phones as in tuntas_case_opening (). */
void path_open (PathMonitor *path, const char *family, const char *zone_id, const char *phones);
/* A deadline that has come is honoured. */
void path_time (PathMonitor *path, gint64 now);
/* An act was accepted; undo is none of them, see path_retrace (). */
void path_take (PathMonitor *path, TuntasProcedure *procedure, const TuntasAct *act, gint64 at);

/* Goes the way of those events that were not taken back, from an opened path on. */
void path_retrace (PathMonitor *path, TuntasProcedure *procedure, GPtrArray *events);

/* 1.2.6 on a customer's clock that is WIB: by day the next hour, by night until the next 08:00. */
gboolean path_is_day        (gint64 at);
gint64   path_pending_until (gint64 at);

gboolean   path_has_usable_number (const PathMonitor *path);
gboolean   path_has_bad_number    (const PathMonitor *path, const char *phone);
PathFamily path_family            (const char *name);
/* "unknown", "datin" … */
const char *path_family_name      (PathFamily family);
/* The step of W-03 that the place is. */
const char *path_step_name        (const PathMonitor *path);

G_END_DECLS
