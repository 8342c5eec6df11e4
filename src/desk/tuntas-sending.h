/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-item.h"
#include "tuntas-outbox.h"

/* Between the rules' effects, the outbox's entries and what the screen shows of them. The payload of an entry is a
 * JSON object; its members by kind:
 *   status  action (pend, close, return, activate), value, until?, from? (the status before), from_at? (since when), memo?
 *   note    text
 *   email   to, subject, text, message_id, date, from, from_name?, instead_of? (the id of the entry in whose place it
 *           goes): all that its bytes are made of, so that it is the same mail each time it is sent
 *   create  description, text */

G_BEGIN_DECLS

/* (transfer full): one member of an entry's payload. (nullable) */
char          *tuntas_sending_dup_member (const TuntasOutboxEntry *entry, const char *member);

/* The words of an entry that is not stored yet as it will be. */
void           tuntas_sending_set_text   (TuntasOutboxEntry *entry, const char *text);

/* (transfer full): the event that says how the entry stands. */
TuntasAct     *tuntas_sending_make_receipt (const TuntasOutboxEntry *entry);

/* What shows an effect in Nossa that the agent copied there; of a new ticket its number follows. */
#define TUNTAS_EVIDENCE_LIST "list"
#define TUNTAS_EVIDENCE_CREATED_LIST TUNTAS_EVIDENCE_LIST ":"

/* Whether nobody but the agent can say what became of it: also of an e-mail that the end of the program interrupted. */
gboolean       tuntas_sending_waits_for_word (const TuntasOutboxEntry *entry);

/* Whether a mail program has it, or the agent sends it by hand: the word is then on its way. */
gboolean       tuntas_sending_is_in_agents_hands (const TuntasOutboxEntry *entry);

/* An e-mail does not hold up the note that tells of it once it failed for good, once nobody knows what became of it, or
 * past the deadline, whatever comes first. As long as the agent has it in a mail program, the word is waited for. */
gboolean       tuntas_sending_lets_pass (const TuntasOutboxEntry *entry, TuntasCase *state);

/* The evidence of what nobody but the agent has seen; of a new ticket its number follows. */
#define TUNTAS_SENDING_BY_AGENT "agent"
#define TUNTAS_SENDING_CREATED_BY_AGENT TUNTAS_SENDING_BY_AGENT ":"
/* (nullable): the number of a new ticket, as far as it is known. */
const char    *tuntas_sending_get_created (const TuntasOutboxEntry *entry);
/* Whether it is there on the agent's word. */
gboolean       tuntas_sending_is_by_word  (const TuntasOutboxEntry *entry);

/* (transfer full): an entry that sends the e-mail of that one to another address. */
TuntasOutboxEntry *tuntas_sending_readdress (const TuntasOutboxEntry *entry, const char *address, int position,
                                             const char *key, const char *reference, const char *message_id,
                                             gint64 now);

/* (transfer full): what the screen shows of an entry. */
TuntasSending *tuntas_sending_from_entry (const TuntasOutboxEntry *entry);
TuntasSending *tuntas_sending_new        (TuntasEffectKind kind);
TuntasSending *tuntas_sending_copy       (const TuntasSending *sending);

G_END_DECLS
