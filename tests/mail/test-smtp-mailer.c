/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-office.h"
#include "smtp-server.h"

#include <string.h>

/* The mailer against a server that does what no good one does, one thing at a time. TLS is required here, because
 * 0.0.0.0 is not what the settings take for this computer; nevertheless it leads there. */

#define FAR "smtp://0.0.0.0"
#define NEAR "smtp://127.0.0.1"

#define SENT    SMTP_OFFICE_SENT
#define REFUSED TUNTAS_MAIL_ERROR_REFUSED
#define AGAIN   TUNTAS_MAIL_ERROR_UNREACHABLE
#define UNKNOWN TUNTAS_MAIL_ERROR_UNKNOWN
#define SIGN_IN TUNTAS_MAIL_ERROR_SIGN_IN
#define NO_LOGIN TUNTAS_MAIL_ERROR_NO_LOGIN

static const struct
{
  const char *name;
  int wanted[SMTP_N_REACTIONS];
} table[SMTP_N_PHASES] = {
  /*                              2xx      4xx    5xx      drop     stall    garbage */
  [SMTP_GREETING] = { "greeting", { SENT,  AGAIN, REFUSED, AGAIN,   AGAIN,   AGAIN } },
  [SMTP_EHLO] =     { "ehlo",     { SENT,  AGAIN, REFUSED, AGAIN,   AGAIN,   AGAIN } },
  [SMTP_STARTTLS] = { "starttls", { SENT,  AGAIN, REFUSED, AGAIN,   AGAIN,   AGAIN } },
  /* Within the handshake codes are garbage too. */
  [SMTP_TLS] =      { "tls",      { SENT,  AGAIN, AGAIN,   AGAIN,   AGAIN,   AGAIN } },
  [SMTP_AUTH] =     { "auth",     { SENT,  AGAIN, SIGN_IN, AGAIN,   AGAIN,   AGAIN } },
  [SMTP_MAIL] =     { "mail",     { SENT,  AGAIN, REFUSED, AGAIN,   AGAIN,   AGAIN } },
  [SMTP_RCPT] =     { "rcpt",     { SENT,  AGAIN, REFUSED, AGAIN,   AGAIN,   AGAIN } },
  /* "250" to DATA is no permission to send. */
  [SMTP_DATA] =     { "data",     { AGAIN, AGAIN, REFUSED, AGAIN,   AGAIN,   AGAIN } },
  /* An answer amid the mail is read when the mail is over; what no answer is says nothing of it. */
  [SMTP_BODY] =     { "body",     { SENT,  AGAIN, REFUSED, AGAIN,   AGAIN,   UNKNOWN } },
  [SMTP_DOT] =      { "dot",      { SENT,  AGAIN, REFUSED, UNKNOWN, UNKNOWN, UNKNOWN } },
  [SMTP_QUIT] =     { "quit",     { SENT,  SENT,  SENT,    SENT,    SENT,    SENT } },
};

static void
stalls_cb (SmtpOffice *office, gpointer data)
{
  if (smtp_server_stalls (data))
    tuntas_test_clock_advance_seconds (office->clock, TUNTAS_SMTP_SECONDS);
}

/* How many mails it took since the last time, each of them that one to the byte. */
static guint
count_taken (SmtpServer *server, TuntasMail *mail)
{
  g_autoptr (GBytes) wire = tuntas_mail_to_rfc5322 (mail);
  GBytes *taken;
  guint n = 0;

  for (; (taken = smtp_server_next_mail (server)) != NULL; n++)
    {
      g_assert_true (g_bytes_equal (taken, wire));
      g_bytes_unref (taken);
    }
  return n;
}

/* More than the buffers of a connection hold: a link that is lost amid it is lost before the final dot. */
static char *
long_body (void)
{
  GString *body = g_string_new (NULL);

  while (body->len < 12 * 1024 * 1024)
    g_string_append (body, ".Penyebab gangguan adalah kabel serat optik yang putus.\n");
  return g_string_free (body, FALSE);
}

typedef struct
{
  guint cases, doubles, lost;
} Tally;

static void
try (SmtpOffice *office, SmtpServer *server, TuntasMailer *mailer, TuntasMail *mail, SmtpPhase phase,
     SmtpReaction reaction, Tally *tally)
{
  g_autofree char *words = NULL;
  guint copies;
  int verdict;

  smtp_server_script (server, phase, reaction);
  verdict = smtp_office_send (office, mailer, mail, NULL, stalls_cb, server, &words);
  g_test_message ("%s %d: %d %s", table[phase].name, reaction, verdict, words);
  g_assert_cmpint (verdict, ==, table[phase].wanted[reaction]);
  if (verdict == REFUSED || verdict == SIGN_IN)
    g_assert_cmpstr (words, ==, SMTP_NEVER_WORDS);
  else if (verdict == SENT)
    g_assert_cmpstr (words, ==, SMTP_TAKEN);
  else
    g_assert_cmpstr (words, !=, "");
  copies = count_taken (server, mail);
  /* What is tried again by itself surely was not taken; what was not taken is never called sent. */
  if (verdict == AGAIN)
    {
      smtp_server_script (server, SMTP_GREETING, SMTP_2XX);
      g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, NULL), ==, SENT);
      copies += count_taken (server, mail);
    }
  tally->cases++;
  tally->doubles += copies > 1;
  tally->lost += copies == 0 && (verdict == SENT || verdict == AGAIN);
}

static void
test_phases (SmtpOffice *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:0.0.0.0", 2);
  const SmtpPlace place = { .pem = pem };
  SmtpServer *server = smtp_server_new (&place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, FAR, smtp_server_get_port (server), SMTP_USER,
                                                            "ours.pem");
  g_autofree char *body = long_body ();
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("Yth. Bapak/Ibu,\n.\n..\nTerima kasih.\n");
  g_autoptr (TuntasMail) long_mail = smtp_office_new_mail (body);
  Tally tally = { 0 };

  for (SmtpPhase phase = 0; phase < SMTP_N_PHASES; phase++)
    for (SmtpReaction reaction = 0; reaction < SMTP_N_REACTIONS; reaction++)
      try (office, server, mailer, phase == SMTP_BODY ? long_mail : mail, phase, reaction, &tally);
  g_print ("figure smtp_cases %u cases\nfigure smtp_doubles %u mails\nfigure smtp_lost %u mails\n", tally.cases,
           tally.doubles, tally.lost);
  g_assert_cmpuint (tally.cases, ==, SMTP_N_PHASES * SMTP_N_REACTIONS);
  g_assert_cmpuint (tally.doubles, ==, 0);
  g_assert_cmpuint (tally.lost, ==, 0);
  smtp_server_stop (server);
}

/* Nobody listens. */
static void
test_unreachable (SmtpOffice *office, gconstpointer data)
{
  const SmtpPlace place = { NULL };
  SmtpServer *server = smtp_server_new (&place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, NEAR, smtp_server_get_port (server), "", NULL);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");

  smtp_server_stop (server);
  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, NULL), ==, AGAIN);
}

/* One sender, one recipient, nothing else; within TLS, but for the words that lead there. */
static void
test_commands (SmtpOffice *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:0.0.0.0", 2);
  const SmtpPlace place = { .pem = pem };
  SmtpServer *server = smtp_server_new (&place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, FAR, smtp_server_get_port (server), SMTP_USER,
                                                            "ours.pem");
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
  g_autofree char *heard = NULL, *host = NULL, *wanted = NULL;

  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, NULL), ==, SENT);
  heard = smtp_server_heard (server);
  host = g_strndup (heard, strcspn (heard, "\n"));
  wanted = g_strdup_printf ("%s\nSTARTTLS\n%s\nAUTH PLAIN\nMAIL FROM:<agen@operator.example>\n"
                            "RCPT TO:<noc@pelanggan.example>\nDATA\nQUIT\n", host, host);
  g_assert_true (g_str_has_prefix (host, "EHLO "));
  g_assert_cmpstr (heard, ==, wanted);
  g_assert_cmpuint (count_taken (server, mail), ==, 1);
  smtp_server_stop (server);
}

/* Neither password nor mail go to a server whose certificate does not hold, or that has no TLS. */
static void
assert_untrusted (SmtpOffice *office, const SmtpPlace *place, const char *address, const char *authority)
{
  SmtpServer *server = smtp_server_new (place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, address, smtp_server_get_port (server), SMTP_USER,
                                                            authority);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
  g_autofree char *heard = NULL;

  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, NULL), ==, AGAIN);
  heard = smtp_server_heard (server);
  g_assert_null (strstr (heard, "AUTH"));
  g_assert_null (strstr (heard, "MAIL"));
  g_assert_cmpuint (count_taken (server, mail), ==, 0);
  smtp_server_stop (server);
}

static void
test_untrusted (SmtpOffice *office, gconstpointer data)
{
  static const char *const addresses[] = { FAR, NEAR, "smtps://0.0.0.0", "smtps://127.0.0.1" };
  g_autofree char *wrong_host = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.2", 2);
  g_autofree char *expired = tuntas_certificates_make (office->certificates, "ours", "IP:0.0.0.0,IP:127.0.0.1", -1);
  g_autofree char *theirs = tuntas_certificates_make (office->certificates, "theirs", "IP:0.0.0.0,IP:127.0.0.1", 2);
  g_autofree char *nobodys = tuntas_certificates_make_unsigned (office->certificates, "IP:0.0.0.0,IP:127.0.0.1");
  g_autofree char *ours = tuntas_certificates_make (office->certificates, "ours", "IP:0.0.0.0,IP:127.0.0.1", 2);
  const char *const pems[] = { wrong_host, expired, theirs, nobodys };
  const SmtpPlace bare = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      gboolean at_once = g_str_has_prefix (addresses[i], "smtps");

      for (guint j = 0; j < G_N_ELEMENTS (pems); j++)
        assert_untrusted (office, &(SmtpPlace) { .pem = pems[j], .at_once = at_once }, addresses[i], "ours.pem");
      /* A company's authority counts only where it is named. */
      assert_untrusted (office, &(SmtpPlace) { .pem = ours, .at_once = at_once }, addresses[i], NULL);
    }
  assert_untrusted (office, &bare, FAR, "ours.pem");
}

static void
test_ways_in (SmtpOffice *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:0.0.0.0,IP:127.0.0.1,DNS:localhost", 2);
  const struct
  {
    SmtpPlace place;
    const char *server;
    const char *user;
  } rows[] = {
    { { .pem = pem }, FAR, SMTP_USER },
    { { .pem = pem, .at_once = TRUE }, "smtps://0.0.0.0", SMTP_USER },
    { { .pem = pem, .login = "" }, FAR, "" },
    /* On this computer TLS is taken where it is offered, and not missed where it is not. */
    { { .pem = pem }, NEAR, SMTP_USER },
    { { .pem = NULL }, NEAR, SMTP_USER },
    { { .pem = NULL }, "smtp://localhost", SMTP_USER },
    { { .pem = NULL, .login = "" }, NEAR, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SmtpServer *server = smtp_server_new (&rows[i].place);
      g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, rows[i].server, smtp_server_get_port (server),
                                                                rows[i].user, "ours.pem");
      g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
      g_autofree char *words = NULL;

      g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, &words), ==, SENT);
      g_assert_cmpstr (words, ==, SMTP_TAKEN);
      g_assert_cmpuint (count_taken (server, mail), ==, 1);
      smtp_server_stop (server);
    }
}

static void
test_login (SmtpOffice *office, gconstpointer data)
{
  const SmtpPlace place = { NULL };
  SmtpServer *server = smtp_server_new (&place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, NEAR, smtp_server_get_port (server), SMTP_USER, NULL);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
  g_autofree char *heard = NULL, *words = NULL, *refused = NULL;

  /* Without a password the server is not even called. */
  office->login->password = NULL;
  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, &words), ==, SIGN_IN);
  g_assert_cmpstr (words, ==, "nothing is stored");
  heard = smtp_server_heard (server);
  g_assert_cmpstr (heard, ==, "");
  g_assert_null (office->login->refused);

  office->login->password = "rahasia 2";
  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, &refused), ==, SIGN_IN);
  g_assert_cmpstr (refused, ==, "535 5.7.8 wrong password");
  g_assert_cmpstr (office->login->refused, ==, refused);

  office->login->password = SMTP_PASSWORD;
  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, NULL), ==, SENT);
  g_assert_cmpuint (office->login->n_asked, ==, 3);
  smtp_server_stop (server);
}

/* Where a name is set nothing goes without it: neither to a server that offers no login, or none that we know, nor by the
 * old greeting, which knows none. */
static void
test_no_login (SmtpOffice *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:0.0.0.0,IP:127.0.0.1", 2);
  const struct
  {
    SmtpPlace place;
    const char *server;
    SmtpPhase phase;
    SmtpReaction reaction;
    int wanted;
  } rows[] = {
    { { .pem = pem, .login = "" }, FAR, SMTP_GREETING, SMTP_2XX, NO_LOGIN },
    { { .pem = pem, .login = "CRAM-MD5 XOAUTH2" }, FAR, SMTP_GREETING, SMTP_2XX, NO_LOGIN },
    { { .pem = pem, .at_once = TRUE, .login = "" }, "smtps://0.0.0.0", SMTP_GREETING, SMTP_2XX, NO_LOGIN },
    { { .pem = pem, .at_once = TRUE, .login = "" }, "smtps://0.0.0.0", SMTP_EHLO, SMTP_5XX, REFUSED },
    { { .login = "" }, NEAR, SMTP_GREETING, SMTP_2XX, NO_LOGIN },
    { { .login = "CRAM-MD5" }, NEAR, SMTP_GREETING, SMTP_2XX, NO_LOGIN },
    { { .pem = pem, .login = "" }, NEAR, SMTP_GREETING, SMTP_2XX, NO_LOGIN },
    { { .pem = pem, .login = "" }, NEAR, SMTP_STARTTLS, SMTP_5XX, NO_LOGIN },
    { { .login = "PLAIN" }, NEAR, SMTP_EHLO, SMTP_5XX, REFUSED },
    { { .login = "PLAIN" }, NEAR, SMTP_EHLO, SMTP_4XX, AGAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SmtpServer *server = smtp_server_new (&rows[i].place);
      g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, rows[i].server, smtp_server_get_port (server),
                                                                SMTP_USER, "ours.pem");
      g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
      g_autofree char *heard = NULL, *words = NULL;

      smtp_server_script (server, rows[i].phase, rows[i].reaction);
      g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, NULL, NULL, &words), ==, rows[i].wanted);
      if (rows[i].wanted == NO_LOGIN)
        g_assert_cmpstr (words, ==, "the server offers neither AUTH PLAIN nor AUTH LOGIN");
      smtp_server_wait (server);
      heard = smtp_server_heard (server);
      g_assert_null (strstr (heard, "AUTH"));
      g_assert_null (strstr (heard, "MAIL"));
      g_assert_null (office->login->refused);
      smtp_server_stop (server);
    }
}

static void
give_another_cb (SmtpOffice *office, gpointer data)
{
  if (!smtp_server_stalls (data))
    return;
  office->login->login++;
  smtp_server_go_on (data);
}

/* The no to the old password comes when there is a new one: that one is tried. */
static void
test_refused_late (SmtpOffice *office, gconstpointer data)
{
  const SmtpPlace place = { NULL };
  SmtpServer *server = smtp_server_new (&place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, NEAR, smtp_server_get_port (server), SMTP_USER, NULL);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");

  office->login->password = "rahasia 2";
  smtp_server_script (server, SMTP_GREETING, SMTP_STALL);
  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, give_another_cb, server, NULL), ==, AGAIN);
  g_assert_null (office->login->refused);
  smtp_server_stop (server);
}

static void
let_time_pass_cb (SmtpOffice *office, gpointer data)
{
  tuntas_test_clock_advance_seconds (office->clock, TUNTAS_SMTP_SECONDS);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* A keyring that says nothing. */
static void
test_silent_keyring (SmtpOffice *office, gconstpointer data)
{
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, NEAR, 1, SMTP_USER, NULL);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");

  office->login->never = TRUE;
  g_idle_add (wake_cb, NULL);
  g_assert_cmpint (smtp_office_send (office, mailer, mail, NULL, let_time_pass_cb, NULL, NULL), ==, AGAIN);
}

typedef struct
{
  SmtpServer *server;
  GCancellable *cancellable;
} Impatience;

static void
cancel_cb (SmtpOffice *office, gpointer data)
{
  Impatience *impatience = data;

  if (smtp_server_stalls (impatience->server))
    g_cancellable_cancel (impatience->cancellable);
}

/* Who does not wait any more gets an answer at once, and what was under way sends nothing after that, although the server
 * now goes on. */
static void
test_cancel (SmtpOffice *office, gconstpointer data)
{
  static const struct
  {
    SmtpPhase phase;
    int wanted;
  } rows[] = { { SMTP_GREETING, AGAIN }, { SMTP_RCPT, AGAIN }, { SMTP_DOT, UNKNOWN } };
  const SmtpPlace place = { NULL };
  SmtpServer *server = smtp_server_new (&place);
  g_autoptr (TuntasMailer) mailer = smtp_office_new_mailer (office, NEAR, smtp_server_get_port (server), SMTP_USER, NULL);
  g_autoptr (TuntasMail) mail = smtp_office_new_mail ("isi");
  g_autoptr (GCancellable) before = g_cancellable_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { server, cancellable };

      smtp_server_script (server, rows[i].phase, SMTP_STALL);
      g_assert_cmpint (smtp_office_send (office, mailer, mail, cancellable, cancel_cb, &impatience, NULL), ==,
                       rows[i].wanted);
      smtp_server_go_on (server);
      smtp_server_wait (server);
      g_assert_cmpuint (count_taken (server, mail), ==, rows[i].phase == SMTP_DOT);
    }
  g_cancellable_cancel (before);
  g_assert_cmpint (smtp_office_send (office, mailer, mail, before, NULL, NULL, NULL), ==, SMTP_OFFICE_CANCELLED);
  smtp_server_stop (server);
}

#define ADD(path, func) \
  g_test_add ("/mail/smtp/" path, SmtpOffice, NULL, smtp_office_set_up, func, smtp_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("phases", test_phases);
  ADD ("unreachable", test_unreachable);
  ADD ("commands", test_commands);
  ADD ("untrusted", test_untrusted);
  ADD ("ways-in", test_ways_in);
  ADD ("login", test_login);
  ADD ("no-login", test_no_login);
  ADD ("refused-late", test_refused_late);
  ADD ("silent-keyring", test_silent_keyring);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
