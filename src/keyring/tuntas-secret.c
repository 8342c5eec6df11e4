/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secret.h"
#include "tuntas-secret-private.h"

/* libsecret keeps the bytes of a SecretValue in its locked memory (also those that it decrypts from the keyring)
 * and overwrites them on free, so the value itself is what we hold. */
struct _TuntasSecret
{
  gatomicrefcount refs;
  SecretValue *value;
};

G_DEFINE_BOXED_TYPE (TuntasSecret, tuntas_secret, tuntas_secret_ref, tuntas_secret_unref)

static TuntasSecret *
take_value (SecretValue *value)
{
  TuntasSecret *self = g_new0 (TuntasSecret, 1);

  g_atomic_ref_count_init (&self->refs);
  self->value = value;
  return self;
}

TuntasSecret *
tuntas_secret_new (const char *text)
{
  g_return_val_if_fail (text != NULL && text[0] != '\0', NULL);
  g_return_val_if_fail (g_utf8_validate (text, -1, NULL), NULL);
  return take_value (secret_value_new (text, -1, "text/plain"));
}

TuntasSecret *
tuntas_secret_new_from_value (SecretValue *value)
{
  gsize length = 0;
  const char *text = secret_value_get (value, &length);

  if (text == NULL || length == 0 || !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;
  return take_value (secret_value_ref (value));
}

TuntasSecret *
tuntas_secret_ref (TuntasSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tuntas_secret_unref (TuntasSecret *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  secret_value_unref (self->value);
  g_free (self);
}

const char *
tuntas_secret_get_text (TuntasSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return secret_value_get (self->value, NULL);
}

SecretValue *
tuntas_secret_get_value (TuntasSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->value;
}

char *
tuntas_secret_dup_label (const char *server, const char *user)
{
  return g_strdup_printf ("Tuntas: %s at %s", user, server);
}
