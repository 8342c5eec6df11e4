/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-query.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-filter.h"
#include "tuntas-sim-page.h"
#include "tuntas-sim-relation.h"
#include "tuntas-sim-schema.h"

gboolean
tuntas_sim_query_refuse_structure (const char *os, GError **error)
{
  g_autofree char *upper = g_ascii_strup (os, -1);

  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_OBJECT_STRUCTURE,
               "The object structure %s is not enabled for the API or does not exist.", upper);
  return FALSE;
}

gboolean
tuntas_sim_query_refuse_missing (const char *os, const char *id, GError **error)
{
  g_autofree char *upper = g_ascii_strup (os, -1);

  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_FOUND,
               "The OSLC resource %s with the ID %s was not found as it does not exist in the system. In the database, "
               "verify whether the resource for the ID exists.",
               upper, id);
  return FALSE;
}

gboolean
tuntas_sim_query_resolve (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target, GError **error)
{
  const char *id = tuntas_sim_request_get_segment (request, 4);
  g_autofree char *name = NULL;

  target->os = tuntas_sim_request_get_segment (request, 3);
  target->child = tuntas_sim_request_get_segment (request, 5);
  target->child_id = tuntas_sim_request_get_segment (request, 6);
  target->row = NULL;
  name = g_ascii_strdown (target->os != NULL ? target->os : "", -1);
  target->class = g_hash_table_lookup (store->settings.object_structures, name);
  if (target->class == NULL)
    return tuntas_sim_query_refuse_structure (name, error);
  if (request->user->structures != NULL && !g_strv_contains ((const char *const *) request->user->structures, name))
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NO_RIGHT,
                   "You are not authorized to use the object structure %s.", name);
      return FALSE;
    }
  if (id == NULL)
    return TRUE;
  target->row = tuntas_sim_store_find_id (store, target->class, id);
  if (target->row == NULL)
    return tuntas_sim_query_refuse_missing (target->os, id, error);
  if (g_str_equal (target->class, TUNTAS_SIM_ANY_TICKET))
    target->class = tuntas_sim_row_get_object (target->row);
  if (target->child != NULL && tuntas_sim_relation_get_table (store, target->row->table, target->child) == NULL)
    return tuntas_sim_query_refuse_missing (target->child, id, error);
  return TRUE;
}

void
tuntas_sim_query_init_view (TuntasSimView *view, TuntasSimStore *store, TuntasSimRequest *request, const char *os)
{
  const char *nulls = tuntas_sim_request_get_parameter (request, "_dropnulls");

  *view = (TuntasSimView) { 0 };
  view->store = store;
  view->base = request->base;
  view->os = os;
  view->nulls = nulls != NULL && (g_str_equal (nulls, "0") || g_ascii_strcasecmp (nulls, "false") == 0);
  view->internal_values = tuntas_sim_request_get_flag (request, "internalvalues");
  view->no_collection_refs = tuntas_sim_request_get_flag (request, "ignorecollectionref");
  view->no_rowstamps = tuntas_sim_request_get_flag (request, "ignorers");
  view->no_key_refs = tuntas_sim_request_get_flag (request, "ignorekeyref");
}

static TuntasSimReply *
reply_body (TuntasSimRequest *request, guint status, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  if (request->lean)
    return tuntas_sim_reply_new_json (status, g_steal_pointer (&node));
  return tuntas_sim_reply_new_json (status, tuntas_sim_view_prefix (node));
}

TuntasSimReply *
tuntas_sim_query_reply_record (TuntasSimRequest *request, guint status, JsonObject *record)
{
  return reply_body (request, status, record);
}

/* oslc.select, or its older name. */
static TuntasSimSelect *
parse_select (TuntasSimRequest *request)
{
  const char *text = tuntas_sim_request_get_parameter (request, "oslc.select");

  if (text == NULL)
    text = tuntas_sim_request_get_parameter (request, "oslc.properties");
  return text != NULL ? tuntas_sim_select_parse (text) : NULL;
}

/* (transfer container): every row of the collection; the indexes of children count in it. */
static GPtrArray *
list_all (TuntasSimStore *store, const TuntasSimTarget *target)
{
  return target->row != NULL ? tuntas_sim_relation_list (store, target->row, target->child)
                             : tuntas_sim_store_list (store, target->class);
}

static const TuntasSimTable *
get_table (TuntasSimStore *store, const TuntasSimTarget *target)
{
  return target->row != NULL ? tuntas_sim_relation_get_table (store, target->row->table, target->child)
                             : tuntas_sim_store_get_table (store, target->class);
}

static char *
dup_href (const TuntasSimView *view, const TuntasSimTarget *target)
{
  g_autofree char *parent = target->row != NULL ? tuntas_sim_view_dup_href (view, target->row) : NULL;

  return parent != NULL ? g_strconcat (parent, "/", target->child, NULL)
                        : g_strdup_printf ("%s/os/%s", view->base, target->os);
}

static JsonObject *
show_row (const TuntasSimView *view, const TuntasSimTarget *target, GPtrArray *all, TuntasSimRow *row,
          const TuntasSimSelect *select)
{
  guint index = 0;

  if (target->row == NULL)
    return tuntas_sim_view_record (view, row, select);
  g_ptr_array_find (all, row, &index);
  return tuntas_sim_view_child (view, target->row, target->child, row, index, select);
}

static TuntasSimReply *
reply_count (guint count)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "totalCount", count);
  return tuntas_sim_reply_new_object (200, body);
}

/* Rows of tickets, of value lists, or the children of a ticket. */
static TuntasSimReply *
read_collection (TuntasSimStore *store, TuntasSimRequest *request, const TuntasSimTarget *target,
                 const TuntasSimView *view, GError **error)
{
  g_autoptr (GPtrArray) all = list_all (store, target);
  g_autoptr (GPtrArray) rows = tuntas_sim_filter_rows (store, request, all, get_table (store, target), error);
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (TuntasSimSelect) select = parse_select (request);
  g_autofree char *href = dup_href (view, target);
  TuntasSimPage page;
  JsonObject *body, *info;
  JsonArray *members;

  if (rows == NULL)
    return NULL;
  if (tuntas_sim_request_get_flag (request, "count"))
    return reply_count (rows->len);
  shown = tuntas_sim_page_cut (store, request, rows, target->row == NULL, &page, error);
  if (shown == NULL)
    return NULL;
  /* Rows of a child collection are shown whole where nothing was selected. */
  if (select == NULL && target->row != NULL)
    select = tuntas_sim_select_all ();
  members = json_array_new ();
  for (guint i = 0; i < shown->len; i++)
    json_array_add_object_element (members, show_row (view, target, all, shown->pdata[i], select));
  body = json_object_new ();
  info = tuntas_sim_page_info (request, href, &page);
  if (target->row == NULL && tuntas_sim_request_get_flag (request, "addschema"))
    json_object_set_object_member (info, "schema", tuntas_sim_schema_new (store, target->os, target->class));
  json_object_set_array_member (body, "member", members);
  json_object_set_string_member (body, "href", href);
  json_object_set_object_member (body, "responseInfo", info);
  return reply_body (request, 200, body);
}

/* Sets the row's ETag; TRUE where the client has it so already. */
static gboolean
set_etag (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimReply *reply, const TuntasSimRow *row)
{
  const char *known = tuntas_sim_request_get_header (request, "If-None-Match");
  gboolean documented = store->settings.etag == TUNTAS_SIM_ETAG_DOCUMENTED;
  g_autofree char *etag =
    documented ? g_strdup_printf ("\"%" G_GUINT64_FORMAT "\"", row->rowstamp) : g_strdup ("0");

  soup_message_headers_replace (reply->headers, "ETag", etag);
  return documented && g_strcmp0 (known, etag) == 0;
}

static TuntasSimReply *
read_record (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target, TuntasSimView *view)
{
  g_autoptr (TuntasSimSelect) select = parse_select (request);
  TuntasSimReply *reply;

  if (select == NULL)
    select = tuntas_sim_select_all ();
  reply = tuntas_sim_query_reply_record (request, 200, tuntas_sim_view_record (view, target->row, select));
  if (set_etag (store, request, reply, target->row))
    {
      reply->status = 304;
      g_clear_pointer (&reply->body, g_bytes_unref);
    }
  return reply;
}

TuntasSimRow *
tuntas_sim_query_find_child (TuntasSimStore *store, const TuntasSimTarget *target, guint *index)
{
  g_autoptr (GPtrArray) rows = tuntas_sim_relation_list (store, target->row, target->child);
  const char *dash = strchr (target->child_id, '-');
  gint64 uid = g_ascii_strtoll (dash != NULL ? dash + 1 : target->child_id, NULL, 10);

  for (guint i = 0; i < rows->len; i++)
    if (tuntas_sim_row_get_uid (rows->pdata[i]) == uid)
      {
        *index = i;
        return rows->pdata[i];
      }
  return NULL;
}

static TuntasSimReply *
read_child (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target, TuntasSimView *view,
            GError **error)
{
  guint index;
  TuntasSimRow *row = tuntas_sim_query_find_child (store, target, &index);
  g_autoptr (TuntasSimSelect) select = parse_select (request);

  if (row == NULL)
    {
      tuntas_sim_query_refuse_missing (target->child, target->child_id, error);
      return NULL;
    }
  if (select == NULL)
    select = tuntas_sim_select_all ();
  return tuntas_sim_query_reply_record (
    request, 200, tuntas_sim_view_child (view, target->row, target->child, row, index, select));
}

TuntasSimReply *
tuntas_sim_query_read (TuntasSimStore *store, TuntasSimRequest *request, GError **error)
{
  TuntasSimTarget target;
  TuntasSimView view;
  g_autoptr (GPtrArray) filters = NULL;

  if (!tuntas_sim_query_resolve (store, request, &target, error))
    return NULL;
  filters = tuntas_sim_filter_read_children (store, request, target.class, error);
  if (filters == NULL)
    return NULL;
  tuntas_sim_query_init_view (&view, store, request, target.os);
  view.child_filters = filters;
  if (target.row == NULL || (target.child != NULL && target.child_id == NULL))
    return read_collection (store, request, &target, &view, error);
  if (target.child == NULL)
    return read_record (store, request, &target, &view);
  return read_child (store, request, &target, &view, error);
}
