/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-outbox.h"

/* What proves the journal. A flipped bit in a text passes SQLite's own checks, so every row carries a SHA-256:
 *
 *   event  hash = H (hash of the event before it in the case, case id, the event's bytes)
 *          before the first one stands H (case id, ticket id)
 *   entry  sum  = H (all its columns); entries change, so they are summed, not chained
 *   procedure   its own sha256 = H' (the file's bytes, what the site set otherwise), by which events name it; this one
 *               is the core's, without lengths
 *   head   link = H (link before it, case's key, number of events, hash of the last, total of the outbox)
 *          one row per commit, for all cases, without a word about the customer: when a case's events are purged, its
 *          heads stay and the rest still proves itself; the purge's own head has a tombstone instead of a hash
 *   total  all entries' sums, added as numbers: the last head's tells whether one is missing, too many, or old
 *   tombstone   H (hash of the case's last event, case id, ticket id)
 *
 * Parts are hashed with their lengths, so that no two lists of parts give the same bytes. */

G_BEGIN_DECLS

#define TUNTAS_HASH_SIZE 32

typedef struct
{
  guint8 bytes[TUNTAS_HASH_SIZE];
} TuntasHash;

gboolean tuntas_hash_equal   (const TuntasHash *a, const TuntasHash *b);

void tuntas_chain_hash_case  (const char *case_id, const char *ticket_id, TuntasHash *out);
void tuntas_chain_hash_event (const TuntasHash *before, const char *case_id, const char *body, TuntasHash *out);
void tuntas_chain_sum_entry  (const TuntasOutboxEntry *entry, TuntasHash *out);
/* (transfer full): in hexadecimal, as tuntas_procedure_get_sha256 (). */
char *tuntas_chain_hash_procedure (GBytes *bytes, const char *overrides);
void tuntas_chain_hash_head  (const TuntasHash *before, gint64 case_key, gint64 count, const TuntasHash *head,
                              const TuntasHash *outbox, TuntasHash *out);
void tuntas_chain_hash_tombstone (const TuntasHash *last, const char *case_id, const char *ticket_id, TuntasHash *out);
/* Puts an entry's sum into the total, and takes it out again; a total begins as zeroes. */
void tuntas_chain_add_sum    (TuntasHash *total, const TuntasHash *sum);
void tuntas_chain_take_sum   (TuntasHash *total, const TuntasHash *sum);

G_END_DECLS
