/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-step-page.h"

/* The page of a step of the kind effects (1.2.7): the e-mail and the note as they will go
 * (tuntas-inform-form.h), and the acts that send them. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_INFORM_PAGE (tuntas_inform_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasInformPage, tuntas_inform_page, TUNTAS, INFORM_PAGE, GtkBox)

G_END_DECLS
