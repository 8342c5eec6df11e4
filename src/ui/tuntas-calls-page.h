/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a step of the kind calls (1.2.3, 1.2.8): the number, masked until it is dialled; what to say; the
 * outcomes by their digits; the calls so far; and the ways on from here. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_CALLS_PAGE (tuntas_calls_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasCallsPage, tuntas_calls_page, TUNTAS, CALLS_PAGE, GtkBox)

G_END_DECLS
