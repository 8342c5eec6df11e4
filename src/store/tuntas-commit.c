/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-commit-private.h"

G_DEFINE_BOXED_TYPE (TuntasCommit, tuntas_commit, tuntas_commit_ref, tuntas_commit_unref)

static void
change_clear (gpointer data)
{
  TuntasCommitChange *change = data;

  tuntas_outbox_entry_unref (change->entry);
}

static void
draft_clear (gpointer data)
{
  TuntasCommitDraft *draft = data;

  g_free (draft->ticket_id);
  g_free (draft->name);
}

TuntasCommit *
tuntas_commit_new (const char *case_id, const char *ticket_id)
{
  TuntasCommit *self;

  g_return_val_if_fail (case_id != NULL && *case_id != '\0', NULL);
  g_return_val_if_fail (ticket_id != NULL && *ticket_id != '\0', NULL);

  self = g_atomic_rc_box_new0 (TuntasCommit);
  self->case_id = g_strdup (case_id);
  self->ticket_id = g_strdup (ticket_id);
  self->procedures = g_ptr_array_new_with_free_func (g_object_unref);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  self->carried = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  self->changes = g_array_new (FALSE, FALSE, sizeof (TuntasCommitChange));
  g_array_set_clear_func (self->changes, change_clear);
  self->drafts = g_array_new (FALSE, FALSE, sizeof (TuntasCommitDraft));
  g_array_set_clear_func (self->drafts, draft_clear);
  return self;
}

TuntasCommit *
tuntas_commit_ref (TuntasCommit *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
commit_clear (gpointer data)
{
  TuntasCommit *self = data;

  g_free (self->case_id);
  g_free (self->ticket_id);
  g_ptr_array_unref (self->procedures);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->carried);
  g_array_unref (self->changes);
  g_array_unref (self->drafts);
}

void
tuntas_commit_unref (TuntasCommit *self)
{
  g_atomic_rc_box_release_full (self, commit_clear);
}

void
tuntas_commit_add_procedure (TuntasCommit *self, TuntasProcedure *procedure)
{
  g_return_if_fail (TUNTAS_IS_PROCEDURE (procedure));

  g_ptr_array_add (self->procedures, g_object_ref (procedure));
}

void
tuntas_commit_add_event (TuntasCommit *self, TuntasEvent *event)
{
  g_return_if_fail (event != NULL);

  g_ptr_array_add (self->events, tuntas_event_ref (event));
}

void
tuntas_commit_add_entry (TuntasCommit *self, TuntasOutboxEntry *entry)
{
  g_return_if_fail (entry != NULL && entry->id == 0);

  g_free (entry->case_id);
  entry->case_id = g_strdup (self->case_id);
  g_free (entry->ticket_id);
  entry->ticket_id = g_strdup (self->ticket_id);
  g_ptr_array_add (self->entries, tuntas_outbox_entry_ref (entry));
}

void
tuntas_commit_carry_entry (TuntasCommit *self, TuntasOutboxEntry *entry)
{
  g_return_if_fail (entry != NULL && entry->id == 0);

  g_free (entry->case_id);
  entry->case_id = g_strdup (self->case_id);
  g_free (entry->ticket_id);
  entry->ticket_id = g_strdup (self->ticket_id);
  g_ptr_array_add (self->carried, tuntas_outbox_entry_ref (entry));
}

void
tuntas_commit_change_entry (TuntasCommit *self, TuntasOutboxEntry *changed, TuntasOutboxState expected)
{
  TuntasCommitChange change = { NULL, expected };

  g_return_if_fail (changed != NULL && changed->id != 0);

  change.entry = tuntas_outbox_entry_ref (changed);
  g_array_append_val (self->changes, change);
}

void
tuntas_commit_remove_draft (TuntasCommit *self, const char *ticket_id, const char *name)
{
  TuntasCommitDraft draft;

  g_return_if_fail (ticket_id != NULL && name != NULL);

  draft.ticket_id = g_strdup (ticket_id);
  draft.name = g_strdup (name);
  g_array_append_val (self->drafts, draft);
}

const char *
tuntas_commit_get_case_id (const TuntasCommit *self)
{
  return self->case_id;
}

const char *
tuntas_commit_get_ticket_id (const TuntasCommit *self)
{
  return self->ticket_id;
}
