/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-catch-all-mailer.h"

#include <string.h>

/* Of an answer only the status line is read, and no more than this of it. */
#define MAX_STATUS_LINE 512

struct _TuntasCatchAllMailer
{
  GObject parent_instance;

  char *host; /* (owned) */
  char *key;  /* (owned) (nullable) */
  guint16 port;
  TuntasClock *clock; /* (owned) */
};

/* One sending; owned by its task. */
typedef struct
{
  TuntasClock *clock;       /* (owned) */
  GCancellable *inner;      /* (owned): ours, cancelled by the deadline and by the caller */
  GCancellable *outer;      /* (owned) (nullable) */
  gulong outer_id;
  guint wake;
  GSocketConnection *connection; /* (owned) (nullable): from the moment bytes may have left */
  GBytes *request;               /* (owned) */
  char line[MAX_STATUS_LINE];
  gsize have;
} Sending;

static void tuntas_catch_all_mailer_iface_init (TuntasMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasCatchAllMailer, tuntas_catch_all_mailer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAILER, tuntas_catch_all_mailer_iface_init))

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  if (sending->wake != 0)
    tuntas_clock_forget (sending->clock, sending->wake);
  g_cancellable_disconnect (sending->outer, sending->outer_id);
  g_clear_object (&sending->outer);
  g_clear_object (&sending->connection);
  g_object_unref (sending->inner);
  g_object_unref (sending->clock);
  g_bytes_unref (sending->request);
  g_free (sending);
}

static void
deadline_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->wake = 0;
  g_cancellable_cancel (sending->inner);
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* What a failure means is decided by one thing: whether bytes may have left. */
static void
fail (GTask *task, const char *reason)
{
  Sending *sending = g_task_get_task_data (task);

  g_task_return_new_error (task, TUNTAS_MAIL_ERROR,
                           sending->connection == NULL ? TUNTAS_MAIL_ERROR_UNREACHABLE : TUNTAS_MAIL_ERROR_UNKNOWN,
                           "catch-all: %s", reason);
}

static void
judge (GTask *task, const char *line)
{
  gboolean http = g_str_has_prefix (line, "HTTP/1.1 ") || g_str_has_prefix (line, "HTTP/1.0 ");
  const char *code = line + strlen ("HTTP/1.1 ");

  if (!http || !g_ascii_isdigit (code[0]) || !g_ascii_isdigit (code[1]) || !g_ascii_isdigit (code[2])
      || (code[3] != ' ' && code[3] != '\0'))
    fail (task, "the answer is no HTTP");
  else if (code[0] == '2')
    tuntas_mailer_return (task, TUNTAS_MAIL_SENT, "catch-all");
  else
    g_task_return_new_error (task, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_REFUSED, "catch-all: HTTP status %.3s", code);
}

static void read_more (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  char *end;

  if (count <= 0)
    {
      fail (task, count < 0 ? error->message : "the connection ended before an answer");
      return;
    }
  sending->have += (gsize) count;
  end = g_strstr_len (sending->line, (gssize) sending->have, "\r\n");
  if (end != NULL)
    {
      *end = '\0';
      judge (task, sending->line);
    }
  else if (sending->have >= MAX_STATUS_LINE - 1)
    fail (task, "the answer is no HTTP");
  else
    read_more (g_steal_pointer (&task));
}

static void
read_more (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (sending->connection)),
                             sending->line + sending->have, MAX_STATUS_LINE - 1 - sending->have, G_PRIORITY_DEFAULT,
                             sending->inner, read_cb, task);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    read_more (g_steal_pointer (&task));
  else
    fail (task, error->message);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, &error);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (sending->request, &length);

  if (connection == NULL)
    {
      fail (task, error->message);
      return;
    }
  sending->connection = connection;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, length,
                                   G_PRIORITY_DEFAULT, sending->inner, written_cb, g_steal_pointer (&task));
}

static GBytes *
new_request (TuntasCatchAllMailer *self, TuntasMail *mail)
{
  g_autoptr (GBytes) body = tuntas_mail_to_rfc5322 (mail);
  gboolean v6 = strchr (self->host, ':') != NULL;
  GString *request = g_string_new ("POST /catch-all/mail HTTP/1.1\r\n");

  g_string_append_printf (request,
                          "Host: %s%s%s:%u\r\nContent-Type: message/rfc822\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\nConnection: close\r\n",
                          v6 ? "[" : "", self->host, v6 ? "]" : "", self->port, g_bytes_get_size (body));
  if (self->key != NULL)
    g_string_append_printf (request, "apikey: %s\r\n", self->key);
  g_string_append (request, "\r\n");
  g_string_append_len (request, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  return g_string_free_to_bytes (request);
}

static void
tuntas_catch_all_mailer_send (TuntasMailer *mailer, TuntasMail *mail, GTask *task)
{
  TuntasCatchAllMailer *self = TUNTAS_CATCH_ALL_MAILER (mailer);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  Sending *sending = g_new0 (Sending, 1);

  sending->clock = g_object_ref (self->clock);
  sending->inner = g_cancellable_new ();
  sending->request = new_request (self, mail);
  g_task_set_task_data (task, sending, sending_free);
  if (g_task_get_cancellable (task) != NULL)
    {
      sending->outer = g_object_ref (g_task_get_cancellable (task));
      sending->outer_id = g_cancellable_connect (sending->outer, G_CALLBACK (outer_cancelled_cb),
                                                 g_object_ref (sending->inner), g_object_unref);
    }
  sending->wake = tuntas_clock_wake_at (
      self->clock, tuntas_clock_now (self->clock) + TUNTAS_CATCH_ALL_SECONDS * G_USEC_PER_SEC, deadline_cb, sending,
      NULL);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, self->host, self->port, sending->inner, connected_cb, task);
}

static void
tuntas_catch_all_mailer_finalize (GObject *object)
{
  TuntasCatchAllMailer *self = TUNTAS_CATCH_ALL_MAILER (object);

  g_free (self->host);
  g_free (self->key);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tuntas_catch_all_mailer_parent_class)->finalize (object);
}

static void
tuntas_catch_all_mailer_class_init (TuntasCatchAllMailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_catch_all_mailer_finalize;
}

static void
tuntas_catch_all_mailer_iface_init (TuntasMailerInterface *iface)
{
  iface->send = tuntas_catch_all_mailer_send;
}

static void
tuntas_catch_all_mailer_init (TuntasCatchAllMailer *self)
{
}

static gboolean
is_loopback (const char *host)
{
  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0 || g_strcmp0 (host, "localhost") == 0;
}

TuntasMailer *
tuntas_catch_all_mailer_new (const char *origin, const char *key, TuntasClock *clock, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
  TuntasCatchAllMailer *self;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 || !is_loopback (g_uri_get_host (uri))
      || g_uri_get_port (uri) <= 0 || g_uri_get_userinfo (uri) != NULL || g_uri_get_path (uri)[0] != '\0'
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID,
                   "origin: \"%s\" is no http://127.0.0.1:PORT", origin);
      return NULL;
    }
  self = g_object_new (TUNTAS_TYPE_CATCH_ALL_MAILER, NULL);
  self->host = g_strdup (g_uri_get_host (uri));
  self->key = g_strdup (key);
  self->port = (guint16) g_uri_get_port (uri);
  self->clock = g_object_ref (clock);
  return TUNTAS_MAILER (self);
}
