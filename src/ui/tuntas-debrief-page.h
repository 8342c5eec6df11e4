/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *tuntas_debrief_page_new (TuntasTrainer *trainer, TuntasPractice *practice, TuntasDebrief *debrief);

G_END_DECLS
