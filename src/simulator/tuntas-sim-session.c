/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-session.h"

#include "tuntas-sim-apikey.h"
#include "tuntas-sim-error.h"

typedef struct
{
  char *id;
  char *ltpa;   /* (nullable): sessions of Basic and form sign-in have one */
  char *node;   /* (nullable): the load balancer's cookie, where all cookies must come back */
  char *token;  /* (nullable): csrftoken */
  TuntasSimUser *user;
  gboolean lean;
  gint64 used;  /* s */
} Session;

static void
session_free (Session *session)
{
  g_free (session->id);
  g_free (session->ltpa);
  g_free (session->node);
  g_free (session->token);
  g_free (session);
}

TuntasSimSessions *
tuntas_sim_sessions_new (void)
{
  TuntasSimSessions *self = g_new0 (TuntasSimSessions, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) session_free);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tuntas_sim_sessions_free (TuntasSimSessions *self)
{
  g_ptr_array_unref (self->list);
  g_hash_table_unref (self->ended);
  g_free (self);
}

void
tuntas_sim_sessions_forget_all (TuntasSimSessions *self, gboolean by_administrator)
{
  for (guint i = 0; by_administrator && i < self->list->len; i++)
    g_hash_table_add (self->ended, g_strdup (((Session *) self->list->pdata[i])->id));
  g_ptr_array_set_size (self->list, 0);
}

static void
forget_idle (TuntasSimSessions *self, TuntasSimStore *store)
{
  gint64 now = tuntas_clock_now_seconds (store->clock);

  for (guint i = self->list->len; i > 0; i--)
    {
      Session *session = self->list->pdata[i - 1];

      if (now - session->used >= store->settings.session_idle)
        g_ptr_array_remove_index (self->list, i - 1);
    }
}

guint
tuntas_sim_sessions_count (TuntasSimSessions *self, TuntasSimStore *store)
{
  forget_idle (self, store);
  return self->list->len;
}

/* (transfer full) (nullable): the value of a cookie of the request. */
static char *
dup_cookie (TuntasSimRequest *request, const char *name)
{
  const char *header = tuntas_sim_request_get_header (request, "Cookie");
  g_auto (GStrv) parts = header != NULL ? g_strsplit_set (header, ";,", -1) : NULL;

  for (char **part = parts; part != NULL && *part != NULL; part++)
    {
      char *text = g_strstrip (*part);
      gsize length = strlen (name);

      if (g_str_has_prefix (text, name) && text[length] == '=')
        return g_strdup (text + length + 1);
    }
  return NULL;
}

/* Any of its cookies will do, unless the site wants all of them. */
static gboolean
is_session (const Session *session, const char *id, const char *ltpa, const char *node)
{
  gboolean by_id = g_strcmp0 (session->id, id) == 0;
  gboolean by_ltpa = ltpa != NULL && g_strcmp0 (session->ltpa, ltpa) == 0;

  if (session->node == NULL)
    return by_id || by_ltpa;
  return by_id && (session->ltpa == NULL || by_ltpa) && g_strcmp0 (session->node, node) == 0;
}

static Session *
find_session (TuntasSimSessions *self, TuntasSimRequest *request)
{
  g_autofree char *id = dup_cookie (request, "JSESSIONID");
  g_autofree char *ltpa = dup_cookie (request, "LtpaToken2");
  g_autofree char *node = dup_cookie (request, "BIGipServerPool");

  for (guint i = 0; i < self->list->len; i++)
    if (is_session (self->list->pdata[i], id, ltpa, node))
      return self->list->pdata[i];
  return NULL;
}

static void
give_cookie (TuntasSimStore *store, TuntasSimRequest *request, const char *name, const char *value)
{
  g_ptr_array_add (request->cookies, g_strdup_printf ("%s=%s; Path=/; HttpOnly%s", name, value,
                                                      store->settings.secure_cookies ? "; Secure" : ""));
}

static Session *
open_session (TuntasSimSessions *self, TuntasSimStore *store, TuntasSimUser *user, TuntasSimRequest *request,
              gboolean with_ltpa)
{
  Session *session = g_new0 (Session, 1);
  g_autofree char *random = g_uuid_string_random ();

  session->id = g_strconcat ("0000", random, NULL);
  session->ltpa = with_ltpa ? g_uuid_string_random () : NULL;
  session->node = store->settings.all_cookies ? g_strdup ("node2") : NULL;
  session->user = user;
  session->lean = tuntas_sim_request_get_flag (request, "lean");
  session->used = tuntas_clock_now_seconds (store->clock);
  g_ptr_array_add (self->list, session);
  self->opened++;
  give_cookie (store, request, "JSESSIONID", session->id);
  if (session->ltpa != NULL)
    give_cookie (store, request, "LtpaToken2", session->ltpa);
  if (session->node != NULL)
    give_cookie (store, request, "BIGipServerPool", session->node);
  return session;
}

static gboolean
refuse (TuntasSimErrorCode code, GError **error)
{
  g_set_error_literal (error, TUNTAS_SIM_ERROR, code, tuntas_sim_error_words (code));
  return FALSE;
}

/* FALSE where not even the right password helps. */
static gboolean
may_sign_in (TuntasSimStore *store, const TuntasSimUser *user, GError **error)
{
  guint limit = store->settings.max_bad_logins;

  if (user->sign_in == TUNTAS_SIM_SIGN_IN_EXPIRED)
    return refuse (TUNTAS_SIM_ERROR_EXPIRED_PASSWORD, error);
  if (user->sign_in == TUNTAS_SIM_SIGN_IN_NO_RESET)
    return refuse (TUNTAS_SIM_ERROR_NO_RESET, error);
  if (user->sign_in == TUNTAS_SIM_SIGN_IN_BLOCKED || (limit > 0 && user->bad_logins >= limit))
    return refuse (TUNTAS_SIM_ERROR_LOGIN, error);
  return TRUE;
}

static TuntasSimUser *
check_password (TuntasSimSessions *self, TuntasSimStore *store, const char *name, const char *password, GError **error)
{
  TuntasSimUser *user = tuntas_sim_store_find_user (store, name);

  self->submissions++;
  if (user == NULL)
    {
      refuse (TUNTAS_SIM_ERROR_LOGIN, error);
      return NULL;
    }
  if (!may_sign_in (store, user, error))
    return NULL;
  if (user->password == NULL || g_strcmp0 (user->password, password) != 0)
    {
      user->bad_logins++;
      refuse (TUNTAS_SIM_ERROR_LOGIN, error);
      return NULL;
    }
  user->bad_logins = 0;
  return user;
}

/* base64 ("user:password"), as in maxauth and in Basic. */
static TuntasSimUser *
check_code (TuntasSimSessions *self, TuntasSimStore *store, const char *code, GError **error)
{
  gsize length;
  g_autofree guchar *data = g_base64_decode (code, &length);
  g_autofree char *pair = g_strndup ((const char *) data, length);
  char *colon = strchr (pair, ':');

  if (colon != NULL)
    *colon = '\0';
  return check_password (self, store, pair, colon != NULL ? colon + 1 : "", error);
}

/* Who has no session: never had one, has left it alone for too long, or was sent out. */
static gboolean
refuse_session (TuntasSimSessions *self, TuntasSimRequest *request, GError **error)
{
  g_autofree char *id = dup_cookie (request, "JSESSIONID");

  return refuse (id != NULL && g_hash_table_remove (self->ended, id) ? TUNTAS_SIM_ERROR_LOGGED_OUT
                                                                     : TUNTAS_SIM_ERROR_SESSION,
                 error);
}

static gboolean
identify_by_key (TuntasSimStore *store, TuntasSimRequest *request, const char *key, GError **error)
{
  g_autofree char *cookie = dup_cookie (request, "JSESSIONID");

  /* Observed: a session that came with the key is preferred to it, and has no credentials. */
  if (cookie != NULL)
    return refuse (TUNTAS_SIM_ERROR_SESSION, error);
  return tuntas_sim_apikey_identify (store, request, key, error);
}

/* *session stays as it is where the request carries no credentials. */
static gboolean
identify_by_password (TuntasSimSessions *self, TuntasSimStore *store, TuntasSimRequest *request, Session **session,
                      GError **error)
{
  const char *code = tuntas_sim_request_get_header (request, "maxauth");
  const char *authorization = tuntas_sim_request_get_header (request, "Authorization");
  gboolean basic = code == NULL && authorization != NULL && g_ascii_strncasecmp (authorization, "Basic ", 6) == 0;
  TuntasSimUser *user;

  if (basic)
    code = authorization + 6;
  if (code == NULL)
    return TRUE;
  user = check_code (self, store, code, error);
  if (user == NULL)
    return FALSE;
  if (*session == NULL || (*session)->user != user)
    *session = open_session (self, store, user, request, basic);
  return TRUE;
}

gboolean
tuntas_sim_sessions_identify (TuntasSimSessions *self, TuntasSimStore *store, TuntasSimRequest *request,
                              GError **error)
{
  const char *key = tuntas_sim_request_get_header (request, "apikey");
  gboolean says_lean = tuntas_sim_request_get_parameter (request, "lean") != NULL;
  Session *session;

  request->lean = tuntas_sim_request_get_flag (request, "lean");
  if (key == NULL)
    key = tuntas_sim_request_get_parameter (request, "apikey");
  if (key != NULL && g_strcmp0 (tuntas_sim_request_get_segment (request, 1), "api") == 0)
    return identify_by_key (store, request, key, error);
  forget_idle (self, store);
  session = find_session (self, request);
  if (!identify_by_password (self, store, request, &session, error))
    return FALSE;
  if (session == NULL)
    return refuse_session (self, request, error);
  session->used = tuntas_clock_now_seconds (store->clock);
  request->user = session->user;
  if (!says_lean)
    request->lean = session->lean;
  return TRUE;
}

static Session *
session_of (TuntasSimSessions *self, TuntasSimRequest *request)
{
  Session *session = find_session (self, request);

  /* A session of this very request is the newest. */
  if (session == NULL && request->cookies->len > 0)
    session = self->list->pdata[self->list->len - 1];
  return session;
}

TuntasSimReply *
tuntas_sim_sessions_login (TuntasSimSessions *self, TuntasSimStore *store, TuntasSimRequest *request)
{
  TuntasSimReply *reply = tuntas_sim_reply_new_object (200, json_object_new ());
  Session *session = session_of (self, request);

  if (session == NULL)
    return reply;
  if (tuntas_sim_request_get_parameter (request, "lean") != NULL)
    session->lean = request->lean;
  if (store->settings.csrf_required || tuntas_sim_request_get_flag (request, "csrf"))
    {
      if (session->token == NULL)
        session->token = g_uuid_string_random ();
      soup_message_headers_replace (reply->headers, "csrftoken", session->token);
    }
  return reply;
}

gboolean
tuntas_sim_sessions_check_token (TuntasSimSessions *self, TuntasSimStore *store, TuntasSimRequest *request,
                                 GError **error)
{
  Session *session = session_of (self, request);
  const char *token = tuntas_sim_request_get_header (request, "csrftoken");

  if (session == NULL || (token == NULL && !store->settings.csrf_required) || g_strcmp0 (token, session->token) == 0)
    return TRUE;
  g_set_error_literal (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_CSRF, "The CSRF token is missing or not valid.");
  return FALSE;
}

TuntasSimReply *
tuntas_sim_sessions_form (TuntasSimSessions *self, TuntasSimStore *store, TuntasSimRequest *request)
{
  TuntasSimReply *reply = tuntas_sim_reply_new (302);
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *name = g_hash_table_lookup (form, "j_username");
  const char *password = g_hash_table_lookup (form, "j_password");
  TuntasSimUser *user = check_password (self, store, name != NULL ? name : "", password, NULL);
  g_autofree char *location = NULL;

  if (user != NULL)
    open_session (self, store, user, request, TRUE);
  location = g_strdup_printf ("%s/%s%s", request->origin, store->settings.context,
                              user != NULL ? "/" : "/webclient/login/loginerror.jsp");
  soup_message_headers_replace (reply->headers, "Location", location);
  return reply;
}

TuntasSimReply *
tuntas_sim_sessions_logout (TuntasSimSessions *self, TuntasSimRequest *request)
{
  TuntasSimReply *reply = tuntas_sim_reply_new_object (200, json_object_new ());
  Session *session = session_of (self, request);

  if (session != NULL)
    g_ptr_array_remove (self->list, session);
  g_ptr_array_set_size (request->cookies, 0);
  g_ptr_array_add (request->cookies, g_strdup ("JSESSIONID=; Path=/; Max-Age=0; HttpOnly"));
  g_ptr_array_add (request->cookies, g_strdup ("LtpaToken2=; Path=/; Max-Age=0; HttpOnly"));
  return reply;
}
