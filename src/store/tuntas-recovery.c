/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-recovery.h"

#include "tuntas-files.h"
#include "tuntas-salvage-open.h"
#include "tuntas-salvage.h"
#include "tuntas-snapshots.h"
#include "tuntas-store-report.h"

#include <string.h>

#define IN_THE_MAKING "making-journal.db" /* what shall be the journal */
#define RECOVERED     "recovered-"
#define DAMAGED       "damaged-"
#define END           ".db"

typedef struct
{
  const char *directory;
  const char *vfs;      /* (nullable) */
  const char *machine_id;
  gint64 now;
  const char *reason;
  gint64 snapshot_at;   /* -1: without one */
  TuntasDatabasePlan plan;
  TuntasDatabase *made; /* (owned) */
} Recovery;

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED) ||
         g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER) ||
         g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_READ_ONLY);
}

static gboolean
clear_making (Recovery *self, GError **error)
{
  g_clear_pointer (&self->made, tuntas_database_close);
  return tuntas_files_remove_database (self->directory, IN_THE_MAKING, error);
}

/* 1: what is begun from */

static gboolean
open_made (Recovery *self, TuntasDatabaseFlags how, GError **error)
{
  self->made = tuntas_database_open (&self->plan, self->directory, self->vfs, how, error);
  return self->made != NULL && tuntas_database_migrate (self->made, error) &&
         tuntas_journal_sign (self->made, self->machine_id, error) && tuntas_journal_walk (self->made, NULL, error);
}

/* One that does not prove itself must not push out those that do, nor be asked again. */
static gboolean
set_snapshot_aside (Recovery *self, const char *snapshot, GError **error)
{
  g_autofree char *aside = g_strconcat (DAMAGED, snapshot, NULL);

  return clear_making (self, error) && tuntas_files_rename (self->directory, snapshot, aside, error);
}

static gboolean
begin_from_snapshot (Recovery *self, GError **error)
{
  g_autoptr (GPtrArray) snapshots = tuntas_snapshots_list (self->directory);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const char *snapshot = g_ptr_array_index (snapshots, i);
      g_autoptr (GError) cause = NULL;

      if (!tuntas_files_copy (self->directory, snapshot, IN_THE_MAKING, error))
        return FALSE;
      if (open_made (self, TUNTAS_DATABASE_EXISTING, &cause))
        {
          self->snapshot_at = tuntas_snapshots_get_time (snapshot);
          return TRUE;
        }
      if (!is_damage (cause))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      g_message ("%s: %s", snapshot, cause->message);
      if (!set_snapshot_aside (self, snapshot, error))
        return FALSE;
    }
  return open_made (self, TUNTAS_DATABASE_MAY_CREATE, error);
}

/* 2 and 3: what is taken out of the damaged file, and the report of it */

/* (transfer full): the names of two recoveries in one second differ. */
static char *
choose_stamp (const char *directory, gint64 now)
{
  g_autofree char *stamp = tuntas_files_stamp (now);

  for (guint i = 1;; i++)
    {
      g_autofree char *each = i == 1 ? g_strdup (stamp) : g_strdup_printf ("%s-%u", stamp, i);
      g_autofree char *name = g_strconcat (DAMAGED, each, END, NULL);

      if (!tuntas_files_exist (directory, name))
        return g_steal_pointer (&each);
    }
}

static char *
make_report (Recovery *self, const TuntasSalvaged *salvaged, const char *stamp)
{
  g_autofree char *aside = tuntas_files_exist (self->directory, TUNTAS_JOURNAL_FILE)
                               ? g_strconcat (DAMAGED, stamp, END, NULL)
                               : NULL;
  g_autofree const char **tickets = (const char **) g_hash_table_get_keys_as_array (salvaged->tickets, NULL);

  return tuntas_store_report_to_text (&(TuntasStoreReport) {
      .at = self->now,
      .reason = (char *) self->reason,
      .damaged_file = aside,
      .snapshot_at = self->snapshot_at,
      .n_events = salvaged->n_events,
      .n_entries = salvaged->n_entries,
      .n_doubted = salvaged->n_doubted,
      .n_missing = salvaged->n_missing,
      .whole = salvaged->whole,
      .tickets = (GStrv) tickets,
  });
}

static gboolean
merge (Recovery *self, const char *stamp, GError **error)
{
  TuntasDatabasePlan plan = tuntas_journal_plan (TUNTAS_SALVAGE_FILE);
  g_autoptr (TuntasDatabase) from = tuntas_salvage_open (&plan, self->directory, self->vfs);
  g_auto (TuntasSalvaged) salvaged = { 0 };
  g_autofree char *report = NULL;

  if (!tuntas_journal_begin (self->made, stamp, error) ||
      !tuntas_salvage (self->made, from, self->now, &salvaged, error))
    return FALSE;
  report = make_report (self, &salvaged, stamp);
  /* One that nobody has seen yet stays. */
  return tuntas_journal_file_report (self->made, stamp, error) &&
         tuntas_journal_write_meta (self->made, TUNTAS_STORE_REPORT_META, report, error) &&
         tuntas_database_commit (self->made, error) && tuntas_journal_walk (self->made, NULL, error);
}

/* Closed it is one file, with nothing beside it that had to take its new name too. */
static gboolean
name_recovered (Recovery *self, const char *stamp, GError **error)
{
  g_autofree char *name = g_strconcat (RECOVERED, stamp, END, NULL);

  g_clear_pointer (&self->made, tuntas_database_close);
  if (tuntas_files_exist (self->directory, IN_THE_MAKING "-wal"))
    {
      g_set_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_IO, "%s: its log could not be carried over",
                   IN_THE_MAKING);
      return FALSE;
    }
  return tuntas_files_sync (self->directory, IN_THE_MAKING, error) &&
         tuntas_files_rename (self->directory, IN_THE_MAKING, name, error) &&
         tuntas_files_sync_directory (self->directory, error);
}

static gboolean
make_new (Recovery *self, GError **error)
{
  g_autofree char *stamp = choose_stamp (self->directory, self->now);

  return clear_making (self, error) && tuntas_salvage_clear (self->directory, error) &&
         begin_from_snapshot (self, error) && merge (self, stamp, error) && name_recovered (self, stamp, error);
}

gboolean
tuntas_recovery_run (const char *directory, const char *vfs, const char *machine_id, gint64 now, const char *reason,
                     GError **error)
{
  Recovery self = {
    .directory = directory,
    .vfs = vfs,
    .machine_id = machine_id,
    .now = now,
    .reason = reason,
    .snapshot_at = -1,
    .plan = tuntas_journal_plan (IN_THE_MAKING),
  };
  gboolean ok;

  g_message ("the journal is damaged and is recovered: %s", reason);
  ok = make_new (&self, error);
  g_clear_pointer (&self.made, tuntas_database_close);
  return ok && tuntas_recovery_finish (directory, error);
}

/* 4: the names */

gboolean
tuntas_recovery_finish (const char *directory, GError **error)
{
  g_autoptr (GPtrArray) recovered = tuntas_files_list (directory, RECOVERED, END);

  if (recovered->len > 0)
    {
      const char *name = g_ptr_array_index (recovered, 0);
      g_autofree char *aside = g_strconcat (DAMAGED, name + sizeof RECOVERED - 1, NULL);

      /* What lies beside the old file goes first: it must never be taken for the new one's. */
      if (!tuntas_files_rename_database (directory, TUNTAS_JOURNAL_FILE, aside, error) ||
          !tuntas_files_sync_directory (directory, error) ||
          !tuntas_files_rename (directory, name, TUNTAS_JOURNAL_FILE, error) ||
          !tuntas_files_sync_directory (directory, error))
        return FALSE;
    }
  return tuntas_files_remove_database (directory, IN_THE_MAKING, error) &&
         tuntas_salvage_clear (directory, error);
}

/* A snapshot that was set aside has the instant at the end of its name, a journal at its beginning. */
static gint64
set_aside_at (const char *name)
{
  const char *rest = name + strlen (DAMAGED);
  g_autofree char *stamp = g_strndup (rest, strlen ("20261126T124635Z"));
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, NULL);

  return time != NULL ? g_date_time_to_unix (time) : tuntas_snapshots_get_time (rest);
}

gboolean
tuntas_recovery_remove_damaged (const char *directory, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) names = tuntas_files_list (directory, DAMAGED, "");

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (set_aside_at (name) < before && !tuntas_files_remove (directory, name, error))
        return FALSE;
    }
  return names->len == 0 || tuntas_files_sync_directory (directory, error);
}
