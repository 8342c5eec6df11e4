/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secrets.h"

#include "tuntas-clock.h"

#include <gio/gio.h>

/* One running call to the keyring (private to this folder).
 *
 * A callback of the keyring's may never come: gnome-keyring 42.1 can abort under a prompt, and then not even a
 * cancellable ends the wait. So the task that the caller waits for is ended by whichever is first: the chain of
 * steps, the caller's cancellable, or our deadline. Ending it is "settling"; a step that comes back to a settled
 * call frees what it got and stops. Each pending step holds a reference. */

G_BEGIN_DECLS

#define TUNTAS_SECRET_BUS_NAME "org.freedesktop.secrets"

typedef struct _TuntasSecretCall TuntasSecretCall;

/* Goes on with the call after a prompt that the agent answered. */
typedef void (*TuntasSecretStep) (TuntasSecretCall *self);

/* (transfer full): takes over the task. The caller's cancellable is the task's. */
TuntasSecretCall *tuntas_secret_call_new         (GTask *task, TuntasClock *clock);
TuntasSecretCall *tuntas_secret_call_ref         (TuntasSecretCall *self);
void              tuntas_secret_call_unref       (TuntasSecretCall *self);

gboolean          tuntas_secret_call_is_settled  (TuntasSecretCall *self);

/* For the steps only: cancelled when the call is settled. (transfer none) */
GCancellable     *tuntas_secret_call_cancellable (TuntasSecretCall *self);

/* The call must be settled within so many seconds from now; replaces the deadline before. */
void              tuntas_secret_call_allow       (TuntasSecretCall *self, guint seconds);

/* Settles the call. (transfer full) (nullable): the task to return on, NULL where it is settled already. */
GTask            *tuntas_secret_call_take        (TuntasSecretCall *self);

void              tuntas_secret_call_fail        (TuntasSecretCall *self, TuntasKeyringError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Settles with the keyring error that cause (of GLib, D-Bus or libsecret) stands for; fallback where it says nothing
 * that we know. doing names the step in the message. */
void              tuntas_secret_call_fail_from   (TuntasSecretCall *self, TuntasKeyringError fallback,
                                                  const char *doing, const GError *cause);

/* Lets the keyring show its prompt, and then takes the next step; a dismissed prompt settles with DISMISSED, and a
 * keyring that leaves the bus meanwhile with FAILED. A prompt that nobody waits for any more is left on the screen:
 * it is the keyring's, and taking it back makes gnome-keyring 42.1 abort at the next one. */
void              tuntas_secret_call_prompt      (TuntasSecretCall *self, GDBusConnection *bus, const char *path,
                                                  TuntasSecretStep next);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSecretCall, tuntas_secret_call_unref)

/* What the steps of TuntasSecretService have found so far. */
typedef struct _TuntasSecretFindings TuntasSecretFindings;
TuntasSecretFindings *tuntas_secret_call_findings     (TuntasSecretCall *self);
void                  tuntas_secret_call_set_findings (TuntasSecretCall *self, TuntasSecretFindings *findings,
                                                       GDestroyNotify destroy);

G_END_DECLS
