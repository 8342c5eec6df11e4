/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket.h"

static void
test_fields (void)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000001");

  g_assert_cmpstr (tuntas_ticket_get_id (ticket), ==, "IN190000001");
  for (guint i = 1; i < TUNTAS_TICKET_N_FIELDS; i++)
    g_assert_null (tuntas_ticket_get (ticket, i));

  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, "  PT Contoh Jaya \n");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER), ==, "PT Contoh Jaya");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, " \t");
  g_assert_null (tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER));
  tuntas_ticket_set (ticket, TUNTAS_TICKET_EMAIL, "noc@pelanggan.example");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_EMAIL, NULL);
  g_assert_null (tuntas_ticket_get (ticket, TUNTAS_TICKET_EMAIL));
}

/* What was handed on is read by others meanwhile: a change is a ticket of its own. */
static void
test_copy (void)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000001");
  g_autoptr (TuntasTicket) copy = NULL;

  tuntas_ticket_set (ticket, TUNTAS_TICKET_STATUS, "MEDIACARE");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_MORE, "{}");
  copy = tuntas_ticket_copy_with (ticket, TUNTAS_TICKET_STATUS, "CLOSED");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS), ==, "MEDIACARE");
  g_assert_false (tuntas_ticket_equal (ticket, copy));
  tuntas_ticket_set (ticket, TUNTAS_TICKET_STATUS, "CLOSED");
  g_assert_true (tuntas_ticket_equal (ticket, copy));
}

static void
test_no_id_subprocess (void)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000001");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_ID, " ");
}

/* A ticket without a number is a programmer's error, not a ticket. */
static void
test_keeps_id (void)
{
  g_test_trap_subprocess ("/core/ticket/no-id/subprocess", 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*field != TUNTAS_TICKET_ID*");
}

static void
test_times (void)
{
  const struct
  {
    const char *text;
    gint64 seconds;
  } rows[] = {
    { "2026-11-23T02:03:00Z", 1795399380 }, { "2026-11-23T09:03:00+07:00", 1795399380 },
    { "2026-11-23T02:03:00", -1 },          { "kemarin", -1 },
    { NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000001");

      tuntas_ticket_set (ticket, TUNTAS_TICKET_REPORTED_AT, rows[i].text);
      g_assert_cmpint (tuntas_ticket_get_time (ticket, TUNTAS_TICKET_REPORTED_AT), ==, rows[i].seconds);
    }
}

static void
assert_phones (const char *text, const char *joined)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new ("IN190000001");
  g_auto (GStrv) phones = NULL;
  g_autofree char *got = NULL;

  tuntas_ticket_set (ticket, TUNTAS_TICKET_PHONES, text);
  phones = tuntas_ticket_dup_phones (ticket);
  got = g_strjoinv ("|", phones);
  g_assert_cmpstr (got, ==, joined);
}

static void
test_phones (void)
{
  assert_phones (NULL, "");
  assert_phones ("0800000001", "0800000001");
  assert_phones (" 0800000002 ;; 0800000001; ", "0800000002|0800000001");
  assert_phones (";", "");
}

static void
test_equal (void)
{
  g_autoptr (TuntasTicket) a = tuntas_ticket_new ("IN190000001");
  g_autoptr (TuntasTicket) b = tuntas_ticket_new ("IN190000001");
  g_autoptr (TuntasTicket) c = tuntas_ticket_new ("IN190000002");

  g_assert_true (tuntas_ticket_equal (a, b));
  g_assert_false (tuntas_ticket_equal (a, c));
  for (guint i = 1; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      tuntas_ticket_set (a, i, "x");
      g_assert_false (tuntas_ticket_equal (a, b));
      tuntas_ticket_set (b, i, "x");
      g_assert_true (tuntas_ticket_equal (a, b));
    }
}

static void
test_nicks (void)
{
  TuntasTicketField field = TUNTAS_TICKET_EMAIL;

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      g_assert_true (tuntas_ticket_field_from_nick (tuntas_ticket_field_nick (i), &field));
      g_assert_cmpuint (field, ==, i);
    }
  field = TUNTAS_TICKET_EMAIL;
  g_assert_false (tuntas_ticket_field_from_nick ("surat", &field));
  g_assert_false (tuntas_ticket_field_from_nick (NULL, &field));
  g_assert_cmpuint (field, ==, TUNTAS_TICKET_EMAIL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ticket/fields", test_fields);
  g_test_add_func ("/core/ticket/copy", test_copy);
  g_test_add_func ("/core/ticket/no-id", test_keeps_id);
  g_test_add_func ("/core/ticket/no-id/subprocess", test_no_id_subprocess);
  g_test_add_func ("/core/ticket/times", test_times);
  g_test_add_func ("/core/ticket/phones", test_phones);
  g_test_add_func ("/core/ticket/equal", test_equal);
  g_test_add_func ("/core/ticket/nicks", test_nicks);
  return g_test_run ();
}
