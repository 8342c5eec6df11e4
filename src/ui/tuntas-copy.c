/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-copy.h"

#include "tuntas-phone.h"

#define SECONDS 60

typedef struct
{
  GdkClipboard *clipboard;
  GdkContentProvider *content;
} Copied;

static void
copied_free (gpointer data)
{
  Copied *copied = data;

  g_object_unref (copied->clipboard);
  g_object_unref (copied->content);
  g_free (copied);
}

/* Whatever was copied since, here or elsewhere, has another content. */
static gboolean
minute_over_cb (gpointer user_data)
{
  Copied *copied = user_data;

  if (gdk_clipboard_get_content (copied->clipboard) == copied->content)
    gdk_clipboard_set_content (copied->clipboard, NULL);
  return G_SOURCE_REMOVE;
}

gboolean
tuntas_copy_is_for_a_minute (const char *text)
{
  g_auto (GStrv) numbers = tuntas_phone_list_in_text (text);

  return *numbers != NULL || tuntas_phone_is_dialable (text);
}

void
tuntas_copy (GtkWidget *widget, const char *text)
{
  Copied *copied;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  if (!tuntas_copy_is_for_a_minute (text))
    return;
  copied = g_new (Copied, 1);
  copied->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  copied->content = g_object_ref (gdk_clipboard_get_content (copied->clipboard));
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, SECONDS, minute_over_cb, copied, copied_free);
}
