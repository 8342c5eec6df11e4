/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

#include "tuntas-nossa-mapping.h"

#include <string.h>

/* What is asked of single records: a ticket, its work log, and the two read-backs. */

/* Tickets that one number or reference can have; more than one of them is a curiosity. */
#define FEW 10

static gpointer
map_ticket (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error)
{
  return tuntas_nossa_map_ticket (site, record, path, error);
}

static const char *
ticket_key (gconstpointer row)
{
  const char *uid = tuntas_ticket_get (row, TUNTAS_TICKET_UID);

  return uid != NULL ? uid : tuntas_ticket_get_id (row);
}

static gpointer
map_note (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error)
{
  return tuntas_nossa_map_note (site, record, path, error);
}

static const char *
note_key (gconstpointer row)
{
  return ((const TuntasNossaNote *) row)->id;
}

static void
unref_ticket (gpointer data)
{
  /* A page's rows that were taken over leave a hole. */
  if (data != NULL)
    tuntas_ticket_unref (data);
}

static void
free_note (gpointer data)
{
  if (data != NULL)
    tuntas_nossa_note_free (data);
}

const TuntasNossaRowKind tuntas_nossa_ticket_rows = { map_ticket, ticket_key, unref_ticket };
static const TuntasNossaRowKind notes = { map_note, note_key, free_note };

char *
tuntas_nossa_dup_query_path (TuntasNossa *self, TuntasNossaSiteText structure, TuntasNossaQuery *query)
{
  g_autofree char *printed = tuntas_nossa_query_print (query);
  g_autofree char *below = g_strconcat ("/os/", tuntas_nossa_site_get_text (self->site, structure), "?", printed, NULL);

  return tuntas_nossa_site_dup_path (self->site, below);
}

/* The record alone, without a wrapper. */
static gpointer
read_ticket (TuntasNossaSite *site, TuntasAnswer *answer, gconstpointer data, GError **error)
{
  g_autoptr (JsonNode) root = tuntas_nossa_body_parse (tuntas_answer_get_body (answer), error);

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    return tuntas_nossa_map_ticket (site, json_node_get_object (root), "ticket", error);
  g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "ticket: an object is wanted here");
  return NULL;
}

static void
ticket_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TuntasTicket *ticket = tuntas_nossa_fetch_finish (TUNTAS_NOSSA (source), result, &error);

  if (ticket != NULL)
    g_task_return_pointer (task, ticket, (GDestroyNotify) tuntas_ticket_unref);
  else
    g_task_return_error (task, error);
}

/* Whether every row of it could be read. */
static gboolean
check_rows (const TuntasNossaPulled *pulled, GError **error)
{
  if (pulled->problems->len == 0)
    return TRUE;
  g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                       ((TuntasNossaProblem *) pulled->problems->pdata[0])->reason);
  return FALSE;
}

/* Whether what is not in it is not there. */
static gboolean
check_whole (const TuntasNossaPulled *pulled, GError **error)
{
  if (pulled->whole)
    return TRUE;
  g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                       "there are fewer rows than the server says");
  return FALSE;
}

/* (nullable) (transfer full): the first row; NULL without an error is proof that there is none. mark (nullable): only one
 * whose summary has it. */
static TuntasTicket *
first_ticket (TuntasNossa *self, GAsyncResult *result, const char *mark, GError **error)
{
  g_autoptr (TuntasNossaPulled) pulled = tuntas_nossa_pull_finish (self, result, error);

  if (pulled == NULL || !check_rows (pulled, error))
    return NULL;
  for (guint i = 0; i < pulled->rows->len; i++)
    {
      TuntasTicket *ticket = pulled->rows->pdata[i];
      const char *summary = tuntas_ticket_get (ticket, TUNTAS_TICKET_SUMMARY);

      if (mark == NULL || (summary != NULL && strstr (summary, mark) != NULL))
        return tuntas_ticket_ref (ticket);
    }
  check_whole (pulled, error);
  return NULL;
}

static void
ticket_by_id_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TuntasTicket *ticket = first_ticket (TUNTAS_NOSSA (source), result, NULL, &error);

  if (ticket != NULL)
    g_task_return_pointer (task, ticket, (GDestroyNotify) tuntas_ticket_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_FOUND, "no ticket has this number");
}

/* (nullable) (transfer full): path of the tickets whose attribute has the value, or that part in it, oldest first. */
static char *
path_where (TuntasNossa *self, TuntasNossaSiteText structure, const char *attribute, const char *value, gboolean part,
            GError **error)
{
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();

  tuntas_nossa_select_ticket (self->site, query);
  if (part ? !tuntas_nossa_query_where_has (query, attribute, value, error)
           : !tuntas_nossa_query_where (query, attribute, value, error))
    return NULL;
  tuntas_nossa_query_order (query, tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_UID), FALSE);
  tuntas_nossa_query_page (query, FEW);
  return tuntas_nossa_dup_query_path (self, structure, query);
}

static void
get_by_href (TuntasNossa *self, GTask *task, const char *href)
{
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  g_autoptr (TuntasRequest) plan = NULL;
  g_autofree char *printed = NULL, *path = NULL;

  tuntas_nossa_select_ticket (self->site, query);
  printed = tuntas_nossa_query_print (query);
  path = g_strconcat (href, "?", printed, NULL);
  plan = tuntas_nossa_plan (self, "GET", path);
  tuntas_nossa_fetch_async (self, plan, TUNTAS_NOSSA_READ, read_ticket, NULL, (GDestroyNotify) tuntas_ticket_unref,
                            g_task_get_cancellable (task), ticket_cb, task);
}

void
tuntas_nossa_get_ticket_async (TuntasNossa *self, const char *href_or_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (href_or_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_get_ticket_async);
  if (*href_or_id == '/')
    {
      get_by_href (self, g_steal_pointer (&task), href_or_id);
      return;
    }
  path = path_where (self, TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE,
                     tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_ID), href_or_id, FALSE, &error);
  if (path == NULL)
    g_task_return_error (task, error);
  else
    tuntas_nossa_pull_async (self, path, FEW, &tuntas_nossa_ticket_rows, cancellable, ticket_by_id_cb,
                             g_steal_pointer (&task));
}

TuntasTicket *
tuntas_nossa_get_ticket_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const TuntasNossaNote *x = *(TuntasNossaNote *const *) a, *y = *(TuntasNossaNote *const *) b;
  int order = g_strcmp0 (y->at, x->at);
  gint64 m = g_ascii_strtoll (x->id, NULL, 10), n = g_ascii_strtoll (y->id, NULL, 10);

  return order != 0 ? order : n < m ? -1 : n > m;
}

/* (nullable) (transfer full): the whole work log, or an error. */
static GPtrArray *
worklog_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_autoptr (TuntasNossaPulled) pulled = tuntas_nossa_pull_finish (self, result, error);

  if (pulled == NULL || !check_rows (pulled, error) || !check_whole (pulled, error))
    return NULL;
  g_ptr_array_sort (pulled->rows, compare_newest_first);
  return g_steal_pointer (&pulled->rows);
}

/* (transfer full) task */
static void
pull_worklog (TuntasNossa *self, TuntasTicket *ticket, GTask *task, GAsyncReadyCallback callback)
{
  const char *href = tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF);
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  g_autofree char *printed = NULL, *path = NULL;

  if (href == NULL)
    {
      g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "the ticket has no address");
      g_object_unref (task);
      return;
    }
  tuntas_nossa_select_note (query);
  tuntas_nossa_query_page (query, tuntas_nossa_site_get_page_size (self->site));
  printed = tuntas_nossa_query_print (query);
  path = g_strconcat (href, "/", tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_WORK_LOG_READ_CHILD), "?",
                      printed, NULL);
  tuntas_nossa_pull_async (self, path, tuntas_nossa_site_get_page_size (self->site), &notes,
                           g_task_get_cancellable (task), callback, task);
}

static void
worklog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *found = worklog_finish (TUNTAS_NOSSA (source), result, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
tuntas_nossa_list_worklog_async (TuntasNossa *self, TuntasTicket *ticket, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_list_worklog_async);
  pull_worklog (self, ticket, task, worklog_cb);
}

GPtrArray *
tuntas_nossa_list_worklog_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *reference = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = worklog_finish (TUNTAS_NOSSA (source), result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < found->len; i++)
    {
      TuntasNossaNote *note = found->pdata[i];

      if (note->text != NULL && strstr (note->text, reference) != NULL)
        {
          found->pdata[i] = NULL;
          g_task_return_pointer (task, note, (GDestroyNotify) tuntas_nossa_note_free);
          return;
        }
    }
  g_task_return_pointer (task, NULL, NULL);
}

void
tuntas_nossa_find_note_async (TuntasNossa *self, TuntasTicket *ticket, const char *reference,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (reference != NULL && *reference != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_find_note_async);
  g_task_set_task_data (task, g_strdup (reference), g_free);
  pull_worklog (self, ticket, task, find_note_cb);
}

TuntasNossaNote *
tuntas_nossa_find_note_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TuntasTicket *ticket = first_ticket (TUNTAS_NOSSA (source), result, g_task_get_task_data (task), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ticket, (GDestroyNotify) tuntas_ticket_unref);
}

char *
tuntas_nossa_dup_mark (const char *reference)
{
  return g_strdup_printf ("[#%s]", reference);
}

/* (nullable) (transfer full): by the attribute that takes our references, or by the summary that has it at its end. Of
 * the mark only what no database reads as a pattern is asked for: to some, [...] is any one of these letters. */
static char *
created_path (TuntasNossa *self, const char *reference, gboolean in_summary, GError **error)
{
  const char *attribute = in_summary
                              ? tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_SUMMARY)
                              : tuntas_nossa_site_get_text (self->site,
                                                            TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE);
  g_autofree char *part = g_strconcat ("#", reference, NULL);

  return path_where (self, TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE, attribute, in_summary ? part : reference,
                     in_summary, error);
}

void
tuntas_nossa_find_created_async (TuntasNossa *self, const char *reference, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  gboolean in_summary;
  GError *error = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (reference != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_find_created_async);
  in_summary = *tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE) == '\0';
  g_task_set_task_data (task, in_summary ? tuntas_nossa_dup_mark (reference) : NULL, g_free);
  path = created_path (self, reference, in_summary, &error);
  if (path == NULL)
    g_task_return_error (task, error);
  else
    tuntas_nossa_pull_async (self, path, FEW, &tuntas_nossa_ticket_rows, cancellable, find_created_cb,
                             g_steal_pointer (&task));
}

TuntasTicket *
tuntas_nossa_find_created_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
