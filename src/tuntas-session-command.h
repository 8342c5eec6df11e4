/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* tuntas replay-session [--site FILE] DIR: goes through a training session again, step by step, from its journal: one line
 * for each step, with time, ticket, clause, what was done and where the case then stood. Without DIR lists the sessions
 * that are kept here. In the language of the locale.
 *
 * Ends with 0; with 2 where there is no session, its journal cannot be read (it is still open in the program …) or the
 * words of the call are wrong. */

G_BEGIN_DECLS

int tuntas_session_command_run (int argc, char **argv);

G_END_DECLS
