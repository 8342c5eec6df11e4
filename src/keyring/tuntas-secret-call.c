/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-secret-call.h"

#include <libsecret/secret.h>

struct _TuntasSecretCall
{
  guint refs;

  GTask *task;               /* (owned) (nullable): NULL is settled */
  GCancellable *inner;       /* (owned) */
  TuntasClock *clock;        /* (owned) */
  GSource *cancelled_source; /* (owned) (nullable) */
  guint wake;                /* id of the deadline at the clock, or 0 */

  GDBusConnection *bus; /* (owned) (nullable): of the prompt that is open */
  TuntasSecretStep next;
  guint completed_id;
  guint watch_id;

  TuntasSecretFindings *findings; /* (owned) (nullable) */
  GDestroyNotify free_findings;
};

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  TuntasSecretCall *self = user_data;
  g_autoptr (GTask) task = tuntas_secret_call_take (self);

  if (task != NULL)
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

TuntasSecretCall *
tuntas_secret_call_new (GTask *task, TuntasClock *clock)
{
  TuntasSecretCall *self = g_new0 (TuntasSecretCall, 1);
  GCancellable *outer = g_task_get_cancellable (task);

  self->refs = 1;
  self->task = task;
  self->clock = g_object_ref (clock);
  self->inner = g_cancellable_new ();
  if (outer != NULL)
    {
      /* A source, not a handler of "cancelled": it runs in our loop and may be taken away from within. */
      self->cancelled_source = g_cancellable_source_new (outer);
      g_source_set_callback (self->cancelled_source, G_SOURCE_FUNC (cancelled_cb), tuntas_secret_call_ref (self),
                             (GDestroyNotify) tuntas_secret_call_unref);
      g_source_attach (self->cancelled_source, g_task_get_context (task));
    }
  return self;
}

TuntasSecretCall *
tuntas_secret_call_ref (TuntasSecretCall *self)
{
  self->refs++;
  return self;
}

void
tuntas_secret_call_unref (TuntasSecretCall *self)
{
  if (--self->refs > 0)
    return;
  /* Nobody is left who could end it: a programmer's error, since every way out settles. */
  g_assert (self->task == NULL);
  g_object_unref (self->clock);
  g_object_unref (self->inner);
  g_free (self);
}

gboolean
tuntas_secret_call_is_settled (TuntasSecretCall *self)
{
  return self->task == NULL;
}

GCancellable *
tuntas_secret_call_cancellable (TuntasSecretCall *self)
{
  return self->inner;
}

TuntasSecretFindings *
tuntas_secret_call_findings (TuntasSecretCall *self)
{
  return self->findings;
}

void
tuntas_secret_call_set_findings (TuntasSecretCall *self, TuntasSecretFindings *findings, GDestroyNotify destroy)
{
  self->findings = findings;
  self->free_findings = destroy;
}

static void
deadline_cb (gpointer user_data)
{
  TuntasSecretCall *self = user_data;

  self->wake = 0;
  tuntas_secret_call_fail (self, TUNTAS_KEYRING_ERROR_NO_ANSWER, "the keyring did not answer within its deadline");
}

static void
drop_deadline (TuntasSecretCall *self)
{
  guint wake = self->wake;

  self->wake = 0;
  if (wake != 0)
    tuntas_clock_forget (self->clock, wake);
}

void
tuntas_secret_call_allow (TuntasSecretCall *self, guint seconds)
{
  if (tuntas_secret_call_is_settled (self))
    return;
  drop_deadline (self);
  self->wake = tuntas_clock_wake_at (self->clock, tuntas_clock_now (self->clock) + (gint64) seconds * G_USEC_PER_SEC,
                                     deadline_cb, tuntas_secret_call_ref (self),
                                     (GDestroyNotify) tuntas_secret_call_unref);
}

static void
drop_prompt (TuntasSecretCall *self)
{
  guint completed_id = self->completed_id;
  guint watch_id = self->watch_id;

  self->completed_id = 0;
  self->watch_id = 0;
  if (completed_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, completed_id);
  if (watch_id != 0)
    g_bus_unwatch_name (watch_id);
  g_clear_object (&self->bus);
}

GTask *
tuntas_secret_call_take (TuntasSecretCall *self)
{
  g_autoptr (TuntasSecretCall) keep = tuntas_secret_call_ref (self);
  GTask *task = g_steal_pointer (&self->task);
  GSource *source = g_steal_pointer (&self->cancelled_source);

  if (task == NULL)
    return NULL;
  drop_deadline (self);
  drop_prompt (self);
  if (source != NULL)
    {
      g_source_destroy (source);
      g_source_unref (source);
    }
  /* The steps' findings may hold the password: they go now, also if a step that still hangs never comes back. */
  g_clear_pointer (&self->findings, self->free_findings);
  g_cancellable_cancel (self->inner);
  return task;
}

void
tuntas_secret_call_fail (TuntasSecretCall *self, TuntasKeyringError code, const char *format, ...)
{
  g_autoptr (GTask) task = tuntas_secret_call_take (self);
  g_autofree char *message = NULL;
  va_list args;

  if (task == NULL)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_task_return_new_error (task, TUNTAS_KEYRING_ERROR, (int) code, "%s", message);
}

static TuntasKeyringError
translate_dbus (const GError *cause, TuntasKeyringError fallback)
{
  static const struct
  {
    GDBusError code;
    TuntasKeyringError ours;
  } table[] = {
    { G_DBUS_ERROR_SERVICE_UNKNOWN, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_NAME_HAS_NO_OWNER, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_SPAWN_EXEC_FAILED, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_SPAWN_FAILED, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_SPAWN_CHILD_EXITED, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND, TUNTAS_KEYRING_ERROR_NO_SERVICE },
    { G_DBUS_ERROR_DISCONNECTED, TUNTAS_KEYRING_ERROR_NO_BUS },
    { G_DBUS_ERROR_TIMEOUT, TUNTAS_KEYRING_ERROR_NO_ANSWER },
    { G_DBUS_ERROR_TIMED_OUT, TUNTAS_KEYRING_ERROR_NO_ANSWER },
    /* The bus says so when the program at the other end went away in mid-call. */
    { G_DBUS_ERROR_NO_REPLY, TUNTAS_KEYRING_ERROR_FAILED },
    { G_DBUS_ERROR_ACCESS_DENIED, TUNTAS_KEYRING_ERROR_REFUSED },
    { G_DBUS_ERROR_AUTH_FAILED, TUNTAS_KEYRING_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_error_matches (cause, G_DBUS_ERROR, (int) table[i].code))
      return table[i].ours;
  return fallback;
}

static TuntasKeyringError
translate (const GError *cause, TuntasKeyringError fallback)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (cause);

  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      || g_strcmp0 (remote, "org.freedesktop.Secret.Error.IsLocked") == 0)
    return fallback == TUNTAS_KEYRING_ERROR_REFUSED ? fallback : TUNTAS_KEYRING_ERROR_LOCKED;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return TUNTAS_KEYRING_ERROR_NO_ANSWER;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return TUNTAS_KEYRING_ERROR_NO_BUS;
  return translate_dbus (cause, fallback);
}

void
tuntas_secret_call_fail_from (TuntasSecretCall *self, TuntasKeyringError fallback, const char *doing,
                              const GError *cause)
{
  tuntas_secret_call_fail (self, translate (cause, fallback), "%s: %s", doing, cause->message);
}

static void
completed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
              GVariant *parameters, gpointer user_data)
{
  TuntasSecretCall *self = user_data;
  TuntasSecretStep next = self->next;
  gboolean dismissed = TRUE;
  g_autoptr (TuntasSecretCall) keep = tuntas_secret_call_ref (self);

  if (tuntas_secret_call_is_settled (self))
    return;
  drop_prompt (self);
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, NULL);
  if (dismissed)
    tuntas_secret_call_fail (self, TUNTAS_KEYRING_ERROR_DISMISSED, "the keyring's window was closed without an answer");
  else
    next (self);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  tuntas_secret_call_fail (user_data, TUNTAS_KEYRING_ERROR_FAILED, "the keyring went away while its window was open");
}

static void
prompted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasSecretCall) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    tuntas_secret_call_fail_from (self, TUNTAS_KEYRING_ERROR_FAILED, "showing the keyring's window", error);
}

void
tuntas_secret_call_prompt (TuntasSecretCall *self, GDBusConnection *bus, const char *path, TuntasSecretStep next)
{
  self->bus = g_object_ref (bus);
  self->next = next;
  /* Listening comes before asking, so that an answer given at once is heard. */
  self->completed_id = g_dbus_connection_signal_subscribe (
      bus, TUNTAS_SECRET_BUS_NAME, "org.freedesktop.Secret.Prompt", "Completed", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, completed_cb, tuntas_secret_call_ref (self),
      (GDestroyNotify) tuntas_secret_call_unref);
  self->watch_id = g_bus_watch_name_on_connection (bus, TUNTAS_SECRET_BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                   vanished_cb, tuntas_secret_call_ref (self),
                                                   (GDestroyNotify) tuntas_secret_call_unref);
  g_dbus_connection_call (bus, TUNTAS_SECRET_BUS_NAME, path, "org.freedesktop.Secret.Prompt", "Prompt",
                          g_variant_new ("(s)", ""), NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT, self->inner, prompted_cb,
                          tuntas_secret_call_ref (self));
}
