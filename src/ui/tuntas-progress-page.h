/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *tuntas_progress_page_new (TuntasTrainer *trainer);

G_END_DECLS
