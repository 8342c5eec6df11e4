/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "tuntas-rfo-text.h"

/* Where cause and repair come from (Q6): a choice, the time at which they were pasted, and the rest of what was pasted,
 * folded. Signal: "changed" (): by the agent. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SOURCE_ROW (tuntas_source_row_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSourceRow, tuntas_source_row, TUNTAS, SOURCE_ROW, GtkBox)

/* The choice as the program knows it; it is no choice of the agent's yet. */
void            tuntas_source_row_suggest  (TuntasSourceRow *self, TuntasRfoSource source);
/* As the agent chose it. */
void            tuntas_source_row_choose   (TuntasSourceRow *self, TuntasRfoSource source);
TuntasRfoSource tuntas_source_row_get      (TuntasSourceRow *self);
gboolean        tuntas_source_row_is_chosen (TuntasSourceRow *self);

/* text (nullable): what was pasted and is neither cause nor repair; when (nullable): "ditempel 09.12". */
void            tuntas_source_row_set_rest (TuntasSourceRow *self, const char *text);
void            tuntas_source_row_set_when (TuntasSourceRow *self, const char *when);
/* (transfer full) (nullable) */
char           *tuntas_source_row_dup_rest (TuntasSourceRow *self);

G_END_DECLS
