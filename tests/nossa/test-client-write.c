/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-client.h"

/* What the client writes: statuses, notes, new tickets; and how it finds out what came of it. */

#define BY_ACTION HREF "?lean=1&internalvalues=1&action=wsmethod%3AchangeStatus"
#define OPEN_TICKET(status) "{\"ticketid\":\"IN1\",\"status\":\"" status "\",\"_rowstamp\":\"12\"," \
                            "\"href\":\"oslc/os/mxincident/_A\"}"

typedef struct
{
  const char       *name;
  TuntasNossaAction action;
  const char       *back_to;
  Turn              turns[4]; /* after the sign-in */
  int               code;     /* -1: applied */
  gboolean          read_back;
} StatusRow;

static const StatusRow status_rows[] = {
  { "close", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF "?lean=1",
        "x-method-override: PATCH;;patchtype: MERGE;;transactionid: tx-1;;csrftoken: t1;;"
        "Content-Type: application/json;;properties: ticketid,status,_rowstamp,href,statusdate;;"
        "{\"_rowstamp\":\"11\",\"status\":\"CLOSED\",\"np_statusmemo\":\"selesai\"}",
        "If-Match;;maxauth", 0, 200, NULL, OPEN_TICKET ("CLOSED") } },
    -1, FALSE },
  { "pend", TUNTAS_NOSSA_ACTION_PEND, NULL,
    { { "POST", HREF, "\"status\":\"PENDING\";;\"pendreason\":\"MENUNGGU;;\"pendinguntil\":\"2026-11-23T03:00:00Z\"",
        NULL, 0, 200, NULL, OPEN_TICKET ("PENDING") } },
    -1, FALSE },
  { "activate", TUNTAS_NOSSA_ACTION_ACTIVATE, "SALAMSIM",
    { { "POST", HREF, "\"status\":\"SALAMSIM\"", "pend", 0, 200, NULL, OPEN_TICKET ("SALAMSIM") } }, -1, FALSE },
  { "activate-to-nowhere", TUNTAS_NOSSA_ACTION_ACTIVATE, NULL, { { NULL } }, TUNTAS_NOSSA_ERROR_MALFORMED, FALSE },
  { "silent", TUNTAS_NOSSA_ACTION_RETURN, NULL,
    { { "POST", HREF, "\"status\":\"BACKEND\"", NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("BACKEND") } },
    -1, TRUE },
  { "nothing-changed", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  /* Where the attribute does nothing the action does it, with the stamp as it is now and an id of its own. */
  { "by-action-then", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION,
        "x-method-override: PATCH;;transactionid: tx-1-action;;{\"_rowstamp\":\"12\",\"status\":\"CLOSED\","
        "\"memo\":\"selesai\"}", NULL, 0, 200, NULL, OPEN_TICKET ("CLOSED") } },
    -1, FALSE },
  { "read-only-then-action", TUNTAS_NOSSA_ACTION_RETURN, NULL,
    { { "POST", HREF, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA0031E\",\"message\":\"x\"}}" },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("BACKEND") } },
    -1, TRUE },
  /* The change came late, and the action found it done. */
  { "action-refused-but-done", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA0032E\",\"message\":\"x\"}}" },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("CLOSED") } },
    -1, TRUE },
  { "action-refused", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") },
      { "POST", BY_ACTION, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA4590E\",\"message\":\"x\"}}" },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  /* The action cannot say why and until when. */
  { "pend-is-not-tried-by-action", TUNTAS_NOSSA_ACTION_PEND, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("MEDIACARE") } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  { "rule-is-no-reason-for-action", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA4195E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_REFUSED, FALSE },
  { "another-status", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 204, NULL, NULL },
      { "GET", HREF, NULL, NULL, 0, 200, NULL, OPEN_TICKET ("BACKEND") } },
    TUNTAS_NOSSA_ERROR_CONFLICT, FALSE },
  { "read-back-lost", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 200, NULL, "{\"ticketid\":" },
      { "GET", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 } },
    TUNTAS_NOSSA_ERROR_UNKNOWN, FALSE },
  { "lost", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 } }, TUNTAS_NOSSA_ERROR_UNKNOWN, FALSE },
  { "too-large", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_TOO_LARGE + 1 } }, TUNTAS_NOSSA_ERROR_UNKNOWN, FALSE },
  { "not-sent", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, TUNTAS_NOSSA_ERROR_UNREACHABLE + 1 } }, TUNTAS_NOSSA_ERROR_UNREACHABLE, FALSE },
  { "swallowed-by-sso", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 302, "Location: https://sso.example/", NULL } }, TUNTAS_NOSSA_ERROR_NOT_DATA,
    FALSE },
  { "page", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 200, NULL, PAGE } }, TUNTAS_NOSSA_ERROR_NOT_DATA, FALSE },
  { "changed-by-another", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 412, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA8229W\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_CONFLICT, FALSE },
  { "sent-before", TUNTAS_NOSSA_ACTION_CLOSE, NULL,
    { { "POST", HREF, NULL, NULL, 0, 409, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA9524E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_DUPLICATE, FALSE },
};

static void
test_status_row (gconstpointer data)
{
  const StatusRow *row = data;
  const Turn turns[] = { SIGN_IN, row->turns[0], row->turns[1], row->turns[2], row->turns[3], { NULL } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = scripted_ticket_new ();
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_change_status_async (f.nossa, ticket, row->action, FAKE_NOW + 3600, row->back_to, "selesai", "tx-1",
                                    NULL, keep_result_cb, &result);
  await (&result);
  receipt = tuntas_nossa_change_status_finish (f.nossa, result, &error);
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (receipt->rowstamp, ==, "12");
      g_assert_cmpint (receipt->read_back, ==, row->read_back);
    }
  else
    {
      g_assert_null (receipt);
      g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
    }
  g_clear_object (&result);
  scripted_tear_down (&f);
}

static void
test_note (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "POST", HREF "?lean=1",
      "x-method-override: PATCH;;patchtype: MERGE;;transactionid: tx-2;;"
      "{\"_rowstamp\":\"11\",\"worklog\":[{\"description\":\"Pelanggan <puas>\",\"description_longdescription\":"
      "\"Pelanggan &lt;puas&gt;<br>\\n[TTS 1.2.5 #k7f3q2]<!-- RICH TEXT -->\",\"logtype\":\"WORK\","
      "\"clientviewable\":false}]}",
      "CLIENTNOTE", 0, 204, NULL, NULL },
    { "GET", HREF "/worklog?lean=1&internalvalues=1&oslc.select=worklogid", NULL, NULL, 0, 200, NULL,
      "{\"member\":[{\"worklogid\":7,\"logtype\":\"WORK\",\"description\":\"lain\","
      "\"createdate\":\"2026-11-23T08:00:00+07:00\"},"
      "{\"worklogid\":8,\"logtype\":\"CATATAN\",\"logtype_maxvalue\":\"CLIENTNOTE\",\"description\":\"Pelanggan\","
      "\"description_longdescription\":\"Pelanggan &lt;puas&gt;<br>\\n[TTS 1.2.5 #k7f3q2]\",\"createby\":\"BUDI\","
      "\"createdate\":\"2026-11-23T09:00:00+07:00\",\"href\":\"http://childkey#U1IvV09SS0xPRy8xNDM-\"}],"
      "\"responseInfo\":{\"totalCount\":2}}" },
    { "GET", HREF "/worklog?", NULL, NULL, 0, 200, NULL, EMPTY },
    { "GET", HREF "/worklog?", NULL, NULL, 0, 200, NULL, "{\"member\":[],\"responseInfo\":{\"totalCount\":3}}" },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = scripted_ticket_new ();
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  g_autoptr (TuntasNossaNote) note = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_add_note_async (f.nossa, ticket, "Pelanggan <puas>\n[TTS 1.2.5 #k7f3q2]", "tx-2", NULL, keep_result_cb,
                               &result);
  await (&result);
  receipt = tuntas_nossa_add_note_finish (f.nossa, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  tuntas_nossa_find_note_async (f.nossa, ticket, "#k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  note = tuntas_nossa_find_note_finish (f.nossa, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (note->id, ==, "8");
  g_assert_cmpstr (note->type, ==, "CLIENTNOTE");
  g_assert_cmpstr (note->text, ==, "Pelanggan <puas>\n[TTS 1.2.5 #k7f3q2]");
  g_assert_cmpstr (note->at, ==, "2026-11-23T02:00:00Z");
  g_clear_object (&result);

  /* Not there is an answer, half a work log is none. */
  tuntas_nossa_find_note_async (f.nossa, ticket, "#k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_find_note_finish (f.nossa, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  tuntas_nossa_find_note_async (f.nossa, ticket, "#k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_find_note_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

static void
test_note_too_long (void)
{
  static const Turn turns[] = { SIGN_IN, { NULL } };
  g_autofree char *text = g_strnfill (32001, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = scripted_ticket_new ();
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_add_note_async (f.nossa, ticket, text, "tx", NULL, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_add_note_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

static void
test_new_ticket_too_long (void)
{
  static const Turn turns[] = { SIGN_IN, { NULL } };
  g_autofree char *text = g_strnfill (32001, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = scripted_ticket_new ();
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_create_ticket_async (f.nossa, ticket, "Monitoring IN1", text, "k7f3q2", "tx", NULL, keep_result_cb,
                                    &result);
  await (&result);
  g_assert_null (tuntas_nossa_create_ticket_finish (f.nossa, result, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

typedef struct
{
  const char *name;
  Turn        turns[2];
  int         code;
} CreateRow;

#define CREATE "/maximo/oslc/os/mxincident?lean=1&internalvalues=1"

static const CreateRow create_rows[] = {
  { "body",
    { { "POST", CREATE,
        "transactionid: tx-3;;\"symptom\":\"REQUEST | MONITORING\";;\"externalrecid\":\"k7f3q2\";;"
        "\"origrecordid\":\"IN1\";;\"origrecordclass\":\"INCIDENT\";;\"customername\":\"PT Contoh\";;"
        "\"relatedrecord\":[{\"relatedreckey\":\"IN1\",\"relatedrecclass\":\"INCIDENT\",\"relatetype\":\"RELATED\"}]",
        "PATCH;;MERGE;;_rowstamp\":;;owner", 0, 201, "Location: http://x/maximo/oslc/os/mxincident/_B",
        "{\"ticketid\":\"IN2\",\"status\":\"NEW\",\"_rowstamp\":\"1\"}" } },
    -1 },
  { "location-only",
    { { "POST", CREATE, NULL, NULL, 0, 201, "Location: http://x/maximo/oslc/os/mxincident/_B", NULL },
      { "GET", LIST "externalrecid%3D%22k7f3q2%22*orderBy=%2Bticketuid", NULL, NULL, 0, 200, NULL,
        "{\"member\":[{\"ticketid\":\"IN2\",\"href\":\"oslc/os/mxincident/_B\"}],\"responseInfo\":{}}" } },
    -1 },
  { "not-found-afterwards",
    { { "POST", CREATE, NULL, NULL, 0, 201, NULL, NULL }, { "GET", LIST, NULL, NULL, 0, 200, NULL, EMPTY } },
    TUNTAS_NOSSA_ERROR_UNKNOWN },
  { "refused",
    { { "POST", CREATE, NULL, NULL, 0, 400, NULL, "{\"Error\":{\"reasonCode\":\"BMXAA4195E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_REFUSED },
};

static void
test_create_row (gconstpointer data)
{
  const CreateRow *row = data;
  const Turn turns[] = { SIGN_IN, row->turns[0], row->turns[1], { NULL } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = scripted_ticket_new ();
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_create_ticket_async (f.nossa, ticket, "Monitoring IN1", "Diminta pelanggan", "k7f3q2", "tx-3", NULL,
                                    keep_result_cb, &result);
  await (&result);
  receipt = tuntas_nossa_create_ticket_finish (f.nossa, result, &error);
  if (row->code == -1)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (receipt->id, ==, "IN2");
      g_assert_cmpstr (receipt->href, ==, "/maximo/oslc/os/mxincident/_B");
    }
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

typedef struct
{
  const char *name;
  const char *body;
  const char *id;   /* (nullable): none is found */
  int         code; /* -1: no error */
} CreatedRow;

/* A site whose summaries take our references. */
static const CreatedRow created_rows[] = {
  /* As of a database that reads [#k7f3q2] as any one of these letters. */
  { "another-first",
    "{\"member\":[{\"ticketid\":\"IN8\",\"description\":\"Monitoring k7f3q2\"},{\"ticketid\":\"IN7\"},"
    "{\"ticketid\":\"IN9\",\"description\":\"Monitoring [#k7f3q2]\"}],\"responseInfo\":{}}", "IN9", -1 },
  { "others-only", "{\"member\":[{\"ticketid\":\"IN8\",\"description\":\"x\"}],\"responseInfo\":{}}", NULL, -1 },
  { "none", "{\"member\":[],\"responseInfo\":{\"totalCount\":0}}", NULL, -1 },
  /* Fewer than there are is no proof that ours is not there. */
  { "shortened", "{\"member\":[],\"responseInfo\":{\"totalCount\":1}}", NULL, TUNTAS_NOSSA_ERROR_MALFORMED },
  { "cut", "{\"member\":[]}", NULL, TUNTAS_NOSSA_ERROR_MALFORMED },
};

static void
test_created_row (gconstpointer data)
{
  const CreatedRow *row = data;
  const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST "description%3D%22%25%23k7f3q2%25%22&", NULL, NULL, 0, 200, NULL, row->body },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;
  Scripted f;

  scripted_set_up_with (&f, turns, "[monitoring]\nreference_attribute=\n");
  g_assert_true (scripted_sign_in (&f, NULL));
  tuntas_nossa_find_created_async (f.nossa, "k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  ticket = tuntas_nossa_find_created_finish (f.nossa, result, &error);
  if (row->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpstr (ticket != NULL ? tuntas_ticket_get_id (ticket) : NULL, ==, row->id);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SCRIPTED_ADD_ROWS ("/nossa/write/status/", status_rows, test_status_row)
  g_test_add_func ("/nossa/write/note", test_note);
  g_test_add_func ("/nossa/write/note-too-long", test_note_too_long);
  g_test_add_func ("/nossa/write/new-ticket-too-long", test_new_ticket_too_long);
  SCRIPTED_ADD_ROWS ("/nossa/write/create/", create_rows, test_create_row)
  SCRIPTED_ADD_ROWS ("/nossa/created/", created_rows, test_created_row)
  return g_test_run ();
}
