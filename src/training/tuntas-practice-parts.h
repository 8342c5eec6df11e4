/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-practice.h"
#include "tuntas-simulator.h"

/* What an exercise is made of: for the training alone, which wires it (tuntas-training.h). */

G_BEGIN_DECLS

/* (transfer full): nossa holds the scenario already; set_speed moves the clock. */
TuntasPractice *tuntas_practice_new   (TuntasScenario *scenario, TuntasClock *clock, TuntasSimulator *nossa,
                                       TuntasPracticeMode mode, const char *language, TuntasPaceFunc set_speed,
                                       gpointer user_data);
/* Begins: once, with the trainee's desk, which it keeps. */
void            tuntas_practice_begin (TuntasPractice *self, TuntasDesk *desk);

G_END_DECLS
