/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first-frame.h"

#include <stdlib.h>
#include <unistd.h>

static void
painted_cb (void)
{
  _exit (EXIT_SUCCESS);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (!GTK_IS_WINDOW (widget))
    return TRUE;
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), NULL);
  return FALSE;
}

void
first_frame_ends_process (void)
{
  g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
