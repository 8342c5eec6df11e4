/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-site.h"

typedef struct
{
  const char *name;
  const char *file;
  const char *message; /* NULL: accepted */
} Row;

#define SERVER "[server]\norigin=https://nossa.example\n"

static const Row rows[] = {
  { "least", SERVER, NULL },
  { "slash-and-port", "[server]\norigin=https://nossa.example:8443/\n", NULL },
  { "loopback", "[server]\norigin=http://127.0.0.1:4711\n", NULL },
  { "loopback-6", "[server]\norigin=http://[::1]:4711\n", NULL },
  { "no-such-column", SERVER "[columns]\ngaul=\n", NULL },
  { "no-origin", "[server]\nauth=basic\n", NULL },
  { "plain", "[server]\norigin=http://nossa.example\n",
    "s.ini:2: [server] origin: https is wanted; plain http only to this computer" },
  { "plain-like-loopback", "[server]\norigin=http://127.0.0.1.nossa.example\n",
    "s.ini:2: [server] origin: https is wanted; plain http only to this computer" },
  { "origin-path", "[server]\norigin=https://nossa.example/maximo\n",
    "s.ini:2: [server] origin: only scheme, host and port belong here" },
  { "origin-user", "[server]\norigin=https://a:b@nossa.example\n",
    "s.ini:2: [server] origin: only scheme, host and port belong here" },
  { "unknown-key", SERVER "contextroot=/x\n", "s.ini:3: [server] contextroot: there is no such setting" },
  { "unknown-group", SERVER "[sever]\na=1\n", "s.ini:4: [sever] a: there is no such setting" },
  { "unknown-column", SERVER "[columns]\nphone=x\n", "s.ini:4: [columns] phone: there is no such setting" },
  { "fixed-column", SERVER "[columns]\nhref=x\n", "s.ini:4: [columns] href: there is no such setting" },
  { "needed-column", SERVER "[columns]\nowner=\n", "s.ini:4: [columns] owner: this column is needed" },
  { "column-injection", SERVER "[columns]\ngaul=a\" or \"b\n",
    "s.ini:4: [columns] gaul: an attribute's name of letters, digits, _ and . is wanted" },
  { "auth", SERVER "auth=ldap\n", "s.ini:3: [server] auth: “ldap” is none of maxauth, basic, form, apikey" },
  { "context-root", SERVER "context_root=maximo\n", "s.ini:3: [server] context_root: a single name like /maximo is wanted" },
  { "path", SERVER "path=rest\n", "s.ini:3: [server] path: one of oslc, api is wanted" },
  { "form-path", SERVER "form_path=/login\n",
    "s.ini:3: [server] form_path: one of /j_security_check, /oslc/j_security_check is wanted" },
  { "long-name", SERVER "[columns]\ngaul=a234567890123456789012345678901234567890123456789012345678901234567890\n",
    "s.ini:4: [columns] gaul: an attribute's name of letters, digits, _ and . is wanted" },
  { "long-reason", SERVER "[pend]\nreason=a23456789 a23456789 a23456789 a23456789 a23456789 a23456789 a23456789 a23456789 "
                   "a23456789 a23456789 x\n", "s.ini:4: [pend] reason: at most 100 characters are wanted" },
  { "client-note", SERVER "[work_log]\ntype=ClientNote\n",
    "s.ini:4: [work_log] type: a client note re-opens the ticket and counts as a repeated complaint" },
  { "page-size", SERVER "[tickets]\npage_size=201\n",
    "s.ini:4: [tickets] page_size: “201” is out of range 1..200" },
  { "poll-interval", SERVER "poll_interval=5\n",
    "s.ini:3: [server] poll_interval: “5” is out of range 20..3600" },
  { "poll-jitter", SERVER "poll_jitter=200\n", "s.ini:3: [server] poll_jitter: “200” is out of range 0..100" },
  { "no-status", SERVER "[tickets]\nstatuses=;\n", "s.ini:4: [tickets] statuses: at least one status is wanted" },
  { "status", SERVER "[status]\nclose=\n", "s.ini:4: [status] close: a status of letters, digits, _ and - is wanted" },
  { "action-with-pend", SERVER "[status]\nmethod=action\n",
    "s.ini:4: [status] method: action cannot carry the attributes of [pend]; leave them empty" },
  { "no-place-for-references", SERVER "[columns]\nsummary=\n[monitoring]\nreference_attribute=\n",
    "s.ini:6: [monitoring] reference_attribute: only where [columns] summary is an attribute of the ticket can it be "
    "empty" },
  { "references-in-a-related-record", SERVER "[monitoring]\nreference_attribute=\n[columns]\nsummary=asset.name\n",
    "s.ini:4: [monitoring] reference_attribute: only where [columns] summary is an attribute of the ticket can it be "
    "empty" },
  { "references-in-the-summary", SERVER "[monitoring]\nreference_attribute=\n", NULL },
  { "action", SERVER "[status]\nmethod=action\n[pend]\nreason_attribute=\nuntil_attribute=\n", NULL },
};

/* said (out) (transfer full) (nullable): the first finding. */
static TuntasNossaSite *
load (const char *text, char **said)
{
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "s.ini");
  TuntasNossaSite *site = tuntas_nossa_site_read (file);
  GPtrArray *findings = tuntas_settings_file_get_findings (file);

  tuntas_settings_file_close (file);
  *said = findings->len > 0 ? tuntas_finding_to_string (g_ptr_array_index (findings, 0)) : NULL;
  return site;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *said = NULL;
  g_autoptr (TuntasNossaSite) site = load (row->file, &said);

  g_assert_cmpstr (said, ==, row->message);
}

/* The agent's address takes the place of the site's, and is asked the same. */
static void
test_origin (void)
{
  g_autofree char *said = NULL;
  g_autoptr (TuntasNossaSite) read = load ("[server]\norigin=https://nossa.example\n[status]\nclose=DONE\n", &said);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaSite) typed = tuntas_nossa_site_with_origin (read, "https://other.example/", &error);
  g_autoptr (TuntasNossaSite) plain = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_nossa_site_get_text (typed, TUNTAS_NOSSA_SITE_ORIGIN), ==, "https://other.example");
  g_assert_cmpstr (tuntas_nossa_site_get_status (typed, TUNTAS_NOSSA_ACTION_CLOSE), ==, "DONE");
  g_assert_cmpstr (tuntas_nossa_site_get_text (read, TUNTAS_NOSSA_SITE_ORIGIN), ==, "https://nossa.example");
  plain = tuntas_nossa_site_with_origin (read, "http://other.example", &error);
  g_assert_null (plain);
  g_assert_error (error, TUNTAS_NOSSA_SITE_ERROR, TUNTAS_NOSSA_SITE_ERROR_VALUE);
}

static void
test_values (void)
{
  g_autofree char *said = NULL;
  g_autoptr (TuntasNossaSite) site = load (SERVER "context_root=/maxrest\nauth=apikey\nrequest_deadline=5\n"
                                                  "poll_interval=90\npoll_jitter=0\n"
                                                  "[tickets]\nobject_structure=restincident\nstatuses=A; B ;\n"
                                                  "[columns]\nphones=contactphone\ngaul=\n[status]\nclose=DONE\n",
                                           &said);
  g_autofree char *path = tuntas_nossa_site_dup_path (site, "/os/x");

  g_assert_cmpstr (said, ==, NULL);
  g_assert_cmpstr (path, ==, "/maxrest/api/os/x");
  g_assert_cmpstr (tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE), ==, "restincident");
  g_assert_cmpstr (tuntas_nossa_site_get_column (site, TUNTAS_TICKET_PHONES), ==, "contactphone");
  g_assert_null (tuntas_nossa_site_get_column (site, TUNTAS_TICKET_GAUL));
  g_assert_cmpstr (tuntas_nossa_site_get_column (site, TUNTAS_TICKET_RFO), ==, "fr1code_longdescription");
  g_assert_cmpstr (tuntas_nossa_site_get_status (site, TUNTAS_NOSSA_ACTION_CLOSE), ==, "DONE");
  g_assert_true (tuntas_nossa_site_knows_status (site, "B"));
  g_assert_false (tuntas_nossa_site_knows_status (site, "CLOSED"));
  g_assert_cmpint (tuntas_nossa_site_get_poll_interval (site), ==, 90);
  g_assert_cmpuint (tuntas_nossa_site_get_poll_jitter (site), ==, 0);
  g_assert_cmpint (tuntas_nossa_site_get_request_deadline (site), ==, 5 * G_USEC_PER_SEC);
}

static void
test_anchor (void)
{
  static const char *const pairs[][2] = {
    { "https://nossa.example/maximo/oslc/os/mxincident/_A--", "/maximo/oslc/os/mxincident/_A--" },
    { "http://10.0.0.1:9080/maxrest/api/os/mxsr/_A?lean=1", "/maximo/oslc/os/mxsr/_A?lean=1" },
    { "oslc/os/mxsr?pageno=2&oslc.where=a%3D%22b%22", "/maximo/oslc/os/mxsr?pageno=2&oslc.where=a%3D%22b%22" },
    { "/maximo/oslc/os/mxsr/_A", "/maximo/oslc/os/mxsr/_A" },
    { "http://childkey#U1IvV09SS0xPRy8xNDM-", NULL },
    { "https://evil.example/x?u=/oslc/os/mxsr", NULL },
    { "https://evil.example/foslc/os/mxsr", NULL },
    { "/maximo/oslc/os/../../secret", NULL },
    { "/maximo/oslc/os/a\r\nX: y", NULL },
    { "", NULL },
  };
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = tuntas_nossa_site_anchor (site, pairs[i][0]);

      g_assert_cmpstr (path, ==, pairs[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/nossa/site/file/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/nossa/site/origin", test_origin);
  g_test_add_func ("/nossa/site/values", test_values);
  g_test_add_func ("/nossa/site/anchor", test_anchor);
  return g_test_run ();
}
