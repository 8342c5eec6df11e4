/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

G_BEGIN_DECLS

/* The program: a headless command, or the window. clock (nullable): the one that everything uses instead of the
 * system's; for tests. Returns the exit status. */
int tuntas_run (int argc, char **argv, TuntasClock *clock);

G_END_DECLS
