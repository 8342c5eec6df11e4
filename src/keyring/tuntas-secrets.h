/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secret.h"

#include <gio/gio.h>

/* Where the password of an account is kept, of Nossa or of the mail server. An account is a server (its origin,
 * "https://nossa.example" or "smtp://mail.example:587") and a user name; nothing else is written beside the password.
 *
 * Only tuntas_secrets_unlock_async () and tuntas_secrets_store_async () may show a window of the keyring's; call
 * them on the agent's own click. The others never ask. Every call ends: with an answer, with the caller's
 * cancellable (G_IO_ERROR_CANCELLED), or with TUNTAS_KEYRING_ERROR_NO_ANSWER at the implementation's own deadline;
 * what comes later is ignored. All calls and callbacks belong to one thread.
 *
 * Implementations: TuntasSecretService (the desktop's keyring) and TuntasSessionSecrets (memory only). */

G_BEGIN_DECLS

#define TUNTAS_KEYRING_ERROR (tuntas_keyring_error_quark ())

/* Each state has its own sentence and its own way on. */
typedef enum
{
  TUNTAS_KEYRING_ERROR_NOT_STORED, /* the keyring is open and has nothing for this account: ask the agent */
  TUNTAS_KEYRING_ERROR_LOCKED,     /* there may be something, the keyring is locked: offer to unlock it */
  TUNTAS_KEYRING_ERROR_DISMISSED,  /* the agent closed the keyring's window: offer again, or this session only */
  TUNTAS_KEYRING_ERROR_NO_ANSWER,  /* nothing came within the deadline; whether it happened is not known */
  TUNTAS_KEYRING_ERROR_NO_SERVICE, /* no program on this desktop keeps secrets: this session only */
  TUNTAS_KEYRING_ERROR_NO_BUS,     /* no session bus: this session only */
  TUNTAS_KEYRING_ERROR_REFUSED,    /* the keyring said no; the password is not stored, the caller still has it */
  TUNTAS_KEYRING_ERROR_FAILED,     /* anything else, such as a keyring that died in mid-call: try again later */
} TuntasKeyringError;

GQuark tuntas_keyring_error_quark (void);

typedef enum
{
  TUNTAS_SECRETS_READY,  /* open: looking up and storing need no window */
  TUNTAS_SECRETS_LOCKED, /* storing and unlocking will show the keyring's window */
  TUNTAS_SECRETS_EMPTY,  /* no keyring yet: storing will ask the agent for a new one's password */
} TuntasSecretsStatus;

#define TUNTAS_TYPE_SECRETS (tuntas_secrets_get_type ())
G_DECLARE_INTERFACE (TuntasSecrets, tuntas_secrets, TUNTAS, SECRETS, GObject)

/* Each member takes over the task and returns on it, once: status an int (TuntasSecretsStatus), lookup a pointer
 * (TuntasSecret), the others a boolean. */
struct _TuntasSecretsInterface
{
  GTypeInterface parent_iface;

  void (*status) (TuntasSecrets *self, GTask *task);
  void (*lookup) (TuntasSecrets *self, const char *server, const char *user, GTask *task);
  void (*unlock) (TuntasSecrets *self, const char *server, const char *user, GTask *task);
  void (*store)  (TuntasSecrets *self, const char *server, const char *user, TuntasSecret *secret, GTask *task);
  void (*clear)  (TuntasSecrets *self, const char *server, const char *user, GTask *task);
};

/* The keyring's state, without asking the agent. finish () returns FALSE with NO_ANSWER, NO_SERVICE, NO_BUS or
 * FAILED, and leaves status untouched then. */
void          tuntas_secrets_status_async  (TuntasSecrets *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean      tuntas_secrets_status_finish (TuntasSecrets *self, GAsyncResult *result, TuntasSecretsStatus *status,
                                            GError **error);

/* The account's password, without asking the agent. Of several, the newest readable one. finish (): (transfer full),
 * or NULL with NOT_STORED, LOCKED (never mixed up with NOT_STORED), NO_ANSWER, NO_SERVICE, NO_BUS or FAILED. */
void          tuntas_secrets_lookup_async  (TuntasSecrets *self, const char *server, const char *user,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
TuntasSecret *tuntas_secrets_lookup_finish (TuntasSecrets *self, GAsyncResult *result, GError **error);

/* Lets the keyring ask the agent to open what hides this account's password, or with server and user both NULL that of any
 * account; TRUE at once where nothing does.
 * FALSE with DISMISSED, REFUSED (still locked), NO_ANSWER, NO_SERVICE, NO_BUS or FAILED. */
void          tuntas_secrets_unlock_async  (TuntasSecrets *self, const char *server, const char *user,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean      tuntas_secrets_unlock_finish (TuntasSecrets *self, GAsyncResult *result, GError **error);

/* Keeps the password, in place of an older one of this account. May show the keyring's window (see the status).
 * FALSE with DISMISSED, REFUSED, NO_ANSWER, NO_SERVICE, NO_BUS or FAILED. */
void          tuntas_secrets_store_async   (TuntasSecrets *self, const char *server, const char *user,
                                            TuntasSecret *secret, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean      tuntas_secrets_store_finish  (TuntasSecrets *self, GAsyncResult *result, GError **error);

/* Removes every password of the account, without asking the agent; TRUE also where there was none. server and user both
 * NULL: of all accounts of this program, also of such that were used long ago.
 * FALSE with LOCKED (nothing was removed), REFUSED, NO_ANSWER, NO_SERVICE, NO_BUS or FAILED. */
void          tuntas_secrets_clear_async   (TuntasSecrets *self, const char *server, const char *user,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean      tuntas_secrets_clear_finish  (TuntasSecrets *self, GAsyncResult *result, GError **error);

G_END_DECLS
