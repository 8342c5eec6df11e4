/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-office.h"

#include <string.h>

/* The mailer against a mail server that others wrote (aiosmtpd, by tests/mail/smtp-real-server). */

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
  guint16 port;
} RealServer;

/* (transfer full) */
static char *
read_line (RealServer *server)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (server->output, NULL, NULL, &error);

  g_assert_no_error (error);
  return line;
}

static void
start (RealServer *server, SmtpOffice *office, const char *way)
{
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "mail", "smtp-real-server", NULL);
  g_autofree char *certificate = tuntas_certificates_dup_path (office->certificates, "s.pem");
  g_autofree char *key = tuntas_certificates_dup_path (office->certificates, "s.key");
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  server->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, way,
                                      certificate, key, NULL);
  g_assert_no_error (error);
  server->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = read_line (server);
  g_assert_true (line != NULL && g_str_has_prefix (line, "listening "));
  server->port = (guint16) g_ascii_strtoull (line + strlen ("listening "), NULL, 10);
}

/* (transfer full) (nullable): what it has printed before its end. */
static char *
stop (RealServer *server)
{
  char *line;

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL));
  line = read_line (server);
  g_assert_true (g_subprocess_wait (server->process, NULL, NULL));
  g_object_unref (server->output);
  g_object_unref (server->process);
  return line;
}

static const struct
{
  const char *way;
  const char *server;
} ways[] = {
  { "starttls", "smtp://127.0.0.1" },
  { "starttls", "smtp://localhost" },
  { "tls", "smtps://127.0.0.1" },
  { "plain", "smtp://127.0.0.1" },
};

static void
test_taken (SmtpOffice *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1,DNS:localhost", 2);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("Yth. Bapak/Ibu,\n.\n..\nTerima kasih.\n");
  g_autoptr (GBytes) wire = tuntas_mail_to_rfc5322 (mail);
  g_autofree char *code = g_base64_encode (g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
  g_autofree char *wanted = g_strconcat ("mail agen@operator.example noc@pelanggan.example ", code, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      RealServer server;
      g_autoptr (TuntasMailer) mailer = NULL;
      g_autofree char *words = NULL, *kept = NULL;

      start (&server, office, ways[i].way);
      mailer = smtp_office_new_mailer (office, ways[i].server, server.port, "agen@operator.example", "ours.pem");
      g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, &words), ==, SMTP_OFFICE_SENT);
      g_assert_cmpstr (words, ==, "250 2.0.0 kept");
      kept = stop (&server);
      g_assert_cmpstr (kept, ==, wanted);
    }
}

/* Nothing is taken of what was not sent as it should be. */
static void
test_not_taken (SmtpOffice *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1", 2);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
  g_autoptr (TuntasMail) nobody = tuntas_mail_new (NULL, "agen@operator.example", "tidak.ada@pelanggan.example", "RFO", "isi",
                                                   "a@tuntas.invalid", 1795400000, NULL);
  const struct
  {
    const char *authority, *user, *password;
    TuntasMail *mail;
    int wanted;
    const char *words; /* (nullable) */
  } rows[] = {
    { "ours.pem", "agen@operator.example", "rahasia 2", mail, TUNTAS_MAIL_ERROR_SIGN_IN, "535 5.7.8" },
    { "ours.pem", "agen@operator.example", "rahasia 1", nobody, TUNTAS_MAIL_ERROR_REFUSED, "550 5.1.1 no such mailbox" },
    { "ours.pem", "", NULL, mail, TUNTAS_MAIL_ERROR_REFUSED, "530 5.7.0" },
    { "theirs.pem", "agen@operator.example", "rahasia 1", mail, TUNTAS_MAIL_ERROR_UNREACHABLE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RealServer server;
      g_autoptr (TuntasMailer) mailer = NULL;
      g_autofree char *words = NULL, *kept = NULL;

      start (&server, office, "starttls");
      office->login->password = rows[i].password;
      mailer = smtp_office_new_mailer (office, "smtp://127.0.0.1", server.port, rows[i].user, rows[i].authority);
      g_assert_cmpint (smtp_office_send (office, mailer, rows[i].mail, NULL, NULL, NULL, &words), ==, rows[i].wanted);
      if (rows[i].words != NULL)
        g_assert_true (g_str_has_prefix (words, rows[i].words));
      kept = stop (&server);
      g_assert_null (kept);
    }
}

#define ADD(path, func) \
  g_test_add ("/mail/smtp-real/" path, SmtpOffice, NULL, smtp_office_set_up, func, smtp_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("taken", test_taken);
  ADD ("not-taken", test_not_taken);
  return g_test_run ();
}
