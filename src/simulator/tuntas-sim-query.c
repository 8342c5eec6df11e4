/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-query.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-where.h"

/* One collection to be shown: rows of tickets, of value lists, or the children of a ticket. */
typedef struct
{
  GPtrArray *all;               /* every row of it: what indexes of children count in */
  const TuntasSimTable *table;
  TuntasSimRow *parent;         /* (nullable) */
  const char *child;            /* (nullable) */
  char *href;
} Collection;

typedef struct
{
  gboolean paging;
  guint size;
  guint number; /* from 1 */
} Page;

static gboolean
refuse_missing (const char *os, const char *id, GError **error)
{
  g_autofree char *upper = g_ascii_strup (os, -1);

  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_FOUND,
               "The OSLC resource %s with the ID %s was not found as it does not exist in the system. In the database, "
               "verify whether the resource for the ID exists.",
               upper, id);
  return FALSE;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) < 19;
}

TuntasSimRow *
tuntas_sim_query_find_row (TuntasSimStore *store, const char *class, const char *id)
{
  g_autofree char *code = g_strdup (*id == '_' ? id + 1 : id);
  g_autofree guchar *data = NULL;
  g_autofree char *key = NULL;
  gsize length;
  char *slash;

  if (is_number (id))
    return tuntas_sim_store_find_uid (store, class, g_ascii_strtoll (id, NULL, 10));
  if (*id != '_')
    return NULL;
  g_strdelimit (code, "-", '=');
  g_strdelimit (code, "_", '+');
  data = g_base64_decode (code, &length);
  key = g_strndup ((const char *) data, length);
  slash = strchr (key, '/');
  if (slash == NULL)
    return NULL;
  *slash = '\0';
  return g_str_equal (key, class) ? tuntas_sim_store_find (store, class, slash + 1) : NULL;
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
    {
      g_autofree char *upper = g_ascii_strup (name, -1);

      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_OBJECT_STRUCTURE,
                   "The object structure %s is not enabled for the API or does not exist.", upper);
      return FALSE;
    }
  if (id == NULL)
    return TRUE;
  target->row = tuntas_sim_query_find_row (store, target->class, id);
  if (target->row == NULL)
    return refuse_missing (target->os, id, error);
  if (target->child != NULL && tuntas_sim_row_get_children (target->row, target->child) == NULL)
    return refuse_missing (target->child, id, error);
  return TRUE;
}

void
tuntas_sim_query_init_view (TuntasSimView *view, TuntasSimStore *store, TuntasSimRequest *request, const char *os)
{
  const char *nulls = tuntas_sim_request_get_parameter (request, "_dropnulls");

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

/* Text search over some attributes: one of the terms in one of them. */
static gboolean
matches_search (TuntasSimRequest *request, const TuntasSimRow *row)
{
  const char *terms = tuntas_sim_request_get_parameter (request, "oslc.searchTerms");
  const char *names = tuntas_sim_request_get_parameter (request, "searchAttributes");
  g_auto (GStrv) term_list = NULL;
  g_auto (GStrv) name_list = NULL;

  if (terms == NULL || names == NULL)
    return TRUE;
  term_list = g_strsplit (terms, ",", -1);
  name_list = g_strsplit (names, ",", -1);
  for (char **term = term_list; *term != NULL; term++)
    for (char **name = name_list; *name != NULL; name++)
      {
        int index = tuntas_sim_table_find (row->table, g_strstrip (*name));
        g_autofree char *wanted = g_utf8_casefold (g_strdelimit (*term, "\"", ' '), -1);
        g_autofree char *value = index >= 0 && row->values[index] != NULL ? g_utf8_casefold (row->values[index], -1)
                                                                            : NULL;

        if (value != NULL && strstr (value, g_strstrip (wanted)) != NULL)
          return TRUE;
      }
  return FALSE;
}

/* (transfer container) (nullable): the rows the request asks for, in its order. */
static GPtrArray *
find_rows (TuntasSimStore *store, TuntasSimRequest *request, Collection *collection, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  const char *text = tuntas_sim_request_get_parameter (request, "oslc.where");
  const char *order = tuntas_sim_request_get_parameter (request, "oslc.orderBy");
  gboolean any = tuntas_sim_request_get_flag (request, "opmodeor");
  g_autoptr (TuntasSimWhere) where = NULL;

  if (tuntas_sim_request_get_parameter (request, "savedQuery") != NULL)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX, "The saved query %s does not exist.",
                   tuntas_sim_request_get_parameter (request, "savedQuery"));
      return NULL;
    }
  if (text != NULL && *text != '\0')
    {
      where = tuntas_sim_where_parse (text, collection->table, store->worklog_table, store->related_table,
                                      store->settings.zone, error);
      if (where == NULL)
        return NULL;
    }
  for (guint i = 0; i < collection->all->len; i++)
    if ((where == NULL || tuntas_sim_where_matches (where, collection->all->pdata[i], any)) &&
        matches_search (request, collection->all->pdata[i]))
      g_ptr_array_add (rows, collection->all->pdata[i]);
  if (order != NULL && *order != '\0' && !tuntas_sim_order_apply (order, collection->table, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static guint
read_count (TuntasSimRequest *request, const char *name)
{
  const char *text = tuntas_sim_request_get_parameter (request, name);

  return text != NULL && is_number (text) ? MIN (g_ascii_strtoull (text, NULL, 10), G_MAXINT / 2) : 0;
}

static Page
read_page (TuntasSimStore *store, TuntasSimRequest *request)
{
  Page page = { FALSE, read_count (request, "oslc.pageSize"), read_count (request, "pageno") };

  if (page.size == 0 && (tuntas_sim_request_get_flag (request, "oslc.paging") || page.number > 0))
    page.size = store->settings.default_page_size > 0 ? store->settings.default_page_size : 100;
  if (page.size == 0)
    page.size = store->settings.default_page_size;
  page.paging = page.size > 0;
  page.size = MIN (page.size, store->settings.max_page_size);
  page.number = MAX (page.number, 1);
  return page;
}

/* The order in which a recorded server writes the parameters of nextPage; the others follow by name. */
static int
parameter_rank (const char *name)
{
  static const char *const order[] = { "oslc.where", "oslc.pageSize", "oslc.select",     "oslc.orderBy",
                                       "lean",       "_dropnulls",    "collectioncount", "relativeuri" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (g_ascii_strcasecmp (name, order[i]) == 0)
      return i;
  return G_N_ELEMENTS (order);
}

static int
compare_parameters (gconstpointer a, gconstpointer b)
{
  const TuntasSimParameter *left = *(TuntasSimParameter *const *) a;
  const TuntasSimParameter *right = *(TuntasSimParameter *const *) b;
  int order = parameter_rank (left->name) - parameter_rank (right->name);

  return order != 0 ? order : strcmp (left->name, right->name);
}

/* As Java encodes a form: letters, digits and ".-*_" stay, a blank becomes '+'. */
static void
append_encoded (GString *out, const char *text)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || strchr (".-*_", *c) != NULL)
      g_string_append_c (out, *c);
    else if (*c == ' ')
      g_string_append_c (out, '+');
    else
      g_string_append_printf (out, "%%%02X", *c);
}

/* (transfer full): the address of another page: pageno first, the rest in the server's order and spelling. */
static char *
page_href (TuntasSimRequest *request, const char *href, guint number)
{
  g_autoptr (GPtrArray) parameters = g_ptr_array_new ();
  GString *out = g_string_new (href);

  for (guint i = 0; i < request->parameters->len; i++)
    g_ptr_array_add (parameters, request->parameters->pdata[i]);
  g_ptr_array_sort (parameters, compare_parameters);
  g_string_append_printf (out, "?pageno=%u", number);
  for (guint i = 0; i < parameters->len; i++)
    {
      TuntasSimParameter *parameter = parameters->pdata[i];

      if (g_ascii_strcasecmp (parameter->name, "pageno") == 0 ||
          g_ascii_strcasecmp (parameter->name, "addschema") == 0)
        continue;
      g_string_append_c (out, '&');
      append_encoded (out, parameter->name);
      g_string_append_c (out, '=');
      append_encoded (out, parameter->value);
    }
  return g_string_free (out, FALSE);
}

static void
set_page_ref (JsonObject *info, const char *member, TuntasSimRequest *request, const char *href, guint number)
{
  g_autofree char *page = page_href (request, href, number);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "href", page);
  json_object_set_object_member (info, member, object);
}

static JsonObject *
response_info (TuntasSimRequest *request, const char *href, const Page *page, guint total)
{
  JsonObject *info = json_object_new ();
  g_autofree char *asked = g_strconcat (href, request->raw_query != NULL ? "?" : "", request->raw_query, NULL);
  guint pages = page->paging ? MAX ((total + page->size - 1) / page->size, 1) : 1;

  if (page->paging && page->number > 1)
    set_page_ref (info, "previousPage", request, href, page->number - 1);
  if (page->paging && page->number < pages)
    set_page_ref (info, "nextPage", request, href, page->number + 1);
  if (tuntas_sim_request_get_flag (request, "collectioncount"))
    {
      json_object_set_int_member (info, "totalPages", pages);
      json_object_set_int_member (info, "totalCount", total);
    }
  if (page->paging)
    json_object_set_int_member (info, "pagenum", page->number);
  json_object_set_string_member (info, "href", asked);
  return info;
}

static JsonObject *
show_row (const TuntasSimView *view, Collection *collection, TuntasSimRow *row, const TuntasSimSelect *select)
{
  guint index = 0;

  if (collection->parent == NULL)
    return tuntas_sim_view_record (view, row, select);
  g_ptr_array_find (collection->all, row, &index);
  return tuntas_sim_view_child (view, collection->parent, collection->child, row, index, select);
}

static TuntasSimReply *
read_collection (TuntasSimStore *store, TuntasSimRequest *request, Collection *collection, const char *os,
                 GError **error)
{
  g_autoptr (GPtrArray) rows = find_rows (store, request, collection, error);
  g_autoptr (TuntasSimSelect) select = parse_select (request);
  TuntasSimView view;
  Page page = read_page (store, request);
  JsonObject *body;
  JsonArray *members;
  guint first, last;

  if (rows == NULL)
    return NULL;
  tuntas_sim_query_init_view (&view, store, request, os);
  body = json_object_new ();
  if (tuntas_sim_request_get_flag (request, "count"))
    {
      json_object_set_int_member (body, "totalCount", rows->len);
      return tuntas_sim_reply_new_object (200, body);
    }
  /* Rows of a child collection are shown whole where nothing was selected. */
  if (select == NULL && collection->parent != NULL)
    select = tuntas_sim_select_all ();
  members = json_array_new ();
  first = page.paging ? MIN ((guint64) (page.number - 1) * page.size, rows->len) : 0;
  last = page.paging ? MIN (first + page.size, rows->len) : rows->len;
  for (guint i = first; i < last; i++)
    json_array_add_object_element (members, show_row (&view, collection, rows->pdata[i], select));
  json_object_set_array_member (body, "member", members);
  json_object_set_string_member (body, "href", collection->href);
  json_object_set_object_member (body, "responseInfo", response_info (request, collection->href, &page, rows->len));
  return reply_body (request, 200, body);
}

static void
set_etag (TuntasSimStore *store, TuntasSimReply *reply, const TuntasSimRow *row)
{
  g_autofree char *etag = store->settings.etag == TUNTAS_SIM_ETAG_7613
                            ? g_strdup ("0")
                            : g_strdup_printf ("\"%" G_GUINT64_FORMAT "\"", row->rowstamp);

  soup_message_headers_replace (reply->headers, "ETag", etag);
}

static TuntasSimReply *
read_record (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target)
{
  g_autoptr (TuntasSimSelect) select = parse_select (request);
  TuntasSimView view;
  TuntasSimReply *reply;

  if (select == NULL)
    select = tuntas_sim_select_all ();
  tuntas_sim_query_init_view (&view, store, request, target->os);
  reply = tuntas_sim_query_reply_record (request, 200, tuntas_sim_view_record (&view, target->row, select));
  set_etag (store, reply, target->row);
  return reply;
}

/* "0-143" or "143" */
static TuntasSimReply *
read_child (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target, GError **error)
{
  GPtrArray *rows = tuntas_sim_row_get_children (target->row, target->child);
  const char *dash = strchr (target->child_id, '-');
  gint64 uid = g_ascii_strtoll (dash != NULL ? dash + 1 : target->child_id, NULL, 10);
  g_autoptr (TuntasSimSelect) select = parse_select (request);
  TuntasSimView view;

  if (select == NULL)
    select = tuntas_sim_select_all ();
  tuntas_sim_query_init_view (&view, store, request, target->os);
  for (guint i = 0; i < rows->len; i++)
    if (tuntas_sim_row_get_uid (rows->pdata[i]) == uid)
      return tuntas_sim_query_reply_record (
        request, 200, tuntas_sim_view_child (&view, target->row, target->child, rows->pdata[i], i, select));
  refuse_missing (target->child, target->child_id, error);
  return NULL;
}

static TuntasSimReply *
read_children (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target, GError **error)
{
  TuntasSimView view;
  g_autofree char *parent = NULL;
  g_autofree char *href = NULL;
  Collection collection = { tuntas_sim_row_get_children (target->row, target->child), NULL, target->row,
                            target->child, NULL };

  tuntas_sim_query_init_view (&view, store, request, target->os);
  parent = tuntas_sim_view_dup_href (&view, target->row);
  href = g_strconcat (parent, "/", target->child, NULL);
  collection.href = href;
  collection.table = collection.all == target->row->worklogs ? store->worklog_table : store->related_table;
  return read_collection (store, request, &collection, target->os, error);
}

static TuntasSimReply *
read_tickets (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimTarget *target, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *href = g_strdup_printf ("%s/os/%s", request->base, target->os);
  Collection collection = { rows, store->ticket_table, NULL, NULL, href };

  if (g_str_equal (target->class, "SYNONYMDOMAIN"))
    {
      collection.all = store->synonyms;
      collection.table = store->synonym_table;
      return read_collection (store, request, &collection, target->os, error);
    }
  for (guint i = 0; i < store->tickets->len; i++)
    {
      TuntasSimRow *row = store->tickets->pdata[i];

      if (g_str_equal (row->values[TUNTAS_SIM_TICKET_CLASS], target->class))
        g_ptr_array_add (rows, row);
    }
  return read_collection (store, request, &collection, target->os, error);
}

TuntasSimReply *
tuntas_sim_query_read (TuntasSimStore *store, TuntasSimRequest *request, GError **error)
{
  TuntasSimTarget target;

  if (!tuntas_sim_query_resolve (store, request, &target, error))
    return NULL;
  if (target.row == NULL)
    return read_tickets (store, request, &target, error);
  if (target.child == NULL)
    return read_record (store, request, &target);
  if (target.child_id == NULL)
    return read_children (store, request, &target, error);
  return read_child (store, request, &target, error);
}
