/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-practice.h"

/* The hand through which all parts of the ticket page act on the open ticket: it knows the desk and the item, tries
 * acts and tells what came of them. So that there is one place that waits for the desk, and one where a refusal or an
 * error becomes visible.
 *
 * Property: "asking" (TuntasAct, nullable, read only, with notify): the act whose missing fields, or whose
 * confirmation, are being asked for.
 * Signals: "changed" (): the desk, the item or anything the item says;
 *          "refused" (const char *act_id, GPtrArray *refusals);
 *          "failed" (const char *sentence): not saved; what was typed is still there;
 *          "done" (TuntasAct *act): saved;
 *          "tried" (TuntasAct *act): saved or refused, where the agent is not to know which (in an exam);
 *          "spoken" (int cue): that beat of the conversation (TuntasCue) was said;
 *          "say" (const char *sentence): a passing word for a toast. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ACTOR (tuntas_actor_get_type ())
G_DECLARE_FINAL_TYPE (TuntasActor, tuntas_actor, TUNTAS, ACTOR, GObject)

TuntasActor    *tuntas_actor_new      (void);
/* desk and item (both nullable). Another item ends what was being asked. */
void            tuntas_actor_set      (TuntasActor *self, TuntasDesk *desk, TuntasDeskItem *item);
TuntasDesk     *tuntas_actor_get_desk (TuntasActor *self); /* (nullable) */
TuntasDeskItem *tuntas_actor_get_item (TuntasActor *self); /* (nullable) */
TuntasCase     *tuntas_actor_get_case (TuntasActor *self); /* (nullable): NULL without an item */

/* What is done is practice, in that way; work, if not said. The rules are the same in all of them. */
void            tuntas_actor_practise (TuntasActor *self, TuntasPracticeMode mode);
/* Then nothing is dialled outside the program. */
gboolean        tuntas_actor_is_practising (TuntasActor *self);
/* At work, and in practice that is guided: the step is shown and what it asks for. Otherwise all acts of the procedure
 * are offered, and none of them is suggested. */
gboolean        tuntas_actor_is_guided (TuntasActor *self);
/* Everywhere but in an exam: what came of an act is told, and why one was refused. */
gboolean        tuntas_actor_is_told  (TuntasActor *self);
/* The agent has said that beat of the conversation. */
void            tuntas_actor_speak    (TuntasActor *self, TuntasCue cue);

/* The agent wants that act (transfer full): for who is guided, where it is not open it is refused at once; where fields
 * are missing or it ends the case it becomes "asking"; else it is committed. */
void            tuntas_actor_begin    (TuntasActor *self, TuntasAct *act);
/* Tries it now (transfer full). One at a time: a second one while the first is being saved is dropped. */
void            tuntas_actor_commit   (TuntasActor *self, TuntasAct *act);
/* Moves the item's case to the desk's procedure; told like an act, whose id is TUNTAS_EVENT_MOVED. */
void            tuntas_actor_move     (TuntasActor *self);
gboolean        tuntas_actor_is_busy  (TuntasActor *self);
TuntasAct      *tuntas_actor_get_asking (TuntasActor *self);
/* Nothing is asked any more. */
void            tuntas_actor_give_up  (TuntasActor *self);
/* Shows a refusal that a page found itself; act_id is "" where it is of no act; code and field as in TuntasRefusal. */
void            tuntas_actor_refuse   (TuntasActor *self, const char *act_id, const char *code, const char *field);
void            tuntas_actor_say      (TuntasActor *self, const char *sentence);
/* Takes a text as the item's work log, and says where it is none. */
void            tuntas_actor_paste_work_log (TuntasActor *self, const char *text);

/* What the agent decides about a sending; failures come as "failed". */
void            tuntas_actor_decide   (TuntasActor *self, gint64 sending_id, TuntasSendingAct act, const char *reason);

/* A new ticket was made by hand: its number; failures come as "failed". */
void            tuntas_actor_confirm_created (TuntasActor *self, gint64 sending_id, const char *number);

/* An e-mail shall go to another address; failures come as "failed". */
void            tuntas_actor_readdress (TuntasActor *self, gint64 sending_id, const char *address);

/* An e-mail came back (Q8); a refusal comes as "refused", failures as "failed". */
void            tuntas_actor_report_bounce (TuntasActor *self, gint64 sending_id, const char *reason);

/* What the procedure has for the item (-procedure) */

/* What the item's case goes by; without an item, what a new one would. */
TuntasProcedure *tuntas_actor_get_procedure (TuntasActor *self);

/* Acts that are open in many steps: they stand in the card's menu and not on the pages. */
gboolean        tuntas_act_spec_is_common (const TuntasActSpec *spec);
/* (transfer container) (element-type TuntasActSpec): the acts that the page of the step shows, of all families: so
 * that an answer has the same key whatever the family. */
GPtrArray      *tuntas_actor_list_own  (TuntasActor *self);
/* (nullable): the act that is open in the step and does that, whatever the family. */
const TuntasActSpec *tuntas_actor_find_own_doing (TuntasActor *self, TuntasOp op);
/* (transfer full) (nullable): NULL where the rules do not offer it now. */
TuntasAction   *tuntas_actor_find      (TuntasActor *self, const TuntasActSpec *spec);
/* (nullable): the act of that name as it is open now; for who is not guided one that is not open will do as well. */
const TuntasActSpec *tuntas_actor_find_spec (TuntasActor *self, const char *id);
/* (nullable): the act that does that, likewise. */
const TuntasActSpec *tuntas_actor_find_doing (TuntasActor *self, TuntasOp op);
/* (nullable): that act, where it is the one by which the case takes over what was done elsewhere (Q10). */
const TuntasActSpec *tuntas_actor_find_resuming (TuntasActor *self, TuntasAct *act);
/* Whether something is asked before it is done: it lacks fields, or ends the case. */
gboolean        tuntas_actor_asks_before (TuntasActor *self, const TuntasActSpec *spec, const TuntasAct *act);
/* Whether the step would offer the act of that name to another service family. */
gboolean        tuntas_actor_is_of_other_family (TuntasActor *self, const char *id);

/* The desk's: "id" or "en". */
const char     *tuntas_actor_get_language (TuntasActor *self);
/* A text of the procedure in the desk's language (transfer none). text (nullable) gives "". */
const char     *tuntas_actor_get_text (TuntasActor *self, const TuntasText *text);
/* What the act is called, likewise: by its outcome, where one was chosen, which says more than that it is one. */
const char     *tuntas_actor_get_label (TuntasActor *self, const TuntasActSpec *spec, const TuntasAct *act);
/* (transfer full): a text with the names of parameters ({follow_up_max}) filled from the gates. */
char           *tuntas_actor_dup_title (TuntasActor *self, const TuntasText *text);
/* (transfer full): a text by its name, filled in for this ticket. */
char           *tuntas_actor_dup_words (TuntasActor *self, const char *name);

/* Seconds UTC, by the desk's clock; only with a desk. */
gint64          tuntas_actor_now      (TuntasActor *self);
/* The customer's zone, else the agent's; only with an item. For what is agreed with the customer; times that are only
 * shown are the agent's (tuntas-format.h). (transfer none) */
GTimeZone      *tuntas_actor_get_zone (TuntasActor *self);
/* (transfer full): a time of this ticket on the agent's clock, with its zone where the customer's clock differs. */
char           *tuntas_actor_dup_moment (TuntasActor *self, gint64 instant);

G_END_DECLS
