/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-page.h"

#include "tuntas-sim-error.h"

#define CURSOR_LIFE (5 * 60)

/* Rows that stable paging keeps. */
typedef struct
{
  GPtrArray *rows; /* NULL: deleted since */
  const TuntasSimUser *user;
  guint next;  /* the only page that can be asked for */
  gint64 used; /* s */
} Cursor;

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) < 19;
}

static guint
read_count (TuntasSimRequest *request, const char *name)
{
  const char *text = tuntas_sim_request_get_parameter (request, name);

  return text != NULL && is_number (text) ? MIN (g_ascii_strtoull (text, NULL, 10), G_MAXINT / 2) : 0;
}

static TuntasSimPage
read_page (TuntasSimStore *store, TuntasSimRequest *request)
{
  TuntasSimPage page = { FALSE, read_count (request, "oslc.pageSize"), read_count (request, "pageno") };

  if (page.size == 0 && (tuntas_sim_request_get_flag (request, "oslc.paging") || page.number > 0 ||
                         tuntas_sim_request_get_flag (request, "stablepaging")))
    page.size = store->settings.default_page_size > 0 ? store->settings.default_page_size : 100;
  if (page.size == 0)
    page.size = store->settings.default_page_size;
  page.paging = page.size > 0;
  page.size = MIN (page.size, store->settings.max_page_size);
  page.number = MAX (page.number, 1);
  page.counted = store->settings.counts && tuntas_sim_request_get_flag (request, "collectioncount");
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
page_href (TuntasSimRequest *request, const char *href, guint number, const char *stable)
{
  g_autoptr (GPtrArray) parameters = g_ptr_array_new ();
  GString *out = g_string_new (href);

  for (guint i = 0; i < request->parameters->len; i++)
    g_ptr_array_add (parameters, request->parameters->pdata[i]);
  g_ptr_array_sort (parameters, compare_parameters);
  g_string_append_printf (out, "?pageno=%u", number);
  if (stable != NULL)
    g_string_append_printf (out, "&stableid=%s", stable);
  for (guint i = 0; i < parameters->len; i++)
    {
      TuntasSimParameter *parameter = parameters->pdata[i];

      if (g_ascii_strcasecmp (parameter->name, "pageno") == 0 ||
          g_ascii_strcasecmp (parameter->name, "stableid") == 0 ||
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
set_page_ref (JsonObject *info, const char *member, TuntasSimRequest *request, const char *href, guint number,
              const char *stable)
{
  g_autofree char *page = page_href (request, href, number, stable);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "href", page);
  json_object_set_object_member (info, member, object);
}

void
tuntas_sim_cursor_free (gpointer data)
{
  Cursor *cursor = data;

  g_ptr_array_unref (cursor->rows);
  g_free (cursor);
}

void
tuntas_sim_cursors_tidy (TuntasSimStore *store, const TuntasSimRow *gone)
{
  gint64 now = tuntas_clock_now_seconds (store->clock);
  GHashTableIter iter;
  Cursor *cursor;

  g_hash_table_iter_init (&iter, store->cursors);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &cursor))
    {
      for (guint i = 0; gone != NULL && i < cursor->rows->len; i++)
        if (cursor->rows->pdata[i] == gone)
          cursor->rows->pdata[i] = NULL;
      if (now - cursor->used >= CURSOR_LIFE)
        g_hash_table_iter_remove (&iter);
    }
}

static Cursor *
new_cursor (TuntasSimStore *store, TuntasSimRequest *request, GPtrArray *rows, TuntasSimPage *page)
{
  Cursor *cursor = g_new0 (Cursor, 1);
  char *id = g_strdup_printf ("%u", ++store->last_cursor);

  cursor->rows = g_ptr_array_copy (rows, NULL, NULL);
  cursor->user = request->user;
  cursor->next = 1;
  g_hash_table_insert (store->cursors, id, cursor);
  page->stable = id;
  page->number = 1;
  return cursor;
}

static Cursor *
find_cursor (TuntasSimStore *store, TuntasSimRequest *request, TuntasSimPage *page, GError **error)
{
  const char *id = tuntas_sim_request_get_parameter (request, "stableid");
  Cursor *cursor;

  tuntas_sim_cursors_tidy (store, NULL);
  cursor = g_hash_table_lookup (store->cursors, id);
  if (cursor == NULL || cursor->user != request->user || cursor->next != page->number)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_CURSOR,
                   "The stable result set %s has no page %u: it goes forward only, and ends when it is not used.", id,
                   page->number);
      return NULL;
    }
  page->stable = id;
  return cursor;
}

GPtrArray *
tuntas_sim_page_cut (TuntasSimStore *store, TuntasSimRequest *request, GPtrArray *rows, gboolean may_keep,
                     TuntasSimPage *page, GError **error)
{
  GPtrArray *shown;
  Cursor *cursor = NULL;
  guint first, last;

  *page = read_page (store, request);
  if (may_keep && tuntas_sim_request_get_flag (request, "stablepaging"))
    {
      if (tuntas_sim_request_get_parameter (request, "stableid") != NULL)
        cursor = find_cursor (store, request, page, error);
      else
        cursor = new_cursor (store, request, rows, page);
      if (cursor == NULL)
        return NULL;
      rows = cursor->rows;
      cursor->next++;
      cursor->used = tuntas_clock_now_seconds (store->clock);
    }
  page->total = rows->len;
  first = page->paging ? MIN ((guint64) (page->number - 1) * page->size, rows->len) : 0;
  last = page->paging ? MIN (first + page->size, rows->len) : rows->len;
  shown = g_ptr_array_new ();
  for (guint i = first; i < last; i++)
    if (rows->pdata[i] != NULL)
      g_ptr_array_add (shown, rows->pdata[i]);
  return shown;
}

JsonObject *
tuntas_sim_page_info (TuntasSimRequest *request, const char *href, const TuntasSimPage *page)
{
  JsonObject *info = json_object_new ();
  g_autofree char *asked = g_strconcat (href, request->raw_query != NULL ? "?" : "", request->raw_query, NULL);
  guint pages = page->paging ? MAX ((page->total + page->size - 1) / page->size, 1) : 1;

  if (page->paging && page->number > 1 && page->stable == NULL)
    set_page_ref (info, "previousPage", request, href, page->number - 1, NULL);
  if (page->paging && page->number < pages)
    set_page_ref (info, "nextPage", request, href, page->number + 1, page->stable);
  if (page->counted && page->stable == NULL)
    {
      json_object_set_int_member (info, "totalPages", pages);
      json_object_set_int_member (info, "totalCount", page->total);
    }
  if (page->paging)
    json_object_set_int_member (info, "pagenum", page->number);
  json_object_set_string_member (info, "href", asked);
  return info;
}
