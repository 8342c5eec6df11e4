/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-soup-transport.h"

#include "tuntas-nossa-error.h"

#include <libsoup/soup.h>
#include <string.h>

#define CONNECTIONS 2
#define CHUNK (64 * 1024)
/* Seconds without a byte until libsoup itself gives up a connection; the deadline is ours. */
#define IO_TIMEOUT 30

struct _TuntasSoupTransport
{
  GObject          parent;

  TuntasNossaSite *site;
  GTlsDatabase    *authorities; /* (nullable): the site's own */
  SoupSession     *session;
};

/* One sending. The task may be answered by the deadline while libsoup still holds on to the rest; then task is NULL
 * and whatever comes is thrown away. */
typedef struct
{
  GTask        *task;
  SoupMessage  *message;
  GInputStream *body;
  GByteArray   *bytes;
  GCancellable *cancellable; /* ours: the caller's and the deadline both end in it */
  GSource      *deadline;
  GCancellable *caller;      /* (nullable) */
  gulong        caller_id;
  gsize         max_bytes;
  gboolean      started;     /* bytes of the request may have left */
} Sending;

static void tuntas_soup_transport_iface_init (TuntasTransportInterface *iface);
static void read_more (Sending *sending);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSoupTransport, tuntas_soup_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_TRANSPORT, tuntas_soup_transport_iface_init))

void
tuntas_nossa_init_process (void)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  /* Debian's GnuTLS still speaks TLS 1.0 and 1.1 by itself. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.1:-VERS-TLS1.0", TRUE);
}

static gboolean
is_plain (TuntasNossaSite *site)
{
  return g_str_has_prefix (tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_ORIGIN), "http:");
}

static SoupSession *
session_new (TuntasSoupTransport *self)
{
  SoupSession *session = soup_session_new_with_options ("timeout", IO_TIMEOUT, "idle-timeout", IO_TIMEOUT, "max-conns",
                                                        CONNECTIONS, "max-conns-per-host", CONNECTIONS, "user-agent",
                                                        "tuntas", NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  if (self->authorities != NULL)
    soup_session_set_tls_database (session, self->authorities);
  /* Plain http goes to this computer only, and there is no proxy on the way to it. */
  if (is_plain (self->site))
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static void
sending_free (Sending *sending)
{
  g_assert (sending->task == NULL);
  g_signal_handlers_disconnect_by_data (sending->message, sending);
  g_clear_object (&sending->message);
  g_clear_object (&sending->body);
  g_clear_pointer (&sending->bytes, g_byte_array_unref);
  g_clear_object (&sending->cancellable);
  g_free (sending);
}

/* Takes the task out of the sending: from here on it is answered, once. */
static GTask *
sending_end (Sending *sending)
{
  if (sending->deadline != NULL)
    {
      g_source_destroy (sending->deadline);
      g_clear_pointer (&sending->deadline, g_source_unref);
    }
  if (sending->caller != NULL)
    {
      /* Not g_cancellable_disconnect (): within the cancelling itself that would wait for its own end. */
      g_signal_handler_disconnect (sending->caller, sending->caller_id);
      g_clear_object (&sending->caller);
    }
  return g_steal_pointer (&sending->task);
}

static GError *
lost_error (Sending *sending, const char *reason)
{
  return g_error_new (TUNTAS_NOSSA_ERROR,
                      sending->started ? TUNTAS_NOSSA_ERROR_UNKNOWN : TUNTAS_NOSSA_ERROR_UNREACHABLE, "%s", reason);
}

/* Answers with what libsoup said, unless the deadline has answered already; then only cleans up. */
static void
sending_fail (Sending *sending, const GError *cause)
{
  g_autoptr (GTask) task = sending_end (sending);

  if (task != NULL)
    {
      GError *error;

      if (g_task_return_error_if_cancelled (task))
        error = NULL;
      else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) && !sending->started)
        error = g_error_new (TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED, "%s", cause->message);
      else
        error = lost_error (sending, cause->message);
      if (error != NULL)
        g_task_return_error (task, error);
    }
  sending_free (sending);
}

static void
add_header_cb (const char *name, const char *value, gpointer user_data)
{
  tuntas_answer_add_header (user_data, name, value);
}

static void
sending_done (Sending *sending)
{
  g_autoptr (GTask) task = sending_end (sending);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&sending->bytes));

  if (task != NULL)
    {
      TuntasAnswer *answer = tuntas_answer_new (soup_message_get_status (sending->message), body);

      soup_message_headers_foreach (soup_message_get_response_headers (sending->message), add_header_cb, answer);
      g_task_return_pointer (task, answer, (GDestroyNotify) tuntas_answer_unref);
    }
  sending_free (sending);
}

static void
sending_too_large (Sending *sending)
{
  g_autoptr (GTask) task = sending_end (sending);

  /* Drops the connection with whatever is still to come on it. */
  g_cancellable_cancel (sending->cancellable);
  if (task != NULL)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE,
                             "the answer has more than %" G_GSIZE_FORMAT " bytes", sending->max_bytes);
  sending_free (sending);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = chunk != NULL ? g_bytes_get_size (chunk) : 0;

  if (chunk == NULL)
    sending_fail (sending, error);
  else if (length == 0)
    sending_done (sending);
  else if (sending->bytes->len + length > sending->max_bytes)
    sending_too_large (sending);
  else
    {
      g_byte_array_append (sending->bytes, g_bytes_get_data (chunk, NULL), (guint) length);
      read_more (sending);
    }
}

static void
read_more (Sending *sending)
{
  g_input_stream_read_bytes_async (sending->body, CHUNK, G_PRIORITY_DEFAULT, sending->cancellable, read_cb, sending);
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;

  sending->body = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (sending->body == NULL)
    sending_fail (sending, error);
  else
    read_more (sending);
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Sending *sending = user_data;

  sending->started = TRUE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GTask) task = sending_end (sending);
  TuntasSoupTransport *self = g_task_get_source_object (task);
  GError *error = lost_error (sending, "no whole answer before the deadline");

  /* The session may be stuck with this request; the next one gets a fresh one. Others that are on their way keep the
   * old one alive until they end. */
  g_object_unref (self->session);
  self->session = session_new (self);
  /* Not before the task is out of the sending: cancelling may free it. */
  g_cancellable_cancel (sending->cancellable);
  g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
is_token (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return *name != '\0';
}

static gboolean
is_header_value (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || (guchar) *p >= 0x7F)
      return FALSE;
  return TRUE;
}

/* The address on the configured origin and nowhere else. */
static GUri *
dup_uri (TuntasSoupTransport *self, TuntasRequest *request)
{
  const char *origin = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_ORIGIN);
  const char *path = tuntas_request_get_path (request);
  g_autofree char *text = g_strconcat (origin, path, NULL);
  g_autoptr (GUri) base = g_uri_parse (origin, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) uri = *path == '/' && is_header_value (path) && strchr (path, ' ') == NULL
                             ? g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (base)) != 0
      || g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (base)) != 0 || g_uri_get_port (uri) != g_uri_get_port (base))
    return NULL;
  return g_steal_pointer (&uri);
}

/* (nullable) (transfer full): the message, with nothing in it that libsoup would stumble over. */
static SoupMessage *
message_new (TuntasSoupTransport *self, TuntasRequest *request, GError **error)
{
  g_autoptr (GUri) uri = dup_uri (self, request);
  g_autoptr (SoupMessage) message = NULL;
  const char *name, *value;

  if (uri == NULL)
    {
      g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                           "the request's path does not lead to the configured server");
      return NULL;
    }
  message = soup_message_new_from_uri (tuntas_request_get_method (request), uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  for (guint i = 0; i < tuntas_request_get_n_headers (request); i++)
    {
      tuntas_request_get_nth_header (request, i, &name, &value);
      if (!is_token (name) || !is_header_value (value))
        {
          g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                       "header %s: a character that no header can carry", is_token (name) ? name : "?");
          return NULL;
        }
      soup_message_headers_append (soup_message_get_request_headers (message), name, value);
    }
  if (tuntas_request_get_body (request) != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, tuntas_request_get_body (request));
  return g_steal_pointer (&message);
}

static void
tuntas_soup_transport_send_async (TuntasTransport *transport, TuntasRequest *request, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  TuntasSoupTransport *self = TUNTAS_SOUP_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;
  Sending *sending;

  g_task_set_source_tag (task, tuntas_soup_transport_send_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  message = message_new (self, request, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sending = g_new0 (Sending, 1);
  sending->message = g_steal_pointer (&message);
  sending->task = g_steal_pointer (&task);
  sending->bytes = g_byte_array_new ();
  sending->cancellable = g_cancellable_new ();
  sending->max_bytes = tuntas_nossa_site_get_max_bytes (self->site);
  sending->deadline = g_timeout_source_new ((guint) MIN (tuntas_request_get_deadline (request) / 1000, G_MAXINT));
  g_source_set_callback (sending->deadline, deadline_cb, sending, NULL);
  g_source_attach (sending->deadline, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      sending->caller = g_object_ref (cancellable);
      sending->caller_id = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                                  g_object_ref (sending->cancellable), g_object_unref);
    }
  g_signal_connect (sending->message, "starting", G_CALLBACK (starting_cb), sending);
  soup_session_send_async (self->session, sending->message, G_PRIORITY_DEFAULT, sending->cancellable, send_cb, sending);
}

static TuntasAnswer *
tuntas_soup_transport_send_finish (TuntasTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tuntas_soup_transport_finalize (GObject *object)
{
  TuntasSoupTransport *self = TUNTAS_SOUP_TRANSPORT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->authorities);
  g_clear_pointer (&self->site, tuntas_nossa_site_unref);
  G_OBJECT_CLASS (tuntas_soup_transport_parent_class)->finalize (object);
}

static void
tuntas_soup_transport_class_init (TuntasSoupTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_soup_transport_finalize;
}

static void
tuntas_soup_transport_init (TuntasSoupTransport *self)
{
}

static void
tuntas_soup_transport_iface_init (TuntasTransportInterface *iface)
{
  iface->send_async = tuntas_soup_transport_send_async;
  iface->send_finish = tuntas_soup_transport_send_finish;
}

TuntasTransport *
tuntas_soup_transport_new (TuntasNossaSite *site, GError **error)
{
  g_autoptr (TuntasSoupTransport) self = g_object_new (TUNTAS_TYPE_SOUP_TRANSPORT, NULL);
  const char *ca_file = tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_CA_FILE);
  g_autoptr (GError) cause = NULL;

  self->site = tuntas_nossa_site_ref (site);
  if (*ca_file != '\0')
    {
      self->authorities = g_tls_file_database_new (ca_file, &cause);
      if (self->authorities == NULL)
        {
          g_set_error (error, TUNTAS_NOSSA_SITE_ERROR, TUNTAS_NOSSA_SITE_ERROR_VALUE, "[server] ca_file: %s: %s",
                       ca_file, cause->message);
          return NULL;
        }
    }
  self->session = session_new (self);
  return TUNTAS_TRANSPORT (g_steal_pointer (&self));
}
