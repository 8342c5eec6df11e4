/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"
#include "tuntas-settings-file.h"

/* What a site sets otherwise than the procedure's file: parameters ([procedure], [calendar]) and texts ([texts]). An
 * immutable, reference-counted value, sorted, each value in its normal form, so that equal overrides are equal texts.
 * It belongs to the procedure that it makes effective: it is hashed with it and kept with it in the journal. */

G_BEGIN_DECLS

typedef struct
{
  char *group;
  char *key;   /* a parameter's name; a text's name and language: "note-pending.id" */
  char *value;
} TuntasOverride;

/* (transfer full): what the file sets and the procedure allows, perhaps nothing; the rest are findings of the file.
 * procedure is the one without overrides. */
TuntasOverrides *tuntas_overrides_read      (TuntasSettingsFile *file, TuntasProcedure *procedure);
/* (transfer full) (nullable): from the canonical text. Whether a procedure allows them is asked when it is made. */
TuntasOverrides *tuntas_overrides_from_text (const char *text, GError **error);
/* (transfer full): the canonical text, a key file; "" where nothing is set. */
char            *tuntas_overrides_to_text   (TuntasOverrides *self);
TuntasOverrides *tuntas_overrides_new_empty (void);
TuntasOverrides *tuntas_overrides_ref       (TuntasOverrides *self);
void             tuntas_overrides_unref     (TuntasOverrides *self);

/* (nullable): in turn; NULL after the last. */
const TuntasOverride *tuntas_overrides_nth  (TuntasOverrides *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasOverrides, tuntas_overrides_unref)

G_END_DECLS
