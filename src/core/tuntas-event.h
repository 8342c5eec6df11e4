/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-json.h"

/* TuntasAct: what an agent (or the program) wants to do: a name from the procedure and its fields, all text.
 * TuntasEvent: an act that happened: numbered within its case, with instant and agent. Never changed afterwards.
 *
 * Both are reference-counted values. The form in the journal is one JSON object:
 *   {"seq":4,"at":"2026-11-23T02:02:00Z","agent":"AYU","act":"call","phone":"0800000001"}
 *
 * Besides the acts of a procedure there are a few that the program itself writes, named below. */

G_BEGIN_DECLS

#define TUNTAS_EVENT_OPENED  "opened"  /* the first of every case: procedure, ticket's facts, parameters */
#define TUNTAS_EVENT_MOVED   "moved"   /* from here on the case goes by another procedure, named as in the opening */
#define TUNTAS_EVENT_DUE     "due"     /* a deadline was reached and honoured */
#define TUNTAS_EVENT_BEGUN   "begun"   /* the effects of event `of` began to leave: it cannot be taken back any more */
#define TUNTAS_EVENT_RECEIPT "receipt" /* what became of effect `effect` of event `of`: `state`, `evidence` */
#define TUNTAS_EVENT_UNDO    "undo"    /* takes back the last act not yet taken back */
/* The e-mail of event `of` shall go to `email` and not, or not only, to `instead_of`. */
#define TUNTAS_EVENT_READDRESSED "readdressed"
/* What the agent was reminded of, and what came of it (tuntas-reminder.h); all of them name the instant `due`. */
#define TUNTAS_EVENT_REMINDED "reminded" /* a reminder of that `stage` was given */
#define TUNTAS_EVENT_SNOOZED  "snoozed"  /* the agent put it off until `until`, for the reason `code`, in words `text` */
#define TUNTAS_EVENT_LOOKED   "looked"   /* the agent has looked at the ticket since */
/* Where the case went on (tuntas-handover.h); all of them name the `handover`. */
#define TUNTAS_EVENT_HANDED_OVER "handed-over" /* it is with the login `to` from now on */
#define TUNTAS_EVENT_TAKEN_OVER  "taken-over"  /* it came here, from the login `from` */
#define TUNTAS_EVENT_TAKEN_BACK  "taken-back"  /* it did not leave after all, for the `reason` */

/* Whether that is one of those above that no procedure may call an act of its own; undo is an act of procedures. */
gboolean tuntas_event_is_of_program (const char *id);
/* Whether it is one of those that move nothing and are kept for the history: tuntas_case_append () takes no other. */
gboolean tuntas_event_is_kept_only  (const char *id);

typedef struct _TuntasAct TuntasAct;
typedef struct _TuntasEvent TuntasEvent;

#define TUNTAS_TYPE_ACT (tuntas_act_get_type ())
GType       tuntas_act_get_type  (void);
/* (transfer full) */
TuntasAct  *tuntas_act_new       (const char *id);
/* (transfer full): the same once more, to be changed by its maker. */
TuntasAct  *tuntas_act_copy      (const TuntasAct *self);
TuntasAct  *tuntas_act_ref       (TuntasAct *self);
void        tuntas_act_unref     (TuntasAct *self);
/* For the maker only, before the act is handed on. field is none of the members of an event that are its own: act, at,
 * seq, agent. value (nullable): NULL takes the field away; bytes that are no UTF-8 become U+FFFD, since the journal
 * could not be read back with them. */
void        tuntas_act_set       (TuntasAct *self, const char *field, const char *value);
void        tuntas_act_set_instant (TuntasAct *self, const char *field, gint64 seconds);
const char *tuntas_act_get_id    (const TuntasAct *self);
/* (nullable): NULL where the field is missing or nothing but white space. */
const char *tuntas_act_get       (const TuntasAct *self, const char *field);
/* FALSE where the field is missing or no instant. */
gboolean    tuntas_act_get_instant (const TuntasAct *self, const char *field, gint64 *seconds);
gboolean    tuntas_act_is        (const TuntasAct *self, const char *id);
/* Whether the agent edited the words that it sends: a field "text:note", "text:email" … has them. */
gboolean    tuntas_act_has_words (const TuntasAct *self);

#define TUNTAS_TYPE_EVENT (tuntas_event_get_type ())
GType        tuntas_event_get_type  (void);
/* (transfer full); seq counts from 1 within the case, at is in seconds UTC, agent is a Nossa person id (may be ""),
 * made UTF-8 as fields are. */
TuntasEvent *tuntas_event_new       (gint64 seq, gint64 at, const char *agent, TuntasAct *act);
TuntasEvent *tuntas_event_ref       (TuntasEvent *self);
void         tuntas_event_unref     (TuntasEvent *self);
gint64       tuntas_event_get_seq   (const TuntasEvent *self);
gint64       tuntas_event_get_at    (const TuntasEvent *self);
const char  *tuntas_event_get_agent (const TuntasEvent *self);
TuntasAct   *tuntas_event_get_act   (const TuntasEvent *self);
/* Shorthand for the act's. */
const char  *tuntas_event_get_id    (const TuntasEvent *self);
const char  *tuntas_event_get       (const TuntasEvent *self, const char *field);

/* (transfer full): the form in the journal; the same event always gives the same bytes (they are hashed). */
char        *tuntas_event_to_json   (const TuntasEvent *self);
/* (transfer full) (nullable); errors are TUNTAS_JSON_ERROR. */
TuntasEvent *tuntas_event_from_json (const char *text, GError **error);

/* (transfer full): takes the act and its fields out of an object: texts as they are, true/false and whole numbers
 * as text; everything else is ignored. The members "act", "at", "seq", "agent" are not fields.
 * Error where "act" is missing or no text. */
TuntasAct   *tuntas_act_from_json   (JsonObject *object, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasAct, tuntas_act_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasEvent, tuntas_event_unref)

G_END_DECLS
