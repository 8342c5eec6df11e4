/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-wire.h"

#include <string.h>

/* The client against the embedded Nossa: sessions in every mode, lists, and writes as the oracle saw them. */

static TuntasSimulatorCounters
counters (Wire *wire)
{
  return tuntas_simulator_get_counters (wire->server->simulator);
}

static TuntasNossaList *
list (Wire *wire, gint64 since, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_list_assigned_async (wire->nossa, since, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_nossa_list_assigned_finish (wire->nossa, result, error);
}

static void
sign_out (Wire *wire)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_sign_out_async (wire->nossa, NULL, keep_result_cb, &result);
  await (&result);
  tuntas_nossa_sign_out_finish (wire->nossa, result, NULL);
}

static TuntasTicket *
get_ticket (Wire *wire, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasTicket *ticket;

  tuntas_nossa_get_ticket_async (wire->nossa, id, NULL, keep_result_cb, &result);
  await (&result);
  ticket = tuntas_nossa_get_ticket_finish (wire->nossa, result, &error);
  g_assert_no_error (error);
  return ticket;
}

/* --- sessions --- */

typedef struct
{
  const char *name;
  const char *scenario; /* (nullable) */
  const char *site;
  const char *secret;
  guint       submissions; /* keys are not counted */
  guint       sessions;
} Mode;

static const Mode modes[] = {
  { "maxauth", NULL, "auth=maxauth\n", "latihan", 1, 1 },
  { "basic", NULL, "auth=basic\n", "latihan", 1, 1 },
  { "form", "\"unknown_caller\":\"redirect\"", "auth=form\n", "latihan", 1, 1 },
  { "form-elsewhere", "\"unknown_caller\":\"redirect\"", "auth=form\nform_path=/oslc/j_security_check\n", "latihan", 1, 1 },
  { "form-page", "\"unknown_caller\":\"html\"", "auth=form\n", "latihan", 1, 1 },
  { "apikey", NULL, "auth=apikey\n", "kunci-ayu", 0, 0 },
  { "csrf", "\"csrf\":\"required\"", "", "latihan", 1, 1 },
};

/* One submission and one session for all that is done in it; at its end the server has none left. */
static void
test_mode (gconstpointer data)
{
  const Mode *mode = data;
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasNossaList) first = NULL, second = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wire_init (&wire, mode->scenario, mode->site);
  g_assert_true (wire_sign_in (&wire, mode->secret, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_nossa_get_person_id (wire.nossa), ==, "AYU");
  first = list (&wire, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->tickets->len, ==, 2);
  second = list (&wire, -1, &error);
  g_assert_no_error (error);
  ticket = get_ticket (&wire, "IN101");
  tuntas_nossa_add_note_async (wire.nossa, ticket, "Pelanggan puas", "tx-1", NULL, keep_result_cb, &result);
  await (&result);
  receipt = tuntas_nossa_add_note_finish (wire.nossa, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counters (&wire).credential_submissions, ==, mode->submissions);
  g_assert_cmpuint (counters (&wire).sessions_opened, ==, mode->sessions);
  sign_out (&wire);
  g_assert_cmpuint (counters (&wire).sessions_open, ==, 0);
}

/* A wrong password is submitted once in every mode, and nothing is asked after it. */
static void
test_wrong (gconstpointer data)
{
  const Mode *mode = data;
  g_auto (Wire) wire = { NULL };
  g_autoptr (GError) error = NULL;
  guint requests;

  wire_init (&wire, mode->scenario, mode->site);
  g_assert_false (wire_sign_in (&wire, "salah", &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED);
  g_clear_error (&error);
  requests = counters (&wire).requests;
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (list (&wire, -1, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (counters (&wire).requests, ==, requests);
  g_assert_cmpuint (counters (&wire).credential_submissions, ==, mode->submissions);
}

/* The session ends after each number of requests, under a handful that are on their way at once: the password goes once
 * more and never a third time, whoever finds out first and however often it ends. */
static void
test_expiry_schedules (void)
{
  guint renewed = 0;

  for (guint after = 1; after <= 16; after++)
    {
      g_autofree char *fault = g_strdup_printf ("{\"kind\":\"expire-session\",\"after\":%u}", after);
      g_auto (Wire) wire = { NULL };
      GAsyncResult *results[5] = { NULL };

      wire_init (&wire, NULL, NULL);
      g_assert_true (wire_sign_in (&wire, "latihan", NULL));
      for (guint round = 0; round < 3; round++)
        {
          if (round != 1)
            sim_desk_fault (wire.server, round == 0 ? fault : "{\"kind\":\"expire-session\",\"after\":1}");
          for (guint i = 0; i < G_N_ELEMENTS (results); i++)
            tuntas_nossa_list_assigned_async (wire.nossa, -1, NULL, keep_result_cb, &results[i]);
          for (guint i = 0; i < G_N_ELEMENTS (results); i++)
            {
              g_autoptr (TuntasNossaList) got = NULL;
              g_autoptr (GError) error = NULL;

              await (&results[i]);
              got = tuntas_nossa_list_assigned_finish (wire.nossa, results[i], &error);
              if (got == NULL)
                g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
              g_clear_object (&results[i]);
            }
        }
      g_assert_cmpuint (counters (&wire).credential_submissions, <=, 2);
      renewed += counters (&wire).credential_submissions == 2;
    }
  g_assert_cmpuint (renewed, ==, 16);
}

/* --- lists --- */

/* A list in pages of one with hrefs that name another host: followed on the configured one, each ticket once. */
static void
test_pages (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasNossaList) got = NULL;
  g_autoptr (GError) error = NULL;

  wire_init (&wire, NULL, "[tickets]\npage_size=1\n");
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  sim_desk_fault (wire.server, "{\"kind\":\"wrong-host\",\"host\":\"http://10.9.9.9:9080\"}");
  got = list (&wire, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->tickets->len, ==, 2);
  g_assert_true (got->complete);
}

/* The second of the pages does not come: there is no list at all. */
static void
test_page_fails (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (GError) error = NULL;

  wire_init (&wire, NULL, "[tickets]\npage_size=1\n");
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  sim_desk_fault (wire.server, "{\"kind\":\"status\",\"status\":503,\"after\":1,\"retry_after\":7}");
  g_assert_null (list (&wire, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_BUSY);
  g_assert_cmpint (tuntas_nossa_error_get_retry_after (error), ==, 7);
}

/* Only what was changed since, by the server's clock; such a list is never complete. */
static void
test_changes (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasNossaList) all = NULL, none = NULL, one = NULL;
  g_autoptr (JsonNode) change = json_from_string ("{\"by\":\"BAGAS\",\"set\":{\"description\":\"Lain\"}}", NULL);
  gint64 since;

  wire_init (&wire, NULL, NULL);
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  sim_desk_advance (wire.server, 600);
  since = tuntas_clock_now_seconds (TUNTAS_CLOCK (wire.server->clock));
  all = list (&wire, -1, NULL);
  g_assert_cmpint (all->server_offset, ==, 0);
  none = list (&wire, since, NULL);
  g_assert_cmpuint (none->tickets->len, ==, 0);
  g_assert_false (none->complete);
  sim_desk_advance (wire.server, 5);
  g_assert_true (tuntas_simulator_change_record (wire.server->simulator, "IN102", json_node_get_object (change), NULL));
  one = list (&wire, since, NULL);
  g_assert_cmpuint (one->tickets->len, ==, 1);
  g_assert_cmpstr (tuntas_ticket_get (one->tickets->pdata[0], TUNTAS_TICKET_SUMMARY), ==, "Lain");
}

/* --- writes --- */

/* The monitoring ticket and the one it is for name each other. */
static void
test_monitoring (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasTicket) like = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *there = NULL, *back = NULL, *origin = NULL, *symptom = NULL;

  wire_init (&wire, NULL, NULL);
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  like = get_ticket (&wire, "IN101");
  tuntas_nossa_create_ticket_async (wire.nossa, like, "Monitoring IN101", "Diminta", "k7f3q2", "tx-2", NULL,
                                    keep_result_cb, &result);
  await (&result);
  receipt = tuntas_nossa_create_ticket_finish (wire.nossa, result, &error);
  g_assert_no_error (error);
  there = sim_desk_dup_value (wire.server, receipt->id, "relatedrecord.0.relatedreckey");
  back = sim_desk_dup_value (wire.server, "IN101", "relatedrecord.0.relatedreckey");
  origin = sim_desk_dup_value (wire.server, receipt->id, "origrecordid");
  symptom = sim_desk_dup_value (wire.server, receipt->id, "symptom");
  g_assert_cmpstr (there, ==, "IN101");
  g_assert_cmpstr (back, ==, receipt->id);
  g_assert_cmpstr (origin, ==, "IN101");
  g_assert_cmpstr (symptom, ==, "REQUEST | MONITORING");
}

/* A site without an attribute for our reference, and without related records: the summary has the reference at its end
 * although it is cut, and by that the ticket is found. */
static void
test_monitoring_plain (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasTicket) like = NULL, found = NULL, none = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (GAsyncResult) result = NULL, look = NULL, look_again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL, *there = NULL, *origin = NULL;
  g_autofree char *description = g_strnfill (120, 'x');

  wire_init (&wire, NULL, "[monitoring]\nreference_attribute=\nrelated_child=\n");
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  like = get_ticket (&wire, "IN101");
  tuntas_nossa_create_ticket_async (wire.nossa, like, description, "Diminta", "k7f3q2", "tx-2", NULL, keep_result_cb,
                                    &result);
  await (&result);
  receipt = tuntas_nossa_create_ticket_finish (wire.nossa, result, &error);
  g_assert_no_error (error);
  summary = sim_desk_dup_value (wire.server, receipt->id, "description");
  g_assert_true (g_str_has_suffix (summary, "xx [#k7f3q2]"));
  g_assert_cmpuint (strlen (summary), ==, 100);
  there = sim_desk_dup_value (wire.server, receipt->id, "relatedrecord.0.relatedreckey");
  g_assert_null (there);
  origin = sim_desk_dup_value (wire.server, receipt->id, "origrecordid");
  g_assert_cmpstr (origin, ==, "IN101");
  tuntas_nossa_find_created_async (wire.nossa, "k7f3q2", NULL, keep_result_cb, &look);
  await (&look);
  found = tuntas_nossa_find_created_finish (wire.nossa, look, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_ticket_get_id (found), ==, receipt->id);
  tuntas_nossa_find_created_async (wire.nossa, "zzzzzz", NULL, keep_result_cb, &look_again);
  await (&look_again);
  none = tuntas_nossa_find_created_finish (wire.nossa, look_again, &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
change_status_begin (Wire *wire, TuntasTicket *ticket, const char *transaction, GAsyncResult **result)
{
  tuntas_nossa_change_status_async (wire->nossa, ticket, TUNTAS_NOSSA_ACTION_CLOSE, -1, NULL, NULL, transaction, NULL,
                                    keep_result_cb, result);
}

/* Of two writes with one row stamp the second is a conflict; the same transaction twice is a duplicate. */
static void
test_stamp_and_transaction (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasTicket) ticket = NULL, fresh = NULL;
  g_autoptr (GAsyncResult) first = NULL, second = NULL, third = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  wire_init (&wire, NULL, NULL);
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  ticket = get_ticket (&wire, "IN101");
  tuntas_nossa_add_note_async (wire.nossa, ticket, "Satu", "tx-1", NULL, keep_result_cb, &first);
  change_status_begin (&wire, ticket, "tx-2", &second);
  await (&first);
  await (&second);
  receipt = tuntas_nossa_add_note_finish (wire.nossa, first, &error);
  g_assert_no_error (error);
  g_assert_null (tuntas_nossa_change_status_finish (wire.nossa, second, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_CONFLICT);
  g_clear_error (&error);
  fresh = get_ticket (&wire, "IN101");
  tuntas_nossa_add_note_async (wire.nossa, fresh, "Satu", "tx-1", NULL, keep_result_cb, &third);
  await (&third);
  g_assert_null (tuntas_nossa_add_note_finish (wire.nossa, third, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_DUPLICATE);
  g_assert_cmpuint (sim_desk_count_effects (wire.server, TUNTAS_SIMULATOR_EFFECT_WORKLOG), ==, 1);
  g_assert_cmpuint (sim_desk_count_effects (wire.server, TUNTAS_SIMULATOR_EFFECT_STATUS), ==, 0);
}

/* A server that says yes and changes nothing by the attribute: the action does it. */
static void
test_action_after_all (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (TuntasTicket) ticket = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *status = NULL;

  wire_init (&wire, NULL, NULL);
  g_assert_true (wire_sign_in (&wire, "latihan", NULL));
  ticket = get_ticket (&wire, "IN101");
  sim_desk_fault (wire.server, "{\"kind\":\"no-change\",\"writes\":1}");
  change_status_begin (&wire, ticket, "tx-1", &result);
  await (&result);
  receipt = tuntas_nossa_change_status_finish (wire.nossa, result, &error);
  g_assert_no_error (error);
  status = sim_desk_dup_value (wire.server, "IN101", "status");
  g_assert_cmpstr (status, ==, "CLOSED");
  g_assert_cmpuint (sim_desk_count_effects (wire.server, TUNTAS_SIMULATOR_EFFECT_STATUS), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *right = g_strconcat ("/nossa/wire/mode/", modes[i].name, NULL);
      g_autofree char *wrong = g_strconcat ("/nossa/wire/wrong-password/", modes[i].name, NULL);

      g_test_add_data_func (right, &modes[i], test_mode);
      g_test_add_data_func (wrong, &modes[i], test_wrong);
    }
  g_test_add_func ("/nossa/wire/expiry-schedules", test_expiry_schedules);
  g_test_add_func ("/nossa/wire/list/pages", test_pages);
  g_test_add_func ("/nossa/wire/list/page-fails", test_page_fails);
  g_test_add_func ("/nossa/wire/list/changes", test_changes);
  g_test_add_func ("/nossa/wire/write/monitoring", test_monitoring);
  g_test_add_func ("/nossa/wire/write/monitoring-plain", test_monitoring_plain);
  g_test_add_func ("/nossa/wire/write/stamp-and-transaction", test_stamp_and_transaction);
  g_test_add_func ("/nossa/wire/write/action-after-all", test_action_after_all);
  return g_test_run ();
}
