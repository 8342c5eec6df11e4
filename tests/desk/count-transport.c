/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "count-transport.h"

#include <string.h>

struct _CountTransport
{
  GObject parent_instance;

  TuntasTransport *below;
  Counted counted;
};

static void count_transport_iface_init (TuntasTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CountTransport, count_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_TRANSPORT, count_transport_iface_init))

/* What HTTP itself adds: the version, the host, the line ends; the status line. */
#define REQUEST_FRAME (strlen (" HTTP/1.1\r\n") + strlen ("Host: nossa.example\r\nUser-Agent: tuntas\r\n\r\n"))
#define ANSWER_FRAME (strlen ("HTTP/1.1 200 OK\r\n\r\n"))
#define LINE_FRAME (strlen (": \r\n"))

static gsize
size_of_request (TuntasRequest *request)
{
  gsize size = strlen (tuntas_request_get_method (request)) + 1 + strlen (tuntas_request_get_path (request)) +
               REQUEST_FRAME;
  const char *name, *value;

  for (guint i = 0; i < tuntas_request_get_n_headers (request); i++)
    {
      tuntas_request_get_nth_header (request, i, &name, &value);
      size += strlen (name) + strlen (value) + LINE_FRAME;
    }
  return size + (tuntas_request_get_body (request) != NULL ? g_bytes_get_size (tuntas_request_get_body (request)) : 0);
}

/* Those headers that an answer of Nossa's has. */
static gsize
size_of_answer (TuntasAnswer *answer)
{
  static const char *const names[] = { "Date", "Content-Type", "Content-Length", "Set-Cookie", "Location", "ETag",
                                       "csrftoken", "Server", "Cache-Control" };
  gsize size = ANSWER_FRAME + g_bytes_get_size (tuntas_answer_get_body (answer));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) values = tuntas_answer_dup_headers (answer, names[i]);

      for (guint j = 0; values[j] != NULL; j++)
        size += strlen (names[i]) + strlen (values[j]) + LINE_FRAME;
    }
  return size;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CountTransport *self = g_task_get_source_object (task);
  GError *error = NULL;
  TuntasAnswer *answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->counted.down += size_of_answer (answer);
  g_task_return_pointer (task, answer, (GDestroyNotify) tuntas_answer_unref);
}

static void
count_transport_send_async (TuntasTransport *transport, TuntasRequest *request, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  CountTransport *self = COUNT_TRANSPORT (transport);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  self->counted.requests++;
  self->counted.up += size_of_request (request);
  tuntas_transport_send_async (self->below, request, cancellable, answered_cb, task);
}

static TuntasAnswer *
count_transport_send_finish (TuntasTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
count_transport_finalize (GObject *object)
{
  g_clear_object (&COUNT_TRANSPORT (object)->below);
  G_OBJECT_CLASS (count_transport_parent_class)->finalize (object);
}

static void
count_transport_iface_init (TuntasTransportInterface *iface)
{
  iface->send_async = count_transport_send_async;
  iface->send_finish = count_transport_send_finish;
}

static void
count_transport_class_init (CountTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = count_transport_finalize;
}

static void
count_transport_init (CountTransport *self)
{
}

TuntasTransport *
count_transport_new (TuntasTransport *below)
{
  CountTransport *self = g_object_new (COUNT_TYPE_TRANSPORT, NULL);

  self->below = g_object_ref (below);
  return TUNTAS_TRANSPORT (self);
}

Counted
count_transport_take (CountTransport *self)
{
  Counted counted = self->counted;

  self->counted = (Counted) { 0 };
  return counted;
}
