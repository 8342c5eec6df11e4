/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "tuntas-handover.h"

#include <string.h>

/* The file of a hand-over: what it carries, and that not a byte of it can change unseen. */

static TuntasTicket *
make_ticket (void)
{
  TuntasTicket *ticket = tuntas_ticket_new ("IN190000001");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, "PT Contoh “Jaya”");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_PHONES, "0800000001");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_DETAIL, "Rumah pelanggan di Jalan Contoh 5");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_OWNER, "AYU");
  return ticket;
}

static char *
make_file (CaseDriver *driver)
{
  g_autoptr (TuntasHandover) handover = tuntas_handover_new ("k7f3q2", "https://nossa.example", "AYU", "../Bagas", 1795400000);
  g_autoptr (TuntasTicket) ticket = make_ticket ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}\n", 3);
  TuntasHandoverCase *one = tuntas_handover_add_case (handover, "IN190000001", ticket, "00ff");
  GPtrArray *events = tuntas_case_get_events (driver->state);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (one->events, tuntas_event_ref (g_ptr_array_index (events, i)));
  g_ptr_array_add (one->entries, g_strdup ("{\"kind\":\"note\"}"));
  tuntas_handover_add_procedure (handover, "abc", bytes, "call_gap=300");
  tuntas_handover_add_procedure (handover, "abc", bytes, "call_gap=300");
  return tuntas_handover_print (handover);
}

static void
test_carried (void)
{
  CaseDriver driver;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *name = NULL;
  g_autoptr (TuntasHandover) read = NULL;
  g_autoptr (GError) error = NULL;
  const TuntasHandoverCase *one;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 2);
  text = make_file (&driver);
  read = tuntas_handover_parse (text, -1, &error);
  g_assert_no_error (error);
  again = tuntas_handover_print (read);
  g_assert_cmpstr (again, ==, text);
  one = g_ptr_array_index (read->cases, 0);
  g_assert_cmpuint (one->events->len, ==, tuntas_case_get_events (driver.state)->len);
  g_assert_cmpstr (tuntas_ticket_get (one->ticket, TUNTAS_TICKET_CUSTOMER), ==, "PT Contoh “Jaya”");
  g_assert_cmpuint (read->procedures->len, ==, 1);
  g_assert_cmpint (read->at, ==, 1795400000);
  /* No more than is needed, and a login is no path. */
  g_assert_null (strstr (text, "Jalan Contoh"));
  g_assert_null (tuntas_ticket_get (one->ticket, TUNTAS_TICKET_OWNER));
  name = tuntas_handover_dup_name (read);
  g_assert_cmpstr (name, ==, "serah-terima-.._bagas-k7f3q2.json");
  case_driver_end (&driver);
}

/* Every byte, each of its bits in turn over the file; and the file cut at every place. */
static void
test_damaged (void)
{
  CaseDriver driver;
  g_autofree char *text = NULL;
  gsize length;

  case_driver_begin (&driver, "datin", "09:00");
  text = make_file (&driver);
  length = strlen (text);
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) cut = NULL;

      text[i] ^= (char) (1 << (i % 8));
      g_assert_null (tuntas_handover_parse (text, (gssize) length, &error));
      g_assert_true (error->domain == TUNTAS_HANDOVER_ERROR);
      text[i] ^= (char) (1 << (i % 8));
      g_assert_null (tuntas_handover_parse (text, (gssize) i, &cut));
      g_assert_error (cut, TUNTAS_HANDOVER_ERROR, TUNTAS_HANDOVER_ERROR_DAMAGED);
    }
  g_print ("# figure handover-bytes-flipped %u bytes\n", (guint) length);
  case_driver_end (&driver);
}

static void
test_version (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tuntas_handover_parse ("{\"tuntas_handover\":2,\"sha256\":\"\",\"content\":\"\"}", -1, &error));
  g_assert_error (error, TUNTAS_HANDOVER_ERROR, TUNTAS_HANDOVER_ERROR_VERSION);
}

static void
append (CaseDriver *driver, const char *id, const char *field, const char *value)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  g_autoptr (TuntasEvent) event = NULL;
  TuntasCase *next;

  tuntas_act_set (act, field, value);
  tuntas_act_set (act, "handover", "k7f3q2");
  event = tuntas_event_new (tuntas_case_get_events (driver->state)->len + 1, ++driver->now, "AYU", act);
  next = tuntas_case_append (driver->state, event);
  tuntas_case_unref (driver->state);
  driver->state = next;
}

/* Who has it is with the case; while it is away nobody here is reminded of it. */
static void
test_holder (void)
{
  CaseDriver driver;
  const char *handover = NULL;
  gint64 at;

  case_driver_begin (&driver, "datin", "09:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "pend", NULL);
  case_driver_do (&driver, "inform", NULL);
  g_assert_null (tuntas_case_get_holder (driver.state, NULL, NULL));
  g_assert_cmpint (tuntas_case_get_awaited (driver.state, NULL), >, 0);
  append (&driver, TUNTAS_EVENT_HANDED_OVER, "to", "BAGAS");
  g_assert_cmpstr (tuntas_case_get_holder (driver.state, &at, &handover), ==, "BAGAS");
  g_assert_cmpint (at, ==, driver.now);
  g_assert_cmpstr (handover, ==, "k7f3q2");
  g_assert_cmpint (tuntas_case_get_awaited (driver.state, NULL), ==, -1);
  g_assert_false (tuntas_case_needs_deadline (driver.state));
  append (&driver, TUNTAS_EVENT_TAKEN_BACK, "reason", "batal");
  g_assert_null (tuntas_case_get_holder (driver.state, NULL, NULL));
  append (&driver, TUNTAS_EVENT_HANDED_OVER, "to", "BAGAS");
  append (&driver, TUNTAS_EVENT_TAKEN_OVER, "from", "AYU");
  g_assert_null (tuntas_case_get_holder (driver.state, NULL, NULL));
  g_assert_true (tuntas_case_needs_deadline (driver.state));
  case_driver_end (&driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/handover/carried", test_carried);
  g_test_add_func ("/core/handover/damaged", test_damaged);
  g_test_add_func ("/core/handover/version", test_version);
  g_test_add_func ("/core/handover/holder", test_holder);
  return g_test_run ();
}
