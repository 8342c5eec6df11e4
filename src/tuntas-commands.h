/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The commands that need no display, bus, settings or configuration (check-connection takes of them what there is). */

G_BEGIN_DECLS

/* Whether the program was called with one of them: `tuntas replay …`. */
gboolean tuntas_commands_has (const char *name);

/* Whether it speaks the agent's language, for which the translations must be found first. */
gboolean tuntas_commands_speak (const char *name);

/* (transfer full): how each of them is called, one a line. */
char *tuntas_commands_dup_usage (void);

/* Runs the command argv[1]; returns the exit status: 0, 1 where the command found what it looked for to be wrong,
 * 2 where the call or a file is malformed. Says on stderr what and where. */
int tuntas_commands_run (int argc, char **argv);

G_END_DECLS
