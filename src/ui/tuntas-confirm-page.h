/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a conversation (tuntas_procedure_is_conversation ()) with a customer who was reached (1.2.4, 1.2.5): four spoken beats that Enter walks, who
 * answered, and the answers. That RFO and repair were told is known by the second beat having been walked. How far
 * the conversation is stays with the ticket. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_CONFIRM_PAGE (tuntas_confirm_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasConfirmPage, tuntas_confirm_page, TUNTAS, CONFIRM_PAGE, GtkBox)

G_END_DECLS
