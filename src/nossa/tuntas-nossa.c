/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

#include "tuntas-wipe.h"

#include <string.h>

enum
{
  PROP_SIGNED_IN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TuntasNossa, tuntas_nossa, G_TYPE_OBJECT)

/* The one way to another state. */
void
tuntas_nossa_set_state (TuntasNossa *self, TuntasNossaState state)
{
  gboolean before = tuntas_nossa_get_signed_in (self);

  if (self->state == state)
    return;
  g_debug ("session %u: state %d to %d", self->session, self->state, state);
  self->state = state;
  if (state == TUNTAS_NOSSA_SIGNED_OUT || state == TUNTAS_NOSSA_ENDED)
    {
      tuntas_nossa_wipe_secret (self);
      tuntas_cookie_jar_clear (self->jar);
      g_clear_pointer (&self->csrf_token, g_free);
    }
  if (before != tuntas_nossa_get_signed_in (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
}

void
tuntas_nossa_wipe_secret (TuntasNossa *self)
{
  g_clear_pointer (&self->secret, tuntas_wipe);
}

gboolean
tuntas_nossa_get_signed_in (TuntasNossa *self)
{
  return self->state == TUNTAS_NOSSA_SIGNED_IN || self->state == TUNTAS_NOSSA_RENEWING;
}

void
tuntas_nossa_read_at_once (TuntasNossa *self)
{
  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  self->at_once = TRUE;
}

TuntasNossaSite *
tuntas_nossa_get_site (TuntasNossa *self)
{
  return self->site;
}

const char *
tuntas_nossa_get_person_id (TuntasNossa *self)
{
  return self->person_id;
}

const char *
tuntas_nossa_get_display_name (TuntasNossa *self)
{
  return self->display_name;
}

gint64
tuntas_nossa_get_server_offset (TuntasNossa *self)
{
  return self->server_offset;
}

TuntasCookieJar *
tuntas_nossa_make_jar (TuntasNossa *self)
{
  const char *text = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_ORIGIN);
  g_autoptr (GUri) origin = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  /* Plain http is only ever this computer, which a Secure cookie may go to as well. */
  return tuntas_cookie_jar_new (origin != NULL ? g_uri_get_host (origin) : "", TRUE);
}

TuntasRequest *
tuntas_nossa_plan (TuntasNossa *self, const char *method, const char *path)
{
  return tuntas_request_new (method, path, tuntas_nossa_site_get_request_deadline (self->site));
}

TuntasRequest *
tuntas_nossa_dress (TuntasNossa *self, TuntasRequest *plan, TuntasNossaIntent intent)
{
  TuntasRequest *request = tuntas_nossa_plan (self, tuntas_request_get_method (plan), tuntas_request_get_path (plan));
  g_autofree char *servlet = tuntas_nossa_site_dup_path (self->site, "");
  g_autofree char *base = g_strconcat (tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_ORIGIN), servlet,
                                       NULL);
  g_autofree char *cookies = tuntas_cookie_jar_print (self->jar, tuntas_request_get_path (plan));
  const char *name, *value;

  tuntas_request_add_header (request, "Accept", "application/json");
  tuntas_request_add_header (request, "x-public-uri", base);
  for (guint i = 0; i < tuntas_request_get_n_headers (plan); i++)
    {
      tuntas_request_get_nth_header (plan, i, &name, &value);
      tuntas_request_add_header (request, name, value);
    }
  /* With a key there is no session, and a cookie would win over the key (maximo.md §2, rule 2). */
  if (tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_APIKEY)
    tuntas_request_add_header (request, "apikey", self->secret);
  else
    tuntas_request_add_header (request, "Cookie", cookies);
  if (intent == TUNTAS_NOSSA_WRITE)
    tuntas_request_add_header (request, "csrftoken", self->csrf_token);
  if (tuntas_request_get_body (plan) != NULL)
    tuntas_request_set_body (request, tuntas_request_get_body (plan));
  return request;
}

void
tuntas_nossa_take (TuntasNossa *self, TuntasAnswer *answer)
{
  const char *token = tuntas_answer_get_header (answer, "csrftoken");
  gint64 now = tuntas_clock_now_seconds (self->clock);
  g_auto (GStrv) cookies = tuntas_answer_dup_headers (answer, "Set-Cookie");

  if (tuntas_answer_get_date (answer) >= 0)
    self->server_offset = tuntas_answer_get_date (answer) - now;
  if (tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_APIKEY)
    return;
  for (guint i = 0; cookies[i] != NULL; i++)
    /* Expiry is the server's word, so it is read by the server's clock. */
    tuntas_cookie_jar_take (self->jar, cookies[i],
                            tuntas_answer_get_date (answer) >= 0 ? tuntas_answer_get_date (answer) : now);
  if (token != NULL && *token != '\0')
    {
      g_free (self->csrf_token);
      self->csrf_token = g_strdup (token);
    }
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = tuntas_nossa_log_in_finish (self, result, &error);

  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) != self->logins)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another sign-in or sign-out came between");
      g_clear_error (&error);
      return;
    }
  if (done)
    {
      self->session++;
      tuntas_nossa_set_state (self, TUNTAS_NOSSA_SIGNED_IN);
      g_task_return_boolean (task, TRUE);
      return;
    }
  tuntas_nossa_set_state (self, TUNTAS_NOSSA_SIGNED_OUT);
  g_task_return_error (task, tuntas_nossa_error_for_intent (error, TUNTAS_NOSSA_SIGN_IN));
}

static gboolean
check_credentials (TuntasNossa *self, const char *user, const char *secret, GError **error)
{
  gboolean key = tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_APIKEY;

  if (secret == NULL || *secret == '\0' || (!key && (user == NULL || *user == '\0')))
    g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "user or password is empty");
  else if (!key && strchr (user, ':') != NULL)
    g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "a user's name has no colon");
  else
    return TRUE;
  return FALSE;
}

void
tuntas_nossa_sign_in_async (TuntasNossa *self, const char *user, const char *secret, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_sign_in_async);
  if (self->state == TUNTAS_NOSSA_SIGNING_IN || self->state == TUNTAS_NOSSA_RENEWING)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "already signing in");
      return;
    }
  if (!check_credentials (self, user, secret, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  tuntas_nossa_set_state (self, TUNTAS_NOSSA_SIGNED_OUT);
  g_free (self->user);
  self->user = g_strdup (user);
  self->secret = g_strdup (secret);
  tuntas_nossa_set_state (self, TUNTAS_NOSSA_SIGNING_IN);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->logins + 1), NULL);
  tuntas_nossa_log_in_async (self, cancellable, signed_in_cb, g_steal_pointer (&task));
}

gboolean
tuntas_nossa_sign_in_finish (TuntasNossa *self, GAsyncResult *result, char **person_id, char **display_name,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (person_id != NULL)
    *person_id = g_strdup (self->person_id);
  if (display_name != NULL)
    *display_name = g_strdup (self->display_name);
  return TRUE;
}

static void
tuntas_nossa_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIGNED_IN)
    g_value_set_boolean (value, tuntas_nossa_get_signed_in (TUNTAS_NOSSA (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tuntas_nossa_finalize (GObject *object)
{
  TuntasNossa *self = TUNTAS_NOSSA (object);

  tuntas_nossa_wipe_secret (self);
  g_clear_pointer (&self->jar, tuntas_cookie_jar_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->lanes, tuntas_nossa_lanes_free);
  g_free (self->csrf_token);
  g_free (self->user);
  g_free (self->person_id);
  g_free (self->display_name);
  g_clear_object (&self->transport);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->site, tuntas_nossa_site_unref);
  G_OBJECT_CLASS (tuntas_nossa_parent_class)->finalize (object);
}

static void
tuntas_nossa_class_init (TuntasNossaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tuntas_nossa_get_property;
  object_class->finalize = tuntas_nossa_finalize;
  properties[PROP_SIGNED_IN] = g_param_spec_boolean ("signed-in", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                         | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tuntas_nossa_init (TuntasNossa *self)
{
  self->server_offset = G_MININT64;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->lanes = tuntas_nossa_lanes_new (tuntas_nossa_exchange_start);
}

TuntasNossa *
tuntas_nossa_new (TuntasNossaSite *site, TuntasTransport *transport, TuntasClock *clock)
{
  TuntasNossa *self;

  g_return_val_if_fail (site != NULL, NULL);
  g_return_val_if_fail (TUNTAS_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (TUNTAS_IS_CLOCK (clock), NULL);

  self = g_object_new (TUNTAS_TYPE_NOSSA, NULL);
  self->site = tuntas_nossa_site_ref (site);
  self->transport = g_object_ref (transport);
  self->clock = g_object_ref (clock);
  self->jar = tuntas_nossa_make_jar (self);
  return self;
}
