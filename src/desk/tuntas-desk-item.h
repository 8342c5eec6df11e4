/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"
#include "tuntas-ticket.h"
#include "tuntas-work-log.h"

/* One ticket on the agent's desk: what Nossa says of it (ticket), how far the agent is with it (case), and what has
 * still to reach the outside (sendings). A row of the queue, and what the open page shows.
 *
 * Emits "changed" after any of this changed; there are no other notifications. All instants are seconds UTC. */

G_BEGIN_DECLS

/* Where the row stands in the queue, in this order. */
typedef enum
{
  TUNTAS_SECTION_NEEDS_ACTION, /* Perlu tindakan */
  TUNTAS_SECTION_WAITING,      /* Menunggu: a deadline or the next call lies ahead */
  TUNTAS_SECTION_UNPROVED,     /* Menunggu bukti: ended here, not yet proved in Nossa */
  TUNTAS_SECTION_AWAY,         /* Diserahkan: with another login, nothing is done about it here */
  TUNTAS_SECTION_DONE,         /* Selesai hari ini: proved */
} TuntasSection;

/* What the instant of tuntas_desk_item_get_due () is. */
typedef enum
{
  TUNTAS_DUE_NONE,      /* nothing: work on it at any time */
  TUNTAS_DUE_NEXT_CALL, /* advice: the next call to this customer */
  TUNTAS_DUE_PROMISE,   /* the agreed call */
  TUNTAS_DUE_ACTIVE,    /* the pended ticket is active again */
} TuntasDueKind;

/* One effect on its way out (glossary: pengiriman), with its receipt as far as there is one. */
typedef enum
{
  TUNTAS_SENDING_HELD,     /* waits for `send_hold`: can be taken back until `not_before` */
  TUNTAS_SENDING_WAITING,  /* waits for its turn, the connection, or a retry at `not_before` */
  TUNTAS_SENDING_UNDER_WAY,
  TUNTAS_SENDING_SENT,     /* the other side said yes; not yet read back */
  TUNTAS_SENDING_PROVED,   /* read back from Nossa, or sent where there is nothing to read back */
  TUNTAS_SENDING_UNKNOWN,  /* nobody knows whether it arrived: being asked, or the agent's word is needed */
  TUNTAS_SENDING_BLOCKED,  /* refused or in conflict: `reason` says why, the agent decides */
  TUNTAS_SENDING_CANCELLED,
} TuntasSendingState;

typedef struct
{
  gint64 id;            /* of the outbox entry */
  gint64 event_seq;     /* the act it comes from */
  TuntasEffectKind kind;
  TuntasSendingState state;
  char *value;          /* (nullable): the status, in Nossa's word */
  gint64 until;         /* of a status; -1: none */
  char *to;             /* (nullable): the address of an e-mail */
  char *subject;        /* (nullable): of an e-mail */
  char *text;           /* (nullable): the words that go */
  char *by_machine;     /* (nullable): of a preview: the place in the text that says how the e-mail went, as it is shown */
  char *reference;      /* (nullable): k7f3q2 */
  gint64 since;         /* of this state */
  gint64 not_before;    /* when it goes or is tried again; 0: at once */
  char *evidence;       /* (nullable): "read-back", "found" (Nossa had it, by somebody else), "agent", "list",
                         * "catch-all", the number of the new ticket, "agent:" or "list:" and that … */
  char *code;           /* (nullable): why it is blocked, waits or is unknown: "paste": the agent copies it into Nossa,
                         * "conflict", "refused", "unreachable", "agent-word", "not-found", "still-pended",
                         * "placeholder", "sign-in", "no-login" …; of a cancelled one: "readdressed":
                         * another one went in its place; of an e-mail that was sent: "came-back" */
  char *cause;          /* (nullable): why it waits for the agent's word: "no-handler": no mail program took it,
                         * "unanswered": the mail server did not say whether it did, "webmail": the agent sends it there; NULL: a mail program has it, or
                         * this program ended amid the sending */
  char *reason;         /* (nullable): what the other side said, in its own words; why an e-mail came back */
} TuntasSending;

void tuntas_sending_free (TuntasSending *sending);
/* Whether it is neither proved nor cancelled. */
gboolean tuntas_sending_is_open (const TuntasSending *sending);
/* Whether nobody but the agent has seen that it arrived. */
gboolean tuntas_sending_rests_on_word (const TuntasSending *sending);
/* Whether it waits for the agent and not for a machine. */
gboolean tuntas_sending_needs_agent (const TuntasSending *sending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSending, tuntas_sending_free)

#define TUNTAS_TYPE_DESK_ITEM (tuntas_desk_item_get_type ())
G_DECLARE_FINAL_TYPE (TuntasDeskItem, tuntas_desk_item, TUNTAS, DESK_ITEM, GObject)

const char    *tuntas_desk_item_get_id       (TuntasDeskItem *self);
TuntasTicket  *tuntas_desk_item_get_ticket   (TuntasDeskItem *self);
/* Never NULL: a ticket that nobody has worked on yet stands at the start of the procedure. */
TuntasCase    *tuntas_desk_item_get_case     (TuntasDeskItem *self);
TuntasSection  tuntas_desk_item_get_section  (TuntasDeskItem *self);
/* FALSE while nothing but the opening has happened. */
gboolean       tuntas_desk_item_is_begun     (TuntasDeskItem *self);
/* Whether the case is with another login (tuntas_case_get_holder ()). */
gboolean       tuntas_desk_item_is_away      (TuntasDeskItem *self);
/* -1 with TUNTAS_DUE_NONE. A past instant is late. */
gint64         tuntas_desk_item_get_due      (TuntasDeskItem *self, TuntasDueKind *kind);
/* When the wait for `due` began: for rings. */
gint64         tuntas_desk_item_get_due_from (TuntasDeskItem *self);
/* (element-type TuntasSending), in the order in which they leave; valid until the next "changed". */
GPtrArray     *tuntas_desk_item_get_sendings (TuntasDeskItem *self);
/* (nullable): likewise */
const TuntasSending *tuntas_desk_item_find_sending (TuntasDeskItem *self, gint64 id);
/* TRUE while an act is being saved: another one waits for it. */
gboolean       tuntas_desk_item_is_busy      (TuntasDeskItem *self);
/* Whether what was typed into the search entry finds this row: ticket, customer, PIC, service number, and phone in
 * any way of writing, last digits too. */
gboolean       tuntas_desk_item_matches      (TuntasDeskItem *self, const char *query);
/* (nullable): text that was typed and not yet used, by the name of its field. */
const char    *tuntas_desk_item_get_draft    (TuntasDeskItem *self, const char *name);
/* (transfer none) (element-type utf8 utf8): all of them, name → text. */
GHashTable    *tuntas_desk_item_get_drafts   (TuntasDeskItem *self);

/* (transfer none): never NULL; filled by tuntas_desk_load_work_log (), empty before. */
TuntasWorkLog *tuntas_desk_item_get_work_log (TuntasDeskItem *self);

G_END_DECLS
