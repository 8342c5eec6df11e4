/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-client.h"

/* The agent's list, page by page, and one ticket: any bodies. Every ticket that comes of them is sound and there once,
 * every row that was refused says where and why, and a list with a hole in it is never whole. */

static void
check_list (const TuntasNossaList *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < list->tickets->len; i++)
    {
      const TuntasTicket *ticket = list->tickets->pdata[i];
      const char *uid = tuntas_ticket_get (ticket, TUNTAS_TICKET_UID);

      fuzz_check_ticket (ticket);
      g_assert_true (g_hash_table_add (seen, (gpointer) (uid != NULL ? uid : tuntas_ticket_get_id (ticket))));
    }
  for (guint i = 0; i < list->problems->len; i++)
    {
      const TuntasNossaProblem *problem = list->problems->pdata[i];

      g_assert_true (g_str_has_prefix (problem->path, "page ") && *problem->reason != '\0');
      fuzz_check_text (problem->path);
      fuzz_check_text (problem->reason);
      fuzz_check_text (problem->id);
      g_assert_true (problem->id != NULL || !list->complete);
    }
}

static void
try_list (TuntasNossa *nossa)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) list = NULL;

  tuntas_nossa_list_assigned_async (nossa, -1, NULL, fuzz_client_keep_cb, &result);
  list = tuntas_nossa_list_assigned_finish (nossa, fuzz_client_wait (&result), &error);
  if (list != NULL)
    check_list (list);
  else
    fuzz_check_error (error);
}

static void
try_ticket (TuntasNossa *nossa)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;

  tuntas_nossa_get_ticket_async (nossa, "/maximo/oslc/os/mxincident/_A", NULL, fuzz_client_keep_cb, &result);
  ticket = tuntas_nossa_get_ticket_finish (nossa, fuzz_client_wait (&result), &error);
  if (ticket != NULL)
    fuzz_check_ticket (ticket);
  else
    fuzz_check_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  TuntasNossa *nossa = fuzz_client_get ();

  fuzz_client_serve (data, size);
  try_list (nossa);
  fuzz_client_serve (data, size);
  try_ticket (nossa);
  return 0;
}
