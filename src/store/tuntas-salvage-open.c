/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-salvage-open.h"

#include "tuntas-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE "salvage-sample.db" /* an empty journal, for its first page */

#define PAGE_SIZE   4096
#define HEADER_SIZE 100

/* Of SQLite's header. */
#define CHANGE_COUNTER    24
#define PAGE_COUNT        28
#define FREE_PAGES        32
#define VERSION_VALID_FOR 92

/* What is tried, one after the other. */
typedef enum
{
  AS_IT_IS,
  NEW_HEADER,       /* and where each table begins as it is: also where the end of the file is gone */
  NEW_PAGE,         /* as a journal begins */
  NEW_PAGE_COMPACT, /* as a snapshot begins, and a journal that was recovered from one */
  N_MENDINGS,
} Mending;

gboolean
tuntas_salvage_clear (const char *directory, GError **error)
{
  return tuntas_files_remove_database (directory, SAMPLE, error) &&
         tuntas_files_remove_database (directory, TUNTAS_SALVAGE_FILE, error);
}

/* (transfer full) (nullable): the first page of a journal with nothing in it. */
static char *
make_page (const char *directory, const char *vfs, gboolean compact)
{
  TuntasDatabasePlan plan = tuntas_journal_plan (SAMPLE);
  g_autofree char *path = g_build_filename (directory, SAMPLE, NULL);
  TuntasDatabase *sample = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  gboolean ok;

  tuntas_files_remove_database (directory, SAMPLE, NULL);
  sample = tuntas_database_open (&plan, directory, vfs, TUNTAS_DATABASE_MAY_CREATE, NULL);
  ok = sample != NULL && tuntas_database_migrate (sample, NULL) &&
       (!compact || tuntas_database_script (sample, "VACUUM", NULL));
  tuntas_database_close (sample);
  return ok && g_file_get_contents (path, &bytes, &length, NULL) && length >= PAGE_SIZE ? g_steal_pointer (&bytes)
                                                                                       : NULL;
}

static void
put_number (char *page, gsize at, guint32 number)
{
  guint32 wire = GUINT32_TO_BE (number);

  memcpy (page + at, &wire, sizeof wire);
}

/* The header's counts as they are in this file: as many pages as it has, none of them free. */
static void
fit_header (char *page, goffset file_size)
{
  put_number (page, CHANGE_COUNTER, 1);
  put_number (page, VERSION_VALID_FOR, 1);
  put_number (page, PAGE_COUNT, (guint32) (file_size / PAGE_SIZE));
  memset (page + FREE_PAGES, 0, 8);
}

static gboolean
mend (const char *directory, const char *vfs, Mending mending)
{
  g_autofree char *path = g_build_filename (directory, TUNTAS_SALVAGE_FILE, NULL);
  g_autofree char *page = make_page (directory, vfs, mending == NEW_PAGE_COMPACT);
  gsize length = mending == NEW_HEADER ? HEADER_SIZE : PAGE_SIZE;
  GStatBuf status;
  int descriptor;
  gboolean ok;

  if (page == NULL || g_stat (path, &status) != 0 || status.st_size < PAGE_SIZE)
    return FALSE;
  fit_header (page, status.st_size);
  descriptor = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  ok = descriptor >= 0 && pwrite (descriptor, page, length, 0) == (gssize) length;
  if (descriptor >= 0)
    close (descriptor);
  return ok;
}

static gboolean
can_read (TuntasDatabase *database)
{
  gint64 found = 0;

  return tuntas_database_number (database, "SELECT id FROM cases LIMIT 1", &found, NULL) && found > 0 &&
         tuntas_database_number (database, "SELECT seq FROM events LIMIT 1", &found, NULL) && found > 0;
}

/* (transfer full) (nullable) */
static TuntasDatabase *
try_mending (const TuntasDatabasePlan *plan, const char *directory, const char *vfs, Mending mending)
{
  TuntasDatabase *database;

  if (!tuntas_salvage_clear (directory, NULL) ||
      !tuntas_files_copy_database (directory, TUNTAS_JOURNAL_FILE, TUNTAS_SALVAGE_FILE, NULL) ||
      !tuntas_files_exist (directory, TUNTAS_SALVAGE_FILE) ||
      (mending != AS_IT_IS && !mend (directory, vfs, mending)))
    return NULL;
  database = tuntas_database_open (plan, directory, vfs, TUNTAS_DATABASE_AS_IT_IS, NULL);
  if (database == NULL || can_read (database))
    return database;
  tuntas_database_close (database);
  return NULL;
}

TuntasDatabase *
tuntas_salvage_open (const TuntasDatabasePlan *plan, const char *directory, const char *vfs)
{
  for (Mending mending = AS_IT_IS; mending < N_MENDINGS; mending++)
    {
      TuntasDatabase *database = try_mending (plan, directory, vfs, mending);

      if (database != NULL)
        return database;
    }
  g_message ("nothing can be read of the damaged journal");
  return NULL;
}
