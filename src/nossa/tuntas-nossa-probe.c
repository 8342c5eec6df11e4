/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-probe-private.h"

#include "tuntas-nossa-body.h"
#include "tuntas-nossa-mapping.h"
#include "tuntas-wipe.h"

#include <string.h>

/* The flow, one request after the other:
 *
 *   whoami without a login ─► sign in ─► schema ─► the agent's list ─► (any record) ─► (where tickets are made)
 *     ─► (tuntas-nossa-probe-names.c) status domain ─► a work log ─► log types ─► the message of a used transaction id
 *     ─► sign out
 *
 * What an answer means is judged in tuntas-nossa-probe-judge.c. A step that fails lets those that need it be skipped. */

#define SAMPLE 20 /* records; a column that none of them has is not there, or never filled */

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_free (probe->user);
  tuntas_wipe (probe->secret);
  g_clear_pointer (&probe->schema, json_node_unref);
  g_clear_pointer (&probe->sample, json_node_unref);
  g_clear_error (&probe->query_error);
  g_clear_error (&probe->child_error);
  g_free (probe);
}

/* result (transfer full). */
void
tuntas_probe_tell (Probe *probe, TuntasProbeResult *result)
{
  g_autoptr (TuntasProbeResult) told = result;

  g_assert (told->step == probe->next);
  probe->next++;
  probe->bad = probe->bad || told->verdict == TUNTAS_PROBE_TROUBLE || told->verdict == TUNTAS_PROBE_SKIPPED;
  probe->told (told, probe->told_data);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);

  tuntas_nossa_sign_out_finish (TUNTAS_NOSSA (source), result, NULL);
  g_task_return_boolean (task, !probe->bad);
}

/* The steps that were not come to are skipped; our own session ends, also after a cancelling. */
void
tuntas_probe_end (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  Probe *probe = g_task_get_task_data (task);

  while (probe->next < TUNTAS_PROBE_N_STEPS && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    tuntas_probe_tell (probe, tuntas_probe_result_new (probe->next, TUNTAS_PROBE_SKIPPED, TUNTAS_PROBE_NOT_TRIED, NULL,
                                                       NULL));
  if (probe->own_session)
    tuntas_nossa_sign_out_async (self, NULL, signed_out_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, !probe->bad);
}

/* --- asking --- */

static gpointer
read_json (TuntasNossaSite *site, TuntasAnswer *answer, gconstpointer data, GError **error)
{
  return tuntas_nossa_body_parse (tuntas_answer_get_body (answer), error);
}

void
tuntas_probe_ask (GTask *task, const char *path, GAsyncReadyCallback callback)
{
  TuntasNossa *self = g_task_get_source_object (task);
  g_autoptr (TuntasRequest) plan = tuntas_nossa_plan (self, "GET", path);

  tuntas_nossa_fetch_async (self, plan, TUNTAS_NOSSA_READ, read_json, NULL, (GDestroyNotify) json_node_unref,
                            g_task_get_cancellable (task), callback, g_object_ref (task));
}

void
tuntas_probe_ask_below (GTask *task, const char *below, GAsyncReadyCallback callback)
{
  TuntasNossa *self = g_task_get_source_object (task);
  g_autofree char *path = tuntas_nossa_site_dup_path (self->site, below);

  tuntas_probe_ask (task, path, callback);
}

/* Errors after which there is nothing more to ask, and what they are called. */
static const struct
{
  TuntasNossaError   error;
  TuntasProbeFinding finding;
} losses[] = {
  { TUNTAS_NOSSA_ERROR_SESSION_ENDED, TUNTAS_PROBE_SIGN_IN_FAILED },
  { TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED, TUNTAS_PROBE_SIGN_IN_REFUSED },
  { TUNTAS_NOSSA_ERROR_BLOCKED, TUNTAS_PROBE_SIGN_IN_BLOCKED },
  { TUNTAS_NOSSA_ERROR_UNREACHABLE, TUNTAS_PROBE_UNREACHABLE },
  { TUNTAS_NOSSA_ERROR_UNTRUSTED, TUNTAS_PROBE_UNTRUSTED },
  { TUNTAS_NOSSA_ERROR_BUSY, TUNTAS_PROBE_BUSY },
};

gboolean
tuntas_probe_goes_on (GTask *task, const GError *error)
{
  Probe *probe = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  /* A single address that fails is a finding of its step; a server that wants to be left alone is one of all. */
  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_BUSY)
      && tuntas_nossa_error_get_http_status (error) != 429 && tuntas_nossa_error_get_http_status (error) != 503)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    if (g_error_matches (error, TUNTAS_NOSSA_ERROR, (int) losses[i].error))
      {
        tuntas_probe_tell (probe, tuntas_probe_result_new (probe->next, TUNTAS_PROBE_TROUBLE, losses[i].finding,
                                                           error->message, NULL));
        return FALSE;
      }
  return TRUE;
}

JsonObject *
tuntas_probe_root (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
tuntas_probe_members (JsonNode *page)
{
  JsonObject *root = tuntas_probe_root (page);

  return root != NULL ? tuntas_nossa_body_get_array (root, "member") : NULL;
}

JsonObject *
tuntas_probe_first (Probe *probe)
{
  JsonArray *all = tuntas_probe_members (probe->sample);

  return all != NULL && json_array_get_length (all) > 0 ? tuntas_probe_root (json_array_get_element (all, 0)) : NULL;
}

/* --- object structure and columns --- */

/* All that is known of the object structures is there. create_error (nullable) is of the one where tickets are made. */
static void
judge_structures (GTask *task, const GError *create_error)
{
  TuntasNossa *self = g_task_get_source_object (task);
  Probe *probe = g_task_get_task_data (task);

  TuntasNossaSiteText structure = create_error != NULL ? TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE
                                                       : TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE;

  tuntas_probe_tell (probe, tuntas_probe_judge_structure (self->site, structure, create_error));
  if (probe->query_error != NULL)
    tuntas_probe_tell (probe, tuntas_probe_judge_query (probe->query_error));
  else
    tuntas_probe_tell (probe, tuntas_probe_judge_columns (self->site, tuntas_probe_root (probe->schema),
                                                          tuntas_probe_members (probe->sample), probe->total));
  tuntas_probe_ask_names (task);
}

static void
create_structure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) page = tuntas_nossa_fetch_finish (TUNTAS_NOSSA (source), result, &error);

  if (tuntas_probe_goes_on (task, error))
    judge_structures (task, error);
  else
    tuntas_probe_end (task);
}

/* (transfer full): one or more records of a structure, whatever they are. */
static char *
any_record_path (TuntasNossa *self, TuntasNossaSiteText structure, gboolean all_columns)
{
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  g_autofree char *path = NULL;

  if (all_columns)
    tuntas_nossa_select_ticket (self->site, query);
  else
    tuntas_nossa_query_select (query, tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_ID));
  tuntas_nossa_query_page (query, all_columns ? SAMPLE : 1);
  path = tuntas_nossa_dup_query_path (self, structure, query);
  return g_strconcat (path, "&_dropnulls=0", NULL);
}

static void
check_create_structure (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  g_autofree char *path = NULL;

  if (g_ascii_strcasecmp (tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE),
                          tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE)) == 0)
    {
      judge_structures (task, NULL);
      return;
    }
  path = any_record_path (self, TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE, FALSE);
  tuntas_probe_ask (task, path, create_structure_cb);
}

static void
any_record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = TUNTAS_NOSSA (source);
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  JsonNode *page = tuntas_nossa_fetch_finish (self, result, &error);

  if (page != NULL)
    {
      g_clear_pointer (&probe->sample, json_node_unref);
      probe->sample = page;
    }
  if (!tuntas_probe_goes_on (task, error))
    tuntas_probe_end (task);
  else if (page == NULL && probe->query_error != NULL && probe->schema == NULL)
    {
      tuntas_probe_tell (probe, tuntas_probe_judge_structure (self->site, TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE, error));
      tuntas_probe_end (task);
    }
  else
    check_create_structure (task);
}

/* The agent's list has nothing to look at, was refused or cannot be asked for: any record of the structure will do. */
static void
ask_any_record (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *path = any_record_path (self, TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE, probe->query_error == NULL);

  tuntas_probe_ask (task, path, any_record_cb);
}

static void ask_list (GTask *task);

/* A server that refuses in [...] is asked for one status, as the list does. */
static gboolean
try_single (TuntasNossa *self, Probe *probe)
{
  /* Then it was not in [...] that the server did not like, and the agent's list goes on with it. */
  if (probe->single)
    self->no_in = FALSE;
  if (self->no_in || probe->single || !tuntas_nossa_may_be_in (self, probe->query_error))
    return FALSE;
  self->no_in = probe->single = TRUE;
  g_clear_error (&probe->query_error);
  return TRUE;
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = TUNTAS_NOSSA (source);
  Probe *probe = g_task_get_task_data (task);
  JsonObject *info;
  JsonNode *total;

  probe->sample = tuntas_nossa_fetch_finish (self, result, &probe->query_error);
  if (probe->sample == NULL && try_single (self, probe))
    {
      ask_list (task);
      return;
    }
  if (!tuntas_probe_goes_on (task, probe->query_error))
    {
      tuntas_probe_end (task);
      return;
    }
  info = probe->sample != NULL && tuntas_probe_root (probe->sample) != NULL
             ? tuntas_nossa_body_get_object (tuntas_probe_root (probe->sample), "responseInfo") : NULL;
  total = info != NULL ? tuntas_nossa_body_get (info, "totalCount") : NULL;
  if (total != NULL && JSON_NODE_HOLDS_VALUE (total) && json_node_get_value_type (total) == G_TYPE_INT64)
    probe->total = json_node_get_int (total);
  if (tuntas_probe_first (probe) != NULL)
    check_create_structure (task);
  else
    ask_any_record (task);
}

static void
ask_list (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *list = tuntas_nossa_dup_assigned_path (self, SAMPLE, &probe->query_error);
  g_autofree char *path = list != NULL ? g_strconcat (list, "&_dropnulls=0", NULL) : NULL;

  if (path != NULL)
    tuntas_probe_ask (task, path, list_cb);
  else
    ask_any_record (task);
}

static void
schema_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = TUNTAS_NOSSA (source);
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* Not every version has schemas; then the records themselves must do. */
  probe->schema = tuntas_nossa_fetch_finish (self, result, &error);
  if (tuntas_probe_goes_on (task, error))
    ask_list (task);
  else
    tuntas_probe_end (task);
}

/* --- reach and sign-in --- */

static void
begin_asking (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  g_autofree char *below = g_strconcat ("/jsonschemas/",
                                        tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE),
                                        "?lean=1", NULL);

  tuntas_probe_tell (g_task_get_task_data (task),
        tuntas_probe_judge_sign_in (tuntas_nossa_get_person_id (self), tuntas_nossa_get_display_name (self), NULL));
  tuntas_probe_ask_below (task, below, schema_cb);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = TUNTAS_NOSSA (source);
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  probe->own_session = tuntas_nossa_sign_in_finish (self, result, NULL, NULL, &error);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      tuntas_probe_end (task);
      return;
    }
  if (!probe->own_session)
    {
      tuntas_probe_tell (probe, tuntas_probe_judge_sign_in (NULL, NULL, error));
      tuntas_probe_end (task);
      return;
    }
  /* A test submits the password once; a session that ends under it is not renewed. */
  if (tuntas_nossa_site_get_auth (self->site) != TUNTAS_NOSSA_AUTH_APIKEY)
    tuntas_nossa_wipe_secret (self);
  begin_asking (task);
}

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = g_task_get_source_object (task);
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);
  gint64 date = answer != NULL ? tuntas_answer_get_date (answer) : -1;
  gint64 took = g_get_monotonic_time () - probe->began;
  gint64 offset = date >= 0 ? date - tuntas_clock_now_seconds (self->clock) : G_MININT64;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      tuntas_probe_end (task);
      return;
    }
  tuntas_probe_tell (probe, tuntas_probe_judge_reach (self->site, answer, error, took, offset));
  if (answer != NULL || g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED))
    tuntas_probe_tell (probe, tuntas_probe_judge_tls (self->site, error));
  if (probe->bad || (probe->secret == NULL && !tuntas_nossa_get_signed_in (self)))
    tuntas_probe_end (task);
  else if (tuntas_nossa_get_signed_in (self))
    begin_asking (task);
  else
    tuntas_nossa_sign_in_async (self, probe->user, probe->secret, g_task_get_cancellable (task), signed_in_cb,
                                g_object_ref (task));
}

void
tuntas_nossa_probe_async (TuntasNossa *self, const char *user, const char *secret, TuntasProbeFunc told,
                          gpointer told_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);
  g_autofree char *path = NULL;
  g_autoptr (TuntasRequest) request = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (told != NULL);

  probe->told = told;
  probe->told_data = told_data;
  probe->user = g_strdup (user);
  probe->secret = g_strdup (secret);
  probe->total = -1;
  probe->began = g_get_monotonic_time ();
  g_task_set_source_tag (task, tuntas_nossa_probe_async);
  g_task_set_task_data (task, probe, probe_free);
  path = tuntas_nossa_site_dup_path (self->site, "/whoami?lean=1");
  request = tuntas_nossa_plan (self, "GET", path);
  tuntas_request_add_header (request, "Accept", "application/json");
  tuntas_transport_send_async (self->transport, request, cancellable, reached_cb, g_steal_pointer (&task));
}

gboolean
tuntas_nossa_probe_finish (TuntasNossa *self, GAsyncResult *result, gboolean *good, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *good = g_task_propagate_boolean (G_TASK (result), &cause);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
