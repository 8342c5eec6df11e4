/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-store.h"

#include "tuntas-data.h"
#include "tuntas-verdict.h"

#include <string.h>
#include <sys/wait.h>

/* `tuntas verdict` as an auditor calls it: the real program over a journal that a store has written. */

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"
#define TICKET "IN190000001"
#define BEGIN G_GINT64_CONSTANT (1795320000)

typedef struct
{
  char *root;    /* the accounts' folders */
  char *account;
  TuntasProcedure *procedure;
} Fixture;

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* A datin case that was pended and informed without an e-mail. */
static TuntasCommit *
make_commit (Fixture *f)
{
  static const struct { const char *act, *field, *value; } acts[] = {
    { "received", "rfo", "kabel putus" }, { "resolved", "result", "spec" },
    { "call", "phone", "0800000001" },    { "outcome", "outcome", "busy" },
    { "call", "phone", "0800000001" },    { "outcome", "outcome", "busy" },
    { "call", "phone", "0800000001" },    { "outcome", "outcome", "busy" },
    { "pend", NULL, NULL },               { "inform-without-email", "reason", "alamat kosong" },
  };
  TuntasCommit *commit = tuntas_commit_new ("case-1", TICKET);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (f->procedure, TICKET, "datin", "Asia/Jakarta", "0800000001", "");
  g_autoptr (TuntasEvent) first = tuntas_event_new (1, BEGIN, "AYU", opening);

  tuntas_commit_add_event (commit, first);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (TuntasAct) act = tuntas_act_new (acts[i].act);
      g_autoptr (TuntasEvent) event = NULL;

      if (acts[i].field != NULL)
        tuntas_act_set (act, acts[i].field, acts[i].value);
      if (strcmp (acts[i].act, "received") == 0)
        tuntas_act_set (act, "repair", "sambung ulang");
      event = tuntas_event_new (i + 2, BEGIN + (i + 1) * 300, "AYU", act);
      tuntas_commit_add_event (commit, event);
    }
  return commit;
}

static TuntasStore *
open_store (Fixture *f)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasStore *store;

  tuntas_store_open_async (f->account, "machine-1", BEGIN, NULL, executor, NULL, keep_cb, &result);
  store = tuntas_store_open_finish (await (&result), &error);
  g_assert_no_error (error);
  return store;
}

static void
close_store (TuntasStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_store_close_async (store, NULL, keep_cb, &result);
  g_assert_true (tuntas_store_close_finish (store, await (&result), NULL));
  g_object_unref (store);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, NULL);
  g_autoptr (TuntasCommit) commit = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasStore *store;

  f->root = g_dir_make_tmp ("tuntas-verdict-XXXXXX", &error);
  g_assert_no_error (error);
  f->account = g_build_filename (f->root, "0123456789abcdef", NULL);
  f->procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  store = open_store (f);
  commit = make_commit (f);
  tuntas_store_commit_async (store, commit, NULL, keep_cb, &result);
  tuntas_store_commit_finish (store, await (&result), &error);
  g_assert_no_error (error);
  close_store (store);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", f->root);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (f->root);
  g_free (f->account);
  g_object_unref (f->procedure);
}

static int
run (Fixture *f, const char *ticket, char **out, char **errors)
{
  const char *argv[] = { TUNTAS_PROGRAM, "verdict", "--data", f->root, ticket, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "LC_ALL", "C.UTF-8", TRUE);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, out, errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_ticket (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (f, TICKET, &out, &errors), ==, 0);
  g_assert_cmpstr (errors, ==, "");
  g_assert_nonnull (strstr (out, TICKET " · IN.OCC.TENESA.W-03"));
  g_assert_nonnull (strstr (out, "\nDeparts from the instruction\n"));
  g_assert_nonnull (strstr (out, "AYU  RFO and repair were not sent by e-mail\n      Should: After the ticket is pended"));
  g_assert_nonnull (strstr (out, "Reason: alamat kosong\n"));
  g_assert_nonnull (strstr (out, "Q7 ×3"));
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (f, NULL, &out, &errors), ==, 0);
  g_assert_true (g_str_has_prefix (out, "1 cases\n  0  Not ended\n"));
  g_assert_nonnull (strstr (out, "  1  Departs from the instruction\n"));
  g_assert_nonnull (strstr (out, "Q8 ×1"));
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (f, "IN199999999", &out, &errors), ==, 1);
  g_assert_cmpstr (out, ==, "");
  g_assert_nonnull (strstr (errors, "IN199999999"));
}

/* While the program has the journal open: said, and told apart from "no such case". */
static void
test_locked (Fixture *f, gconstpointer data)
{
  TuntasStore *store = open_store (f);
  g_autofree char *out = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (f, TICKET, &out, &errors), ==, 2);
  g_assert_nonnull (strstr (errors, f->account));
  close_store (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/desk/verdict-command/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("ticket", test_ticket);
  ADD ("summary", test_summary);
  ADD ("nothing", test_nothing);
  ADD ("locked", test_locked);
#undef ADD
  return g_test_run ();
}
