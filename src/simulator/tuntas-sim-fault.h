/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* What goes wrong on command (data/scenarios/README.md). One fault of each kind at most: the last one said counts. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_SIM_FAULT_OFFLINE,
  TUNTAS_SIM_FAULT_DROP_BEFORE,
  TUNTAS_SIM_FAULT_DROP_AFTER,
  TUNTAS_SIM_FAULT_NO_CHANGE,
  TUNTAS_SIM_FAULT_ACTION,
  TUNTAS_SIM_FAULT_DELAY,
  TUNTAS_SIM_FAULT_DRIP,
  TUNTAS_SIM_FAULT_STATUS,
  TUNTAS_SIM_FAULT_HTML,
  TUNTAS_SIM_FAULT_TRUNCATE,
  TUNTAS_SIM_FAULT_GARBAGE,
  TUNTAS_SIM_FAULT_OVERSIZED,
  TUNTAS_SIM_FAULT_NESTED,
  TUNTAS_SIM_FAULT_EXPIRE,
  TUNTAS_SIM_FAULT_WRONG_HOST,
  TUNTAS_SIM_FAULT_WRONG_CLOCK,
  TUNTAS_SIM_N_FAULTS,
} TuntasSimFaultKind;

typedef enum
{
  TUNTAS_SIM_FRAMING_LENGTH,  /* Content-Length of the whole body, part of it sent */
  TUNTAS_SIM_FRAMING_CHUNKED, /* one chunk, no end */
  TUNTAS_SIM_FRAMING_NONE,    /* no length: the end of the connection ends the body */
} TuntasSimFraming;

typedef enum
{
  TUNTAS_SIM_MEETS_ALL,
  TUNTAS_SIM_MEETS_WRITES,
  TUNTAS_SIM_MEETS_READS,
} TuntasSimMeets;

typedef struct
{
  int left;             /* how often it still happens: 0 never, -1 until it is cleared */
  gint64 spared;        /* how many of the requests that it meets it still lets pass */
  TuntasSimMeets meets;
  char *path;           /* (nullable): only requests whose path has this in it */

  gint64 bytes;
  gint64 milliseconds;  /* by the system's timers, or, where this is 0, … */
  gint64 seconds;       /* … by the simulator's clock; how far a wrong clock is off */
  gint64 retry_after;   /* s; -1: no such header */
  guint status;
  guint choice;         /* the place of a word in its list: framing, head or body, … */
  gboolean reset;       /* the connection is reset, not closed */
  gboolean late;        /* the request is carried out first */
  char *text;           /* (nullable): a host, a reason code */
} TuntasSimFault;

enum { TUNTAS_SIM_STATUS_HTML, TUNTAS_SIM_STATUS_JSON, TUNTAS_SIM_STATUS_EMPTY, TUNTAS_SIM_STATUS_MAXIMO };
enum { TUNTAS_SIM_GARBAGE_BODY, TUNTAS_SIM_GARBAGE_HEAD };
enum { TUNTAS_SIM_EXPIRE_BY_TIME, TUNTAS_SIM_EXPIRE_BY_ADMINISTRATOR };
enum { TUNTAS_SIM_ACTION_ERROR, TUNTAS_SIM_ACTION_NO_CHANGE };

typedef struct
{
  TuntasSimFault of[TUNTAS_SIM_N_FAULTS];
} TuntasSimFaults;

void     tuntas_sim_faults_clear (TuntasSimFaults *self);
/* The error names what is wrong; then nothing changes. */
gboolean tuntas_sim_faults_set   (TuntasSimFaults *self, JsonObject *fault, GError **error);
/* A scenario's list of them (nullable); the message begins with "faults[3]: ". */
gboolean tuntas_sim_faults_read  (TuntasSimFaults *self, JsonArray *faults, GError **error);

/* (nullable) (transfer none): the fault where it happens to this request now; counts it down. */
const TuntasSimFault *tuntas_sim_faults_take (TuntasSimFaults *self, TuntasSimFaultKind kind,
                                              TuntasSimRequest *request);

G_END_DECLS
