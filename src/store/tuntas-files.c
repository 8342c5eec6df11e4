/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

gboolean
tuntas_files_fail (const char *path, const char *doing, GError **error)
{
  int number = errno;
  TuntasStoreError code = number == EACCES || number == EROFS || number == EPERM    ? TUNTAS_STORE_ERROR_READ_ONLY
                          : number == ENOSPC || number == EDQUOT || number == EFBIG ? TUNTAS_STORE_ERROR_FULL
                                                                                    : TUNTAS_STORE_ERROR_IO;

  g_set_error (error, TUNTAS_STORE_ERROR, code, "%s: %s: %s", path, doing, g_strerror (number));
  return FALSE;
}

gboolean
tuntas_files_exist (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
sync_path (const char *path, int flags)
{
  int descriptor = g_open (path, flags | O_CLOEXEC, 0);
  gboolean ok = descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return ok;
}

gboolean
tuntas_files_sync (const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return (g_chmod (path, 0600) == 0 && sync_path (path, O_RDONLY)) || tuntas_files_fail (path, "sync", error);
}

gboolean
tuntas_files_sync_directory (const char *directory, GError **error)
{
  return sync_path (directory, O_RDONLY | O_DIRECTORY) || tuntas_files_fail (directory, "sync", error);
}

gboolean
tuntas_files_remove (const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_unlink (path) == 0 || errno == ENOENT || tuntas_files_fail (path, "remove", error);
}

gboolean
tuntas_files_rename (const char *directory, const char *from, const char *to, GError **error)
{
  g_autofree char *old = g_build_filename (directory, from, NULL);
  g_autofree char *new = g_build_filename (directory, to, NULL);

  return g_rename (old, new) == 0 || tuntas_files_fail (old, "rename", error);
}

static gboolean
write_all (int descriptor, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (descriptor, bytes, length);

      if (written < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (written, 0);
      length -= (gsize) MAX (written, 0);
    }
  return TRUE;
}

/* Read as a whole: a journal of years is some tens of MiB. */
gboolean
tuntas_files_copy (const char *directory, const char *from, const char *to, GError **error)
{
  g_autofree char *old = g_build_filename (directory, from, NULL);
  g_autofree char *new = g_build_filename (directory, to, NULL);
  g_autoptr (GError) cause = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  int descriptor;
  gboolean ok;

  if (!g_file_get_contents (old, &bytes, &length, &cause))
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO, "%s: read: %s", old, cause->message);
      return FALSE;
    }
  descriptor = g_open (new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return tuntas_files_fail (new, "write", error);
  ok = write_all (descriptor, bytes, length) || tuntas_files_fail (new, "write", error);
  close (descriptor);
  return ok;
}

/* Databases */

typedef gboolean (*FileFunc) (const char *directory, const char *from, const char *to, GError **error);

static gboolean
remove_file (const char *directory, const char *from, const char *to, GError **error)
{
  return tuntas_files_remove (directory, from, error);
}

/* The file itself last: what lies beside it is nothing without it. */
static gboolean
for_each_file (const char *directory, const char *from, const char *to, FileFunc func, GError **error)
{
  static const char *const endings[] = { "-wal", "-journal", "" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *old = g_strconcat (from, endings[i], NULL);
      g_autofree char *new = g_strconcat (to, endings[i], NULL);

      if (tuntas_files_exist (directory, old) && !func (directory, old, new, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tuntas_files_remove_database (const char *directory, const char *name, GError **error)
{
  return for_each_file (directory, name, "", remove_file, error);
}

gboolean
tuntas_files_rename_database (const char *directory, const char *from, const char *to, GError **error)
{
  return for_each_file (directory, from, to, tuntas_files_rename, error);
}

gboolean
tuntas_files_copy_database (const char *directory, const char *from, const char *to, GError **error)
{
  return for_each_file (directory, from, to, tuntas_files_copy, error);
}

/* Names */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return -g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
tuntas_files_list (const char *directory, const char *beginning, const char *end)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, beginning) && g_str_has_suffix (name, end))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

char *
tuntas_files_stamp (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);

  return g_date_time_format (time, "%Y%m%dT%H%M%SZ");
}
