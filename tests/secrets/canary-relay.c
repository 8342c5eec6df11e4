/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-relay.h"

#include <string.h>

#define CHUNK (64 * 1024)

struct _CanaryRelay
{
  GSocketService *service;
  guint16 port;
  guint16 behind;
  GMutex lock;          /* of what follows */
  GByteArray *said;
  GByteArray *answered;
  char *redirect;       /* (nullable): the next answer */
};

/* One way of a conversation. */
typedef struct
{
  CanaryRelay *relay;
  GByteArray *kept;
  GSocket *from;
  GSocket *to;
} Way;

/* (transfer full) (nullable): the answer in the server's stead, once. */
static char *
take_redirect (CanaryRelay *self)
{
  char *redirect;

  g_mutex_lock (&self->lock);
  redirect = g_steal_pointer (&self->redirect);
  g_mutex_unlock (&self->lock);
  return redirect;
}

static gboolean
send_all (GSocket *to, const char *bytes, gsize length)
{
  gssize sent;

  for (gsize at = 0; at < length; at += (gsize) sent)
    {
      sent = g_socket_send (to, bytes + at, length - at, NULL, NULL);
      if (sent <= 0)
        return FALSE;
    }
  return TRUE;
}

static void
keep (CanaryRelay *self, GByteArray *kept, const char *bytes, gssize length)
{
  g_mutex_lock (&self->lock);
  g_byte_array_append (kept, (const guint8 *) bytes, (guint) length);
  g_mutex_unlock (&self->lock);
}

/* What stands first in a chunk that comes is the head of a request: the client asks one thing after the other. */
static gpointer
carry (gpointer data)
{
  Way *way = data;
  gboolean outwards = way->kept == way->relay->said;
  g_autofree char *bytes = g_malloc (CHUNK);
  gssize length;

  while ((length = g_socket_receive (way->from, bytes, CHUNK, NULL, NULL)) > 0)
    {
      g_autofree char *redirect = outwards ? take_redirect (way->relay) : NULL;

      keep (way->relay, way->kept, bytes, length);
      if (redirect != NULL)
        {
          send_all (way->from, redirect, strlen (redirect));
          g_socket_shutdown (way->from, FALSE, TRUE, NULL);
          /* The rest of the request, so that the end of the connection is no reset. */
          while ((length = g_socket_receive (way->from, bytes, CHUNK, NULL, NULL)) > 0)
            keep (way->relay, way->kept, bytes, length);
          break;
        }
      if (!send_all (way->to, bytes, (gsize) length))
        break;
    }
  g_socket_shutdown (way->to, FALSE, TRUE, NULL);
  return NULL;
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  CanaryRelay *self = user_data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) behind = g_socket_client_connect_to_host (client, "127.0.0.1", self->behind, NULL, NULL);
  GSocket *near = g_socket_connection_get_socket (connection);
  GThread *thread;
  Way out, back;

  if (behind == NULL)
    return TRUE;
  out = (Way) { self, self->said, near, g_socket_connection_get_socket (behind) };
  back = (Way) { self, self->answered, out.to, near };
  thread = g_thread_new ("canary-relay", carry, &back);
  carry (&out);
  g_thread_join (thread);
  return TRUE;
}

CanaryRelay *
canary_relay_new (const char *origin)
{
  CanaryRelay *self = g_new0 (CanaryRelay, 1);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) taken = NULL;
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  self->behind = (guint16) g_uri_get_port (uri);
  g_mutex_init (&self->lock);
  self->said = g_byte_array_new ();
  self->answered = g_byte_array_new ();
  self->service = g_threaded_socket_service_new (32);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &taken, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

char *
canary_relay_dup_origin (CanaryRelay *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

void
canary_relay_redirect (CanaryRelay *self, guint status, const char *address)
{
  g_mutex_lock (&self->lock);
  g_free (self->redirect);
  self->redirect = g_strdup_printf ("HTTP/1.1 %u Elsewhere\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                                    status, address);
  g_mutex_unlock (&self->lock);
}

gboolean
canary_relay_has_redirected (CanaryRelay *self)
{
  gboolean has;

  g_mutex_lock (&self->lock);
  has = self->redirect == NULL;
  g_mutex_unlock (&self->lock);
  return has;
}

static GBytes *
dup_kept (CanaryRelay *self, GByteArray *kept)
{
  GBytes *bytes;

  g_mutex_lock (&self->lock);
  bytes = g_bytes_new (kept->data, kept->len);
  g_mutex_unlock (&self->lock);
  return bytes;
}

GBytes *
canary_relay_dup_said (CanaryRelay *self)
{
  return dup_kept (self, self->said);
}

GBytes *
canary_relay_dup_answered (CanaryRelay *self)
{
  return dup_kept (self, self->answered);
}
