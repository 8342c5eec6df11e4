/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-call.h"

#include "nossa-fake.h"
#include "tuntas-soup-transport.h"
#include "tuntas-test-clock.h"

#define WHO_ANSWER RAW_HEAD "Content-Length: 19\r\n\r\n{\"personId\":\"BUDI\"}"

TuntasNossaSite *
raw_site_new (const char *scheme, guint16 port, const char *server)
{
  g_autofree char *text = g_strdup_printf ("[server]\norigin=%s://127.0.0.1:%u\n%s", scheme, port, server);
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "test");
  TuntasNossaSite *site = tuntas_nossa_site_read (file);

  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  return site;
}

TuntasTransport *
raw_transport_new (const char *scheme, guint16 port, const char *server)
{
  g_autoptr (TuntasNossaSite) site = raw_site_new (scheme, port, server);
  g_autoptr (GError) error = NULL;
  TuntasTransport *transport = tuntas_soup_transport_new (site, &error);

  g_assert_no_error (error);
  return transport;
}

TuntasAnswer *
raw_send (TuntasTransport *transport, TuntasRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_transport_send_async (transport, request, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_transport_send_finish (transport, result, error);
}

TuntasAnswer *
raw_get (TuntasTransport *transport, gint64 deadline, GError **error)
{
  g_autoptr (TuntasRequest) request = tuntas_request_new ("GET", "/maximo/oslc?lean=1", deadline);

  return raw_send (transport, request, error);
}

TuntasNossa *
raw_client_new (RawServer *server)
{
  g_autoptr (TuntasNossaSite) site = raw_site_new ("http", server->port, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTransport) transport = tuntas_soup_transport_new (site, &error);
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (FAKE_NOW * G_USEC_PER_SEC);
  g_autoptr (GAsyncResult) result = NULL;
  TuntasNossa *nossa = tuntas_nossa_new (site, transport, TUNTAS_CLOCK (clock));

  raw_server_say (server, WHO_ANSWER, sizeof WHO_ANSWER - 1, RAW_CLOSE);
  tuntas_nossa_sign_in_async (nossa, "budi", "rahasia", NULL, keep_result_cb, &result);
  await (&result);
  tuntas_nossa_sign_in_finish (nossa, result, NULL, NULL, &error);
  g_assert_no_error (error);
  return nossa;
}

TuntasNossaList *
raw_list (TuntasNossa *nossa, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_list_assigned_async (nossa, -1, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_nossa_list_assigned_finish (nossa, result, error);
}
