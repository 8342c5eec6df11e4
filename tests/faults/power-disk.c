/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "power-disk.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* One change that was not synced: bytes at an offset, or where bytes is NULL a new length. */
typedef struct
{
  gsize offset;
  GBytes *bytes; /* (owned) (nullable) */
} Change;

typedef struct
{
  GByteArray *now;  /* as the program sees it */
  GByteArray *safe; /* as it is on the disk for sure */
  GArray *changes;  /* of Change: from safe to now */
} Node;

/* A name that was given or taken away, and not synced. */
typedef struct
{
  char *name;
  Node *node; /* (owned) (nullable): NULL removes */
} Naming;

typedef struct
{
  sqlite3_file base;
  Node *node; /* (owned) */
  gboolean new_log; /* the first sync of a new log syncs its name too */
} PowerFile;

static GHashTable *names;      /* name → Node, as the program sees it */
static GHashTable *safe_names;
static GArray *namings;

static gboolean lies;
static guint changes_to_cut = G_MAXUINT, n_changes, n_syncs;
static gboolean is_cut;
static guint calls_to_fault = G_MAXUINT, n_failed;
static gboolean fails_forever, fails_full;

/* Nodes */

static void
change_clear (gpointer data)
{
  g_clear_pointer (&((Change *) data)->bytes, g_bytes_unref);
}

static Node *
node_new (void)
{
  Node *self = g_rc_box_new0 (Node);

  self->now = g_byte_array_new ();
  self->safe = g_byte_array_new ();
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

static void
node_clear (gpointer data)
{
  Node *self = data;

  g_byte_array_unref (self->now);
  g_byte_array_unref (self->safe);
  g_array_unref (self->changes);
}

static void
node_unref (gpointer data)
{
  g_rc_box_release_full (data, node_clear);
}

static void
set_length (GByteArray *image, gsize length)
{
  gsize before = image->len;

  g_byte_array_set_size (image, (guint) length);
  if (length > before)
    memset (image->data + before, 0, length - before);
}

static void
put_bytes (GByteArray *image, gsize offset, const guint8 *bytes, gsize length)
{
  if (offset + length > image->len)
    set_length (image, offset + length);
  memcpy (image->data + offset, bytes, length);
}

static void
apply (GByteArray *image, const Change *change)
{
  gsize length;
  const guint8 *bytes = change->bytes != NULL ? g_bytes_get_data (change->bytes, &length) : NULL;

  if (bytes != NULL)
    put_bytes (image, change->offset, bytes, length);
  else if (change->bytes == NULL)
    set_length (image, change->offset);
}

static void
node_change (Node *self, gsize offset, const void *bytes, gsize length)
{
  Change change = { offset, bytes != NULL ? g_bytes_new (bytes, length) : NULL };

  apply (self->now, &change);
  g_array_append_val (self->changes, change);
}

static void
node_sync (Node *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    apply (self->safe, &g_array_index (self->changes, Change, i));
  g_array_set_size (self->changes, 0);
}

/* Each sector of each write survives or does not. */
static void
survive_in_part (GByteArray *image, const Change *change, GRand *random, double keep)
{
  gsize length, done = 0;
  const guint8 *bytes;

  if (change->bytes == NULL)
    {
      if (g_rand_double (random) < keep)
        set_length (image, change->offset);
      return;
    }
  bytes = g_bytes_get_data (change->bytes, &length);
  while (done < length)
    {
      gsize in_sector = SECTOR - (change->offset + done) % SECTOR, n = MIN (in_sector, length - done);

      if (g_rand_double (random) < keep)
        put_bytes (image, change->offset + done, bytes + done, n);
      done += n;
    }
}

/* Names */

static void
naming_clear (gpointer data)
{
  Naming *naming = data;

  g_free (naming->name);
  g_clear_pointer (&naming->node, node_unref);
}

static void
set_name (GHashTable *table, const char *name, Node *node)
{
  if (node != NULL)
    g_hash_table_replace (table, g_strdup (name), g_rc_box_acquire (node));
  else
    g_hash_table_remove (table, name);
}

static void
name_file (const char *name, Node *node)
{
  Naming naming = { g_strdup (name), node != NULL ? g_rc_box_acquire (node) : NULL };

  set_name (names, name, node);
  g_array_append_val (namings, naming);
}

static void
sync_names (void)
{
  for (guint i = 0; i < namings->len; i++)
    {
      const Naming *naming = &g_array_index (namings, Naming, i);

      set_name (safe_names, naming->name, naming->node);
    }
  g_array_set_size (namings, 0);
}

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
  g_clear_pointer (&NODE (file), node_unref);
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

  if (is_struck ())
    return fails_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  last = is_last_change ();
  node_change (NODE (file), (gsize) offset, data, (gsize) amount);
  return last ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  gboolean last;

  if (is_struck ())
    return SQLITE_IOERR_TRUNCATE;
  last = is_last_change ();
  node_change (NODE (file), (gsize) size, NULL, 0);
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
  node_sync (self->node);
  if (self->new_log)
    sync_names ();
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

/* The methods of the disk; files go by the last part of their names. */

static const char *
last_part (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static int
disk_open (sqlite3_vfs *disk, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  PowerFile *self = (PowerFile *) file;
  Node *node = path != NULL ? g_hash_table_lookup (names, last_part (path)) : NULL;

  memset (self, 0, sizeof *self);
  if (is_struck () || (node == NULL && (flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  if (node != NULL)
    self->node = g_rc_box_acquire (node);
  else
    {
      if (is_last_change ())
        return SQLITE_CANTOPEN;
      self->node = node_new ();
      if (path != NULL)
        name_file (last_part (path), self->node);
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
  if (is_struck ())
    return SQLITE_IOERR_DELETE;
  if (!g_hash_table_contains (names, last_part (path)))
    return SQLITE_IOERR_DELETE_NOENT;
  if (is_last_change ())
    return SQLITE_IOERR_DELETE;
  name_file (last_part (path), NULL);
  if (sync && !lies)
    sync_names ();
  return SQLITE_OK;
}

static int
disk_access (sqlite3_vfs *disk, const char *path, int flags, int *out)
{
  Node *node = g_hash_table_lookup (names, last_part (path));

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

  disk = *sqlite3_vfs_find (NULL);
  disk.iVersion = 1;
  disk.pNext = NULL;
  disk.zName = POWER_DISK;
  disk.szOsFile = sizeof (PowerFile);
  disk.xOpen = disk_open;
  disk.xDelete = disk_delete;
  disk.xAccess = disk_access;
  disk.xFullPathname = disk_full_name;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_unref);
  safe_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_unref);
  namings = g_array_new (FALSE, FALSE, sizeof (Naming));
  g_array_set_clear_func (namings, naming_clear);
  g_assert_cmpint (sqlite3_vfs_register (&disk, FALSE), ==, SQLITE_OK);
}

void
power_disk_clear (void)
{
  g_hash_table_remove_all (names);
  g_hash_table_remove_all (safe_names);
  g_array_set_size (namings, 0);
  is_cut = lies = FALSE;
  changes_to_cut = G_MAXUINT;
  power_disk_heal ();
}

void
power_disk_put (const char *name, const void *bytes, gsize length)
{
  Node *node = node_new ();

  node_change (node, 0, bytes, length);
  node_sync (node);
  name_file (name, node);
  sync_names ();
  node_unref (node);
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

/* On a disk that keeps its journal in order the last namings are lost; on one that does not, any of them. */
static void
survive_names (GRand *random, double keep)
{
  gboolean in_order = g_rand_boolean (random);

  for (guint i = 0; i < namings->len; i++)
    {
      const Naming *naming = &g_array_index (namings, Naming, i);

      if (g_rand_double (random) < keep)
        set_name (safe_names, naming->name, naming->node);
      else if (in_order)
        break;
    }
}

void
power_disk_restart (GRand *random)
{
  static const double chances[] = { 0, 0.1, 0.5, 0.9, 1 };
  double keep = chances[g_rand_int_range (random, 0, G_N_ELEMENTS (chances))];
  GHashTableIter iter;
  gpointer name, value;

  survive_names (random, keep);
  g_array_set_size (namings, 0);
  g_hash_table_remove_all (names);
  g_hash_table_iter_init (&iter, safe_names);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      Node *node = value;

      for (guint i = 0; i < node->changes->len; i++)
        survive_in_part (node->safe, &g_array_index (node->changes, Change, i), random, keep);
      g_array_set_size (node->changes, 0);
      g_byte_array_set_size (node->now, 0);
      g_byte_array_append (node->now, node->safe->data, node->safe->len);
      g_hash_table_replace (names, g_strdup (name), g_rc_box_acquire (node));
    }
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

guint
power_disk_failed (void)
{
  return n_failed;
}

void
power_disk_heal (void)
{
  calls_to_fault = G_MAXUINT;
  fails_forever = fails_full = FALSE;
}
