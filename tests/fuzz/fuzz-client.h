/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa.h"

/* A client that is signed in, at a server which answers with what is being tried. */

G_BEGIN_DECLS

/* (transfer none): made at the first call. */
TuntasNossa *fuzz_client_get   (void);

/* From now on the server answers with the pages in the text, which a line "----" parts, one after another and then
 * from the first again. Forgets what was not asked for yet. */
void         fuzz_client_serve (const guint8 *data, size_t size);

/* Turns the main loop until the callback has come; (transfer full). */
void          fuzz_client_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *fuzz_client_wait    (GAsyncResult **result);

/* The field's text is what a screen, a file and a request can take. text (nullable) */
void         fuzz_check_text      (const char *text);
void         fuzz_check_instant   (const char *text);
void         fuzz_check_ticket    (const TuntasTicket *ticket);
/* Of a read. */
void         fuzz_check_error     (const GError *error);

G_END_DECLS
