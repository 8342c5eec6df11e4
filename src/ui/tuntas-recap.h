/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

G_BEGIN_DECLS

/* (transfer full): the shift in a few lines for the team leader's chat group: how many tickets came to each end, by
 * service family; how many are pended or have an agreed call, and the nearest; how many wait for the coordinator, are not
 * in Nossa yet, and are left. Ends count since the shift's preparation. Numbers and times on the agent's clock only:
 * nothing in it tells who a customer is. */
char *tuntas_recap_dup (TuntasDesk *desk);

G_END_DECLS
