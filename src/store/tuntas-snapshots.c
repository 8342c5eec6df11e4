/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-snapshots.h"

#include "tuntas-files.h"

#include <stdio.h>
#include <string.h>

#define BEGINNING "snapshot-"
#define END       ".db"
#define IN_THE_MAKING "making-snapshot.db"

/* Both parts have a fixed width: the order of names is the order of the journal. */
static gboolean
parse_name (const char *name, gint64 *n, gint64 *at)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = NULL;
  unsigned int date, clock;
  long long number;
  int length = 0;

  if (sscanf (name, BEGINNING "%12lld-%8uT%6uZ" END "%n", &number, &date, &clock, &length) != 3 || name[length] != '\0')
    return FALSE;
  iso = g_strdup_printf ("%08uT%06uZ", date, clock);
  time = g_date_time_new_from_iso8601 (iso, NULL);
  if (time == NULL)
    return FALSE;
  *n = number;
  *at = g_date_time_to_unix (time);
  return TRUE;
}

gint64
tuntas_snapshots_get_time (const char *name)
{
  gint64 n, at;

  return parse_name (name, &n, &at) ? at : -1;
}

GPtrArray *
tuntas_snapshots_list (const char *directory)
{
  GPtrArray *names = tuntas_files_list (directory, BEGINNING, END);

  for (guint i = names->len; i > 0; i--)
    if (tuntas_snapshots_get_time (g_ptr_array_index (names, i - 1)) < 0)
      g_ptr_array_remove_index (names, i - 1);
  return names;
}

typedef struct
{
  gint64 n;      /* of the last head */
  gint64 purged; /* of the last purge's; 0: none */
} Standing;

static gboolean
read_standing (TuntasDatabase *database, Standing *standing, GError **error)
{
  return tuntas_database_number (database, "SELECT coalesce (max (n), 0) FROM heads", &standing->n, error) &&
         tuntas_database_number (database,
                                 "SELECT coalesce (max (n), 0) FROM heads"
                                 "  WHERE case_key IN (SELECT id FROM cases WHERE purged_at IS NOT NULL)",
                                 &standing->purged, error);
}

gboolean
tuntas_snapshots_clear (const char *directory, GError **error)
{
  return tuntas_files_remove_database (directory, IN_THE_MAKING, error);
}

static gboolean
make (TuntasDatabase *database, const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, IN_THE_MAKING, NULL);

  return tuntas_snapshots_clear (directory, error) &&
         tuntas_database_run (database, error, "VACUUM INTO ?1", "s", path) &&
         tuntas_files_sync (directory, IN_THE_MAKING, error) &&
         tuntas_files_rename (directory, IN_THE_MAKING, name, error) &&
         tuntas_files_sync_directory (directory, error);
}

/* More than are kept, and those that have what was purged. */
static gboolean
remove_old (const char *directory, const Standing *standing, GError **error)
{
  g_autoptr (GPtrArray) names = tuntas_snapshots_list (directory);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      gint64 n, at;

      if (parse_name (name, &n, &at) && (i >= TUNTAS_SNAPSHOTS_KEPT || n < standing->purged) &&
          !tuntas_files_remove (directory, name, error))
        return FALSE;
    }
  return tuntas_files_sync_directory (directory, error);
}

gboolean
tuntas_snapshots_take (TuntasDatabase *database, const char *directory, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) names = tuntas_snapshots_list (directory);
  g_autofree char *stamp = tuntas_files_stamp (now);
  g_autofree char *name = NULL;
  Standing standing = { 0 };
  gint64 n = -1, at;

  if (!read_standing (database, &standing, error))
    return FALSE;
  if (names->len > 0)
    parse_name (g_ptr_array_index (names, 0), &n, &at);
  name = g_strdup_printf (BEGINNING "%012" G_GINT64_FORMAT "-%s" END, standing.n, stamp);
  return (n == standing.n || make (database, directory, name, error)) && remove_old (directory, &standing, error);
}

gboolean
tuntas_snapshots_renew (TuntasDatabase *database, const char *directory, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) names = tuntas_snapshots_list (directory);
  g_autofree char *stamp = tuntas_files_stamp (now);
  g_autofree char *name = NULL;
  Standing standing = { 0 };

  if (names->len == 0)
    return TRUE;
  if (!read_standing (database, &standing, error))
    return FALSE;
  name = g_strdup_printf (BEGINNING "%012" G_GINT64_FORMAT "-%s" END, standing.n, stamp);
  if (!make (database, directory, name, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) != 0 &&
        !tuntas_files_remove (directory, g_ptr_array_index (names, i), error))
      return FALSE;
  return tuntas_files_sync_directory (directory, error);
}

gboolean
tuntas_snapshots_take_due (TuntasDatabase *database, const char *directory, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) names = tuntas_snapshots_list (directory);
  Standing standing = { 0 };
  gint64 n, at;

  if (!read_standing (database, &standing, error))
    return FALSE;
  if (standing.n == 0)
    return TRUE;
  if (names->len > 0 && parse_name (g_ptr_array_index (names, names->len - 1), &n, &at) && n >= standing.purged &&
      parse_name (g_ptr_array_index (names, 0), &n, &at) && ABS (now - at) < TUNTAS_SNAPSHOTS_SECONDS)
    return TRUE;
  return tuntas_snapshots_take (database, directory, now, error);
}
