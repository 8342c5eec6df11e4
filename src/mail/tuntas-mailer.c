/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mailer.h"

typedef struct
{
  TuntasMailVerdict verdict;
  char *evidence;
} Outcome;

G_DEFINE_INTERFACE (TuntasMailer, tuntas_mailer, G_TYPE_OBJECT)

static void
tuntas_mailer_default_init (TuntasMailerInterface *iface)
{
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_free (outcome->evidence);
  g_free (outcome);
}

void
tuntas_mailer_return (GTask *task, TuntasMailVerdict verdict, const char *evidence)
{
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->verdict = verdict;
  outcome->evidence = g_strdup (evidence);
  g_task_return_pointer (task, outcome, outcome_free);
}

void
tuntas_mailer_send_async (TuntasMailer *self, TuntasMail *mail, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (TUNTAS_IS_MAILER (self));
  g_return_if_fail (mail != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_mailer_send_async);
  TUNTAS_MAILER_GET_IFACE (self)->send (self, mail, task);
}

gboolean
tuntas_mailer_send_finish (TuntasMailer *self, GAsyncResult *result, TuntasMailVerdict *verdict, char **evidence,
                           GError **error)
{
  Outcome *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tuntas_mailer_send_async), FALSE);
  outcome = g_task_propagate_pointer (G_TASK (result), error);
  if (outcome == NULL)
    return FALSE;
  *verdict = outcome->verdict;
  if (evidence != NULL)
    *evidence = g_steal_pointer (&outcome->evidence);
  outcome_free (outcome);
  return TRUE;
}
