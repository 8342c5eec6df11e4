/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* The shelf of procedures: the one that new cases begin with, and every other that a running case goes by. A case is
 * pinned to its procedure by the SHA-256 in its opening, so that is what they are found by. A procedure that was put
 * on the shelf stays as long as the shelf: what a case points to in it does too. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PROCEDURES (tuntas_procedures_get_type ())
G_DECLARE_FINAL_TYPE (TuntasProcedures, tuntas_procedures, TUNTAS, PROCEDURES, GObject)

/* (transfer full): a shelf with that one on it, for new cases. */
TuntasProcedures *tuntas_procedures_new         (TuntasProcedure *current);
/* One that is there already does no harm. One from before the format had words for what the agent is shown takes the
 * current one's (tuntas_procedure_borrow_words ()). */
void              tuntas_procedures_add         (TuntasProcedures *self, TuntasProcedure *procedure);
/* (nullable): sha256 (nullable) in hexadecimal, as of tuntas_procedure_get_sha256 (). */
TuntasProcedure  *tuntas_procedures_find        (TuntasProcedures *self, const char *sha256);
/* What new cases begin with, and running ones can be moved to. */
TuntasProcedure  *tuntas_procedures_get_current (TuntasProcedures *self);

G_END_DECLS
