/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-trainer.h"

#include <gtk/gtk.h>

/* A new revision of the instruction, for who trains: what is different since the trainee last acknowledged it, the
 * exercises that are about what has changed, and the acknowledgement that it was read.
 *
 * The actions win.begin-exercise and win.show-exercises are its own window's; news.acknowledge is its own. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_NEWS_PAGE (tuntas_news_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasNewsPage, tuntas_news_page, TUNTAS, NEWS_PAGE, GtkWidget)

/* The trainer has a former procedure. */
GtkWidget *tuntas_news_page_new (TuntasTrainer *trainer);

G_END_DECLS
