/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of every step for who works without guidance: all acts of the procedure that are an agent's, each once, in the
 * file's order. None is marked, and none is left out because it is not possible. Where nothing is to be said of what came
 * of them, what was tried is listed instead. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ACTS_PAGE (tuntas_acts_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasActsPage, tuntas_acts_page, TUNTAS, ACTS_PAGE, GtkBox)

G_END_DECLS
