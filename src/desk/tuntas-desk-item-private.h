/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-desk-item.h"
#include "tuntas-outbox.h"
#include "tuntas-reminder.h"

/* What the desk alone does with an item. */

G_BEGIN_DECLS

/* (transfer full): state is the case as far as it is known; n_stored is how many of its events are in the journal. */
TuntasDeskItem *tuntas_desk_item_new (TuntasClock *clock, TuntasTicket *ticket, const char *case_id,
                                      TuntasCase *state, guint n_stored);

const char *tuntas_desk_item_get_case_id  (TuntasDeskItem *self);
guint       tuntas_desk_item_get_n_stored (TuntasDeskItem *self);

/* Setters work out section and due again; none of them emits: tuntas_desk_item_emit_changed () does, once all of what
 * belongs together is set. */
void        tuntas_desk_item_set_ticket   (TuntasDeskItem *self, TuntasTicket *ticket);
void        tuntas_desk_item_set_case     (TuntasDeskItem *self, TuntasCase *state, guint n_stored);
/* A fresh case of the same ticket. */
void        tuntas_desk_item_restart      (TuntasDeskItem *self, const char *case_id, TuntasCase *state);
void        tuntas_desk_item_set_busy     (TuntasDeskItem *self, gboolean busy);
/* TRUE while the runner is at one of its entries. */
gboolean    tuntas_desk_item_is_stepping  (TuntasDeskItem *self);
void        tuntas_desk_item_set_stepping (TuntasDeskItem *self, gboolean stepping);
void        tuntas_desk_item_set_draft    (TuntasDeskItem *self, const char *name, const char *text);
/* TRUE where the ticket was not in the last complete list. */
gboolean    tuntas_desk_item_is_gone      (TuntasDeskItem *self);
/* Before it has entries: Nossa is written to by the agent, who copies each text there. */
void        tuntas_desk_item_set_by_hand  (TuntasDeskItem *self, gboolean by_hand);
void        tuntas_desk_item_set_gone     (TuntasDeskItem *self, gboolean gone);

/* TRUE where the deadline has passed and that could not be saved; until it can. */
gboolean    tuntas_desk_item_is_stuck     (TuntasDeskItem *self);
void        tuntas_desk_item_set_stuck    (TuntasDeskItem *self, gboolean stuck);
/* (transfer none): what was given is marked here before it is saved; worked out anew with each case. */
TuntasReminder *tuntas_desk_item_get_reminder (TuntasDeskItem *self);
/* TRUE while a reminder that was given may be on the screen, perhaps since an earlier run. */
gboolean    tuntas_desk_item_is_reminded  (TuntasDeskItem *self);
void        tuntas_desk_item_set_reminded (TuntasDeskItem *self, gboolean reminded);

/* (element-type TuntasOutboxEntry), in the order of sending. */
GPtrArray  *tuntas_desk_item_get_entries  (TuntasDeskItem *self);
/* Adds a new one, or replaces the one with its id. */
void        tuntas_desk_item_put_entry    (TuntasDeskItem *self, TuntasOutboxEntry *entry);
/* (nullable) */
TuntasOutboxEntry *tuntas_desk_item_find_entry (TuntasDeskItem *self, gint64 id);
/* Whether every effect is settled: proved, refused by the agent's own decision, or cancelled. */
gboolean    tuntas_desk_item_is_settled   (TuntasDeskItem *self);
/* Sendings that are neither proved nor cancelled. */
guint       tuntas_desk_item_count_unsent (TuntasDeskItem *self);

/* Looks at the clock again; TRUE where section or kind of due changed. */
gboolean    tuntas_desk_item_refresh      (TuntasDeskItem *self);
void        tuntas_desk_item_emit_changed (TuntasDeskItem *self);

/* The order of the queue: section, then promised calls, expired pendings, due calls, new ones by TTR. */
int         tuntas_desk_item_compare      (TuntasDeskItem *a, TuntasDeskItem *b);

G_END_DECLS
