/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a step of the kind held: what was asked, and the act by which the decision is entered. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_HELD_PAGE (tuntas_held_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasHeldPage, tuntas_held_page, TUNTAS, HELD_PAGE, GtkBox)

G_END_DECLS
