/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The login at the mail server that the site's settings name: what the agent gives its password to, once. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_MAIL_PASSWORD_NONE,    /* nothing is stored: e-mails wait */
  TUNTAS_MAIL_PASSWORD_LOCKED,  /* the keyring is locked: whether one is stored is not known */
  TUNTAS_MAIL_PASSWORD_REFUSED, /* the server did not take it: e-mails wait for another one */
  TUNTAS_MAIL_PASSWORD_SESSION, /* kept until the program ends; no keyring took it */
  TUNTAS_MAIL_PASSWORD_STORED,
} TuntasMailPassword;

#define TUNTAS_TYPE_MAIL_ACCOUNT (tuntas_mail_account_get_type ())
/* Signals: "given": the agent gave a password; "changed": what is known of it is another thing now. */
G_DECLARE_FINAL_TYPE (TuntasMailAccount, tuntas_mail_account, TUNTAS, MAIL_ACCOUNT, GObject)

/* "smtp://mail.example:587" */
const char        *tuntas_mail_account_get_server  (TuntasMailAccount *self);
const char        *tuntas_mail_account_get_user    (TuntasMailAccount *self);
/* (nullable): with REFUSED, what the server said. */
const char        *tuntas_mail_account_get_refusal (TuntasMailAccount *self);

/* What is known of the password, without asking the agent anything. */
void               tuntas_mail_account_look_async  (TuntasMailAccount *self, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
TuntasMailPassword tuntas_mail_account_look_finish (TuntasMailAccount *self, GAsyncResult *result);

/* The agent's password (not empty): it counts at once, and is kept in the keyring, which may show its window. finish ()
 * is FALSE where the keyring did not take it: then it is kept until the program ends. */
void               tuntas_mail_account_give_async  (TuntasMailAccount *self, const char *password,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                                    gpointer user_data);
gboolean           tuntas_mail_account_give_finish (TuntasMailAccount *self, GAsyncResult *result, GError **error);

G_END_DECLS
