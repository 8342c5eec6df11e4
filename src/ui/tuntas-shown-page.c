/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-shown-page.h"

static void
hide_others (GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      GtkWidget *child = gtk_stack_page_get_child (GTK_STACK_PAGE (page));

      /* GTK 4.8 looks at the state of the widget only, not at that of its page. */
      gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, child != shown, -1);
    }
}

void
tuntas_shown_page_only (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (hide_others), NULL);
  hide_others (stack);
}
