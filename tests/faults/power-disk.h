/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A SQLite VFS in memory that knows what of a disk would survive a power cut: what was written and not synced is kept
 * or dropped for each sector of 512 bytes by itself, and so is each file that was made, cut or removed. It can also
 * answer with an error, once or for ever. Files go by their whole names; "making-…", which the store itself names and
 * copies, are on the real disk.
 *
 * (The model takes it that writing a part of a sector leaves the rest of it alone, as SQLite does by default.) */

#define POWER_DISK "power"

void  power_disk_register (void);
/* No files, no faults. */
void  power_disk_clear    (void);
/* (transfer none): a file that is safely there. */
void  power_disk_put      (const char *path, const void *bytes, gsize length);
/* The files of a directory once more in another one: as they were written, or with random (nullable) as the end of the
 * power would leave them. */
void  power_disk_copy     (const char *from, const char *to, GRand *random);
/* The files of a directory are no more. */
void  power_disk_remove   (const char *directory);

/* Every sync answers that all is well and does nothing. */
void  power_disk_lie      (gboolean lies);

/* The power goes at the n-th change from now on (0: the next one): that one and all later ones fail. */
void  power_disk_cut_at   (guint n);
gboolean power_disk_is_cut (void);
/* How many changes there were since. */
guint power_disk_changes  (void);
/* And how many of them were syncs. */
guint power_disk_syncs    (void);
/* The power is back; what survived is by chance. */
void  power_disk_restart  (GRand *random);

/* The n-th call of any kind from now on (0: the next one) fails with an input/output error, or with a full disk where it
 * is a write; all later ones too, if forever. */
void  power_disk_fail_at  (guint n, gboolean forever, gboolean full);
/* From now on every write says that the disk is full. */
void  power_disk_fill      (void);
/* How many calls failed since. */
guint power_disk_failed   (void);
void  power_disk_heal     (void);
