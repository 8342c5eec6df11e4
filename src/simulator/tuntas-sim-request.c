/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-request.h"

#include "tuntas-sim-error.h"

static void
parameter_free (TuntasSimParameter *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/* As a form is decoded: '+' is a blank, what is not valid stays as it is. */
static char *
decode (const char *text, gsize length)
{
  g_autofree char *plain = g_strndup (text, length);
  char *decoded;

  g_strdelimit (plain, "+", ' ');
  decoded = g_uri_unescape_string (plain, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    {
      g_free (decoded);
      return g_utf8_make_valid (plain, -1);
    }
  return decoded;
}

static void
add_parameters (TuntasSimRequest *self, const char *query)
{
  g_auto (GStrv) pairs = g_strsplit (query, "&", -1);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      char *equal = strchr (*pair, '=');
      TuntasSimParameter *parameter;

      if (**pair == '\0')
        continue;
      parameter = g_new0 (TuntasSimParameter, 1);
      parameter->name = decode (*pair, equal != NULL ? (gsize) (equal - *pair) : strlen (*pair));
      parameter->value = equal != NULL ? decode (equal + 1, strlen (equal + 1)) : g_strdup ("");
      g_ptr_array_add (self->parameters, parameter);
    }
}

/* A query that is too long for an address comes as a form, with x-method-override: GET. */
static void
add_form_parameters (TuntasSimRequest *self)
{
  const char *type = soup_message_headers_get_content_type (self->headers, NULL);
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);
  g_autofree char *form = NULL;

  if (g_strcmp0 (self->override, "GET") != 0 || g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    return;
  form = g_strndup (data != NULL ? data : "", size);
  add_parameters (self, form);
}

static void
split_path (TuntasSimRequest *self)
{
  g_auto (GStrv) parts = g_strsplit (self->path, "/", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *decoded = g_uri_unescape_string (*part, NULL);

      if (decoded != NULL && *decoded != '\0')
        g_strv_builder_add (builder, decoded);
    }
  self->segments = g_strv_builder_end (builder);
  self->n_segments = g_strv_length (self->segments);
}

TuntasSimRequest *
tuntas_sim_request_new (const char *method, GUri *uri, SoupMessageHeaders *headers, GBytes *body, const char *origin)
{
  TuntasSimRequest *self = g_new0 (TuntasSimRequest, 1);
  const char *override = soup_message_headers_get_one (headers, "x-method-override");

  self->method = g_ascii_strup (method, -1);
  self->override = override != NULL ? g_ascii_strup (override, -1) : NULL;
  self->path = g_strdup (g_uri_get_path (uri));
  split_path (self);
  self->raw_query = g_strdup (g_uri_get_query (uri));
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);
  if (self->raw_query != NULL)
    add_parameters (self, self->raw_query);
  self->headers = soup_message_headers_ref (headers);
  self->body = g_bytes_ref (body);
  add_form_parameters (self);
  self->origin = g_strdup (origin);
  self->cookies = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tuntas_sim_request_free (TuntasSimRequest *self)
{
  g_free (self->method);
  g_free (self->override);
  g_free (self->path);
  g_strfreev (self->segments);
  g_free (self->raw_query);
  g_ptr_array_unref (self->parameters);
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self->origin);
  g_free (self->base);
  g_ptr_array_unref (self->cookies);
  g_clear_pointer (&self->attribute_errors, json_array_unref);
  g_free (self);
}

const char *
tuntas_sim_request_get_parameter (TuntasSimRequest *self, const char *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      TuntasSimParameter *parameter = self->parameters->pdata[i];

      if (g_ascii_strcasecmp (parameter->name, name) == 0)
        return parameter->value;
    }
  return NULL;
}

gboolean
tuntas_sim_request_is_yes (const char *value)
{
  return value != NULL && (g_str_equal (value, "1") || g_ascii_strcasecmp (value, "true") == 0);
}

gboolean
tuntas_sim_request_get_flag (TuntasSimRequest *self, const char *name)
{
  return tuntas_sim_request_is_yes (tuntas_sim_request_get_parameter (self, name));
}

const char *
tuntas_sim_request_get_header (TuntasSimRequest *self, const char *name)
{
  return soup_message_headers_get_list (self->headers, name);
}

const char *
tuntas_sim_request_get_segment (TuntasSimRequest *self, guint index)
{
  return index < self->n_segments ? self->segments[index] : NULL;
}

gboolean
tuntas_sim_request_is_write (TuntasSimRequest *self)
{
  const char *kind = tuntas_sim_request_get_segment (self, 2);

  return !g_str_equal (self->method, "GET") && !g_str_equal (self->method, "HEAD") && g_strcmp0 (kind, "os") == 0 &&
         g_strcmp0 (self->override, "GET") != 0;
}

TuntasSimReply *
tuntas_sim_reply_new (guint status)
{
  TuntasSimReply *self = g_new0 (TuntasSimReply, 1);

  self->status = status;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  return self;
}

TuntasSimReply *
tuntas_sim_reply_new_json (guint status, JsonNode *node)
{
  TuntasSimReply *self = tuntas_sim_reply_new (status);
  char *text = json_to_string (node, FALSE);

  self->content_type = g_strdup ("application/json;charset=UTF-8");
  self->body = g_bytes_new_take (text, strlen (text));
  json_node_unref (node);
  return self;
}

TuntasSimReply *
tuntas_sim_reply_new_object (guint status, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return tuntas_sim_reply_new_json (status, node);
}

TuntasSimReply *
tuntas_sim_reply_new_html (guint status, const char *html)
{
  TuntasSimReply *self = tuntas_sim_reply_new (status);

  self->content_type = g_strdup ("text/html;charset=UTF-8");
  self->body = g_bytes_new (html, strlen (html));
  return self;
}

static void
set_reason (JsonObject *object, const char *member, const char *reason)
{
  if (reason != NULL)
    json_object_set_string_member (object, member, reason);
  else
    json_object_set_null_member (object, member);
}

/* "attrerrors" has the same errors as objects of their own. */
static void
add_attribute_errors (TuntasSimRequest *request, JsonObject *root)
{
  if (request->attribute_errors != NULL && json_array_get_length (request->attribute_errors) > 0)
    json_object_set_array_member (root, request->lean ? "attrerrors" : "oslc:attrerrors",
                                  json_array_ref (request->attribute_errors));
}

TuntasSimReply *
tuntas_sim_reply_new_reason (TuntasSimRequest *request, guint status, const char *reason, const char *text)
{
  gboolean lean = request->lean;
  g_autofree char *code = g_strdup_printf ("%u", status);
  g_autofree char *href = g_strdup_printf ("%s/error/messages/%s", request->base, reason != NULL ? reason : "");
  JsonObject *more = json_object_new ();
  JsonObject *extended = json_object_new ();
  JsonObject *body = json_object_new ();
  JsonObject *root = json_object_new ();

  json_object_set_string_member (more, lean ? "href" : "rdf:resource", href);
  json_object_set_object_member (extended, lean ? "moreInfo" : "oslc:moreInfo", more);
  json_object_set_object_member (body, lean ? "extendedError" : "oslc:extendedError", extended);
  set_reason (body, lean ? "reasonCode" : "spi:reasonCode", reason);
  json_object_set_string_member (body, lean ? "message" : "oslc:message", text);
  json_object_set_string_member (body, lean ? "statusCode" : "oslc:statusCode", code);
  add_attribute_errors (request, root);
  json_object_set_object_member (root, lean ? "Error" : "oslc:Error", body);
  return tuntas_sim_reply_new_object (status, root);
}

TuntasSimReply *
tuntas_sim_reply_new_error (TuntasSimRequest *request, const GError *error)
{
  g_autofree char *text = tuntas_sim_error_text (error);

  return tuntas_sim_reply_new_reason (request, tuntas_sim_error_status (error), tuntas_sim_error_reason (error), text);
}

void
tuntas_sim_reply_free (TuntasSimReply *self)
{
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  soup_message_headers_unref (self->headers);
  g_free (self);
}
