/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* (transfer full): W-03, as the program carries it, with other words: pairs of what stands there and what shall stand
 * there, up to NULL. Each must stand there once. name stands in messages. */
TuntasProcedure *tuntas_revised_w03 (const char *name, ...) G_GNUC_NULL_TERMINATED;
