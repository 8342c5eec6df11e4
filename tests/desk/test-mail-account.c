/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-account-parts.h"
#include "tuntas-mail-login.h"
#include "tuntas-session-secrets.h"

/* The password of the mail server between the agent, the keyring and the mailer. */

#define SERVER "smtp://mail.example:587"
#define USER "agen@operator.example"

/* A keyring that says no in one way to everything. */
#define TEST_TYPE_SECRETS (test_secrets_get_type ())
G_DECLARE_FINAL_TYPE (TestSecrets, test_secrets, TEST, SECRETS, GObject)

struct _TestSecrets
{
  GObject parent_instance;

  TuntasKeyringError answer;
};

static void test_secrets_iface_init (TuntasSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSecrets, test_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_SECRETS, test_secrets_iface_init))

static void
say_no (TuntasSecrets *secrets, GTask *task)
{
  g_task_return_new_error (task, TUNTAS_KEYRING_ERROR, TEST_SECRETS (secrets)->answer, "the keyring says no");
  g_object_unref (task);
}

static void
test_secrets_lookup (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  g_assert_cmpstr (server, ==, SERVER);
  g_assert_cmpstr (user, ==, USER);
  say_no (secrets, task);
}

static void
test_secrets_store (TuntasSecrets *secrets, const char *server, const char *user, TuntasSecret *secret, GTask *task)
{
  say_no (secrets, task);
}

static void
test_secrets_iface_init (TuntasSecretsInterface *iface)
{
  iface->lookup = test_secrets_lookup;
  iface->store = test_secrets_store;
}

static void
test_secrets_class_init (TestSecretsClass *klass)
{
}

static void
test_secrets_init (TestSecrets *self)
{
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full) */
static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static TuntasMailPassword
look (TuntasMailAccount *account)
{
  GAsyncResult *came = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_mail_account_look_async (account, NULL, came_cb, &came);
  result = wait_for (&came);
  return tuntas_mail_account_look_finish (account, result);
}

/* Whether the keyring took it. */
static gboolean
give (TuntasMailAccount *account, const char *password)
{
  GAsyncResult *came = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_mail_account_give_async (account, password, NULL, came_cb, &came);
  result = wait_for (&came);
  return tuntas_mail_account_give_finish (account, result, NULL);
}

/* (transfer full): the password that the mailer gets, or why it gets none. login: which one. */
static char *
ask (TuntasMailAccount *account, guint *login)
{
  GAsyncResult *came = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  tuntas_mail_login_ask_async (TUNTAS_MAIL_LOGIN (account), NULL, came_cb, &came);
  result = wait_for (&came);
  password = tuntas_mail_login_ask_finish (TUNTAS_MAIL_LOGIN (account), result, login, &error);
  return password != NULL ? password : g_strconcat ("none: ", error->message, NULL);
}

static void
assert_asked (TuntasMailAccount *account, const char *wanted)
{
  guint login;
  g_autofree char *answer = ask (account, &login);

  g_assert_cmpstr (answer, ==, wanted);
}

static void
test_keyring (void)
{
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (TuntasMailAccount) account = tuntas_mail_account_new (secrets, SERVER, USER);
  g_autoptr (TuntasMailAccount) later = tuntas_mail_account_new (secrets, SERVER, USER);

  g_assert_cmpint (look (account), ==, TUNTAS_MAIL_PASSWORD_NONE);
  assert_asked (account, "none: no password of this account in this session");
  g_assert_true (give (account, "satu"));
  g_assert_cmpint (look (account), ==, TUNTAS_MAIL_PASSWORD_STORED);
  assert_asked (account, "satu");
  g_assert_cmpint (look (later), ==, TUNTAS_MAIL_PASSWORD_STORED);
  assert_asked (later, "satu");
}

/* What no keyring takes is good until the program ends. */
static void
test_session (void)
{
  static const struct
  {
    TuntasKeyringError answer;
    TuntasMailPassword before;
  } rows[] = {
    { TUNTAS_KEYRING_ERROR_NO_SERVICE, TUNTAS_MAIL_PASSWORD_NONE },
    { TUNTAS_KEYRING_ERROR_LOCKED, TUNTAS_MAIL_PASSWORD_LOCKED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
      g_autoptr (TuntasMailAccount) account = tuntas_mail_account_new (TUNTAS_SECRETS (secrets), SERVER, USER);

      secrets->answer = rows[i].answer;
      g_assert_cmpint (look (account), ==, rows[i].before);
      assert_asked (account, "none: the keyring says no");
      g_assert_false (give (account, "satu"));
      g_assert_cmpint (look (account), ==, TUNTAS_MAIL_PASSWORD_SESSION);
      assert_asked (account, "satu");
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* A password that the server did not take is not given again, wherever it is kept. */
static void
test_refused (void)
{
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (TuntasMailAccount) account = tuntas_mail_account_new (secrets, SERVER, USER);
  g_autofree char *first = NULL;
  guint n_given = 0, n_changed = 0, login = 0;

  g_signal_connect_swapped (account, "given", G_CALLBACK (count_cb), &n_given);
  g_signal_connect_swapped (account, "changed", G_CALLBACK (count_cb), &n_changed);
  give (account, "satu");
  first = ask (account, &login);
  g_assert_cmpstr (first, ==, "satu");
  g_assert_true (tuntas_mail_login_refused (TUNTAS_MAIL_LOGIN (account), login, "535 no"));
  g_assert_cmpint (look (account), ==, TUNTAS_MAIL_PASSWORD_REFUSED);
  g_assert_cmpstr (tuntas_mail_account_get_refusal (account), ==, "535 no");
  assert_asked (account, "none: 535 no");
  /* Not even the same one is kept back, if the agent gives it again. */
  give (account, "satu");
  assert_asked (account, "satu");
  g_assert_null (tuntas_mail_account_get_refusal (account));
  g_assert_cmpuint (n_given, ==, 2);
  g_assert_cmpuint (n_changed, ==, 3);
}

/* While the server thinks about the old one, the agent gives a new one, of which its no says nothing. */
static void
test_refused_late (void)
{
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (TuntasMailAccount) account = tuntas_mail_account_new (secrets, SERVER, USER);
  g_autofree char *old = NULL;
  guint login = 0;

  give (account, "satu");
  old = ask (account, &login);
  give (account, "dua");
  g_assert_false (tuntas_mail_login_refused (TUNTAS_MAIL_LOGIN (account), login, "535 no"));
  g_assert_null (tuntas_mail_account_get_refusal (account));
  g_assert_cmpint (look (account), ==, TUNTAS_MAIL_PASSWORD_STORED);
  assert_asked (account, "dua");
}

/* A new one that is given while the keyring is asked is the answer. */
static void
test_given_meanwhile (void)
{
  g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  g_autoptr (TuntasMailAccount) account = tuntas_mail_account_new (TUNTAS_SECRETS (secrets), SERVER, USER);
  GAsyncResult *came = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *password = NULL;
  guint login;

  secrets->answer = TUNTAS_KEYRING_ERROR_NO_SERVICE;
  tuntas_mail_login_ask_async (TUNTAS_MAIL_LOGIN (account), NULL, came_cb, &came);
  tuntas_mail_account_give_async (account, "satu", NULL, NULL, NULL);
  result = wait_for (&came);
  password = tuntas_mail_login_ask_finish (TUNTAS_MAIL_LOGIN (account), result, &login, NULL);
  g_assert_cmpstr (password, ==, "satu");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/mail-account/keyring", test_keyring);
  g_test_add_func ("/desk/mail-account/session", test_session);
  g_test_add_func ("/desk/mail-account/refused", test_refused);
  g_test_add_func ("/desk/mail-account/refused-late", test_refused_late);
  g_test_add_func ("/desk/mail-account/given-meanwhile", test_given_meanwhile);
  return g_test_run ();
}
