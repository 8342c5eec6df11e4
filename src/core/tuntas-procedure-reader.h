/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-private.h"
#include "tuntas-procedure-proof.h"

#include <json-glib/json-glib.h>

/* Shared by the parts of the reader; nobody else includes this. */

/* The families: parameters, acts and conditions name them. */
void tuntas_procedure_read_families (TuntasProcedure *self, JsonObject *root, TuntasProof *proof);
/* The words of fields, and the texts. */
void tuntas_procedure_read_words    (TuntasProcedure *self, JsonObject *root, TuntasProof *proof);
/* (transfer full) (nullable) (element-type TuntasText): the object's member "offers". */
GPtrArray *tuntas_procedure_read_offers (TuntasProcedure *self, TuntasProof *proof, JsonObject *object,
                                         const char *path);

/* These are TuntasReadElement functions. */

/* (transfer full): a TuntasActSpec; the parameters must have been read. */
gpointer tuntas_procedure_read_act  (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                     const char *name);
/* (transfer full): a TuntasStep */
gpointer tuntas_procedure_read_step (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                     const char *name);
