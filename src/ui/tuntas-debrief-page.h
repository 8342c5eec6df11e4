/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

#include <gtk/gtk.h>

/* What a trainee made of an exercise: passed or not, what was fatal first, then everything ticket by ticket with what
 * happened, what was recorded and what should have been, and where the time went.
 *
 * The actions win.repeat-exercise, win.next-exercise and win.show-exercises are its own window's; debrief.save-pdf is its
 * own. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_DEBRIEF_PAGE (tuntas_debrief_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasDebriefPage, tuntas_debrief_page, TUNTAS, DEBRIEF_PAGE, GtkWidget)

/* debrief (transfer full) */
GtkWidget *tuntas_debrief_page_new (TuntasTrainer *trainer, TuntasPractice *practice, TuntasDebrief *debrief);

G_END_DECLS
