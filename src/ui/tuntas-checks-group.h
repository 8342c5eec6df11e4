/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-workplace.h"

#include <adwaita.h>

/* What can be checked before a shift (1.1.1 to 1.1.3): that the computer is on, the supporting applications, and
 * whether Nossa is reached. It claims only what it knows.
 *
 * Signals: "test" (): the agent wants to know now whether Nossa is reached;
 *          "changed" (): what is known of that. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_CHECKS_GROUP (tuntas_checks_group_get_type ())
G_DECLARE_FINAL_TYPE (TuntasChecksGroup, tuntas_checks_group, TUNTAS, CHECKS_GROUP, AdwPreferencesGroup)

/* Once; both are kept. */
void     tuntas_checks_group_set_workplace (TuntasChecksGroup *self, TuntasWorkplace *workplace,
                                            TuntasSettings *settings);
/* Tickets come from lists: Nossa is not asked for. */
void     tuntas_checks_group_set_lists     (TuntasChecksGroup *self, gboolean lists);
/* Which day it is. */
void     tuntas_checks_group_show_day      (TuntasChecksGroup *self);
/* Tries whether Nossa answers at that address, which may be "". */
void     tuntas_checks_group_reach         (TuntasChecksGroup *self, const char *server);
/* Nothing is tried any more. */
void     tuntas_checks_group_stop          (TuntasChecksGroup *self);
/* Nossa was tried and does not answer. */
gboolean tuntas_checks_group_is_unreached  (TuntasChecksGroup *self);

G_END_DECLS
