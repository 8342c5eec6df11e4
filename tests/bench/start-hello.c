/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first-frame.h"

#include <adwaita.h>

/* The least that a libadwaita program can be, up to its first frame: what the other one is compared with. */

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new ("Hello"));
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 736);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new ("io.github.tuntas.Hello", G_APPLICATION_DEFAULT_FLAGS);

  first_frame_ends_process ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
