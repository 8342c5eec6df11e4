/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* One request to the one server and its answer, as values; and the interface of what carries them. The client above
 * knows no more of HTTP than this; tests give it scripted answers. */

G_BEGIN_DECLS

typedef struct _TuntasRequest TuntasRequest;
typedef struct _TuntasAnswer TuntasAnswer;

/* path: path and query below the origin, beginning with '/'. deadline: µs from sending to the last byte. */
#define TUNTAS_TYPE_REQUEST (tuntas_request_get_type ())
GType          tuntas_request_get_type     (void);
TuntasRequest *tuntas_request_new          (const char *method, const char *path, gint64 deadline);
TuntasRequest *tuntas_request_ref          (TuntasRequest *self);
void           tuntas_request_unref        (TuntasRequest *self);
/* For the maker only. A header of the same name stands twice; value NULL adds nothing. */
void           tuntas_request_add_header   (TuntasRequest *self, const char *name, const char *value);
void           tuntas_request_set_body     (TuntasRequest *self, GBytes *body);

const char    *tuntas_request_get_method   (const TuntasRequest *self);
const char    *tuntas_request_get_path     (const TuntasRequest *self);
gint64         tuntas_request_get_deadline (const TuntasRequest *self);
GBytes        *tuntas_request_get_body     (const TuntasRequest *self); /* (nullable) */
/* (nullable): the first of that name, whatever its case. */
const char    *tuntas_request_get_header   (const TuntasRequest *self, const char *name);
guint          tuntas_request_get_n_headers (const TuntasRequest *self);
void           tuntas_request_get_nth_header (const TuntasRequest *self, guint n, const char **name, const char **value);

/* status: HTTP's. body (nullable): none counts as empty. */
#define TUNTAS_TYPE_ANSWER (tuntas_answer_get_type ())
GType          tuntas_answer_get_type      (void);
TuntasAnswer  *tuntas_answer_new           (guint status, GBytes *body);
TuntasAnswer  *tuntas_answer_ref           (TuntasAnswer *self);
void           tuntas_answer_unref         (TuntasAnswer *self);
/* For the maker only. A value that is not UTF-8 is left out. */
void           tuntas_answer_add_header    (TuntasAnswer *self, const char *name, const char *value);

guint          tuntas_answer_get_status    (const TuntasAnswer *self);
GBytes        *tuntas_answer_get_body      (const TuntasAnswer *self); /* never NULL */
const char    *tuntas_answer_get_header    (const TuntasAnswer *self, const char *name); /* (nullable), the first */
guint          tuntas_answer_get_n_headers (const TuntasAnswer *self);
void           tuntas_answer_get_nth_header (const TuntasAnswer *self, guint n, const char **name, const char **value);
/* (transfer full): all the values of that name, perhaps none: Set-Cookie comes often. */
GStrv          tuntas_answer_dup_headers   (const TuntasAnswer *self, const char *name);
/* The server's clock in seconds since 1970 UTC (its Date), or -1. */
gint64         tuntas_answer_get_date      (const TuntasAnswer *self);
/* Seconds to wait (Retry-After, as a number or a date against Date), capped at a day, or -1. */
gint64         tuntas_answer_get_retry_after (const TuntasAnswer *self);

#define TUNTAS_TYPE_TRANSPORT (tuntas_transport_get_type ())
G_DECLARE_INTERFACE (TuntasTransport, tuntas_transport, TUNTAS, TRANSPORT, GObject)

struct _TuntasTransportInterface
{
  GTypeInterface parent_iface;

  void          (*send_async)  (TuntasTransport *self, TuntasRequest *request, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
  TuntasAnswer *(*send_finish) (TuntasTransport *self, GAsyncResult *result, GError **error);
};

/* Every answer of the server is a result, also 404 and 503. Errors are G_IO_ERROR_CANCELLED, and of TUNTAS_NOSSA_ERROR:
 * UNREACHABLE and UNTRUSTED (no byte of the request left), UNKNOWN (it left and no whole answer came in time),
 * TOO_LARGE (an answer came and is larger than allowed), MALFORMED (the request cannot be sent as it is; nothing left).
 * Nothing is followed and no POST is sent a second time (a GET may be, where a kept connection had died); the call ends
 * not later than the request's deadline. */
void          tuntas_transport_send_async  (TuntasTransport *self, TuntasRequest *request, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) */
TuntasAnswer *tuntas_transport_send_finish (TuntasTransport *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasRequest, tuntas_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasAnswer, tuntas_answer_unref)

G_END_DECLS
