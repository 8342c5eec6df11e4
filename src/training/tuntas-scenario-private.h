/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-members.h"
#include "tuntas-scenario.h"
#include "tuntas-service.h"

/* Shared by the scenario's own files: the value (tuntas-scenario.c), its members (-reader.c, -parts.c). */

#define TUNTAS_SCENARIO_ROOT "scenario"

struct _TuntasScenario
{
  char *id;
  TuntasText *title;
  TuntasText *goal;
  gint64 start;
  char *zone_id;
  TuntasProcedure *procedure;
  TuntasProcedures *procedures;
  TuntasServiceTable *services;
  GBytes *nossa;
  GPtrArray *tickets;
  GPtrArray *customers;
  GPtrArray *messages;
  GPtrArray *happenings;
  GPtrArray *facts;
  GPtrArray *ways;
};

/* What the parts of the reader are given. */
typedef struct
{
  TuntasScenario *scenario;
  TuntasProof *proof;
} TuntasScenarioReading;

/* (transfer full): with nothing in it. */
TuntasScenario *tuntas_scenario_alloc (void);

/* "+1:30:00" (hours, minutes, seconds) as an instant after the start; FALSE for anything else. */
gboolean tuntas_scenario_parse_offset (TuntasScenario *self, const char *text, gint64 *instant);

/* Each reads one element of an array of that name; what is wrong becomes a finding. (transfer full) (nullable) */
TuntasScenarioCustomer  *tuntas_scenario_read_customer  (TuntasScenarioReading *reading, JsonObject *object,
                                                         const char *path);
TuntasScenarioMessage   *tuntas_scenario_read_message   (TuntasScenarioReading *reading, JsonObject *object,
                                                         const char *path);
TuntasScenarioHappening *tuntas_scenario_read_happening (TuntasScenarioReading *reading, JsonObject *object,
                                                         const char *path);
TuntasScenarioFact      *tuntas_scenario_read_fact      (TuntasScenarioReading *reading, JsonObject *object,
                                                         const char *path);
TuntasScenarioWay       *tuntas_scenario_read_way       (TuntasScenarioReading *reading, JsonObject *object,
                                                         const char *path);

/* A number of a ticket; one that the embedded Nossa does not have is a finding. (transfer full) */
char     *tuntas_scenario_read_ticket (TuntasScenarioReading *reading, JsonObject *object, const char *path);
/* (transfer full) (nullable): an act as in a replay; fields that begin with "+" are offsets. */
TuntasAct *tuntas_scenario_read_act   (TuntasScenarioReading *reading, JsonObject *object, const char *path);
/* A member that is an offset; otherwise -1, and a finding where it is needed or is none. */
gint64    tuntas_scenario_read_offset (TuntasScenarioReading *reading, JsonObject *object, const char *path,
                                       const char *member, TuntasMemberNeed need);

void tuntas_scenario_customer_free  (TuntasScenarioCustomer *self);
void tuntas_scenario_message_free   (TuntasScenarioMessage *self);
void tuntas_scenario_happening_free (TuntasScenarioHappening *self);
void tuntas_scenario_fact_free      (TuntasScenarioFact *self);
void tuntas_scenario_way_free       (TuntasScenarioWay *self);
