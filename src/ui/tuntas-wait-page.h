/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a step of the kind wait (1.2.6, an agreed call): the receipts, how long it still takes, and what to work
 * on meanwhile. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_WAIT_PAGE (tuntas_wait_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWaitPage, tuntas_wait_page, TUNTAS, WAIT_PAGE, GtkBox)

G_END_DECLS
