/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket-link.h"

#include <glib/gi18n.h>

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasActor) actor = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    return;
  g_message ("the link to the ticket was not opened: %s", error->message);
  /* What was copied for that page stays in the clipboard. */
  tuntas_actor_say (actor, _("No browser opened the page of the ticket. Look for its number in Nossa."));
}

void
tuntas_ticket_link_open (GtkWidget *widget, TuntasActor *actor)
{
  g_autofree char *uri = tuntas_desk_dup_ticket_uri (tuntas_actor_get_desk (actor), tuntas_actor_get_item (actor));

  if (uri != NULL)
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME, NULL, shown_cb,
                       g_object_ref (actor));
}
