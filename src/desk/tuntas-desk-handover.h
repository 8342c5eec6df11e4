/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-private.h"
#include "tuntas-handover.h"

/* Shared by giving (-handover, -handover-file), taking back (-takeback) and taking over (-takeover-read, -takeover). */

/* (transfer full): the hash of the last event in the chain of such a case, in hexadecimal. */
char           *tuntas_desk_chain_of            (const char *case_id, const char *ticket_id, GPtrArray *events);

/* Writes the file of that hand-over, as the journal has it now. task (transfer full): answered with the file's path;
 * TOO_LATE where nothing of it is away any more, FILE. */
void            tuntas_desk_write_handover_file (TuntasDesk *self, GTask *task, const char *id, const char *directory);
/* (nullable): where the file of that hand-over was written last. */
const char     *tuntas_desk_find_handover_file  (TuntasDesk *self, const char *id);
/* path (nullable): NULL forgets it. */
void            tuntas_desk_put_handover_file   (TuntasDesk *self, const char *id, const char *path);
/* Whether a case on the desk is away by that hand-over. */
gboolean        tuntas_desk_has_handed          (TuntasDesk *self, const char *id);
/* Forgets the files of hand-overs by which none is away any more. */
void            tuntas_desk_drop_handover_files (TuntasDesk *self);

/* (transfer full) (nullable): blocking, for a thread. Errors: FILE, HANDOVER. */
TuntasHandover *tuntas_desk_read_handover_file  (const char *path, GError **error);

/* What would come of that case of a file, as the desk is now. */
TuntasTakeoverState tuntas_desk_judge_handed    (TuntasDesk *self, const TuntasHandoverCase *one);
