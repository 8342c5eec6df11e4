/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-service.h"

#include "tuntas-sim-apikey.h"
#include "tuntas-sim-error.h"
#include "tuntas-sim-meta.h"
#include "tuntas-sim-query.h"
#include "tuntas-sim-write.h"

/* What hrefs begin with. A client may say how it sees the server (x-public-uri). */
static char *
make_base (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimFaults *faults)
{
  const char *servlet = tuntas_sim_request_get_segment (request, 1);
  const char *public_uri = tuntas_sim_request_get_header (request, "x-public-uri");
  gboolean api = g_strcmp0 (servlet, "api") == 0;
  const TuntasSimFault *wrong = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_WRONG_HOST, request);
  g_autofree char *seen = NULL;

  servlet = api ? "api" : "oslc";
  if (wrong != NULL)
    return g_strdup_printf ("%s/%s/%s", wrong->text, store->settings.context, servlet);
  if (tuntas_sim_request_get_flag (request, "relativeuri"))
    return g_strdup (servlet);
  if (public_uri == NULL || *public_uri == '\0')
    return g_strdup_printf ("%s/%s/%s", request->origin, store->settings.context, servlet);
  seen = g_strdup (public_uri);
  while (g_str_has_suffix (seen, "/"))
    seen[strlen (seen) - 1] = '\0';
  if (g_str_has_suffix (seen, "/oslc") || g_str_has_suffix (seen, "/api"))
    return g_steal_pointer (&seen);
  return g_strdup_printf ("%s/%s", seen, servlet);
}

/* What every answer of Maximo's own needs: the form of its bodies, and what their hrefs begin with. */
static void
prepare (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimFaults *faults)
{
  request->lean = tuntas_sim_request_get_flag (request, "lean");
  if (request->base == NULL)
    request->base = make_base (store, request, faults);
}

/* Who is not signed in gets JSON, or where a login page guards the server, that page. */
static TuntasSimReply *
answer_unknown (TuntasSimStore *store, TuntasSimRequest *request, const GError *error)
{
  g_autofree char *page = g_strdup_printf ("%s/%s/webclient/login/login.jsp", request->origin,
                                           store->settings.context);
  TuntasSimReply *reply;

  switch (store->settings.unknown_caller)
    {
    case TUNTAS_SIM_UNKNOWN_REDIRECT:
      reply = tuntas_sim_reply_new (302);
      soup_message_headers_replace (reply->headers, "Location", page);
      soup_message_headers_append (reply->headers, "Set-Cookie", "WASPostParam=; Path=/; HttpOnly");
      soup_message_headers_append (reply->headers, "Set-Cookie", "WASOidcState=; Path=/; HttpOnly");
      return reply;
    case TUNTAS_SIM_UNKNOWN_HTML:
      return tuntas_sim_reply_new_html (200, TUNTAS_SIM_LOGIN_PAGE);
    case TUNTAS_SIM_UNKNOWN_JSON:
    default:
      return tuntas_sim_reply_new_error (request, error);
    }
}

static TuntasSimReply *
answer_records (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults,
                TuntasSimRequest *request, GError **error)
{
  if (!tuntas_sim_request_is_write (request))
    return tuntas_sim_request_get_parameter (request, "action") != NULL ? tuntas_sim_write_ask (store, request, error)
                                                                        : tuntas_sim_query_read (store, request, error);
  if (!tuntas_sim_sessions_check_token (sessions, store, request, error))
    return NULL;
  return tuntas_sim_write (store, request, faults, error);
}

static TuntasSimReply *
answer_known (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults, TuntasSimRequest *request,
              GError **error)
{
  const char *kind = tuntas_sim_request_get_segment (request, 2);
  TuntasSimReply *reply = NULL;
  g_autoptr (GError) cause = NULL;

  if (g_strcmp0 (kind, "os") == 0)
    return answer_records (store, sessions, faults, request, error);
  if (g_strcmp0 (kind, "login") == 0)
    return tuntas_sim_sessions_login (sessions, store, request);
  if (g_strcmp0 (kind, "logout") == 0)
    return tuntas_sim_sessions_logout (sessions, request);
  if (g_strcmp0 (kind, "apitoken") == 0)
    reply = tuntas_sim_apikey_write (store, request, &cause);
  else
    reply = tuntas_sim_meta_read (store, request, kind, &cause);
  if (reply == NULL && cause == NULL)
    g_set_error (&cause, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NO_RESOURCE, "There is no resource %s.", request->path);
  if (reply == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return reply;
}

static TuntasSimReply *
answer_servlet (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults, TuntasSimRequest *request)
{
  g_autoptr (GError) error = NULL;
  TuntasSimReply *reply;

  prepare (store, request, faults);
  if (!tuntas_sim_sessions_identify (sessions, store, request, &error))
    return answer_unknown (store, request, error);
  reply = answer_known (store, sessions, faults, request, &error);
  if (reply == NULL)
    reply = tuntas_sim_reply_new_error (request, error);
  return reply;
}

/* The older REST interface, which nobody is let into. */
static TuntasSimReply *
answer_legacy (void)
{
  static const char text[] =
    "Error 400: BMXAA7901E - You cannot log in at this time. Contact the system administrator.";
  TuntasSimReply *reply = tuntas_sim_reply_new (400);

  reply->content_type = g_strdup ("text/plain;charset=UTF-8");
  reply->body = g_bytes_new_static (text, strlen (text));
  return reply;
}

static TuntasSimReply *
answer (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults, TuntasSimRequest *request)
{
  const char *context = tuntas_sim_request_get_segment (request, 0);
  const char *servlet = tuntas_sim_request_get_segment (request, 1);
  const char *last = request->n_segments > 0 ? request->segments[request->n_segments - 1] : "";

  if (g_strcmp0 (context, store->settings.context) != 0)
    return tuntas_sim_reply_new_html (404, "<html><body>Error 404: SRVE0190E: File not found</body></html>");
  if (g_str_equal (last, "j_security_check") && g_str_equal (request->method, "POST"))
    return tuntas_sim_sessions_form (sessions, store, request);
  if (g_strcmp0 (servlet, "oslc") == 0 || g_strcmp0 (servlet, "api") == 0)
    return answer_servlet (store, sessions, faults, request);
  if (g_strcmp0 (servlet, "rest") == 0)
    return answer_legacy ();
  if (servlet == NULL || g_str_equal (servlet, "webclient") || g_str_equal (servlet, "ui"))
    return tuntas_sim_reply_new_html (200, TUNTAS_SIM_LOGIN_PAGE);
  return tuntas_sim_reply_new_html (404, "<html><body>Error 404: SRVE0190E: File not found</body></html>");
}

/* An error of Maximo's own, with any code. */
static TuntasSimReply *
answer_error (TuntasSimRequest *request, const TuntasSimFault *fault)
{
  const char *reason = fault->text != NULL ? fault->text : "BMXAA0024E";
  const char *about = tuntas_sim_error_about (reason);
  g_autofree char *text = g_strdup_printf ("%s - %s", reason, about != NULL ? about : "The request was refused.");

  return tuntas_sim_reply_new_reason (request, fault->status, reason, text);
}

/* What stands in front of a server speaks HTML, JSON of its own, or nothing. */
static TuntasSimReply *
answer_status (TuntasSimRequest *request, const TuntasSimFault *fault)
{
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, fault->retry_after);
  TuntasSimReply *reply;
  JsonObject *object;

  if (fault->choice == TUNTAS_SIM_STATUS_JSON)
    {
      object = json_object_new ();
      json_object_set_string_member (object, "message", soup_status_get_phrase (fault->status));
      reply = tuntas_sim_reply_new_object (fault->status, object);
    }
  else if (fault->choice == TUNTAS_SIM_STATUS_MAXIMO)
    reply = answer_error (request, fault);
  else if (fault->choice == TUNTAS_SIM_STATUS_EMPTY)
    reply = tuntas_sim_reply_new (fault->status);
  else
    reply = tuntas_sim_reply_new_html (fault->status, "<html><body>gateway</body></html>");
  if (fault->retry_after >= 0)
    soup_message_headers_replace (reply->headers, "Retry-After", seconds);
  return reply;
}

/* Every answer says when it was given, by the server's clock, right or wrong. */
static void
set_date (TuntasSimStore *store, TuntasSimReply *reply)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (tuntas_sim_store_now (store));
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (reply->headers, "Date", date);
}

/* (transfer full) (nullable): what is said instead of an answer. *late: the request is carried out all the same. */
static TuntasSimReply *
answer_instead (TuntasSimStore *store, TuntasSimFaults *faults, TuntasSimRequest *request, gboolean *late)
{
  const TuntasSimFault *status = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_STATUS, request);
  const TuntasSimFault *html = status == NULL ? tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_HTML, request) : NULL;

  if (status != NULL && status->choice == TUNTAS_SIM_STATUS_MAXIMO)
    prepare (store, request, faults);
  *late = status != NULL ? status->late : html != NULL && html->late;
  if (status != NULL)
    return answer_status (request, status);
  return html != NULL ? tuntas_sim_reply_new_html (200, TUNTAS_SIM_LOGIN_PAGE) : NULL;
}

static TuntasSimReply *
handle (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults, TuntasSimRequest *request)
{
  gboolean late;
  g_autoptr (TuntasSimReply) instead = answer_instead (store, faults, request, &late);
  g_autoptr (TuntasSimReply) unsaid = NULL;
  const TuntasSimFault *fault;

  if (instead != NULL && !late)
    return g_steal_pointer (&instead);
  if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_EXPIRE, request)) != NULL)
    tuntas_sim_sessions_forget_all (sessions, fault->choice == TUNTAS_SIM_EXPIRE_BY_ADMINISTRATOR);
  if (instead == NULL)
    return answer (store, sessions, faults, request);
  unsaid = answer (store, sessions, faults, request);
  return g_steal_pointer (&instead);
}

TuntasSimReply *
tuntas_sim_service_handle (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults,
                           TuntasSimRequest *request)
{
  const TuntasSimFault *wrong = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_WRONG_CLOCK, request);
  TuntasSimReply *reply;

  store->clock_error = wrong != NULL ? wrong->seconds : 0;
  tuntas_sim_store_tick (store);
  reply = handle (store, sessions, faults, request);
  for (guint i = 0; i < request->cookies->len; i++)
    soup_message_headers_append (reply->headers, "Set-Cookie", request->cookies->pdata[i]);
  set_date (store, reply);
  return reply;
}
