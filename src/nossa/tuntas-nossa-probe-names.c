/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-probe-private.h"

#include "tuntas-nossa-body.h"

#include <string.h>

/* The second half of the test: the names of statuses and of the work log, read from the server's own lists. From the
 * last step to the first. */

static void
ask_domain (GTask *task, const char *domain, GAsyncReadyCallback callback)
{
  TuntasNossa *self = g_task_get_source_object (task);
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  g_autofree char *path = NULL;

  tuntas_nossa_query_select (query, "value");
  tuntas_nossa_query_select (query, "maxvalue");
  tuntas_nossa_query_where (query, "domainid", domain, NULL);
  tuntas_nossa_query_page (query, 200);
  path = tuntas_nossa_dup_query_path (self, TUNTAS_NOSSA_SITE_DOMAIN_STRUCTURE, query);
  tuntas_probe_ask (task, path, callback);
}

static void
transaction_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) message = tuntas_nossa_fetch_finish (TUNTAS_NOSSA (source), result, &error);

  if (tuntas_probe_goes_on (task, error))
    {
      tuntas_probe_tell (probe, tuntas_probe_judge_transaction (error));
      tuntas_probe_tell (probe, tuntas_probe_judge_row_stamp (tuntas_probe_members (probe->sample)));
    }
  tuntas_probe_end (task);
}

static void
types_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = TUNTAS_NOSSA (source);
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) types = tuntas_nossa_fetch_finish (self, result, &error);

  if (!tuntas_probe_goes_on (task, error))
    {
      tuntas_probe_end (task);
      return;
    }
  tuntas_probe_tell (probe, tuntas_probe_judge_work_log (self->site, tuntas_probe_root (probe->schema),
                                                         probe->child_error, tuntas_probe_members (types), error));
  /* A server that can say that a transaction id was used already has the table of them. */
  tuntas_probe_ask_below (task, "/error/messages/BMXAA9524E?lean=1", transaction_cb);
}

static void
work_log_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (JsonNode) page = tuntas_nossa_fetch_finish (TUNTAS_NOSSA (source), result, &probe->child_error);

  if (tuntas_probe_goes_on (task, probe->child_error))
    ask_domain (task, "LOGTYPE", types_cb);
  else
    tuntas_probe_end (task);
}

/* (nullable) (transfer full): the address of the first record's work log. */
static char *
work_log_path (TuntasNossa *self, Probe *probe)
{
  JsonObject *first = tuntas_probe_first (probe);
  const char *href = first != NULL ? tuntas_nossa_body_get_string (first, "href") : NULL;
  g_autofree char *record = href != NULL ? tuntas_nossa_site_anchor (self->site, href) : NULL;

  if (record == NULL)
    return NULL;
  record[strcspn (record, "?")] = '\0';
  return g_strconcat (record, "/", tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_WORK_LOG_READ_CHILD),
                      "?lean=1&internalvalues=1&oslc.select=worklogid,logtype&oslc.pageSize=1", NULL);
}

static void
statuses_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = TUNTAS_NOSSA (source);
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) values = tuntas_nossa_fetch_finish (self, result, &error);
  g_autofree char *path = NULL;

  if (!tuntas_probe_goes_on (task, error))
    {
      tuntas_probe_end (task);
      return;
    }
  tuntas_probe_tell (probe, tuntas_probe_judge_statuses (self->site, tuntas_probe_members (values), error));
  path = work_log_path (self, probe);
  if (path != NULL)
    tuntas_probe_ask (task, path, work_log_cb);
  else
    ask_domain (task, "LOGTYPE", types_cb);
}

/* The domain of statuses goes by the class of what is listed. */
void
tuntas_probe_ask_names (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  TuntasNossa *self = g_task_get_source_object (task);
  JsonObject *first = tuntas_probe_first (probe);
  const char *class = first != NULL
                          ? tuntas_nossa_body_get_string (first, tuntas_nossa_site_get_column (self->site,
                                                                                                TUNTAS_TICKET_CLASS))
                          : NULL;
  gboolean other = g_strcmp0 (class, "SR") == 0 || g_strcmp0 (class, "PROBLEM") == 0;
  g_autofree char *domain = g_strconcat (other ? class : "INCIDENT", "STATUS", NULL);

  ask_domain (task, domain, statuses_cb);
}
