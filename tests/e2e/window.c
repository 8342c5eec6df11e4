/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-remote-clock.h"
#include "tuntas-no-dumps.h"
#include "tuntas-run.h"

#include <glib-unix.h>
#include <gtk/gtk.h>
#include <stdlib.h>

static gboolean
terminated_cb (gpointer user_data)
{
  g_application_quit (g_application_get_default ());
  return G_SOURCE_CONTINUE;
}

static gboolean
is_choosing_file (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window))
        return TRUE;
    }
  return FALSE;
}

/* GTK 4.8 draws the arrows of its file chooser's path before they have a place, where the folder is slow to be read, and
 * warns of it. All other warnings end the program, as the tests want it. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer user_data)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        g_pattern_match_simple ("Trying to snapshot GtkButton * without a current allocation", fields[i].value) &&
        is_choosing_file ())
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n, user_data);
}

/* The program as it is, with the test's clock on an inherited socket: TUNTAS_CLOCK_FD is its number. SIGTERM ends it as
 * at the end of a day, whatever it shows. */
int
main (int argc, char **argv)
{
  const char *fd = g_getenv ("TUNTAS_CLOCK_FD");
  g_autoptr (TuntasRemoteClock) clock = fd != NULL ? tuntas_remote_clock_new (atoi (fd)) : NULL;

#ifdef TUNTAS_NO_DUMPS
  tuntas_no_dumps ();
#endif
  g_log_set_writer_func (write_log, NULL, NULL);
  g_unix_signal_add (SIGTERM, terminated_cb, NULL);
  return tuntas_run (argc, argv, clock != NULL ? TUNTAS_CLOCK (clock) : NULL);
}
