/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secrets.h"

/* Runs one call of TuntasSecrets to its end in the default main context. */

G_BEGIN_DECLS

#define SERVER "https://nossa.example"

/* Where the tests' clock stands at first, µs UTC: in November 2026. */
#define START (G_GINT64_CONSTANT (1795400000) * G_USEC_PER_SEC)

typedef struct
{
  TuntasSecrets *secrets;
  GAsyncResult *result; /* (owned) (nullable): NULL while it runs */
} Running;

/* As a GAsyncReadyCallback with a Running. A second answer fails the test. */
void                running_cb   (GObject *source, GAsyncResult *result, gpointer user_data);
/* Turns the loop until it has ended; a minute of real time fails the test. */
void                running_wait (Running *running);
/* Lets the loop do all that is due, and then nothing may have come. */
void                running_assert_waits (Running *running);
void                running_clear (Running *running);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Running, running_clear)

TuntasSecretsStatus drive_status (TuntasSecrets *secrets, GError **error);
char               *drive_lookup (TuntasSecrets *secrets, const char *user, GError **error);
gboolean            drive_unlock (TuntasSecrets *secrets, const char *user, GError **error);
gboolean            drive_store  (TuntasSecrets *secrets, const char *user, const char *password, GError **error);
/* user NULL: of all accounts. */
gboolean            drive_clear  (TuntasSecrets *secrets, const char *user, GError **error);

/* Turns the loop until *what is not zero, with the same limit. */
void                drive_until  (const guint *what);

/* Every act ends with this error of TUNTAS_KEYRING_ERROR. */
void                assert_all_fail (TuntasSecrets *secrets, TuntasKeyringError code);

G_END_DECLS
