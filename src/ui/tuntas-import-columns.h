/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-import.h"

#include <adwaita.h>

/* The columns of a list, each with what it was taken for, to be corrected by hand. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_IMPORT_COLUMNS (tuntas_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (TuntasImportColumns, tuntas_import_columns, TUNTAS, IMPORT_COLUMNS, AdwPreferencesGroup)

/* Shows those of another list. */
void        tuntas_import_columns_show            (TuntasImportColumns *self, const TuntasImport *import);
/* (transfer full): keys → fields ("": none) of those that were changed by hand; perhaps empty. */
GHashTable *tuntas_import_columns_dup_corrections (TuntasImportColumns *self);
void        tuntas_import_columns_focus           (TuntasImportColumns *self);

G_END_DECLS
