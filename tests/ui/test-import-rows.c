/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-rows.h"

#include "training-desk.h"
#include "tuntas-import-private.h"
#include "tuntas-import-words.h"

#include <string.h>

/* The rows of the five groups in words, each when it is asked for; and what the preview says besides them. */

/* (transfer full): read by the desk's clock, which stands on the 23rd of November 2026, and compared with one ticket. */
static TuntasImport *
make_import (TuntasDesk *desk, const char *text)
{
  static const TuntasListWatch nobody;
  TuntasListOptions options = { NULL, tuntas_desk_get_zone (desk), tuntas_clock_now_seconds (tuntas_desk_get_clock (desk)) };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasList) list = tuntas_list_read (text, strlen (text), &options, &nobody, &error);
  g_autoptr (TuntasImportDesk) seen = g_new0 (TuntasImportDesk, 1);
  const char *const known[] = { "IN191000801", "IN191000802", "IN191000803" };

  g_assert_no_error (error);
  seen->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tuntas_ticket_unref);
  seen->statuses = g_strsplit ("SALAMSIM", " ", -1);
  seen->agent = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      TuntasTicket *ticket = tuntas_ticket_new (known[i]);

      tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, "PT Uji");
      g_hash_table_insert (seen->tickets, (gpointer) tuntas_ticket_get_id (ticket), ticket);
    }
  return tuntas_import_compare (list, seen, NULL);
}

static void
test_words (void)
{
  static const char *const words[TUNTAS_IMPORT_N_GROUPS] = {
    [TUNTAS_IMPORT_GROUP_ADDED] = "IN191000804 · PT Baru\nSALAMSIM · ASTINET",
    [TUNTAS_IMPORT_GROUP_CHANGED] = "IN191000802 · PT Ganti\nCustomer: PT Uji → PT Ganti",
    [TUNTAS_IMPORT_GROUP_SAME] = "IN191000801 · PT Uji\nnothing but its number is known",
    [TUNTAS_IMPORT_GROUP_MISSING] = "IN191000803 · PT Uji\nnothing but its number is known",
    [TUNTAS_IMPORT_GROUP_PROBLEMS] = "Row 5, Incident\n“besok”: this is no ticket number (IN… or INC…); the row is passed over",
  };
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = training_desk_new (&workplace);
  TuntasImport *import = make_import (desk, "Incident;Customer Name;Status;Service Type\nIN191000801;;;\n"
                                            "IN191000802;PT Ganti;;\nIN191000804;PT Baru;SALAMSIM;ASTINET\nbesok;;;\n");
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < TUNTAS_IMPORT_N_GROUPS; i++)
    g_ptr_array_add (groups, tuntas_import_rows_new (desk, import, i));
  /* They keep what they tell of. */
  tuntas_import_unref (import);
  for (guint i = 0; i < TUNTAS_IMPORT_N_GROUPS; i++)
    {
      GListModel *rows = g_ptr_array_index (groups, i);
      g_autoptr (GtkStringObject) row = g_list_model_get_item (rows, 0);

      g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
      g_assert_null (g_list_model_get_item (rows, 1));
      g_assert_cmpstr (gtk_string_object_get_string (row), ==, words[i]);
    }
}

/* An order of day and month that was assumed is said. */
static void
test_note (void)
{
  static const struct
  {
    const char *date, *words;
  } lists[] = {
    { "12/11/2026 08:00", "*with the day first*" },
    { "11/12/2026 8:00 AM", "*with the month first*" },
    { "11/20/2026 8:00 AM", "" },
  };
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = training_desk_new (&workplace);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *text = g_strconcat ("Incident;Status;Status Date\nIN191000804;SALAMSIM;", lists[i].date, "\n", NULL);
      g_autoptr (TuntasImport) import = make_import (desk, text);
      g_autofree char *note = tuntas_import_words_note (import);

      g_test_message ("%s: %s", lists[i].date, note);
      g_assert_true (g_pattern_match_simple (lists[i].words, note));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/import-rows/words", test_words);
  g_test_add_func ("/ui/import-rows/note", test_note);
  return g_test_run ();
}
