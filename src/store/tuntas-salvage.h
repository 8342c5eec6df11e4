/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-journal-private.h"

/* Takes out of a damaged journal what proves itself, into an older one that does. */

G_BEGIN_DECLS

typedef struct
{
  guint n_events;      /* taken over */
  guint n_entries;     /* taken over, or taken further */
  guint n_doubted;     /* effects made unknown: how far they have come cannot be read */
  guint n_missing;     /* events and entries that were there and could not be taken over */
  gboolean whole;      /* the damaged file told how much there was: n_missing is all that is missing */
  GHashTable *tickets; /* (owned) (element-type utf8): of which something is missing */
} TuntasSalvaged;

/* Within a transaction of `to`. from (nullable): NULL where nothing can be read of it. An error is one of `to`: what
 * cannot be read of `from` is none. */
gboolean tuntas_salvage       (TuntasDatabase *to, TuntasDatabase *from, gint64 now, TuntasSalvaged *salvaged,
                               GError **error);
void     tuntas_salvaged_clear (TuntasSalvaged *salvaged);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TuntasSalvaged, tuntas_salvaged_clear)

G_END_DECLS
