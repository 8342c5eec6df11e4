/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-secret-call.h"

#include <libsecret/secret.h>

/* What every act looks at before it decides (private to this folder): which items of the account there are, and
 * whether the default keyring exists and is open.
 *
 * libsecret's own lookup answers "nothing" for a locked keyring too, and its service proxy prints a critical where
 * no service is on the bus; hence steps of our own. */

G_BEGIN_DECLS

#define TUNTAS_SECRET_COLLECTION_INTERFACE "org.freedesktop.Secret.Collection"
#define TUNTAS_SECRET_ITEM_INTERFACE "org.freedesktop.Secret.Item"

/* The default keyring, as the survey saw it. */
typedef enum
{
  TUNTAS_SECRET_KEYRING_ABSENT,
  TUNTAS_SECRET_KEYRING_LOCKED,
  TUNTAS_SECRET_KEYRING_OPEN,
} TuntasSecretKeyring;

struct _TuntasSecretFindings
{
  TuntasSecretStep decide; /* what the act does with the survey */
  gboolean keyring_only;   /* no items are looked for */
  char *server;            /* (nullable): with user, the account; without, all accounts */
  char *user;              /* (nullable) */
  TuntasSecret *secret;    /* (owned) (nullable): what to store */

  SecretService *service; /* (owned) (nullable): NULL until the service is open */
  GStrv unlocked;         /* (owned) (nullable): paths of the account's items */
  GStrv locked;           /* (owned) (nullable) */
  char *keyring_path;     /* (owned) (nullable) */
  TuntasSecretKeyring keyring;
  gboolean prompted; /* the agent has been asked */

  GHashTable *values;   /* (owned) (nullable): path → SecretValue */
  guint at;             /* which of unlocked is being looked at */
  guint64 best_time;    /* seconds UTC, of the newest readable item so far */
  TuntasSecret *newest; /* (owned) (nullable) */
};

/* (transfer full): the arguments are copied. */
TuntasSecretFindings *tuntas_secret_findings_new            (TuntasSecretStep decide, const char *server,
                                                             const char *user, TuntasSecret *secret);
void                  tuntas_secret_findings_free           (TuntasSecretFindings *self);

/* (transfer full): what the account's items carry, the schema's name among it. */
GHashTable           *tuntas_secret_findings_new_attributes (TuntasSecretFindings *self);

/* TRUE where something of the account may be hidden. */
gboolean              tuntas_secret_findings_is_locked      (TuntasSecretFindings *self);

/* Looks at the keyring afresh and then lets the act decide. The findings' service must be open. */
void                  tuntas_secret_survey                  (TuntasSecretCall *call);

/* A D-Bus call of the keyring's protocol; callback gets a reference to the call. */
void                  tuntas_secret_ask                     (TuntasSecretCall *call, const char *path,
                                                             const char *interface, const char *method,
                                                             GVariant *parameters, const char *reply_type,
                                                             GAsyncReadyCallback callback);
void                  tuntas_secret_ask_service             (TuntasSecretCall *call, const char *method,
                                                             GVariant *parameters, const char *reply_type,
                                                             GAsyncReadyCallback callback);
void                  tuntas_secret_ask_property            (TuntasSecretCall *call, const char *path,
                                                             const char *interface, const char *name,
                                                             GAsyncReadyCallback callback);

/* The answer of a D-Bus call (source is its connection), or NULL where the call is settled already or fails now,
 * with fallback where the error says nothing that we know; doing names the step. (transfer full) (nullable) */
GVariant             *tuntas_secret_finish_ask              (TuntasSecretCall *call, GObject *source,
                                                             GAsyncResult *result, TuntasKeyringError fallback,
                                                             const char *doing);

G_END_DECLS
