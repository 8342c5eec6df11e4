/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shift.h"

/* Lists that are looked at and taken onto a desk. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define OTHER "IN190001014"

/* A desk that nobody has signed in to; site (nullable): lines of site.ini behind [server] origin. */
Shift *importing_alone (const char *site);

/* (transfer full) (nullable): what would come of a list; corrections (nullable). */
TuntasImport *importing_try_preview (Shift *shift, const char *text, GHashTable *corrections, GError **error);
/* (transfer full): the same of a list that can be read. */
TuntasImport *importing_preview (Shift *shift, const char *text);
/* (transfer full) */
TuntasImportOutcome *importing_take (Shift *shift, TuntasImport *import);
/* Both at once, where the outcome is not of interest. */
void importing_take_list (Shift *shift, const char *text);

/* An answer of the desk, and waiting for it; it is returned as it is. */
void importing_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *importing_wait_for (GAsyncResult **result);
