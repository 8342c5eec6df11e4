/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list.h"

#include <string.h>

/* In a thread: progress, cancelling, the corrected mapping, files. */

#define ROWS 3000

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static GBytes *
make_list (guint n)
{
  GString *text = g_string_new ("Nomor;Keadaan;Catatan\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "IN%09u;SALAMSIM;catatan %u\n", 500000000 + i, i);
  return g_string_free_to_bytes (text);
}

typedef struct
{
  double last;
  guint n;
  GThread *thread;
  GCancellable *cancellable; /* (nullable) */
  double cancel_at;          /* as soon as more than that was read */
} Told;

static void
progress_cb (double share, gpointer user_data)
{
  Told *told = user_data;

  g_assert_true (g_thread_self () == told->thread);
  g_assert_false (told->cancellable != NULL && g_cancellable_is_cancelled (told->cancellable));
  g_assert_cmpfloat (share, >, told->last);
  g_assert_cmpfloat (share, <=, 1);
  told->last = share;
  told->n++;
  if (told->cancellable != NULL && share > told->cancel_at)
    g_cancellable_cancel (told->cancellable);
}

static TuntasList *
read_in_thread (GBytes *bytes, GHashTable *mapping, Told *told, GCancellable *cancellable, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { mapping, zone };
  g_autoptr (GAsyncResult) result = NULL;

  told->thread = g_thread_self ();
  tuntas_list_read_async (bytes, &options, progress_cb, told, cancellable, keep_cb, &result);
  return tuntas_list_read_finish (wait_for (&result), error);
}

static GHashTable *
make_mapping (void)
{
  GHashTable *mapping = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (mapping, (gpointer) "nomor", (gpointer) "id");
  g_hash_table_insert (mapping, (gpointer) "keadaan", (gpointer) "status");
  return mapping;
}

/* Headers that nobody knows: the numbers are found, and the columns are there to be named; once they are, all is. */
static void
test_mapping (void)
{
  g_autoptr (GBytes) bytes = make_list (ROWS);
  g_autoptr (GHashTable) mapping = make_mapping ();
  g_autoptr (GError) error = NULL;
  Told before = { -1 }, after = { -1 };
  g_autoptr (TuntasList) unnamed = read_in_thread (bytes, NULL, &before, NULL, &error);
  g_autoptr (TuntasList) named = read_in_thread (bytes, mapping, &after, NULL, &error);
  const TuntasListRow *row;

  g_assert_no_error (error);
  g_assert_cmpint (unnamed->form, ==, TUNTAS_LIST_FORM_NUMBERS);
  g_assert_cmpuint (unnamed->columns->len, ==, 3);
  g_assert_cmpuint (unnamed->rows->len, ==, 1000);
  g_assert_cmpint (named->form, ==, TUNTAS_LIST_FORM_TEXT);
  g_assert_cmpuint (named->rows->len, ==, ROWS);
  row = g_ptr_array_index (named->rows, ROWS - 1);
  g_assert_cmpuint (row->number, ==, ROWS + 1);
  g_assert_cmpstr (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_STATUS), ==, "SALAMSIM");
  g_assert_cmpstr (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_MORE), ==, "{\"Catatan\":\"catatan 2999\"}");
  g_assert_cmpuint (after.n, >, 10);
  g_assert_cmpfloat (after.last, >, 0.9);
}

/* What is known can be corrected, and be called none of ours. */
static void
test_correction (void)
{
  static const char text[] = "Incident,Status,Status Lama\nIN191000417,NEW,CLOSED\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GHashTable) mapping = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasList) list = NULL;
  const TuntasListRow *row;
  Told told = { -1 };

  g_hash_table_insert (mapping, (gpointer) "status", (gpointer) "");
  g_hash_table_insert (mapping, (gpointer) "status lama", (gpointer) "status");
  list = read_in_thread (bytes, mapping, &told, NULL, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (list->rows, 0);
  g_assert_cmpstr (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_STATUS), ==, "CLOSED");
  g_assert_cmpstr (tuntas_ticket_get (row->ticket, TUNTAS_TICKET_MORE), ==, "{\"Status\":\"NEW\"}");
}

/* A word of a chat that is a header's name too: "Tiket:" makes no list of what is said below it. */
static void
test_headings (void)
{
  static const struct
  {
    const char *text;
    TuntasListForm form;
    guint n_rows, n_problems;
  } texts[] = {
    { "No tiket:\nIN191000417 sudah UP\nmohon dibantu IN191000431\n", TUNTAS_LIST_FORM_NUMBERS, 2, 0 },
    { "Tiket:\nIN191000417\nIN191000431 sudah UP\n", TUNTAS_LIST_FORM_NUMBERS, 2, 0 },
    { "Tiket, IN191000417\nIN191000431, mohon bantuan\n", TUNTAS_LIST_FORM_NUMBERS, 2, 0 },
    { "Tiket,Status\n1. IN191000417,NEW\n2. IN191000431,NEW\n", TUNTAS_LIST_FORM_NUMBERS, 2, 0 },
    /* A column of numbers is a list of them, and so is one of which nothing can be taken. */
    { "Tiket\nIN191000417\nIN191000431\n", TUNTAS_LIST_FORM_TEXT, 2, 0 },
    { "Tiket\nIN191000417\nbesok\n", TUNTAS_LIST_FORM_TEXT, 1, 1 },
    { "Tiket\nINC000012345678\n", TUNTAS_LIST_FORM_TEXT, 0, 1 },
    { "Tiket,Status\n", TUNTAS_LIST_FORM_TEXT, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i].text, strlen (texts[i].text));
      g_autoptr (GError) error = NULL;
      Told told = { -1 };
      g_autoptr (TuntasList) list = read_in_thread (bytes, NULL, &told, NULL, &error);

      g_test_message ("“%s”", texts[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (list->form, ==, texts[i].form);
      g_assert_cmpuint (list->rows->len, ==, texts[i].n_rows);
      g_assert_cmpuint (list->n_problems, ==, texts[i].n_problems);
    }
}

/* Once somebody has said what a column of it is, it is a list, and what cannot be taken is said. */
static void
test_corrected_heading (void)
{
  static const char text[] = "Tiket,Keadaan\n1. IN191000417,NEW\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GHashTable) mapping = make_mapping (), others = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasList) list = NULL, other = NULL;
  Told told = { -1 }, again = { -1 };

  list = read_in_thread (bytes, mapping, &told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->form, ==, TUNTAS_LIST_FORM_TEXT);
  g_assert_cmpuint (list->n_problems, ==, 1);
  /* What is remembered of other lists says nothing of this one. */
  g_hash_table_insert (others, (gpointer) "nomor", (gpointer) "id");
  other = read_in_thread (bytes, others, &again, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (other->form, ==, TUNTAS_LIST_FORM_NUMBERS);
}

/* Read here and now, as a task that is cancelled says so whatever its thread does: who cancels is not told anything more,
 * while the cells are read and while their meaning is. */
static void
test_cancelled (void)
{
  static const double shares[] = { 0, 0.5 };
  g_autoptr (GBytes) bytes = make_list (10 * ROWS);
  g_autoptr (GHashTable) mapping = make_mapping ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { mapping, zone };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Told told = { -1, 0, g_thread_self (), cancellable, shares[i] };
      TuntasListWatch watch = { cancellable, progress_cb, &told };

      g_assert_null (tuntas_list_read (data, length, &options, &watch, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_cancellable_is_cancelled (cancellable));
    }
}

static void
load (const char *path, GBytes **bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_list_load_async (file, NULL, keep_cb, &result);
  *bytes = tuntas_list_load_finish (wait_for (&result), error);
}

static void
test_load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "lists", "files", "chat.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL, none = NULL, endless = NULL;
  g_autoptr (GError) missing = NULL, special = NULL;
  gsize length;

  load (path, &bytes, NULL);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, length);
  load ("/nowhere/daftar.csv", &none, &missing);
  g_assert_error (missing, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_NOT_READ);
  load ("/dev/zero", &endless, &special);
  g_assert_error (special, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_NOT_READ);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/reading/mapping", test_mapping);
  g_test_add_func ("/lists/reading/correction", test_correction);
  g_test_add_func ("/lists/reading/headings", test_headings);
  g_test_add_func ("/lists/reading/corrected-heading", test_corrected_heading);
  g_test_add_func ("/lists/reading/cancelled", test_cancelled);
  g_test_add_func ("/lists/reading/load", test_load);
  return g_test_run ();
}
