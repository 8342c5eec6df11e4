/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

#include <gtk/gtk.h>

/* What a trainee has done so far: the exercise to do next, how many are passed in each way, the clauses that keep going
 * wrong, the points of all runs as a picture and as a list, and the certificate or what is missing for it.
 *
 * The actions win.next-exercise and win.show-exercises are its own window's; progress.save-certificate is its own. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PROGRESS_PAGE (tuntas_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasProgressPage, tuntas_progress_page, TUNTAS, PROGRESS_PAGE, GtkWidget)

GtkWidget *tuntas_progress_page_new (TuntasTrainer *trainer);

G_END_DECLS
