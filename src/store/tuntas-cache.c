/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-cache.h"

#define APPLICATION_ID 0x54756e43 /* "TunC" */

#define META_CHANGED_SINCE "changed_since"

/* The schema follows the list of a ticket's fields. There are no migrations: another schema is another cache, so its
 * version is a number made of its text. */
struct _TuntasCache
{
  char *directory;
  char *vfs;                /* (nullable) */
  char *schema;
  const char *steps[2];
  TuntasDatabasePlan plan;
  char *upsert;             /* statements that follow the fields too */
  char *select;
  gboolean rebuilt;
  TuntasDatabase *database; /* (owned) (nullable) */
};

static char *
make_schema (void)
{
  GString *sql = g_string_new ("CREATE TABLE tickets (");

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    g_string_append_printf (sql, "\"%s\" TEXT%s,", tuntas_ticket_field_nick (i),
                            i == TUNTAS_TICKET_ID ? " PRIMARY KEY" : "");
  g_string_append (sql,
                   " round INTEGER NOT NULL," /* the last put that had it */
                   " gone INTEGER NOT NULL"
                   ") STRICT, WITHOUT ROWID;"
                   "CREATE TABLE work_log ("
                   " ticket TEXT NOT NULL, position INTEGER NOT NULL, entry TEXT NOT NULL,"
                   " PRIMARY KEY (ticket, position)"
                   ") STRICT, WITHOUT ROWID;"
                   "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;");
  return g_string_free (sql, FALSE);
}

static char *
make_upsert (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) updates = g_string_new (NULL);

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      const char *nick = tuntas_ticket_field_nick (i);

      g_string_append_printf (names, "\"%s\", ", nick);
      g_string_append_printf (values, "?%u, ", i + 2);
      if (i != TUNTAS_TICKET_ID)
        g_string_append_printf (updates, "\"%s\" = excluded.\"%s\", ", nick, nick);
    }
  return g_strdup_printf ("INSERT INTO tickets (%sround, gone) VALUES (%s?1, 0)"
                          "  ON CONFLICT DO UPDATE SET %sround = excluded.round, gone = 0",
                          names->str, values->str, updates->str);
}

static char *
make_select (void)
{
  GString *sql = g_string_new ("SELECT gone");

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    g_string_append_printf (sql, ", \"%s\"", tuntas_ticket_field_nick (i));
  g_string_append (sql, " FROM tickets ORDER BY \"id\"");
  return g_string_free (sql, FALSE);
}

TuntasCache *
tuntas_cache_new (const char *directory, const char *vfs)
{
  TuntasCache *self = g_new0 (TuntasCache, 1);

  self->directory = g_strdup (directory);
  self->vfs = g_strdup (vfs);
  self->schema = make_schema ();
  self->upsert = make_upsert ();
  self->select = make_select ();
  self->steps[0] = self->schema;
  self->plan.file = "cache.db";
  self->plan.application_id = APPLICATION_ID;
  self->plan.durable = FALSE;
  self->plan.base = (int) (g_str_hash (self->schema) & 0x3fffffff);
  self->plan.steps = self->steps;
  return self;
}

void
tuntas_cache_close (TuntasCache *self)
{
  if (self == NULL)
    return;
  tuntas_database_close (self->database);
  g_free (self->directory);
  g_free (self->vfs);
  g_free (self->schema);
  g_free (self->upsert);
  g_free (self->select);
  g_free (self);
}

/* Opening. */

static gboolean
is_rebuildable (const GError *error)
{
  return g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_DAMAGED) ||
         g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_NEWER);
}

static gboolean
open_database (TuntasCache *self, GError **error)
{
  g_autoptr (TuntasDatabase) database = NULL;

  database = tuntas_database_open (&self->plan, self->directory, self->vfs, TUNTAS_DATABASE_MAY_CREATE, error);
  if (database == NULL || !tuntas_database_migrate (database, error))
    return FALSE;
  self->database = g_steal_pointer (&database);
  return TRUE;
}

static gboolean
ensure_open (TuntasCache *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (self->database != NULL)
    return TRUE;
  if (open_database (self, &cause))
    return TRUE;
  if (!is_rebuildable (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_debug ("%s; it is begun anew", cause->message);
  self->rebuilt = TRUE;
  return tuntas_database_delete (&self->plan, self->directory, self->vfs, error) && open_database (self, error);
}

/* Ends a call that failed: an error of the disk closes the file. cause (transfer full) */
static gboolean
give_up (TuntasCache *self, GError *cause, GError **error)
{
  if (self->database != NULL)
    tuntas_database_rollback (self->database);
  if (tuntas_database_error_is_of_disk (cause))
    g_clear_pointer (&self->database, tuntas_database_close);
  g_propagate_error (error, cause);
  return FALSE;
}

/* Writing. */

static gboolean
next_round (TuntasCache *self, gint64 *round, GError **error)
{
  *round = 0;
  if (!tuntas_database_number (self->database, "SELECT coalesce (max (round), 0) FROM tickets", round, error))
    return FALSE;
  *round += 1;
  return TRUE;
}

static gboolean
put_ticket (TuntasCache *self, const TuntasTicket *ticket, gint64 round, GError **error)
{
  TuntasRows *rows = tuntas_database_query (self->database, error, self->upsert, "i", round);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    tuntas_rows_bind_text (rows, (int) i + 2, tuntas_ticket_get (ticket, i));
  return tuntas_database_next (self->database, rows, &row, error);
}

static gboolean
put_meta (TuntasCache *self, const char *name, const char *value, GError **error)
{
  if (value == NULL)
    return tuntas_database_run (self->database, error, "DELETE FROM meta WHERE name = ?1", "s", name);
  return tuntas_database_run (self->database, error,
                              "INSERT INTO meta (name, value) VALUES (?1, ?2)"
                              "  ON CONFLICT DO UPDATE SET value = excluded.value",
                              "ss", name, value);
}

static gboolean
list_texts (TuntasCache *self, TuntasRows *rows, GPtrArray *texts, GError **error)
{
  gboolean row, ok;

  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (self->database, rows, &row, error)) && row)
    g_ptr_array_add (texts, g_strdup (tuntas_rows_text (rows, 0)));
  return ok;
}

static gboolean
put_tickets (TuntasCache *self,
             GPtrArray *tickets,
             gboolean complete,
             const char *changed_since,
             GPtrArray *gone,
             GError **error)
{
  gint64 round;

  if (!tuntas_database_begin (self->database, error) || !next_round (self, &round, error))
    return FALSE;
  for (guint i = 0; i < tickets->len; i++)
    if (!put_ticket (self, g_ptr_array_index (tickets, i), round, error))
      return FALSE;
  if (complete &&
      !tuntas_database_run (self->database, error, "UPDATE tickets SET gone = 1 WHERE round <> ?1", "i", round))
    return FALSE;
  if (changed_since != NULL && !put_meta (self, META_CHANGED_SINCE, changed_since, error))
    return FALSE;
  return list_texts (self,
                     tuntas_database_query (self->database, error, "SELECT \"id\" FROM tickets WHERE gone ORDER BY 1",
                                            ""),
                     gone, error) &&
         tuntas_database_commit (self->database, error);
}

gboolean
tuntas_cache_put_tickets (TuntasCache *self,
                          GPtrArray *tickets,
                          gboolean complete,
                          const char *changed_since,
                          GPtrArray *gone,
                          GError **error)
{
  GError *cause = NULL;

  if (ensure_open (self, &cause) && put_tickets (self, tickets, complete, changed_since, gone, &cause))
    return TRUE;
  return give_up (self, cause, error);
}

static gboolean
remove_tickets (TuntasCache *self, const char *const *ids, GError **error)
{
  if (!tuntas_database_begin (self->database, error))
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (!tuntas_database_run (self->database, error, "DELETE FROM tickets WHERE \"id\" = ?1", "s", ids[i]) ||
        !tuntas_database_run (self->database, error, "DELETE FROM work_log WHERE ticket = ?1", "s", ids[i]))
      return FALSE;
  /* Deleted rows are overwritten; the log still has their old pages. */
  return tuntas_database_commit (self->database, error) &&
         tuntas_database_script (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

gboolean
tuntas_cache_remove_tickets (TuntasCache *self, const char *const *ids, GError **error)
{
  GError *cause = NULL;

  if (ensure_open (self, &cause) && remove_tickets (self, ids, &cause))
    return TRUE;
  return give_up (self, cause, error);
}

static gboolean
put_work_log (TuntasCache *self, const char *ticket_id, const char *const *entries, GError **error)
{
  if (!tuntas_database_begin (self->database, error) ||
      !tuntas_database_run (self->database, error, "DELETE FROM work_log WHERE ticket = ?1", "s", ticket_id))
    return FALSE;
  for (guint i = 0; entries[i] != NULL; i++)
    if (!tuntas_database_run (self->database, error,
                              "INSERT INTO work_log (ticket, position, entry) VALUES (?1, ?2, ?3)", "sis", ticket_id,
                              (gint64) i, entries[i]))
      return FALSE;
  return tuntas_database_commit (self->database, error);
}

gboolean
tuntas_cache_put_work_log (TuntasCache *self, const char *ticket_id, const char *const *entries, GError **error)
{
  GError *cause = NULL;

  if (ensure_open (self, &cause) && put_work_log (self, ticket_id, entries, &cause))
    return TRUE;
  return give_up (self, cause, error);
}

gboolean
tuntas_cache_put_meta (TuntasCache *self, const char *name, const char *value, GError **error)
{
  GError *cause = NULL;

  if (ensure_open (self, &cause) && put_meta (self, name, value, &cause))
    return TRUE;
  return give_up (self, cause, error);
}

/* Reading. */

gboolean
tuntas_cache_load_work_log (TuntasCache *self, const char *ticket_id, GPtrArray *entries, GError **error)
{
  GError *cause = NULL;

  if (ensure_open (self, &cause) &&
      list_texts (self,
                  tuntas_database_query (self->database, &cause,
                                         "SELECT entry FROM work_log WHERE ticket = ?1 ORDER BY position", "s",
                                         ticket_id),
                  entries, &cause))
    return TRUE;
  return give_up (self, cause, error);
}

static gboolean
load_tickets (TuntasCache *self, GPtrArray *tickets, GError **error)
{
  g_autoptr (TuntasRows) rows = tuntas_database_query (self->database, error, self->select, "");
  gboolean row, ok;

  if (rows == NULL)
    return FALSE;
  while ((ok = tuntas_database_next (self->database, rows, &row, error)) && row)
    {
      TuntasTicket *ticket = tuntas_ticket_new (tuntas_rows_text (rows, 1 + TUNTAS_TICKET_ID));

      for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
        if (i != TUNTAS_TICKET_ID)
          tuntas_ticket_set (ticket, i, tuntas_rows_text (rows, (int) i + 1));
      g_ptr_array_add (tickets, tuntas_stored_ticket_new (ticket, tuntas_rows_number (rows, 0) != 0));
    }
  return ok;
}

void
tuntas_cache_load (TuntasCache *self, TuntasStoreContents *contents)
{
  GError *cause = NULL;

  if (!ensure_open (self, &cause) || !load_tickets (self, contents->tickets, &cause) ||
      !tuntas_database_texts (self->database, "SELECT name, value FROM meta", contents->cache_meta, &cause))
    {
      give_up (self, cause, &contents->cache_error);
      g_ptr_array_set_size (contents->tickets, 0);
      g_hash_table_remove_all (contents->cache_meta);
    }
  contents->cache_rebuilt = self->rebuilt;
}
