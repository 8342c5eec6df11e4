/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-pace.h"
#include "tuntas-ticker.h"

#include <gtk/gtk.h>

/* The line across the window while one trains: that nothing of it is real, the simulated time and how fast it runs, and
 * the way out. The buttons choose the pace by win.training-speed. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_TRAINING_BAR (tuntas_training_bar_get_type ())
G_DECLARE_FINAL_TYPE (TuntasTrainingBar, tuntas_training_bar, TUNTAS, TRAINING_BAR, GtkBox)

/* All NULL: no training is under way, and no time is shown. zone: in which it is told. */
void tuntas_training_bar_set_time (TuntasTrainingBar *self, TuntasTicker *ticker, TuntasPace *pace, GTimeZone *zone);
/* Every ticket has come to an end: the way out is what comes next. */
void tuntas_training_bar_set_done (TuntasTrainingBar *self, gboolean done);

G_END_DECLS
