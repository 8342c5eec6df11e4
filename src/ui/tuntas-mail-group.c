/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-group.h"

#include <glib/gi18n-lib.h>

struct _TuntasMailGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *account_row;
  GtkWidget *password;

  TuntasMailAccount *account; /* (nullable) */
  gboolean when_wanted;
  GCancellable *looking;      /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TuntasMailGroup, tuntas_mail_group, ADW_TYPE_PREFERENCES_GROUP)

/* (transfer full) */
static char *
dup_words (TuntasMailGroup *self, TuntasMailPassword password)
{
  const char *refusal = tuntas_mail_account_get_refusal (self->account);

  switch (password)
    {
    case TUNTAS_MAIL_PASSWORD_NONE:
      return g_strdup (_("There is no password yet: e-mails wait for it."));
    case TUNTAS_MAIL_PASSWORD_LOCKED:
      return g_strdup (_("The keyring is locked. Type the password once more to open it."));
    case TUNTAS_MAIL_PASSWORD_REFUSED:
      /* Translators: %s is what the mail server said, in its own words. */
      return g_strdup_printf (_("The mail server did not take the password (%s): e-mails wait for another one."),
                              refusal != NULL ? refusal : "–");
    case TUNTAS_MAIL_PASSWORD_SESSION:
      return g_strdup (_("The password is kept until the program ends; the keyring did not take it."));
    case TUNTAS_MAIL_PASSWORD_STORED:
    default:
      return g_strdup (_("The password is saved in the keyring."));
    }
}

static void
show (TuntasMailGroup *self, TuntasMailPassword password)
{
  gboolean wanted = password == TUNTAS_MAIL_PASSWORD_NONE || password == TUNTAS_MAIL_PASSWORD_REFUSED;
  g_autofree char *words = dup_words (self, password);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->account_row), words);
  /* Once it is seen, the agent also sees what came of it. */
  if (wanted || !self->when_wanted)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasMailGroup) self = user_data;
  TuntasMailPassword password = tuntas_mail_account_look_finish (TUNTAS_MAIL_ACCOUNT (source), result);

  if (self->account != NULL && !g_cancellable_is_cancelled (self->looking))
    show (self, password);
}

static void
look (TuntasMailGroup *self)
{
  tuntas_mail_account_look_async (self->account, self->looking, looked_cb, g_object_ref (self));
}

static void
give_cb (TuntasMailGroup *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (*typed == '\0' || self->account == NULL)
    return;
  /* What came of it is told by "changed". */
  tuntas_mail_account_give_async (self->account, typed, NULL, NULL, NULL);
  /* Handed over: it must not stay in an entry that any program of the session can read. */
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

static void
tuntas_mail_group_dispose (GObject *object)
{
  TuntasMailGroup *self = TUNTAS_MAIL_GROUP (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (tuntas_mail_group_parent_class)->dispose (object);
}

static void
tuntas_mail_group_finalize (GObject *object)
{
  g_clear_object (&TUNTAS_MAIL_GROUP (object)->looking);
  G_OBJECT_CLASS (tuntas_mail_group_parent_class)->finalize (object);
}

static void
tuntas_mail_group_class_init (TuntasMailGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_mail_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_mail_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-mail-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasMailGroup, account_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasMailGroup, password);
  gtk_widget_class_bind_template_callback (widget_class, give_cb);
}

static void
tuntas_mail_group_init (TuntasMailGroup *self)
{
  self->looking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tuntas_mail_group_set_account (TuntasMailGroup *self, TuntasMailAccount *account, gboolean when_wanted)
{
  g_autofree char *title = NULL;

  g_return_if_fail (TUNTAS_IS_MAIL_GROUP (self));
  g_return_if_fail (self->account == NULL);
  if (!g_set_object (&self->account, account))
    return;
  self->when_wanted = when_wanted;
  title = g_strdup_printf ("%s · %s", tuntas_mail_account_get_user (account), tuntas_mail_account_get_server (account));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account_row), title);
  g_signal_connect_object (account, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}
