/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Who has the password of the mail server's user. The mailer asks at each sending and keeps nothing. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAIL_LOGIN (tuntas_mail_login_get_type ())
G_DECLARE_INTERFACE (TuntasMailLogin, tuntas_mail_login, TUNTAS, MAIL_LOGIN, GObject)

/* ask takes over the task and returns on it, once: a pointer (the password, a string, with
 * tuntas_mail_login_wipe () to destroy it), or an error
 * of any kind, whose message says why there is none. */
struct _TuntasMailLoginInterface
{
  GTypeInterface parent_iface;

  void (*ask)     (TuntasMailLogin *self, GTask *task);
  void (*refused) (TuntasMailLogin *self, const char *words);
};

/* Without a question to a person. finish (): (transfer full), to be given to tuntas_mail_login_wipe (); or NULL. */
void  tuntas_mail_login_ask_async  (TuntasMailLogin *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
char *tuntas_mail_login_ask_finish (TuntasMailLogin *self, GAsyncResult *result, GError **error);

/* The server took the password for a wrong one, in these words. It is not given a second time by itself, because
 * servers block who tries too often. */
void  tuntas_mail_login_refused    (TuntasMailLogin *self, const char *words);

/* Overwrites and frees. (nullable) */
void  tuntas_mail_login_wipe       (char *password);

G_END_DECLS
