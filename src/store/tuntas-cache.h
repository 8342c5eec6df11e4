/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-database.h"
#include "tuntas-store-contents.h"

/* cache.db: what Nossa said last. Everything in it can be fetched again, so it may lose its last moments in a power
 * cut, and a file that is damaged or of another version is thrown away and begun anew. Lives on the executor only.
 * All errors are TUNTAS_STORE_ERROR; an error of the disk closes the file, and the next call tries to open it again. */

G_BEGIN_DECLS

typedef struct _TuntasCache TuntasCache;

/* (transfer full): opened at the first call that needs it. The directory exists and is locked. */
TuntasCache *tuntas_cache_new            (const char *directory, const char *vfs);
/* self (nullable) */
void         tuntas_cache_close          (TuntasCache *self);

/* gone: gets the ids (owned) of all tickets that the last complete list did not have. */
gboolean     tuntas_cache_put_tickets    (TuntasCache *self, GPtrArray *tickets, gboolean complete,
                                          const char *changed_since, GPtrArray *gone, GError **error);
gboolean     tuntas_cache_remove_tickets (TuntasCache *self, const char *const *ids, GError **error);
gboolean     tuntas_cache_put_work_log   (TuntasCache *self, const char *ticket_id, const char *const *entries,
                                          GError **error);
/* entries: gets them (owned), in the order in which they were put. */
gboolean     tuntas_cache_load_work_log  (TuntasCache *self, const char *ticket_id, GPtrArray *entries,
                                          GError **error);
gboolean     tuntas_cache_put_meta       (TuntasCache *self, const char *name, const char *value, GError **error);
/* Fills the cache's half of the contents, cache_error included. */
void         tuntas_cache_load           (TuntasCache *self, TuntasStoreContents *contents);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCache, tuntas_cache_close)

G_END_DECLS
