/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

#include "tuntas-nossa-mapping.h"

#include <string.h>

/* The agent's list. One query asks for all its statuses at once; a server that refuses in [...] is asked once for each
 * of them, and at last for whatever was changed since the first question: a ticket that went from one status to another
 * in between would else be in none of the answers, and a row that is missing may pass for one that has gone. */

#define REFUSED_QUERY "BMXAA8744E"
#define CLOCK_LEEWAY 60 /* s: the server's Date has whole seconds, and its cluster more than one clock */

typedef struct
{
  gint64      since;   /* -1: all */
  gboolean    single;  /* one query for each status */
  guint       n;       /* queries answered */
  gint64      began;   /* of the first, in the server's seconds */
  GPtrArray  *tickets;
  GPtrArray  *problems;
  GHashTable *keys;    /* of the tickets, to them; both borrowed from there */
  gboolean    whole;
} List;

static void ask_next (TuntasNossa *self, GTask *task);

static void
list_free (gpointer data)
{
  List *list = data;

  g_hash_table_unref (list->keys);
  g_clear_pointer (&list->tickets, g_ptr_array_unref);
  g_clear_pointer (&list->problems, g_ptr_array_unref);
  g_free (list);
}

static List *
list_new (gint64 since)
{
  List *list = g_new0 (List, 1);

  list->since = since;
  list->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  list->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_nossa_problem_free);
  list->keys = g_hash_table_new (g_str_hash, g_str_equal);
  list->whole = TRUE;
  return list;
}

/* (transfer full) (nullable): statuses (nullable): of any status. */
static char *
dup_path (TuntasNossa *self, const char *const *statuses, gint64 since, guint page_size, GError **error)
{
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  TuntasNossaSite *site = self->site;
  const char *status = tuntas_nossa_site_get_column (site, TUNTAS_TICKET_STATUS);

  tuntas_nossa_select_ticket (site, query);
  if (statuses != NULL && statuses[1] == NULL && !tuntas_nossa_query_where (query, status, statuses[0], error))
    return NULL;
  if (statuses != NULL && statuses[1] != NULL && !tuntas_nossa_query_where_in (query, status, statuses, error))
    return NULL;
  if (!tuntas_nossa_query_where (query, tuntas_nossa_site_get_column (site, TUNTAS_TICKET_OWNER), self->person_id,
                                 error))
    return NULL;
  if (since >= 0)
    tuntas_nossa_query_where_since (query, tuntas_nossa_site_get_column (site, TUNTAS_TICKET_CHANGED_AT), since);
  /* There is no order by default; this one is unique, so that pages do not overlap. */
  tuntas_nossa_query_order (query, tuntas_nossa_site_get_column (site, TUNTAS_TICKET_REPORTED_AT), TRUE);
  tuntas_nossa_query_order (query, tuntas_nossa_site_get_column (site, TUNTAS_TICKET_UID), TRUE);
  tuntas_nossa_query_page (query, page_size);
  return tuntas_nossa_dup_query_path (self, TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE, query);
}

char *
tuntas_nossa_dup_assigned_path (TuntasNossa *self, guint page_size, GError **error)
{
  const char *const *statuses = tuntas_nossa_site_get_statuses (self->site);
  const char *const first[] = { statuses[0], NULL };

  return dup_path (self, self->no_in ? first : statuses, -1, page_size, error);
}

gboolean
tuntas_nossa_lists (TuntasNossa *self, const TuntasTicket *ticket)
{
  const char *status = tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS);
  const char *owner = tuntas_ticket_get (ticket, TUNTAS_TICKET_OWNER);

  return status != NULL && g_strv_contains (tuntas_nossa_site_get_statuses (self->site), status) && owner != NULL &&
         self->person_id != NULL && g_ascii_strcasecmp (owner, self->person_id) == 0;
}

static gboolean
all_have_ids (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (((TuntasNossaProblem *) problems->pdata[i])->id == NULL)
      return FALSE;
  return TRUE;
}

static void
return_list (TuntasNossa *self, GTask *task)
{
  List *list = g_task_get_task_data (task);
  TuntasNossaList *value = g_new0 (TuntasNossaList, 1);

  value->complete = list->whole && list->since < 0 && all_have_ids (list->problems);
  value->tickets = g_steal_pointer (&list->tickets);
  value->problems = g_steal_pointer (&list->problems);
  value->server_offset = self->server_offset;
  g_task_return_pointer (task, value, (GDestroyNotify) tuntas_nossa_list_free);
}

/* The list as it was before this ticket was read once more. */
static void
forget (List *list, const char *key)
{
  TuntasTicket *older = g_hash_table_lookup (list->keys, key);

  if (older == NULL)
    return;
  g_hash_table_remove (list->keys, key);
  g_ptr_array_remove (list->tickets, older);
}

/* Of two readings of one ticket the newer counts, also where it shows that the ticket left the list. only_listed: of a
 * query for any status, only what belongs on the list. */
static void
take_rows (TuntasNossa *self, List *list, TuntasNossaPulled *pulled, gboolean only_listed)
{
  for (guint i = 0; i < pulled->rows->len; i++)
    {
      TuntasTicket *ticket = pulled->rows->pdata[i];
      const char *key = tuntas_nossa_ticket_rows.key (ticket);
      const char *status = tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS);

      forget (list, key);
      if (only_listed && (status == NULL || !g_strv_contains (tuntas_nossa_site_get_statuses (self->site), status)))
        continue;
      g_hash_table_insert (list->keys, (gpointer) key, ticket);
      g_ptr_array_add (list->tickets, tuntas_ticket_ref (ticket));
    }
  g_ptr_array_extend_and_steal (list->problems, g_steal_pointer (&pulled->problems));
  list->whole = list->whole && pulled->whole && pulled->counted;
}

static guint
n_statuses (TuntasNossa *self)
{
  return g_strv_length ((GStrv) tuntas_nossa_site_get_statuses (self->site));
}

gboolean
tuntas_nossa_may_be_in (TuntasNossa *self, const GError *error)
{
  return n_statuses (self) > 1 && g_strcmp0 (tuntas_nossa_error_get_reason_code (error), REFUSED_QUERY) == 0;
}

static void
pulled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GTask) task = user_data;
  List *list = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TuntasNossaPulled) pulled = tuntas_nossa_pull_finish (self, result, &error);

  if (pulled == NULL && !list->single && tuntas_nossa_may_be_in (self, error))
    {
      list->single = TRUE;
      g_debug ("in [...] is refused: %s", error->message);
      g_error_free (error);
      ask_next (self, task);
      return;
    }
  if (pulled == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_rows (self, list, pulled, list->n >= n_statuses (self));
  list->n++;
  /* Only an answer shows that the grammar, and nothing else, was at fault. */
  self->no_in = list->single;
  if (list->single && list->n <= n_statuses (self))
    ask_next (self, task);
  else
    return_list (self, task);
}

/* Statuses one by one, then what was changed meanwhile; or all at once. */
static void
ask_next (TuntasNossa *self, GTask *task)
{
  List *list = g_task_get_task_data (task);
  const char *const *statuses = tuntas_nossa_site_get_statuses (self->site);
  const char *const one[] = { list->n < n_statuses (self) ? statuses[list->n] : NULL, NULL };
  guint page_size = tuntas_nossa_site_get_page_size (self->site);
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (!list->single)
    path = dup_path (self, statuses, list->since, page_size, &error);
  else if (one[0] != NULL)
    path = dup_path (self, one, list->since, page_size, &error);
  else
    path = dup_path (self, NULL, list->began - CLOCK_LEEWAY, page_size, &error);
  if (path == NULL)
    g_task_return_error (task, error);
  else
    tuntas_nossa_pull_async (self, path, page_size, &tuntas_nossa_ticket_rows, g_task_get_cancellable (task), pulled_cb,
                             g_object_ref (task));
}

void
tuntas_nossa_list_assigned_async (TuntasNossa *self, gint64 changed_since, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  List *list;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_list_assigned_async);
  if (!tuntas_nossa_get_signed_in (self))
    {
      g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED, "nobody is signed in");
      return;
    }
  list = list_new (changed_since);
  list->single = self->no_in;
  list->began = tuntas_clock_now_seconds (self->clock);
  if (self->server_offset != G_MININT64)
    list->began += self->server_offset;
  g_task_set_task_data (task, list, list_free);
  ask_next (self, task);
}

TuntasNossaList *
tuntas_nossa_list_assigned_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
