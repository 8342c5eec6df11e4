/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-trainer.h"
#include "tuntas-workplace.h"

#include <adwaita.h>

/* The one window. What it shows is its place: the first start, the preparation, the desk (at work or in training),
 * the exercises, or what was done of them.
 *
 * Actions, also on the bus (win.…): sync, show-unsent, search, next-ticket, customer-contacted, call, suggested, undo,
 * show-queue, show-ticket, call-ticket, snooze-ticket ("IN…"), preferences, sign-in; train, show-exercises, show-progress,
 * show-news, show-session ("…"), begin-exercise ("…"), training-speed (int), training-sound, end-training, repeat-exercise,
 * next-exercise, go-back. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_WINDOW (tuntas_window_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWindow, tuntas_window, TUNTAS, WINDOW, AdwApplicationWindow)

GtkWidget *tuntas_window_new (AdwApplication *application, TuntasWorkplace *work, TuntasSettings *settings,
                              TuntasTrainer *trainer);

/* Shows the first start, or the preparation where a login was used before. */
void       tuntas_window_begin       (TuntasWindow *self);
/* Instead, for a start without anybody there: the window stays hidden, and the desk of the last login is opened without
 * Nossa, to remind of what waits in its journal. Quits where nothing does. */
void       tuntas_window_begin_hidden (TuntasWindow *self);
/* Shows the window, wherever it was. for_ticket: a ticket of the desk is wanted, and it stays as it is; else a desk that
 * nobody has logged in to gives way to the preparation. */
void       tuntas_window_come_back   (TuntasWindow *self, gboolean for_ticket);
/* Goes to that training at once; what was being trained is let go of. */
void       tuntas_window_train       (TuntasWindow *self, const TuntasTrainingChoice *choice);
/* Shows the exercises; a training that is open is let go of. */
void       tuntas_window_show_exercises (TuntasWindow *self);
/* Asks first where a call has no outcome or something has not reached Nossa; then hides the window and signs out, where
 * signed in, which takes five seconds at most. FALSE: the agent stays. */
void       tuntas_window_leave_async  (TuntasWindow *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean   tuntas_window_leave_finish (TuntasWindow *self, GAsyncResult *result);

/* (nullable): where the window is now, and at which desk. */
TuntasWorkplace *tuntas_window_get_workplace (TuntasWindow *self);
TuntasDesk      *tuntas_window_get_desk      (TuntasWindow *self);

/* (transfer full) */
void       tuntas_window_add_toast   (TuntasWindow *self, AdwToast *toast);
/* (nullable): hides what was said before. */
void       tuntas_window_show_error  (TuntasWindow *self, const GError *error);

G_END_DECLS
