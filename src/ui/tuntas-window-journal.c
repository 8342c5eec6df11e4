/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-format.h"

#include <glib/gi18n-lib.h>

/* What is the matter with all that is saved here: a copy from another computer, a newer program's, a file that was
 * damaged. It stands before everything else that the line across the window has to say. */

gboolean
tuntas_window_show_journal (TuntasWindow *self)
{
  TuntasBanner *banner = TUNTAS_BANNER (self->banner);

  switch (tuntas_desk_get_hold (self->desk))
    {
    case TUNTAS_DESK_HOLD_NEWER:
      tuntas_banner_show (banner, TUNTAS_BANNER_TROUBLE,
                          _("What is saved on this computer was written by a newer Tuntas. You can look at the tickets "
                            "and copy texts; nothing is saved and nothing is sent. Install that version."),
                          NULL, NULL);
      return TRUE;
    case TUNTAS_DESK_HOLD_COPIED:
      tuntas_banner_show (banner, TUNTAS_BANNER_TROUBLE,
                          _("This is a copy from another computer. Nothing is sent from here, and nothing is saved, "
                            "until you say that you work on this computer from now on. You can look at everything."),
                          _("Use this computer"), "win.adopt");
      return TRUE;
    case TUNTAS_DESK_HOLD_NONE:
    default:
      break;
    }
  if (tuntas_desk_get_recovered (self->desk) == NULL)
    return FALSE;
  tuntas_banner_show (banner, TUNTAS_BANNER_TROUBLE,
                      _("What is saved on this computer was damaged and has been recovered. Look at what is back and "
                        "what is missing."),
                      _("Look"), "win.show-recovered");
  return TRUE;
}

/* A copy from another computer */

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_adopt_finish (TUNTAS_DESK (source), result, &error) && self->desk == TUNTAS_DESK (source))
    tuntas_window_show_error (self, error);
}

static void
adopt_answered_cb (AdwMessageDialog *question, const char *response, TuntasWindow *self)
{
  if (g_str_equal (response, "adopt") && self->desk != NULL &&
      tuntas_desk_get_hold (self->desk) == TUNTAS_DESK_HOLD_COPIED)
    tuntas_desk_adopt_async (self->desk, NULL, adopted_cb, g_object_ref (self));
}

void
tuntas_window_ask_to_adopt (TuntasWindow *self)
{
  GtkWidget *question;

  if (self->desk == NULL || tuntas_desk_get_hold (self->desk) != TUNTAS_DESK_HOLD_COPIED)
    return;
  question = adw_message_dialog_new (GTK_WINDOW (self), _("Work on this computer from now on?"),
                                     _("Only if Tuntas is used on the other computer no more: otherwise both would "
                                       "send, and customers and Nossa would get things twice. What waits is sent from "
                                       "here after that."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "look", _("Only look"), "adopt",
                                    _("Yes, from now on"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "look");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "look");
  g_signal_connect_object (question, "response", G_CALLBACK (adopt_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (question));
}

/* A damaged file */

static void
append_missing (GString *text, const TuntasRecovered *recovered)
{
  g_autofree char *tickets = g_strjoinv (", ", recovered->tickets);

  if (recovered->n_missing > 0)
    /* Translators: how many acts and sendings are lost, then ticket numbers. */
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u is lost, of: %s. Look at it in Nossa, and do again what is "
                                                          "missing.",
                                         "%u are lost, of: %s. Look at them in Nossa, and do again what is missing.",
                                         recovered->n_missing),
                            recovered->n_missing, tickets);
  else if (recovered->whole)
    g_string_append (text, _("Nothing is lost."));
  if (!recovered->whole)
    {
      if (recovered->n_missing > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, _("More may be lost than could be seen: look in Nossa at the tickets you worked on since."));
    }
}

/* (transfer full) */
static char *
describe (TuntasWindow *self, const TuntasRecovered *recovered)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *when = recovered->snapshot_at >= 0
                              ? tuntas_format_moment (recovered->snapshot_at, tuntas_desk_get_zone (self->desk),
                                                      tuntas_ticker_get_now (self->ticker))
                              : NULL;

  if (when != NULL)
    /* Translators: %s is a day and a time. */
    g_string_append_printf (text, _("The copy of %s was gone back to."), when);
  else
    g_string_append (text, _("There was no copy to go back to."));
  g_string_append_c (text, ' ');
  /* Translators: how many acts and sendings, newer than the copy, are back. */
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u newer entry could still be read and is back.",
                                       "%u newer entries could still be read and are back.", recovered->n_back),
                          recovered->n_back);
  g_string_append (text, "\n\n");
  append_missing (text, recovered);
  if (recovered->n_doubted > 0)
    /* Translators: how many sendings. */
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "\n\n%u may have arrived already: Nossa is asked before it is sent again.",
                                         "\n\n%u may have arrived already: Nossa is asked before they are sent again.",
                                         recovered->n_doubted),
                            recovered->n_doubted);
  if (recovered->damaged_file != NULL)
    /* Translators: %s is the name of a file. */
    g_string_append_printf (text, _("\n\nThe damaged file is kept for your administrator: %s"),
                            recovered->damaged_file);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
recovered_answered_cb (AdwMessageDialog *dialog, const char *response, TuntasWindow *self)
{
  if (g_str_equal (response, "seen") && self->desk != NULL)
    tuntas_desk_confirm_recovered (self->desk);
}

void
tuntas_window_show_recovered (TuntasWindow *self)
{
  const TuntasRecovered *recovered = self->desk != NULL ? tuntas_desk_get_recovered (self->desk) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  if (recovered == NULL)
    return;
  text = describe (self, recovered);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("What was recovered"), text);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _("Later"), "seen", _("I have read it"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "seen");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (recovered_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
