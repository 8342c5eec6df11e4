/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store-contents.h"

#include "tuntas-overrides.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (TuntasStoreContents, tuntas_store_contents, tuntas_store_contents_ref,
                     tuntas_store_contents_unref)

TuntasStoredProcedure *
tuntas_stored_procedure_new (const char *sha256, GBytes *bytes, const char *overrides)
{
  TuntasStoredProcedure *self = g_new0 (TuntasStoredProcedure, 1);

  self->sha256 = g_strdup (sha256);
  self->bytes = g_bytes_ref (bytes);
  self->overrides = g_strdup (overrides);
  return self;
}

static void
stored_procedure_free (gpointer data)
{
  TuntasStoredProcedure *self = data;

  g_free (self->sha256);
  g_bytes_unref (self->bytes);
  g_free (self->overrides);
  g_free (self);
}

TuntasStoredCase *
tuntas_stored_case_new (const char *case_id, const char *ticket_id)
{
  TuntasStoredCase *self = g_new0 (TuntasStoredCase, 1);

  self->case_id = g_strdup (case_id);
  self->ticket_id = g_strdup (ticket_id);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  return self;
}

static void
stored_case_free (gpointer data)
{
  TuntasStoredCase *self = data;

  g_free (self->case_id);
  g_free (self->ticket_id);
  g_ptr_array_unref (self->events);
  g_free (self);
}

TuntasStoredDraft *
tuntas_stored_draft_new (const char *ticket_id, const char *name, const char *text)
{
  TuntasStoredDraft *self = g_new0 (TuntasStoredDraft, 1);

  self->ticket_id = g_strdup (ticket_id);
  self->name = g_strdup (name);
  self->text = g_strdup (text);
  return self;
}

static void
stored_draft_free (gpointer data)
{
  TuntasStoredDraft *self = data;

  g_free (self->ticket_id);
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

TuntasStoredTicket *
tuntas_stored_ticket_new (TuntasTicket *ticket, gboolean gone)
{
  TuntasStoredTicket *self = g_new0 (TuntasStoredTicket, 1);

  self->ticket = ticket;
  self->gone = gone;
  return self;
}

static void
stored_ticket_free (gpointer data)
{
  TuntasStoredTicket *self = data;

  tuntas_ticket_unref (self->ticket);
  g_free (self);
}

TuntasStoreContents *
tuntas_store_contents_new (void)
{
  TuntasStoreContents *self = g_atomic_rc_box_new0 (TuntasStoreContents);

  self->procedures = g_ptr_array_new_with_free_func (stored_procedure_free);
  self->purged = g_ptr_array_new_with_free_func (stored_case_free);
  self->cases = g_ptr_array_new_with_free_func (stored_case_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  self->drafts = g_ptr_array_new_with_free_func (stored_draft_free);
  self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tickets = g_ptr_array_new_with_free_func (stored_ticket_free);
  self->cache_meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

TuntasStoreContents *
tuntas_store_contents_ref (TuntasStoreContents *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
contents_clear (gpointer data)
{
  TuntasStoreContents *self = data;

  g_ptr_array_unref (self->procedures);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->purged);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->drafts);
  g_hash_table_unref (self->meta);
  g_clear_pointer (&self->report, tuntas_store_report_free);
  g_ptr_array_unref (self->tickets);
  g_hash_table_unref (self->cache_meta);
  g_clear_error (&self->cache_error);
}

void
tuntas_store_contents_unref (TuntasStoreContents *self)
{
  g_atomic_rc_box_release_full (self, contents_clear);
}

TuntasStoredCase *
tuntas_store_contents_find_case (const TuntasStoreContents *self, const char *case_id)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      TuntasStoredCase *stored = g_ptr_array_index (self->cases, i);

      if (strcmp (stored->case_id, case_id) == 0)
        return stored;
    }
  return NULL;
}

static TuntasProcedure *
read_procedure (const TuntasStoredProcedure *stored, GError **error)
{
  g_autoptr (TuntasOverrides) overrides = tuntas_overrides_from_text (stored->overrides, error);

  return overrides != NULL ? tuntas_procedure_new_with_overrides (stored->bytes, overrides, stored->sha256, error)
                           : NULL;
}

GHashTable *
tuntas_store_contents_shelve (const TuntasStoreContents *self, TuntasProcedures *procedures)
{
  GHashTable *refused = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < self->procedures->len; i++)
    {
      const TuntasStoredProcedure *stored = g_ptr_array_index (self->procedures, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasProcedure) procedure = NULL;

      if (tuntas_procedures_find (procedures, stored->sha256) != NULL)
        continue;
      procedure = read_procedure (stored, &error);
      if (procedure != NULL)
        tuntas_procedures_add (procedures, procedure);
      else
        g_hash_table_insert (refused, stored->sha256, g_strdup (error->message));
    }
  return refused;
}
