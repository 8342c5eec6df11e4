/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-application.h"

/* A scripted shift in the real window, over all branches of the instruction: one picture per step, and a page that
 * shows them all. For a computer without a display (src/run plays it in a virtual one), for the README and for the
 * software catalogue. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TOUR (tuntas_tour_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTour, tuntas_tour, TUNTAS, TOUR, GObject)

/* (transfer full): begins once the application's window is at its training desk, and quits the application at the end.
 * directory is made where it is missing. */
TuntasTour *tuntas_tour_new        (TuntasApplication *application, const char *directory);
/* FALSE where a step did not lead where it should; the reason was printed. */
gboolean    tuntas_tour_succeeded  (TuntasTour *self);

G_END_DECLS
