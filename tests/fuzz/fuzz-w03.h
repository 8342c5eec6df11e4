/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* (transfer none): the instruction as it is shipped. */
TuntasProcedure *fuzz_w03_get (void);
