/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"

/* The clock of the program tuntas-simulator: the real one, or one that runs faster from the moment it was made. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SERVER_CLOCK (tuntas_server_clock_get_type ())
G_DECLARE_FINAL_TYPE (TuntasServerClock, tuntas_server_clock, TUNTAS, SERVER_CLOCK, GObject)

/* speed: how many seconds pass in one, at least 1. */
TuntasClock *tuntas_server_clock_new (guint speed);

G_END_DECLS
