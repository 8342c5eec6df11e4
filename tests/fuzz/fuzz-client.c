/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "fuzz-client.h"

#include "tuntas-json.h"
#include "tuntas-nossa-error.h"
#include "tuntas-test-clock.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795399200) /* 2026-11-23 02:00:00 UTC */

#define FUZZ_TYPE_SERVER (fuzz_server_get_type ())
G_DECLARE_FINAL_TYPE (FuzzServer, fuzz_server, FUZZ, SERVER, GObject)

struct _FuzzServer
{
  GObject    parent;
  GPtrArray *pages; /* of GBytes; empty while signing in */
  guint      next;
};

static void fuzz_server_iface_init (TuntasTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FuzzServer, fuzz_server, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_TRANSPORT, fuzz_server_iface_init))

static FuzzServer *server;

static void
fuzz_server_send_async (TuntasTransport *transport, TuntasRequest *request, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  static const char who[] = "{\"personId\":\"BUDI\",\"displayName\":\"Budi Contoh\"}";
  FuzzServer *self = FUZZ_SERVER (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) body = NULL;

  /* Whatever is served must not lead anywhere but to the configured server. */
  g_assert_true (g_str_has_prefix (tuntas_request_get_path (request), "/maximo/oslc"));
  if (self->pages->len == 0)
    body = g_bytes_new_static (who, sizeof who - 1);
  else
    body = g_bytes_ref (self->pages->pdata[self->next++ % self->pages->len]);
  g_task_return_pointer (task, tuntas_answer_new (200, body), (GDestroyNotify) tuntas_answer_unref);
}

static TuntasAnswer *
fuzz_server_send_finish (TuntasTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fuzz_server_iface_init (TuntasTransportInterface *iface)
{
  iface->send_async = fuzz_server_send_async;
  iface->send_finish = fuzz_server_send_finish;
}

static void
fuzz_server_class_init (FuzzServerClass *klass)
{
}

static void
fuzz_server_init (FuzzServer *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

void
fuzz_client_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
fuzz_client_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

TuntasNossa *
fuzz_client_get (void)
{
  static TuntasNossa *nossa = NULL;
  g_autoptr (TuntasNossaSite) site = NULL;
  g_autoptr (TuntasTestClock) clock = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (nossa != NULL)
    return nossa;
  server = g_object_new (FUZZ_TYPE_SERVER, NULL);
  site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  clock = tuntas_test_clock_new (NOW * G_USEC_PER_SEC);
  nossa = tuntas_nossa_new (site, TUNTAS_TRANSPORT (server), TUNTAS_CLOCK (clock));
  tuntas_nossa_sign_in_async (nossa, "budi", "rahasia", NULL, fuzz_client_keep_cb, &result);
  tuntas_nossa_sign_in_finish (nossa, fuzz_client_wait (&result), NULL, NULL, &error);
  g_assert_no_error (error);
  return nossa;
}

void
fuzz_client_serve (const guint8 *data, size_t size)
{
  static const char parting[] = "\n----\n";
  const char *p = (const char *) data, *end = p + size;

  g_ptr_array_set_size (server->pages, 0);
  server->next = 0;
  while (TRUE)
    {
      const char *found = memmem (p, (size_t) (end - p), parting, sizeof parting - 1);
      const char *stop = found != NULL ? found : end;

      g_ptr_array_add (server->pages, g_bytes_new (p, (gsize) (stop - p)));
      if (found == NULL)
        return;
      p = found + sizeof parting - 1;
    }
}

void
fuzz_check_text (const char *text)
{
  if (text != NULL)
    g_assert_true (g_utf8_validate (text, -1, NULL));
}

void
fuzz_check_instant (const char *text)
{
  gint64 seconds;
  g_autofree char *again = NULL;

  if (text == NULL)
    return;
  g_assert_true (tuntas_instant_parse (text, &seconds));
  again = tuntas_instant_format (seconds);
  g_assert_cmpstr (again, ==, text);
}

void
fuzz_check_ticket (const TuntasTicket *ticket)
{
  const char *href = tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF);

  g_assert_true (*tuntas_ticket_get_id (ticket) != '\0');
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    fuzz_check_text (tuntas_ticket_get (ticket, i));
  fuzz_check_instant (tuntas_ticket_get (ticket, TUNTAS_TICKET_REPORTED_AT));
  fuzz_check_instant (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS_AT));
  fuzz_check_instant (tuntas_ticket_get (ticket, TUNTAS_TICKET_CHANGED_AT));
  if (href != NULL)
    g_assert_true (g_str_has_prefix (href, "/maximo/oslc/os/") && strpbrk (href, " ?#\"<>\\\r\n") == NULL);
}

void
fuzz_check_error (const GError *error)
{
  g_assert_true (error->domain == TUNTAS_NOSSA_ERROR && error->code != TUNTAS_NOSSA_ERROR_UNKNOWN);
  fuzz_check_text (error->message);
}
