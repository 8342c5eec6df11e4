/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

/* Leaving: no session of the agent's stays at the server, also not one that is only just being opened. */

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);

  /* Whatever the server answers, it has heard it. */
  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, tuntas_nossa_error_for_intent (error, TUNTAS_NOSSA_READ));
}

/* (transfer full) */
static TuntasRequest *
plan_logout (TuntasNossa *self)
{
  g_autofree char *path = tuntas_nossa_site_dup_path (self->site, "/logout?lean=1");

  return tuntas_nossa_plan (self, "GET", path);
}

void
tuntas_nossa_sign_out_async (TuntasNossa *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (TuntasRequest) request = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_sign_out_async);
  if (tuntas_nossa_site_get_auth (self->site) != TUNTAS_NOSSA_AUTH_APIKEY && self->submitting == 0 &&
      self->state != TUNTAS_NOSSA_SIGNED_OUT && self->state != TUNTAS_NOSSA_ENDED)
    {
      g_autoptr (TuntasRequest) plan = plan_logout (self);

      request = tuntas_nossa_dress (self, plan, TUNTAS_NOSSA_READ);
    }
  self->logins++;
  tuntas_nossa_set_state (self, TUNTAS_NOSSA_SIGNED_OUT);
  tuntas_nossa_give_up_waiting (self);
  if (request != NULL)
    tuntas_transport_send_async (self->transport, request, cancellable, signed_out_cb, g_steal_pointer (&task));
  else if (self->submitting > 0 && self->leaving == NULL)
    self->leaving = g_steal_pointer (&task);
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
tuntas_nossa_sign_out_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tuntas_nossa_give_back (TuntasNossa *self, TuntasAnswer *answer)
{
  g_autoptr (TuntasCookieJar) jar = tuntas_nossa_make_jar (self);
  g_autoptr (TuntasRequest) request = plan_logout (self);
  g_auto (GStrv) given = answer != NULL ? tuntas_answer_dup_headers (answer, "Set-Cookie") : NULL;
  g_autoptr (GTask) task = g_steal_pointer (&self->leaving);
  g_autofree char *cookies = NULL;

  for (guint i = 0; given != NULL && given[i] != NULL; i++)
    tuntas_cookie_jar_take (jar, given[i], tuntas_clock_now_seconds (self->clock));
  cookies = tuntas_cookie_jar_print (jar, tuntas_request_get_path (request));
  if (task == NULL)
    task = g_task_new (self, NULL, NULL, NULL);
  if (cookies == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  tuntas_request_add_header (request, "Accept", "application/json");
  tuntas_request_add_header (request, "Cookie", cookies);
  tuntas_transport_send_async (self->transport, request, g_task_get_cancellable (task), signed_out_cb,
                               g_object_ref (task));
}
