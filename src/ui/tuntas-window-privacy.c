/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-autostart.h"
#include "tuntas-explain.h"
#include "tuntas-row-words.h"

#include <glib/gi18n-lib.h>

/* What is known of customers and agents on this computer, and its end: another agent at the same desk, a ticket that is
 * erased, a computer that forgets everything. */

static GtkWidget *
ask (TuntasWindow *self, const char *heading, const char *body, GCallback answered)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), "cancel", _("Cancel"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", answered, self, 0);
  return question;
}

static void
add_destructive (GtkWidget *question, const char *response, const char *label)
{
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), response, label);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), response, ADW_RESPONSE_DESTRUCTIVE);
}

/* Another agent */

/* The next agent finds neither the tickets nor the password of this one; what was not sent goes with this one's next
 * login. */
static void
switch_agent (TuntasWindow *self)
{
  g_autofree char *server = tuntas_settings_dup_server (self->settings);

  if (*tuntas_desk_get_server (self->desk) != '\0')
    tuntas_workplace_forget_login_async (self->work, tuntas_desk_get_server (self->desk), tuntas_desk_get_user (self->desk),
                                         NULL, NULL, NULL);
  tuntas_settings_set_account (self->settings, server, "");
  tuntas_settings_set_remember (self->settings, FALSE);
  tuntas_window_drop_desk (self);
  tuntas_prepare_page_forget_user (TUNTAS_PREPARE_PAGE (self->prepare));
  tuntas_window_set_place (self, TUNTAS_PLACE_PREPARE);
  tuntas_window_lock (self);
}

static void
switch_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  if (g_str_equal (response, "switch") && self->desk != NULL)
    switch_agent (self);
}

void
tuntas_window_ask_to_switch_agent (TuntasWindow *self)
{
  g_autofree char *loose_ends = tuntas_window_dup_loose_ends (self);
  g_autofree char *body = g_strdup_printf ("%s%s%s", loose_ends != NULL ? loose_ends : "", loose_ends != NULL ? "\n\n" : "",
                                           _("You are logged out, your saved password leaves the keyring, and the screen is "
                                             "locked. Nobody else sees your tickets; they are here at your next login."));
  GtkWidget *question = ask (self, _("Let another agent work here?"), body, G_CALLBACK (switch_answered_cb));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), "switch", _("Log Out and Lock"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "switch", ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (question));
}

/* Erasing */

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->page != NULL)
    tuntas_desk_page_drop_gone (TUNTAS_DESK_PAGE (self->page));
  if (tuntas_desk_erase_finish (TUNTAS_DESK (source), result, &error))
    tuntas_window_add_toast (self, adw_toast_new (_("Erased from this computer")));
  else
    tuntas_window_show_error (self, error);
}

static void
erase (TuntasWindow *self, GPtrArray *tickets)
{
  g_ptr_array_add (tickets, NULL);
  tuntas_desk_erase_async (self->desk, (const char *const *) tickets->pdata, NULL, erased_cb, g_object_ref (self));
}

static void
erase_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  const char *id = g_object_get_data (G_OBJECT (question), "ticket");
  TuntasDeskItem *item = self->desk != NULL ? tuntas_desk_find_item (self->desk, id) : NULL;
  g_autoptr (GPtrArray) tickets = NULL;

  if (item == NULL || g_str_equal (response, "cancel"))
    return;
  tickets = tuntas_desk_list_of_customer (self->desk, item);
  if (g_str_equal (response, "ticket"))
    g_ptr_array_set_size (tickets, 1);
  erase (self, tickets);
}

void
tuntas_window_ask_to_erase (TuntasWindow *self, TuntasDeskItem *item)
{
  g_autoptr (GPtrArray) tickets = tuntas_desk_list_of_customer (self->desk, item);
  /* Translators: %s is a ticket's number. */
  g_autofree char *heading = g_strdup_printf (_("Erase ticket %s from this computer?"), tuntas_desk_item_get_id (item));
  g_autofree char *all = NULL;
  GtkWidget *question = ask (self, heading,
                             _("Its calls, notes and drafts go from here, also from the safety copies; what is in Nossa "
                               "stays. That cannot be undone. A ticket that is not finished, or of which something has not "
                               "been sent, is not erased."), G_CALLBACK (erase_answered_cb));

  g_object_set_data_full (G_OBJECT (question), "ticket", g_strdup (tuntas_desk_item_get_id (item)), g_free);
  add_destructive (question, "ticket", _("Erase This Ticket"));
  if (tickets->len > 1)
    {
      /* Translators: how many tickets of the same customer are here. */
      all = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Erase %u Ticket of This Customer",
                                          "Erase %u Tickets of This Customer", tickets->len), tickets->len);
      add_destructive (question, "customer", all);
    }
  gtk_window_present (GTK_WINDOW (question));
}

/* Forgetting the computer */

static void
autostart_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_autostart_set_finish (result, &error))
    g_message ("the start with the desktop was not taken back: %s", error->message);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean login_kept = FALSE;
  gboolean done = tuntas_workplace_forget_finish (TUNTAS_WORKPLACE (source), result, &login_kept, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  /* What was removed must not be written again with the next exercise. */
  tuntas_trainer_reload (self->trainer);
  tuntas_settings_reset (self->settings);
  tuntas_autostart_set_async (FALSE, g_application_get_dbus_connection (G_APPLICATION (application)), NULL,
                              autostart_ended_cb, NULL);
  tuntas_prepare_page_forget_user (TUNTAS_PREPARE_PAGE (self->prepare));
  tuntas_window_set_place (self, TUNTAS_PLACE_WELCOME);
  if (!done)
    tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, error->message, NULL, NULL);
  else if (login_kept)
    tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE,
                        _("All data of Tuntas was removed from this computer, but for the password in the keyring, which did "
                          "not let it go. Remove it in the keyring."), NULL, NULL);
  else
    tuntas_window_add_toast (self, adw_toast_new (_("All data of Tuntas was removed from this computer")));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;

  tuntas_desk_sign_out_finish (TUNTAS_DESK (source), result, NULL);
  tuntas_window_drop_desk (self);
  tuntas_workplace_forget_async (self->work, NULL, forgotten_cb, g_object_ref (self));
}

static void
forget_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  if (!g_str_equal (response, "forget"))
    return;
  if (self->desk != NULL)
    tuntas_desk_sign_out_async (self->desk, NULL, closed_cb, g_object_ref (self));
  else
    tuntas_workplace_forget_async (self->work, NULL, forgotten_cb, g_object_ref (self));
}

/* (transfer full) */
static char *
describe_leftovers (const TuntasLeftovers *left)
{
  GString *text = g_string_new (_("Tickets, calls, notes and drafts of all logins go from this computer, with the safety "
                                  "copies, the progress of the training, the settings and the passwords in the keyring. "
                                  "What is in Nossa stays, and so do hand-over files that were saved elsewhere: delete "
                                  "those yourself. That cannot be undone."));

  if (left->n_unsent > 0)
    /* Translators: how many effects have not reached Nossa. */
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE,
                                               "\n\n%u sending has not reached Nossa yet and will be lost.",
                                               "\n\n%u sendings have not reached Nossa yet and will be lost.", left->n_unsent),
                            left->n_unsent);
  if (left->n_unread > 0)
    /* Translators: how many logins' data could not be read. */
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE,
                                               "\n\nThe data of %u login cannot be read; it may have more that is not sent.",
                                               "\n\nThe data of %u logins cannot be read; they may have more that is not sent.",
                                               left->n_unread), left->n_unread);
  return g_string_free (text, FALSE);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  TuntasLeftovers left;
  GtkWidget *question;

  if (!tuntas_workplace_count_leftovers_finish (TUNTAS_WORKPLACE (source), result, &left, &error))
    {
      tuntas_window_show_error (self, error);
      return;
    }
  body = describe_leftovers (&left);
  question = ask (self, _("Remove all data from this computer?"), body, G_CALLBACK (forget_answered_cb));
  add_destructive (question, "forget", _("Remove All"));
  gtk_window_present (GTK_WINDOW (question));
}

void
tuntas_window_ask_to_forget (TuntasWindow *self)
{
  tuntas_workplace_count_leftovers_async (self->work, self->desk, NULL, counted_cb, g_object_ref (self));
}
