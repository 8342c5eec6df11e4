/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A SQLite VFS over the real one, whose disk says no when it is told to. */

#define FAULTY_DISK "faulty"

typedef enum
{
  FAULT_NONE,
  FAULT_FULL,      /* writing to journal.db and its log: SQLITE_FULL */
  FAULT_WRITE,     /* likewise: SQLITE_IOERR_WRITE */
  FAULT_SYNC,      /* the data is written, and the sync says SQLITE_IOERR_FSYNC */
  FAULT_CACHE,     /* writing to any other file, such as cache.db: SQLITE_IOERR_WRITE */
  FAULT_GONE,      /* journal.db and its log can neither be written, synced nor opened */
  FAULT_READ,      /* any file: SQLITE_IOERR_READ */
  FAULT_KILL,      /* instead of writing to or syncing journal.db and its log the process is killed */
  FAULT_LOG,       /* no write-ahead log: asked for one, the disk answers "delete" */
} Fault;

void  faulty_disk_register (void);

/* From the after-th operation of that kind on (0: the next one), times operations fail (G_MAXUINT: all). */
void  faulty_disk_set      (Fault fault, guint after, guint times);
/* How many operations failed since the last faulty_disk_set (). */
guint faulty_disk_failed   (void);
