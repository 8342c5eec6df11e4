/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What the commands have in common. */

G_BEGIN_DECLS

/* The exit code where the call or a file is malformed; 1 is what was found to be wrong. */
#define TUNTAS_EXIT_MALFORMED 2

/* (transfer full) (nullable): the text of a procedure. file (nullable): a path or an address; NULL is the work
 * instruction that the program carries. Errors of G_IO_ERROR. */
GBytes     *tuntas_command_parts_load_procedure (const char *file, GError **error);
/* How it is called in what is said of it. */
const char *tuntas_command_parts_name_procedure (const char *file);

/* One line for each finding (element-type TuntasProcedureFinding), as compilers write them, so that an editor can
 * follow them to their place. */
void        tuntas_command_parts_print_findings (const char *file, GPtrArray *findings);

G_END_DECLS
