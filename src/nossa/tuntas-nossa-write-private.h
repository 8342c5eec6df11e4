/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-private.h"

/* Shared by the client's writes only: note and new ticket (tuntas-nossa-write.c), status (-status.c). */

/* What is kept of a write for judging its answer. */
typedef struct
{
  char *href;      /* (nullable): of the record */
  char *reference; /* (nullable): of a ticket that is made */
} TuntasWrite;

/* (transfer full): a new task for a write to the ticket; its data is a TuntasWrite. */
GTask              *tuntas_write_task_new      (TuntasNossa *self, TuntasTicket *ticket, gpointer tag,
                                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
/* Answers and frees the task. Always FALSE. */
gboolean            tuntas_write_refuse        (GTask *task, TuntasNossaError code, const char *reason);
/* FALSE where the ticket has no address; then the task is answered and freed. */
gboolean            tuntas_write_check_address (GTask *task);
/* receipt (transfer full) */
void                tuntas_write_return        (GTask *task, TuntasNossaReceipt *receipt);

/* (transfer full): the plan of a write with what all of them carry. object is taken over. change: of a record that is
 * there. */
TuntasRequest      *tuntas_write_plan          (TuntasNossa *self, const char *path, JsonObject *object,
                                                const char *transaction_id, gboolean change);
/* name, value (nullable): then nothing is added. */
void                tuntas_write_add_text      (JsonObject *object, const char *name, const char *value);
/* A TuntasNossaReadFunc: what the answer to a write says. Never fails. */
gpointer            tuntas_write_read_receipt  (TuntasNossaSite *site, TuntasAnswer *answer, gconstpointer data,
                                                GError **error);
/* (transfer full): a ticket's facts as a receipt. */
TuntasNossaReceipt *tuntas_write_receipt_from_ticket (TuntasTicket *ticket);
