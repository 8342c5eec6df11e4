/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a step of the kind choice (1.2.2): one button for each of the step's acts, with a digit. What an act
 * wants to know, and what it would send, is asked in the sheet below. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_CHOICE_PAGE (tuntas_choice_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasChoicePage, tuntas_choice_page, TUNTAS, CHOICE_PAGE, GtkBox)

G_END_DECLS
