/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-client.h"

#include "tuntas-test-clock.h"

void
scripted_set_up_with (Scripted *self, const Turn *turns, const char *settings)
{
  g_autofree char *text = g_strconcat ("[server]\norigin=https://nossa.example\n", settings, NULL);
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "site.ini");
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_read (file);
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (FAKE_NOW * G_USEC_PER_SEC);

  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  self->transport = fake_transport_new (turns);
  self->nossa = tuntas_nossa_new (site, TUNTAS_TRANSPORT (self->transport), TUNTAS_CLOCK (clock));
}

void
scripted_tear_down (Scripted *self)
{
  fake_transport_assert_done (self->transport);
  g_assert_finalize_object (self->nossa);
  g_assert_finalize_object (self->transport);
}

gboolean
scripted_sign_in (Scripted *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *person = NULL;
  gboolean ok;

  tuntas_nossa_sign_in_async (self->nossa, "budi", "rahasia", NULL, keep_result_cb, &result);
  await (&result);
  ok = tuntas_nossa_sign_in_finish (self->nossa, result, &person, NULL, error);
  if (ok)
    g_assert_cmpstr (person, ==, "BUDI");
  g_assert_cmpint (ok, ==, tuntas_nossa_get_signed_in (self->nossa));
  return ok;
}

void
scripted_set_up (Scripted *self, const Turn *turns)
{
  scripted_set_up_with (self, turns, "");
  g_assert_true (scripted_sign_in (self, NULL));
}

TuntasNossaList *
scripted_list (Scripted *self, gint64 since, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_list_assigned_async (self->nossa, since, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_nossa_list_assigned_finish (self->nossa, result, error);
}

TuntasTicket *
scripted_ticket_new (void)
{
  TuntasTicket *ticket = tuntas_ticket_new ("IN1");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_HREF, HREF);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_CLASS, "INCIDENT");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_STATUS, "MEDIACARE");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_ROWSTAMP, "11");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, "PT Contoh");
  return ticket;
}
