/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-workplace.h"

/* Practice: the same desk, wired to the embedded Nossa on loopback, a clock that can run fast, a folder of its own that
 * goes with the program, no keyring and no mail but the built-in catch-all. */

G_BEGIN_DECLS

/* (transfer full) (nullable): a workplace whose server and user are set and whose login is stored: starting it with
 * password NULL signs in. scenario (nullable): a scenario file's bytes; NULL is the sample shift. clock (nullable):
 * NULL is the training clock at that speed (1 to 600). Errors of the scenario, or of G_IO_ERROR. */
TuntasWorkplace *tuntas_training_new (TuntasProcedure *procedure, GBytes *scenario, const char *scenario_name,
                                      const char *language, TuntasClock *clock, int speed, GError **error);

G_END_DECLS
