/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-prepare-page.h"

#include "tuntas-explain.h"
#include "tuntas-finding-words.h"
#include "tuntas-format.h"
#include "tuntas-login-words.h"
#include "tuntas-mail-group.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#define TYPING_DELAY 600 /* ms without a key before an address or login is looked up */

/* What is known of a thing that is checked. */
typedef enum
{
  CHECK_OPEN,
  CHECK_UNDER_WAY,
  CHECK_GOOD,
  CHECK_BAD,
} CheckState;

struct _TuntasPreparePage
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *checks;
  GtkWidget *computer_row;
  GtkWidget *links_row;
  GtkWidget *links_icon;
  GtkWidget *links_button;
  GtkWidget *nossa_row;
  GtkWidget *nossa_icon;
  GtkWidget *nossa_test;
  GtkWidget *findings_box;
  GtkWidget *findings;
  GtkWidget *login_group;
  GtkWidget *server;
  GtkWidget *user;
  GtkWidget *password_row;
  GtkWidget *password_stack;
  GtkWidget *password;
  GtkWidget *remember_row;
  GtkWidget *remember;
  GtkWidget *mail;
  GtkWidget *trouble;
  GtkWidget *start;
  GtkWidget *offline;
  GtkWidget *other_way;
  GtkWidget *spinner;
  GtkWidget *give_up;

  TuntasWorkplace *workplace;  /* (nullable): before set_workplace */
  TuntasSettings *settings;
  GTimeZone *zone;
  gboolean lists;              /* tickets come from lists: no login */

  /* in progress */
  GCancellable *reaching;      /* (nullable) */
  GCancellable *looking;       /* (nullable) */
  GCancellable *starting;      /* (nullable): a start is under way */
  TuntasLoginState login;      /* what is known of a stored one */
  guint delay;                 /* 0: nothing was typed */
};

static guint started_signal;
static guint not_forgotten_signal;

G_DEFINE_FINAL_TYPE (TuntasPreparePage, tuntas_prepare_page, GTK_TYPE_WIDGET)

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
set_check (GtkWidget *icon, CheckState state)
{
  static const struct { const char *icon, *style, *name; } looks[] = {
    [CHECK_OPEN] = { "content-loading-symbolic", NULL, N_("not checked") },
    [CHECK_UNDER_WAY] = { "content-loading-symbolic", NULL, N_("being checked") },
    [CHECK_GOOD] = { "object-select-symbolic", "good", N_("done") },
    [CHECK_BAD] = { "dialog-warning-symbolic", "late", N_("trouble") },
  };

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), looks[state].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[state].name), -1);
  gtk_widget_remove_css_class (icon, "good");
  gtk_widget_remove_css_class (icon, "late");
  if (looks[state].style != NULL)
    gtk_widget_add_css_class (icon, looks[state].style);
}

/* (transfer full): "nossa.example/" is written as an agent would; what goes to the workplace has a scheme and no
 * slash at the end. */
static char *
dup_server (TuntasPreparePage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->server))));

  while (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  if (*text == '\0' || strstr (text, "://") != NULL)
    return g_steal_pointer (&text);
  return g_strconcat ("https://", text, NULL);
}

static char *
dup_user (TuntasPreparePage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user))));
}

static gboolean
uses_stored (TuntasPreparePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->password_stack)), "stored") == 0;
}

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
  gtk_widget_set_sensitive (self->login_group, idle);
  gtk_widget_set_sensitive (self->start, idle);
  gtk_widget_set_sensitive (self->offline, idle);
  gtk_widget_set_sensitive (self->other_way, idle);
  gtk_widget_set_visible (self->spinner, !idle);
  gtk_widget_set_visible (self->give_up, !idle);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), !idle);
}

static void
focus_first (TuntasPreparePage *self)
{
  if (!self->lists && *gtk_editable_get_text (GTK_EDITABLE (self->server)) == '\0')
    gtk_widget_grab_focus (self->server);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->user)) == '\0')
    gtk_widget_grab_focus (self->user);
  else if (self->lists || uses_stored (self))
    gtk_widget_grab_focus (self->start);
  else
    gtk_widget_grab_focus (self->password);
}

/* 1.1.3 */

static void
show_nossa (TuntasPreparePage *self, CheckState state, const char *text)
{
  set_check (self->nossa_icon, state);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->nossa_row), text);
  gtk_widget_set_visible (self->offline, state == CHECK_BAD);
}

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasPreparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *server = NULL;
  g_autofree char *text = NULL;
  gint64 took = 0;

  if (tuntas_workplace_reach_finish (TUNTAS_WORKPLACE (source), result, &took, &error))
    {
      server = dup_server (self);
      /* Translators: the address of Nossa, then how long its answer took, with one decimal: "terhubung, 0,2 dtk" */
      text = g_strdup_printf (_("%s · connected, %.1f s"), server,
                              (double) MAX (took, G_USEC_PER_SEC / 10) / G_USEC_PER_SEC);
      show_nossa (self, CHECK_GOOD, text);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = tuntas_explain_error (error);
      show_nossa (self, CHECK_BAD, text);
    }
}

static void
reach (TuntasPreparePage *self)
{
  g_autofree char *server = dup_server (self);

  cancel (&self->reaching);
  if (self->lists)
    {
      show_nossa (self, CHECK_OPEN, _("Not connected: paste ticket lists or open them as files"));
      return;
    }
  if (*server == '\0')
    {
      show_nossa (self, CHECK_OPEN, _("Enter the address of Nossa below"));
      return;
    }
  show_nossa (self, CHECK_UNDER_WAY, _("Testing the connection…"));
  self->reaching = g_cancellable_new ();
  tuntas_workplace_reach_async (self->workplace, server, self->reaching, reached_cb, g_object_ref (self));
}

/* 1.1.4, 1.1.5 */

static void
show_login_state (TuntasPreparePage *self, TuntasLoginState state)
{
  gboolean had_entry_focus = gtk_widget_get_focus_child (self->password_stack) != NULL;
  gboolean keeps = state != TUNTAS_LOGIN_NO_KEYRING && state != TUNTAS_LOGIN_NO_BUS;

  self->login = state;
  gtk_stack_set_visible_child_name (GTK_STACK (self->password_stack),
                                    state == TUNTAS_LOGIN_STORED ? "stored" : "entry");
  gtk_widget_set_sensitive (self->remember, keeps);
  if (!keeps || state == TUNTAS_LOGIN_STORED)
    gtk_switch_set_active (GTK_SWITCH (self->remember), keeps);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->remember_row), tuntas_login_words_state (state));
  if (had_entry_focus && state == TUNTAS_LOGIN_STORED)
    gtk_widget_grab_focus (self->start);
}

/* An answer about an account that is no longer in the entries is not shown. */
typedef struct
{
  TuntasPreparePage *page;
  GCancellable *cancellable;
} LookUp;

static void
look_up_free (LookUp *data)
{
  g_object_unref (data->cancellable);
  g_object_unref (data->page);
  g_free (data);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LookUp *data = user_data;
  TuntasPreparePage *self = data->page;
  TuntasLoginState state = tuntas_workplace_look_up_login_finish (TUNTAS_WORKPLACE (source), result);

  if (data->cancellable == self->looking)
    show_login_state (self, state);
  look_up_free (data);
}

static void
look_up (TuntasPreparePage *self)
{
  g_autofree char *server = dup_server (self);
  g_autofree char *user = dup_user (self);
  LookUp *data;

  cancel (&self->looking);
  if (self->lists)
    return;
  if (*server == '\0' || *user == '\0')
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->password_stack), "entry");
      return;
    }
  self->looking = g_cancellable_new ();
  data = g_new (LookUp, 1);
  data->page = g_object_ref (self);
  data->cancellable = g_object_ref (self->looking);
  tuntas_workplace_look_up_login_async (self->workplace, server, user, self->looking, looked_up_cb, data);
}

static gboolean
typed_cb (gpointer user_data)
{
  TuntasPreparePage *self = user_data;

  self->delay = 0;
  reach (self);
  look_up (self);
  return G_SOURCE_REMOVE;
}

static void
account_changed_cb (TuntasPreparePage *self)
{
  if (self->workplace == NULL)
    return;
  show_trouble (self, NULL);
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (TYPING_DELAY, typed_cb, self);
}

static void
check_now_cb (TuntasPreparePage *self)
{
  reach (self);
  look_up (self);
}

static void
change_password_cb (TuntasPreparePage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->password_stack), "entry");
  gtk_widget_grab_focus (self->password);
}

/* 1.1.2 */

static void
open_links_cb (TuntasPreparePage *self)
{
  g_auto (GStrv) links = tuntas_settings_dup_links (self->settings);
  guint n_links = g_strv_length (links);
  g_autofree char *when = tuntas_format_clock (tuntas_clock_now_seconds (tuntas_workplace_get_clock (self->workplace)),
                                               self->zone);
  g_autofree char *text = NULL;

  if (n_links == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.preferences", NULL);
      return;
    }
  for (guint i = 0; i < n_links; i++)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), links[i], GDK_CURRENT_TIME);
  /* Translators: how many links were opened, and at what time: "3 tautan dibuka 07.52" */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u link opened %s", "%u links opened %s", n_links), n_links,
                          when);
  set_check (self->links_icon, CHECK_GOOD);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->links_row), text);
}

static void
show_links (TuntasPreparePage *self)
{
  g_auto (GStrv) links = tuntas_settings_dup_links (self->settings);
  guint n_links = g_strv_length (links);
  g_autofree char *text = NULL;

  text = n_links > 0
    ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u link, not opened yet", "%u links, not opened yet", n_links),
                       n_links)
    : g_strdup (_("No links yet; add those that you open each shift"));
  set_check (self->links_icon, CHECK_OPEN);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->links_row), text);
  gtk_button_set_label (GTK_BUTTON (self->links_button), n_links > 0 ? _("Open") : _("Add"));
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

/* Who takes back "Save login" does not want it in the keyring any longer. */
static void
forget_unwanted_login (TuntasPreparePage *self, const char *server, const char *user)
{
  if (self->login == TUNTAS_LOGIN_STORED && !gtk_switch_get_active (GTK_SWITCH (self->remember)))
    tuntas_workplace_forget_login_async (self->workplace, server, user, NULL, forgotten_cb, g_object_ref (self));
}

static void
finish_start (TuntasPreparePage *self, TuntasDesk *desk, gboolean with_nossa)
{
  g_autofree char *server = dup_server (self);
  g_autofree char *user = dup_user (self);

  tuntas_settings_set_account (self->settings, server, user);
  tuntas_settings_set_lists (self->settings, self->lists);
  if (!self->lists)
    {
      tuntas_settings_set_remember (self->settings, gtk_switch_get_active (GTK_SWITCH (self->remember)));
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
  show_login_state (self, state == TUNTAS_LOGIN_DISMISSED ? TUNTAS_LOGIN_LOCKED : state);
  change_password_cb (self);
}

/* What the agent types next depends on what was wrong. */
static void
fail_start (TuntasPreparePage *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
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
      change_password_cb (self);
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
  gtk_widget_grab_focus (lacks_server ? self->server : self->user);
  return FALSE;
}

static void
start_signed_in (TuntasPreparePage *self)
{
  g_autofree char *server = dup_server (self);
  g_autofree char *user = dup_user (self);
  g_autoptr (GCancellable) cancellable = NULL;
  gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0';
  /* Where the keyring may have the password but has not given it, it is asked again for who types none. */
  gboolean may_have = self->login == TUNTAS_LOGIN_LOCKED || self->login == TUNTAS_LOGIN_NO_ANSWER ||
                      self->login == TUNTAS_LOGIN_REFUSED || self->login == TUNTAS_LOGIN_BROKEN;
  gboolean stored = uses_stored (self) || (may_have && !typed);

  if (self->starting != NULL || !check_account (self, server, user))
    return;
  if (!stored && !typed)
    {
      show_trouble (self, _("Enter your password."));
      gtk_widget_grab_focus (self->password);
      return;
    }
  show_trouble (self, NULL);
  cancellable = g_cancellable_new ();
  tuntas_workplace_start_async (self->workplace, server, user,
                                stored ? NULL : gtk_editable_get_text (GTK_EDITABLE (self->password)),
                                gtk_switch_get_active (GTK_SWITCH (self->remember)), cancellable, start_finished_cb,
                                g_object_ref (self));
  /* Handed over: it must not stay in an entry that any program of the session can read. */
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  set_starting (self, cancellable);
}

/* Nobody may be there to answer the keyring's window, or the network hangs. */
static void
give_up_cb (TuntasPreparePage *self)
{
  cancel (&self->starting);
}

static void
start_offline_cb (TuntasPreparePage *self)
{
  g_autofree char *server = self->lists ? g_strdup ("") : dup_server (self);
  g_autofree char *user = dup_user (self);
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->starting != NULL || !check_account (self, server, user))
    return;
  show_trouble (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
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
  const TuntasClause *clause = tuntas_procedure_find_clause (tuntas_workplace_get_procedure (self->workplace), id);

  return clause != NULL ? tuntas_text_in (clause->text, g_get_language_names ()[0]) : id;
}

/* The titles of groups are markup in libadwaita 1.2, those of rows are told not to be. */
static void
set_group_title (GtkWidget *group, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), markup);
}

static void
show_clauses (TuntasPreparePage *self)
{
  g_autofree char *title = g_strconcat ("1.1 ", clause_text (self, "1.1"), NULL);
  g_autofree char *ready = g_strconcat ("1.1.6 ", clause_text (self, "1.1.6"), NULL);

  set_group_title (self->checks, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->computer_row), clause_text (self, "1.1.1"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->links_row), clause_text (self, "1.1.2"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->nossa_row), clause_text (self, "1.1.3"));
  gtk_button_set_label (GTK_BUTTON (self->start), ready);
}

/* Working from lists asks for nothing that a login needs. */
static void
show_lists (TuntasPreparePage *self)
{
  g_autofree char *login = self->lists
    ? g_strconcat ("1.1.4 ", clause_text (self, "1.1.4"), NULL)
    : g_strconcat ("1.1.4–1.1.5 ", clause_text (self, "1.1.4"), ", ", clause_text (self, "1.1.5"), NULL);

  set_group_title (self->login_group, login);
  gtk_widget_set_visible (self->server, !self->lists);
  gtk_widget_set_visible (self->password_row, !self->lists);
  gtk_widget_set_visible (self->remember_row, !self->lists);
  gtk_widget_set_visible (self->nossa_test, !self->lists);
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
  g_clear_object (&self->workplace);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (tuntas_prepare_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, checks);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, computer_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, links_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, links_icon);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, links_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, nossa_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, nossa_icon);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, nossa_test);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, findings_box);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, findings);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, login_group);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, server);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, user);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, password_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, password_stack);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, password);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, remember_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasPreparePage, remember);
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
  gtk_widget_class_bind_template_callback (widget_class, open_links_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_now_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_offline_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_way_cb);
}

static void
tuntas_prepare_page_init (TuntasPreparePage *self)
{
  g_type_ensure (TUNTAS_TYPE_MAIL_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zone = g_time_zone_new_local ();
}

void
tuntas_prepare_page_set_workplace (TuntasPreparePage *self, TuntasWorkplace *workplace, TuntasSettings *settings)
{
  g_autofree char *server = tuntas_settings_dup_server (settings);
  g_autofree char *user = tuntas_settings_dup_user (settings);

  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  g_return_if_fail (self->workplace == NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->server),
                         *server == '\0' && tuntas_workplace_get_server (workplace) != NULL
                           ? tuntas_workplace_get_server (workplace) : server);
  gtk_editable_set_text (GTK_EDITABLE (self->user),
                         *user == '\0' && tuntas_workplace_get_user (workplace) != NULL
                           ? tuntas_workplace_get_user (workplace) : user);
  gtk_switch_set_active (GTK_SWITCH (self->remember), tuntas_settings_get_remember (settings));
  g_set_object (&self->settings, settings);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (settings, "changed::links", G_CALLBACK (show_links), self, G_CONNECT_SWAPPED);
  tuntas_mail_group_set_account (TUNTAS_MAIL_GROUP (self->mail), tuntas_workplace_get_mail_account (workplace), TRUE);
  show_clauses (self);
  show_findings (self);
  show_links (self);
  show_login_state (self, TUNTAS_LOGIN_NOT_STORED);
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
  g_autofree char *day = NULL;

  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  day = tuntas_format_date (tuntas_clock_now_seconds (tuntas_workplace_get_clock (self->workplace)), self->zone);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->checks), day);
  show_trouble (self, NULL);
  reach (self);
  look_up (self);
  focus_first (self);
}

void
tuntas_prepare_page_stop (TuntasPreparePage *self)
{
  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  g_clear_handle_id (&self->delay, g_source_remove);
  cancel (&self->reaching);
  cancel (&self->looking);
  cancel (&self->starting);
}

void
tuntas_prepare_page_forget_user (TuntasPreparePage *self)
{
  g_return_if_fail (TUNTAS_IS_PREPARE_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->user), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_switch_set_active (GTK_SWITCH (self->remember), FALSE);
  show_login_state (self, TUNTAS_LOGIN_NOT_STORED);
}
