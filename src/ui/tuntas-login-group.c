/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-login-group.h"

#include "tuntas-login-words.h"
#include "tuntas-shown-page.h"

#include <string.h>

#define TYPING_DELAY 600 /* ms without a key before what was typed counts */

struct _TuntasLoginGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *server;
  GtkWidget *user;
  GtkWidget *password_row;
  GtkWidget *password_stack;
  GtkWidget *password;
  GtkWidget *remember_row;
  GtkWidget *remember;

  TuntasWorkplace *workplace; /* (nullable): before set_workplace */
  gboolean lists;
  TuntasLoginState state;
  GCancellable *looking;      /* (nullable) */
  guint delay;                /* 0: nothing was typed */
};

enum
{
  TYPED,
  SETTLED,
  ACTIVATE,
  COMPLETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TuntasLoginGroup, tuntas_login_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* "nossa.example/" is written as an agent would. */
char *
tuntas_login_group_dup_server (TuntasLoginGroup *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (TUNTAS_IS_LOGIN_GROUP (self), NULL);
  text = g_strstrip (g_strdup (get_text (self->server)));
  while (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  if (*text == '\0' || strstr (text, "://") != NULL)
    return g_steal_pointer (&text);
  return g_strconcat ("https://", text, NULL);
}

char *
tuntas_login_group_dup_user (TuntasLoginGroup *self)
{
  g_return_val_if_fail (TUNTAS_IS_LOGIN_GROUP (self), NULL);
  return g_strstrip (g_strdup (get_text (self->user)));
}

const char *
tuntas_login_group_get_password (TuntasLoginGroup *self)
{
  g_return_val_if_fail (TUNTAS_IS_LOGIN_GROUP (self), NULL);
  return *get_text (self->password) != '\0' ? get_text (self->password) : NULL;
}

void
tuntas_login_group_clear_password (TuntasLoginGroup *self)
{
  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

static gboolean
shows_stored (TuntasLoginGroup *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->password_stack)), "stored") == 0;
}

gboolean
tuntas_login_group_may_be_stored (TuntasLoginGroup *self)
{
  g_return_val_if_fail (TUNTAS_IS_LOGIN_GROUP (self), FALSE);
  return shows_stored (self) || self->state == TUNTAS_LOGIN_LOCKED || self->state == TUNTAS_LOGIN_NO_ANSWER ||
         self->state == TUNTAS_LOGIN_REFUSED || self->state == TUNTAS_LOGIN_BROKEN;
}

gboolean
tuntas_login_group_get_remember (TuntasLoginGroup *self)
{
  g_return_val_if_fail (TUNTAS_IS_LOGIN_GROUP (self), FALSE);
  return gtk_switch_get_active (GTK_SWITCH (self->remember));
}

gboolean
tuntas_login_group_has_unwanted (TuntasLoginGroup *self)
{
  return self->state == TUNTAS_LOGIN_STORED && !tuntas_login_group_get_remember (self);
}

/* The keyring */

void
tuntas_login_group_set_state (TuntasLoginGroup *self, TuntasLoginState state)
{
  gboolean had_entry_focus = gtk_widget_get_focus_child (self->password_stack) != NULL;
  gboolean keeps = state != TUNTAS_LOGIN_NO_KEYRING && state != TUNTAS_LOGIN_NO_BUS;

  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  self->state = state;
  gtk_stack_set_visible_child_name (GTK_STACK (self->password_stack), state == TUNTAS_LOGIN_STORED ? "stored" : "entry");
  gtk_widget_set_sensitive (self->remember, keeps);
  if (!keeps || state == TUNTAS_LOGIN_STORED)
    gtk_switch_set_active (GTK_SWITCH (self->remember), keeps);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->remember_row), tuntas_login_words_state (state));
  if (state != TUNTAS_LOGIN_STORED)
    return;
  tuntas_login_group_clear_password (self);
  if (had_entry_focus)
    g_signal_emit (self, signals[COMPLETE], 0);
}

/* An answer about an account that is no longer in the entries is not shown. */
typedef struct
{
  TuntasLoginGroup *group;
  GCancellable *cancellable;
} LookUp;

static void
look_up_free (LookUp *data)
{
  g_object_unref (data->cancellable);
  g_object_unref (data->group);
  g_free (data);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LookUp *data = user_data;
  TuntasLoginState state = tuntas_workplace_look_up_login_finish (TUNTAS_WORKPLACE (source), result);

  if (data->cancellable == data->group->looking)
    tuntas_login_group_set_state (data->group, state);
  look_up_free (data);
}

static void
stop_looking (TuntasLoginGroup *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

void
tuntas_login_group_look_up (TuntasLoginGroup *self)
{
  g_autofree char *server = tuntas_login_group_dup_server (self);
  g_autofree char *user = tuntas_login_group_dup_user (self);
  LookUp *data;

  stop_looking (self);
  if (self->lists)
    return;
  if (*server == '\0' || *user == '\0')
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->password_stack), "entry");
      return;
    }
  self->looking = g_cancellable_new ();
  data = g_new (LookUp, 1);
  data->group = g_object_ref (self);
  data->cancellable = g_object_ref (self->looking);
  tuntas_workplace_look_up_login_async (self->workplace, server, user, self->looking, looked_up_cb, data);
}

void
tuntas_login_group_stop (TuntasLoginGroup *self)
{
  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  g_clear_handle_id (&self->delay, g_source_remove);
  stop_looking (self);
}

/* The entries */

static gboolean
settled_cb (gpointer user_data)
{
  TuntasLoginGroup *self = user_data;

  self->delay = 0;
  g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
account_changed_cb (TuntasLoginGroup *self)
{
  if (self->workplace == NULL)
    return;
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (TYPING_DELAY, settled_cb, self);
  g_signal_emit (self, signals[TYPED], 0);
}

static void
activate_cb (TuntasLoginGroup *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

void
tuntas_login_group_ask_for_password (TuntasLoginGroup *self)
{
  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->password_stack), "entry");
  gtk_widget_grab_focus (self->password);
}

gboolean
tuntas_login_group_focus_missing (TuntasLoginGroup *self)
{
  g_return_val_if_fail (TUNTAS_IS_LOGIN_GROUP (self), FALSE);
  if (!self->lists && *get_text (self->server) == '\0')
    return gtk_widget_grab_focus (self->server);
  if (*get_text (self->user) == '\0')
    return gtk_widget_grab_focus (self->user);
  return !self->lists && !shows_stored (self) && gtk_widget_grab_focus (self->password);
}

void
tuntas_login_group_forget_user (TuntasLoginGroup *self)
{
  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  gtk_editable_set_text (GTK_EDITABLE (self->user), "");
  tuntas_login_group_clear_password (self);
  gtk_switch_set_active (GTK_SWITCH (self->remember), FALSE);
  tuntas_login_group_set_state (self, TUNTAS_LOGIN_NOT_STORED);
}

void
tuntas_login_group_set_lists (TuntasLoginGroup *self, gboolean lists)
{
  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  self->lists = lists;
  gtk_widget_set_visible (self->server, !lists);
  gtk_widget_set_visible (self->password_row, !lists);
  gtk_widget_set_visible (self->remember_row, !lists);
}

static void
set_first_text (GtkWidget *entry, const char *used, const char *of_site)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), *used == '\0' && of_site != NULL ? of_site : used);
}

void
tuntas_login_group_set_workplace (TuntasLoginGroup *self, TuntasWorkplace *workplace, TuntasSettings *settings)
{
  g_autofree char *server = tuntas_settings_dup_server (settings);
  g_autofree char *user = tuntas_settings_dup_user (settings);

  g_return_if_fail (TUNTAS_IS_LOGIN_GROUP (self));
  g_return_if_fail (self->workplace == NULL);
  set_first_text (self->server, server, tuntas_workplace_get_server (workplace));
  set_first_text (self->user, user, tuntas_workplace_get_user (workplace));
  gtk_switch_set_active (GTK_SWITCH (self->remember), tuntas_settings_get_remember (settings));
  self->workplace = g_object_ref (workplace);
  tuntas_login_group_set_state (self, TUNTAS_LOGIN_NOT_STORED);
}

static void
tuntas_login_group_dispose (GObject *object)
{
  TuntasLoginGroup *self = TUNTAS_LOGIN_GROUP (object);

  tuntas_login_group_stop (self);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (tuntas_login_group_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, TUNTAS_TYPE_LOGIN_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tuntas_login_group_class_init (TuntasLoginGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_login_group_dispose;
  signals[TYPED] = add_signal ("typed");
  signals[SETTLED] = add_signal ("settled");
  signals[ACTIVATE] = add_signal ("activate");
  signals[COMPLETE] = add_signal ("complete");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-login-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, server);
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, user);
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, password_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, password_stack);
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, password);
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, remember_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasLoginGroup, remember);
  gtk_widget_class_bind_template_callback (widget_class, account_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, tuntas_login_group_ask_for_password);
}

static void
tuntas_login_group_init (TuntasLoginGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (GTK_STACK (self->password_stack));
}
