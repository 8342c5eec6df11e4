/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* tuntas check-scenario [--procedure FILE] FILE…: proves scenarios of the training: reads each, plays its right way and
 * judges it, and says FILE:LINE of everything that is wrong. Of one that is right it says what it exercises: clauses,
 * silent places, transitions, none of which is written in the file.
 *
 * Ends with 0; with 1 where something is wrong; with 2 where a file cannot be read or the words of the call are wrong. */

G_BEGIN_DECLS

int tuntas_scenario_command_run (int argc, char **argv);

G_END_DECLS
