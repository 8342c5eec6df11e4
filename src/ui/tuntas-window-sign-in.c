/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include <glib/gi18n-lib.h>

/* Signing in again, while the desk is open. */

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_sign_in_finish (TUNTAS_DESK (source), result, &error) && self->desk == TUNTAS_DESK (source))
    tuntas_window_show_error (self, error);
}

static void
sign_in_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (question));

  if (g_str_equal (response, "sign-in") && self->desk != NULL)
    tuntas_desk_sign_in_async (self->desk, gtk_editable_get_text (entry), NULL, signed_in_cb, g_object_ref (self));
  gtk_editable_set_text (entry, "");
}

void
tuntas_window_ask_to_sign_in (TuntasWindow *self)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), _("Log in to Nossa"), NULL);
  GtkWidget *entry = gtk_password_entry_new ();

  /* Translators: a login, then the address of Nossa. */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (question), _("Password of %s at %s"),
                                  tuntas_desk_get_user (self->desk), tuntas_desk_get_server (self->desk));
  g_object_set (entry, "activates-default", TRUE, "show-peek-icon", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Password"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (question), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("Cancel"), "sign-in", _("Log in"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "sign-in", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "sign-in");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (sign_in_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (question));
  gtk_widget_grab_focus (entry);
}
