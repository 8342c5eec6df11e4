/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-send.h"

/* Shared by the parts of an attempt (-send, -send-status, -send-mail, -send-end); nobody else includes this. Each
 * function leads to the end of the task. */

/* The data of the task. */
typedef struct
{
  TuntasDeskItem *item;
  TuntasOutboxEntry *entry;
  TuntasTicket *ticket; /* (nullable): as just read */
  TuntasTicket *before; /* (nullable): as read before a write that met another row stamp */
  gboolean written;     /* bytes of a write may have left with this attempt */
} TuntasDeskSend;

/* Reads the ticket, and goes on as it is then. */
void tuntas_desk_send_read_ticket (GTask *task);
/* The ticket was read: whether our change of its status is still wanted as Nossa stands now. */
void tuntas_desk_send_status (GTask *task);
void tuntas_desk_send_mail   (GTask *task);

/* evidence, code and text (nullable) */
void tuntas_desk_send_end             (GTask *task, TuntasOutboxState state, const char *evidence, const char *code,
                                       const char *text);
/* The entry does not go again before so many seconds. code and text (nullable) */
void tuntas_desk_send_end_later       (GTask *task, TuntasOutboxState state, gint64 seconds, const char *code,
                                       const char *text);
/* Nossa was asked and does not have it. */
void tuntas_desk_send_end_not_found   (GTask *task);
/* Somebody else has changed the ticket. */
void tuntas_desk_send_end_with_change (GTask *task);
/* An error of a question to Nossa, or of a write; before it ends the ticket may be read once more. */
void tuntas_desk_send_end_with_error  (GTask *task, const GError *error);
