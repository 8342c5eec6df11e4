/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-finding.h"
#include "tuntas-mail-account.h"
#include "tuntas-probe.h"

/* Where a desk comes from: the parts of the outside (clock, transport, mail, keyring, folder, procedure) that were
 * wired once, by the program for work and by the training for practice. The window asks it for a desk and does not
 * know which of the two it is, but for what it must show (tuntas_workplace_is_training ()). */

G_BEGIN_DECLS

/* What is known of a stored login; or, as the code of an error, why the keyring did not give or take one. */
typedef enum
{
  TUNTAS_LOGIN_NOT_STORED,
  TUNTAS_LOGIN_STORED,
  TUNTAS_LOGIN_LOCKED,     /* the keyring is locked: whether one is stored is not known */
  TUNTAS_LOGIN_DISMISSED,  /* the agent closed the keyring's window */
  TUNTAS_LOGIN_NO_ANSWER,  /* the keyring did not answer in time */
  TUNTAS_LOGIN_NO_KEYRING, /* there is no keyring here: the login is for this session only */
  TUNTAS_LOGIN_NO_BUS,     /* nor anything by which it could be asked: likewise */
  TUNTAS_LOGIN_REFUSED,    /* the keyring said no */
  TUNTAS_LOGIN_BROKEN,     /* the keyring ended while it was asked, or answered nonsense */
} TuntasLoginState;

#define TUNTAS_LOGIN_N_STATES (TUNTAS_LOGIN_BROKEN + 1)

/* Errors of a start by the stored login, where the keyring did not give it; the codes are TuntasLoginState. */
#define TUNTAS_LOGIN_ERROR (tuntas_login_error_quark ())
GQuark           tuntas_login_error_quark (void);

/* Signals: "opened" (TuntasDesk): a desk was started, before its caller has got it. "login-not-stored" (int, a
 * TuntasLoginState): the keyring did not take the login of a start that asked for it. */
#define TUNTAS_TYPE_WORKPLACE (tuntas_workplace_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWorkplace, tuntas_workplace, TUNTAS, WORKPLACE, GObject)

gboolean         tuntas_workplace_is_training (TuntasWorkplace *self);
TuntasClock     *tuntas_workplace_get_clock   (TuntasWorkplace *self);
/* How fast the clock runs: 1, 60 or 600; always 1 at work. */
int              tuntas_workplace_get_speed   (TuntasWorkplace *self);
void             tuntas_workplace_set_speed   (TuntasWorkplace *self, int speed);
/* In training only: the time that would be waited for is over at once. */
void             tuntas_workplace_skip        (TuntasWorkplace *self, gint64 seconds);
TuntasProcedure *tuntas_workplace_get_procedure (TuntasWorkplace *self);
TuntasStation   *tuntas_workplace_get_station (TuntasWorkplace *self);
/* (element-type TuntasFinding): what was refused of the site's settings; perhaps empty. */
GPtrArray       *tuntas_workplace_get_findings (TuntasWorkplace *self);
/* (nullable): the login at the mail server, where the site has one. */
TuntasMailAccount *tuntas_workplace_get_mail_account (TuntasWorkplace *self);
/* (nullable): the login that was used last, or that the training sets. */
const char      *tuntas_workplace_get_server  (TuntasWorkplace *self);
const char      *tuntas_workplace_get_user    (TuntasWorkplace *self);

void             tuntas_workplace_look_up_login_async  (TuntasWorkplace *self, const char *server, const char *user,
                                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                                        gpointer user_data);
TuntasLoginState tuntas_workplace_look_up_login_finish (TuntasWorkplace *self, GAsyncResult *result);

/* Whether something that looks like Nossa answers there, without signing in; took (out): the time in µs. */
void     tuntas_workplace_reach_async  (TuntasWorkplace *self, const char *server, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_workplace_reach_finish (TuntasWorkplace *self, GAsyncResult *result, gint64 *took, GError **error);

/* Tests the connection step by step; told gets each step as it ends. Nothing is written to the server. A desk
 * (nullable) that is signed in lends its session; else password (nullable) is submitted once, NULL taking the stored
 * one as far as it can be had without asking for it, and without any the steps from the sign-in on are skipped. good
 * (out): no step has trouble. Errors: TUNTAS_DESK_ERROR (nothing was told), or cancelled. */
void     tuntas_workplace_probe_async  (TuntasWorkplace *self, TuntasDesk *desk, const char *server, const char *user,
                                        const char *password, TuntasProbeFunc told, gpointer told_data,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_workplace_probe_finish (TuntasWorkplace *self, GAsyncResult *result, gboolean *good, GError **error);

/* Opens the account's desk and signs in. password NULL takes the stored one. remember: keep it in the keyring once
 * Nossa has accepted it (a failure to store it is told by "login-not-stored" and does not fail the start). Errors of
 * TUNTAS_DESK_ERROR; of TUNTAS_LOGIN_ERROR where the stored one was asked for and is not to be had. */
void        tuntas_workplace_start_async  (TuntasWorkplace *self, const char *server, const char *user,
                                           const char *password, gboolean remember, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable) */
TuntasDesk *tuntas_workplace_start_finish (TuntasWorkplace *self, GAsyncResult *result, GError **error);

/* The same without signing in: what is on this computer, sent later. server "": an account without Nossa, whose tickets
 * come from lists (TUNTAS_SYNC_LISTS); user is then the agent's login as it stands in the journal, or a name. */
void        tuntas_workplace_start_offline_async  (TuntasWorkplace *self, const char *server, const char *user,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                                   gpointer user_data);
TuntasDesk *tuntas_workplace_start_offline_finish (TuntasWorkplace *self, GAsyncResult *result, GError **error);

/* Takes the stored password out of the keyring. */
void        tuntas_workplace_forget_login_async  (TuntasWorkplace *self, const char *server, const char *user,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer user_data);
gboolean    tuntas_workplace_forget_login_finish (TuntasWorkplace *self, GAsyncResult *result, GError **error);

/* What would be lost if this computer forgot everything now. */
typedef struct
{
  guint n_accounts; /* that are kept here */
  guint n_unsent;   /* their effects that nobody has proof of yet */
  guint n_unread;   /* accounts that could not be looked into: they may have more */
} TuntasLeftovers;

/* desk (nullable): the one that is open. */
void        tuntas_workplace_count_leftovers_async  (TuntasWorkplace *self, TuntasDesk *desk, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean    tuntas_workplace_count_leftovers_finish (TuntasWorkplace *self, GAsyncResult *result, TuntasLeftovers *left,
                                                     GError **error);

/* Forgets this computer, in one act that is not given up once it is begun: the journals, caches, snapshots and whatever
 * else of all accounts lies in the program's folder, and every password of its accounts in the keyring, which may ask the
 * agent to be unlocked. No desk may be open. login_kept (out): the keyring did not let its passwords go; all the rest is
 * gone nevertheless. Error: TUNTAS_DESK_ERROR_NOT_SAVED, with what could not be removed. */
void        tuntas_workplace_forget_async  (TuntasWorkplace *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean    tuntas_workplace_forget_finish (TuntasWorkplace *self, GAsyncResult *result, gboolean *login_kept,
                                            GError **error);

G_END_DECLS
