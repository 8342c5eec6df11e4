/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-workplace-private.h"

#include "tuntas-desk-parts.h"
#include "tuntas-system-clock.h"

G_DEFINE_FINAL_TYPE (TuntasWorkplace, tuntas_workplace, G_TYPE_OBJECT)

static guint login_not_stored_signal;
static guint opened_signal;

gboolean
tuntas_workplace_is_training (TuntasWorkplace *self)
{
  return self->training;
}

TuntasStation *
tuntas_workplace_get_station (TuntasWorkplace *self)
{
  return self->station;
}

GPtrArray *
tuntas_workplace_get_findings (TuntasWorkplace *self)
{
  return self->findings;
}

TuntasMailAccount *
tuntas_workplace_get_mail_account (TuntasWorkplace *self)
{
  return self->mail_account;
}

TuntasClock *
tuntas_workplace_get_clock (TuntasWorkplace *self)
{
  return self->clock;
}

int
tuntas_workplace_get_speed (TuntasWorkplace *self)
{
  return TUNTAS_IS_SYSTEM_CLOCK (self->clock) ? tuntas_system_clock_get_speed (TUNTAS_SYSTEM_CLOCK (self->clock)) : 1;
}

void
tuntas_workplace_set_speed (TuntasWorkplace *self, int speed)
{
  if (self->training && TUNTAS_IS_SYSTEM_CLOCK (self->clock))
    tuntas_system_clock_set_speed (TUNTAS_SYSTEM_CLOCK (self->clock), speed);
}

void
tuntas_workplace_skip (TuntasWorkplace *self, gint64 seconds)
{
  if (self->training && TUNTAS_IS_SYSTEM_CLOCK (self->clock))
    tuntas_system_clock_skip (TUNTAS_SYSTEM_CLOCK (self->clock), seconds);
}

TuntasProcedure *
tuntas_workplace_get_procedure (TuntasWorkplace *self)
{
  return self->procedure;
}

const char *
tuntas_workplace_get_server (TuntasWorkplace *self)
{
  return self->server;
}

const char *
tuntas_workplace_get_user (TuntasWorkplace *self)
{
  return self->user;
}

/* Starting */

typedef struct
{
  char *server;
  char *user;
  TuntasSecret *password; /* (nullable) */
  gboolean sign_in;
  gboolean remember;
  TuntasDesk *desk;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_free (start->server);
  g_free (start->user);
  g_clear_pointer (&start->password, tuntas_secret_unref);
  g_clear_object (&start->desk);
  g_free (start);
}

char *
tuntas_workplace_dup_folder (TuntasWorkplace *self, const char *server, const char *user)
{
  g_autofree char *account = g_strdup_printf ("%s %s", user, server);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, account, -1);
  g_autofree char *name = g_strndup (digest, 16);

  return g_build_filename (self->directory, name, NULL);
}

static TuntasDesk *
make_desk (TuntasWorkplace *self, const char *server, const char *user, GError **error)
{
  g_autoptr (TuntasNossaSite) site = tuntas_workplace_make_site (self, server, error);
  g_autoptr (TuntasTransport) transport = site != NULL ? tuntas_workplace_make_transport (self, site, error) : NULL;
  g_autoptr (TuntasNossa) nossa = NULL;
  g_autoptr (TuntasExecutor) executor = NULL;
  g_autofree char *directory = tuntas_workplace_dup_folder (self, server, user);

  if (transport == NULL)
    return NULL;
  nossa = tuntas_nossa_new (site, transport, self->clock);
  executor = tuntas_executor_new_thread ("tuntas-store");
  return tuntas_desk_new (&(TuntasDeskParts) {
      .clock = self->clock,
      .procedure = self->procedure,
      .nossa = nossa,
      .mailer = self->mailer,
      .mail_account = self->mail_account,
      .executor = executor,
      .random = g_rand_new (),
      .directory = directory,
      .vfs = self->vfs,
      .machine_id = self->machine_id,
      .server = server,
      .user = user,
      .station = self->station,
      .services = self->services,
      .poll_interval = self->poll_interval,
      .practice = self->training,
  });
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWorkplace) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_secrets_store_finish (TUNTAS_SECRETS (source), result, &error))
    g_signal_emit (self, login_not_stored_signal, 0, (int) tuntas_workplace_login_state (error));
}

static void
remember (TuntasWorkplace *self, const Start *start)
{
  g_free (self->server);
  self->server = g_strdup (start->server);
  g_free (self->user);
  self->user = g_strdup (start->user);
  if (start->remember)
    tuntas_secrets_store_async (self->secrets, start->server, start->user, start->password, NULL, stored_cb,
                                g_object_ref (self));
}

static void
put_away_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = g_task_get_task_data (task);

  tuntas_desk_sign_out_finish (TUNTAS_DESK (source), result, NULL);
  g_task_return_error (task, g_error_copy (error));
}

/* The journal's lock must be free again before the agent tries once more. error (transfer full) */
static void
give_up (GTask *task, TuntasDesk *desk, GError *error)
{
  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  tuntas_desk_sign_out_async (desk, NULL, put_away_cb, g_object_ref (task));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TuntasDesk) desk = TUNTAS_DESK (g_object_ref (source));
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_sign_in_finish (desk, result, &error))
    {
      give_up (task, desk, g_steal_pointer (&error));
      return;
    }
  remember (g_task_get_source_object (task), start);
  g_clear_pointer (&start->password, tuntas_secret_unref);
  g_signal_emit (g_task_get_source_object (task), opened_signal, 0, desk);
  g_task_return_pointer (task, g_steal_pointer (&desk), g_object_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_open_finish (TUNTAS_DESK (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (start->sign_in)
    tuntas_desk_sign_in_async (start->desk, tuntas_secret_get_text (start->password), g_task_get_cancellable (task),
                               signed_in_cb, g_object_ref (task));
  else
    {
      g_signal_emit (g_task_get_source_object (task), opened_signal, 0, start->desk);
      g_task_return_pointer (task, g_object_ref (start->desk), g_object_unref);
    }
}

static void
open_desk (GTask *task)
{
  TuntasWorkplace *self = g_task_get_source_object (task);
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  start->desk = make_desk (self, start->server, start->user, &error);
  if (start->desk == NULL)
    g_task_return_error (task, tuntas_workplace_site_error (g_steal_pointer (&error)));
  else
    tuntas_desk_open_async (start->desk, g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

static void
fail_without_password (GTask *task, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, TUNTAS_LOGIN_ERROR, (int) tuntas_workplace_login_state (error), "%s", error->message);
}

static void
password_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  start->password = tuntas_secrets_lookup_finish (TUNTAS_SECRETS (source), result, &error);
  if (start->password == NULL)
    fail_without_password (task, error);
  else
    open_desk (task);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!tuntas_secrets_unlock_finish (TUNTAS_SECRETS (source), result, &error))
    fail_without_password (task, error);
  else
    tuntas_secrets_lookup_async (TUNTAS_SECRETS (source), start->server, start->user, g_task_get_cancellable (task),
                                 password_found_cb, g_object_ref (task));
}

static GTask *
start_task (TuntasWorkplace *self, const char *server, const char *user, gpointer tag, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Start *start = g_new0 (Start, 1);

  start->server = g_strdup (server);
  start->user = g_strdup (user);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, start, start_free);
  return task;
}

void
tuntas_workplace_start_async (TuntasWorkplace *self, const char *server, const char *user, const char *password,
                              gboolean remember_login, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = start_task (self, server, user, tuntas_workplace_start_async, cancellable, callback,
                                       user_data);
  Start *start = g_task_get_task_data (task);

  start->sign_in = TRUE;
  start->remember = remember_login && password != NULL;
  if (password != NULL)
    {
      start->password = tuntas_secret_new (password);
      open_desk (task);
    }
  else
    tuntas_secrets_unlock_async (self->secrets, server, user, cancellable, unlocked_cb, g_object_ref (task));
}

TuntasDesk *
tuntas_workplace_start_finish (TuntasWorkplace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tuntas_workplace_start_offline_async (TuntasWorkplace *self, const char *server, const char *user,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = start_task (self, server, user, tuntas_workplace_start_offline_async, cancellable,
                                       callback, user_data);

  open_desk (task);
}

TuntasDesk *
tuntas_workplace_start_offline_finish (TuntasWorkplace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The object */

static void
tuntas_workplace_finalize (GObject *object)
{
  TuntasWorkplace *self = TUNTAS_WORKPLACE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->procedure);
  g_clear_object (&self->secrets);
  g_clear_object (&self->mailer);
  g_clear_object (&self->mail_account);
  g_clear_pointer (&self->site, tuntas_nossa_site_unref);
  g_clear_error (&self->site_error);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->station, tuntas_station_unref);
  g_clear_pointer (&self->services, tuntas_service_table_unref);
  g_free (self->directory);
  g_free (self->vfs);
  g_free (self->machine_id);
  g_free (self->wire_log);
  g_free (self->server);
  g_free (self->user);

  G_OBJECT_CLASS (tuntas_workplace_parent_class)->finalize (object);
}

static void
tuntas_workplace_class_init (TuntasWorkplaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_workplace_finalize;

  login_not_stored_signal = g_signal_new ("login-not-stored", TUNTAS_TYPE_WORKPLACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  opened_signal = g_signal_new ("opened", TUNTAS_TYPE_WORKPLACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                TUNTAS_TYPE_DESK);
}

static void
tuntas_workplace_init (TuntasWorkplace *self)
{
}

TuntasWorkplace *
tuntas_workplace_new (const TuntasWorkplaceParts *parts)
{
  TuntasWorkplace *self = g_object_new (TUNTAS_TYPE_WORKPLACE, NULL);

  self->clock = g_object_ref (parts->clock);
  self->procedure = g_object_ref (parts->procedure);
  self->secrets = g_object_ref (parts->secrets);
  self->mailer = g_object_ref (parts->mailer);
  g_set_object (&self->mail_account, parts->mail_account);
  self->site = parts->site != NULL ? tuntas_nossa_site_ref (parts->site) : NULL;
  self->site_error = parts->site_error != NULL ? g_error_copy (parts->site_error) : NULL;
  self->findings = parts->findings != NULL ? g_ptr_array_ref (parts->findings) : g_ptr_array_new ();
  self->station = tuntas_station_ref (parts->station);
  self->services = parts->services != NULL ? tuntas_service_table_ref (parts->services) : NULL;
  self->directory = g_strdup (parts->directory);
  self->vfs = g_strdup (parts->vfs);
  self->machine_id = g_strdup (parts->machine_id);
  self->wire_log = g_strdup (parts->wire_log);
  self->poll_interval = parts->poll_interval;
  self->training = parts->training;
  self->server = g_strdup (parts->server);
  self->user = g_strdup (parts->user);
  return self;
}
