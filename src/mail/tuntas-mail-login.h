/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Who has the password of the mail server's user. The mailer asks at each sending and keeps nothing. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAIL_LOGIN (tuntas_mail_login_get_type ())
G_DECLARE_INTERFACE (TuntasMailLogin, tuntas_mail_login, TUNTAS, MAIL_LOGIN, GObject)

/* ask takes over the task and returns on it, once: by tuntas_mail_login_return (), or with an error of any kind, whose
 * message says why there is no password. */
struct _TuntasMailLoginInterface
{
  GTypeInterface parent_iface;

  void     (*ask)     (TuntasMailLogin *self, GTask *task);
  gboolean (*refused) (TuntasMailLogin *self, guint login, const char *words);
};

/* Without a question to a person. finish (): (transfer full), to be given to tuntas_wipe (); or NULL. login (out): which
 * of the passwords given so far it is, for tuntas_mail_login_refused (). */
void     tuntas_mail_login_ask_async  (TuntasMailLogin *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
char    *tuntas_mail_login_ask_finish (TuntasMailLogin *self, GAsyncResult *result, guint *login, GError **error);

/* The server took that password for a wrong one, in these words. It is not given a second time by itself, because servers
 * block who tries too often. FALSE: another one was given meanwhile, of which this says nothing. */
gboolean tuntas_mail_login_refused    (TuntasMailLogin *self, guint login, const char *words);

/* For implementations: ends the task with a password (transfer full). Does not take the task's reference. */
void     tuntas_mail_login_return     (GTask *task, char *password, guint login);

G_END_DECLS
