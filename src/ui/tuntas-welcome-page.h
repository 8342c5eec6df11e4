/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

#include <gtk/gtk.h>

/* The first start: three ways to begin. Signals: "sign-in", "train", "lists". */

G_BEGIN_DECLS

#define TUNTAS_TYPE_WELCOME_PAGE (tuntas_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWelcomePage, tuntas_welcome_page, TUNTAS, WELCOME_PAGE, GtkWidget)

void tuntas_welcome_page_set_procedure (TuntasWelcomePage *self, TuntasProcedure *procedure);

G_END_DECLS
