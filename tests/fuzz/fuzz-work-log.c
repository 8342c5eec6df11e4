/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-client.h"

/* The work log of a ticket, page by page: any bodies. Every entry is sound and there once, newest first; half a log is
 * an error, and so is what cannot be looked through for a reference. */

static void
check_notes (GPtrArray *notes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < notes->len; i++)
    {
      const TuntasNossaNote *note = notes->pdata[i];

      g_assert_true (*note->id != '\0' && g_hash_table_add (seen, note->id));
      fuzz_check_text (note->id);
      fuzz_check_text (note->type);
      fuzz_check_text (note->text);
      fuzz_check_text (note->by);
      fuzz_check_instant (note->at);
      if (i > 0)
        g_assert_cmpint (g_strcmp0 (((TuntasNossaNote *) notes->pdata[i - 1])->at, note->at), >=, 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  TuntasNossa *nossa = fuzz_client_get ();
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN1");
  g_autoptr (GAsyncResult) result = NULL, found = NULL;
  g_autoptr (GError) error = NULL, not_found = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (TuntasNossaNote) note = NULL;

  tuntas_ticket_set (ticket, TUNTAS_TICKET_HREF, "/maximo/oslc/os/mxincident/_A");
  fuzz_client_serve (data, size);
  tuntas_nossa_list_worklog_async (nossa, ticket, NULL, fuzz_client_keep_cb, &result);
  notes = tuntas_nossa_list_worklog_finish (nossa, fuzz_client_wait (&result), &error);
  if (notes != NULL)
    check_notes (notes);
  else
    fuzz_check_error (error);

  fuzz_client_serve (data, size);
  tuntas_nossa_find_note_async (nossa, ticket, "#k7f3q2", NULL, fuzz_client_keep_cb, &found);
  note = tuntas_nossa_find_note_finish (nossa, fuzz_client_wait (&found), &not_found);
  g_assert_true ((not_found != NULL) == (notes == NULL));
  if (not_found != NULL)
    fuzz_check_error (not_found);
  return 0;
}
