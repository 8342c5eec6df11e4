/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

#include <gtk/gtk.h>

/* The exercises: the one that is best done next with the button that begins it, the three ways to practise, and the list
 * of all of them with what was passed. It follows the trainer's progress by itself.
 *
 * Signal: "begin" (const char *scenario, int mode): that exercise is wanted, in the way that is chosen.
 * The actions win.show-progress and win.end-training are its own window's. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_EXERCISES_PAGE (tuntas_exercises_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasExercisesPage, tuntas_exercises_page, TUNTAS, EXERCISES_PAGE, GtkWidget)

GtkWidget *tuntas_exercises_page_new (TuntasTrainer *trainer);

G_END_DECLS
