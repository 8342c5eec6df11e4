/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-private.h"

/* Shared by the client's writes only: note and new ticket (tuntas-nossa-write.c), status (-status.c). */

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
