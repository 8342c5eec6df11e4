/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-keyring.h"
#include "secrets-driver.h"

#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

/* On a private bus without a keyring (with-bus): one that plays the states which a real one cannot be brought into,
 * or not at will. After each test no deadline may be left. */

static const ScriptedItem one_item[] = { { "budi", "satu", 1000 }, { NULL } };

typedef struct
{
  TuntasTestClock *clock;
  TuntasSecrets *secrets;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clock = tuntas_test_clock_new (START);
  f->secrets = tuntas_secret_service_new (TUNTAS_CLOCK (f->clock));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (f->clock), ==, 0);
  g_assert_finalize_object (f->secrets);
  g_object_unref (f->clock);
}

typedef enum
{
  LOOKUP,
  UNLOCK,
  STORE,
  CLEAR,
} Act;

static void
start (Running *running, Act act, GCancellable *cancellable)
{
  g_autoptr (TuntasSecret) secret = tuntas_secret_new ("baru");

  if (act == LOOKUP)
    tuntas_secrets_lookup_async (running->secrets, SERVER, "budi", cancellable, running_cb, running);
  else if (act == UNLOCK)
    tuntas_secrets_unlock_async (running->secrets, SERVER, "budi", cancellable, running_cb, running);
  else if (act == STORE)
    tuntas_secrets_store_async (running->secrets, SERVER, "budi", secret, cancellable, running_cb, running);
  else
    tuntas_secrets_clear_async (running->secrets, SERVER, "budi", cancellable, running_cb, running);
}

static void
assert_failed (Running *running, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  running_wait (running);
  g_assert_true (g_task_had_error (G_TASK (running->result)));
  if (g_task_get_source_tag (G_TASK (running->result)) == tuntas_secrets_lookup_async)
    g_assert_null (g_task_propagate_pointer (G_TASK (running->result), &error));
  else
    g_assert_false (g_task_propagate_boolean (G_TASK (running->result), &error));
  g_assert_error (error, domain, code);
}

static void
assert_act_fails (Fixture *f, Act act, TuntasKeyringError code)
{
  g_auto (Running) running = { f->secrets };

  start (&running, act, NULL);
  assert_failed (&running, TUNTAS_KEYRING_ERROR, (int) code);
}

static void
assert_password (Fixture *f, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *password = drive_lookup (f->secrets, "budi", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, expected);
}

static void
test_unlocked (Fixture *f, gconstpointer data)
{
  g_auto (ScriptedKeyring) keyring = { .locked = TRUE, .prompt = PROMPT_OPENS, .items = one_item };
  g_autoptr (GError) error = NULL;

  scripted_keyring_start (&keyring);
  assert_act_fails (f, LOOKUP, TUNTAS_KEYRING_ERROR_LOCKED);
  assert_act_fails (f, CLEAR, TUNTAS_KEYRING_ERROR_LOCKED);
  g_assert_cmpuint (keyring.prompts, ==, 0);
  g_assert_true (drive_unlock (f->secrets, "budi", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (keyring.prompts, ==, 1);
  assert_password (f, "satu");
  g_assert_true (drive_unlock (f->secrets, "budi", &error));
  g_assert_cmpuint (keyring.prompts, ==, 1);
}

static void
test_unlocked_for_nothing (Fixture *f, gconstpointer data)
{
  g_auto (ScriptedKeyring) keyring = { .locked = TRUE, .prompt = PROMPT_OPENS_NOTHING, .items = one_item };

  scripted_keyring_start (&keyring);
  assert_act_fails (f, UNLOCK, TUNTAS_KEYRING_ERROR_REFUSED);
  g_assert_cmpuint (keyring.prompts, ==, 1);
  assert_act_fails (f, STORE, TUNTAS_KEYRING_ERROR_REFUSED);
  g_assert_cmpuint (keyring.prompts, ==, 2);
  g_assert_null (keyring.stored);
}

static void
test_dismissed (Fixture *f, gconstpointer data)
{
  g_auto (ScriptedKeyring) keyring = { .locked = TRUE, .prompt = PROMPT_IS_DISMISSED, .items = one_item };

  scripted_keyring_start (&keyring);
  assert_act_fails (f, UNLOCK, TUNTAS_KEYRING_ERROR_DISMISSED);
  assert_act_fails (f, STORE, TUNTAS_KEYRING_ERROR_DISMISSED);
  keyring.locked = FALSE;
  keyring.absent = TRUE;
  assert_act_fails (f, STORE, TUNTAS_KEYRING_ERROR_DISMISSED);
  g_assert_cmpuint (keyring.prompts, ==, 3);
  g_assert_null (keyring.stored);
}

/* Locked: the window opens it. Absent: the window makes it. */
static void
test_stored_after_a_prompt (Fixture *f, gconstpointer data)
{
  for (gboolean absent = FALSE; absent <= TRUE; absent++)
    {
      g_auto (ScriptedKeyring) keyring = { .absent = absent, .locked = !absent, .prompt = PROMPT_OPENS };
      g_autoptr (GError) error = NULL;

      scripted_keyring_start (&keyring);
      g_assert_cmpint (drive_status (f->secrets, &error), ==,
                       absent ? TUNTAS_SECRETS_EMPTY : TUNTAS_SECRETS_LOCKED);
      g_assert_true (drive_store (f->secrets, "budi", "baru", &error));
      g_assert_no_error (error);
      g_assert_cmpstr (keyring.stored, ==, "baru");
      g_assert_cmpuint (keyring.prompts, ==, 1);
      g_assert_cmpint (drive_status (f->secrets, &error), ==, TUNTAS_SECRETS_READY);
    }
}

/* The agent has minutes, not the seconds that the keyring itself has; what comes after them is not heard. */
static void
test_prompt_without_answer (Fixture *f, gconstpointer data)
{
  static const Act acts[] = { UNLOCK, STORE };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_auto (ScriptedKeyring) keyring = { .locked = TRUE, .prompt = PROMPT_NEVER_ANSWERS, .items = one_item };
      g_auto (Running) running = { f->secrets };

      scripted_keyring_start (&keyring);
      start (&running, acts[i], NULL);
      drive_until (&keyring.prompts);
      tuntas_test_clock_advance_seconds (f->clock, TUNTAS_SECRET_SERVICE_PROMPT_SECONDS - 1);
      running_assert_waits (&running);
      tuntas_test_clock_advance_seconds (f->clock, 1);
      assert_failed (&running, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_ANSWER);
      scripted_keyring_answer_prompt (&keyring);
      assert_password (f, "satu");
      g_assert_null (keyring.stored);
      g_assert_cmpuint (keyring.prompts, ==, 1);
    }
}

static void
test_prompt_cancelled (Fixture *f, gconstpointer data)
{
  g_auto (ScriptedKeyring) keyring = { .locked = TRUE, .prompt = PROMPT_NEVER_ANSWERS, .items = one_item };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Running) running = { f->secrets };

  scripted_keyring_start (&keyring);
  start (&running, UNLOCK, cancellable);
  drive_until (&keyring.prompts);
  g_cancellable_cancel (cancellable);
  assert_failed (&running, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_several_matches (Fixture *f, gconstpointer data)
{
  static const struct
  {
    ScriptedItem items[5];
    const char *newest;
  } rows[] = {
    { { { "budi", "lama", 1000 }, { "budi", "baru", 3000 }, { "budi", "tengah", 2000 } }, "baru" },
    { { { "sari", "lain", 9000 }, { "budi", "satu", 1000 } }, "satu" },
    /* Deleted between the search and the reading; not a text; empty. */
    { { { "budi", NULL, 3000 }, { "budi", "satu", 1000 } }, "satu" },
    { { { "budi", "\xff\xfe", 3000 }, { "budi", "satu", 1000 }, { "budi", "", 4000 } }, "satu" },
    { { { "budi", "pertama", 1000 }, { "budi", "kedua", 1000 } }, "pertama" },
    { { { "budi", NULL, 1000 }, { "budi", NULL, 2000 } }, NULL },
    { { { "budi", "\xff", 1000 } }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (ScriptedKeyring) keyring = { .items = rows[i].items };

      scripted_keyring_start (&keyring);
      if (rows[i].newest != NULL)
        assert_password (f, rows[i].newest);
      else
        assert_act_fails (f, LOOKUP, TUNTAS_KEYRING_ERROR_NOT_STORED);
    }
}

static void
test_several_cleared (Fixture *f, gconstpointer data)
{
  static const ScriptedItem items[] = {
    { "budi", "satu", 1000 }, { "sari", "lain", 1000 }, { "budi", "dua", 2000 }, { NULL }
  };
  g_auto (ScriptedKeyring) keyring = { .items = items };
  g_autoptr (GError) error = NULL;

  scripted_keyring_start (&keyring);
  g_assert_true (drive_clear (f->secrets, "budi", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (keyring.deleted, ==, 2);
}

typedef struct
{
  Act act;
  const char *at;
  gboolean locked, absent;
} Stage;

/* Every method on the way of every act. */
static const Stage stages[] = {
  { LOOKUP, "SearchItems" },
  { LOOKUP, "ReadAlias" },
  { LOOKUP, "GetSecrets" },
  { UNLOCK, "SearchItems" },
  { UNLOCK, "Unlock", .locked = TRUE },
  { UNLOCK, "Prompt", .locked = TRUE },
  { STORE, "ReadAlias" },
  { STORE, "Unlock", .locked = TRUE },
  { STORE, "Prompt", .locked = TRUE },
  { STORE, "CreateCollection", .absent = TRUE },
  { STORE, "Prompt", .absent = TRUE },
  { STORE, "CreateItem" },
  { CLEAR, "SearchItems" },
  { CLEAR, "Delete" },
};

static void
test_dies_in_mid_call (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_auto (ScriptedKeyring) keyring = { .absent = stages[i].absent, .locked = stages[i].locked, .items = one_item,
                                           .at = stages[i].at, .fault = FAULT_DIES };
      g_auto (ScriptedKeyring) restarted = { .items = one_item };

      scripted_keyring_start (&keyring);
      assert_act_fails (f, stages[i].act, TUNTAS_KEYRING_ERROR_FAILED);
      g_assert_cmpuint (keyring.reached, ==, 1);
      assert_act_fails (f, stages[i].act, TUNTAS_KEYRING_ERROR_NO_SERVICE);
      scripted_keyring_start (&restarted);
      assert_password (f, "satu");
    }
}

static void
test_silent_in_mid_call (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_auto (ScriptedKeyring) keyring = { .absent = stages[i].absent, .locked = stages[i].locked, .items = one_item,
                                           .at = stages[i].at, .fault = FAULT_SILENT };
      g_auto (Running) running = { f->secrets };
      gboolean prompt = g_str_equal (stages[i].at, "Prompt");

      scripted_keyring_start (&keyring);
      start (&running, stages[i].act, NULL);
      drive_until (&keyring.reached);
      tuntas_test_clock_advance_seconds (f->clock, prompt ? TUNTAS_SECRET_SERVICE_PROMPT_SECONDS
                                                          : TUNTAS_SECRET_SERVICE_ANSWER_SECONDS);
      assert_failed (&running, TUNTAS_KEYRING_ERROR, TUNTAS_KEYRING_ERROR_NO_ANSWER);
      g_assert_null (keyring.stored);
    }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    Act act;
    const char *at;
    ScriptedFault fault;
    gboolean locked, absent;
    TuntasKeyringError code;
  } rows[] = {
    { STORE, "CreateItem", FAULT_REFUSES, FALSE, FALSE, TUNTAS_KEYRING_ERROR_REFUSED },
    { STORE, "CreateCollection", FAULT_REFUSES, FALSE, TRUE, TUNTAS_KEYRING_ERROR_REFUSED },
    { STORE, "Unlock", FAULT_REFUSES, TRUE, FALSE, TUNTAS_KEYRING_ERROR_REFUSED },
    { UNLOCK, "Unlock", FAULT_REFUSES, TRUE, FALSE, TUNTAS_KEYRING_ERROR_REFUSED },
    { CLEAR, "Delete", FAULT_REFUSES, FALSE, FALSE, TUNTAS_KEYRING_ERROR_REFUSED },
    { CLEAR, "Delete", FAULT_ASKS, FALSE, FALSE, TUNTAS_KEYRING_ERROR_REFUSED },
    /* Locked by somebody between the survey and the reading. */
    { LOOKUP, "GetSecrets", FAULT_REFUSES, FALSE, FALSE, TUNTAS_KEYRING_ERROR_LOCKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (ScriptedKeyring) keyring = { .absent = rows[i].absent, .locked = rows[i].locked, .items = one_item,
                                           .at = rows[i].at, .fault = rows[i].fault };

      scripted_keyring_start (&keyring);
      assert_act_fails (f, rows[i].act, rows[i].code);
      g_assert_cmpuint (keyring.reached, ==, 1);
      g_assert_cmpuint (keyring.prompts, ==, 0);
      g_assert_null (keyring.stored);
    }
}

#define ADD(path, func) g_test_add ("/keyring/scripted/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("unlocked", test_unlocked);
  ADD ("unlocked-for-nothing", test_unlocked_for_nothing);
  ADD ("dismissed", test_dismissed);
  ADD ("stored-after-a-prompt", test_stored_after_a_prompt);
  ADD ("prompt-without-answer", test_prompt_without_answer);
  ADD ("prompt-cancelled", test_prompt_cancelled);
  ADD ("several-matches", test_several_matches);
  ADD ("several-cleared", test_several_cleared);
  ADD ("dies-in-mid-call", test_dies_in_mid_call);
  ADD ("silent-in-mid-call", test_silent_in_mid_call);
  ADD ("refused", test_refused);
  return g_test_run ();
}
