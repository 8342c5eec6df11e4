/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-database.h"

/* Copies of the journal beside it, the last three: what is begun from again where the journal is damaged. Made by
 * SQLite (VACUUM INTO) on the journal's own connection, whole, synced and only then named, so that a name always
 * stands for a whole snapshot; whether it still is one is proved before it is used.
 *
 * Named by the number of the journal's last head and the time: "snapshot-000000000012-20261126T124635Z.db". */

G_BEGIN_DECLS

#define TUNTAS_SNAPSHOTS_KEPT    3
#define TUNTAS_SNAPSHOTS_SECONDS (4 * 3600)

/* Makes one, if something is new since the last. now: seconds UTC, for its name. */
gboolean   tuntas_snapshots_take     (TuntasDatabase *database, const char *directory, gint64 now, GError **error);
/* The same where it is time: the last one is old, or one still has what was purged since. */
gboolean   tuntas_snapshots_take_due (TuntasDatabase *database, const char *directory, gint64 now, GError **error);
/* One of now in place of all that there are; where there is none, none is made. */
gboolean   tuntas_snapshots_renew    (TuntasDatabase *database, const char *directory, gint64 now, GError **error);
/* Removes one that was never finished. */
gboolean   tuntas_snapshots_clear    (const char *directory, GError **error);
/* (transfer full) (element-type utf8): the file names, the newest first. */
GPtrArray *tuntas_snapshots_list     (const char *directory);
/* Seconds UTC, by its name; -1: that is no name of a snapshot. */
gint64     tuntas_snapshots_get_time (const char *name);

G_END_DECLS
