/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-view.h"

#include "tuntas-sim-edit.h"
#include "tuntas-sim-filter.h"
#include "tuntas-sim-relation.h"

char *
tuntas_sim_view_dup_href (const TuntasSimView *self, const TuntasSimRow *row)
{
  g_autofree char *id = tuntas_sim_row_dup_id (row);

  return g_strdup_printf ("%s/os/%s/%s", self->base, self->os, id);
}

static void
add_companion (JsonObject *object, const char *name, const char *suffix, const char *value)
{
  g_autofree char *member = g_strconcat (name, suffix, NULL);

  json_object_set_string_member (object, member, value);
}

/* One attribute, with what a server adds by itself to a value of a list. */
static void
add_attribute (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row, guint index, const char *alias)
{
  const TuntasSimAttribute *attribute = &row->table->attributes[index];
  const char *name = alias != NULL ? alias : attribute->name;
  const char *value = row->values[index];
  g_autofree char *domain = NULL;
  const TuntasSimSynonym *synonym;

  if (value == NULL)
    {
      if (self->nulls)
        json_object_set_null_member (object, name);
      return;
    }
  json_object_set_member (object, name,
                          tuntas_sim_attribute_write (attribute, value, self->store->settings.zone));
  domain = tuntas_sim_store_dup_domain (row, attribute);
  synonym = tuntas_sim_store_find_synonym (self->store, domain, value);
  if (synonym == NULL)
    return;
  add_companion (object, name, "_description", synonym->description);
  if (self->internal_values && attribute->type == TUNTAS_SIM_UPPER)
    add_companion (object, name, "_maxvalue", synonym->maxvalue);
}

static void
add_rowstamp (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row)
{
  g_autofree char *rowstamp = g_strdup_printf ("%" G_GUINT64_FORMAT, row->rowstamp);

  if (!self->no_rowstamps)
    json_object_set_string_member (object, "_rowstamp", rowstamp);
}

static void
add_children (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row, const char *child,
              const char *name, const TuntasSimSelect *select)
{
  g_autoptr (GPtrArray) all = tuntas_sim_relation_list (self->store, row, child);
  g_autoptr (GPtrArray) rows = tuntas_sim_filter_children (self->child_filters, child, all);
  JsonArray *array;

  if (rows->len == 0 && !self->nulls)
    return;
  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      guint index = 0;

      g_ptr_array_find (all, rows->pdata[i], &index);
      json_array_add_object_element (array, tuntas_sim_view_child (self, row, child, rows->pdata[i], index, select));
    }
  json_object_set_array_member (object, name, array);
}

static void
add_collection_ref (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row, const char *child)
{
  g_autofree char *href = tuntas_sim_view_dup_href (self, row);
  g_autofree char *member = g_strconcat (child, "_collectionref", NULL);
  g_autofree char *ref = g_strconcat (href, "/", child, NULL);

  json_object_set_string_member (object, member, ref);
}

static void
add_all (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row)
{
  g_autoptr (TuntasSimSelect) all = tuntas_sim_select_all ();
  char **names = self->store->settings.worklog_read;

  for (guint i = 0; i < row->table->n_attributes; i++)
    add_attribute (self, object, row, i, NULL);
  if (row->worklogs == NULL)
    return;
  add_children (self, object, row, names[0], names[0], all);
  add_children (self, object, row, "relatedrecord", "relatedrecord", all);
  if (self->no_collection_refs)
    return;
  for (char **name = names; *name != NULL; name++)
    add_collection_ref (self, object, row, *name);
  add_collection_ref (self, object, row, "relatedrecord");
}

/* "uxworklog._dbcount--count", "relatedrecord._exists", "ownerperson.displayname--ownername". */
static void
add_member (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row, const TuntasSimSelectItem *item)
{
  g_autoptr (GPtrArray) rows = tuntas_sim_relation_list (self->store, row, item->name);
  g_autofree char *plain = g_strconcat (item->name, ".", item->member, NULL);
  const char *name = item->alias != NULL ? item->alias : plain;
  const TuntasSimRow *first = rows->len > 0 ? rows->pdata[0] : NULL;
  int index = first != NULL ? tuntas_sim_table_find (first->table, item->member) : -1;

  if (g_str_equal (item->member, "_dbcount"))
    json_object_set_int_member (object, name, rows->len);
  else if (g_str_equal (item->member, "_exists"))
    json_object_set_boolean_member (object, name, rows->len > 0);
  else if (index >= 0)
    add_attribute (self, object, first, index, name);
}

static void
add_item (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row, const TuntasSimSelectItem *item)
{
  gboolean related = tuntas_sim_relation_get_table (self->store, row->table, item->name) != NULL;
  int index = tuntas_sim_table_find (row->table, item->name);
  g_autoptr (TuntasSimSelect) all = NULL;

  if (related && item->member != NULL)
    add_member (self, object, row, item);
  else if (index >= 0 && item->member == NULL && item->inner == NULL)
    add_attribute (self, object, row, index, item->alias);
  else if (related)
    {
      all = item->inner == NULL ? tuntas_sim_select_all () : NULL;
      add_children (self, object, row, item->name, item->alias != NULL ? item->alias : item->name,
                    item->inner != NULL ? item->inner : all);
    }
  else if (row->table == self->store->ticket_table && g_ascii_strcasecmp (item->name, "allowedactions") == 0)
    json_object_set_object_member (object, "allowedactions", tuntas_sim_edit_list_actions (self->store, row));
}

static void
add_selected (const TuntasSimView *self, JsonObject *object, const TuntasSimRow *row, const TuntasSimSelect *select)
{
  if (select->all)
    add_all (self, object, row);
  for (guint i = 0; i < select->items->len; i++)
    add_item (self, object, row, select->items->pdata[i]);
}

JsonObject *
tuntas_sim_view_record (const TuntasSimView *self, const TuntasSimRow *row, const TuntasSimSelect *select)
{
  JsonObject *object = json_object_new ();
  g_autofree char *href = tuntas_sim_view_dup_href (self, row);

  if (select != NULL)
    {
      add_rowstamp (self, object, row);
      add_selected (self, object, row, select);
    }
  json_object_set_string_member (object, "href", href);
  return object;
}

JsonObject *
tuntas_sim_view_child (const TuntasSimView *self, const TuntasSimRow *parent, const char *child,
                       const TuntasSimRow *row, guint index, const TuntasSimSelect *select)
{
  JsonObject *object = json_object_new ();
  g_autofree char *key = tuntas_sim_row_dup_child_key (row, parent);
  g_autofree char *childkey = g_strconcat ("http://childkey#", key, NULL);
  g_autofree char *href = tuntas_sim_view_dup_href (self, parent);
  g_autofree char *localref = g_strdup_printf ("%s/%s/%u-%" G_GINT64_FORMAT, href, child, index,
                                               tuntas_sim_row_get_uid (row));

  if (select != NULL)
    {
      add_rowstamp (self, object, row);
      add_selected (self, object, row, select);
    }
  json_object_set_string_member (object, "localref", localref);
  if (!self->no_key_refs)
    json_object_set_string_member (object, "href", childkey);
  return object;
}

static JsonNode *prefix_record (JsonObject *lean);

static JsonNode *
resource_node (const char *href)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "rdf:resource", href);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
prefix_list (JsonArray *lean)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (lean); i++)
    json_array_add_element (array, prefix_record (json_array_get_object_element (lean, i)));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
prefix_record (JsonObject *lean)
{
  JsonNode *result = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, lean);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *prefixed = g_strconcat ("spi:", name, NULL);

      if (g_str_equal (name, "href"))
        json_object_set_member (object, "rdf:about", json_node_copy (node));
      else if (*name == '_' || g_str_equal (name, "localref"))
        json_object_set_member (object, name, json_node_copy (node));
      else if (g_str_has_suffix (name, "_collectionref"))
        json_object_set_member (object, prefixed, resource_node (json_node_get_string (node)));
      else if (JSON_NODE_HOLDS_ARRAY (node))
        json_object_set_member (object, prefixed, prefix_list (json_node_get_array (node)));
      else
        json_object_set_member (object, prefixed, json_node_copy (node));
    }
  json_node_take_object (result, object);
  return result;
}

static JsonNode *
prefix_response_info (JsonObject *lean)
{
  JsonNode *result = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, lean);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *prefixed = g_strconcat ("oslc:", name, NULL);

      /* Recorded so: totalPages and pagenum have no prefix. */
      if (g_str_equal (name, "href"))
        json_object_set_member (object, "rdf:about", json_node_copy (node));
      else if (g_str_has_suffix (name, "Page"))
        json_object_set_member (object, prefixed,
                                resource_node (json_object_get_string_member (json_node_get_object (node), "href")));
      else if (g_str_equal (name, "totalCount"))
        json_object_set_member (object, prefixed, json_node_copy (node));
      else
        json_object_set_member (object, name, json_node_copy (node));
    }
  json_node_take_object (result, object);
  return result;
}

static JsonObject *
prefixes (void)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
  json_object_set_string_member (object, "rdfs", "http://www.w3.org/2000/01/rdf-schema#");
  json_object_set_string_member (object, "oslc", "http://open-services.net/ns/core#");
  json_object_set_string_member (object, "spi", "http://jazz.net/ns/ism/asset/smarter_physical_infrastructure#");
  return object;
}

JsonNode *
tuntas_sim_view_prefix (JsonNode *lean)
{
  JsonObject *from = json_node_get_object (lean);
  JsonNode *result;
  JsonObject *object;

  if (!json_object_has_member (from, "member"))
    {
      result = prefix_record (from);
      json_object_set_object_member (json_node_get_object (result), "prefixes", prefixes ());
      return result;
    }
  result = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();
  json_object_set_object_member (object, "prefixes", prefixes ());
  json_object_set_member (object, "oslc:responseInfo",
                          prefix_response_info (json_object_get_object_member (from, "responseInfo")));
  json_object_set_member (object, "rdfs:member", prefix_list (json_object_get_array_member (from, "member")));
  json_object_set_string_member (object, "rdf:about", json_object_get_string_member (from, "href"));
  json_node_take_object (result, object);
  return result;
}
