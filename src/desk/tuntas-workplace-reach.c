/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-workplace-private.h"

#include "tuntas-desk-private.h"
#include "tuntas-nossa-probe.h"
#include "tuntas-soup-transport.h"
#include "tuntas-wire-log.h"

/* Reaching a server before there is a desk, and testing whether one can work with it. */

TuntasNossaSite *
tuntas_workplace_make_site (TuntasWorkplace *self, const char *server, GError **error)
{
  TuntasNossaSite *site;
  g_autoptr (GError) cause = NULL;

  if (self->site_error != NULL)
    {
      g_set_error_literal (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SITE, self->site_error->message);
      return NULL;
    }
  if (*server == '\0')
    return tuntas_nossa_site_without_server (self->site);
  site = self->site != NULL ? tuntas_nossa_site_with_origin (self->site, server, &cause)
                            : tuntas_nossa_site_new_default (server, &cause);
  if (site == NULL)
    g_set_error_literal (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_ADDRESS, cause->message);
  return site;
}

TuntasTransport *
tuntas_workplace_make_transport (TuntasWorkplace *self, TuntasNossaSite *site, GError **error)
{
  g_autoptr (TuntasTransport) transport = tuntas_soup_transport_new (site, error);

  if (transport == NULL || self->wire_log == NULL)
    return g_steal_pointer (&transport);
  return tuntas_wire_log_new (transport, site, self->clock, self->wire_log, error);
}

GError *
tuntas_workplace_site_error (GError *error)
{
  g_autoptr (GError) cause = error;

  return cause->domain == TUNTAS_DESK_ERROR
             ? g_steal_pointer (&cause)
             : g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SITE, cause->message);
}

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);

  if (answer == NULL)
    error = tuntas_nossa_error_for_intent (error, TUNTAS_NOSSA_READ);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer == NULL || !tuntas_nossa_answer_may_be_nossa (answer, &error))
    g_task_return_error (task, tuntas_desk_error_from_nossa (error));
  else
    g_task_return_boolean (task, TRUE);
}

static gint64 *
now_copy (void)
{
  gint64 *now = g_new (gint64, 1);

  *now = g_get_monotonic_time ();
  return now;
}

void
tuntas_workplace_reach_async (TuntasWorkplace *self, const char *server, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaSite) site = tuntas_workplace_make_site (self, server, &error);
  g_autoptr (TuntasTransport) transport = site != NULL ? tuntas_workplace_make_transport (self, site, &error) : NULL;
  g_autoptr (TuntasRequest) request = NULL;
  g_autofree char *path = NULL;

  g_task_set_source_tag (task, tuntas_workplace_reach_async);
  g_task_set_task_data (task, now_copy (), g_free);
  if (transport == NULL)
    {
      g_task_return_error (task, tuntas_workplace_site_error (g_steal_pointer (&error)));
      return;
    }
  path = tuntas_nossa_site_dup_path (site, "/whoami?lean=1");
  request = tuntas_request_new ("GET", path, tuntas_nossa_site_get_request_deadline (site));
  tuntas_transport_send_async (transport, request, cancellable, reached_cb, g_steal_pointer (&task));
}

gboolean
tuntas_workplace_reach_finish (TuntasWorkplace *self, GAsyncResult *result, gint64 *took, GError **error)
{
  gint64 *begun = g_task_get_task_data (G_TASK (result));

  if (took != NULL)
    *took = g_get_monotonic_time () - *begun;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The test of the connection */

typedef struct
{
  TuntasNossa *nossa;
  char *user;
  TuntasProbeFunc told;
  gpointer told_data;
  gboolean good;
} Test;

static void
test_free (gpointer data)
{
  Test *test = data;

  g_clear_object (&test->nossa);
  g_free (test->user);
  g_free (test);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Test *test = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (tuntas_nossa_probe_finish (TUNTAS_NOSSA (source), result, &test->good, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* password (nullable): then it ends where a login would be needed. */
static void
probe (GTask *task, const char *password)
{
  Test *test = g_task_get_task_data (task);

  tuntas_nossa_probe_async (test->nossa, test->user, password, test->told, test->told_data,
                            g_task_get_cancellable (task), probed_cb, g_object_ref (task));
}

static void
secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TuntasSecret) secret = tuntas_secrets_lookup_finish (TUNTAS_SECRETS (source), result, NULL);

  probe (task, secret != NULL ? tuntas_secret_get_text (secret) : NULL);
}

/* (nullable): a client of that server, or the desk's own where it is signed in. */
static TuntasNossa *
dup_nossa (TuntasWorkplace *self, TuntasDesk *desk, const char *server, GError **error)
{
  g_autoptr (TuntasNossaSite) site = NULL;
  g_autoptr (TuntasTransport) transport = NULL;

  if (desk != NULL && tuntas_nossa_get_signed_in (desk->nossa))
    return g_object_ref (desk->nossa);
  site = tuntas_workplace_make_site (self, server, error);
  transport = site != NULL ? tuntas_workplace_make_transport (self, site, error) : NULL;
  return transport != NULL ? tuntas_nossa_new (site, transport, self->clock) : NULL;
}

void
tuntas_workplace_probe_async (TuntasWorkplace *self, TuntasDesk *desk, const char *server, const char *user,
                              const char *password, TuntasProbeFunc told, gpointer told_data,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Test *test = g_new0 (Test, 1);
  g_autoptr (GError) error = NULL;

  test->user = g_strdup (user);
  test->told = told;
  test->told_data = told_data;
  g_task_set_source_tag (task, tuntas_workplace_probe_async);
  g_task_set_task_data (task, test, test_free);
  test->nossa = dup_nossa (self, desk, server, &error);
  if (test->nossa == NULL)
    g_task_return_error (task, tuntas_workplace_site_error (g_steal_pointer (&error)));
  else if (password != NULL || tuntas_nossa_get_signed_in (test->nossa) || user == NULL || *user == '\0')
    probe (task, password);
  else
    tuntas_secrets_lookup_async (self->secrets, server, user, cancellable, secret_found_cb, g_object_ref (task));
}

gboolean
tuntas_workplace_probe_finish (TuntasWorkplace *self, GAsyncResult *result, gboolean *good, GError **error)
{
  Test *test = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *good = test->good;
  return g_task_propagate_boolean (G_TASK (result), error);
}
