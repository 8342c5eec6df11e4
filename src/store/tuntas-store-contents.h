/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-event.h"
#include "tuntas-outbox.h"
#include "tuntas-procedures.h"
#include "tuntas-store-report.h"
#include "tuntas-ticket.h"

/* Everything the store holds, as plain records: what the program begins with. All of it belongs to the contents. */

G_BEGIN_DECLS

/* A procedure that cases were opened with or moved to. */
typedef struct
{
  char *sha256;    /* of bytes and overrides: by this the events name it */
  GBytes *bytes;   /* the file */
  char *overrides; /* what the site had set otherwise; "" for nothing */
} TuntasStoredProcedure;

typedef struct
{
  char *case_id;
  char *ticket_id;
  GPtrArray *events; /* (element-type TuntasEvent): seq 1, 2, 3 … */
} TuntasStoredCase;

typedef struct
{
  char *ticket_id;
  char *name;
  char *text;
} TuntasStoredDraft;

typedef struct
{
  TuntasTicket *ticket;
  gboolean gone; /* was not in the last complete list */
} TuntasStoredTicket;

typedef struct
{
  /* From the journal. */
  GPtrArray *procedures;  /* (element-type TuntasStoredProcedure): the oldest first */
  GPtrArray *cases;       /* (element-type TuntasStoredCase): those not purged, the oldest first */
  GPtrArray *purged;      /* (element-type TuntasStoredCase): names that are taken for ever, without events */
  GPtrArray *entries;     /* (element-type TuntasOutboxEntry): the whole outbox; by case, event_seq and position */
  GPtrArray *drafts;      /* (element-type TuntasStoredDraft) */
  GHashTable *meta;       /* (element-type utf8 utf8) */
  TuntasStoreReport *report; /* (nullable): the journal was damaged and recovered, and the agent has not seen that yet */

  /* From the cache; empty where it could not be read. */
  GPtrArray *tickets;     /* (element-type TuntasStoredTicket): by number */
  GHashTable *cache_meta; /* (element-type utf8 utf8) */
  gboolean cache_rebuilt; /* it was damaged or of another version, and begins empty: pull everything */
  GError *cache_error;    /* (nullable): TUNTAS_STORE_ERROR: it cannot be read or written now */
} TuntasStoreContents;

#define TUNTAS_TYPE_STORE_CONTENTS (tuntas_store_contents_get_type ())
GType                tuntas_store_contents_get_type (void);
/* (transfer full): with nothing in it. */
TuntasStoreContents *tuntas_store_contents_new      (void);
TuntasStoreContents *tuntas_store_contents_ref      (TuntasStoreContents *self);
void                 tuntas_store_contents_unref    (TuntasStoreContents *self);

/* (transfer none) (nullable) */
TuntasStoredCase    *tuntas_store_contents_find_case (const TuntasStoreContents *self, const char *case_id);

/* Puts the procedures of the journal on the shelf, for its cases to be folded.
 * (transfer container) (element-type utf8 utf8): SHA-256 → why, of those that today's reader refuses; its keys belong to
 * the contents. */
GHashTable          *tuntas_store_contents_shelve   (const TuntasStoreContents *self, TuntasProcedures *procedures);

TuntasStoredProcedure *tuntas_stored_procedure_new (const char *sha256, GBytes *bytes, const char *overrides);
TuntasStoredCase    *tuntas_stored_case_new   (const char *case_id, const char *ticket_id);
TuntasStoredDraft   *tuntas_stored_draft_new  (const char *ticket_id, const char *name, const char *text);
/* ticket (transfer full) */
TuntasStoredTicket  *tuntas_stored_ticket_new (TuntasTicket *ticket, gboolean gone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasStoreContents, tuntas_store_contents_unref)

G_END_DECLS
