/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store-report.h"

#define GROUP "recovery"

char *
tuntas_store_report_to_text (const TuntasStoreReport *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_int64 (file, GROUP, "at", self->at);
  g_key_file_set_string (file, GROUP, "reason", self->reason);
  if (self->damaged_file != NULL)
    g_key_file_set_string (file, GROUP, "damaged_file", self->damaged_file);
  g_key_file_set_int64 (file, GROUP, "snapshot_at", self->snapshot_at);
  g_key_file_set_uint64 (file, GROUP, "events", self->n_events);
  g_key_file_set_uint64 (file, GROUP, "entries", self->n_entries);
  g_key_file_set_uint64 (file, GROUP, "doubted", self->n_doubted);
  g_key_file_set_uint64 (file, GROUP, "missing", self->n_missing);
  g_key_file_set_boolean (file, GROUP, "whole", self->whole);
  g_key_file_set_string_list (file, GROUP, "tickets", (const char *const *) self->tickets,
                              g_strv_length (self->tickets));
  return g_key_file_to_data (file, NULL, NULL);
}

TuntasStoreReport *
tuntas_store_report_from_text (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  TuntasStoreReport *self;

  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL) ||
      !g_key_file_has_group (file, GROUP))
    return NULL;
  self = g_new0 (TuntasStoreReport, 1);
  self->at = g_key_file_get_int64 (file, GROUP, "at", NULL);
  self->reason = g_key_file_get_string (file, GROUP, "reason", NULL);
  self->damaged_file = g_key_file_get_string (file, GROUP, "damaged_file", NULL);
  self->snapshot_at = g_key_file_get_int64 (file, GROUP, "snapshot_at", NULL);
  self->n_events = (guint) g_key_file_get_uint64 (file, GROUP, "events", NULL);
  self->n_entries = (guint) g_key_file_get_uint64 (file, GROUP, "entries", NULL);
  self->n_doubted = (guint) g_key_file_get_uint64 (file, GROUP, "doubted", NULL);
  self->n_missing = (guint) g_key_file_get_uint64 (file, GROUP, "missing", NULL);
  self->whole = g_key_file_get_boolean (file, GROUP, "whole", NULL);
  self->tickets = g_key_file_get_string_list (file, GROUP, "tickets", NULL, NULL);
  if (self->tickets == NULL)
    self->tickets = g_new0 (char *, 1);
  return self;
}

void
tuntas_store_report_free (TuntasStoreReport *self)
{
  g_free (self->reason);
  g_free (self->damaged_file);
  g_strfreev (self->tickets);
  g_free (self);
}
