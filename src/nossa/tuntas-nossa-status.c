/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-write-private.h"

#include <string.h>

/* A change of status: a change of the attribute, and where that does not do it, the action changeStatus; a site may
 * want the action from the start (maximo.md §4.5). Read-back decides.
 *
 *   the attribute is changed ── done ─► shown by the answer, else read back
 *       ── still the old status, or the attribute is read only ─► the action, once, by a transaction id of its own
 *            ── done, or refused ─► shown by the answer, else read back
 *
 * The action carries no more than status and memo: a pend that has a reason or an end to tell is not tried by it. */

#define LONGEST_MEMO 50

/* The attribute is read only; the record is. */
static const char *const read_only[] = { "BMXAA0031E", "BMXAA4105E", NULL };

typedef struct
{
  TuntasNossaAction action;
  char             *href;
  char             *before;         /* (nullable): the status before */
  char             *target;         /* the status it shall have */
  char             *memo;           /* (nullable), cut */
  char             *transaction_id;
  gint64            until;          /* -1: not said */
  gboolean          by_action;      /* the action is what was sent last */
  GError           *refused;        /* (nullable): what the action was answered */
} Change;

static void send_change (TuntasNossa *self, GTask *task, const char *rowstamp);

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->href);
  g_free (change->before);
  g_free (change->target);
  g_free (change->memo);
  g_free (change->transaction_id);
  g_clear_error (&change->refused);
  g_free (change);
}

static gboolean
has_text (TuntasNossa *self, TuntasNossaSiteText text)
{
  return *tuntas_nossa_site_get_text (self->site, text) != '\0';
}

/* Whether the action may do what the attribute did not. */
static gboolean
has_another_way (TuntasNossa *self, const Change *change)
{
  if (change->by_action)
    return FALSE;
  return change->action != TUNTAS_NOSSA_ACTION_PEND
         || !(has_text (self, TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE)
              || has_text (self, TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE));
}

/* The server took the change, or refused the action; this is what it has now. receipt (transfer full) */
static void
judge (TuntasNossa *self, GTask *task, TuntasNossaReceipt *receipt)
{
  g_autoptr (TuntasNossaReceipt) found = receipt;
  Change *change = g_task_get_task_data (task);

  if (g_strcmp0 (found->status, change->target) == 0)
    tuntas_write_return (task, g_steal_pointer (&found));
  else if (change->refused != NULL)
    g_task_return_error (task, g_steal_pointer (&change->refused));
  else if (g_strcmp0 (found->status, change->before) != 0)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_CONFLICT,
                             "the server said yes, but the status is %s", found->status);
  else if (has_another_way (self, change))
    {
      change->by_action = TRUE;
      send_change (self, g_object_ref (task), found->rowstamp);
    }
  else
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_REFUSED,
                             "the server said yes, but the status is still %s", found->status);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = tuntas_nossa_get_ticket_finish (self, result, &error);

  if (ticket != NULL)
    judge (self, task, tuntas_write_receipt_from_ticket (ticket));
  else
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN,
                             "the server took the change, but the ticket cannot be read back: %s", error->message);
}

/* Whether the ticket must be looked at to know what an error means. error (transfer full): kept where it does. */
static gboolean
asks_for_a_look (TuntasNossa *self, Change *change, GError *error)
{
  if (!g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_REFUSED))
    return FALSE;
  if (change->by_action && !tuntas_nossa_site_get_status_by_action (self->site))
    {
      change->refused = error;
      return TRUE;
    }
  if (!has_another_way (self, change) || tuntas_nossa_error_get_reason_code (error) == NULL
      || !g_strv_contains (read_only, tuntas_nossa_error_get_reason_code (error)))
    return FALSE;
  g_error_free (error);
  return TRUE;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = tuntas_nossa_fetch_finish (self, result, &error);

  if (receipt == NULL && !asks_for_a_look (self, change, error))
    g_task_return_error (task, error);
  else if (receipt != NULL && g_strcmp0 (receipt->status, change->target) == 0)
    judge (self, task, g_steal_pointer (&receipt));
  else
    tuntas_nossa_get_ticket_async (self, change->href, g_task_get_cancellable (task), read_back_cb,
                                   g_object_ref (task));
}

static JsonObject *
change_body (TuntasNossa *self, const Change *change, const char *rowstamp)
{
  JsonObject *object = json_object_new ();
  const char *reason = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE);
  const char *until = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE);
  gboolean pends = change->action == TUNTAS_NOSSA_ACTION_PEND && !change->by_action;

  tuntas_write_add_text (object, "_rowstamp", rowstamp);
  tuntas_write_add_text (object,
                         change->by_action ? "status" : tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_STATUS),
                         change->target);
  tuntas_write_add_text (object, change->by_action ? "memo" : "np_statusmemo", change->memo);
  if (pends && *reason != '\0')
    tuntas_write_add_text (object, reason, tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_PEND_REASON));
  if (pends && *until != '\0' && change->until >= 0)
    {
      g_autofree char *instant = tuntas_instant_format (change->until);

      tuntas_write_add_text (object, until, instant);
    }
  return object;
}

/* (transfer full) task; rowstamp (nullable) */
static void
send_change (TuntasNossa *self, GTask *task, const char *rowstamp)
{
  Change *change = g_task_get_task_data (task);
  gboolean second = change->by_action && !tuntas_nossa_site_get_status_by_action (self->site);
  g_autofree char *path = g_strconcat (change->href, "?lean=1&internalvalues=1",
                                       change->by_action ? "&action=wsmethod%3AchangeStatus" : "", NULL);
  /* The first one was taken, so its id would only be refused. */
  g_autofree char *id = g_strconcat (change->transaction_id, second ? "-action" : "", NULL);
  g_autoptr (TuntasRequest) plan = tuntas_write_plan (self, path, change_body (self, change, rowstamp), id, TRUE);

  tuntas_nossa_fetch_async (self, plan, TUNTAS_NOSSA_WRITE, tuntas_write_read_receipt, NULL,
                            (GDestroyNotify) tuntas_nossa_receipt_free, g_task_get_cancellable (task), changed_cb,
                            task);
}

static Change *
change_new (TuntasNossa *self, TuntasTicket *ticket, TuntasNossaAction action, gint64 until, const char *back_to,
            const char *memo, const char *transaction_id)
{
  Change *change = g_new0 (Change, 1);
  const char *target = tuntas_nossa_site_get_status (self->site, action);

  change->action = action;
  change->href = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF));
  change->before = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS));
  change->target = g_strdup (*target != '\0' ? target : back_to != NULL ? back_to : "");
  change->memo = memo != NULL && g_utf8_strlen (memo, -1) > LONGEST_MEMO ? g_utf8_substring (memo, 0, LONGEST_MEMO)
                                                                         : g_strdup (memo);
  change->transaction_id = g_strdup (transaction_id);
  change->until = until;
  change->by_action = tuntas_nossa_site_get_status_by_action (self->site);
  return change;
}

void
tuntas_nossa_change_status_async (TuntasNossa *self, TuntasTicket *ticket, TuntasNossaAction action, gint64 until,
                                  const char *back_to, const char *memo, const char *transaction_id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Change *change;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (transaction_id != NULL && *transaction_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  change = change_new (self, ticket, action, until, back_to, memo, transaction_id);
  g_task_set_source_tag (task, tuntas_nossa_change_status_async);
  g_task_set_task_data (task, change, change_free);
  if (change->href == NULL)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "the ticket has no address");
  else if (*change->target == '\0')
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                             "the status before the pend is not known");
  else
    send_change (self, g_steal_pointer (&task), tuntas_ticket_get (ticket, TUNTAS_TICKET_ROWSTAMP));
}

TuntasNossaReceipt *
tuntas_nossa_change_status_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
