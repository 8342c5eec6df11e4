/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a step of the kind form (1.2.1): the texts that the step's act wants, taken from the ticket as far as
 * Nossa has them, and in the customer's words where the agent likes. What is typed is kept at each pause. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_FORM_PAGE (tuntas_form_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasFormPage, tuntas_form_page, TUNTAS, FORM_PAGE, GtkBox)

G_END_DECLS
