/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* tuntas check-connection [--site FILE] [--user LOGIN] [ADDRESS]: tests step by step whether one can work with a Nossa
 * by the settings of this computer, a line for each step, in the agent's language. Nothing is written to the server.
 *
 * The password is the keyring's, where it can be had without asking for it, else it is typed on the terminal, unseen;
 * never an argument, nor a variable of the environment, which other users and programs can read. Ends with 0 where all
 * steps fit, 1 where one does not or was not tested, 2 where it could not begin. */
int tuntas_connection_command_run (int argc, char **argv);

G_END_DECLS
