/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"
#include "shift.h"

#include <string.h>
#include <sys/resource.h>

/* A list of 20,000 tickets with the 77 columns of Insera: read and compared with the desk, then taken, while the main loop
 * goes on; and the longest time for which the loop did not turn. */

#define ROWS 20000

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
  gint64 turned; /* the loop's last turn */
  double worst;  /* ms */
} Waiting;

/* (transfer full): the rows of the golden list, over and over, each with a number of its own. */
static GBytes *
make_list (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "lists", "files", "layout-b.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *list = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_string_append_printf (list, "%s\r\n%s\r\n", lines[0], lines[1]);
  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (list, "INC%08u%s\r\n", 30000000 + i, strchr (lines[2 + i % 2], ';'));
  return g_string_free_to_bytes (list);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

static gboolean
turn_cb (gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->worst = MAX (waiting->worst, milliseconds_since (waiting->turned));
  waiting->turned = g_get_monotonic_time ();
  return G_SOURCE_CONTINUE;
}

static void
progress_cb (double share, gpointer user_data)
{
}

/* (transfer full): once it is there. */
static GAsyncResult *
wait_for (Waiting *waiting)
{
  guint source = g_timeout_add (1, turn_cb, waiting);

  waiting->turned = g_get_monotonic_time ();
  g_main_loop_run (waiting->loop);
  turn_cb (waiting);
  g_source_remove (source);
  return waiting->result;
}

static TuntasImport *
measure_preview (TuntasDesk *desk, GBytes *bytes)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Waiting waiting = { loop };
  gint64 start = g_get_monotonic_time ();
  TuntasImport *import;

  tuntas_desk_preview_list_async (desk, bytes, NULL, progress_cb, NULL, NULL, done_cb, &waiting);
  result = wait_for (&waiting);
  import = tuntas_desk_preview_list_finish (desk, result, &error);
  g_assert_no_error (error);
  figure_print ("lists.rows_per_second", ROWS * 1000 / milliseconds_since (start), "rows/s");
  figure_print ("lists.loop_gap", waiting.worst, "ms");
  return import;
}

static void
measure_taking (TuntasDesk *desk, TuntasImport *import)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasImportOutcome) outcome = NULL;
  Waiting waiting = { loop };
  gint64 start = g_get_monotonic_time ();

  tuntas_desk_import_async (desk, import, done_cb, &waiting);
  result = wait_for (&waiting);
  outcome = tuntas_desk_import_finish (desk, result, NULL);
  g_assert_cmpuint (outcome->n_added, ==, ROWS);
  figure_print ("lists.take", milliseconds_since (start), "ms");
  figure_print ("lists.take.loop_gap", waiting.worst, "ms");
}

int
main (int argc, char **argv)
{
  g_autoptr (TuntasImport) import = NULL;
  g_autoptr (GBytes) bytes = NULL;
  struct rusage usage;
  Shift *shift;

  g_test_init (&argc, &argv, NULL);
  shift = shift_new ("2026-11-23T09:00:00+07:00");
  bytes = make_list ();
  import = measure_preview (shift->desk, bytes);
  g_assert_cmpuint (import->added->len, ==, ROWS);
  measure_taking (shift->desk, import);
  getrusage (RUSAGE_SELF, &usage);
  figure_print ("lists.peak", (double) usage.ru_maxrss / 1024, "MiB");
  shift_free (shift);
  return 0;
}
