/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

/* The work of a ticket's life, from sign-in to sign-out, in the habits of clients that were not written here: each way
 * of signing in, each object structure, lean and not. */

#define PASSWORD "YXl1OmxhdGloYW4="

typedef enum
{
  MAXAUTH, /* GET of the home with the credentials, "lean" only there, one cookie */
  BASIC,
  FORM,
  KEY,     /* no session; the key with every request */
} Mode;

typedef struct
{
  const char *name;
  Mode mode;
  const char *os;
  const char *class;
  gboolean lean;
} Habit;

static const Habit habits[] = {
  { "java-maxauth", MAXAUTH, "MXINCIDENT", "INCIDENT", TRUE },
  { "java-maxauth-sr", MAXAUTH, "mxsr", "SR", TRUE },
  { "basic-prefixed", BASIC, "mxapiincident", "INCIDENT", FALSE },
  { "basic-sr-prefixed", BASIC, "mxapisr", "SR", FALSE },
  { "form", FORM, "mxincident", "INCIDENT", TRUE },
  { "form-sr", FORM, "mxsr", "SR", TRUE },
  { "key", KEY, "mxapiincident", "INCIDENT", TRUE },
  { "key-sr", KEY, "mxapisr", "SR", TRUE },
};

typedef struct
{
  const Habit *habit;
  SimDesk *desk;
  char *base;
} Caller;

static SimAnswer *
ask (Caller *self, const char *method, const char *path, const char *more, const char *body)
{
  g_autofree char *whole = g_str_has_prefix (path, "/maximo") ? g_strdup (path) : g_strconcat (self->base, path, NULL);
  gboolean key = self->habit->mode == KEY;
  g_autofree char *headers = g_strconcat (key ? "apikey: kunci-ayu" : "Accept: application/json",
                                          more != NULL ? "\n" : "", more, NULL);
  /* Without a session nothing sticks. */
  g_autofree char *lean = key ? g_strconcat (whole, strchr (whole, '?') != NULL ? "&lean=1" : "?lean=1", NULL) : NULL;

  return sim_desk_ask (self->desk, method, lean != NULL ? lean : whole, headers, body);
}

static void
sign_in (Caller *self)
{
  const char *lean = self->habit->lean ? "lean=1" : "lean=0";
  g_autofree char *path = NULL;
  g_autoptr (SimAnswer) answer = NULL;
  const char *cookies;

  if (self->habit->mode == KEY)
    return;
  path = g_strdup_printf (self->habit->mode == FORM ? "%s/j_security_check?%s" : "%s?&%s", self->base, lean);
  if (self->habit->mode == FORM)
    answer = sim_desk_ask (self->desk, "POST", path, "Content-Type: application/x-www-form-urlencoded",
                           "j_username=ayu&j_password=latihan");
  else
    answer = sim_desk_ask (self->desk, "GET", path,
                           self->habit->mode == BASIC ? "authorization: basic " PASSWORD : "MAXAUTH: " PASSWORD, NULL);
  g_assert_cmpuint (answer->status, ==, self->habit->mode == FORM ? 302 : 200);
  cookies = soup_message_headers_get_list (answer->headers, "Set-Cookie");
  self->desk->cookie = g_strndup (cookies, strcspn (cookies, ";"));
}

/* The text of a member, by the habit's name for it. */
static const char *
text_of (Caller *self, SimAnswer *answer, const char *record, const char *member)
{
  g_autofree char *name = g_strconcat (self->habit->lean ? "" : "spi:", member, NULL);
  g_autofree char *path = g_strconcat (record, *record != '\0' ? "." : "", name, NULL);

  return sim_answer_text (answer, path);
}

/* (transfer full): names in a body as the habit writes them. */
static char *
body_of (Caller *self, const char *body)
{
  g_auto (GStrv) parts = g_strsplit (body, "@", -1);

  return g_strjoinv (self->habit->lean ? "" : "spi:", parts);
}

static char *
path_of (Caller *self, const char *href)
{
  const char *origin = tuntas_simulator_get_origin (self->desk->simulator);

  g_assert_true (g_str_has_prefix (href, origin));
  return g_strdup (href + strlen (origin));
}

/* (transfer full): the path of a new ticket. */
static char *
create (Caller *self)
{
  g_autofree char *path = g_strdup_printf ("/os/%s", self->habit->os);
  g_autofree char *body =
    body_of (self, "{\"@description\":\"walk\",\"@reportdate\":\"2026-11-24T01:30:00.000+00:30\"}");
  g_autoptr (SimAnswer) answer = ask (self, "POST", path, "Properties: ticketid,class,status,reportdate", body);

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (text_of (self, answer, "", "class"), ==, self->habit->class);
  g_assert_cmpstr (text_of (self, answer, "", "status"), ==, "NEW");
  g_assert_cmpstr (text_of (self, answer, "", "reportdate"), ==, "2026-11-24T08:00:00+07:00");
  return path_of (self, soup_message_headers_get_one (answer->headers, "Location"));
}

static void
note_and_status (Caller *self, const char *ticket)
{
  g_autofree char *note = body_of (self, "{\"@worklog\":[{\"@description\":\"n\",\"@logtype\":\"WORK\"}]}");
  g_autofree char *status = body_of (self, "{\"@status\":\"INPROG\",\"@np_statusmemo\":\"m\"}");
  g_autofree char *action = g_strconcat (ticket, "?action=wsmethod:changeStatus", NULL);
  g_autofree char *children = g_strconcat (ticket, "/uxworklog", NULL);
  g_autoptr (SimAnswer) noted = ask (self, "POST", ticket,
                                     "X-METHOD-OVERRIDE: patch\nPatchType: MERGE\nproperties: status,worklog{*}", note);
  g_autoptr (SimAnswer) set = ask (self, "POST", ticket, "x-method-override: PATCH\nproperties: status", status);
  g_autoptr (SimAnswer) acted = ask (self, "POST", action, "x-method-override: PATCH", "{\"status\":\"RESOLVED\"}");
  g_autoptr (SimAnswer) logs = ask (self, "GET", children, NULL, NULL);

  g_assert_cmpuint (noted->status, ==, 200);
  g_assert_cmpstr (text_of (self, noted, self->habit->lean ? "worklog.0" : "spi:worklog.0", "description"), ==, "n");
  g_assert_cmpstr (text_of (self, set, "", "status"), ==, "INPROG");
  g_assert_cmpuint (acted->status, ==, 204);
  g_assert_cmpstr (text_of (self, logs, self->habit->lean ? "member.0" : "rdfs:member.0", "createby"), ==, "AYU");
}

static void
find (Caller *self, const char *ticket)
{
  const char *member = self->habit->lean ? "member.0" : "rdfs:member.0";
  g_autofree char *path = g_strdup_printf (
    "/os/%s?oslc.where=%sdescription=%%22walk%%22%%20and%%20ticketuid%%20in%%20%%5B1,507%%5D"
    "&oslc.select=ticketid,status&oslc.pageSize=1&internalvalues=TRUE&collectioncount=true",
    self->habit->os, self->habit->lean ? "" : "spi:");
  g_autoptr (SimAnswer) list = ask (self, "GET", path, NULL, NULL);
  g_autofree char *about = g_strconcat (member, self->habit->lean ? ".href" : ".rdf:about", NULL);
  g_autofree char *found = path_of (self, sim_answer_text (list, about));
  g_autoptr (SimAnswer) record = ask (self, "GET", found, NULL, NULL);

  g_assert_cmpstr (found, ==, ticket);
  g_assert_cmpstr (text_of (self, list, member, "status_maxvalue"), ==, "RESOLVED");
  g_assert_cmpint (sim_answer_int (list, self->habit->lean ? "responseInfo.totalCount"
                                                           : "oslc:responseInfo.oslc:totalCount"),
                   ==, 1);
  g_assert_cmpstr (text_of (self, record, "", "actualstart"), ==, "2026-11-24T08:00:00+07:00");
}

static void
sign_out (Caller *self)
{
  g_autoptr (SimAnswer) answer = NULL;
  g_autoptr (SimAnswer) after = NULL;

  if (self->habit->mode == KEY)
    return;
  answer = ask (self, "GET", "/logout", NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  after = ask (self, "GET", "/whoami", NULL, NULL);
  g_assert_cmpuint (after->status, ==, 401);
}

static void
test_habit (gconstpointer data)
{
  const Habit *habit = data;
  g_autoptr (SimDesk) desk = sim_desk_new (NULL);
  Caller caller = { habit, desk, g_strdup (habit->mode == KEY ? "/maximo/api" : "/maximo/oslc") };
  g_autofree char *ticket = NULL;
  g_autoptr (SimAnswer) who = NULL;

  sign_in (&caller);
  who = ask (&caller, "GET", "/whoami", NULL, NULL);
  g_assert_cmpstr (sim_answer_text (who, "personId"), ==, "AYU");
  ticket = create (&caller);
  note_and_status (&caller, ticket);
  find (&caller, ticket);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_CREATE), ==, 1);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  g_assert_cmpuint (sim_desk_count_effects (desk, TUNTAS_SIMULATOR_EFFECT_STATUS), ==, 2);
  sign_out (&caller);
  g_assert_cmpuint (tuntas_simulator_get_counters (desk->simulator).sessions_open, ==, 0);
  g_free (caller.base);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      g_autofree char *path = g_strconcat ("/simulator/habits/", habits[i].name, NULL);

      g_test_add_data_func (path, &habits[i], test_habit);
    }
  return g_test_run ();
}
