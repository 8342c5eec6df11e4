/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-server.h"

#include <string.h>

#define CHUNK 65536
#define END_OF_MAIL "\r\n.\r\n"

struct _SmtpServer
{
  SmtpPlace place;
  GTlsCertificate *certificate; /* (nullable) */
  GSocketService *service;
  guint16 port;
  GMutex lock;           /* of what follows */
  SmtpPhase phase;
  SmtpReaction reaction;
  GCancellable *go_on;   /* of this script */
  guint stalls;          /* by this script, and not asked for yet */
  guint n_talks;
  GAsyncQueue *heard; /* of char * */
  GAsyncQueue *mails; /* of GBytes */
};

/* One conversation. */
typedef struct
{
  SmtpServer *server;
  SmtpPhase phase;
  SmtpReaction reaction;
  GCancellable *go_on; /* (owned) */
  const char *login;   /* (nullable) */
  GSocket *socket;
  GIOStream *stream;   /* (owned) */
  gboolean secure;
  GByteArray *pending; /* (owned): read, and not yet looked at */
  gboolean over;
} Talk;

/* FALSE: there is no more. */
static gboolean
read_more (Talk *talk)
{
  guint old = talk->pending->len;
  gssize count;

  g_byte_array_set_size (talk->pending, old + CHUNK);
  count = g_input_stream_read (g_io_stream_get_input_stream (talk->stream), talk->pending->data + old, CHUNK, NULL, NULL);
  g_byte_array_set_size (talk->pending, old + (guint) MAX (count, 0));
  return count > 0;
}

/* (transfer full) (nullable): up to and with the end; NULL where the link is lost before it. */
static char *
read_until (Talk *talk, const char *end, gsize *length)
{
  gsize from = 0;
  char *found;

  while ((found = g_strstr_len ((char *) talk->pending->data + from, (gssize) (talk->pending->len - from), end)) == NULL)
    {
      from = talk->pending->len > strlen (end) ? talk->pending->len - strlen (end) : 0;
      if (!read_more (talk))
        return NULL;
    }
  *length = (gsize) (found - (char *) talk->pending->data) + strlen (end);
  found = g_strndup ((char *) talk->pending->data, *length);
  g_byte_array_remove_range (talk->pending, 0, (guint) *length);
  return found;
}

static void
say (Talk *talk, const char *line)
{
  g_autofree char *all = g_strconcat (line, "\r\n", NULL);

  if (!g_output_stream_write_all (g_io_stream_get_output_stream (talk->stream), all, strlen (all), NULL, NULL, NULL))
    talk->over = TRUE;
}

/* Until the client has had enough. */
static void
hold (Talk *talk)
{
  talk->over = TRUE;
  while (read_more (talk))
    g_byte_array_set_size (talk->pending, 0);
}

/* Whether it goes on then. */
static gboolean
stall (Talk *talk)
{
  /* Amid a mail without reading on, so that what the client still sends piles up. */
  GIOCondition ends = G_IO_HUP | G_IO_ERR | (talk->phase == SMTP_BODY ? 0 : G_IO_IN);

  g_mutex_lock (&talk->server->lock);
  talk->server->stalls += talk->go_on == talk->server->go_on;
  g_mutex_unlock (&talk->server->lock);
  g_main_context_wakeup (NULL);
  if (!g_socket_condition_wait (talk->socket, ends, talk->go_on, NULL))
    return TRUE;
  hold (talk);
  return FALSE;
}

/* Whether the phase went well. */
static gboolean
react (Talk *talk, SmtpPhase phase, const char *good)
{
  switch (phase == talk->phase ? talk->reaction : SMTP_2XX)
    {
    case SMTP_2XX:
      /* Where another code is due, this is not what the client waits for. */
      say (talk, phase == SMTP_DATA && talk->phase == SMTP_DATA ? "250 2.0.0 ok" : good);
      return !(phase == SMTP_DATA && talk->phase == SMTP_DATA);
    case SMTP_4XX:
      say (talk, SMTP_LATER);
      return FALSE;
    case SMTP_5XX:
      say (talk, SMTP_NEVER);
      return FALSE;
    case SMTP_STALL:
      if (!stall (talk))
        return FALSE;
      say (talk, good);
      return TRUE;
    case SMTP_GARBAGE:
      say (talk, "\x01 2\xff garbage");
      hold (talk);
      return FALSE;
    case SMTP_DROP:
    case SMTP_N_REACTIONS:
    default:
      talk->over = TRUE;
      return FALSE;
    }
}

static void
secure (Talk *talk)
{
  GIOStream *secured;

  if (talk->phase == SMTP_TLS && talk->reaction != SMTP_2XX)
    {
      react (talk, SMTP_TLS, "");
      return;
    }
  secured = g_tls_server_connection_new (talk->stream, talk->server->certificate, NULL);
  g_object_unref (talk->stream);
  talk->stream = secured;
  talk->secure = TRUE;
  talk->over = !g_tls_connection_handshake (G_TLS_CONNECTION (secured), NULL, NULL);
}

static void
ehlo (Talk *talk)
{
  SmtpServer *server = talk->server;
  gboolean tls = server->certificate != NULL && !talk->secure;
  const char *login = talk->login != NULL ? talk->login : "PLAIN LOGIN";
  g_autofree char *good = g_strdup_printf ("250-mail.example\r\n%s%s%s%s250 8BITMIME", tls ? "250-STARTTLS\r\n" : "",
                                           *login != '\0' ? "250-AUTH " : "", login, *login != '\0' ? "\r\n" : "");

  /* The second one, behind TLS, is good. */
  if (talk->secure && !server->place.at_once)
    say (talk, good);
  else
    react (talk, SMTP_EHLO, good);
}

static void
auth (Talk *talk)
{
  g_autofree char *line = NULL, *expected = NULL;
  static const char plain[] = "\0" SMTP_USER "\0" SMTP_PASSWORD;
  gsize length;

  if (talk->phase == SMTP_AUTH && talk->reaction != SMTP_2XX)
    {
      react (talk, SMTP_AUTH, "");
      return;
    }
  say (talk, "334 ");
  line = read_until (talk, "\r\n", &length);
  expected = g_base64_encode ((const guchar *) plain, sizeof plain - 1);
  talk->over = talk->over || line == NULL;
  if (line != NULL)
    say (talk, g_str_has_prefix (line, expected) ? "235 2.7.0 welcome" : "535 5.7.8 wrong password");
}

/* (transfer full): a dot more at the beginning of a line is the protocol's. Byte by byte: under a sanitizer each search
 * in a long string measures all of it first. */
static GBytes *
unstuff (const char *mail, gsize length)
{
  gsize end = length - strlen (".\r\n");
  GByteArray *body = g_byte_array_sized_new ((guint) end);

  for (gsize i = 0; i < end; i++)
    if (i < 2 || memcmp (mail + i - 2, "\r\n.", 3) != 0)
      g_byte_array_append (body, (const guint8 *) mail + i, 1);
  return g_byte_array_free_to_bytes (body);
}

static void
data (Talk *talk)
{
  g_autofree char *mail = NULL;
  gboolean taken, early = talk->phase == SMTP_BODY && talk->reaction != SMTP_2XX;
  gsize length;

  if (!react (talk, SMTP_DATA, "354 go on") || talk->over)
    return;
  /* A server that has had enough while the mail still comes. */
  if (early && talk->reaction == SMTP_GARBAGE)
    say (talk, "\x01 2\xff garbage");
  else if (early)
    react (talk, SMTP_BODY, "");
  mail = talk->over ? NULL : read_until (talk, END_OF_MAIL, &length);
  talk->over = talk->over || mail == NULL;
  if (talk->over)
    return;
  taken = early ? talk->reaction == SMTP_GARBAGE
                : talk->phase != SMTP_DOT || (talk->reaction != SMTP_4XX && talk->reaction != SMTP_5XX);
  if (taken)
    g_async_queue_push (talk->server->mails, unstuff (mail, length));
  if (!early)
    react (talk, SMTP_DOT, SMTP_TAKEN);
}

static void
obey (Talk *talk, const char *line)
{
  g_async_queue_push (talk->server->heard, g_strndup (line, strlen (line) - 2));
  if (g_str_has_prefix (line, "EHLO ") || g_str_has_prefix (line, "HELO "))
    ehlo (talk);
  else if (g_str_equal (line, "STARTTLS\r\n") && react (talk, SMTP_STARTTLS, "220 2.0.0 ready"))
    secure (talk);
  else if (g_str_has_prefix (line, "AUTH PLAIN"))
    auth (talk);
  else if (g_str_has_prefix (line, "MAIL FROM:"))
    react (talk, SMTP_MAIL, "250 2.1.0 ok");
  else if (g_str_has_prefix (line, "RCPT TO:"))
    react (talk, SMTP_RCPT, "250 2.1.5 ok");
  else if (g_str_equal (line, "DATA\r\n"))
    data (talk);
  else if (g_str_equal (line, "QUIT\r\n"))
    {
      react (talk, SMTP_QUIT, "221 2.0.0 bye");
      talk->over = TRUE;
    }
  else if (!g_str_equal (line, "STARTTLS\r\n"))
    say (talk, "500 5.5.2 what?");
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  SmtpServer *self = user_data;
  Talk talk = { .server = self, .socket = g_socket_connection_get_socket (connection),
                .stream = g_object_ref (G_IO_STREAM (connection)) };

  g_mutex_lock (&self->lock);
  talk.phase = self->phase;
  talk.reaction = self->reaction;
  talk.login = self->place.login;
  talk.go_on = g_object_ref (self->go_on);
  self->n_talks++;
  g_mutex_unlock (&self->lock);
  talk.pending = g_byte_array_sized_new (CHUNK);
  if (self->place.at_once)
    secure (&talk);
  if (!talk.over)
    react (&talk, SMTP_GREETING, "220 mail.example ESMTP");
  while (!talk.over)
    {
      gsize length;
      g_autofree char *line = read_until (&talk, "\r\n", &length);

      if (line == NULL)
        break;
      obey (&talk, line);
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_object_unref (talk.stream);
  g_byte_array_unref (talk.pending);
  g_object_unref (talk.go_on);
  g_mutex_lock (&self->lock);
  self->n_talks--;
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (NULL);
  return TRUE;
}

SmtpServer *
smtp_server_new (const SmtpPlace *place)
{
  SmtpServer *self = g_new0 (SmtpServer, 1);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("0.0.0.0", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->place = *place;
  g_mutex_init (&self->lock);
  self->go_on = g_cancellable_new ();
  self->heard = g_async_queue_new_full (g_free);
  self->mails = g_async_queue_new_full ((GDestroyNotify) g_bytes_unref);
  if (place->pem != NULL)
    self->certificate = g_tls_certificate_new_from_pem (place->pem, -1, &error);
  g_assert_no_error (error);
  self->service = g_threaded_socket_service_new (8);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

void
smtp_server_stop (SmtpServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
}

guint16
smtp_server_get_port (SmtpServer *self)
{
  return self->port;
}

void
smtp_server_script (SmtpServer *self, SmtpPhase phase, SmtpReaction reaction)
{
  g_mutex_lock (&self->lock);
  self->phase = phase;
  self->reaction = reaction;
  self->stalls = 0;
  g_object_unref (self->go_on);
  self->go_on = g_cancellable_new ();
  g_mutex_unlock (&self->lock);
}

void
smtp_server_offer (SmtpServer *self, const char *login)
{
  g_mutex_lock (&self->lock);
  self->place.login = login;
  g_mutex_unlock (&self->lock);
}

gboolean
smtp_server_stalls (SmtpServer *self)
{
  gboolean stalls;

  g_mutex_lock (&self->lock);
  stalls = self->stalls > 0;
  self->stalls -= stalls;
  g_mutex_unlock (&self->lock);
  return stalls;
}

void
smtp_server_go_on (SmtpServer *self)
{
  g_cancellable_cancel (self->go_on);
}

static gboolean
is_talking (SmtpServer *self)
{
  gboolean talks;

  g_mutex_lock (&self->lock);
  talks = self->n_talks > 0;
  g_mutex_unlock (&self->lock);
  return talks;
}

void
smtp_server_wait (SmtpServer *self)
{
  while (is_talking (self))
    g_main_context_iteration (NULL, TRUE);
}

char *
smtp_server_heard (SmtpServer *self)
{
  GString *all = g_string_new (NULL);
  char *line;

  while ((line = g_async_queue_try_pop (self->heard)) != NULL)
    {
      g_string_append_printf (all, "%s\n", line);
      g_free (line);
    }
  return g_string_free (all, FALSE);
}

GBytes *
smtp_server_next_mail (SmtpServer *self)
{
  return g_async_queue_try_pop (self->mails);
}
