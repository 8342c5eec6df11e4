/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "tuntas-store-error.h"

/* What is done about a journal that is damaged or missing, before it is opened.
 *
 *   1  the newest snapshot that proves itself is copied; without one an empty journal is begun
 *   2  what can be read of the damaged file and proves itself is merged into it by key (tuntas-salvage.h)
 *   3  what came of it is written into it, as a report; it is closed, synced and named "recovered-…"
 *   4  the damaged file is set aside as "damaged-20261126T124635Z.db", never deleted here; the new one takes its
 *      name
 *
 * Until 3 is done nothing of the old was touched, and what was begun is begun again; from then on only names are left
 * to be changed, and the next start does so. */

G_BEGIN_DECLS

/* vfs (nullable). machine_id: for a journal that is begun anew. now: seconds UTC. reason: what is wrong. */
gboolean tuntas_recovery_run    (const char *directory, const char *vfs, const char *machine_id, gint64 now,
                                 const char *reason, GError **error);
/* Ends what a program that was killed had begun; nothing where there is nothing. */
gboolean tuntas_recovery_finish (const char *directory, GError **error);
/* What was set aside before that instant (seconds UTC) goes: it knows customers too. */
gboolean tuntas_recovery_remove_damaged (const char *directory, gint64 before, GError **error);

G_END_DECLS
