/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-write.h"

#include "tuntas-json.h"
#include "tuntas-sim-edit.h"
#include "tuntas-sim-error.h"
#include "tuntas-sim-query.h"

#define CHANGE_STATUS "wsmethod:changeStatus"

/* What one write is asked to be, by the headers of the request or by an item of a bulk request. */
typedef struct
{
  TuntasSimStore *store;
  TuntasSimRequest *request;
  const char *os;
  const char *class;
  const char *properties; /* (nullable) */
  TuntasSimFaults *faults;
  gboolean merge;
} Order;

static JsonNode *plain_node (JsonNode *node, gboolean lean);

/* The members of a body by their plain names. Without lean only prefixed names count, and others are silently left
 * aside, as observed; with lean a prefix does no harm. */
static JsonObject *
plain_object (JsonObject *object, gboolean lean)
{
  JsonObject *plain = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *colon = strchr (name, ':');

      if (g_str_equal (name, "rdf:about"))
        json_object_set_member (plain, "href", json_node_copy (node));
      else if (colon != NULL)
        json_object_set_member (plain, colon + 1, plain_node (node, lean));
      else if (lean || *name == '_' || g_str_equal (name, "href") || g_str_equal (name, "localref"))
        json_object_set_member (plain, name, plain_node (node, lean));
    }
  return plain;
}

static JsonNode *
plain_node (JsonNode *node, gboolean lean)
{
  JsonNode *result;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      result = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (result, plain_object (json_node_get_object (node), lean));
      return result;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_copy (node);
  result = json_node_new (JSON_NODE_ARRAY);
  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (array, plain_node (json_array_get_element (json_node_get_array (node), i), lean));
  json_node_take_array (result, array);
  return result;
}

static JsonNode *
read_body (TuntasSimRequest *request, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);

  return tuntas_json_parse (data != NULL ? data : "", size, error);
}

static JsonObject *
read_object (TuntasSimRequest *request, gboolean lean, GError **error)
{
  g_autoptr (JsonNode) node = read_body (request, error);
  JsonObject *object = node != NULL ? tuntas_json_root_object (node, "body", error) : NULL;

  return object != NULL ? plain_object (object, lean) : NULL;
}

static gboolean
refuse_changed (const TuntasSimRow *row, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_CHANGED,
               "Record %s : %s has been updated by another user. Your changes have not been saved. Refresh the record "
               "and try again.",
               tuntas_sim_row_get_object (row), row->values[TUNTAS_SIM_TICKET_TICKETID]);
  return FALSE;
}

/* The row stamp in the body, and If-Match by the server's profile. */
static gboolean
check_unchanged (Order *order, const TuntasSimRow *row, JsonObject *body, GError **error)
{
  g_autofree char *rowstamp = g_strdup_printf ("%" G_GUINT64_FORMAT, row->rowstamp);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", rowstamp);
  JsonNode *node = json_object_get_member (body, "_rowstamp");
  g_autofree char *sent = NULL;
  const char *match = tuntas_sim_request_get_header (order->request, "If-Match");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    sent = json_node_get_value_type (node) == G_TYPE_INT64
             ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node))
             : json_node_dup_string (node);
  if (sent != NULL && !g_str_equal (sent, rowstamp))
    return refuse_changed (row, error);
  if (match == NULL || g_str_equal (match, "*"))
    return TRUE;
  if (order->store->settings.etag == TUNTAS_SIM_ETAG_7613 ||
      (!g_str_equal (match, rowstamp) && !g_str_equal (match, quoted)))
    return refuse_changed (row, error);
  return TRUE;
}

/* The record after the write, if the client asked for it by the header "properties". */
static TuntasSimReply *
reply_written (Order *order, TuntasSimRow *row, gboolean created)
{
  TuntasSimView view;
  TuntasSimReply *reply;

  tuntas_sim_query_init_view (&view, order->store, order->request, order->os);
  if (order->properties != NULL && *order->properties != '\0')
    {
      g_autoptr (TuntasSimSelect) select = tuntas_sim_select_parse (order->properties);

      reply = tuntas_sim_query_reply_record (order->request, created ? 201 : 200,
                                             tuntas_sim_view_record (&view, row, select));
    }
  else
    reply = tuntas_sim_reply_new (created ? 201 : 204);
  if (created)
    {
      g_autofree char *href = tuntas_sim_view_dup_href (&view, row);

      soup_message_headers_replace (reply->headers, "Location", href);
    }
  return reply;
}

static TuntasSimReply *
create (Order *order, JsonObject *body, GError **error)
{
  const TuntasSimUser *user = order->request->user;
  g_autoptr (TuntasSimEdit) edit = tuntas_sim_edit_new_create (order->store, order->class, user->person, user);

  if (!tuntas_sim_edit_apply (edit, body, error))
    return NULL;
  return reply_written (order, tuntas_sim_edit_commit (edit), TRUE);
}

static TuntasSimReply *
update (Order *order, TuntasSimRow *row, JsonObject *body, GError **error)
{
  g_autoptr (TuntasSimEdit) edit =
    tuntas_sim_edit_new_update (order->store, row, order->request->user->person,
                                order->merge ? TUNTAS_SIM_EDIT_MERGE : TUNTAS_SIM_EDIT_PLAIN);

  if (!check_unchanged (order, row, body, error))
    return NULL;
  if (json_object_has_member (body, "_action") &&
      g_ascii_strcasecmp (tuntas_sim_member_text (body, "_action", ""), "Delete") == 0)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_ALLOWED,
                   "The action DELETE is not allowed on object %s. Verify the business rules for the object and define "
                   "the appropriate action.",
                   order->class);
      return NULL;
    }
  if (!tuntas_sim_edit_apply (edit, body, error))
    return NULL;
  if (tuntas_sim_faults_take (order->faults, TUNTAS_SIM_FAULT_NO_CHANGE, order->request) == NULL)
    row = tuntas_sim_edit_commit (edit);
  return reply_written (order, row, FALSE);
}

/* The parameters of changeStatus are never prefixed. What a pend needs may come with it. */
static TuntasSimReply *
change_status (Order *order, TuntasSimRow *row, GError **error)
{
  const TuntasSimAttribute *attributes = order->store->ticket_table->attributes;
  const char *const taken[] = { "status", attributes[TUNTAS_SIM_TICKET_PENDREASON].name,
                                attributes[TUNTAS_SIM_TICKET_PENDINGUNTIL].name, NULL };
  g_autoptr (JsonObject) sent = read_object (order->request, TRUE, error);
  g_autoptr (JsonObject) body = json_object_new ();

  if (sent == NULL)
    return NULL;
  for (guint i = 0; taken[i] != NULL; i++)
    if (json_object_has_member (sent, taken[i]))
      json_object_set_member (body, taken[i], json_node_copy (json_object_get_member (sent, taken[i])));
  if (json_object_has_member (sent, "memo"))
    json_object_set_member (body, "np_statusmemo", json_node_copy (json_object_get_member (sent, "memo")));
  if (!json_object_has_member (body, "status"))
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_REQUIRED,
                   "A value is required for the status field on the %s object.", order->class);
      return NULL;
    }
  order->merge = TRUE;
  return update (order, row, body, error);
}

/* A new child through its own collection: the same as a MERGE with one element. */
static TuntasSimReply *
create_child (Order *order, TuntasSimTarget *target, GError **error)
{
  g_autoptr (JsonObject) child = read_object (order->request, order->request->lean, error);
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *array;
  TuntasSimReply *reply;

  if (child == NULL)
    return NULL;
  array = json_array_new ();
  json_array_add_object_element (array, g_steal_pointer (&child));
  json_object_set_array_member (body,
                                tuntas_sim_row_get_children (target->row, target->child) == target->row->worklogs
                                  ? "worklog"
                                  : "relatedrecord",
                                array);
  order->merge = TRUE;
  reply = update (order, target->row, body, error);
  if (reply != NULL && reply->status == 204)
    reply->status = 201;
  return reply;
}

static void
refuse_method (const char *method, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_METHOD, "The method %s is not allowed here.", method);
}

static TuntasSimReply *
write_record (Order *order, TuntasSimTarget *target, GError **error)
{
  TuntasSimRequest *request = order->request;
  const char *action = tuntas_sim_request_get_parameter (request, "action");
  g_autoptr (JsonObject) body = NULL;

  if (target->child != NULL && g_str_equal (request->method, "POST") && request->override == NULL)
    return create_child (order, target, error);
  if (g_str_equal (request->method, "DELETE") || g_str_equal (request->method, "PUT") || target->child != NULL)
    {
      refuse_method (request->method, error);
      return NULL;
    }
  /* Observed: neither a real PATCH nor a POST without the override updates a record. */
  if (!g_str_equal (request->method, "POST") || g_strcmp0 (request->override, "PATCH") != 0)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_CREATE_ON_UPDATE,
                   "A record cannot be created on the address of a record.");
      return NULL;
    }
  if (action != NULL && g_ascii_strcasecmp (action, CHANGE_STATUS) == 0)
    return change_status (order, target->row, error);
  if (action != NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_ALLOWED,
                   "The action %s is not allowed on object %s. Verify the business rules for the object and define the "
                   "appropriate action.",
                   action, order->class);
      return NULL;
    }
  body = read_object (request, request->lean, error);
  return body != NULL ? update (order, target->row, body, error) : NULL;
}

/* (nullable) */
static JsonObject *
inner_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* One item of a bulk request, in the spelling of the guide or of IBM's Java client. */
static TuntasSimReply *
write_item (Order *order, JsonObject *item, GError **error)
{
  JsonObject *meta = inner_object (item, "_meta");
  JsonObject *data = inner_object (item, "_data");
  g_autoptr (JsonObject) body = plain_object (data != NULL ? data : item, order->request->lean);
  const char *method = meta != NULL ? tuntas_sim_member_text (meta, "method", "") : "";
  const char *href = tuntas_sim_member_text (body, "href", "");
  Order inner = *order;
  g_autofree char *id = NULL;
  TuntasSimRow *row;

  if (meta != NULL)
    {
      href = tuntas_sim_member_text (meta, "uri", href);
      inner.merge = g_strcmp0 (tuntas_sim_member_text (meta, "patchtype", ""), "MERGE") == 0;
      inner.properties = tuntas_sim_member_text (meta, "properties", NULL);
    }
  if (*href == '\0' && g_ascii_strcasecmp (method, "PATCH") != 0)
    return create (&inner, body, error);
  id = g_path_get_basename (href);
  row = tuntas_sim_query_find_row (order->store, order->class, id);
  if (row == NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_FOUND,
                   "The OSLC resource %s with the ID %s was not found as it does not exist in the system.", order->os,
                   id);
      return NULL;
    }
  json_object_remove_member (body, "_action");
  return update (&inner, row, body, error);
}

static JsonObject *
show_item (TuntasSimReply *reply)
{
  JsonObject *object = json_object_new ();
  JsonObject *meta = json_object_new ();
  g_autofree char *status = g_strdup_printf ("%u", reply->status);
  const char *location = soup_message_headers_get_one (reply->headers, "Location");

  json_object_set_string_member (meta, "status", status);
  if (location != NULL)
    json_object_set_string_member (meta, "Location", location);
  if (reply->body != NULL)
    {
      g_autoptr (JsonNode) node =
        tuntas_json_parse (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), NULL);

      json_object_set_member (object, "_responsedata", g_steal_pointer (&node));
    }
  json_object_set_object_member (object, "_responsemeta", meta);
  return object;
}

static TuntasSimReply *
write_bulk (Order *order, GError **error)
{
  g_autoptr (JsonNode) node = read_body (order->request, error);
  JsonNode *result;
  JsonArray *replies;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "body: an array is wanted here");
      return NULL;
    }
  replies = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *item = json_array_get_element (json_node_get_array (node), i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (TuntasSimReply) reply = NULL;

      if (JSON_NODE_HOLDS_OBJECT (item))
        reply = write_item (order, json_node_get_object (item), &cause);
      else
        g_set_error (&cause, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "body[%u]: an object is wanted here", i);
      if (reply == NULL)
        reply = tuntas_sim_reply_new_error (cause, order->request->lean, order->request->base);
      json_array_add_object_element (replies, show_item (reply));
    }
  result = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (result, replies);
  return tuntas_sim_reply_new_json (200, result);
}

static TuntasSimReply *
write_collection (Order *order, GError **error)
{
  TuntasSimRequest *request = order->request;
  g_autoptr (JsonObject) body = NULL;

  if (!g_str_equal (request->method, "POST"))
    {
      refuse_method (request->method, error);
      return NULL;
    }
  if (g_strcmp0 (request->override, "BULK") == 0)
    return write_bulk (order, error);
  if (request->override != NULL && !g_str_equal (request->override, "SYNC"))
    {
      refuse_method (request->override, error);
      return NULL;
    }
  body = read_object (request, request->lean, error);
  if (body == NULL)
    return NULL;
  if (request->override != NULL && json_object_has_member (body, "ticketid"))
    {
      const char *id = tuntas_sim_member_text (body, "ticketid", "");
      TuntasSimRow *row = tuntas_sim_store_find (order->store, order->class, id);

      if (row != NULL)
        return update (order, row, body, error);
    }
  return create (order, body, error);
}

TuntasSimReply *
tuntas_sim_write (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimFaults *faults, GError **error)
{
  const char *transaction = tuntas_sim_request_get_header (request, "transactionid");
  TuntasSimTarget target;
  TuntasSimReply *reply;
  Order order;

  if (!tuntas_sim_query_resolve (store, request, &target, error) ||
      !tuntas_sim_store_check_transaction (store, transaction, error))
    return NULL;
  if (g_str_equal (target.class, "SYNONYMDOMAIN"))
    {
      refuse_method (request->method, error);
      return NULL;
    }
  order = (Order) {
    .store = store,
    .request = request,
    .os = target.os,
    .class = target.class,
    .properties = tuntas_sim_request_get_header (request, "properties"),
    .merge = g_strcmp0 (tuntas_sim_request_get_header (request, "patchtype"), "MERGE") == 0,
    .faults = faults,
  };
  reply = target.row != NULL ? write_record (&order, &target, error) : write_collection (&order, error);
  /* The id is kept by the same commit as the change: a refused write may come again with it. */
  if (reply != NULL)
    tuntas_sim_store_keep_transaction (store, transaction,
                                       target.row != NULL ? target.row->values[TUNTAS_SIM_TICKET_TICKETID] : "");
  return reply;
}
