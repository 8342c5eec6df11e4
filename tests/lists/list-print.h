/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list.h"

/* A list as text, line by line, for the golden files: what each column is, what each ticket has, what was not
 * understood. */

G_BEGIN_DECLS

/* (transfer full) */
char *list_print (const TuntasList *list);

G_END_DECLS
