/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* tuntas verdict [--data DIR] [TICKET]: says of each case of that ticket whether it followed the instruction, from the
 * journals of this user's accounts; without a ticket sums all cases up and counts the silent places that were used,
 * for the owner of the instruction. In the language of the locale.
 *
 * Ends with 0; with 1 where the ticket has no case here; with 2 where a journal cannot be read (it is open in the
 * program, damaged …) or the words of the call are wrong, and says which. */

G_BEGIN_DECLS

int tuntas_verdict_command_run (int argc, char **argv);

G_END_DECLS
