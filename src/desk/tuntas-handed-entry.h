/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-outbox.h"

/* An entry of the outbox, as a hand-over file has it (TuntasHandoverCase.entries). Its number is the journal's own and does
 * not go along. */

G_BEGIN_DECLS

/* (transfer full): one JSON object. */
char              *tuntas_handed_entry_print (const TuntasOutboxEntry *entry);

/* (transfer full) (nullable): NULL where it is none that could be printed, of a case with so many events. */
TuntasOutboxEntry *tuntas_handed_entry_parse (const char *text, guint n_events);

G_END_DECLS
