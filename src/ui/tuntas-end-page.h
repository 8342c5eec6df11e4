/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of the end (1.3): whether the case kept to the instruction, what was done, the receipts, and for a short
 * while the way back. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_END_PAGE (tuntas_end_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasEndPage, tuntas_end_page, TUNTAS, END_PAGE, GtkBox)

G_END_DECLS
