/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-item.h"

/* What an act sends, in words. (element-type TuntasSending) throughout. */

G_BEGIN_DECLS

/* (transfer full) (nullable): "Will be sent: note · status CLOSED"; with missing words it says which. NULL where
 * nothing is sent. */
char          *tuntas_sendings_dup_summary (GPtrArray *sendings);
/* (nullable): the first of that kind */
TuntasSending *tuntas_sendings_find        (GPtrArray *sendings, TuntasEffectKind kind);
/* (nullable): the first in that state */
TuntasSending *tuntas_sendings_find_state  (GPtrArray *sendings, TuntasSendingState state);

G_END_DECLS
