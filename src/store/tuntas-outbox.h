/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* The outbox: what the outside must still be told, or was told, one entry per effect.
 *
 *   draft → pending → begun → done | retry | unknown | conflict | refused
 *   retry → begun, and retry → verifying where the key may have died on the server
 *   unknown → verifying → done | pending | unknown | conflict | refused
 *   conflict, refused → pending | done | cancelled, by the agent
 *
 *   draft      written with its act, but held: the act can still be taken back
 *   pending    may leave as soon as its turn comes and not_before is reached
 *   begun      an attempt is on its way; committed before the first byte leaves
 *   done       proved: evidence says by what. Final
 *   retry      the attempt surely did nothing; another one not before not_before
 *   unknown    nobody knows whether the attempt did something. Left only by asking: verifying
 *   verifying  Nossa is being asked, or the agent with Nossa's list beside the entry
 *   conflict   Nossa holds something else than we thought; the agent decides
 *   refused    Nossa said no. Nothing more happens by itself; the agent decides
 *   cancelled  taken back by the agent before it did anything. Final
 *
 * Every edge is a row of one table (tuntas-outbox.c); there is no other way from state to state. States are kept by
 * their nicks. */

G_BEGIN_DECLS

#define TUNTAS_OUTBOX_STATES(X) \
  X (DRAFT, "draft")            \
  X (PENDING, "pending")        \
  X (BEGUN, "begun")            \
  X (DONE, "done")              \
  X (RETRY, "retry")            \
  X (UNKNOWN, "unknown")        \
  X (VERIFYING, "verifying")    \
  X (CONFLICT, "conflict")      \
  X (REFUSED, "refused")        \
  X (CANCELLED, "cancelled")

typedef enum
{
#define X(name, nick) TUNTAS_OUTBOX_##name,
  TUNTAS_OUTBOX_STATES (X)
#undef X
} TuntasOutboxState;

#define TUNTAS_OUTBOX_N_STATES (TUNTAS_OUTBOX_CANCELLED + 1)

/* Who may take an edge. */
typedef enum
{
  TUNTAS_OUTBOX_BY_AGENT  = 1 << 0, /* the person at the desk */
  TUNTAS_OUTBOX_BY_RUNNER = 1 << 1, /* the program that sends, when the turn comes */
  TUNTAS_OUTBOX_BY_ANSWER = 1 << 2, /* what Nossa or the mail server answered, or that no answer came */
  TUNTAS_OUTBOX_BY_START  = 1 << 3, /* the next start, after the program ended in the middle */
} TuntasOutboxBy;

typedef struct
{
  TuntasOutboxState from;
  TuntasOutboxState to;
  TuntasOutboxBy by; /* one or several */
} TuntasOutboxEdge;

#define TUNTAS_TYPE_OUTBOX_STATE (tuntas_outbox_state_get_type ())
GType       tuntas_outbox_state_get_type  (void);

const char *tuntas_outbox_state_to_nick   (TuntasOutboxState state);
/* FALSE for an unknown or missing nick; state is then untouched. */
gboolean    tuntas_outbox_state_from_nick (const char *nick, TuntasOutboxState *state);

/* Whether the table has an edge between the two. */
gboolean    tuntas_outbox_state_can       (TuntasOutboxState from, TuntasOutboxState to);
/* Whether some way of edges leads from one to the other. */
gboolean    tuntas_outbox_state_reaches   (TuntasOutboxState from, TuntasOutboxState to);
/* Who may take the edge, or 0 where there is none. */
TuntasOutboxBy tuntas_outbox_state_by     (TuntasOutboxState from, TuntasOutboxState to);
/* No edge leaves the state. */
gboolean    tuntas_outbox_state_is_final  (TuntasOutboxState state);
/* (transfer none): the whole table, each edge once. */
const TuntasOutboxEdge *tuntas_outbox_get_edges (guint *n_edges);

/* One entry. A plain reference-counted record with open fields: whoever makes one (or a copy of one) fills it before
 * handing it on; from then on it is only read. To change a stored entry, copy it, fill the copy and give that to
 * tuntas_commit_change_entry (). Texts belong to the entry.
 *
 * The order of sending is per ticket: by case, event_seq and position, as tuntas_store_load_async () gives them. */
typedef struct
{
  /* What it is: fixed once it is stored. */
  gint64 id;         /* 0: not stored yet; set when its commit finishes */
  char *case_id;     /* set by the commit it is added to */
  char *ticket_id;   /* likewise */
  gint64 event_seq;  /* of the event whose effect it is */
  int position;      /* its order within that event, from 0; below 0: goes instead of one that was there */
  char *kind;        /* "status", "note", "email", "create" */
  char *payload;     /* a JSON object, as the sender of that kind wants it; may change once more, with the commit that
                      * begins the first attempt, or says that it was done by hand: words that only then
                      * are known */
  char *key;         /* the transaction id: random, the same on every attempt; unique */
  char *reference;   /* the short reference people can read in a note, such as k7f3q2; unique */

  /* Where it stands: changed by commits. */
  TuntasOutboxState state;
  int attempt;       /* how many attempts were begun */
  gint64 not_before; /* seconds UTC; 0: at once */
  gint64 begun_at;   /* seconds UTC of the last attempt; 0: none yet */
  char *body_hash;   /* (nullable): of the bytes of the last attempt */
  char *evidence;    /* (nullable): by what it is known to be done */
  char *error_code;  /* (nullable): for programs */
  char *error_text;  /* (nullable): what the other side said, as it said it */
  gint64 changed_at; /* seconds UTC */
} TuntasOutboxEntry;

#define TUNTAS_TYPE_OUTBOX_ENTRY (tuntas_outbox_entry_get_type ())
GType              tuntas_outbox_entry_get_type (void);

/* (transfer full): state draft, everything else that is not given empty. None of the texts may be NULL.
 * key and reference come from the caller's random source and never change again; changed_at in seconds UTC. */
TuntasOutboxEntry *tuntas_outbox_entry_new   (gint64 event_seq, int position, const char *kind, const char *payload,
                                              const char *key, const char *reference, gint64 changed_at);
/* (transfer full): a deep copy, to be filled. */
TuntasOutboxEntry *tuntas_outbox_entry_copy  (const TuntasOutboxEntry *self);
TuntasOutboxEntry *tuntas_outbox_entry_ref   (TuntasOutboxEntry *self);
void               tuntas_outbox_entry_unref (TuntasOutboxEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasOutboxEntry, tuntas_outbox_entry_unref)

G_END_DECLS
