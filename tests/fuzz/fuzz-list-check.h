/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list.h"
#include "tuntas-list-table.h"

/* What holds of a list that was read from anything, or why it was not. Aborts where it does not. */

void fuzz_check_table (const TuntasListTable *table, const GError *error);
void fuzz_check_list  (const TuntasList *list, const GError *error);
/* text (nullable): what a screen can show. */
void fuzz_check_shown (const char *text);
