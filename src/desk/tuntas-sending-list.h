/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sending.h"

/* What the screen shows of all entries of a case together (private to this folder): one may tell of another. */

G_BEGIN_DECLS

/* (transfer full) (element-type TuntasSending): in the order of the entries (element-type TuntasOutboxEntry). by_hand:
 * Nossa is written to by the agent, who copies each text there. */
GPtrArray *tuntas_sending_list_new        (GPtrArray *entries, TuntasCase *state, gboolean by_hand);
/* How many are neither proved nor cancelled. */
guint      tuntas_sending_list_count_open (GPtrArray *sendings);
/* Whether a list has shown that effect in Nossa: the case has a receipt that says so. */
gboolean   tuntas_sending_is_listed       (const TuntasOutboxEntry *entry, TuntasCase *state);

G_END_DECLS
