/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-prepare-page.h"

#include "tuntas-checks-group.h"
#include "tuntas-explain.h"
#include "tuntas-finding-words.h"
#include "tuntas-login-group.h"
#include "tuntas-login-words.h"
#include "tuntas-mail-group.h"
#include "tuntas-names.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TuntasPreparePage
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  TuntasChecksGroup *checks;
  GtkWidget *findings_box;
  GtkWidget *findings;
  TuntasLoginGroup *login;
  GtkWidget *mail;
  GtkWidget *trouble;
  GtkWidget *start;
  GtkWidget *offline;
  GtkWidget *other_way;
  GtkWidget *spinner;
  GtkWidget *give_up;

  TuntasWorkplace *workplace;  /* (nullable): before set_workplace */
  TuntasSettings *settings;
  gboolean lists;              /* tickets come from lists: no login */
  GCancellable *starting;      /* (nullable): a start is under way */
};

static guint started_signal;
static guint not_forgotten_signal;

G_DEFINE_FINAL_TYPE (TuntasPreparePage, tuntas_prepare_page, GTK_TYPE_WIDGET)

static void
show_trouble (TuntasPreparePage *self, const char *text)
{
  gtk_widget_set_visible (self->trouble, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->trouble), text != NULL ? text : "");
}

static void
set_starting (TuntasPreparePage *self, GCancellable *starting)
{
  gboolean idle = starting == NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_object (&self->starting, starting);
  /* An entry that has the focus while it becomes insensitive is not told that it lost it. */
  if (!idle && root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->login), idle);
  gtk_widget_set_sensitive (self->start, idle);
  gtk_widget_set_sensitive (self->offline, idle);
  gtk_widget_set_sensitive (self->other_way, idle);
  gtk_widget_set_visible (self->spinner, !idle);
  gtk_widget_set_visible (self->give_up, !idle);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), !idle);
}

static void
focus_start_cb (TuntasPreparePage *self)
{
  gtk_widget_grab_focus (self->start);
}

static void
checked_cb (TuntasPreparePage *self)
{
  gtk_widget_set_visible (self->offline, tuntas_checks_group_is_unreached (self->checks));
}

static void
check_now_cb (TuntasPreparePage *self)
{
  g_autofree char *server = tuntas_login_group_dup_server (self->login);

  tuntas_checks_group_reach (self->checks, server);
  tuntas_login_group_look_up (self->login);
}

static void
typed_cb (TuntasPreparePage *self)
{
  show_trouble (self, NULL);
}

/* 1.1.6 */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasPreparePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_workplace_forget_login_finish (TUNTAS_WORKPLACE (source), result, &error))
    g_signal_emit (self, not_forgotten_signal, 0);
}

static void
forget_unwanted_login (TuntasPreparePage *self, const char *server, const char *user)
{
  if (tuntas_login_group_has_unwanted (self->login))
    tuntas_workplace_forget_login_async (self->workplace, server, user, NULL, forgotten_cb, g_object_ref (self));
}

static void
finish_start (TuntasPreparePage *self, TuntasDesk *desk, gboolean with_nossa)
{
  g_autofree char *server = tuntas_login_group_dup_server (self->login);
  g_autofree char *user = tuntas_login_group_dup_user (self->login);

  tuntas_settings_set_account (self->settings, server, user);
  tuntas_settings_set_lists (self->settings, self->lists);
  if (!self->lists)
    {
      tuntas_settings_set_remember (self->settings, tuntas_login_group_get_remember (self->login));
      forget_unwanted_login (self, server, user);
    }
  tuntas_desk_set_prepared (desk, with_nossa);
  g_signal_emit (self, started_signal, 0, desk);
}

/* The keyring did not give the password: it can be asked again, or the password is typed. */
static void
fail_stored (TuntasPreparePage *self, TuntasLoginState state)
{
  show_trouble (self, tuntas_login_words_not_given (state));
  gtk_widget_set_visible (self->offline, FALSE);
  /* A window that was closed leaves the keyring locked: without a password the next start opens it. */
  tuntas_login_group_set_state (self->login, state == TUNTAS_LOGIN_DISMISSED ? TUNTAS_LOGIN_LOCKED : state);
  tuntas_login_group_ask_for_password (self->login);
}

/* What the agent types next depends on what was wrong. */
static void
fail_start (TuntasPreparePage *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The key that gave up is gone; so is the page, where that stopped the start. */
      if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !tuntas_login_group_focus_missing (self->login))
        focus_start_cb (self);
      return;
    }
  if (error->domain == TUNTAS_LOGIN_ERROR)
    {
      fail_stored (self, error->code);
      return;
    }
  text = tuntas_explain_error (error);
  show_trouble (self, text);
  gtk_widget_set_visible (self->offline, !self->lists);
  gtk_widget_grab_focus (self->start);
  if (g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SIGN_IN_REFUSED) ||
      g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SIGN_IN_NEEDED))
    {
      gtk_widget_set_visible (self->offline, FALSE);
      tuntas_login_group_ask_for_password (self->login);
    }
}

static void
start_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasPreparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasDesk) desk = tuntas_workplace_start_finish (TUNTAS_WORKPLACE (source), result, &error);

  set_starting (self, NULL);
  if (desk != NULL)
    finish_start (self, desk, TRUE);
  else
    fail_start (self, error);
}

static void
offline_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasPreparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasDesk) desk = tuntas_workplace_start_offline_finish (TUNTAS_WORKPLACE (source), result, &error);

  set_starting (self, NULL);
  if (desk != NULL)
    finish_start (self, desk, FALSE);
  else
    fail_start (self, error);
}

/* FALSE where something is missing; then it says what, and goes there. */
static gboolean
check_account (TuntasPreparePage *self, const char *server, const char *user)
{
  gboolean lacks_server = *server == '\0' && !self->lists;

  if (!lacks_server && *user != '\0')
    return TRUE;
  show_trouble (self, lacks_server ? _("Enter the address of Nossa.") : _("Enter your login."));
  tuntas_login_group_focus_missing (self->login);
  return FALSE;
}

static void
start_signed_in (TuntasPreparePage *self)
{
  g_autofree char *server = tuntas_login_group_dup_server (self->login);
  g_autofree char *user = tuntas_login_group_dup_user (self->login);
  const char *password = tuntas_login_group_get_password (self->login);
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->starting != NULL || !check_account (self, server, user))
    return;
  if (password == NULL && !tuntas_login_group_may_be_stored (self->login))
    {
      show_trouble (self, _("Enter your password."));
      tuntas_login_group_ask_for_password (self->login);
      return;
    }
  show_trouble (self, NULL);
  cancellable = g_cancellable_new ();
  tuntas_workplace_start_async (self->workplace, server, user, password, tuntas_login_group_get_remember (self->login),
                                cancellable, start_finished_cb, g_object_ref (self));
  tuntas_login_group_clear_password (self->login);
  set_starting (self, cancellable);
}

/* Nobody may be there to answer the keyring's window, or the network hangs. */
static void
give_up_cb (TuntasPreparePage *self)
{
  if (self->starting != NULL)
    g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
}

static void
start_offline_cb (TuntasPreparePage *self)
{
  g_autofree char *server = self->lists ? g_strdup ("") : tuntas_login_group_dup_server (self->login);
  g_autofree char *user = tuntas_login_group_dup_user (self->login);
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->starting != NULL || !check_account (self, server, user))
    return;
  show_trouble (self, NULL);
  tuntas_login_group_clear_password (self->login);
  cancellable = g_cancellable_new ();
  tuntas_workplace_start_offline_async (self->workplace, server, user, cancellable, offline_finished_cb,
                                        g_object_ref (self));
  set_starting (self, cancellable);
}

static void
start_cb (TuntasPreparePage *self)
{
  if (self->lists)
    start_offline_cb (self);
  else
    start_signed_in (self);
}

/* The instruction's own words, in the language of the screen. */
static const char *
clause_text (TuntasPreparePage *self, const char *id)
{
  return tuntas_names_clause (tuntas_workplace_get_procedure (self->workplace), id, g_get_language_names ()[0]);
}

/* Working from lists asks for nothing that a login needs. */
static void
show_lists (TuntasPreparePage *self)
{
  g_autofree char *login = self->lists
    ? g_strconcat ("1.1.4 ", clause_text (self, "1.1.4"), NULL)
    : g_strconcat ("1.1.4–1.1.5 ", clause_text (self, "1.1.4"), ", ", clause_text (self, "1.1.5"), NULL);
  g_autofree char *markup = g_markup_escape_text (login, -1);

  /* A group's title is markup in libadwaita 1.2. */
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->login), markup);
  tuntas_checks_group_set_lists (self->checks, self->lists);
  tuntas_login_group_set_lists (self->login, self->lists);
  gtk_button_set_label (GTK_BUTTON (self->other_way),
                        self->lists ? _("Log in to Nossa") : _("Work from a ticket list"));
}

static void
other_way_cb (TuntasPreparePage *self)
{
  tuntas_prepare_page_set_lists (self, !self->lists);
  tuntas_prepare_page_begin (self);
}

/* What was refused of the site's settings. */
static void
show_findings (TuntasPreparePage *self)
{
  GPtrArray *findings = tuntas_workplace_get_findings (self->workplace);
  g_autofree char *text = tuntas_finding_words_all (findings);

  gtk_widget_set_visible (self->findings_box, findings->len > 0);
  gtk_label_set_text (GTK_LABEL (self->findings), text);
}

static void
tuntas_prepare_page_dispose (GObject *object)
{
  TuntasPreparePage *self = TUNTAS_PREPARE_PAGE (object);

  tuntas_prepare_page_stop (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  self->checks = NULL;
  self->login = NULL;
  g_clear_object (&self->workplace);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (tuntas_prepare_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, checks);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, findings_box);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, findings);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, login);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, mail);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, trouble);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, start);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, offline);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, other_way);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, give_up);
}

static void
tuntas_prepare_page_class_init (TuntasPreparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_prepare_page_dispose;
  started_signal = g_signal_new ("started", TUNTAS_TYPE_PREPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, TUNTAS_TYPE_DESK);
  not_forgotten_signal = g_signal_new ("not-forgotten", TUNTAS_TYPE_PREPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-prepare-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, checked_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_now_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_start_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_offline_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_way_cb);
}

static void
tuntas_prepare_page_init (TuntasPreparePage *self)
{
  g_type_ensure (TUNTAS_TYPE_CHECKS_GROUP);
  g_type_ensure (TUNTAS_TYPE_LOGIN_GROUP);
  g_type_ensure (TUNTAS_TYPE_MAIL_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tuntas_prepare_page_set_workplace (TuntasPreparePage *self, TuntasWorkplace *workplace, TuntasSettings *settings)
{
  g_autofree char *ready = NULL;

  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  g_return_if_fail (self->workplace == NULL);
  g_set_object (&self->settings, settings);
  self->workplace = g_object_ref (workplace);
  ready = g_strconcat ("1.1.6 ", clause_text (self, "1.1.6"), NULL);
  gtk_button_set_label (GTK_BUTTON (self->start), ready);
  tuntas_mail_group_set_account (TUNTAS_MAIL_GROUP (self->mail), tuntas_workplace_get_mail_account (workplace), TRUE);
  show_findings (self);
  tuntas_checks_group_set_workplace (self->checks, workplace, settings);
  tuntas_login_group_set_workplace (self->login, workplace, settings);
  tuntas_prepare_page_set_lists (self, tuntas_settings_get_lists (settings));
}

void
tuntas_prepare_page_set_lists (TuntasPreparePage *self, gboolean lists)
{
  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  self->lists = lists;
  show_lists (self);
}

void
tuntas_prepare_page_begin (TuntasPreparePage *self)
{
  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  tuntas_checks_group_show_day (self->checks);
  show_trouble (self, NULL);
  check_now_cb (self);
  if (!tuntas_login_group_focus_missing (self->login))
    focus_start_cb (self);
}

void
tuntas_prepare_page_stop (TuntasPreparePage *self)
{
  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  if (self->login != NULL)
    {
      tuntas_checks_group_stop (self->checks);
      tuntas_login_group_stop (self->login);
    }
  give_up_cb (self);
}

void
tuntas_prepare_page_forget_user (TuntasPreparePage *self)
{
  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  tuntas_login_group_forget_user (self->login);
}
