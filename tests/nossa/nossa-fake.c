/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"

#include <string.h>

struct _FakeTransport
{
  GObject     parent;
  const Turn *turns;
  guint       played;
  guint       credentials;
};

static void fake_transport_iface_init (TuntasTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTransport, fake_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_TRANSPORT, fake_transport_iface_init))

/* (transfer full): the request as one text to look in. */
static char *
print_request (TuntasRequest *request)
{
  GString *text = g_string_new (NULL);
  const char *name, *value;

  for (guint i = 0; i < tuntas_request_get_n_headers (request); i++)
    {
      tuntas_request_get_nth_header (request, i, &name, &value);
      g_string_append_printf (text, "%s: %s\n", name, value);
    }
  if (tuntas_request_get_body (request) != NULL)
    g_string_append_len (text, g_bytes_get_data (tuntas_request_get_body (request), NULL),
                         (gssize) g_bytes_get_size (tuntas_request_get_body (request)));
  return g_string_free (text, FALSE);
}

static void
check_parts (const char *text, const char *parts, gboolean wanted)
{
  g_auto (GStrv) all = g_strsplit (parts != NULL ? parts : "", ";;", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if ((strstr (text, all[i]) != NULL) != wanted)
      g_error ("%s: »%s« in\n%s", wanted ? "missing" : "not wanted", all[i], text);
}

static gboolean
path_matches (const char *path, const char *pattern)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "*", -1);

  if (!g_str_has_prefix (path, parts[0]))
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      path = strstr (path, parts[i]);
      if (path == NULL)
        return FALSE;
      path += strlen (parts[i]);
    }
  return TRUE;
}

static TuntasAnswer *
answer_new (const Turn *turn)
{
  g_autoptr (GBytes) body = turn->body != NULL ? g_bytes_new_static (turn->body, strlen (turn->body)) : NULL;
  TuntasAnswer *answer = tuntas_answer_new (turn->status, body);
  g_auto (GStrv) lines = g_strsplit (turn->headers != NULL ? turn->headers : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strstr (lines[i], ": ");

      if (colon == NULL)
        continue;
      *colon = '\0';
      tuntas_answer_add_header (answer, lines[i], colon + 2);
    }
  return answer;
}

static void
fake_transport_send_async (TuntasTransport *transport, TuntasRequest *request, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const Turn *turn = &self->turns[self->played];
  g_autofree char *text = print_request (request);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (turn->method == NULL)
    g_error ("a request too many: %s %s", tuntas_request_get_method (request), tuntas_request_get_path (request));
  self->played++;
  if (strstr (text, "maxauth: ") != NULL || strstr (text, "Authorization: ") != NULL
      || strstr (text, "j_password=") != NULL)
    self->credentials++;
  g_assert_cmpstr (tuntas_request_get_method (request), ==, turn->method);
  if (!path_matches (tuntas_request_get_path (request), turn->path))
    g_error ("turn %u: path %s, not %s", self->played, tuntas_request_get_path (request), turn->path);
  if (turn->has != NULL)
    check_parts (text, turn->has, TRUE);
  if (turn->has_not != NULL)
    check_parts (text, turn->has_not, FALSE);
  if (turn->error != 0)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, turn->error - 1, "scripted");
  else
    g_task_return_pointer (task, answer_new (turn), (GDestroyNotify) tuntas_answer_unref);
}

static TuntasAnswer *
fake_transport_send_finish (TuntasTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_transport_iface_init (TuntasTransportInterface *iface)
{
  iface->send_async = fake_transport_send_async;
  iface->send_finish = fake_transport_send_finish;
}

static void
fake_transport_class_init (FakeTransportClass *klass)
{
}

static void
fake_transport_init (FakeTransport *self)
{
}

FakeTransport *
fake_transport_new (const Turn *turns)
{
  FakeTransport *self = g_object_new (FAKE_TYPE_TRANSPORT, NULL);

  self->turns = turns;
  return self;
}

guint
fake_transport_get_credentials (FakeTransport *self)
{
  return self->credentials;
}

void
fake_transport_assert_done (FakeTransport *self)
{
  if (self->turns[self->played].method != NULL)
    g_error ("only %u turns were played", self->played);
}

void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("nothing came within 10 s");
  return G_SOURCE_REMOVE;
}

void
await (GAsyncResult **result)
{
  guint id = g_timeout_add_seconds (10, too_late_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}
