/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* What goes wrong on command. Counters are how often a fault still happens: 0 never, -1 until it is cleared. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_SIM_FRAMING_LENGTH,  /* Content-Length of the whole body, part of it sent */
  TUNTAS_SIM_FRAMING_CHUNKED, /* one chunk, no end */
  TUNTAS_SIM_FRAMING_NONE,    /* no length: the end of the connection ends the body */
} TuntasSimFraming;

typedef struct
{
  gboolean offline;         /* every connection is dropped */
  int drop_before;          /* writes dropped before anything happens */
  int drop_after;           /* writes carried out, then dropped … */
  gint64 drop_after_bytes;  /* … after so many bytes of the answer */
  int no_change;            /* updates answered as done that are not */
  int delay;                /* requests that wait … */
  gint64 delay_ms;          /* … so long by the system's timers, or, where this is 0, … */
  gint64 delay_seconds;     /* … so long by the simulator's clock */
  gboolean delay_answer;    /* carried out at once, answered late */
  int status;               /* requests answered with … */
  guint status_code;
  gint64 retry_after;       /* s; -1: no such header */
  int html;                 /* requests answered with 200 and the sign-in page */
  int truncate;             /* answers cut … */
  gint64 truncate_bytes;    /* … after so many bytes of the body; -1: in the middle */
  TuntasSimFraming framing;
  int expire_after;         /* requests until all sessions are forgotten; -1: no such fault */
  int wrong_host;           /* answers whose hrefs name … */
  char *host;               /* … this place */
} TuntasSimFaults;

void     tuntas_sim_faults_clear (TuntasSimFaults *self);
/* A TUNTAS_SIMULATOR_ERROR_FAULT names what is wrong; then nothing changes. */
gboolean tuntas_sim_faults_set   (TuntasSimFaults *self, JsonObject *fault, GError **error);
/* TRUE where the fault happens now; counts it down. */
gboolean tuntas_sim_faults_take  (int *counter);

G_END_DECLS
