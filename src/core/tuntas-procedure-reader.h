/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-private.h"
#include "tuntas-procedure-proof.h"

#include <json-glib/json-glib.h>

/* Shared by the parts of the reader; nobody else includes this. These are TuntasReadElement functions. */

/* (transfer full): a TuntasActSpec; the parameters must have been read. */
gpointer tuntas_procedure_read_act  (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                     const char *name);
/* (transfer full): a TuntasStep */
gpointer tuntas_procedure_read_step (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                     const char *name);
