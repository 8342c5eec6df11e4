/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What Nossa's errors mean to the agent, and what can be done: a sentence for each of the troubles that the client
 * tells apart (the table of reason codes in tuntas-nossa-error.c names them), made here and nowhere else. */

G_BEGIN_DECLS

/* (transfer full) (nullable): trouble, words (nullable): what Nossa or the network said. NULL for none that is known. */
char *tuntas_trouble_words (const char *trouble, const char *words);

G_END_DECLS
