/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-wire.h"

#include "tuntas-nossa-probe-private.h"

/* The test of a connection against the embedded Nossa: what it finds, that it writes nothing, and that it submits the
 * password once. */

typedef struct
{
  TuntasProbeVerdict verdicts[TUNTAS_PROBE_N_STEPS];
  TuntasProbeFinding findings[TUNTAS_PROBE_N_STEPS];
  char              *details[TUNTAS_PROBE_N_STEPS];
  char              *settings[TUNTAS_PROBE_N_STEPS];
  guint              n;
} Told;

static void
told_clear (Told *told)
{
  for (guint i = 0; i < TUNTAS_PROBE_N_STEPS; i++)
    {
      g_free (told->details[i]);
      g_free (told->settings[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, told_clear)

static void
told_cb (const TuntasProbeResult *result, gpointer user_data)
{
  Told *told = user_data;

  g_assert_cmpint (result->step, ==, told->n);
  told->verdicts[told->n] = result->verdict;
  told->findings[told->n] = result->finding;
  told->details[told->n] = g_strdup (result->detail);
  told->settings[told->n] = g_strdup (result->setting);
  told->n++;
}

static gboolean
probe (Wire *wire, const char *secret, Told *told)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  tuntas_nossa_probe_async (wire->nossa, "ayu", secret, told_cb, told, NULL, keep_result_cb, &result);
  await (&result);
  g_assert_true (tuntas_nossa_probe_finish (wire->nossa, result, &good, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told->n, ==, TUNTAS_PROBE_N_STEPS);
  return good;
}

static void
assert_untouched (Wire *wire, guint submissions)
{
  g_autoptr (GPtrArray) effects = tuntas_simulator_list_effects (wire->server->simulator);
  TuntasSimulatorCounters counters = tuntas_simulator_get_counters (wire->server->simulator);

  g_assert_cmpuint (effects->len, ==, 0);
  g_assert_cmpuint (counters.writes, ==, 0);
  g_assert_cmpuint (counters.credential_submissions, ==, submissions);
  g_assert_cmpuint (counters.sessions_open, ==, 0);
}

/* Where everything fits: what is found, step by step. */
static void
test_good (void)
{
  static const TuntasProbeFinding wanted[] = {
    TUNTAS_PROBE_REACHED,          TUNTAS_PROBE_LOOPBACK,       TUNTAS_PROBE_SIGNED_IN,
    TUNTAS_PROBE_STRUCTURE_THERE,  TUNTAS_PROBE_COLUMNS_THERE,  TUNTAS_PROBE_STATUSES_THERE,
    TUNTAS_PROBE_WORK_LOG_THERE,   TUNTAS_PROBE_TRANSACTION_KNOWN, TUNTAS_PROBE_ROW_STAMP_THERE,
  };
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, NULL);
  g_assert_true (probe (&wire, "latihan", &told));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (told.findings[i], ==, wanted[i]);
  g_assert_cmpstr (told.details[TUNTAS_PROBE_SIGN_IN], ==, "Ayu Lestari (AYU)");
  g_assert_cmpstr (told.details[TUNTAS_PROBE_STRUCTURE], ==, "mxincident");
  g_assert_cmpstr (told.details[TUNTAS_PROBE_COLUMNS], ==, "35, 2");
  g_assert_cmpstr (told.details[TUNTAS_PROBE_WORK_LOG], ==, "WORK");
  g_assert_false (tuntas_nossa_get_signed_in (wire.nossa));
  assert_untouched (&wire, 1);
}

typedef struct
{
  const char        *name;
  const char        *scenario;
  const char        *site;
  const char        *secret;
  TuntasProbeStep    step;    /* the one with trouble */
  TuntasProbeFinding finding;
  const char        *detail;  /* (nullable): not looked at */
  const char        *setting;
  guint              submissions;
} Row;

static const Row rows[] = {
  { "context-root", NULL, "context_root=/maxrest\n", "latihan", TUNTAS_PROBE_REACH, TUNTAS_PROBE_NOT_NOSSA, NULL,
    "[server] origin, context_root, path", 0 },
  { "form-wanted", "\"unknown_caller\":\"html\"", NULL, "latihan", TUNTAS_PROBE_REACH, TUNTAS_PROBE_SIGN_IN_PAGE, NULL,
    "[server] auth", 0 },
  { "password", NULL, NULL, "salah", TUNTAS_PROBE_SIGN_IN, TUNTAS_PROBE_SIGN_IN_REFUSED, NULL, NULL, 1 },
  { "structure", NULL, "[tickets]\nobject_structure=restincident\n", "latihan", TUNTAS_PROBE_STRUCTURE,
    TUNTAS_PROBE_STRUCTURE_REFUSED, NULL, "[tickets] object_structure", 1 },
  { "create-structure", NULL, "[tickets]\ncreate_object_structure=restincident\n", "latihan", TUNTAS_PROBE_STRUCTURE,
    TUNTAS_PROBE_STRUCTURE_REFUSED, NULL, "[tickets] create_object_structure", 1 },
  { "column", NULL, "[columns]\ngaul=cgaul\nlapul=clapul\n[pend]\nreason_attribute=cpend\n", "latihan",
    TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_COLUMNS_MISSING, "cgaul, clapul, cpend",
    "[columns] gaul, [columns] lapul, [pend] reason_attribute", 1 },
  { "monitoring", NULL, "[monitoring]\nattribute=cgejala\nreference_attribute=crujukan\nrelated_child=cterkait\n",
    "latihan", TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_COLUMNS_MISSING, "cgejala, crujukan, cterkait",
    "[monitoring] attribute, [monitoring] reference_attribute, [monitoring] related_child", 1 },
  { "status", NULL, "[tickets]\nstatuses=MEDIACARE;SALAM\n[status]\nreturn=TEKNIS\n", "latihan", TUNTAS_PROBE_STATUSES,
    TUNTAS_PROBE_STATUSES_UNKNOWN, "SALAM, TEKNIS", "[tickets] statuses, [status] return", 1 },
  { "write-child", NULL, "[work_log]\nwrite_child=catatan\n", "latihan", TUNTAS_PROBE_WORK_LOG,
    TUNTAS_PROBE_WORK_LOG_NO_CHILD, "catatan", "[work_log] write_child", 1 },
  { "read-child", NULL, "[work_log]\nread_child=catatan\n", "latihan", TUNTAS_PROBE_WORK_LOG,
    TUNTAS_PROBE_WORK_LOG_NO_CHILD, "catatan", "[work_log] read_child", 1 },
  { "type-unknown", NULL, "[work_log]\ntype=KERJA\n", "latihan", TUNTAS_PROBE_WORK_LOG,
    TUNTAS_PROBE_WORK_LOG_TYPE_UNKNOWN, "KERJA", "[work_log] type", 1 },
  { "type-is-client-note",
    "\"logtypes\":[{\"value\":\"CLIENTNOTE\",\"maxvalue\":\"CLIENTNOTE\"},{\"value\":\"UPDATE\",\"maxvalue\":\"UPDATE\"},"
    "{\"value\":\"WORK\",\"maxvalue\":\"WORK\"},{\"value\":\"CATATAN\",\"maxvalue\":\"CLIENTNOTE\"}]",
    "[work_log]\ntype=CATATAN\n", "latihan", TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_CLIENT_NOTE, "CATATAN",
    "[work_log] type", 1 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, row->scenario, row->site);
  g_assert_false (probe (&wire, row->secret, &told));
  g_assert_cmpint (told.verdicts[row->step], ==, TUNTAS_PROBE_TROUBLE);
  g_assert_cmpint (told.findings[row->step], ==, row->finding);
  g_assert_cmpstr (told.settings[row->step], ==, row->setting);
  if (row->detail != NULL)
    g_assert_cmpstr (told.details[row->step], ==, row->detail);
  for (guint i = 0; i < row->step; i++)
    g_assert_cmpint (told.verdicts[i], <=, TUNTAS_PROBE_CAUTION);
  assert_untouched (&wire, row->submissions);
}

/* Nobody listens. */
static void
test_unreachable (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, NULL);
  tuntas_simulator_stop (wire.server->simulator);
  g_assert_false (probe (&wire, "latihan", &told));
  g_assert_cmpint (told.findings[TUNTAS_PROBE_REACH], ==, TUNTAS_PROBE_UNREACHABLE);
  for (guint i = TUNTAS_PROBE_TLS; i < TUNTAS_PROBE_N_STEPS; i++)
    g_assert_cmpint (told.verdicts[i], ==, TUNTAS_PROBE_SKIPPED);
}

/* A session that is there is used, and still there afterwards; no password is needed. */
static void
test_signed_in (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };
  TuntasSimulatorCounters counters;

  wire_init (&wire, NULL, NULL);
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  g_assert_true (probe (&wire, NULL, &told));
  g_assert_true (tuntas_nossa_get_signed_in (wire.nossa));
  counters = tuntas_simulator_get_counters (wire.server->simulator);
  g_assert_cmpuint (counters.credential_submissions, ==, 1);
  g_assert_cmpuint (counters.sessions_open, ==, 1);
  g_assert_cmpuint (counters.writes, ==, 0);
}

/* Without a password what needs none is tested. */
static void
test_no_password (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, NULL);
  g_assert_false (probe (&wire, NULL, &told));
  g_assert_cmpint (told.verdicts[TUNTAS_PROBE_REACH], ==, TUNTAS_PROBE_GOOD);
  g_assert_cmpint (told.verdicts[TUNTAS_PROBE_SIGN_IN], ==, TUNTAS_PROBE_SKIPPED);
  assert_untouched (&wire, 0);
}

/* The session ends under the test, at each of its requests: never a second submission, and it is said. */
static void
test_session_ends (void)
{
  for (guint after = 3; after < 9; after++)
    {
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"expire-session\",\"after\":%u}", after);
      g_auto (Wire) wire = { NULL };
      g_auto (Told) told = { 0 };
      guint first = 0;

      wire_init (&wire, NULL, NULL);
      sim_desk_fault (wire.server, fault);
      g_assert_false (probe (&wire, "latihan", &told));
      g_assert_cmpuint (tuntas_simulator_get_counters (wire.server->simulator).credential_submissions, ==, 1);
      while (told.verdicts[first] <= TUNTAS_PROBE_CAUTION)
        first++;
      g_assert_cmpint (told.findings[first], ==, TUNTAS_PROBE_SIGN_IN_FAILED);
    }
}

/* The agent's list cannot be asked for, because of a character in the agent's name: it is said, and the rest is tried. */
static void
test_query_not_made (void)
{
  static const char scenario[] = "{\"users\":[{\"user\":\"ayu\",\"password\":\"latihan\",\"person\":\"AY%U\"}],"
                                 "\"tickets\":[]}";
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };
  g_autoptr (GBytes) json = g_bytes_new_static (scenario, sizeof scenario - 1);
  g_autoptr (GError) error = NULL;

  wire_init (&wire, NULL, NULL);
  tuntas_simulator_load_scenario (wire.server->simulator, json, "test.json", &error);
  g_assert_no_error (error);
  g_assert_false (probe (&wire, "latihan", &told));
  g_assert_cmpint (told.findings[TUNTAS_PROBE_STRUCTURE], ==, TUNTAS_PROBE_STRUCTURE_THERE);
  g_assert_cmpint (told.verdicts[TUNTAS_PROBE_COLUMNS], ==, TUNTAS_PROBE_TROUBLE);
  g_assert_cmpint (told.findings[TUNTAS_PROBE_COLUMNS], ==, TUNTAS_PROBE_QUERY_REFUSED);
  g_assert_true (g_str_has_prefix (told.details[TUNTAS_PROBE_COLUMNS], "where owner: "));
  for (guint i = TUNTAS_PROBE_STATUSES; i < TUNTAS_PROBE_N_STEPS; i++)
    g_assert_cmpint (told.verdicts[i], <=, TUNTAS_PROBE_CAUTION);
  assert_untouched (&wire, 1);
}

/* The query of the list is refused once. With several statuses it may have been the grammar of their list, which is
 * tried without; with one it was not. */
static void
test_query_refused (void)
{
  for (guint n = 1; n <= 2; n++)
    {
      g_auto (Wire) wire = { NULL };
      g_auto (Told) told = { 0 };

      wire_init (&wire, NULL, n == 1 ? "[tickets]\nstatuses=MEDIACARE\n" : "[tickets]\nstatuses=MEDIACARE;SALAMSIM\n");
      sim_desk_fault (wire.server, "{\"kind\":\"status\",\"status\":400,\"body\":\"maximo\",\"reason\":\"BMXAA8744E\","
                                   "\"path\":\"/os/mxincident\",\"requests\":1}");
      g_assert_true (probe (&wire, "latihan", &told) == (n == 2));
      g_assert_cmpint (told.findings[TUNTAS_PROBE_COLUMNS], ==,
                       n == 1 ? TUNTAS_PROBE_QUERY_REFUSED : TUNTAS_PROBE_COLUMNS_THERE);
    }
}

/* A server without schemas, which answers that address with an error of its own: the records show the columns. */
static void
test_no_schema (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, "[columns]\ngaul=cgaul\n");
  sim_desk_fault (wire.server, "{\"kind\":\"status\",\"status\":500,\"path\":\"/jsonschemas/\"}");
  g_assert_true (probe (&wire, "latihan", &told));
  g_assert_cmpint (told.findings[TUNTAS_PROBE_STRUCTURE], ==, TUNTAS_PROBE_STRUCTURE_THERE);
  g_assert_cmpint (told.findings[TUNTAS_PROBE_COLUMNS], ==, TUNTAS_PROBE_COLUMNS_UNSEEN);
  g_assert_cmpstr (told.details[TUNTAS_PROBE_COLUMNS], ==, "cgaul");
  g_assert_cmpstr (told.settings[TUNTAS_PROBE_COLUMNS], ==, "[columns] gaul");
}

/* Records of the non-lean form, with a null: a name with any of the prefixes is there. */
static void
test_prefixes (void)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (GString) json = g_string_new ("[{");
  g_autoptr (TuntasProbeResult) result = NULL;

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (tuntas_nossa_site_get_column (site, i) != NULL)
      g_string_append_printf (json, "%s\"%s:%s\":null", json->len > 2 ? "," : "", i % 2 == 0 ? "spi" : "dcterms",
                              tuntas_nossa_site_get_column (site, i));
  g_string_append (json, "}]");
  page = tuntas_json_parse (json->str, -1, NULL);
  result = tuntas_probe_judge_columns (site, NULL, json_node_get_array (page), -1);
  g_assert_cmpint (result->finding, ==, TUNTAS_PROBE_COLUMNS_THERE);
}

/* An agent without tickets: any record of the structure shows what there is. */
static void
test_empty_list (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, "[tickets]\nstatuses=SLAHOLD\n");
  g_assert_true (probe (&wire, "latihan", &told));
  g_assert_cmpstr (told.details[TUNTAS_PROBE_COLUMNS], ==, "35, 0");
  g_assert_cmpint (told.findings[TUNTAS_PROBE_ROW_STAMP], ==, TUNTAS_PROBE_ROW_STAMP_THERE);
}

/* In the middle of it the server wants to be left alone. */
static void
test_busy (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, NULL);
  sim_desk_fault (wire.server, "{\"kind\":\"status\",\"status\":503,\"path\":\"synonymdomain\"}");
  g_assert_false (probe (&wire, "latihan", &told));
  g_assert_cmpint (told.findings[TUNTAS_PROBE_STATUSES], ==, TUNTAS_PROBE_BUSY);
  g_assert_cmpint (told.verdicts[TUNTAS_PROBE_WORK_LOG], ==, TUNTAS_PROBE_SKIPPED);
  assert_untouched (&wire, 1);
}

/* A key keeps no session. */
static void
test_key (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, "auth=apikey\n");
  g_assert_true (probe (&wire, "kunci-ayu", &told));
  assert_untouched (&wire, 0);
}

/* The server's clock is ahead of this computer's. */
static void
test_clock_differs (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };

  wire_init (&wire, NULL, NULL);
  sim_desk_fault (wire.server, "{\"kind\":\"wrong-clock\",\"seconds\":725}");
  g_assert_true (probe (&wire, "latihan", &told));
  g_assert_cmpint (told.findings[TUNTAS_PROBE_REACH], ==, TUNTAS_PROBE_CLOCK_DIFFERS);
  g_assert_cmpstr (told.details[TUNTAS_PROBE_REACH], ==, "+00:12:05");
}

/* Given up in the middle: the session that was opened is closed. */
static void
test_cancelled (void)
{
  g_auto (Wire) wire = { NULL };
  g_auto (Told) told = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  wire_init (&wire, NULL, NULL);
  tuntas_nossa_probe_async (wire.nossa, "ayu", "latihan", told_cb, &told, cancellable, keep_result_cb, &result);
  while (told.n <= TUNTAS_PROBE_SIGN_IN)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  await (&result);
  g_assert_false (tuntas_nossa_probe_finish (wire.nossa, result, &good, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (told.n, ==, TUNTAS_PROBE_STRUCTURE);
  assert_untouched (&wire, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/probe/good", test_good);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/nossa/probe/trouble/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/nossa/probe/unreachable", test_unreachable);
  g_test_add_func ("/nossa/probe/signed-in", test_signed_in);
  g_test_add_func ("/nossa/probe/no-password", test_no_password);
  g_test_add_func ("/nossa/probe/session-ends", test_session_ends);
  g_test_add_func ("/nossa/probe/query-not-made", test_query_not_made);
  g_test_add_func ("/nossa/probe/query-refused", test_query_refused);
  g_test_add_func ("/nossa/probe/no-schema", test_no_schema);
  g_test_add_func ("/nossa/probe/prefixes", test_prefixes);
  g_test_add_func ("/nossa/probe/empty-list", test_empty_list);
  g_test_add_func ("/nossa/probe/busy", test_busy);
  g_test_add_func ("/nossa/probe/key", test_key);
  g_test_add_func ("/nossa/probe/clock-differs", test_clock_differs);
  g_test_add_func ("/nossa/probe/cancelled", test_cancelled);
  return g_test_run ();
}
