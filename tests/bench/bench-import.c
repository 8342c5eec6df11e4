/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "training-desk.h"
#include "tuntas-import-groups.h"
#include "tuntas-import-private.h"

#include <adwaita.h>
#include <string.h>

/* The preview of a list of 20,000 tickets with the 77 columns of Insera, all of which are on the desk and have changed: the
 * main loop stands still while it is filled, and until its first frame is painted. */

#define ROWS 20000

/* (transfer full): the golden list's row over and over, each with a number of its own. */
static TuntasList *
make_list (const char *summary)
{
  static const TuntasListWatch nobody;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "lists", "files", "layout-b.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone, 0 };
  g_autoptr (GError) error = NULL;
  TuntasList *read;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_string_append_printf (list, "%s\r\n%s;Keterangan\r\n", lines[0], lines[1]);
  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (list, "INC%08u%s;%s\r\n", 30000000 + i, strchr (lines[2], ';'), summary);
  read = tuntas_list_read (list->str, list->len, &options, &nobody, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->rows->len, ==, ROWS);
  return read;
}

/* (transfer full) */
static TuntasImport *
make_import (void)
{
  g_autoptr (TuntasList) before = make_list ("pagi"), after = make_list ("sore");
  g_autoptr (TuntasImportDesk) seen = g_new0 (TuntasImportDesk, 1);

  seen->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tuntas_ticket_unref);
  seen->statuses = g_new0 (char *, 1);
  seen->agent = g_strdup ("");
  for (guint i = 0; i < ROWS; i++)
    {
      TuntasTicket *ticket = ((const TuntasListRow *) g_ptr_array_index (before->rows, i))->ticket;

      g_hash_table_insert (seen->tickets, (gpointer) tuntas_ticket_get_id (ticket), tuntas_ticket_ref (ticket));
    }
  return tuntas_import_compare (after, seen, NULL);
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
measure (TuntasDesk *desk, TuntasImport *import)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *groups = g_object_new (TUNTAS_TYPE_IMPORT_GROUPS, NULL);
  gboolean painted = FALSE;
  gint64 start;

  gtk_window_set_child (GTK_WINDOW (window), groups);
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 560);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), &painted);
  training_desk_wait (is_true, &painted);
  start = g_get_monotonic_time ();
  tuntas_import_groups_show (TUNTAS_IMPORT_GROUPS (groups), desk, import);
  figure_print ("import.show", milliseconds_since (start), "ms");
  painted = FALSE;
  gtk_widget_queue_draw (groups);
  training_desk_wait (is_true, &painted);
  figure_print ("import.show.painted", milliseconds_since (start), "ms");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = NULL;
  g_autoptr (TuntasImport) import = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  desk = training_desk_new (&workplace);
  import = make_import ();
  g_assert_cmpuint (import->changed->len, ==, ROWS);
  measure (desk, import);
  return 0;
}
