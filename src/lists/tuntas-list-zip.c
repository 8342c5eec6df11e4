/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-zip.h"

#include <archive.h>
#include <archive_entry.h>

#define MOST_PARTS 10000

static gboolean
fail (struct archive *archive, GError **error)
{
  const char *text = archive_error_string (archive);

  g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_BROKEN, "the workbook: %s",
               text != NULL ? text : "it is damaged");
  return FALSE;
}

/* Whether it begins and how far it goes; a part does not always say its size. */
static double
share_of (struct archive_entry *entry, gsize done)
{
  gint64 size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;

  return size > 0 ? MIN ((double) done / (double) size, 1) : 0;
}

static gboolean
read_part (TuntasListZip *zip, struct archive *archive, struct archive_entry *entry, TuntasListPieceFunc func,
           gpointer user_data, GError **error)
{
  const void *piece;
  size_t length;
  la_int64_t offset;
  gsize done = 0;
  int status;

  while ((status = archive_read_data_block (archive, &piece, &length, &offset)) == ARCHIVE_OK)
    {
      zip->unpacked += length;
      done += length;
      if (zip->unpacked > TUNTAS_LIST_MOST_UNPACKED)
        {
          g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE,
                       "the workbook unpacks to more than %d MiB", TUNTAS_LIST_MOST_UNPACKED / 1024 / 1024);
          return FALSE;
        }
      if (!func (piece, length, share_of (entry, done), user_data, error))
        return FALSE;
    }
  return status == ARCHIVE_EOF || fail (archive, error);
}

static gboolean
find_and_read (TuntasListZip *zip, struct archive *archive, const char *name, TuntasListPieceFunc func,
               gpointer user_data, gboolean *found, GError **error)
{
  struct archive_entry *entry;
  guint n_parts = 0;
  int status;

  if (archive_read_open_memory (archive, zip->bytes, zip->length) != ARCHIVE_OK)
    return fail (archive, error);
  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    {
      const char *path = archive_entry_pathname_utf8 (entry);

      if (++n_parts > MOST_PARTS)
        {
          g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "the workbook has more than %d parts",
                       MOST_PARTS);
          return FALSE;
        }
      if (path == NULL || g_ascii_strcasecmp (path, name) != 0)
        continue;
      *found = TRUE;
      if (!archive_entry_is_encrypted (entry))
        return read_part (zip, archive, entry, func, user_data, error);
      g_set_error_literal (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_OLD_EXCEL, "the workbook has a password");
      return FALSE;
    }
  return status == ARCHIVE_EOF || fail (archive, error);
}

gboolean
tuntas_list_zip_read (TuntasListZip *zip, const char *name, TuntasListPieceFunc func, gpointer user_data,
                      gboolean *found, GError **error)
{
  struct archive *archive = archive_read_new ();
  gboolean read;

  *found = FALSE;
  archive_read_support_format_zip_seekable (archive);
  read = find_and_read (zip, archive, name, func, user_data, found, error);
  archive_read_free (archive);
  return read;
}
