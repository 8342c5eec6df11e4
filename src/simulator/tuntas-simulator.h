/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "tuntas-clock.h"

/* The embedded Nossa: a trouble-ticket server that speaks the Maximo REST/JSON protocol over HTTP on 127.0.0.1.
 * Training, tests and the program tuntas-simulator use it. It lives in the thread-default main context of
 * tuntas_simulator_listen () and reads the time only from the clock it was given.
 *
 * Addresses:  /maximo/oslc/…, /maximo/api/…   the protocol (context root by the scenario)
 *             /catch-all/mail                 takes mail of the training mode (POST, message/rfc822)
 *             /control/…                      for tests and helpers; see data/scenarios/README.md */

G_BEGIN_DECLS

#define TUNTAS_SIMULATOR_ERROR (tuntas_simulator_error_quark ())
GQuark tuntas_simulator_error_quark (void);

typedef enum
{
  TUNTAS_SIMULATOR_ERROR_SCENARIO, /* the scenario does not hold what it must; the message names path and reason */
  TUNTAS_SIMULATOR_ERROR_FAULT,    /* a fault that is unknown or lacks something; likewise */
} TuntasSimulatorError;

typedef enum
{
  TUNTAS_SIMULATOR_EFFECT_CREATE,
  TUNTAS_SIMULATOR_EFFECT_STATUS,
  TUNTAS_SIMULATOR_EFFECT_WORKLOG,
  TUNTAS_SIMULATOR_EFFECT_UPDATE,
  TUNTAS_SIMULATOR_EFFECT_DELETE,
} TuntasSimulatorEffectKind;

/* One thing that really happened to a record, whatever the client was answered. */
typedef struct
{
  gint64 at;     /* µs since 1970 UTC, by the clock that was passed in */
  char *user;    /* person id */
  TuntasSimulatorEffectKind kind;
  char *ticket;  /* ticket id */
  char *details; /* a JSON object: status {"from","to",…}, worklog {"logtype","description",…}, update and create
                  * {"<attribute>": value, …}, delete {} */
} TuntasSimulatorEffect;

#define TUNTAS_TYPE_SIMULATOR_EFFECT (tuntas_simulator_effect_get_type ())
GType                  tuntas_simulator_effect_get_type (void);
TuntasSimulatorEffect *tuntas_simulator_effect_copy     (const TuntasSimulatorEffect *self);
void                   tuntas_simulator_effect_free     (TuntasSimulatorEffect *self);
/* "create", "status", "worklog", "update", "delete" */
const char            *tuntas_simulator_effect_kind_name (TuntasSimulatorEffectKind kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimulatorEffect, tuntas_simulator_effect_free)

typedef struct
{
  guint requests;               /* to the protocol's addresses, dropped ones included */
  guint writes;                 /* of these, requests that wanted to change something */
  guint credential_submissions; /* passwords, right or wrong; API keys are not counted */
  guint sessions_opened;        /* since the scenario was loaded */
  guint sessions_open;          /* now */
} TuntasSimulatorCounters;

#define TUNTAS_TYPE_SIMULATOR (tuntas_simulator_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSimulator, tuntas_simulator, TUNTAS, SIMULATOR, GObject)

/* Takes a reference on the clock. Without a scenario there is nobody who could sign in. */
TuntasSimulator *tuntas_simulator_new (TuntasClock *clock);

/* Replaces everything the server holds by the scenario's (data/scenarios/README.md); sessions and effects are
 * forgotten. name (the file's) stands in messages, with the line. On failure the server is as it was. */
gboolean         tuntas_simulator_load_scenario (TuntasSimulator *self, GBytes *json, const char *name, GError **error);

/* Begins anew with the scenario that was loaded last: sessions, effects and faults are forgotten; what a delay still
 * holds back is never carried out, and its connection ends. */
void             tuntas_simulator_reset         (TuntasSimulator *self);

/* Nobody is let in who does not bring this key, because every user of the computer reaches 127.0.0.1: it is everybody's
 * password, API keys there are none, and /control and /catch-all want it in the header "apikey". */
void             tuntas_simulator_set_key       (TuntasSimulator *self, const char *key);

/* Listens on 127.0.0.1 only; port 0: the kernel chooses. */
gboolean         tuntas_simulator_listen        (TuntasSimulator *self, guint16 port, GError **error);
/* (nullable): "http://127.0.0.1:PORT"; NULL while not listening. */
const char      *tuntas_simulator_get_origin    (TuntasSimulator *self);
/* Closes the port and all connections; what the server holds stays. May listen again afterwards. */
void             tuntas_simulator_stop          (TuntasSimulator *self);

/* Without sockets, for a simulation: carries one request out at once and gives the answer; listening or not. address:
 * whole, "http://127.0.0.1:8080/maximo/oslc/…"; headers: name, value, name, value …, NULL; body (nullable). Faults of
 * the connection do not act here: what becomes of request and answer on their way is the caller's.
 * answer_headers likewise (transfer full), answer_body (transfer full) never NULL. Returns HTTP's status. */
guint            tuntas_simulator_answer        (TuntasSimulator *self, const char *method, const char *address,
                                                 const char *const *headers, GBytes *body, GStrv *answer_headers,
                                                 GBytes **answer_body);

/* The oracle */
/* (transfer container) (element-type TuntasSimulatorEffect): in the order in which they happened; the elements are
 * copies that the array frees. */
GPtrArray       *tuntas_simulator_list_effects    (TuntasSimulator *self);
/* (transfer full) (nullable): one record as lean JSON with "worklog" and "relatedrecord"; NULL: no such ticket. */
char            *tuntas_simulator_dup_record_json (TuntasSimulator *self, const char *ticket_id);
/* (transfer container) (element-type GBytes): the mails as they came, oldest first. */
GPtrArray       *tuntas_simulator_list_mail       (TuntasSimulator *self);
TuntasSimulatorCounters tuntas_simulator_get_counters (TuntasSimulator *self);

/* Changes a record as if somebody else had: change is {"by": "BUDI", "set": {"owner": "BUDI", …}, "worklog": […]}.
 * The status rules do not hold here. FALSE with a message that names what is wrong. */
gboolean         tuntas_simulator_change_record (TuntasSimulator *self, const char *ticket_id, JsonObject *change,
                                                 GError **error);

/* Sets one fault, e.g. {"kind": "drop-after", "writes": 1}; {"kind": "clear"} ends them all.
 * All kinds: data/scenarios/README.md. */
gboolean         tuntas_simulator_set_fault     (TuntasSimulator *self, JsonObject *fault, GError **error);

G_END_DECLS
