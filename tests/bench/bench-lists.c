/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "tuntas-list.h"

#include <string.h>
#include <sys/resource.h>

/* A list of 20,000 tickets with the 77 columns of Insera, read while the main loop goes on: rows in a second, and the
 * longest time for which the loop did not turn. */

#define ROWS 20000

typedef struct
{
  GMainLoop *loop;
  TuntasList *list;
  gint64 turned; /* the loop's last turn */
  double worst;  /* ms */
} Reading;

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
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;

  reading->list = tuntas_list_read_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (reading->loop);
}

static gboolean
turn_cb (gpointer user_data)
{
  Reading *reading = user_data;

  reading->worst = MAX (reading->worst, milliseconds_since (reading->turned));
  reading->turned = g_get_monotonic_time ();
  return G_SOURCE_CONTINUE;
}

static void
progress_cb (double share, gpointer user_data)
{
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Reading reading = { loop };
  TuntasListOptions options = { NULL };
  struct rusage usage;
  gint64 start;
  guint source;

  g_test_init (&argc, &argv, NULL);
  zone = options.zone = g_time_zone_new_identifier ("Asia/Jakarta");
  bytes = make_list ();
  start = reading.turned = g_get_monotonic_time ();
  source = g_timeout_add (1, turn_cb, &reading);
  tuntas_list_read_async (bytes, &options, progress_cb, NULL, NULL, read_cb, &reading);
  g_main_loop_run (loop);
  g_source_remove (source);
  g_assert_cmpuint (reading.list->rows->len, ==, ROWS);
  figure_print ("lists.rows_per_second", ROWS * 1000 / milliseconds_since (start), "rows/s");
  figure_print ("lists.loop_gap", reading.worst, "ms");
  getrusage (RUSAGE_SELF, &usage);
  figure_print ("lists.peak", (double) usage.ru_maxrss / 1024, "MiB");
  tuntas_list_free (reading.list);
  return 0;
}
