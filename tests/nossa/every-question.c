/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "every-question.h"

#include "tuntas-test-clock.h"

#include <string.h>

void
asked_set_up (Asked *f, const Turn *turns)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (FAKE_NOW * G_USEC_PER_SEC);

  f->transport = fake_transport_new (turns);
  f->nossa = tuntas_nossa_new (site, TUNTAS_TRANSPORT (f->transport), TUNTAS_CLOCK (clock));
  f->ticket = tuntas_ticket_new ("IN1");
  tuntas_ticket_set (f->ticket, TUNTAS_TICKET_HREF, "/maximo/oslc/os/mxincident/_A");
  tuntas_ticket_set (f->ticket, TUNTAS_TICKET_CLASS, "INCIDENT");
  tuntas_ticket_set (f->ticket, TUNTAS_TICKET_STATUS, "MEDIACARE");
  tuntas_ticket_set (f->ticket, TUNTAS_TICKET_ROWSTAMP, "11");
}

void
asked_tear_down (Asked *f)
{
  fake_transport_assert_done (f->transport);
  g_assert_finalize_object (f->nossa);
  g_assert_finalize_object (f->transport);
  tuntas_ticket_unref (f->ticket);
}

gboolean
ask_sign_in (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_sign_in_async (f->nossa, "budi", "rahasia", NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_nossa_sign_in_finish (f->nossa, result, NULL, NULL, error);
}

gboolean
ask_list (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasNossaList) got = NULL;

  tuntas_nossa_list_assigned_async (f->nossa, -1, NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_list_assigned_finish (f->nossa, result, error);
  return got != NULL;
}

static gboolean
ask_ticket (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasTicket) got = NULL;

  tuntas_nossa_get_ticket_async (f->nossa, "/maximo/oslc/os/mxincident/_A", NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_get_ticket_finish (f->nossa, result, error);
  return got != NULL;
}

static gboolean
ask_work_log (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) got = NULL;

  tuntas_nossa_list_worklog_async (f->nossa, f->ticket, NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_list_worklog_finish (f->nossa, result, error);
  return got != NULL;
}

static gboolean
ask_created (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasTicket) got = NULL;

  tuntas_nossa_find_created_async (f->nossa, "k7f3q2", NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_find_created_finish (f->nossa, result, error);
  return got != NULL;
}

static gboolean
ask_status (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasNossaReceipt) got = NULL;

  tuntas_nossa_change_status_async (f->nossa, f->ticket, TUNTAS_NOSSA_ACTION_CLOSE, -1, NULL, NULL, "key", NULL,
                                    keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_change_status_finish (f->nossa, result, error);
  return got != NULL;
}

gboolean
ask_note (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasNossaReceipt) got = NULL;

  tuntas_nossa_add_note_async (f->nossa, f->ticket, "Ditutup #k7f3q2]", "key", NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_add_note_finish (f->nossa, result, error);
  return got != NULL;
}

static gboolean
ask_create (Asked *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TuntasNossaReceipt) got = NULL;

  tuntas_nossa_create_ticket_async (f->nossa, f->ticket, "d", "t", "k7f3q2", "key", NULL, keep_result_cb, &result);
  await (&result);
  got = tuntas_nossa_create_ticket_finish (f->nossa, result, error);
  return got != NULL;
}

const Question questions[N_QUESTIONS] = {
  { "list", "GET", "/maximo/oslc/os/mxincident?", ask_list },
  { "ticket", "GET", "/maximo/oslc/os/mxincident/_A?", ask_ticket },
  { "work-log", "GET", "/maximo/oslc/os/mxincident/_A/worklog?", ask_work_log },
  { "created", "GET", "/maximo/oslc/os/mxincident?", ask_created },
  { "status", "POST", "/maximo/oslc/os/mxincident/_A", ask_status },
  { "note", "POST", "/maximo/oslc/os/mxincident/_A", ask_note },
  { "create", "POST", "/maximo/oslc/os/mxincident", ask_create },
};

gboolean
is_write_question (const Question *question)
{
  return strcmp (question->method, "POST") == 0;
}
