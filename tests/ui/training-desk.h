/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-workplace.h"

G_BEGIN_DECLS

/* (transfer full): the desk of the sample shift, signed in and with its list fetched, by a clock that stands at nine in
 * the morning; aborts the test after 20 seconds. workplace (out) (transfer full): keep it as long as the desk. */
TuntasDesk *training_desk_new (TuntasWorkplace **workplace);

/* The same with what the embedded Nossa holds instead of the sample shift, in Indonesian. */
TuntasDesk *training_desk_new_of (GBytes *scenario, TuntasWorkplace **workplace);

/* The same by another instruction: a file of the test folder. */
TuntasDesk *training_desk_new_by (const char *file, TuntasWorkplace **workplace);

/* The same by the instruction of the program and a clock that runs. */
TuntasDesk *training_desk_new_live (TuntasWorkplace **workplace);

/* Does an act and waits until it is saved; it must be accepted. Takes the act. */
void        training_desk_act (TuntasDesk *desk, TuntasDeskItem *item, TuntasAct *act);

/* Lets the main loop turn until it holds; aborts the test after 20 seconds. */
void        training_desk_wait (gboolean (*holds) (gpointer user_data), gpointer user_data);

G_END_DECLS
