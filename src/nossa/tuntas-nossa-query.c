/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-query.h"

#include "tuntas-nossa-error.h"

#include "tuntas-json.h"

struct _TuntasNossaQuery
{
  GPtrArray *columns; /* of char * */
  GString   *where;
  GString   *order;
  guint      page_size;
};

TuntasNossaQuery *
tuntas_nossa_query_new (void)
{
  TuntasNossaQuery *self = g_new0 (TuntasNossaQuery, 1);

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->where = g_string_new (NULL);
  self->order = g_string_new (NULL);
  return self;
}

void
tuntas_nossa_query_free (TuntasNossaQuery *self)
{
  g_ptr_array_unref (self->columns);
  g_string_free (self->where, TRUE);
  g_string_free (self->order, TRUE);
  g_free (self);
}

void
tuntas_nossa_query_select (TuntasNossaQuery *self, const char *attribute)
{
  if (!g_ptr_array_find_with_equal_func (self->columns, attribute, g_str_equal, NULL))
    g_ptr_array_add (self->columns, g_strdup (attribute));
}

static gboolean
check_value (const char *attribute, const char *value, GError **error)
{
  const char *p;

  for (p = value; *p != '\0' && *p != '"' && *p != '%' && *p != '*' && !g_ascii_iscntrl (*p); p++)
    ;
  if (*p == '\0' && p != value && g_utf8_validate (value, -1, NULL))
    return TRUE;
  if (p == value && *p == '\0')
    g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "where %s: the value is empty", attribute);
  else
    g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                 "where %s: a character that cannot be asked for (one of \" %% * or a control character)", attribute);
  return FALSE;
}

static void
begin_term (TuntasNossaQuery *self, const char *attribute)
{
  if (self->where->len > 0)
    g_string_append (self->where, " and ");
  g_string_append (self->where, attribute);
}

gboolean
tuntas_nossa_query_where (TuntasNossaQuery *self, const char *attribute, const char *value, GError **error)
{
  if (!check_value (attribute, value, error))
    return FALSE;
  begin_term (self, attribute);
  g_string_append_printf (self->where, "=\"%s\"", value);
  return TRUE;
}

gboolean
tuntas_nossa_query_where_has (TuntasNossaQuery *self, const char *attribute, const char *part, GError **error)
{
  if (!check_value (attribute, part, error))
    return FALSE;
  begin_term (self, attribute);
  g_string_append_printf (self->where, "=\"%%%s%%\"", part);
  return TRUE;
}

gboolean
tuntas_nossa_query_where_in (TuntasNossaQuery *self, const char *attribute, const char *const *values, GError **error)
{
  g_return_val_if_fail (values[0] != NULL, FALSE);

  for (guint i = 0; values[i] != NULL; i++)
    if (!check_value (attribute, values[i], error))
      return FALSE;
  begin_term (self, attribute);
  for (guint i = 0; values[i] != NULL; i++)
    g_string_append_printf (self->where, "%s\"%s\"", i == 0 ? " in [" : ",", values[i]);
  g_string_append_c (self->where, ']');
  return TRUE;
}

void
tuntas_nossa_query_where_since (TuntasNossaQuery *self, const char *attribute, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00");

  begin_term (self, attribute);
  g_string_append_printf (self->where, ">=\"%s\"", text);
}

void
tuntas_nossa_query_order (TuntasNossaQuery *self, const char *attribute, gboolean descending)
{
  g_string_append_printf (self->order, "%s%c%s", self->order->len > 0 ? "," : "", descending ? '-' : '+', attribute);
}

void
tuntas_nossa_query_page (TuntasNossaQuery *self, guint size)
{
  self->page_size = size;
}

static void
append_parameter (GString *query, const char *name, const char *value)
{
  if (*value == '\0')
    return;
  g_string_append_printf (query, "&%s=", name);
  /* A raw '+' would arrive as a blank, so everything but letters, digits and -._~ is encoded. */
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

char *
tuntas_nossa_query_print (TuntasNossaQuery *self)
{
  GString *query = g_string_new ("lean=1&internalvalues=1");
  g_autofree char *columns = NULL;

  g_ptr_array_add (self->columns, NULL);
  columns = g_strjoinv (",", (char **) self->columns->pdata);
  g_ptr_array_set_size (self->columns, (int) self->columns->len - 1);
  append_parameter (query, "oslc.select", columns);
  append_parameter (query, "oslc.where", self->where->str);
  append_parameter (query, "oslc.orderBy", self->order->str);
  if (self->page_size > 0)
    g_string_append_printf (query, "&oslc.pageSize=%u&collectioncount=1", self->page_size);
  return g_string_free (query, FALSE);
}
