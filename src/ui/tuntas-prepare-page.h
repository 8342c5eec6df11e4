/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-workplace.h"

#include <gtk/gtk.h>

/* The preparation of a shift, clauses 1.1.1 to 1.1.6: what can be checked is checked while the page is open; then login
 * and start. A password is cleared from its entry as soon as it was handed over, and a stored one never comes into it.
 *
 * Signals: "started" (TuntasDesk): open and signed in, or open without Nossa; the preparation is recorded.
 * "not-forgotten": the stored login that the agent no longer wants is still in the keyring. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PREPARE_PAGE (tuntas_prepare_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasPreparePage, tuntas_prepare_page, TUNTAS, PREPARE_PAGE, GtkWidget)

/* Once; both are kept. */
void tuntas_prepare_page_set_workplace (TuntasPreparePage *self, TuntasWorkplace *workplace, TuntasSettings *settings);
/* Whether the agent works from ticket lists, without a login: only who works here is asked then. As it was last, if not
 * said. */
void tuntas_prepare_page_set_lists     (TuntasPreparePage *self, gboolean lists);
/* Another agent works here now: nothing of the last one stands in it. */
void tuntas_prepare_page_forget_user   (TuntasPreparePage *self);
/* The page is shown (again): the checks are made anew and the first thing to fill in has the focus. */
void tuntas_prepare_page_begin         (TuntasPreparePage *self);
/* What was under way is given up. */
void tuntas_prepare_page_stop          (TuntasPreparePage *self);

G_END_DECLS
