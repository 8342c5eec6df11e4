/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

/* What a list would change on the desk, in the agent's language. Telephone numbers are masked, as in all lists. */

G_BEGIN_DECLS

/* (transfer none): the name of a column's field: "Tanggal lapor"; field (nullable): NULL: it is kept as text. */
const char *tuntas_import_words_field   (const char *field);

/* (transfer full): a ticket in one line: "IN191000801 · PT Uji Baru" */
char       *tuntas_import_words_ticket  (TuntasTicket *ticket);
/* (transfer full): what else is known of it: "SALAMSIM · ASTINET · BANDUNG" */
char       *tuntas_import_words_about   (TuntasTicket *ticket);
/* (transfer full): what will be another, one line each: "Status: SALAMSIM → CLOSED". zone: the agent's. */
char       *tuntas_import_words_changes (const TuntasImportTicket *ticket, GTimeZone *zone, gint64 now);
/* (transfer full): where it stands: "Baris 12, Status Date" */
char       *tuntas_import_words_place   (const TuntasImportProblem *problem);
/* (transfer full): why it was not understood, and what stands there. */
char       *tuntas_import_words_problem (const TuntasImportProblem *problem);
/* (transfer full): what there is to know besides the groups, perhaps "". */
char       *tuntas_import_words_note    (const TuntasImport *import);
/* (transfer full): what came of it: "2 tiket baru, 1 berubah, 3 terbukti" */
char       *tuntas_import_words_outcome (const TuntasImportOutcome *outcome);
/* (transfer full): the numbers that were not added and why, one line each; "" where all were. */
char       *tuntas_import_words_refused (const TuntasImportOutcome *outcome);

G_END_DECLS
