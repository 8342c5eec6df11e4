/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"
#include "smtp-server.h"
#include "tuntas-mail-account-parts.h"
#include "tuntas-session-secrets.h"
#include "tuntas-smtp-mailer.h"
#include "tuntas-soup-transport.h"

#include <string.h>

/* What becomes of an e-mail (clause 1.2.7) on its way from the desk to a mail server, whatever that one does. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define MORNING "2026-11-23T09:00:00+07:00"

typedef struct
{
  Shift *shift;
  SmtpServer *server;
  TuntasSecrets *secrets;
  TuntasMailAccount *account;
} Fixture;

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
give (Fixture *self, const char *password)
{
  gboolean done = FALSE;

  tuntas_mail_account_give_async (self->account, password, NULL, ignore_cb, &done);
  shift_wait (self->shift, "the keyring", shift_is_true, &done);
}

/* A ticket that is pended; the server has a password for us, if the test says so. */
static void
set_up (Fixture *self, gconstpointer password)
{
  const SmtpPlace place = { NULL };
  g_autoptr (TuntasSettingsFile) file = NULL;
  g_autoptr (TuntasMailSettings) settings = NULL;
  g_autoptr (TuntasMailer) mailer = NULL;
  g_autofree char *text = NULL;

  self->server = smtp_server_new (&place);
  text = g_strdup_printf ("[mail]\nway = smtp\nserver = smtp://127.0.0.1:%u\nuser = " SMTP_USER "\n",
                          smtp_server_get_port (self->server));
  file = tuntas_settings_file_new (text, -1, "site.ini");
  settings = tuntas_mail_settings_read (file);
  self->shift = shift_new (MORNING);
  self->secrets = tuntas_session_secrets_new ();
  self->account = tuntas_mail_account_new (self->secrets, settings->server, settings->user);
  mailer = tuntas_smtp_mailer_new (settings, TUNTAS_MAIL_LOGIN (self->account), TUNTAS_CLOCK (self->shift->clock));
  self->shift->mail_account = self->account;
  shift_use_mailer (self->shift, mailer);
  if (password != NULL)
    give (self, password);
  shift_receive_and_check (self->shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (self->shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (self->shift, DATIN, "pend", NULL);
  shift_settle (self->shift, DATIN);
}

static void
tear_down (Fixture *self, gconstpointer password)
{
  shift_free (self->shift);
  smtp_server_stop (self->server);
  g_object_unref (self->account);
  g_object_unref (self->secrets);
}

static void
inform (Fixture *self)
{
  shift_act (self->shift, DATIN, "inform", NULL);
}

static void
wait_for (Fixture *self, TuntasSendingState state, const char *code)
{
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_EMAIL, state, code);
}

static const TuntasSending *
find_email (Fixture *self)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self->shift, DATIN));

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->kind == TUNTAS_EFFECT_EMAIL)
      return g_ptr_array_index (sendings, i);
  g_assert_not_reached ();
}

static void
decide (Fixture *self, TuntasSendingAct act)
{
  g_autoptr (GError) error = shift_decide (self->shift, DATIN, find_email (self)->id, act, NULL);

  g_assert_no_error (error);
}

static guint
count_logins (Fixture *self)
{
  g_autofree char *heard = smtp_server_heard (self->server);
  guint n = 0;

  for (const char *p = heard; (p = strstr (p, "AUTH PLAIN")) != NULL; p++)
    n++;
  return n;
}

static guint
count_mails (Fixture *self)
{
  GBytes *mail;
  guint n = 0;

  for (; (mail = smtp_server_next_mail (self->server)) != NULL; n++)
    g_bytes_unref (mail);
  return n;
}

/* Long enough for whatever would be tried again by itself; before the ticket is active again. */
static void
let_time_pass (Fixture *self)
{
  for (guint i = 0; i < 30; i++)
    shift_pass (self->shift, 60);
}

/* Until it is tried again, and no longer: the mail server answers in its own time, and the mailer's patience is the test
 * clock's. */
static void
let_it_be_tried (Fixture *self)
{
  while (find_email (self)->state == TUNTAS_SENDING_WAITING)
    shift_pass (self->shift, 5);
}

static gboolean
stalls (Shift *shift, gpointer server)
{
  return smtp_server_stalls (server);
}

static void
test_sent (Fixture *self, gconstpointer password)
{
  inform (self);
  shift_settle (self->shift, DATIN);
  g_assert_cmpstr (find_email (self)->evidence, ==, SMTP_TAKEN);
  g_assert_cmpuint (count_mails (self), ==, 1);
}

/* Nobody knows whether it went: it is held, over a restart too; the agent's key sends the very same mail. */
static void
test_unknown (Fixture *self, gconstpointer password)
{
  g_autoptr (GBytes) first = NULL, second = NULL, none = NULL;
  g_autofree char *text = NULL;

  smtp_server_script (self->server, SMTP_DOT, SMTP_DROP);
  inform (self);
  wait_for (self, TUNTAS_SENDING_UNKNOWN, "agent-word");
  g_assert_cmpstr (find_email (self)->cause, ==, "unanswered");
  smtp_server_script (self->server, SMTP_DOT, SMTP_2XX);
  first = smtp_server_next_mail (self->server);
  let_time_pass (self);
  shift_restart (self->shift);
  let_time_pass (self);
  wait_for (self, TUNTAS_SENDING_UNKNOWN, "agent-word");
  none = smtp_server_next_mail (self->server);
  g_assert_null (none);

  decide (self, TUNTAS_SENDING_RETRY);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
  second = smtp_server_next_mail (self->server);
  g_assert_true (g_bytes_equal (first, second));
  text = g_strndup (g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  g_assert_nonnull (strstr (text, "\r\nMessage-Id: <" DATIN "."));
  shift_settle (self->shift, DATIN);
}

/* The desk is left amid the sending: before the final dot nothing has gone, and the next start sends it. */
static void
test_left (Fixture *self, gconstpointer password)
{
  smtp_server_script (self->server, SMTP_RCPT, SMTP_STALL);
  inform (self);
  shift_wait (self->shift, "the server to stall", stalls, self->server);
  smtp_server_script (self->server, SMTP_RCPT, SMTP_2XX);
  shift_restart (self->shift);
  shift_settle (self->shift, DATIN);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
  g_assert_cmpuint (count_mails (self), ==, 1);
}

static void
test_left_too_late (Fixture *self, gconstpointer password)
{
  smtp_server_script (self->server, SMTP_DOT, SMTP_STALL);
  inform (self);
  shift_wait (self->shift, "the server to stall", stalls, self->server);
  shift_restart (self->shift);
  shift_settle (self->shift, DATIN);
  wait_for (self, TUNTAS_SENDING_UNKNOWN, "agent-word");
  g_assert_cmpuint (count_mails (self), ==, 1);
}

/* "Later" is later, and as often as it takes. */
static void
test_later (Fixture *self, gconstpointer password)
{
  smtp_server_script (self->server, SMTP_RCPT, SMTP_4XX);
  inform (self);
  wait_for (self, TUNTAS_SENDING_WAITING, "unreachable");
  g_assert_cmpstr (find_email (self)->reason, ==, SMTP_LATER);
  g_assert_cmpint (find_email (self)->not_before, >, tuntas_clock_now_seconds (TUNTAS_CLOCK (self->shift->clock)));
  smtp_server_script (self->server, SMTP_RCPT, SMTP_2XX);
  shift_settle (self->shift, DATIN);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
  g_assert_cmpuint (count_mails (self), ==, 1);
}

static void
test_never (Fixture *self, gconstpointer password)
{
  g_autofree char *heard = NULL, *more = NULL;

  smtp_server_script (self->server, SMTP_RCPT, SMTP_5XX);
  inform (self);
  wait_for (self, TUNTAS_SENDING_BLOCKED, "refused");
  g_assert_cmpstr (find_email (self)->reason, ==, SMTP_NEVER_WORDS);
  heard = smtp_server_heard (self->server);
  let_time_pass (self);
  more = smtp_server_heard (self->server);
  g_assert_cmpstr (more, ==, "");
}

static void
test_no_password (Fixture *self, gconstpointer password)
{
  g_autofree char *heard = NULL;

  inform (self);
  wait_for (self, TUNTAS_SENDING_WAITING, "sign-in");
  let_time_pass (self);
  wait_for (self, TUNTAS_SENDING_WAITING, "sign-in");
  heard = smtp_server_heard (self->server);
  g_assert_cmpstr (heard, ==, "");
  give (self, SMTP_PASSWORD);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
}

/* One submission for each time that the agent gave one, however long it lasts and however often it is tried. */
static void
test_wrong_password (Fixture *self, gconstpointer password)
{
  inform (self);
  wait_for (self, TUNTAS_SENDING_WAITING, "sign-in");
  g_assert_cmpstr (find_email (self)->reason, ==, "535 5.7.8 wrong password");
  g_assert_cmpstr (tuntas_mail_account_get_refusal (self->account), ==, "535 5.7.8 wrong password");
  let_time_pass (self);
  decide (self, TUNTAS_SENDING_RETRY);
  wait_for (self, TUNTAS_SENDING_WAITING, "sign-in");
  let_time_pass (self);
  g_assert_cmpuint (count_logins (self), ==, 1);
  give (self, SMTP_PASSWORD);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
  g_assert_cmpuint (count_logins (self), ==, 1);
}

/* The no to the old password comes when the agent has given a new one: that one is tried by itself. */
static void
test_refused_late (Fixture *self, gconstpointer password)
{
  smtp_server_script (self->server, SMTP_GREETING, SMTP_STALL);
  inform (self);
  shift_wait (self->shift, "the server to stall", stalls, self->server);
  give (self, SMTP_PASSWORD);
  smtp_server_go_on (self->server);
  wait_for (self, TUNTAS_SENDING_WAITING, "unreachable");
  smtp_server_script (self->server, SMTP_GREETING, SMTP_2XX);
  let_it_be_tried (self);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
  g_assert_cmpuint (count_mails (self), ==, 1);
}

/* It is not tried again by itself: nothing changes that but the site's settings. */
static void
test_no_login (Fixture *self, gconstpointer password)
{
  g_autofree char *heard = NULL, *more = NULL;

  smtp_server_offer (self->server, "CRAM-MD5");
  inform (self);
  wait_for (self, TUNTAS_SENDING_BLOCKED, "no-login");
  heard = smtp_server_heard (self->server);
  let_time_pass (self);
  more = smtp_server_heard (self->server);
  g_assert_cmpstr (more, ==, "");
  g_assert_null (tuntas_mail_account_get_refusal (self->account));
  smtp_server_offer (self->server, NULL);
  decide (self, TUNTAS_SENDING_RETRY);
  wait_for (self, TUNTAS_SENDING_PROVED, NULL);
}

#define ADD(path, password, func) g_test_add ("/desk/mail/" path, Fixture, password, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  ADD ("sent", SMTP_PASSWORD, test_sent);
  ADD ("unknown", SMTP_PASSWORD, test_unknown);
  ADD ("left", SMTP_PASSWORD, test_left);
  ADD ("left-too-late", SMTP_PASSWORD, test_left_too_late);
  ADD ("later", SMTP_PASSWORD, test_later);
  ADD ("never", SMTP_PASSWORD, test_never);
  ADD ("no-password", NULL, test_no_password);
  ADD ("wrong-password", "rahasia 2", test_wrong_password);
  ADD ("refused-late", "rahasia 2", test_refused_late);
  ADD ("no-login", SMTP_PASSWORD, test_no_login);
  return g_test_run ();
}
