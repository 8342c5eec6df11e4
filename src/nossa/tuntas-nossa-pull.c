/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

#include "tuntas-nossa-body.h"
#include "tuntas-nossa-mapping.h"

/* A collection, page after page by nextPage, which is followed on the configured origin only. Pages are separate
 * queries of the server's: a row can move between them, so rows are taken once and counted against the total. */

/* More pages than any agent's list; a server that gives a next page for ever ends here. */
#define MOST_PAGES 1000

typedef struct
{
  GPtrArray *rows;
  GPtrArray *problems;
  char      *next;     /* (nullable): path of the next page */
  gboolean   has_info; /* without responseInfo nobody knows whether there are more */
  gint64     total;    /* -1: not said */
  guint      n;        /* rows on it, refused ones included */
} Page;

typedef struct
{
  const TuntasNossaRowKind *kind;
  guint                     page_size;
  guint                     number; /* of the page under way, from 1 */
  GHashTable               *visited; /* of char *: paths */
  GHashTable               *keys;    /* of char *, borrowed from the rows */
  TuntasNossaPulled        *pulled;
  gint64                    total;   /* as the last page said that said one, or -1 */
  gboolean                  broken;  /* a page did not say what follows it */
} Pull;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->rows, g_ptr_array_unref);
  g_clear_pointer (&page->problems, g_ptr_array_unref);
  g_free (page->next);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

void
tuntas_nossa_pulled_free (TuntasNossaPulled *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static void
pull_free (gpointer data)
{
  Pull *pull = data;

  g_hash_table_unref (pull->visited);
  g_hash_table_unref (pull->keys);
  g_clear_pointer (&pull->pulled, tuntas_nossa_pulled_free);
  g_free (pull);
}

static gboolean
malformed (GError **error, guint number, const char *what)
{
  g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "page %u, %s", number, what);
  return FALSE;
}

static gboolean
read_info (TuntasNossaSite *site, JsonObject *root, guint number, Page *page, GError **error)
{
  JsonNode *node = tuntas_nossa_body_get (root, "responseInfo");
  JsonObject *info = tuntas_nossa_body_get_object (root, "responseInfo");
  JsonNode *next = info != NULL ? tuntas_nossa_body_get (info, "nextPage") : NULL;
  JsonNode *total = info != NULL ? tuntas_nossa_body_get (info, "totalCount") : NULL;
  const char *href = NULL;

  if (node != NULL && info == NULL)
    return malformed (error, number, "responseInfo: an object is wanted here");
  page->has_info = info != NULL;
  if (total != NULL)
    {
      if (!JSON_NODE_HOLDS_VALUE (total) || json_node_get_value_type (total) != G_TYPE_INT64
          || json_node_get_int (total) < 0)
        return malformed (error, number, "responseInfo.totalCount: a count is wanted here");
      page->total = json_node_get_int (total);
    }
  if (next == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (next))
    href = tuntas_nossa_body_get_string (json_node_get_object (next), "href");
  page->next = href != NULL ? tuntas_nossa_site_anchor (site, href) : NULL;
  return page->next != NULL || malformed (error, number, "responseInfo.nextPage.href: is no collection's address");
}

static void
read_row (TuntasNossaSite *site, JsonNode *node, guint number, guint index, const TuntasNossaRowKind *kind, Page *page)
{
  g_autofree char *path = g_strdup_printf ("page %u, member[%u]", number, index);
  g_autoptr (GError) error = NULL;
  gpointer row = NULL;
  TuntasNossaProblem *problem;

  if (JSON_NODE_HOLDS_OBJECT (node))
    row = kind->map (site, json_node_get_object (node), path, &error);
  if (row != NULL)
    {
      g_ptr_array_add (page->rows, row);
      return;
    }
  problem = g_new0 (TuntasNossaProblem, 1);
  problem->path = g_steal_pointer (&path);
  problem->reason = g_strdup (error != NULL ? error->message : "an object is wanted here");
  if (JSON_NODE_HOLDS_OBJECT (node))
    problem->id = tuntas_nossa_map_id (site, json_node_get_object (node));
  g_ptr_array_add (page->problems, problem);
}

/* In a worker thread; pull is only read here, and only changed while no page is under way. */
static gpointer
read_page (TuntasNossaSite *site, TuntasAnswer *answer, gconstpointer data, GError **error)
{
  const Pull *pull = data;
  g_autoptr (Page) page = g_new0 (Page, 1);
  g_autoptr (JsonNode) root = tuntas_nossa_body_parse (tuntas_answer_get_body (answer), error);
  JsonArray *member;

  if (root == NULL)
    {
      g_prefix_error (error, "page %u, ", pull->number);
      return NULL;
    }
  member = JSON_NODE_HOLDS_OBJECT (root) ? tuntas_nossa_body_get_array (json_node_get_object (root), "member") : NULL;
  if (member == NULL)
    {
      malformed (error, pull->number, "member: an array is wanted here");
      return NULL;
    }
  page->total = -1;
  page->rows = g_ptr_array_new_with_free_func (pull->kind->free);
  page->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_nossa_problem_free);
  page->n = json_array_get_length (member);
  if (!read_info (site, json_node_get_object (root), pull->number, page, error))
    return NULL;
  for (guint i = 0; i < page->n; i++)
    read_row (site, json_array_get_element (member, i), pull->number, i, pull->kind, page);
  return g_steal_pointer (&page);
}

static void
take_page (Pull *pull, Page *page)
{
  /* Rows change hands; those seen before are freed with what is left of the page. */
  for (guint i = 0; i < page->rows->len; i++)
    {
      gpointer row = page->rows->pdata[i];
      const char *key = pull->kind->key (row);

      /* Looked for first, because g_hash_table_add () would keep the key of the row that is freed. */
      if (g_hash_table_contains (pull->keys, key))
        continue;
      g_hash_table_add (pull->keys, (gpointer) key);
      g_ptr_array_add (pull->pulled->rows, row);
      page->rows->pdata[i] = NULL;
    }
  g_ptr_array_extend_and_steal (pull->pulled->problems, g_steal_pointer (&page->problems));
  pull->broken = pull->broken || !page->has_info;
  if (page->total >= 0)
    pull->total = page->total;
}

/* Whether the last page ends the whole: by the count where any page said one, else by not being full. */
static gboolean
is_whole (Pull *pull, const Page *last)
{
  gint64 n = (gint64) pull->pulled->rows->len + pull->pulled->problems->len;

  if (pull->broken)
    return FALSE;
  if (pull->total >= 0)
    return n == pull->total;
  return pull->page_size == 0 || last->n < pull->page_size;
}

static void page_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* (transfer full) task */
static void
fetch_page (TuntasNossa *self, GTask *task, const char *path)
{
  Pull *pull = g_task_get_task_data (task);
  g_autoptr (TuntasRequest) plan = NULL;

  if (++pull->number > MOST_PAGES || !g_hash_table_add (pull->visited, g_strdup (path)))
    {
      g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                               "page %u: the pages do not end", pull->number);
      g_object_unref (task);
      return;
    }
  plan = tuntas_nossa_plan (self, "GET", path);
  tuntas_nossa_fetch_async (self, plan, TUNTAS_NOSSA_READ, read_page, pull, page_free, g_task_get_cancellable (task),
                            page_cb, task);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GTask) task = user_data;
  Pull *pull = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (Page) page = tuntas_nossa_fetch_finish (self, result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_page (pull, page);
  if (page->next != NULL)
    {
      fetch_page (self, g_steal_pointer (&task), page->next);
      return;
    }
  pull->pulled->whole = is_whole (pull, page);
  pull->pulled->counted = pull->total >= 0;
  g_task_return_pointer (task, g_steal_pointer (&pull->pulled), (GDestroyNotify) tuntas_nossa_pulled_free);
}

void
tuntas_nossa_pull_async (TuntasNossa *self, const char *path, guint page_size, const TuntasNossaRowKind *kind,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Pull *pull = g_new0 (Pull, 1);

  pull->kind = kind;
  pull->page_size = page_size;
  pull->total = -1;
  pull->visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  pull->keys = g_hash_table_new (g_str_hash, g_str_equal);
  pull->pulled = g_new0 (TuntasNossaPulled, 1);
  pull->pulled->rows = g_ptr_array_new_with_free_func (kind->free);
  pull->pulled->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_nossa_problem_free);
  g_task_set_source_tag (task, tuntas_nossa_pull_async);
  g_task_set_task_data (task, pull, pull_free);
  fetch_page (self, task, path);
}

TuntasNossaPulled *
tuntas_nossa_pull_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
