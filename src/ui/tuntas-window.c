/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-window-private.h"

#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-login-words.h"
#include "tuntas-shown-page.h"
#include "tuntas-sync-dialog.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TuntasWindow, tuntas_window, ADW_TYPE_APPLICATION_WINDOW)

/* The heading */

/* (transfer full): "Ayu · OCC Bandung" */
static char *
dup_agent (TuntasDesk *desk)
{
  const char *unit = tuntas_desk_get_unit (desk);

  return unit != NULL && *unit != '\0' ? g_strconcat (tuntas_desk_get_agent_name (desk), " · ", unit, NULL)
                                       : g_strdup (tuntas_desk_get_agent_name (desk));
}

static char *
dup_subtitle (TuntasWindow *self)
{
  g_autofree char *agent = self->desk != NULL ? dup_agent (self->desk) : NULL;

  switch (self->place)
    {
    case TUNTAS_PLACE_PREPARE:
      return g_strdup (_("Preparing for work"));
    case TUNTAS_PLACE_DESK:
      if (!tuntas_window_is_training (self))
        return g_steal_pointer (&agent);
      /* Translators: the agent's name, under the title of the window while training: "LATIHAN · Ayu" */
      return g_strdup_printf (_("TRAINING · %s"), agent);
    case TUNTAS_PLACE_EXERCISES:
    case TUNTAS_PLACE_REVIEW:
      return g_strdup (_("TRAINING"));
    case TUNTAS_PLACE_WELCOME:
    case TUNTAS_PLACE_OPENING:
    default:
      return g_strdup ("");
    }
}

static void
show_heading (TuntasWindow *self)
{
  g_autofree char *subtitle = dup_subtitle (self);
  gboolean training = tuntas_window_is_training (self);

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle != NULL ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), training ? _("Tuntas – TRAINING") : "Tuntas");
  gtk_widget_set_visible (self->training_bar, training);
  tuntas_window_set_training_style (self, training);
}

static void
show_sync (TuntasWindow *self)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->sync, self->desk != NULL);
  if (self->desk == NULL)
    return;
  text = tuntas_sync_dialog_dup_state (self->desk, tuntas_ticker_get_now (self->ticker));
  gtk_label_set_text (GTK_LABEL (self->sync_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sync), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Tickets of Nossa's list that are not on the desk because a value in them does not fit; else there is nothing to say. */
static void
show_unreadable (TuntasWindow *self)
{
  g_autoptr (GPtrArray) unreadable = tuntas_desk_list_unreadable (self->desk);
  g_autofree char *text = NULL;

  if (unreadable->len == 0)
    {
      tuntas_window_show_no_notices (self);
      return;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ticket from Nossa cannot be read.",
                                       "%u tickets from Nossa cannot be read.", unreadable->len), unreadable->len);
  tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, text, _("Look why"), "win.show-unsent");
}

/* Tickets that are saved here and cannot be worked on come before. */
static void
show_unopened (TuntasWindow *self)
{
  guint n = tuntas_desk_get_unopened (self->desk)->len;
  g_autofree char *text = NULL;

  if (n == 0)
    {
      show_unreadable (self);
      return;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ticket that is saved here cannot be opened.",
                                       "%u tickets that are saved here cannot be opened.", n), n);
  tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, text, _("Look why"), "win.show-unsent");
}

/* Being offline is a state and not an error: the line says what it means for the work, and goes by itself. */
static void
show_connection (TuntasWindow *self)
{
  show_sync (self);
  show_heading (self);
  if (tuntas_window_show_journal (self) || tuntas_window_show_alarms (self))
    return;
  switch (tuntas_desk_get_sync_state (self->desk))
    {
    case TUNTAS_SYNC_SIGN_IN_NEEDED:
      tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_NOTE,
                          _("Nossa wants your password again. Your work is saved and will be sent after that."),
                          _("Log in"), "win.sign-in");
      break;
    case TUNTAS_SYNC_OFFLINE:
      tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_NOTE,
                          _("Offline. Go on working: everything is saved here and sent when Nossa is back."),
                          _("Try now"), "win.sync");
      break;
    case TUNTAS_SYNC_SIGNED_OUT:
      tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_NOTE,
                          _("Without Nossa. What you do is saved here and sent after the next login."),
                          _("Log in"), "win.sign-in");
      break;
    case TUNTAS_SYNC_IDLE:
    case TUNTAS_SYNC_PULLING:
    case TUNTAS_SYNC_LISTS:
    default:
      show_unopened (self);
    }
}

static void
show_fold (TuntasWindow *self)
{
  gtk_widget_set_visible (self->queue_button, self->page != NULL &&
                          tuntas_desk_page_is_folded (TUNTAS_DESK_PAGE (self->page)));
}

void
tuntas_window_show_error (TuntasWindow *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TUNTAS_IS_WINDOW (self));
  if (error == NULL && self->desk != NULL)
    show_connection (self);
  else if (error == NULL)
    tuntas_banner_hide (TUNTAS_BANNER (self->banner));
  else
    {
      text = tuntas_explain_error (error);
      tuntas_banner_show (TUNTAS_BANNER (self->banner), TUNTAS_BANNER_TROUBLE, text, NULL, NULL);
    }
}

TuntasWorkplace *
tuntas_window_get_workplace (TuntasWindow *self)
{
  return self->workplace;
}

TuntasDesk *
tuntas_window_get_desk (TuntasWindow *self)
{
  return self->desk;
}

void
tuntas_window_add_toast (TuntasWindow *self, AdwToast *toast)
{
  g_return_if_fail (TUNTAS_IS_WINDOW (self));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

/* The place */

void
tuntas_window_set_place (TuntasWindow *self, TuntasPlace place)
{
  static const char *const names[] = {
    [TUNTAS_PLACE_WELCOME] = "welcome",
    [TUNTAS_PLACE_PREPARE] = "prepare",
    [TUNTAS_PLACE_OPENING] = "opening",
    [TUNTAS_PLACE_DESK] = "desk",
    [TUNTAS_PLACE_EXERCISES] = "exercises",
    [TUNTAS_PLACE_REVIEW] = "review",
  };

  if (self->place == TUNTAS_PLACE_PREPARE && place != TUNTAS_PLACE_PREPARE)
    tuntas_prepare_page_stop (TUNTAS_PREPARE_PAGE (self->prepare));
  self->place = place;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), names[place]);
  gtk_widget_set_visible (self->back, place == TUNTAS_PLACE_EXERCISES || place == TUNTAS_PLACE_REVIEW);
  show_heading (self);
  show_sync (self);
  show_fold (self);
  tuntas_window_update_actions (self);
  if (place == TUNTAS_PLACE_PREPARE)
    tuntas_prepare_page_begin (TUNTAS_PREPARE_PAGE (self->prepare));
  else if (place == TUNTAS_PLACE_WELCOME)
    gtk_widget_grab_focus (self->welcome);
}

/* Countdowns cost nothing while nobody can see them. */
static void
update_ticker (TuntasWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  gboolean seen = surface != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                  (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) == 0;

  if (self->ticker != NULL)
    tuntas_ticker_set_running (self->ticker, seen);
}

static void
draft_not_saved_cb (TuntasWindow *self, const GError *error)
{
  tuntas_window_show_error (self, error);
}

static void
toast_cb (TuntasWindow *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_toast_set_title (toast, markup);
  tuntas_window_add_toast (self, toast);
}

void
tuntas_window_take_desk (TuntasWindow *self, TuntasWorkplace *workplace, TuntasDesk *desk)
{
  TuntasDeskItem *first;

  tuntas_window_drop_desk (self);
  self->workplace = g_object_ref (workplace);
  self->desk = g_object_ref (desk);
  self->ticker = tuntas_ticker_new (tuntas_desk_get_clock (desk));
  self->page = tuntas_desk_page_new (desk, self->ticker);
  tuntas_window_take_practice (self);
  adw_bin_set_child (ADW_BIN (self->desk_bin), self->page);
  g_signal_connect_object (desk, "notify", G_CALLBACK (show_connection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "draft-not-saved", G_CALLBACK (draft_not_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (show_sync), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "notify::folded", G_CALLBACK (show_fold), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  tuntas_window_take_reminders (self);
  tuntas_window_watch_work (self);
  update_ticker (self);
  tuntas_window_set_place (self, TUNTAS_PLACE_DESK);
  show_connection (self);
  first = tuntas_desk_get_calling (desk) != NULL ? tuntas_desk_get_calling (desk) : tuntas_desk_get_next (desk, NULL);
  if (first != NULL)
    tuntas_desk_page_open (TUNTAS_DESK_PAGE (self->page), first);
}

/* What was given of that desk is taken back now, whoever else may still hold it. */
static void
drop_reminders (TuntasWindow *self)
{
  if (self->reminders != NULL)
    g_object_run_dispose (G_OBJECT (self->reminders));
  g_clear_object (&self->reminders);
}

void
tuntas_window_drop_desk (TuntasWindow *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->desk == NULL)
    return;
  if (self->map != NULL)
    gtk_window_destroy (GTK_WINDOW (self->map));
  tuntas_ticker_set_running (self->ticker, FALSE);
  g_signal_handlers_disconnect_by_data (self->desk, self);
  drop_reminders (self);
  tuntas_desk_sign_out_async (self->desk, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self->desk_bin), NULL);
  self->page = NULL;
  tuntas_window_drop_practice (self);
  g_clear_object (&self->ticker);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  tuntas_banner_hide (TUNTAS_BANNER (self->banner));
}

static void
prepare_cb (TuntasWindow *self)
{
  tuntas_prepare_page_set_lists (TUNTAS_PREPARE_PAGE (self->prepare), FALSE);
  tuntas_window_set_place (self, TUNTAS_PLACE_PREPARE);
}

static void
prepare_lists_cb (TuntasWindow *self)
{
  tuntas_prepare_page_set_lists (TUNTAS_PREPARE_PAGE (self->prepare), TRUE);
  tuntas_window_set_place (self, TUNTAS_PLACE_PREPARE);
}

static void
started_cb (TuntasWindow *self, TuntasDesk *desk)
{
  tuntas_window_take_desk (self, self->work, desk);
}

static void
show_login_not_stored (TuntasWindow *self, int state)
{
  tuntas_window_add_toast (self, adw_toast_new (tuntas_login_words_not_taken (state)));
}

static void
not_forgotten_cb (TuntasWindow *self)
{
  tuntas_window_add_toast (self, adw_toast_new (_("The saved login could not be removed from the keyring.")));
}

void
tuntas_window_begin (TuntasWindow *self)
{
  g_autofree char *server = NULL;

  g_return_if_fail (TUNTAS_IS_WINDOW (self));
  tuntas_window_drop_desk (self);
  server = tuntas_settings_dup_server (self->settings);
  tuntas_window_set_place (self, *server == '\0' && !tuntas_settings_get_lists (self->settings)
                                   ? TUNTAS_PLACE_WELCOME : TUNTAS_PLACE_PREPARE);
}

/* Without anything to go on for, closing the window is quitting: the session in Nossa is ended first. */
static gboolean
tuntas_window_close_request (GtkWindow *window)
{
  if (tuntas_window_go_on_hidden (TUNTAS_WINDOW (window)))
    return GDK_EVENT_STOP;
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (window)), "quit", NULL);
  return GDK_EVENT_STOP;
}

static void
remember_size (TuntasWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  tuntas_settings_set_window (self->settings, width, height, gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
tuntas_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tuntas_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "notify::state", G_CALLBACK (update_ticker),
                           widget, G_CONNECT_SWAPPED);
}

static void
tuntas_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tuntas_window_parent_class)->map (widget);
  update_ticker (TUNTAS_WINDOW (widget));
}

static void
tuntas_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tuntas_window_parent_class)->unmap (widget);
  remember_size (TUNTAS_WINDOW (widget));
  update_ticker (TUNTAS_WINDOW (widget));
}

static void
tuntas_window_dispose (GObject *object)
{
  TuntasWindow *self = TUNTAS_WINDOW (object);

  g_clear_handle_id (&self->ending, g_source_remove);
  if (self->ticker != NULL)
    tuntas_ticker_set_running (self->ticker, FALSE);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  tuntas_window_set_training_style (self, FALSE);
  if (self->work != NULL)
    tuntas_window_end_watching_use (self);
  drop_reminders (self);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->opening);
  g_clear_object (&self->loudspeaker);
  g_clear_object (&self->pace);
  g_clear_object (&self->practice);
  g_clear_object (&self->ticker);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  g_clear_object (&self->work);
  g_clear_object (&self->trainer);
  G_OBJECT_CLASS (tuntas_window_parent_class)->dispose (object);
}

static void
tuntas_window_finalize (GObject *object)
{
  TuntasWindow *self = TUNTAS_WINDOW (object);

  g_clear_object (&self->settings);
  g_free (self->trained_scenario);
  G_OBJECT_CLASS (tuntas_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, open_content);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, covered_content);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, cover_page);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, uncover);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, back);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, sync);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, sync_label);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, queue_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, training_bar);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, prepare);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, desk_bin);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, exercises_bin);
  gtk_widget_class_bind_template_child (widget_class, TuntasWindow, review_bin);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, prepare_lists_cb);
  gtk_widget_class_bind_template_callback (widget_class, started_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, tuntas_window_show_exercises);
  gtk_widget_class_bind_template_callback (widget_class, tuntas_window_uncover);
}

static void
tuntas_window_class_init (TuntasWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tuntas_window_dispose;
  object_class->finalize = tuntas_window_finalize;
  widget_class->realize = tuntas_window_realize;
  widget_class->map = tuntas_window_map;
  widget_class->unmap = tuntas_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = tuntas_window_close_request;
  g_type_ensure (TUNTAS_TYPE_BANNER);
  g_type_ensure (TUNTAS_TYPE_WELCOME_PAGE);
  g_type_ensure (TUNTAS_TYPE_PREPARE_PAGE);
  g_type_ensure (TUNTAS_TYPE_TRAINING_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-window.ui");
  bind_children (widget_class);
}

static void
tuntas_window_init (TuntasWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (GTK_STACK (self->stack));
  tuntas_window_add_actions (self);
  tuntas_window_add_keys (self);
  tuntas_window_accept_lists (self);
  tuntas_window_watch_looks (self);
}

GtkWidget *
tuntas_window_new (AdwApplication *application, TuntasWorkplace *work, TuntasSettings *settings,
                   TuntasTrainer *trainer)
{
  TuntasWindow *self = g_object_new (TUNTAS_TYPE_WINDOW, "application", application, NULL);
  int width, height;
  gboolean maximized;

  self->work = g_object_ref (work);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::training-sound", G_CALLBACK (tuntas_window_show_sound), self,
                           G_CONNECT_SWAPPED);
  self->trainer = g_object_ref (trainer);
  tuntas_settings_set_station (settings, tuntas_workplace_get_station (work));
  tuntas_settings_get_window (settings, &width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
  tuntas_welcome_page_set_procedure (TUNTAS_WELCOME_PAGE (self->welcome), tuntas_workplace_get_procedure (work));
  tuntas_prepare_page_set_workplace (TUNTAS_PREPARE_PAGE (self->prepare), work, settings);
  tuntas_window_watch_use (self);
  g_signal_connect_object (work, "login-not-stored", G_CALLBACK (show_login_not_stored), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
