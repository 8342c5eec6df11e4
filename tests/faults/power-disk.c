/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "power-disk.h"
#include "power-image.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

typedef struct
{
  sqlite3_file base;
  PowerNode *node; /* (owned) */
  gboolean new_log; /* the first sync of a new log syncs its name too */
} PowerFile;

static sqlite3_vfs *real_disk;
static gboolean lies;
static guint changes_to_cut = G_MAXUINT, n_changes, n_syncs;
static gboolean is_cut;
static guint calls_to_fault = G_MAXUINT, n_failed;
static gboolean fails_forever, fails_full;
static gboolean is_full;

/* Faults */

static gboolean
is_struck (void)
{
  if (is_cut)
    return TRUE;
  if (calls_to_fault == G_MAXUINT)
    return FALSE;
  if (calls_to_fault > 0)
    {
      calls_to_fault--;
      return FALSE;
    }
  n_failed++;
  if (!fails_forever)
    calls_to_fault = G_MAXUINT;
  return TRUE;
}

/* TRUE where the power goes with this change: it is begun and gets no further. */
static gboolean
is_last_change (void)
{
  n_changes++;
  if (changes_to_cut == G_MAXUINT || changes_to_cut-- > 0)
    return FALSE;
  is_cut = TRUE;
  return TRUE;
}

/* The methods of a file */

#define NODE(file) (((PowerFile *) (file))->node)

static int
file_close (sqlite3_file *file)
{
  g_clear_pointer (&NODE (file), power_node_unref);
  return SQLITE_OK;
}

static int
file_read (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset)
{
  GByteArray *now = NODE (file)->now;
  gsize there = offset < now->len ? MIN ((gsize) amount, now->len - (gsize) offset) : 0;

  if (is_struck ())
    return SQLITE_IOERR_READ;
  if (there > 0)
    memcpy (data, now->data + offset, there);
  memset ((guint8 *) data + there, 0, (gsize) amount - there);
  return there == (gsize) amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
file_write (sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
  gboolean last;

  if (is_full)
    {
      n_failed++;
      return SQLITE_FULL;
    }
  if (is_struck ())
    return fails_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  last = is_last_change ();
  power_node_change (NODE (file), (gsize) offset, data, (gsize) amount);
  return last ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  gboolean last;

  if (is_struck ())
    return SQLITE_IOERR_TRUNCATE;
  last = is_last_change ();
  power_node_change (NODE (file), (gsize) size, NULL, 0);
  return last ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int
file_sync (sqlite3_file *file, int flags)
{
  PowerFile *self = (PowerFile *) file;

  if (is_struck () || is_last_change ())
    return SQLITE_IOERR_FSYNC;
  n_syncs++;
  if (lies)
    return SQLITE_OK;
  power_node_sync (self->node);
  if (self->new_log)
    power_names_sync ();
  self->new_log = FALSE;
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  *size = NODE (file)->now->len;
  return is_struck () ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int
file_lock (sqlite3_file *file, int lock)
{
  return SQLITE_OK;
}

static int
file_check_lock (sqlite3_file *file, int *out)
{
  *out = 0;
  return SQLITE_OK;
}

static int
file_control (sqlite3_file *file, int op, void *data)
{
  return SQLITE_NOTFOUND;
}

static int
file_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

static int
file_characteristics (sqlite3_file *file)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
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
  .xUnlock = file_lock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
};

/* The methods of the disk. */

/* The store itself names and copies such files: snapshots in the making. */
static gboolean
is_real (const char *path)
{
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;

  return slash != NULL && g_str_has_prefix (slash, "/making-");
}

static int
disk_open (sqlite3_vfs *disk, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  PowerFile *self = (PowerFile *) file;
  PowerNode *node;

  if (is_real (path))
    return real_disk->xOpen (real_disk, path, file, flags, out_flags);
  node = path != NULL ? power_names_find (path) : NULL;
  memset (self, 0, sizeof *self);
  if (is_struck () || (node == NULL && (flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  if (node != NULL)
    self->node = g_rc_box_acquire (node);
  else
    {
      if (is_last_change ())
        return SQLITE_CANTOPEN;
      self->node = power_node_new ();
      if (path != NULL)
        power_names_set (path, self->node);
      self->new_log = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    }
  self->base.pMethods = &methods;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
disk_delete (sqlite3_vfs *disk, const char *path, int sync)
{
  if (is_real (path))
    return real_disk->xDelete (real_disk, path, sync);
  if (is_struck ())
    return SQLITE_IOERR_DELETE;
  if (power_names_find (path) == NULL)
    return SQLITE_IOERR_DELETE_NOENT;
  if (is_last_change ())
    return SQLITE_IOERR_DELETE;
  power_names_set (path, NULL);
  if (sync && !lies)
    power_names_sync ();
  return SQLITE_OK;
}

static int
disk_access (sqlite3_vfs *disk, const char *path, int flags, int *out)
{
  PowerNode *node = power_names_find (path);

  if (is_real (path))
    return real_disk->xAccess (real_disk, path, flags, out);
  /* As the real one: an empty file does not exist. */
  *out = node != NULL && (flags != SQLITE_ACCESS_EXISTS || node->now->len > 0);
  return is_struck () ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int
disk_full_name (sqlite3_vfs *disk, const char *path, int size, char *out)
{
  g_strlcpy (out, path, (gsize) size);
  return SQLITE_OK;
}

void
power_disk_register (void)
{
  static sqlite3_vfs disk;

  if (real_disk != NULL)
    return;
  real_disk = sqlite3_vfs_find (NULL);
  disk = *real_disk;
  disk.iVersion = 1;
  disk.pNext = NULL;
  disk.zName = POWER_DISK;
  disk.szOsFile = MAX ((int) sizeof (PowerFile), real_disk->szOsFile);
  disk.xOpen = disk_open;
  disk.xDelete = disk_delete;
  disk.xAccess = disk_access;
  disk.xFullPathname = disk_full_name;
  power_image_init ();
  g_assert_cmpint (sqlite3_vfs_register (&disk, FALSE), ==, SQLITE_OK);
}

void
power_disk_clear (void)
{
  power_image_clear ();
  is_cut = lies = FALSE;
  changes_to_cut = G_MAXUINT;
  power_disk_heal ();
}

void
power_disk_put (const char *path, const void *bytes, gsize length)
{
  PowerNode *node = power_node_new ();

  power_node_change (node, 0, bytes, length);
  power_node_sync (node);
  power_names_set (path, node);
  power_names_sync ();
  power_node_unref (node);
}

void
power_disk_copy (const char *from, const char *to, GRand *random)
{
  g_autofree char *from_files = g_strconcat (from, "/", NULL), *to_files = g_strconcat (to, "/", NULL);

  power_image_copy (from_files, to_files, random);
}

void
power_disk_remove (const char *directory)
{
  g_autofree char *files = g_strconcat (directory, "/", NULL);

  power_image_forget (files);
}

void
power_disk_lie (gboolean lie)
{
  lies = lie;
}

void
power_disk_cut_at (guint n)
{
  changes_to_cut = n;
  n_changes = n_syncs = 0;
}

gboolean
power_disk_is_cut (void)
{
  return is_cut;
}

guint
power_disk_changes (void)
{
  return n_changes;
}

guint
power_disk_syncs (void)
{
  return n_syncs;
}

void
power_disk_restart (GRand *random)
{
  power_image_copy ("/", "/", random);
  is_cut = FALSE;
  changes_to_cut = G_MAXUINT;
}

void
power_disk_fail_at (guint n, gboolean forever, gboolean full)
{
  calls_to_fault = n;
  fails_forever = forever;
  fails_full = full;
  n_failed = 0;
}

void
power_disk_fill (void)
{
  is_full = TRUE;
  n_failed = 0;
}

guint
power_disk_failed (void)
{
  return n_failed;
}

void
power_disk_heal (void)
{
  calls_to_fault = G_MAXUINT;
  fails_forever = fails_full = is_full = FALSE;
}
