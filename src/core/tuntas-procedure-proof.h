/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* What reading and checking a file of ours collect. Shared by the reader and the checks of procedures and by the reader of
 * scenarios; nobody else includes this. All paths of a file begin with the same root: "procedure", "scenario". */

typedef struct _TuntasProof TuntasProof;

TuntasProof *tuntas_proof_new   (void);
void         tuntas_proof_free  (TuntasProof *self);
guint        tuntas_proof_count (TuntasProof *self);
/* How many of them leave open where a case can come to: all but those of parameters, texts and their like. */
guint        tuntas_proof_count_barring (TuntasProof *self);

/* Something that the format does not allow, at a path of the file. */
void         tuntas_proof_refuse (TuntasProof *self, const char *path, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Something that reads well but cannot work. element is the part of the procedure it is about, which gives the line;
 * place says the same in words: "act “call” in follow-up". The element is marked as wrong. */
void         tuntas_proof_doubt (TuntasProof *self, gconstpointer element, const char *place, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

/* The file's text is no JSON at all; message is the JSON reader's: "line 3, column 1: …". */
void         tuntas_proof_reject (TuntasProof *self, const char *message);

/* Remembers from where in the file an element was read. */
void         tuntas_proof_locate (TuntasProof *self, gconstpointer element, const char *path);

/* An element of which something could not be read, or that a check has spoken of: what else seems wrong with it may be
 * no more than what follows from that. */
void         tuntas_proof_mark_wrong (TuntasProof *self, gconstpointer element);
gboolean     tuntas_proof_is_wrong   (TuntasProof *self, gconstpointer element);

/* (transfer full) (element-type TuntasProcedureFinding): in the order of the checks, with their lines in the text. */
GPtrArray   *tuntas_proof_list (TuntasProof *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasProof, tuntas_proof_free)
