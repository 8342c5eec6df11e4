/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"
#include "tuntas-data.h"
#include "tuntas-desktop-mailer.h"
#include "tuntas-test-clock.h"
#include "tuntas-workplace-parts.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What the workplace knows of a stored login before anybody signs in. */

#define SERVER "https://nossa.example"

/* A keyring that has one answer to a look-up, and nobody asks it for anything else. */
#define TEST_TYPE_SECRETS (test_secrets_get_type ())
G_DECLARE_FINAL_TYPE (TestSecrets, test_secrets, TEST, SECRETS, GObject)

struct _TestSecrets
{
  GObject parent_instance;

  int answer; /* a TuntasKeyringError; -1: a password */
  gboolean cleared;
};

static void test_secrets_iface_init (TuntasSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSecrets, test_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_SECRETS, test_secrets_iface_init))

static void
test_secrets_lookup (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  int answer = TEST_SECRETS (secrets)->answer;

  g_assert_cmpstr (server, ==, SERVER);
  g_assert_cmpstr (user, ==, "ayu");
  if (answer >= 0)
    g_task_return_new_error (task, TUNTAS_KEYRING_ERROR, answer, "as the test wants it");
  else
    g_task_return_pointer (task, tuntas_secret_new ("latihan"), (GDestroyNotify) tuntas_secret_unref);
  g_object_unref (task);
}

static void
test_secrets_unlock (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  int answer = TEST_SECRETS (secrets)->answer;

  if (answer >= 0)
    g_task_return_new_error (task, TUNTAS_KEYRING_ERROR, answer, "as the test wants it");
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
test_secrets_clear (TuntasSecrets *secrets, const char *server, const char *user, GTask *task)
{
  g_assert_null (server);
  TEST_SECRETS (secrets)->cleared = TRUE;
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
test_secrets_iface_init (TuntasSecretsInterface *iface)
{
  iface->unlock = test_secrets_unlock;
  iface->clear = test_secrets_clear;
  iface->lookup = test_secrets_lookup;
}

static void
test_secrets_class_init (TestSecretsClass *klass)
{
}

static void
test_secrets_init (TestSecrets *self)
{
}

static TuntasWorkplace *
new_workplace_in (const char *directory, TuntasSecrets *secrets)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
    tuntas_data_get_resource (), "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json", 0, &error);
  g_autoptr (TuntasProcedure) procedure = NULL;
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (0);
  g_autoptr (TuntasSettingsFile) settings = tuntas_settings_file_new ("", -1, "station");
  g_autoptr (TuntasStation) station = tuntas_station_read (settings, NULL, "Asia/Jakarta", "id");
  g_autoptr (TuntasMailer) mailer = tuntas_desktop_mailer_new (g_app_info_launch_default_for_uri_async,
                                                               g_app_info_launch_default_for_uri_finish);

  g_assert_no_error (error);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = TUNTAS_CLOCK (clock), .procedure = procedure, .secrets = secrets, .mailer = mailer,
      .directory = directory, .machine_id = "machine", .station = station, .poll_interval = 60 });
}

static TuntasWorkplace *
new_workplace (TuntasSecrets *secrets)
{
  return new_workplace_in ("/nonexistent", secrets);
}

typedef struct
{
  TuntasLoginState state;
  gboolean done;
} LookedUp;

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LookedUp *looked_up = user_data;

  looked_up->state = tuntas_workplace_look_up_login_finish (TUNTAS_WORKPLACE (source), result);
  looked_up->done = TRUE;
}

static TuntasLoginState
look_up (TuntasWorkplace *workplace, GCancellable *cancellable)
{
  LookedUp looked_up = { 0 };

  tuntas_workplace_look_up_login_async (workplace, SERVER, "ayu", cancellable, looked_up_cb, &looked_up);
  while (!looked_up.done)
    g_main_context_iteration (NULL, TRUE);
  return looked_up.state;
}

static void
test_login_states (void)
{
  static const struct { int answer; TuntasLoginState state; } rows[] = {
    { -1, TUNTAS_LOGIN_STORED },
    { TUNTAS_KEYRING_ERROR_NOT_STORED, TUNTAS_LOGIN_NOT_STORED },
    { TUNTAS_KEYRING_ERROR_LOCKED, TUNTAS_LOGIN_LOCKED },
    { TUNTAS_KEYRING_ERROR_NO_SERVICE, TUNTAS_LOGIN_NO_KEYRING },
    { TUNTAS_KEYRING_ERROR_NO_BUS, TUNTAS_LOGIN_NO_BUS },
    { TUNTAS_KEYRING_ERROR_NO_ANSWER, TUNTAS_LOGIN_NO_ANSWER },
    { TUNTAS_KEYRING_ERROR_FAILED, TUNTAS_LOGIN_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
      g_autoptr (TuntasWorkplace) workplace = new_workplace (TUNTAS_SECRETS (secrets));

      secrets->answer = rows[i].answer;
      g_assert_cmpint (look_up (workplace, NULL), ==, rows[i].state);
    }
}

static void
stored_start_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_null (tuntas_workplace_start_finish (TUNTAS_WORKPLACE (source), result, error));
}

/* A start by a password that the keyring does not give says why, and has opened nothing. */
static void
test_stored_start (void)
{
  static const struct { int answer; TuntasLoginState state; } rows[] = {
    { TUNTAS_KEYRING_ERROR_DISMISSED, TUNTAS_LOGIN_DISMISSED }, { TUNTAS_KEYRING_ERROR_REFUSED, TUNTAS_LOGIN_REFUSED },
    { TUNTAS_KEYRING_ERROR_NO_ANSWER, TUNTAS_LOGIN_NO_ANSWER }, { TUNTAS_KEYRING_ERROR_FAILED, TUNTAS_LOGIN_BROKEN },
    { TUNTAS_KEYRING_ERROR_NOT_STORED, TUNTAS_LOGIN_NOT_STORED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
      g_autoptr (TuntasWorkplace) workplace = new_workplace (TUNTAS_SECRETS (secrets));
      g_autoptr (GError) error = NULL;

      secrets->answer = rows[i].answer;
      tuntas_workplace_start_async (workplace, SERVER, "ayu", NULL, TRUE, NULL, stored_start_cb, &error);
      while (error == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_error (error, TUNTAS_LOGIN_ERROR, (int) rows[i].state);
    }
}

/* Given up before the answer came: nothing is claimed. */
static void
test_login_given_up (void)
{
  g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  g_autoptr (TuntasWorkplace) workplace = new_workplace (TUNTAS_SECRETS (secrets));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  secrets->answer = -1;
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (look_up (workplace, cancellable), ==, TUNTAS_LOGIN_NOT_STORED);
}

typedef struct
{
  GError *error;
  gboolean reached;
  gboolean done;
} Reached;

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reached *reached = user_data;

  reached->reached = tuntas_workplace_reach_finish (TUNTAS_WORKPLACE (source), result, NULL, &reached->error);
  reached->done = TRUE;
}

/* code: -1: reached. */
static void
assert_reach (const char *server, int code, const char *trouble)
{
  g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  g_autoptr (TuntasWorkplace) workplace = new_workplace (TUNTAS_SECRETS (secrets));
  Reached reached = { NULL };

  tuntas_workplace_reach_async (workplace, server, NULL, reached_cb, &reached);
  while (!reached.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (reached.reached, ==, code == -1);
  if (code != -1)
    g_assert_error (reached.error, TUNTAS_DESK_ERROR, code);
  g_assert_cmpstr (tuntas_desk_error_get_trouble (reached.error), ==, trouble);
  g_clear_error (&reached.error);
}

/* Nossa, nobody, something else, and what is no address at all are told apart before anybody logs in. */
static void
test_reach (void)
{
  SimDesk *nossa = sim_desk_new (NULL);
  SimDesk *other = sim_desk_new ("\"context\":\"jira\"");
  g_autofree char *gone = g_strdup (tuntas_simulator_get_origin (nossa->simulator));

  assert_reach (gone, -1, NULL);
  assert_reach (tuntas_simulator_get_origin (other->simulator), TUNTAS_DESK_ERROR_NOT_NOSSA, "page");
  tuntas_simulator_stop (nossa->simulator);
  assert_reach (gone, TUNTAS_DESK_ERROR_UNREACHABLE, "unreachable");
  assert_reach ("http://nossa.example", TUNTAS_DESK_ERROR_ADDRESS, NULL);
  assert_reach ("nossa", TUNTAS_DESK_ERROR_ADDRESS, NULL);
  sim_desk_free (nossa);
  sim_desk_free (other);
}

typedef struct
{
  TuntasDesk *desk;
  GError *error;
  gboolean done;
} Call;

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->desk = tuntas_workplace_start_offline_finish (TUNTAS_WORKPLACE (source), result, &call->error);
  call->done = TRUE;
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  tuntas_desk_sync_finish (TUNTAS_DESK (source), result, &call->error);
  call->done = TRUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  tuntas_desk_sign_in_finish (TUNTAS_DESK (source), result, &call->error);
  call->done = TRUE;
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  tuntas_desk_sign_out_finish (TUNTAS_DESK (source), result, &call->error);
  call->done = TRUE;
}

static void
wait_for (Call *call)
{
  while (!call->done)
    g_main_context_iteration (NULL, TRUE);
  call->done = FALSE;
}

/* An account without a server: it is what it is from the start to the end, whatever is tried, and nothing leaves. */
static void
test_lists (void)
{
  g_autofree char *directory = g_dir_make_tmp ("tuntas-lists-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", directory);
  g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  g_autoptr (TuntasWorkplace) workplace = new_workplace_in (directory, TUNTAS_SECRETS (secrets));
  Call call = { NULL };

  tuntas_workplace_start_offline_async (workplace, "", "ayu", NULL, started_cb, &call);
  wait_for (&call);
  g_assert_no_error (call.error);
  g_assert_cmpstr (tuntas_desk_get_server (call.desk), ==, "");
  g_assert_cmpstr (tuntas_desk_get_agent_name (call.desk), ==, "ayu");
  g_assert_cmpint (tuntas_desk_get_sync_state (call.desk), ==, TUNTAS_SYNC_LISTS);

  tuntas_desk_sync_async (call.desk, NULL, synced_cb, &call);
  wait_for (&call);
  g_assert_error (call.error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SIGN_IN_NEEDED);
  g_clear_error (&call.error);
  tuntas_desk_sign_in_async (call.desk, "latihan", NULL, signed_in_cb, &call);
  wait_for (&call);
  g_assert_error (call.error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SERVER);
  g_clear_error (&call.error);
  g_assert_cmpint (tuntas_desk_get_sync_state (call.desk), ==, TUNTAS_SYNC_LISTS);

  tuntas_desk_sign_out_async (call.desk, NULL, signed_out_cb, &call);
  wait_for (&call);
  g_assert_no_error (call.error);
  g_assert_cmpint (tuntas_desk_get_sync_state (call.desk), ==, TUNTAS_SYNC_LISTS);
  g_clear_object (&call.desk);
  g_assert_cmpint (system (command), ==, 0);
}

/* Of all accounts, also one that was used long ago. */

typedef struct
{
  TuntasLeftovers left;
  gboolean login_kept;
  gboolean done;
} Forgetting;

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;
  g_autoptr (GError) error = NULL;

  tuntas_workplace_count_leftovers_finish (TUNTAS_WORKPLACE (source), result, &forgetting->left, &error);
  g_assert_no_error (error);
  forgetting->done = TRUE;
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;
  g_autoptr (GError) error = NULL;

  tuntas_workplace_forget_finish (TUNTAS_WORKPLACE (source), result, &forgetting->login_kept, &error);
  g_assert_no_error (error);
  forgetting->done = TRUE;
}

static void
wait_for_forgetting (Forgetting *forgetting)
{
  while (!forgetting->done)
    g_main_context_iteration (NULL, TRUE);
  forgetting->done = FALSE;
}

/* (transfer full): with a folder for each of two accounts. keyring: as of TestSecrets. */
static TuntasDesk *
open_two (TuntasWorkplace *workplace)
{
  Call first = { NULL }, second = { NULL };

  tuntas_workplace_start_offline_async (workplace, "", "budi", NULL, started_cb, &first);
  wait_for (&first);
  tuntas_desk_sign_out_async (first.desk, NULL, signed_out_cb, &first);
  wait_for (&first);
  g_object_unref (first.desk);
  tuntas_workplace_start_offline_async (workplace, "", "ayu", NULL, started_cb, &second);
  wait_for (&second);
  return second.desk;
}

static void
test_forget (gconstpointer data)
{
  int keyring = GPOINTER_TO_INT (data);
  g_autofree char *directory = g_dir_make_tmp ("tuntas-forget-XXXXXX", NULL);
  g_autofree char *outside = g_strconcat (directory, "/../outside-", strrchr (directory, '-') + 1, NULL);
  g_autofree char *folder = g_build_filename (directory, "tuntas", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  g_autoptr (TuntasWorkplace) workplace = new_workplace_in (folder, TUNTAS_SECRETS (secrets));
  g_autoptr (TuntasDesk) desk = open_two (workplace);
  Forgetting forgetting = { { 0 } };
  Call call = { NULL };

  secrets->answer = keyring;
  g_assert_true (g_file_set_contents (outside, "lain", -1, NULL));
  g_assert_cmpint (symlink (outside, link), ==, 0);
  tuntas_workplace_count_leftovers_async (workplace, desk, NULL, counted_cb, &forgetting);
  wait_for_forgetting (&forgetting);
  g_assert_cmpuint (forgetting.left.n_accounts, ==, 2);
  g_assert_cmpuint (forgetting.left.n_unsent, ==, 0);
  g_assert_cmpuint (forgetting.left.n_unread, ==, 0);

  tuntas_desk_sign_out_async (desk, NULL, signed_out_cb, &call);
  wait_for (&call);
  tuntas_workplace_forget_async (workplace, NULL, forgotten_cb, &forgetting);
  wait_for_forgetting (&forgetting);
  g_assert_cmpint (forgetting.login_kept, ==, keyring == TUNTAS_KEYRING_ERROR_DISMISSED);
  g_assert_cmpint (secrets->cleared, ==, keyring < 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (outside), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workplace/login-states", test_login_states);
  g_test_add_func ("/workplace/stored-start", test_stored_start);
  g_test_add_func ("/workplace/login-given-up", test_login_given_up);
  g_test_add_func ("/workplace/reach", test_reach);
  g_test_add_func ("/workplace/lists", test_lists);
  g_test_add_data_func ("/workplace/forget", GINT_TO_POINTER (-1), test_forget);
  g_test_add_data_func ("/workplace/forget-without-keyring", GINT_TO_POINTER (TUNTAS_KEYRING_ERROR_NO_SERVICE),
                        test_forget);
  g_test_add_data_func ("/workplace/forget-dismissed", GINT_TO_POINTER (TUNTAS_KEYRING_ERROR_DISMISSED), test_forget);
  return g_test_run ();
}
