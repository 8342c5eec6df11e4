/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-error.h"

/* Has the client judge the answer to each thing that can be asked, and aborts where the verdict cannot be right. */
void fuzz_answer_check (TuntasAnswer *answer);
