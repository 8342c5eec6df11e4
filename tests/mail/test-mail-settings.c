/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-settings.h"

static TuntasMailSettings *
read (const char *lines, GPtrArray **findings)
{
  g_autofree char *text = g_strconcat ("[mail]\n", lines, NULL);
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "site.ini");
  TuntasMailSettings *settings = tuntas_mail_settings_read (file);

  tuntas_settings_file_close (file);
  *findings = tuntas_settings_file_steal_findings (file);
  return settings;
}

static void
test_defaults (void)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasMailSettings) settings = read ("", &findings);

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (settings->way, ==, TUNTAS_MAIL_WAY_DESKTOP);
  g_assert_cmpstr (settings->server, ==, "");
  g_assert_cmpstr (settings->user, ==, "");
  g_assert_cmpstr (settings->ca_file, ==, "");
}

static void
test_servers (void)
{
  static const struct
  {
    const char *text, *server;
    gboolean loopback;
  } rows[] = {
    { "smtp://mail.example", "smtp://mail.example:587", FALSE },
    { "smtps://mail.example", "smtps://mail.example:465", FALSE },
    { "smtp://mail.example:25", "smtp://mail.example:25", FALSE },
    { "smtp://10.1.2.3:587", "smtp://10.1.2.3:587", FALSE },
    { "smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525", TRUE },
    { "smtp://localhost", "smtp://localhost:587", TRUE },
    { "smtp://[::1]:2525", "smtp://[::1]:2525", TRUE },
    { "smtp://localhost.example", "smtp://localhost.example:587", FALSE },
    { "smtp://127.0.0.1.example", "smtp://127.0.0.1.example:587", FALSE },
    { "smtp://0.0.0.0", "smtp://0.0.0.0:587", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *lines = g_strdup_printf ("way = smtp\nserver = %s\nuser = agen@operator.example\n"
                                                "ca_file = /etc/ssl/company.pem\n", rows[i].text);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (TuntasMailSettings) settings = read (lines, &findings);

      g_assert_cmpuint (findings->len, ==, 0);
      g_assert_cmpint (settings->way, ==, TUNTAS_MAIL_WAY_SMTP);
      g_assert_cmpstr (settings->server, ==, rows[i].server);
      g_assert_cmpint (settings->loopback, ==, rows[i].loopback);
      g_assert_cmpstr (settings->user, ==, "agen@operator.example");
      g_assert_cmpstr (settings->ca_file, ==, "/etc/ssl/company.pem");
    }
}

static void
test_webmail (void)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TuntasMailSettings) settings = read ("way = webmail\n", &findings);

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (settings->way, ==, TUNTAS_MAIL_WAY_WEBMAIL);
}

/* Each is told with its line, and e-mails go the desktop's way then. */
static void
test_refused (void)
{
#define ADDRESS "an address like smtp://mail.example:587 or smtps://mail.example:465 is wanted"
  static const struct
  {
    const char *lines;
    const char *said; /* the first finding */
  } rows[] = {
    { "way = pigeon\n", "site.ini:2: [mail] way: “pigeon” is none of desktop, smtp, webmail" },
    { "way = smtp\n", "site.ini:2: [mail] way: smtp needs a server" },
    { "server = mail.example\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = http://mail.example\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://u:p@mail.example\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://mail.example/x\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://mail.example?x\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://mail.example:0\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://mail.example:99999\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://a b.example\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://-x.example\n", "site.ini:2: [mail] server: " ADDRESS },
    { "server = smtp://m\\r\\nx.example\n", "site.ini:2: [mail] server: " ADDRESS },
    { "ca_file = company.pem\n", "site.ini:2: [mail] ca_file: an absolute path is wanted" },
    { "password = rahasia\n", "site.ini:2: [mail] password: there is no such setting" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (TuntasMailSettings) settings = read (rows[i].lines, &findings);
      g_autofree char *said = NULL;

      g_assert_cmpuint (findings->len, ==, 1);
      said = tuntas_finding_to_string (g_ptr_array_index (findings, 0));
      g_assert_cmpstr (said, ==, rows[i].said);
      g_assert_cmpint (settings->way, ==, TUNTAS_MAIL_WAY_DESKTOP);
      g_assert_cmpstr (settings->server, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/settings/defaults", test_defaults);
  g_test_add_func ("/mail/settings/servers", test_servers);
  g_test_add_func ("/mail/settings/webmail", test_webmail);
  g_test_add_func ("/mail/settings/refused", test_refused);
  return g_test_run ();
}
