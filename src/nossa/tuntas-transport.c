/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-transport.h"

#include "tuntas-wipe.h"

#include <libsoup/soup.h>
#include <string.h>

#define LONGEST_WAIT (24 * 60 * 60)

typedef struct
{
  char *name;
  char *value;
} Header;

struct _TuntasRequest
{
  char   *method;
  char   *path;
  gint64  deadline;
  GArray *headers; /* of Header */
  GBytes *body;
};

struct _TuntasAnswer
{
  guint   status;
  GArray *headers; /* of Header */
  GBytes *body;
};

G_DEFINE_BOXED_TYPE (TuntasRequest, tuntas_request, tuntas_request_ref, tuntas_request_unref)
G_DEFINE_BOXED_TYPE (TuntasAnswer, tuntas_answer, tuntas_answer_ref, tuntas_answer_unref)
G_DEFINE_INTERFACE (TuntasTransport, tuntas_transport, G_TYPE_OBJECT)

static void
header_clear (gpointer data)
{
  Header *header = data;

  g_free (header->name);
  /* Some carry credentials. */
  tuntas_wipe (header->value);
}

static GArray *
headers_new (void)
{
  GArray *headers = g_array_new (FALSE, FALSE, sizeof (Header));

  g_array_set_clear_func (headers, header_clear);
  return headers;
}

static void
headers_add (GArray *headers, const char *name, const char *value)
{
  Header header = { g_strdup (name), g_strdup (value) };

  g_array_append_val (headers, header);
}

static const char *
headers_get (GArray *headers, const char *name)
{
  for (guint i = 0; i < headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (headers, Header, i).name, name) == 0)
      return g_array_index (headers, Header, i).value;
  return NULL;
}

TuntasRequest *
tuntas_request_new (const char *method, const char *path, gint64 deadline)
{
  TuntasRequest *self;

  g_return_val_if_fail (method != NULL && path != NULL, NULL);
  g_return_val_if_fail (deadline > 0, NULL);

  self = g_atomic_rc_box_new0 (TuntasRequest);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->deadline = deadline;
  self->headers = headers_new ();
  return self;
}

TuntasRequest *
tuntas_request_ref (TuntasRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
request_clear (gpointer data)
{
  TuntasRequest *self = data;

  g_free (self->method);
  g_free (self->path);
  g_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
tuntas_request_unref (TuntasRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

void
tuntas_request_add_header (TuntasRequest *self, const char *name, const char *value)
{
  if (value != NULL)
    headers_add (self->headers, name, value);
}

void
tuntas_request_set_body (TuntasRequest *self, GBytes *body)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
}

const char *
tuntas_request_get_method (const TuntasRequest *self)
{
  return self->method;
}

const char *
tuntas_request_get_path (const TuntasRequest *self)
{
  return self->path;
}

gint64
tuntas_request_get_deadline (const TuntasRequest *self)
{
  return self->deadline;
}

GBytes *
tuntas_request_get_body (const TuntasRequest *self)
{
  return self->body;
}

const char *
tuntas_request_get_header (const TuntasRequest *self, const char *name)
{
  return headers_get (self->headers, name);
}

guint
tuntas_request_get_n_headers (const TuntasRequest *self)
{
  return self->headers->len;
}

void
tuntas_request_get_nth_header (const TuntasRequest *self, guint n, const char **name, const char **value)
{
  g_return_if_fail (n < self->headers->len);

  *name = g_array_index (self->headers, Header, n).name;
  *value = g_array_index (self->headers, Header, n).value;
}

TuntasAnswer *
tuntas_answer_new (guint status, GBytes *body)
{
  TuntasAnswer *self = g_atomic_rc_box_new0 (TuntasAnswer);

  self->status = status;
  self->headers = headers_new ();
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  return self;
}

TuntasAnswer *
tuntas_answer_ref (TuntasAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
answer_clear (gpointer data)
{
  TuntasAnswer *self = data;

  g_array_unref (self->headers);
  g_bytes_unref (self->body);
}

void
tuntas_answer_unref (TuntasAnswer *self)
{
  g_atomic_rc_box_release_full (self, answer_clear);
}

void
tuntas_answer_add_header (TuntasAnswer *self, const char *name, const char *value)
{
  if (g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
    headers_add (self->headers, name, value);
}

guint
tuntas_answer_get_n_headers (const TuntasAnswer *self)
{
  return self->headers->len;
}

void
tuntas_answer_get_nth_header (const TuntasAnswer *self, guint n, const char **name, const char **value)
{
  g_return_if_fail (n < self->headers->len);

  *name = g_array_index (self->headers, Header, n).name;
  *value = g_array_index (self->headers, Header, n).value;
}

guint
tuntas_answer_get_status (const TuntasAnswer *self)
{
  return self->status;
}

GBytes *
tuntas_answer_get_body (const TuntasAnswer *self)
{
  return self->body;
}

const char *
tuntas_answer_get_header (const TuntasAnswer *self, const char *name)
{
  return headers_get (self->headers, name);
}

GStrv
tuntas_answer_dup_headers (const TuntasAnswer *self, const char *name)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, Header, i).name, name) == 0)
      g_strv_builder_add (values, g_array_index (self->headers, Header, i).value);
  return g_strv_builder_end (values);
}

static gint64
http_date (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL && strlen (text) < 64 ? soup_date_time_new_from_http_string (text) : NULL;

  /* A server that is set to before 1970 does not say the time. */
  return date != NULL ? MAX (g_date_time_to_unix (date), -1) : -1;
}

gint64
tuntas_answer_get_date (const TuntasAnswer *self)
{
  return http_date (tuntas_answer_get_header (self, "Date"));
}

gint64
tuntas_answer_get_retry_after (const TuntasAnswer *self)
{
  const char *text = tuntas_answer_get_header (self, "Retry-After");
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (gint64) MIN (seconds, LONGEST_WAIT);
  /* A date is the server's, so it is read against the server's own clock. */
  if (http_date (text) >= 0 && tuntas_answer_get_date (self) >= 0)
    return CLAMP (http_date (text) - tuntas_answer_get_date (self), 0, LONGEST_WAIT);
  return -1;
}

static void
tuntas_transport_default_init (TuntasTransportInterface *iface)
{
}

void
tuntas_transport_send_async (TuntasTransport *self, TuntasRequest *request, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL);
  TUNTAS_TRANSPORT_GET_IFACE (self)->send_async (self, request, cancellable, callback, user_data);
}

TuntasAnswer *
tuntas_transport_send_finish (TuntasTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TUNTAS_IS_TRANSPORT (self), NULL);
  return TUNTAS_TRANSPORT_GET_IFACE (self)->send_finish (self, result, error);
}
