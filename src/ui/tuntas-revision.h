/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-diff.h"

/* A procedure and its revision in words, and what differs between two of them. Pure; the language is the locale's. */

G_BEGIN_DECLS

/* (transfer full): "IN.OCC.TENESA.W-03 · berlaku 01-08-2021, tanpa nomor revisi" */
char *tuntas_revision_dup_citation (TuntasProcedure *procedure);
/* (transfer full): the same with the beginning of its SHA-256, by which it is told from every other. */
char *tuntas_revision_dup_pin      (TuntasProcedure *procedure);
/* (transfer full): what a case is moved to, for a button or a line: "revisi 02"; without a number "yang berlaku
 * 01-08-2021"; where both are the same revision, that the site's settings are others. */
char *tuntas_revision_dup_target   (TuntasProcedure *from, TuntasProcedure *to);

/* (transfer full): what it is that differs: "Klausul 1.2.3", "Panggilan awal, minimal", "Langkah wait · keeps_deadline". */
char *tuntas_revision_dup_place    (const TuntasDifference *difference);
/* (transfer full): in which way: "3 → 2", "Baru: …", "Dihapus: …", and texts one below the other. */
char *tuntas_revision_dup_change   (const TuntasDifference *difference);

G_END_DECLS
