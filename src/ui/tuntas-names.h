/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* How the things of an instruction are called: its families, the fields of its acts, their values, and its facts. The
 * words are the procedure's, in the language given ("id" or "en"); what it has no word for is called by its name there.
 * Only what the format itself brings (yes, no, a family that nobody knows, the facts of a case) is translated here. */

G_BEGIN_DECLS

/* family (nullable): NULL or "" is that nobody knows it yet. */
const char *tuntas_names_family (TuntasProcedure *procedure, const char *family, const char *language);
const char *tuntas_names_field  (TuntasProcedure *procedure, const char *field, const char *language);
/* What the clause of that id says. */
const char *tuntas_names_clause (TuntasProcedure *procedure, const char *id, const char *language);
/* A value of a choice, "true" or "false". */
const char *tuntas_names_value  (TuntasProcedure *procedure, const char *field, const char *value,
                                 const char *language);
/* (nullable): a fact, or a field that is yes or no, as it stands after "if"; NULL: it has no such words. */
const char *tuntas_names_fact   (TuntasProcedure *procedure, const char *fact, const char *value,
                                 const char *language);

G_END_DECLS
