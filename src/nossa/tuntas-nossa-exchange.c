/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

/* One request within the session, and the one renewal of a session that has ended.
 *
 *   send ── answer passes ─────────────────────────────────────────► done
 *        ── "session ended", of an older session than now ─► send once more
 *        ── "session ended", the secret still held ─► RENEWING: this and all the others wait
 *              renewed ─► the secret is wiped; all that waited are sent, the next end is final
 *              surely not submitted (unreachable) ─► SIGNED_IN as before; all that waited get that error
 *              anything else ─► ENDED; all that waited get SESSION_ENDED (or BLOCKED)
 *        ── "session ended" otherwise ─► ENDED
 *
 * Whatever is sent takes its turn first (tuntas-nossa-lanes.h). A request is sent a second time only after an answer
 * which says that the first was not let in. */

typedef struct
{
  TuntasRequest    *plan;
  TuntasNossaIntent intent;
  guint             session; /* in which it was sent */
  guint             sent;    /* how often */
} Exchange;

static void send_exchange (GTask *task);

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  tuntas_request_unref (exchange->plan);
  g_free (exchange);
}

/* Gives all that waited to func; more may come to wait meanwhile. */
static GPtrArray *
steal_waiting (TuntasNossa *self)
{
  GPtrArray *waiting = self->waiting;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  return waiting;
}

void
tuntas_nossa_give_up_waiting (TuntasNossa *self)
{
  g_autoptr (GPtrArray) waiting = steal_waiting (self);

  for (guint i = 0; i < waiting->len; i++)
    g_task_return_new_error (waiting->pdata[i], TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED, "signed out");
}

static GError *
renewal_error (const GError *cause)
{
  if (cause->domain == TUNTAS_NOSSA_ERROR
      && (cause->code == TUNTAS_NOSSA_ERROR_BLOCKED || cause->code == TUNTAS_NOSSA_ERROR_UNREACHABLE
          || cause->code == TUNTAS_NOSSA_ERROR_UNTRUSTED))
    return g_error_copy (cause);
  return g_error_new (TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED,
                      "the session ended and was not renewed: %s", cause->message);
}

static gboolean
surely_not_submitted (const GError *error)
{
  return g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE)
         || g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GError) error = NULL;
  gboolean renewed = tuntas_nossa_log_in_finish (self, result, &error);
  g_autoptr (GPtrArray) waiting = NULL;

  /* Who waited was answered when the agent signed out. */
  if (GPOINTER_TO_UINT (user_data) != self->logins)
    return;
  waiting = steal_waiting (self);
  if (renewed)
    {
      self->session++;
      tuntas_nossa_wipe_secret (self);
      tuntas_nossa_set_state (self, TUNTAS_NOSSA_SIGNED_IN);
    }
  else
    tuntas_nossa_set_state (self, surely_not_submitted (error) ? TUNTAS_NOSSA_SIGNED_IN : TUNTAS_NOSSA_ENDED);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = waiting->pdata[i];

      if (g_task_return_error_if_cancelled (task))
        continue;
      if (renewed)
        send_exchange (g_object_ref (task));
      else
        g_task_return_error (task, renewal_error (error));
    }
}

/* (transfer full) task */
static void
wait_for_renewal (TuntasNossa *self, GTask *task)
{
  g_ptr_array_add (self->waiting, task);
  if (self->state == TUNTAS_NOSSA_RENEWING)
    return;
  tuntas_nossa_set_state (self, TUNTAS_NOSSA_RENEWING);
  /* Not cancelled with the one request that found out: others may wait too. */
  tuntas_nossa_log_in_async (self, NULL, renewed_cb, GUINT_TO_POINTER (self->logins + 1));
}

/* Whether the answer says that the session is no more, and nothing else happened. */
static gboolean
says_ended (TuntasNossa *self, Exchange *exchange, const GError *error)
{
  guint status = tuntas_nossa_error_get_http_status (error);

  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED))
    return TRUE;
  /* In form mode the sign-in page itself comes, or the way to it. Of a page one does not know what it did. */
  return tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_FORM
         && g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_DATA)
         && ((status >= 300 && status < 400) || (status == 200 && exchange->intent == TUNTAS_NOSSA_READ));
}

/* Of an answer that is no success: what it says of the session counts at once. Whether the request goes once more; then
 * it waits for that, and *error is cleared. */
static gboolean
goes_again (TuntasNossa *self, GTask *task, GError **error)
{
  Exchange *exchange = g_task_get_task_data (task);
  gboolean current = exchange->session == self->session && tuntas_nossa_get_signed_in (self);

  if (says_ended (self, exchange, *error))
    {
      gboolean key = tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_APIKEY;
      gboolean again = exchange->sent < 2 && tuntas_nossa_get_signed_in (self);
      gboolean renews = self->state == TUNTAS_NOSSA_RENEWING || (current && !key && self->secret != NULL);

      (*error)->code = TUNTAS_NOSSA_ERROR_SESSION_ENDED;
      if (again && (renews || !current))
        {
          g_clear_error (error);
          if (renews)
            wait_for_renewal (self, g_object_ref (task));
          else
            send_exchange (g_object_ref (task));
          return TRUE;
        }
    }
  if (current
      && ((*error)->code == TUNTAS_NOSSA_ERROR_SESSION_ENDED || (*error)->code == TUNTAS_NOSSA_ERROR_BLOCKED
          || (*error)->code == TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED))
    tuntas_nossa_set_state (self, TUNTAS_NOSSA_ENDED);
  return FALSE;
}

/* Before the next in line is sent, all that this answer brings must be kept and what it says of the session must
 * count. */
static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);
  gboolean again = FALSE;

  if (answer != NULL && exchange->session == self->session && self->state == TUNTAS_NOSSA_SIGNED_IN)
    tuntas_nossa_take (self, answer);
  if (answer == NULL)
    error = tuntas_nossa_error_for_intent (error, exchange->intent);
  else if (!tuntas_nossa_answer_check (answer, exchange->intent, &error))
    again = goes_again (self, task, &error);
  tuntas_nossa_lanes_leave (self->lanes, tuntas_request_get_path (exchange->plan));
  if (error != NULL)
    g_task_return_error (task, error);
  else if (!again)
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) tuntas_answer_unref);
}

/* (transfer full) task */
static void
send_exchange (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  tuntas_nossa_lanes_enter (self->lanes, tuntas_request_get_path (exchange->plan), task);
}

/* It has waited for its turn: was it given up meanwhile, or did the session end, or is it being renewed? Then nothing
 * is sent, and the turn goes to the next. (transfer full) task */
static gboolean
is_too_late (TuntasNossa *self, GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)) && self->state == TUNTAS_NOSSA_SIGNED_IN)
    return FALSE;
  tuntas_nossa_lanes_leave (self->lanes, tuntas_request_get_path (exchange->plan));
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (self->state == TUNTAS_NOSSA_RENEWING)
    wait_for_renewal (self, task);
  else
    {
      g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED, "the session has ended");
      g_object_unref (task);
    }
  return TRUE;
}

void
tuntas_nossa_exchange_start (GTask *task)
{
  TuntasNossa *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (TuntasRequest) request = NULL;

  if (is_too_late (self, task))
    return;
  request = tuntas_nossa_dress (self, exchange->plan, exchange->intent);

  exchange->session = self->session;
  exchange->sent++;
  tuntas_transport_send_async (self->transport, request, g_task_get_cancellable (task), answer_cb, task);
}

void
tuntas_nossa_exchange_async (TuntasNossa *self, TuntasRequest *plan, TuntasNossaIntent intent,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->plan = tuntas_request_ref (plan);
  exchange->intent = intent;
  g_task_set_source_tag (task, tuntas_nossa_exchange_async);
  g_task_set_task_data (task, exchange, exchange_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!tuntas_nossa_get_signed_in (self))
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED, "nobody is signed in");
  else if (self->state == TUNTAS_NOSSA_RENEWING)
    wait_for_renewal (self, g_steal_pointer (&task));
  else
    send_exchange (g_steal_pointer (&task));
}

TuntasAnswer *
tuntas_nossa_exchange_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  TuntasNossaSite    *site;
  TuntasAnswer       *answer;
  TuntasNossaReadFunc read;
  gconstpointer       data;
  GDestroyNotify      result_free;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  tuntas_nossa_site_unref (fetch->site);
  g_clear_pointer (&fetch->answer, tuntas_answer_unref);
  g_free (fetch);
}

static Fetch *
fetch_copy (Fetch *fetch, TuntasAnswer *answer)
{
  Fetch *copy = g_memdup2 (fetch, sizeof *fetch);

  tuntas_nossa_site_ref (copy->site);
  copy->answer = tuntas_answer_ref (answer);
  return copy;
}

static void
read_answer (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Fetch *fetch = task_data;
  GError *error = NULL;
  gpointer value = fetch->read (fetch->site, fetch->answer, fetch->data, &error);

  if (value != NULL)
    g_task_return_pointer (task, value, fetch->result_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  if (value != NULL)
    g_task_return_pointer (task, value, fetch->result_free);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) reading = NULL;
  Fetch *fetch = g_task_get_task_data (task);
  gboolean at_once = TUNTAS_NOSSA (source)->at_once;
  GError *error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_nossa_exchange_finish (TUNTAS_NOSSA (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* A task of its own without the client in it: the thread may drop the last reference. */
  reading = g_task_new (NULL, g_task_get_cancellable (task), read_cb, g_object_ref (task));
  g_task_set_task_data (reading, fetch_copy (fetch, answer), fetch_free);
  if (at_once)
    read_answer (reading, NULL, g_task_get_task_data (reading), NULL);
  else
    g_task_run_in_thread (reading, read_answer);
}

void
tuntas_nossa_fetch_async (TuntasNossa *self, TuntasRequest *plan, TuntasNossaIntent intent, TuntasNossaReadFunc read,
                          gconstpointer data, GDestroyNotify result_free, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->site = tuntas_nossa_site_ref (self->site);
  fetch->read = read;
  fetch->data = data;
  fetch->result_free = result_free;
  g_task_set_source_tag (task, tuntas_nossa_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  tuntas_nossa_exchange_async (self, plan, intent, cancellable, fetched_cb, g_steal_pointer (&task));
}

gpointer
tuntas_nossa_fetch_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
