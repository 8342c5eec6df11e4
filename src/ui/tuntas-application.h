/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-window.h"

/* The program with a window. Actions, also on the bus (app.…): about, quit, show-ticket, call-ticket, snooze-ticket
 * ("IN…"), and those of the window that a desk's own keys use. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_APPLICATION (tuntas_application_get_type ())
G_DECLARE_FINAL_TYPE (TuntasApplication, tuntas_application, TUNTAS, APPLICATION, AdwApplication)

/* (transfer full): both are kept. */
TuntasApplication *tuntas_application_new (TuntasWorkplace *work, TuntasTrainer *trainer);

/* Before it runs: the window opens straight into that training; choice, which is borrowed until then, without a scenario:
 * with the exercises. */
void               tuntas_application_set_start_in_training (TuntasApplication *self,
                                                             const TuntasTrainingChoice *choice);

/* Before it runs: the window stays hidden (tuntas_window_begin_hidden ()). */
void               tuntas_application_set_start_hidden (TuntasApplication *self);

/* (nullable): the window, once the program was activated. */
TuntasWindow      *tuntas_application_get_window (TuntasApplication *self);

G_END_DECLS
