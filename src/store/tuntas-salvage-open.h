/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-journal-private.h"

/* Opens a damaged journal to be read: a copy of it, whose first page is mended where it must be. That page has the header
 * and where each table begins; without it nothing can be read, and all journals have nearly the same. */

G_BEGIN_DECLS

#define TUNTAS_SALVAGE_FILE "salvage.db"

/* (transfer full) (nullable): NULL where nothing can be read of it. plan: of TUNTAS_SALVAGE_FILE. */
TuntasDatabase *tuntas_salvage_open  (const TuntasDatabasePlan *plan, const char *directory, const char *vfs);
/* Removes the copy. */
gboolean        tuntas_salvage_clear (const char *directory, GError **error);

G_END_DECLS
