/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-service.h"

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
    return g_strdup_printf ("%s/%s/%s", wrong->host, store->settings.context, servlet);
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
      return reply;
    case TUNTAS_SIM_UNKNOWN_HTML:
      return tuntas_sim_reply_new_html (200, TUNTAS_SIM_LOGIN_PAGE);
    case TUNTAS_SIM_UNKNOWN_JSON:
    default:
      return tuntas_sim_reply_new_error (error, request->lean, request->base);
    }
}

static gboolean
is_reading (TuntasSimRequest *request)
{
  return g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD") ||
         (g_str_equal (request->method, "POST") && g_strcmp0 (request->override, "GET") == 0);
}

static TuntasSimReply *
answer_records (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults,
                TuntasSimRequest *request, GError **error)
{
  if (is_reading (request))
    return tuntas_sim_query_read (store, request, error);
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

  request->lean = tuntas_sim_request_get_flag (request, "lean");
  request->base = make_base (store, request, faults);
  if (!tuntas_sim_sessions_identify (sessions, store, request, &error))
    return answer_unknown (store, request, error);
  reply = answer_known (store, sessions, faults, request, &error);
  if (reply == NULL)
    reply = tuntas_sim_reply_new_error (error, request->lean, request->base);
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
  if (servlet == NULL || g_str_equal (servlet, "webclient") || g_str_equal (servlet, "ui"))
    return tuntas_sim_reply_new_html (200, TUNTAS_SIM_LOGIN_PAGE);
  return tuntas_sim_reply_new_html (404, "<html><body>Error 404: SRVE0190E: File not found</body></html>");
}

static TuntasSimReply *
answer_status (const TuntasSimFault *fault)
{
  TuntasSimReply *reply = tuntas_sim_reply_new_html (fault->status, "<html><body>gateway</body></html>");
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, fault->retry_after);

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

static TuntasSimReply *
handle (TuntasSimStore *store, TuntasSimSessions *sessions, TuntasSimFaults *faults, TuntasSimRequest *request)
{
  const TuntasSimFault *fault;

  if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_STATUS, request)) != NULL)
    return answer_status (fault);
  if (tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_HTML, request) != NULL)
    return tuntas_sim_reply_new_html (200, TUNTAS_SIM_LOGIN_PAGE);
  if (tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_EXPIRE, request) != NULL)
    tuntas_sim_sessions_forget_all (sessions);
  return answer (store, sessions, faults, request);
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
