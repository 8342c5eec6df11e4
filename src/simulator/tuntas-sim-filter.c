/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-filter.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-relation.h"
#include "tuntas-sim-where.h"

/* What is said of one child. */
typedef struct
{
  const TuntasSimTable *table;
  char *child;
  TuntasSimWhere *where; /* (nullable) */
  gboolean any;
  char *order;           /* (nullable) */
  guint limit;           /* 0: none */
} ChildFilter;

static void
child_filter_free (gpointer data)
{
  ChildFilter *filter = data;

  g_free (filter->child);
  g_clear_pointer (&filter->where, tuntas_sim_where_free);
  g_free (filter->order);
  g_free (filter);
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

static gboolean
refuse_saved (GError **error, const char *name, const char *reason)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX, "The saved query %s %s.", name, reason);
  return FALSE;
}

/* The clause with what the request (sqp:<name>) or the server (:user) puts in for ":name". */
static gboolean
bind (TuntasSimRequest *request, const char *query, const char *clause, GString *out, GError **error)
{
  for (const char *at = clause; *at != '\0'; at++)
    {
      gsize length = *at == ':' ? strspn (at + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;
      g_autofree char *name = g_strndup (at + 1, length);
      g_autofree char *parameter = g_strconcat ("sqp:", name, NULL);
      const char *value = g_str_equal (name, "user") ? request->user->person
                                                     : tuntas_sim_request_get_parameter (request, parameter);

      if (length == 0)
        {
          g_string_append_c (out, *at);
          continue;
        }
      if (value == NULL || strchr (value, '"') != NULL)
        return refuse_saved (error, query, "lacks a parameter or has one that is not valid");
      g_string_append (out, value);
      at += length;
    }
  return TRUE;
}

/* (transfer full): NULL where nothing is asked for or, with error set, where it makes no sense. */
static TuntasSimWhere *
read_saved (TuntasSimStore *store, TuntasSimRequest *request, const TuntasSimTable *table, GError **error)
{
  const char *name = tuntas_sim_request_get_parameter (request, "savedQuery");
  g_autofree char *upper = name != NULL ? g_ascii_strup (name, -1) : NULL;
  const char *clause = upper != NULL ? g_hash_table_lookup (store->settings.saved_queries, upper) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (name == NULL)
    return NULL;
  if (clause == NULL)
    {
      refuse_saved (error, name, "does not exist");
      return NULL;
    }
  return bind (request, name, clause, text, error) ? tuntas_sim_where_parse (store, text->str, table, error) : NULL;
}

static TuntasSimWhere *
read_where (TuntasSimStore *store, TuntasSimRequest *request, const TuntasSimTable *table, GError **error)
{
  const char *text = tuntas_sim_request_get_parameter (request, "oslc.where");

  return text != NULL && *text != '\0' ? tuntas_sim_where_parse (store, text, table, error) : NULL;
}

GPtrArray *
tuntas_sim_filter_rows (TuntasSimStore *store, TuntasSimRequest *request, GPtrArray *all, const TuntasSimTable *table,
                        GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GError) cause = NULL;
  const char *order = tuntas_sim_request_get_parameter (request, "oslc.orderBy");
  gboolean any = tuntas_sim_request_get_flag (request, "opmodeor");
  g_autoptr (TuntasSimWhere) saved = read_saved (store, request, table, &cause);
  g_autoptr (TuntasSimWhere) where = cause == NULL ? read_where (store, request, table, &cause) : NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  for (guint i = 0; i < all->len; i++)
    if ((saved == NULL || tuntas_sim_where_matches (saved, all->pdata[i], FALSE)) &&
        (where == NULL || tuntas_sim_where_matches (where, all->pdata[i], any)) &&
        matches_search (request, all->pdata[i]))
      g_ptr_array_add (rows, all->pdata[i]);
  if (order != NULL && *order != '\0' && !tuntas_sim_order_apply (order, table, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static ChildFilter *
filter_of (GPtrArray *filters, const char *child)
{
  ChildFilter *filter;

  for (guint i = 0; i < filters->len; i++)
    if (g_ascii_strcasecmp (((ChildFilter *) filters->pdata[i])->child, child) == 0)
      return filters->pdata[i];
  filter = g_new0 (ChildFilter, 1);
  filter->child = g_strdup (child);
  g_ptr_array_add (filters, filter);
  return filter;
}

static gboolean
read_child_parameter (TuntasSimStore *store, ChildFilter *filter, const char *what, const char *value, GError **error)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (g_ascii_strcasecmp (what, "where") == 0)
    {
      g_clear_pointer (&filter->where, tuntas_sim_where_free);
      filter->where = tuntas_sim_where_parse (store, value, filter->table, error);
      return filter->where != NULL;
    }
  if (g_ascii_strcasecmp (what, "limit") == 0)
    filter->limit = (guint) MIN (g_ascii_strtoull (value, NULL, 10), G_MAXINT);
  else if (g_ascii_strcasecmp (what, "opmodeor") == 0)
    filter->any = tuntas_sim_request_is_yes (value);
  else if (g_ascii_strcasecmp (what, "orderby") == 0)
    {
      g_free (filter->order);
      filter->order = g_strdup (value);
      return tuntas_sim_order_apply (value, filter->table, nothing, error);
    }
  return TRUE;
}

GPtrArray *
tuntas_sim_filter_read_children (TuntasSimStore *store, TuntasSimRequest *request, const char *object, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (child_filter_free);
  const TuntasSimTable *table = tuntas_sim_store_get_table (store, object);

  for (guint i = 0; i < request->parameters->len; i++)
    {
      const TuntasSimParameter *parameter = request->parameters->pdata[i];
      g_auto (GStrv) names = g_strsplit (parameter->name, ".", -1);
      const char *own = g_str_has_prefix (names[0] != NULL ? names[0] : "", "spi:") ? names[0] + 4 : names[0];
      const TuntasSimTable *inner;
      ChildFilter *filter;

      if (g_strv_length (names) != 3 || g_ascii_strcasecmp (own, object) != 0 ||
          (inner = tuntas_sim_relation_get_table (store, table, names[1])) == NULL)
        continue;
      filter = filter_of (filters, names[1]);
      filter->table = inner;
      if (!read_child_parameter (store, filter, names[2], parameter->value, error))
        return NULL;
    }
  return g_steal_pointer (&filters);
}

GPtrArray *
tuntas_sim_filter_children (GPtrArray *filters, const char *child, GPtrArray *all)
{
  const ChildFilter *filter = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    if (g_ascii_strcasecmp (((ChildFilter *) filters->pdata[i])->child, child) == 0)
      filter = filters->pdata[i];
  if (filter == NULL)
    return g_ptr_array_ref (all);
  for (guint i = 0; i < all->len; i++)
    if (filter->where == NULL || tuntas_sim_where_matches (filter->where, all->pdata[i], filter->any))
      g_ptr_array_add (rows, all->pdata[i]);
  if (filter->order != NULL)
    tuntas_sim_order_apply (filter->order, filter->table, rows, NULL);
  if (filter->limit > 0 && rows->len > filter->limit)
    g_ptr_array_set_size (rows, filter->limit);
  return g_steal_pointer (&rows);
}
