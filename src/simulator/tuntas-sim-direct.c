/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-direct.h"

/* The server without its sockets: a request as values, and its answer as values. */

static SoupMessageHeaders *
headers_new (const char *const *headers)
{
  SoupMessageHeaders *all = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);

  for (; headers != NULL && headers[0] != NULL; headers += 2)
    soup_message_headers_append (all, headers[0], headers[1]);
  return all;
}

static char *
origin_of (GUri *uri)
{
  return g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri));
}

static GStrv
list_headers (TuntasSimReply *reply)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  SoupMessageHeadersIter iter;
  const char *name, *value;

  if (reply->content_type != NULL)
    g_strv_builder_add_many (list, "Content-Type", reply->content_type, NULL);
  soup_message_headers_iter_init (&iter, reply->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_strv_builder_add_many (list, name, value, NULL);
  return g_strv_builder_end (list);
}

guint
tuntas_simulator_answer (TuntasSimulator *self, const char *method, const char *address, const char *const *headers,
                         GBytes *body, GStrv *answer_headers, GBytes **answer_body)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (SoupMessageHeaders) all = headers_new (headers);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  g_autofree char *origin = NULL;
  g_autoptr (TuntasSimRequest) request = NULL;
  g_autoptr (TuntasSimReply) reply = NULL;

  g_return_val_if_fail (TUNTAS_IS_SIMULATOR (self), 0);
  g_return_val_if_fail (uri != NULL, 0);

  origin = origin_of (uri);
  request = tuntas_sim_request_new (method, uri, all, bytes, origin);
  reply = tuntas_sim_direct_carry_out (self, request);
  *answer_headers = list_headers (reply);
  *answer_body = reply->body != NULL ? g_bytes_ref (reply->body) : g_bytes_new (NULL, 0);
  return reply->status;
}
