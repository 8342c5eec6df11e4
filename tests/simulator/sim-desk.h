/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "tuntas-simulator.h"
#include "tuntas-test-clock.h"

/* A simulator on loopback with a clock that only the test moves, and a caller over real HTTP that knows nothing of
 * the program's own client. */

typedef struct
{
  TuntasTestClock *clock;
  TuntasSimulator *simulator;
  SoupSession *session; /* no cookie jar, no redirects */
  char *cookie;         /* (nullable): sent with every request */
} SimDesk;

typedef struct
{
  guint status;   /* 0: there was no answer */
  char *error;    /* (nullable) */
  char *text;
  JsonNode *json; /* (nullable) */
  SoupMessageHeaders *headers;
} SimAnswer;

/* The small scenario of these tests, with members of "settings" (nullable: none) such as "\"etag\":\"7.6.1.3\"". */
SimDesk    *sim_desk_new        (const char *settings);
SimDesk    *sim_desk_new_from   (const char *scenario);
/* The same, signed in as ayu with lean=1. */
SimDesk    *sim_desk_new_signed (const char *settings);
void        sim_desk_free       (SimDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimDesk, sim_desk_free)

void        sim_desk_advance    (SimDesk *self, gint64 seconds);

/* headers (nullable): "name: value" lines. body (nullable). Waits for the answer, at most 10 s. */
SimAnswer  *sim_desk_ask        (SimDesk *self, const char *method, const char *path, const char *headers,
                                 const char *body);
SimAnswer  *sim_desk_get        (SimDesk *self, const char *path);
/* A POST with x-method-override: PATCH and patchtype: MERGE; more (nullable) are further headers. */
SimAnswer  *sim_desk_patch      (SimDesk *self, const char *path, const char *more, const char *body);
/* GET of the collection mxincident with an oslc.where that is encoded here; more (nullable) begins with '&'. */
SimAnswer  *sim_desk_where      (SimDesk *self, const char *where, const char *more);
void        sim_answer_free     (SimAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimAnswer, sim_answer_free)

/* "member.0.status", "Error.reasonCode": the text of a value; NULL where there is none. */
const char *sim_answer_text     (SimAnswer *self, const char *path);
/* -1 where there is none. */
gint64      sim_answer_int      (SimAnswer *self, const char *path);
gboolean    sim_answer_has      (SimAnswer *self, const char *path);
JsonNode   *sim_answer_node     (SimAnswer *self, const char *path);

void        sim_answer_assert_refused (SimAnswer *self, guint status, const char *reason);

void        sim_desk_fault      (SimDesk *self, const char *json);
/* (transfer full): one value of a record as the oracle says it, as text; NULL where it is null. */
char       *sim_desk_dup_value  (SimDesk *self, const char *ticket, const char *path);
/* wanted (nullable) */
void        sim_desk_assert_value (SimDesk *self, const char *ticket, const char *path, const char *wanted);
guint       sim_desk_count_effects (SimDesk *self, TuntasSimulatorEffectKind kind);
