/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-private.h"
#include "tuntas-nossa-probe.h"

/* Shared by the parts of a test of the connection only: its flow (tuntas-nossa-probe.c, -names.c) and its judges
 * (-judge.c). */

typedef struct
{
  TuntasProbeFunc told;
  gpointer        told_data;
  char           *user;        /* (nullable) */
  char           *secret;      /* (nullable) */
  guint           next;        /* the step that is told next */
  gboolean        own_session; /* signed in by us, so signed out by us */
  gboolean        bad;
  gboolean        single;      /* the list was asked for without in [...] */
  gint64          began;       /* µs, monotonic */
  JsonNode       *schema;      /* (nullable) */
  JsonNode       *sample;      /* (nullable): a page of records */
  gint64          total;       /* of the agent's list; -1: not known */
  GError         *query_error; /* (nullable): of the agent's list */
  GError         *child_error; /* (nullable): of a work log */
} Probe;

/* result (transfer full): of the step that is next. */
void        tuntas_probe_tell      (Probe *probe, TuntasProbeResult *result);
/* Asks for JSON; the callback gets a reference on the task, and tuntas_nossa_fetch_finish () a JsonNode. */
void        tuntas_probe_ask       (GTask *task, const char *path, GAsyncReadyCallback callback);
void        tuntas_probe_ask_below (GTask *task, const char *below, GAsyncReadyCallback callback);
/* Whether one can go on after that answer: not after a cancelling, nor without a session or a connection; that is then
 * the trouble of the next step. */
gboolean    tuntas_probe_goes_on   (GTask *task, const GError *error);
/* The steps that were not come to are skipped; our own session ends, also after a cancelling. */
void        tuntas_probe_end       (GTask *task);
/* (nullable) (transfer none), of nothing (nullable). */
JsonObject *tuntas_probe_root      (JsonNode *node);
JsonArray  *tuntas_probe_members   (JsonNode *page);
JsonObject *tuntas_probe_first     (Probe *probe); /* record of the sample */

/* Goes on with the statuses, up to the end. */
void        tuntas_probe_ask_names (GTask *task);

/* What the answers say; all results are (transfer full). */

/* The bare request without a login. answer (nullable): then error says why there is none. took, offset: in µs and
 * seconds, offset G_MININT64 where the server did not say. */
TuntasProbeResult *tuntas_probe_judge_reach   (TuntasNossaSite *site, TuntasAnswer *answer, const GError *error,
                                               gint64 took, gint64 offset);
TuntasProbeResult *tuntas_probe_judge_tls     (TuntasNossaSite *site, const GError *error);
/* error (nullable): none: signed in as that person. */
TuntasProbeResult *tuntas_probe_judge_sign_in (const char *person_id, const char *name, const GError *error);
/* structure: which of the site's; error (nullable): none: it is there. */
TuntasProbeResult *tuntas_probe_judge_structure (TuntasNossaSite *site, TuntasNossaSiteText structure,
                                                 const GError *error);
/* schema (nullable): of the object structure. rows (nullable): some of its records, with their nulls. total: of the
 * agent's list, -1 where it was not said. */
TuntasProbeResult *tuntas_probe_judge_columns (TuntasNossaSite *site, JsonObject *schema, JsonArray *rows,
                                               gint64 total);
/* The agent's list was refused. */
TuntasProbeResult *tuntas_probe_judge_query   (const GError *error);
/* values (nullable): rows of a domain with value and maxvalue; then error says why there are none. */
TuntasProbeResult *tuntas_probe_judge_statuses (TuntasNossaSite *site, JsonArray *values, const GError *error);
/* child_error (nullable): why the work log of a record cannot be read. */
TuntasProbeResult *tuntas_probe_judge_work_log (TuntasNossaSite *site, JsonObject *schema, const GError *child_error,
                                                JsonArray *types, const GError *error);
TuntasProbeResult *tuntas_probe_judge_transaction (const GError *error);
TuntasProbeResult *tuntas_probe_judge_row_stamp (JsonArray *rows);
