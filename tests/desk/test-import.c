/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importing.h"

#include <string.h>

/* Lists taken onto a desk: what the preview says, what is changed and what is not. */

static void
assert_counts (const TuntasImport *import, guint added, guint changed, guint same, guint missing, guint others)
{
  g_assert_cmpuint (import->added->len, ==, added);
  g_assert_cmpuint (import->changed->len, ==, changed);
  g_assert_cmpuint (import->same->len, ==, same);
  g_assert_cmpuint (import->missing->len, ==, missing);
  g_assert_cmpuint (import->others->len, ==, others);
}

static const char *
field_of (Shift *shift, const char *ticket, TuntasTicketField field)
{
  return tuntas_ticket_get (tuntas_desk_item_get_ticket (shift_item (shift, ticket)), field);
}

#define HEADER "Incident;Customer Name;Status;Status Date;Service Type;Contact Phone;Summary;Owner;Catatan\n"
#define NEW_ROW "IN191000801;PT Uji Baru;SALAMSIM;2026-11-23 08:00:00;ASTINET;0800-0000-0801;LINK PUTUS;;dari tim\n"
#define CLOSED_ROW "IN191000802;PT Uji Tutup;CLOSED;2026-11-23 08:00:00;ASTINET;;LINK PUTUS;;\n"

/* The four groups; nothing is changed by looking. */
static void
test_preview (void)
{
  Shift *shift = importing_alone (NULL);
  guint n = g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk));
  g_autoptr (TuntasImport) import = NULL;
  const TuntasImportTicket *changed;
  const TuntasImportChange *change;
  const TuntasImportProblem *problem;
  g_autofree char *text = g_strdup_printf (HEADER NEW_ROW CLOSED_ROW DATIN ";;;;;;MATI TOTAL SEJAK PAGI;;\n" OTHER
                                           ";;;;;;;;\nbukan nomor;;;;;;;;\n" OTHER ";;;besok;;;;;\n");

  import = importing_preview (shift, text);
  assert_counts (import, 1, 1, 1, n - 2, 1);
  g_assert_cmpuint (import->n_proofs, ==, 0);
  changed = g_ptr_array_index (import->changed, 0);
  g_assert_cmpstr (tuntas_ticket_get_id (changed->ticket), ==, DATIN);
  g_assert_cmpuint (changed->row, ==, 4);
  g_assert_false (changed->leaves);
  g_assert_cmpuint (changed->changes->len, ==, 1);
  change = g_ptr_array_index (changed->changes, 0);
  g_assert_cmpint (change->field, ==, TUNTAS_TICKET_SUMMARY);
  g_assert_cmpstr (change->from, ==, field_of (shift, DATIN, TUNTAS_TICKET_SUMMARY));
  g_assert_cmpstr (change->to, ==, "MATI TOTAL SEJAK PAGI");
  g_assert_cmpuint (import->n_problems, ==, 2);
  problem = g_ptr_array_index (import->problems, 0);
  g_assert_cmpuint (problem->row, ==, 6);
  g_assert_cmpstr (problem->code, ==, "number");
  problem = g_ptr_array_index (import->problems, 1);
  g_assert_cmpstr (problem->code, ==, "date");
  g_assert_cmpstr (problem->column, ==, "Status Date");
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk)), ==, n);
  shift_free (shift);
}

/* What is taken is there, also after a restart; what the list does not say stays; the same list again changes
 * nothing. */
static void
test_taken (void)
{
  Shift *shift = importing_alone (NULL);
  guint n = g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk));
  static const char list[] = HEADER NEW_ROW DATIN ";;;;;;MATI TOTAL SEJAK PAGI;;\n";
  g_autofree char *href = g_strdup (field_of (shift, DATIN, TUNTAS_TICKET_HREF));
  g_autofree char *phones = g_strdup (field_of (shift, DATIN, TUNTAS_TICKET_PHONES));
  g_autoptr (TuntasImport) first = importing_preview (shift, list), again = NULL;
  g_autoptr (TuntasImportOutcome) outcome = importing_take (shift, first), nothing = NULL;

  g_assert_cmpuint (outcome->n_added, ==, 1);
  g_assert_cmpuint (outcome->n_changed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk)), ==, n + 1);
  shift_restart (shift);
  g_assert_cmpuint (g_list_model_get_n_items (tuntas_desk_get_queue (shift->desk)), ==, n + 1);
  g_assert_cmpstr (field_of (shift, DATIN, TUNTAS_TICKET_SUMMARY), ==, "MATI TOTAL SEJAK PAGI");
  g_assert_nonnull (href);
  g_assert_cmpstr (field_of (shift, DATIN, TUNTAS_TICKET_HREF), ==, href);
  g_assert_cmpstr (field_of (shift, DATIN, TUNTAS_TICKET_PHONES), ==, phones);
  g_assert_cmpstr (field_of (shift, "IN191000801", TUNTAS_TICKET_MORE), ==, "{\"Catatan\":\"dari tim\"}");
  g_assert_cmpstr (field_of (shift, "IN191000801", TUNTAS_TICKET_STATUS_AT), ==, "2026-11-23T01:00:00Z");
  again = importing_preview (shift, list);
  assert_counts (again, 0, 0, 2, n - 1, 0);
  g_assert_false (tuntas_import_has_changes (again));
  nothing = importing_take (shift, again);
  g_assert_cmpuint (nothing->n_added + nothing->n_changed + nothing->n_proved, ==, 0);
  /* A case can be gone through on what the list said alone. */
  shift_receive_and_check (shift, "IN191000801");
  shift_call (shift, "IN191000801", "0800-0000-0801", "no-answer");
  shift_free (shift);
}

/* Columns of the team's own that two lists have are both kept; what is older than the desk is left alone. */
static void
test_merged (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (TuntasImport) older = NULL;

  importing_take_list (shift, HEADER NEW_ROW);
  importing_take_list (shift, "Incident;Prioritas\nIN191000801;tinggi\n");
  g_assert_cmpstr (field_of (shift, "IN191000801", TUNTAS_TICKET_MORE), ==,
                   "{\"Catatan\":\"dari tim\",\"Prioritas\":\"tinggi\"}");
  older = importing_preview (shift, "Incident;Status;Status Date;Customer Name\n"
                                    "IN191000801;MEDIACARE;22-11-2026 09:00;PT Lama\n");
  g_assert_cmpuint (older->same->len, ==, 1);
  shift_free (shift);
}

/* A list of the first days of a month by a program that writes the month first: read with the day first it would be of next
 * month, and every list after it older. */
static void
test_future_dates (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (TuntasImport) month = importing_preview (shift, "Incident;Status;Status Date\nIN191000801;SALAMSIM;11/12/2026 8:00 AM\n");
  g_autoptr (TuntasImport) day = importing_preview (shift, "Incident;Status;Status Date\nIN191000801;SALAMSIM;12/11/2026 08:00\n");
  g_autoptr (TuntasImport) told = importing_preview (shift, HEADER NEW_ROW);
  g_autoptr (TuntasImport) next = NULL;
  g_autoptr (TuntasImportOutcome) outcome = NULL;

  g_assert_cmpstr (month->dates, ==, "month-first");
  g_assert_cmpstr (day->dates, ==, "day-first");
  g_assert_null (told->dates);
  outcome = importing_take (shift, month);
  g_assert_cmpstr (field_of (shift, "IN191000801", TUNTAS_TICKET_STATUS_AT), ==, "2026-11-12T01:00:00Z");
  next = importing_preview (shift, "Incident;Status;Status Date\nIN191000801;MEDIACARE;11/20/2026 8:00 AM\n");
  g_assert_cmpuint (next->changed->len, ==, 1);
  shift_free (shift);
}

static gboolean
is_idle (Shift *shift, gpointer unused)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_IDLE;
}

/* A pull that lands while a list is being taken is not undone by rows that were merged before, wherever it lands. */
static void
test_pulled_meanwhile (void)
{
  Shift *shift = shift_new (MORNING);

  for (guint turns = 0; turns < 24; turns++)
    {
      g_autofree char *phone = g_strdup_printf ("080000008%02u", turns);
      g_autofree char *change = g_strdup_printf ("{\"by\":\"HELPDESK\",\"set\":{\"affectedphone\":\"%s\"}}", phone);
      g_autofree char *list = g_strdup_printf ("Incident;Summary\n" DATIN ";MATI SEJAK %u\n", turns);
      g_autoptr (TuntasImport) import = importing_preview (shift, list);
      g_autoptr (TuntasImportOutcome) outcome = NULL;

      shift_change_in_nossa (shift, DATIN, change);
      tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
      for (guint i = 0; i < turns && !is_idle (shift, NULL); i++)
        g_main_context_iteration (NULL, TRUE);
      outcome = importing_take (shift, import);
      shift_wait (shift, "the pull", is_idle, NULL);
      g_assert_cmpstr (field_of (shift, DATIN, TUNTAS_TICKET_PHONES), ==, phone);
    }
  shift_free (shift);
}

/* Numbers that hide in a complaint are used where there are none; they do not take the place of known ones. */
static void
test_hidden_phones (void)
{
  Shift *shift = importing_alone (NULL);
  g_autofree char *phones = g_strdup (field_of (shift, DATIN, TUNTAS_TICKET_PHONES));

  importing_take_list (shift, "Incident;Summary\nIN191000803;INET MATI CP 080000000803\n" DATIN
                              ";MATI, CP 080000009999\n");
  g_assert_cmpstr (field_of (shift, "IN191000803", TUNTAS_TICKET_PHONES), ==, "080000000803");
  g_assert_cmpstr (field_of (shift, DATIN, TUNTAS_TICKET_PHONES), ==, phones);
  shift_free (shift);
}

/* Only a list that names the agent says whose the other rows are. */
static void
test_owners (void)
{
  Shift *shift = importing_alone (NULL);
  g_autofree char *agent = g_strdup (tuntas_desk_get_user (shift->desk));
  g_autofree char *mixed = g_strdup_printf ("Incident;Owner\nIN191000804;%s\nIN191000805;BAGAS\nIN191000806;\n", agent);
  g_autoptr (TuntasImport) unnamed = importing_preview (shift, "Incident;Owner\nIN191000804;BAGAS\n"
                                                               "IN191000805;CITRA\n");
  g_autoptr (TuntasImport) named = importing_preview (shift, mixed);

  g_assert_cmpuint (unnamed->added->len, ==, 2);
  g_assert_cmpuint (named->added->len, ==, 2);
  g_assert_cmpuint (named->others->len, ==, 1);
  shift_free (shift);
}

static const char *
end_of (Shift *shift, const char *ticket)
{
  return tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, ticket)));
}

static gboolean
has_ended (Shift *shift, gpointer ticket)
{
  return end_of (shift, ticket) != NULL;
}

/* Closed by somebody else, as the list says: a running case stops, a ticket that nobody has worked on goes. */
static void
test_closed (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (TuntasImport) import = NULL;
  g_autoptr (TuntasImportOutcome) outcome = NULL;

  shift_receive_and_check (shift, DATIN);
  shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  import = importing_preview (shift, "Incident;Status;Status Date\n" DATIN ";CLOSED;2026-11-23 09:30\n" OTHER
                                     ";CLOSED;2026-11-23 09:30\n");
  g_assert_cmpuint (import->changed->len, ==, 2);
  g_assert_true (((TuntasImportTicket *) g_ptr_array_index (import->changed, 0))->leaves);
  outcome = importing_take (shift, import);
  shift_wait (shift, "the case to stop", has_ended, (gpointer) DATIN);
  g_assert_cmpstr (end_of (shift, DATIN), ==, "stopped");
  g_assert_null (tuntas_desk_find_item (shift->desk, OTHER));
  shift_restart (shift);
  g_assert_null (tuntas_desk_find_item (shift->desk, OTHER));
  shift_free (shift);
}

/* An account without a Nossa is as new as its last list, also after a restart; a case is worked on what the list says,
 * and the next one proves what was copied. */
static void
test_without_server (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (TuntasImport) next = NULL;
  gint64 taken;

  shift_end (shift);
  shift->without_server = TRUE;
  shift_begin (shift);
  g_assert_cmpint (tuntas_desk_get_sync_state (shift->desk), ==, TUNTAS_SYNC_LISTS);
  g_assert_cmpint (tuntas_desk_get_last_sync (shift->desk), ==, -1);
  taken = tuntas_clock_now_seconds (TUNTAS_CLOCK (shift->clock));
  importing_take_list (shift, HEADER NEW_ROW);
  shift_restart (shift);
  g_assert_cmpint (tuntas_desk_get_last_sync (shift->desk), ==, taken);
  shift_receive_and_check (shift, "IN191000801");
  for (guint i = 0; i < 3; i++)
    shift_call (shift, "IN191000801", "0800-0000-0801", "no-answer");
  shift_act (shift, "IN191000801", "pend", NULL);
  shift_wait_for (shift, "IN191000801", TUNTAS_EFFECT_STATUS, TUNTAS_SENDING_WAITING, "paste");
  next = importing_preview (shift, "Incident;Status;Status Date\nIN191000801;PENDING;23-11-2026 09:20\n");
  g_assert_cmpuint (next->n_proofs, ==, 1);
  shift_free (shift);
}

static gboolean
is_without (Shift *shift, gpointer ticket)
{
  return tuntas_desk_find_item (shift->desk, ticket) == NULL;
}

/* Where no server takes a ticket off the list, one that nobody began is over some days after the last list; what was
 * begun stays. */
static void
test_stale (void)
{
  Shift *shift = importing_alone (NULL);
  char gone[] = "IN191000801";

  shift_end (shift);
  shift->without_server = TRUE;
  shift_begin (shift);
  importing_take_list (shift, HEADER NEW_ROW
                              "IN191000803;PT Uji Lama;SALAMSIM;2026-11-23 08:00:00;ASTINET;;LINK PUTUS;;\n");
  shift_receive_and_check (shift, "IN191000803");
  shift_pass (shift, 6 * 24 * 3600);
  g_assert_nonnull (tuntas_desk_find_item (shift->desk, gone));
  shift_pass (shift, 2 * 24 * 3600);
  shift_wait (shift, "the old ticket to be removed", is_without, gone);
  shift_restart (shift);
  g_assert_true (is_without (shift, gone));
  g_assert_nonnull (tuntas_desk_find_item (shift->desk, "IN191000803"));
  shift_free (shift);
}

/* Corrections */

static void
test_mapping (void)
{
  static const char list[] = "Nomor;Keadaan\nIN191000807;MEDIACARE\n";
  Shift *shift = importing_alone (NULL);
  g_autoptr (GHashTable) corrections = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TuntasImport) unknown = importing_preview (shift, list), corrected = NULL, remembered = NULL;
  g_autoptr (TuntasImportOutcome) outcome = NULL;
  const TuntasImportColumn *column = g_ptr_array_index (unknown->columns, 1);

  g_assert_true (unknown->numbers_only);
  g_assert_cmpstr (column->header, ==, "Keadaan");
  g_assert_cmpstr (column->example, ==, "MEDIACARE");
  g_assert_null (column->field);
  g_hash_table_insert (corrections, (gpointer) "nomor", (gpointer) "id");
  g_hash_table_insert (corrections, column->key, (gpointer) "status");
  corrected = importing_try_preview (shift, list, corrections, NULL);
  g_assert_false (corrected->numbers_only);
  outcome = importing_take (shift, corrected);
  g_assert_cmpstr (field_of (shift, "IN191000807", TUNTAS_TICKET_STATUS), ==, "MEDIACARE");
  shift_restart (shift);
  remembered = importing_preview (shift, "Nomor;Keadaan\nIN191000807;SALAMSIM\n");
  g_assert_false (remembered->numbers_only);
  g_assert_cmpuint (remembered->changed->len, ==, 1);
  shift_free (shift);
}

/* They are remembered also where nothing else comes of the list: of a ticket that is the same already, and of numbers that
 * Nossa does not know. */
static void
test_mapping_alone (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (GHashTable) corrections = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TuntasImport) same = NULL, numbers = NULL, remembered = NULL;
  g_autoptr (TuntasImportOutcome) first = NULL, second = NULL;

  g_hash_table_insert (corrections, (gpointer) "keadaan", (gpointer) "status");
  numbers = importing_try_preview (shift, "Nomor;Keadaan\nIN199999999;NEW\n", corrections, NULL);
  g_assert_true (numbers->numbers_only);
  first = importing_take (shift, numbers);
  g_assert_cmpuint (first->refused->len, ==, 1);
  g_hash_table_remove_all (corrections);
  g_hash_table_insert (corrections, (gpointer) "nomor", (gpointer) "id");
  same = importing_try_preview (shift, "Nomor;Keadaan\n" DATIN ";\n", corrections, NULL);
  g_assert_cmpuint (same->added->len + same->changed->len, ==, 0);
  g_assert_true (tuntas_import_has_changes (same));
  second = importing_take (shift, same);
  shift_restart (shift);
  remembered = importing_try_preview (shift, "Nomor;Keadaan\n" DATIN ";\n", corrections, NULL);
  g_assert_false (remembered->numbers_only);
  g_assert_false (tuntas_import_has_changes (remembered));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((TuntasImportColumn *) g_ptr_array_index (remembered->columns, i))->field, ==,
                     i == 0 ? "id" : "status");
  shift_free (shift);
}

/* Numbers out of a chat */

static void
test_numbers (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (TuntasImport) import = importing_preview (shift, "tolong " DATIN " sama IN191000808 ya");
  g_autoptr (TuntasImportOutcome) outcome = NULL;

  g_assert_true (import->numbers_only);
  assert_counts (import, 1, 0, 1, 0, 0);
  outcome = importing_take (shift, import);
  g_assert_cmpuint (outcome->n_added, ==, 1);
  g_assert_null (field_of (shift, "IN191000808", TUNTAS_TICKET_STATUS));
  shift_free (shift);
}

/* With a Nossa they are looked up there. */
static void
test_numbers_looked_up (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (TuntasImport) import = importing_preview (shift, "IN199999999 " DATIN);
  g_autoptr (TuntasImportOutcome) outcome = importing_take (shift, import);
  const TuntasImportRefusal *refusal;

  g_assert_cmpuint (outcome->n_added, ==, 0);
  g_assert_cmpuint (outcome->refused->len, ==, 1);
  refusal = g_ptr_array_index (outcome->refused, 0);
  g_assert_cmpstr (refusal->id, ==, "IN199999999");
  g_assert_cmpstr (refusal->code, ==, "not-found");
  g_assert_null (tuntas_desk_find_item (shift->desk, "IN199999999"));
  shift_free (shift);
}

static void
test_errors (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (GError) empty = NULL, missing = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/daftar.csv");
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (importing_try_preview (shift, "halo", NULL, &empty));
  g_assert_error (empty, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_LIST);
  g_assert_cmpstr (tuntas_desk_error_get_trouble (empty), ==, "list-empty");
  tuntas_desk_load_list_async (shift->desk, file, NULL, importing_keep_cb, &result);
  g_assert_null (tuntas_desk_load_list_finish (shift->desk, importing_wait_for (&result), &missing));
  g_assert_cmpstr (tuntas_desk_error_get_trouble (missing), ==, "list-not-read");
  shift_free (shift);
}

/* A number of the training never gets onto a desk at work; the preview says why. */
static void
test_training_number (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (TuntasImport) import = importing_preview (shift, "INCIDENT\tSTATUS\nIN9100000017\tMEDIACARE\n"
                                                              "IN190009999\tMEDIACARE\n");
  const TuntasImportProblem *problem;

  g_assert_cmpuint (import->added->len, ==, 1);
  g_assert_cmpuint (import->n_problems, ==, 1);
  problem = g_ptr_array_index (import->problems, 0);
  g_assert_cmpstr (problem->code, ==, "training");
  g_assert_cmpstr (problem->text, ==, "IN9100000017");
  g_assert_cmpuint (problem->row, ==, 2);
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/import/preview", test_preview);
  g_test_add_func ("/desk/import/taken", test_taken);
  g_test_add_func ("/desk/import/merged", test_merged);
  g_test_add_func ("/desk/import/future-dates", test_future_dates);
  g_test_add_func ("/desk/import/hidden-phones", test_hidden_phones);
  g_test_add_func ("/desk/import/owners", test_owners);
  g_test_add_func ("/desk/import/pulled-meanwhile", test_pulled_meanwhile);
  g_test_add_func ("/desk/import/closed", test_closed);
  g_test_add_func ("/desk/import/without-server", test_without_server);
  g_test_add_func ("/desk/import/stale", test_stale);
  g_test_add_func ("/desk/import/mapping", test_mapping);
  g_test_add_func ("/desk/import/mapping-alone", test_mapping_alone);
  g_test_add_func ("/desk/import/numbers", test_numbers);
  g_test_add_func ("/desk/import/numbers-looked-up", test_numbers_looked_up);
  g_test_add_func ("/desk/import/errors", test_errors);
  g_test_add_func ("/desk/import/training-number", test_training_number);
  return g_test_run ();
}
