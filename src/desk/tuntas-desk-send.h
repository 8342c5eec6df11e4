/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-private.h"

/* One attempt at one effect, and what its answer makes of the entry. Nothing is saved here: the runner does that
 * before and after. */

G_BEGIN_DECLS

/* entry is begun or verifying. Always ends with an entry. */
void               tuntas_desk_send_async  (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *entry,
                                            GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): a copy of the entry in the state that the answer gives it. */
TuntasOutboxEntry *tuntas_desk_send_finish (TuntasDesk *self, GAsyncResult *result);

/* (transfer full): the status that Nossa shall have, in the site's word. */
char              *tuntas_desk_dup_wanted_status (TuntasDesk *self, const TuntasOutboxEntry *entry);

/* (transfer full): SHA-256 of the words that will leave, in hexadecimal. */
char              *tuntas_desk_send_hash   (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry);

G_END_DECLS
