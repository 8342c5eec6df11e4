/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-diff.h"

#include <gio/gio.h>

/* The instruction as a trainee last acknowledged it: its bytes and what the site set then, in a file of the training's
 * folder, so that a new revision can be shown as what is different in it.
 *
 *   { "format": 1, "procedure": "{ … }", "overrides": "[procedure]\n…" } */

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL where the installed one is the one that was acknowledged, and while none was. A file
 * that is damaged is set aside beside it: damaged (out) (transfer full) (nullable) is where it is now. Errors of
 * G_FILE_ERROR; INVAL where a newer program wrote it: it is left alone. */
TuntasProcedure *tuntas_acknowledged_load (const char *path, TuntasProcedure *installed, char **damaged,
                                           GError **error);
/* From now on this one is. Whole or not at all; errors of G_FILE_ERROR. */
gboolean         tuntas_acknowledged_keep (const char *path, TuntasProcedure *procedure, GError **error);

/* (transfer full): the clauses, in the order of the procedure, under which anything of these differences (element-type
 * TuntasDifference, of tuntas_procedure_diff (from, to)) is done: of a parameter those that it bounds, of a text those
 * whose acts say it, and so on. */
GStrv            tuntas_acknowledged_list_clauses (TuntasProcedure *from, TuntasProcedure *to, GPtrArray *differences);

G_END_DECLS
