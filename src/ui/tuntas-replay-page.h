/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-kept-session.h"
#include "tuntas-trainer.h"

#include <gtk/gtk.h>

/* A session of an exercise, gone through again from its journal: what was done comes one step at a time, so that a trainer
 * can ask before each what should come next, or all at once.
 *
 * replay.next and replay.all are its own actions; win.show-progress, where it came from, is its window's. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_REPLAY_PAGE (tuntas_replay_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasReplayPage, tuntas_replay_page, TUNTAS, REPLAY_PAGE, GtkWidget)

/* The session is only looked at here. */
GtkWidget *tuntas_replay_page_new (TuntasTrainer *trainer, const TuntasKeptSession *session);

G_END_DECLS
