/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list.h"

#include "tuntas-list-csv.h"
#include "tuntas-list-html.h"
#include "tuntas-list-rows.h"
#include "tuntas-list-text.h"
#include "tuntas-list-xlsx.h"

#include <string.h>

/* Bytes → table → columns → rows. */

#define LOAD_CHUNK 65536

/* The beginnings of a compound file (.xls since Excel 97, and every workbook with a password), and of an older .xls. */
static gboolean
is_old_excel (const char *bytes, gsize length)
{
  return (length >= 8 && memcmp (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0) ||
         (length >= 4 && bytes[0] == '\x09' && (bytes[1] == '\x00' || bytes[1] == '\x02' || bytes[1] == '\x04' ||
                                                bytes[1] == '\x08') && bytes[3] == '\x00');
}

static gboolean
has_header (const TuntasListTable *table, gpointer mapping)
{
  return tuntas_list_find_header (table, mapping) >= 0;
}

/* (transfer full) */
static TuntasListTable *
read_text_table (const char *bytes, gsize length, TuntasListForm *form, const TuntasListWatch *watch, GError **error)
{
  gsize text_length, start;
  g_autofree char *text = tuntas_list_text_decode (bytes, length, &text_length, error);
  TuntasListTable *table;
  char separator;

  if (text == NULL)
    return NULL;
  if (tuntas_list_html_is (text, text_length))
    {
      *form = TUNTAS_LIST_FORM_HTML;
      return tuntas_list_html_read (watch, text, text_length, error);
    }
  *form = TUNTAS_LIST_FORM_TEXT;
  separator = tuntas_list_csv_guess (text, text_length, &start);
  /* Without any each line is one cell. */
  if (!tuntas_list_csv_read (&table, watch, text + start, text_length - start, separator != '\0' ? separator : '\t',
                             start > 0 ? 2 : 1, error))
    return NULL;
  return table;
}

/* (transfer full) */
static TuntasListTable *
read_table (const char *bytes, gsize length, GHashTable *mapping, TuntasListForm *form, const TuntasListWatch *watch,
            GError **error)
{
  if (length > TUNTAS_LIST_MOST_BYTES)
    {
      g_set_error (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "there are more than %d MiB",
                   TUNTAS_LIST_MOST_BYTES / 1024 / 1024);
      return NULL;
    }
  if (is_old_excel (bytes, length))
    {
      g_set_error_literal (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_OLD_EXCEL,
                           "it is an old workbook (.xls), or one with a password: save it as .xlsx or CSV");
      return NULL;
    }
  *form = TUNTAS_LIST_FORM_XLSX;
  if (tuntas_list_xlsx_is (bytes, length))
    return tuntas_list_xlsx_read (watch, bytes, length, has_header, mapping, error);
  return read_text_table (bytes, length, form, watch, error);
}

/* The first row with more than one cell that says something: -1: there is none. */
static int
find_first_row (const TuntasListTable *table)
{
  for (guint row = 0; row < tuntas_list_table_get_n_rows (table); row++)
    {
      guint n = 0;

      for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row); i++)
        n += *tuntas_list_table_get_cell (table, row, i)->text != '\0';
      if (n > 1)
        return (int) row;
    }
  return -1;
}

static gboolean
take_without_header (TuntasList *list, const TuntasListTable *table, GHashTable *mapping, GError **error)
{
  int first = find_first_row (table);

  list->form = TUNTAS_LIST_FORM_NUMBERS;
  tuntas_list_take_numbers (list, table);
  if (list->rows->len == 0)
    {
      g_set_error_literal (error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_EMPTY, "there is no ticket's number in it");
      return FALSE;
    }
  if (first >= 0)
    {
      g_ptr_array_unref (list->columns);
      list->columns = tuntas_list_name_columns (table, (guint) first, mapping);
    }
  return TRUE;
}

static gboolean
is_corrected (const TuntasList *list, GHashTable *mapping)
{
  for (guint i = 0; mapping != NULL && i < list->columns->len; i++)
    if (g_hash_table_contains (mapping, ((const TuntasListColumn *) g_ptr_array_index (list->columns, i))->key))
      return TRUE;
  return FALSE;
}

/* (transfer full): list (transfer full): as its header has it. "Tiket:" alone in a line is a header, as it seems, and what
 * stands below it is talk: where no row came of it, or nothing but numbers, the text of numbers is taken if that has more of
 * them. What somebody corrected is a list. */
static TuntasList *
prefer_numbers (TuntasList *list, const TuntasListTable *table, GHashTable *mapping)
{
  g_autoptr (TuntasList) numbers = NULL;

  if ((list->rows->len > 0 && list->columns->len > 1) || is_corrected (list, mapping))
    return list;
  numbers = tuntas_list_new ();
  if (!take_without_header (numbers, table, mapping, NULL) || numbers->rows->len <= list->rows->len)
    return list;
  tuntas_list_free (list);
  return g_steal_pointer (&numbers);
}

TuntasList *
tuntas_list_read (const char *bytes, gsize length, const TuntasListOptions *options, const TuntasListWatch *watch,
                  GError **error)
{
  g_autoptr (TuntasList) list = tuntas_list_new ();
  g_autoptr (TuntasListTable) table = read_table (bytes, length, options->mapping, &list->form, watch, error);
  int header;

  if (table == NULL)
    return NULL;
  header = tuntas_list_find_header (table, options->mapping);
  if (header < 0)
    return take_without_header (list, table, options->mapping, error) ? g_steal_pointer (&list) : NULL;
  g_ptr_array_unref (list->columns);
  list->columns = tuntas_list_name_columns (table, (guint) header, options->mapping);
  if (!tuntas_list_take_rows (list, table, (guint) header, options, error))
    return NULL;
  return prefer_numbers (g_steal_pointer (&list), table, options->mapping);
}

/* In a thread */

typedef struct
{
  GBytes *bytes;
  GHashTable *mapping; /* (nullable) */
  GTimeZone *zone;
  gint64 now;
  TuntasListProgress progress;
  gpointer progress_data;
} Job;

typedef struct
{
  GTask *task;
  double share;
} Told;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_clear_pointer (&job->mapping, g_hash_table_unref);
  g_time_zone_unref (job->zone);
  g_free (job);
}

static void
told_free (gpointer data)
{
  Told *told = data;

  g_object_unref (told->task);
  g_free (told);
}

/* On the caller's thread. */
static gboolean
tell_cb (gpointer data)
{
  Told *told = data;
  Job *job = g_task_get_task_data (told->task);

  if (!g_task_get_completed (told->task))
    job->progress (told->share, job->progress_data);
  return G_SOURCE_REMOVE;
}

/* In the thread. */
static void
progress_cb (double share, gpointer user_data)
{
  GTask *task = user_data;
  Told *told = g_new (Told, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  told->task = g_object_ref (task);
  told->share = share;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, told, told_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
read_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  TuntasListOptions options = { job->mapping, job->zone, job->now };
  TuntasListWatch watch = { cancellable, job->progress != NULL ? progress_cb : NULL, task };
  gsize length;
  const char *bytes = g_bytes_get_data (job->bytes, &length);
  GError *error = NULL;
  TuntasList *list = tuntas_list_read (bytes != NULL ? bytes : "", length, &options, &watch, &error);

  if (list == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, list, (GDestroyNotify) tuntas_list_free);
}

/* (transfer full) (nullable): the thread has one of its own. */
static GHashTable *
copy_mapping (GHashTable *mapping)
{
  GHashTable *copy;
  GHashTableIter iter;
  gpointer key, nick;

  if (mapping == NULL)
    return NULL;
  copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, mapping);
  while (g_hash_table_iter_next (&iter, &key, &nick))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (nick));
  return copy;
}

void
tuntas_list_read_async (GBytes *bytes, const TuntasListOptions *options, TuntasListProgress progress,
                        gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, tuntas_list_read_async);
  job->bytes = g_bytes_ref (bytes);
  job->mapping = copy_mapping (options->mapping);
  job->zone = g_time_zone_ref (options->zone);
  job->now = options->now;
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

TuntasList *
tuntas_list_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_list_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Files */

static void
not_read (GTask *task, GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, cause);
  else
    {
      g_task_return_new_error (task, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_NOT_READ, "%s", cause->message);
      g_error_free (cause);
    }
}

/* Whatever its size is said to be, no more than one piece beyond the bound is read. */
static void
load_in_thread (GTask *task, gpointer file, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree guint8 *piece = g_malloc (LOAD_CHUNK);
  GError *error = NULL;
  gssize length;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    {
      g_task_return_new_error (task, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_NOT_READ, "it is no file");
      return;
    }
  stream = g_file_read (file, cancellable, &error);
  if (stream == NULL)
    {
      not_read (task, error);
      return;
    }
  while ((length = g_input_stream_read (G_INPUT_STREAM (stream), piece, LOAD_CHUNK, cancellable, &error)) > 0 &&
         bytes->len <= TUNTAS_LIST_MOST_BYTES)
    g_byte_array_append (bytes, piece, (guint) length);
  if (length < 0)
    not_read (task, error);
  else if (bytes->len > TUNTAS_LIST_MOST_BYTES)
    g_task_return_new_error (task, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE, "there are more than %d MiB",
                             TUNTAS_LIST_MOST_BYTES / 1024 / 1024);
  else
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&bytes)), (GDestroyNotify) g_bytes_unref);
}

void
tuntas_list_load_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, tuntas_list_load_async);
  g_task_run_in_thread (task, load_in_thread);
}

GBytes *
tuntas_list_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_list_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
