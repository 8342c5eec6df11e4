/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-accessible.h"

/* The programs that are on the accessibility bus, as a screen reader finds them. */

G_BEGIN_DECLS

/* Joins the bus; may be called again. answer_ms: how long one call over it may take. */
void             tuntas_programs_join (int answer_ms);
/* The program that calls itself so (nullable: any) and has that process (0: any), which becomes the process that was
 * found. (nullable) (transfer full): NULL where it is not there now, and pid is as it was. */
AtspiAccessible *tuntas_programs_find (const char *name, GPid *pid);
/* Writes who is there to standard error. */
void             tuntas_programs_dump (void);

G_END_DECLS
