/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-hidden-windows.h"

/* Whatever is told of a window to assistive programs gives it a name first. That it can have the focus for a moment is
 * heard by nobody, as it is not shown. */
static void
give_name (GtkWidget *window)
{
  gboolean focusable = gtk_widget_get_focusable (window);

  gtk_widget_set_focusable (window, !focusable);
  gtk_widget_set_focusable (window, focusable);
}

static gboolean
made_cb (gpointer user_data)
{
  GtkWidget *window = user_data;

  if (!gtk_widget_get_mapped (window))
    give_name (window);
  return G_SOURCE_REMOVE;
}

/* They are in the list before they are whole: what asks over the bus comes after what is of high priority. */
static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "unmap", G_CALLBACK (give_name), NULL);
      g_idle_add_full (G_PRIORITY_HIGH, made_cb, g_object_ref (window), g_object_unref);
    }
}

void
tuntas_hidden_windows_keep_names (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows));
}
