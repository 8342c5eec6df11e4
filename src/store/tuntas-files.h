/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "tuntas-store-error.h"

/* What the store does with whole files of its directory, beside SQLite: to name, copy, remove and list them. A change
 * of names counts after tuntas_files_sync_directory (). All errors are TUNTAS_STORE_ERROR. */

G_BEGIN_DECLS

gboolean   tuntas_files_exist          (const char *directory, const char *name);
/* What of the file was written is on the disk afterwards, and only we can read it. */
gboolean   tuntas_files_sync           (const char *directory, const char *name, GError **error);
gboolean   tuntas_files_sync_directory (const char *directory, GError **error);
/* A missing one does no harm. */
gboolean   tuntas_files_remove         (const char *directory, const char *name, GError **error);
gboolean   tuntas_files_rename         (const char *directory, const char *from, const char *to, GError **error);
gboolean   tuntas_files_copy           (const char *directory, const char *from, const char *to, GError **error);

/* The same for a database and what SQLite keeps beside it: "", "-wal", "-journal". What is not there is passed over;
 * what a file is to become must not be there. */
gboolean   tuntas_files_remove_database (const char *directory, const char *name, GError **error);
gboolean   tuntas_files_rename_database (const char *directory, const char *from, const char *to, GError **error);
gboolean   tuntas_files_copy_database   (const char *directory, const char *from, const char *to, GError **error);

/* (transfer full) (element-type utf8): the names that begin and end so, the last in order first. */
GPtrArray *tuntas_files_list           (const char *directory, const char *beginning, const char *end);
/* (transfer full): "20261126T124635Z" */
char      *tuntas_files_stamp          (gint64 now);

/* Sets an error from errno; always FALSE. */
gboolean   tuntas_files_fail           (const char *path, const char *doing, GError **error);

G_END_DECLS
