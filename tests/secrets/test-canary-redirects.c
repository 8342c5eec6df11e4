/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary.h"
#include "nossa-fake.h"
#include "raw-call.h"
#include "tuntas-certificates.h"
#include "tuntas-soup-transport.h"

#include <string.h>

/* Every redirect there is, on every method, to another host, port and scheme: not followed, so that neither a credential nor
 * a customer gets anywhere but to the configured server. The scheme is changed both ways, to a server that is trusted. */

#define BODY "{\"description\":\"Kenariwati 08000000971\"}"

static const Canary canaries[] = {
  { "password", "KenariSandi7Q9" }, { "API key", "KenariKunci4W2" }, { "cookie", "KenariKuki6T3" },
  { "token", "KenariToken2R8" },    { "customer", "Kenariwati" },     { "phone", "08000000971" },
};

static const guint statuses[] = { 301, 302, 303, 307, 308 };
static const char *const methods[] = { "GET", "POST", "PATCH", "DELETE" };

typedef struct
{
  const char *name;
  const char *scheme;     /* of the configured server */
  const char *to_scheme;  /* of the other one */
  const char *to_address;
} Way;

static const Way ways[] = {
  { "port", "http", "http", "127.0.0.1" },
  { "host", "http", "http", "127.0.0.2" },
  { "to-tls", "http", "https", "127.0.0.1" },
  { "from-tls", "https", "http", "127.0.0.1" },
};

static TuntasCertificates *certificates;
static char *pem;

static RawServer *
serve (const char *scheme, const char *address, const char *bytes)
{
  const RawPlace place = { .address = address, .pem = g_str_equal (scheme, "https") ? pem : NULL };

  return raw_server_new_at (&place, bytes, strlen (bytes), RAW_CLOSE);
}

/* With everything that a request of any login can carry. */
static TuntasRequest *
make_request (const char *method)
{
  TuntasRequest *request = tuntas_request_new (method, "/maximo/oslc/os/mxincident?lean=1", RAW_LONG);
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, sizeof BODY - 1);

  tuntas_request_add_header (request, "maxauth", "YXl1OktlbmFyaVNhbmRpN1E5");
  tuntas_request_add_header (request, "Authorization", "Basic YXl1OktlbmFyaVNhbmRpN1E5");
  tuntas_request_add_header (request, "apikey", "KenariKunci4W2");
  tuntas_request_add_header (request, "Cookie", "JSESSIONID=KenariKuki6T3");
  tuntas_request_add_header (request, "csrftoken", "KenariToken2R8");
  if (!g_str_equal (method, "GET"))
    tuntas_request_set_body (request, body);
  return request;
}

static void
redirect_once (const Way *way, RawServer *elsewhere, const char *method, guint status)
{
  g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 %u X\r\nLocation: %s://%s:%u/maximo/oslc\r\nContent-Length: 0\r\n\r\n",
                                            status, way->to_scheme, way->to_address, elsewhere->port);
  g_autofree char *ca_file = tuntas_certificates_dup_path (certificates, "ours.pem");
  g_autofree char *setting = g_strdup_printf ("ca_file=%s\n", ca_file);
  RawServer *server = serve (way->scheme, "127.0.0.1", bytes);
  g_autoptr (TuntasTransport) transport = raw_transport_new (way->scheme, server->port, setting);
  g_autoptr (TuntasRequest) request = make_request (method);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = raw_send (transport, request, &error);
  g_autofree char *got = raw_server_next (server);

  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, status);
  /* The search finds what did get to the right place. */
  for (guint i = 0; i < 4; i++)
    g_assert_true (canary_is_in (&canaries[i], got, strlen (got)));
  raw_server_stop (server);
}

static void
test_way (gconstpointer data)
{
  const Way *way = data;
  RawServer *elsewhere = serve (way->to_scheme, way->to_address, RAW_EMPTY);
  CanaryHunt hunt = { canaries, G_N_ELEMENTS (canaries), NULL, NULL, 0, 0, 0 };
  char *got;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
      redirect_once (way, elsewhere, methods[j], statuses[i]);
  while ((got = raw_server_next (elsewhere)) != NULL)
    {
      canary_hunt_text (&hunt, "another server", got);
      g_free (got);
    }
  g_print ("figure canary_redirects_%s_tried %u requests\nfigure canary_redirects_%s_connections %u connections\n"
           "figure canary_redirects_%s_leaks %u canaries\n",
           way->name, (guint) (G_N_ELEMENTS (statuses) * G_N_ELEMENTS (methods)), way->name, raw_server_count (elsewhere),
           way->name, hunt.found);
  g_assert_cmpuint (hunt.found, ==, 0);
  g_assert_cmpuint (raw_server_count (elsewhere), ==, 0);
  raw_server_stop (elsewhere);
}

int
main (int argc, char **argv)
{
  int status;

  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  certificates = tuntas_certificates_new ();
  pem = tuntas_certificates_make (certificates, "ours", "IP:127.0.0.1", 2);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strconcat ("/secrets/canary-redirects/", ways[i].name, NULL);

      g_test_add_data_func (path, &ways[i], test_way);
    }
  status = g_test_run ();
  g_free (pem);
  tuntas_certificates_free (certificates);
  return status;
}
