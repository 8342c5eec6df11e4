/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-progress.h"

#include <gtk/gtk.h>

/* The points of a trainee's runs over time, the oldest at the left. A run that was passed is a full disc, another one a
 * cross; so shape tells it and not colour alone. A dashed line stands where passing begins. To assistive technology it is
 * an image that says the same in words. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PROGRESS_PICTURE (tuntas_progress_picture_get_type ())
G_DECLARE_FINAL_TYPE (TuntasProgressPicture, tuntas_progress_picture, TUNTAS, PROGRESS_PICTURE, GtkWidget)

GtkWidget *tuntas_progress_picture_new      (void);
/* runs (element-type TuntasRun), the oldest first; no longer needed afterwards. */
void       tuntas_progress_picture_set_runs (TuntasProgressPicture *self, GPtrArray *runs);

G_END_DECLS
