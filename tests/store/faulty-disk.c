/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-disk.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file base;
  gboolean of_journal;
  sqlite3_file *real; /* lies behind this struct */
} FaultyFile;

static sqlite3_vfs *real_disk;
static Fault current = FAULT_NONE;
static guint to_pass, to_fail, failed;

void
faulty_disk_set (Fault fault, guint after, guint times)
{
  current = fault;
  to_pass = after;
  to_fail = times;
  failed = 0;
}

guint
faulty_disk_failed (void)
{
  return failed;
}

static gboolean
is_struck (Fault fault)
{
  if (current != fault || to_fail == 0)
    return FALSE;
  if (to_pass > 0)
    {
      to_pass--;
      return FALSE;
    }
  if (to_fail != G_MAXUINT)
    to_fail--;
  failed++;
  return TRUE;
}

static void
die_if_struck (sqlite3_file *file)
{
  if (((FaultyFile *) file)->of_journal && is_struck (FAULT_KILL))
    raise (SIGKILL);
}

#define REAL(file) (((FaultyFile *) (file))->real)

static int
file_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
file_read (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset)
{
  if (is_struck (FAULT_READ))
    return SQLITE_IOERR_READ;
  return REAL (file)->pMethods->xRead (REAL (file), data, amount, offset);
}

static int
file_write (sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
  die_if_struck (file);
  if (((FaultyFile *) file)->of_journal && is_struck (FAULT_FULL))
    return SQLITE_FULL;
  if (((FaultyFile *) file)->of_journal && (is_struck (FAULT_WRITE) || is_struck (FAULT_GONE)))
    return SQLITE_IOERR_WRITE;
  if (!((FaultyFile *) file)->of_journal && is_struck (FAULT_CACHE))
    return SQLITE_IOERR_WRITE;
  return REAL (file)->pMethods->xWrite (REAL (file), data, amount, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  die_if_struck (file);
  if (((FaultyFile *) file)->of_journal && (is_struck (FAULT_SYNC) || is_struck (FAULT_GONE)))
    return SQLITE_IOERR_FSYNC;
  return REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
file_unlock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
file_check_lock (sqlite3_file *file, int *out)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), out);
}

static int
file_control (sqlite3_file *file, int op, void *data)
{
  if (op == SQLITE_FCNTL_PRAGMA)
    {
      char **pragma = data; /* answer, name, value */

      if (sqlite3_stricmp (pragma[1], "journal_mode") == 0 && sqlite3_stricmp (pragma[2], "wal") == 0 &&
          is_struck (FAULT_LOG))
        {
          pragma[0] = sqlite3_mprintf ("delete");
          return SQLITE_OK;
        }
    }
  return REAL (file)->pMethods->xFileControl (REAL (file), op, data);
}

static int
file_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
};

static int
disk_open (sqlite3_vfs *disk, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultyFile *self = (FaultyFile *) file;
  int result;

  self->base.pMethods = NULL;
  self->of_journal = name != NULL && strstr (name, "journal.db") != NULL;
  self->real = (sqlite3_file *) &self[1];
  if (self->of_journal && is_struck (FAULT_GONE))
    return SQLITE_CANTOPEN;
  result = real_disk->xOpen (real_disk, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  return result;
}

void
faulty_disk_register (void)
{
  static sqlite3_vfs disk;

  real_disk = sqlite3_vfs_find (NULL);
  disk = *real_disk;
  disk.pNext = NULL;
  disk.zName = FAULTY_DISK;
  disk.szOsFile = (int) sizeof (FaultyFile) + real_disk->szOsFile;
  disk.xOpen = disk_open;
  g_assert_cmpint (sqlite3_vfs_register (&disk, FALSE), ==, SQLITE_OK);
}
