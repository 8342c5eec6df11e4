/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-salvage-private.h"

/* The outbox: by key, each entry that proves itself, its later state only where a way leads there. */

/* (transfer full) (nullable): nullable without an error. */
static TuntasOutboxEntry *
find_entry (TuntasSalvage *self, const char *key, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  rows = tuntas_database_query (self->to, error, TUNTAS_JOURNAL_SELECT_ENTRIES " WHERE key = ?1", "s", key);
  if (rows == NULL || !tuntas_database_next (self->to, rows, &row, error) || !row)
    return NULL;
  return tuntas_journal_read_entry (rows, error);
}

static gboolean
update_entry (TuntasSalvage *self,
              TuntasSalvageCase *each,
              const TuntasOutboxEntry *stored,
              const TuntasOutboxEntry *entry,
              GError **error)
{
  if (!tuntas_salvage_touch (self, each, error))
    return FALSE;
  each->at.outbox = self->total;
  if (!tuntas_journal_update_entry (self->to, stored, entry, &each->at, error))
    return FALSE;
  self->total = each->at.outbox;
  return TRUE;
}

/* The damaged file is younger than the snapshot, so what it has counts wherever a way leads there. */
static gboolean
take_further (TuntasSalvage *self,
              TuntasSalvageCase *each,
              const TuntasOutboxEntry *stored,
              TuntasOutboxEntry *entry,
              GError **error)
{
  if (entry->changed_at == stored->changed_at && entry->state == stored->state && entry->attempt == stored->attempt)
    return TRUE;
  if (entry->state != stored->state && !tuntas_outbox_state_reaches (stored->state, entry->state))
    return TRUE;
  entry->id = stored->id;
  self->salvaged->n_entries++;
  return update_entry (self, each, stored, entry, error);
}

/* An effect whose act is lost goes nowhere by itself: the agent sees it, and decides. */
static gboolean
hold_orphan (TuntasSalvage *self, TuntasSalvageCase *each, TuntasOutboxEntry *entry, GError **error)
{
  g_autoptr (TuntasRows) rows = NULL;
  gboolean row;

  rows = tuntas_database_query (self->to, error,
                                "SELECT coalesce (max (position), 0) + 1 FROM outbox"
                                "  WHERE case_key = ?1 AND event_seq = ?2",
                                "ii", each->at.key, each->at.count);
  if (rows == NULL || !tuntas_database_next (self->to, rows, &row, error))
    return FALSE;
  entry->event_seq = each->at.count;
  entry->position = (int) tuntas_rows_number (rows, 0);
  if (tuntas_outbox_state_is_final (entry->state))
    return TRUE;
  entry->state = TUNTAS_OUTBOX_CONFLICT;
  g_free (entry->error_code);
  entry->error_code = g_strdup ("recovered");
  g_clear_pointer (&entry->error_text, g_free);
  return TRUE;
}

static gboolean
add_entry (TuntasSalvage *self, TuntasSalvageCase *each, TuntasOutboxEntry *entry, GError **error)
{
  if (!tuntas_salvage_touch (self, each, error))
    return FALSE;
  if (entry->event_seq > each->at.count && !hold_orphan (self, each, entry, error))
    return FALSE;
  if (!tuntas_journal_insert_entry (self->to, entry, each->at.key, error))
    return FALSE;
  entry->id = tuntas_database_last_id (self->to);
  each->at.outbox = self->total;
  if (!tuntas_journal_write_sum (self->to, entry, &each->at, error))
    return FALSE;
  self->total = each->at.outbox;
  self->salvaged->n_entries++;
  return TRUE;
}

gboolean
tuntas_salvage_take_entry (TuntasSalvage *self, TuntasRows *rows, GError **error)
{
  gint64 key = tuntas_rows_number (rows, TUNTAS_JOURNAL_ENTRY_SUM + 1);
  TuntasSalvageCase *each = g_hash_table_lookup (self->cases, &key);
  g_autoptr (TuntasOutboxEntry) entry = NULL;
  g_autoptr (TuntasOutboxEntry) stored = NULL;
  g_autoptr (GError) cause = NULL;
  TuntasHash sum;

  if (each != NULL)
    entry = tuntas_journal_read_entry_of (rows, each->name, each->ticket, NULL);
  if (entry == NULL)
    {
      self->salvaged->whole = FALSE;
      return TRUE;
    }
  tuntas_chain_sum_entry (entry, &sum);
  tuntas_chain_add_sum (&self->read, &sum);
  stored = find_entry (self, entry->key, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_hash_table_add (self->seen, g_strdup (entry->key));
  if (stored != NULL)
    return take_further (self, each, stored, entry, error);
  if (each->at.count > 0)
    return add_entry (self, each, entry, error);
  if (!each->purged)
    tuntas_salvage_miss (self, each->ticket, 1);
  return TRUE;
}

/* What the snapshot has under way and the damaged file does not tell of may have gone out since. */
gboolean
tuntas_salvage_doubt_unseen (TuntasSalvage *self, gint64 key, TuntasSalvageCase *each, GError **error)
{
  g_autoptr (GPtrArray) entries = tuntas_journal_list_entries (self->to, key, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const TuntasOutboxEntry *stored = g_ptr_array_index (entries, i);
      g_autoptr (TuntasOutboxEntry) entry = tuntas_outbox_entry_copy (stored);

      if (tuntas_outbox_state_is_final (stored->state) || g_hash_table_contains (self->seen, stored->key))
        continue;
      entry->state = TUNTAS_OUTBOX_UNKNOWN;
      entry->changed_at = self->now;
      self->salvaged->n_doubted++;
      if (!update_entry (self, each, stored, entry, error))
        return FALSE;
    }
  return entries != NULL;
}
