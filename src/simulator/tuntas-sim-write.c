/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-write.h"

#include "tuntas-sim-body.h"
#include "tuntas-sim-error.h"
#include "tuntas-sim-order.h"
#include "tuntas-sim-relation.h"

#define CHANGE_STATUS "wsmethod:changeStatus"
#define CAN_DELETE "system:candelete"

static TuntasSimReply *
refuse_method (const char *method, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_METHOD, "The method %s is not allowed here.", method);
  return NULL;
}

static void
take_member (JsonObject *from, const char *member, JsonObject *to, const char *as)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, as, json_node_copy (json_object_get_member (from, member)));
}

/* The parameters of changeStatus are never prefixed. What a pend needs may come with it. */
static TuntasSimReply *
change_status (TuntasSimOrder *order, TuntasSimRow *row, GError **error)
{
  const TuntasSimAttribute *attributes = order->store->ticket_table->attributes;
  const char *const taken[][2] = {
    { "status", "status" },
    { "date", "statusdate" },
    { "memo", "np_statusmemo" },
    { attributes[TUNTAS_SIM_TICKET_PENDREASON].name, attributes[TUNTAS_SIM_TICKET_PENDREASON].name },
    { attributes[TUNTAS_SIM_TICKET_PENDINGUNTIL].name, attributes[TUNTAS_SIM_TICKET_PENDINGUNTIL].name },
  };
  g_autoptr (JsonObject) sent = tuntas_sim_body_read_object (order->request, TRUE, error);
  g_autoptr (JsonObject) body = json_object_new ();

  if (sent == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    take_member (sent, taken[i][0], body, taken[i][1]);
  if (!json_object_has_member (body, "status"))
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_REQUIRED,
                   "A value is required for the status field on the %s object.", order->class);
      return NULL;
    }
  order->merge = TRUE;
  return tuntas_sim_order_update (order, row, body, error);
}

/* Observed: some servers answer 500 to every action; through the address of a child an action is answered as done and
 * is not. */
static TuntasSimReply *
act (TuntasSimOrder *order, TuntasSimTarget *target, const char *action, GError **error)
{
  const TuntasSimFault *fault = tuntas_sim_faults_take (order->faults, TUNTAS_SIM_FAULT_ACTION, order->request);

  if (fault != NULL && fault->choice == TUNTAS_SIM_ACTION_ERROR)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SERVER, "java.lang.NullPointerException");
      return NULL;
    }
  if (fault != NULL || target->child != NULL)
    return tuntas_sim_reply_new (204);
  if (g_ascii_strcasecmp (action, CHANGE_STATUS) == 0)
    return change_status (order, target->row, error);
  tuntas_sim_order_refuse_action (action, order->class, error);
  return NULL;
}

/* One child as a MERGE of its record. child (transfer full) */
static TuntasSimReply *
update_with_child (TuntasSimOrder *order, TuntasSimTarget *target, JsonObject *child, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *array = json_array_new ();
  GPtrArray *children = tuntas_sim_relation_get_children (order->store, target->row, target->child);
  gboolean worklog = children == target->row->worklogs;

  json_array_add_object_element (array, child);
  json_object_set_array_member (body, worklog ? order->store->settings.worklog_write : "relatedrecord",
                                array);
  order->merge = TRUE;
  return tuntas_sim_order_update (order, target->row, body, error);
}

/* Observed: a POST to relatedrecord that names no record makes a new one that follows this. */
static TuntasSimReply *
follow_up (TuntasSimOrder *order, TuntasSimTarget *target, JsonObject *body, GError **error)
{
  JsonArray *links = json_array_new ();
  JsonObject *link = json_object_new ();
  const char *description = target->row->values[TUNTAS_SIM_TICKET_DESCRIPTION];

  if (!json_object_has_member (body, "description") && description != NULL)
    json_object_set_string_member (body, "description", description);
  json_object_set_string_member (body, "origrecordid", target->row->values[TUNTAS_SIM_TICKET_TICKETID]);
  json_object_set_string_member (body, "origrecordclass", target->row->values[TUNTAS_SIM_TICKET_CLASS]);
  json_object_set_string_member (link, "relatedreckey", target->row->values[TUNTAS_SIM_TICKET_TICKETID]);
  json_object_set_string_member (link, "relatedrecclass", target->row->values[TUNTAS_SIM_TICKET_CLASS]);
  json_object_set_string_member (link, "relatetype", "ORIGINATOR");
  json_array_add_object_element (links, link);
  json_object_set_array_member (body, "relatedrecord", links);
  return tuntas_sim_order_create (order, body, error);
}

static TuntasSimReply *
create_child (TuntasSimOrder *order, TuntasSimTarget *target, GError **error)
{
  g_autoptr (JsonObject) child = tuntas_sim_body_read_object (order->request, order->request->lean, error);
  TuntasSimReply *reply;

  if (child == NULL)
    return NULL;
  if (g_ascii_strcasecmp (target->child, "relatedrecord") == 0 && !json_object_has_member (child, "relatedreckey"))
    return follow_up (order, target, child, error);
  reply = update_with_child (order, target, g_steal_pointer (&child), error);
  if (reply != NULL && reply->status == 204)
    reply->status = 201;
  return reply;
}

/* A child by its localref: updated or deleted. */
static TuntasSimReply *
write_child (TuntasSimOrder *order, TuntasSimTarget *target, GError **error)
{
  TuntasSimRequest *request = order->request;
  gboolean delete = g_str_equal (request->method, "DELETE");
  guint index;
  TuntasSimRow *row = tuntas_sim_query_find_child (order->store, target, &index);
  g_autoptr (JsonObject) child = NULL;

  if (!delete && g_strcmp0 (request->override, "PATCH") != 0)
    return refuse_method (request->method, error);
  if (row == NULL)
    {
      tuntas_sim_query_refuse_missing (target->child, target->child_id, error);
      return NULL;
    }
  child = delete ? json_object_new () : tuntas_sim_body_read_object (request, request->lean, error);
  if (child == NULL)
    return NULL;
  json_object_set_int_member (child, row->table->attributes[row->table->uid].name, tuntas_sim_row_get_uid (row));
  if (delete)
    json_object_set_string_member (child, "_action", "Delete");
  return update_with_child (order, target, g_steal_pointer (&child), error);
}

static TuntasSimReply *
write_children (TuntasSimOrder *order, TuntasSimTarget *target, GError **error)
{
  TuntasSimRequest *request = order->request;

  if (tuntas_sim_relation_get_children (order->store, target->row, target->child) == NULL)
    return refuse_method (request->method, error);
  if (target->child_id != NULL)
    return write_child (order, target, error);
  if (g_str_equal (request->method, "POST") && request->override == NULL)
    return create_child (order, target, error);
  return refuse_method (request->method, error);
}

static TuntasSimReply *
write_record (TuntasSimOrder *order, TuntasSimTarget *target, GError **error)
{
  TuntasSimRequest *request = order->request;
  gboolean patch = g_str_equal (request->method, "POST") && g_strcmp0 (request->override, "PATCH") == 0;
  const char *action = tuntas_sim_request_get_parameter (request, "action");
  g_autoptr (JsonObject) body = NULL;

  if (patch && action != NULL)
    return act (order, target, action, error);
  if (target->child != NULL)
    return write_children (order, target, error);
  if (g_str_equal (request->method, "DELETE"))
    return tuntas_sim_order_delete (order, target->row, error);
  order->replace = g_str_equal (request->method, "PUT");
  /* Observed: neither a real PATCH nor a POST without the override updates a record. */
  if (!patch && !order->replace)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_CREATE_ON_UPDATE,
                   "A record cannot be created on the address of a record.");
      return NULL;
    }
  body = tuntas_sim_body_read_object (request, request->lean, error);
  return body != NULL ? tuntas_sim_order_update (order, target->row, body, error) : NULL;
}

static TuntasSimReply *
write_collection (TuntasSimOrder *order, GError **error)
{
  TuntasSimRequest *request = order->request;
  g_autoptr (JsonObject) body = NULL;

  if (!g_str_equal (request->method, "POST"))
    return refuse_method (request->method, error);
  if (g_strcmp0 (request->override, "BULK") == 0)
    return tuntas_sim_order_bulk (order, error);
  if (request->override != NULL && !g_str_equal (request->override, "SYNC"))
    return refuse_method (request->override, error);
  body = tuntas_sim_body_read_object (request, request->lean, error);
  if (body == NULL)
    return NULL;
  return request->override != NULL ? tuntas_sim_order_sync (order, body, error)
                                   : tuntas_sim_order_create (order, body, error);
}

TuntasSimReply *
tuntas_sim_write (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimFaults *faults, GError **error)
{
  const char *transaction = tuntas_sim_request_get_header (request, "transactionid");
  TuntasSimTarget target;
  TuntasSimReply *reply;
  TuntasSimOrder order;
  g_autofree char *resource = NULL;

  if (!tuntas_sim_query_resolve (store, request, &target, error) ||
      !tuntas_sim_store_check_transaction (store, transaction, error))
    return NULL;
  if (tuntas_sim_store_get_table (store, target.class) != store->ticket_table)
    return refuse_method (request->method, error);
  order = (TuntasSimOrder) {
    .store = store,
    .request = request,
    .faults = faults,
    .os = target.os,
    .class = target.class,
    .properties = tuntas_sim_request_get_header (request, "properties"),
    .merge = g_strcmp0 (tuntas_sim_request_get_header (request, "patchtype"), "MERGE") == 0,
  };
  resource = target.row != NULL ? tuntas_sim_row_dup_id (target.row) : NULL;
  reply = target.row != NULL ? write_record (&order, &target, error) : write_collection (&order, error);
  if (reply == NULL)
    return NULL;
  /* The id is kept by the same commit as the change: a refused write may come again with it. */
  if (resource == NULL && soup_message_headers_get_one (reply->headers, "Location") != NULL)
    resource = g_path_get_basename (soup_message_headers_get_one (reply->headers, "Location"));
  tuntas_sim_store_keep_transaction (store, transaction, resource);
  return reply;
}

TuntasSimReply *
tuntas_sim_write_ask (TuntasSimStore *store, TuntasSimRequest *request, GError **error)
{
  const char *action = tuntas_sim_request_get_parameter (request, "action");
  TuntasSimTarget target;

  if (!tuntas_sim_query_resolve (store, request, &target, error))
    return NULL;
  if (target.row == NULL || target.row->worklogs == NULL || g_ascii_strcasecmp (action, CAN_DELETE) != 0)
    tuntas_sim_order_refuse_action (action, target.class, error);
  else if (tuntas_sim_order_can_delete (store, target.row, error))
    return tuntas_sim_reply_new_object (200, json_object_new ());
  return NULL;
}
