/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-nossa-error.h"
#include "tuntas-nossa-site.h"
#include "tuntas-nossa-values.h"
#include "tuntas-transport.h"

/* The client of Nossa: one session of one account, and what is asked and changed in it (reference: Maximo's REST/JSON
 * protocol as in maximo.md). Everything is asynchronous, answers are read in a worker thread, errors are those of
 * tuntas-nossa-error.h or G_IO_ERROR_CANCELLED. Nothing is ever written twice by itself: the layer above decides
 * from the error's code. It belongs to the thread that made it. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_NOSSA (tuntas_nossa_get_type ())
G_DECLARE_FINAL_TYPE (TuntasNossa, tuntas_nossa, TUNTAS, NOSSA, GObject)

/* Property "signed-in" (gboolean, readable, notified): whether requests can be made. */
TuntasNossa     *tuntas_nossa_new (TuntasNossaSite *site, TuntasTransport *transport, TuntasClock *clock);

/* Answers are read at once and not in a worker thread: for a simulation, in which nothing may depend on threads. */
void             tuntas_nossa_read_at_once     (TuntasNossa *self);

TuntasNossaSite *tuntas_nossa_get_site         (TuntasNossa *self);
gboolean         tuntas_nossa_get_signed_in    (TuntasNossa *self);
/* (nullable): of the account that is or was last signed in. */
const char      *tuntas_nossa_get_person_id    (TuntasNossa *self);
const char      *tuntas_nossa_get_display_name (TuntasNossa *self);
/* Seconds to add to our clock to have the server's, by its last answer; G_MININT64 where none said. */
gint64           tuntas_nossa_get_server_offset (TuntasNossa *self);

/* Signs in, submitting the credentials exactly once. user (nullable in API key mode), secret: password or key.
 * Two calls at once: G_IO_ERROR_PENDING for the second. A sign-out meanwhile wins: G_IO_ERROR_CANCELLED. Whoever is
 * signed in should sign out first; else that session stays on the server until it times out.
 *
 * The secret is held in memory no longer than it can be of use: with an API key until sign-out, because every request
 * carries it; else until it was used for the one silent renewal of a session that ended, or until sign-out. That
 * renewal submits it once more, at the first request that finds the session ended, never a second time and never
 * after it was refused; after it, an ended session is SESSION_ENDED and the agent is asked. */
void     tuntas_nossa_sign_in_async   (TuntasNossa *self, const char *user, const char *secret,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* person_id, display_name (nullable) (transfer full): either may be asked for with NULL. */
gboolean tuntas_nossa_sign_in_finish  (TuntasNossa *self, GAsyncResult *result, char **person_id, char **display_name,
                                       GError **error);

/* Forgets session and secret at once, then tells the server; where a login is just on its way, as soon as that has its
 * answer, so that the session which it opens does not stay. An error only says that the server did not hear it. */
void     tuntas_nossa_sign_out_async  (TuntasNossa *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean tuntas_nossa_sign_out_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* The agent's list: owner = the person signed in, status among the site's. changed_since: only what was changed then
 * or later, in seconds of the *server's* clock (the greatest CHANGED_AT seen), or -1 for all. An error anywhere fails
 * the whole pull; a row that does not fit only itself. */
void             tuntas_nossa_list_assigned_async  (TuntasNossa *self, gint64 changed_since, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
TuntasNossaList *tuntas_nossa_list_assigned_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* Whether a ticket as it was just read belongs on the list of the agent who is signed in. */
gboolean         tuntas_nossa_lists (TuntasNossa *self, const TuntasTicket *ticket);

/* One ticket, by the path in its HREF (which begins with '/') or by its number. NOT_FOUND where there is none. */
void             tuntas_nossa_get_ticket_async  (TuntasNossa *self, const char *href_or_id, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
TuntasTicket    *tuntas_nossa_get_ticket_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* (transfer full): GPtrArray of TuntasNossaNote, newest first. A row that does not fit fails the call: half a work log
 * must not pass for proof that something is not in it. */
void             tuntas_nossa_list_worklog_async  (TuntasNossa *self, TuntasTicket *ticket, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray       *tuntas_nossa_list_worklog_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* Read-backs, which decide an UNKNOWN. (nullable) without an error: it is not there. */
/* The newest entry of the ticket's work log whose text has the reference in it. */
void             tuntas_nossa_find_note_async     (TuntasNossa *self, TuntasTicket *ticket, const char *reference,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                                   gpointer user_data);
TuntasNossaNote *tuntas_nossa_find_note_finish    (TuntasNossa *self, GAsyncResult *result, GError **error);
/* The oldest ticket that has our reference, where the site keeps it (tuntas-nossa-site.h). */
void             tuntas_nossa_find_created_async  (TuntasNossa *self, const char *reference, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
TuntasTicket    *tuntas_nossa_find_created_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* Writes. transaction_id: one per effect and the same for every try of it; the server refuses the second use within
 * five minutes with DUPLICATE. The ticket's ROWSTAMP, where it has one, goes along: CONFLICT where it is old. A ticket
 * without HREF is MALFORMED, nothing is sent. */

/* until: seconds since 1970 UTC, for PEND, else -1. back_to (nullable): for ACTIVATE where the site names no status,
 * the one before the pend. memo (nullable): the reason, cut to the 50 characters that Maximo keeps.
 * Done only when the server's own word shows the new status; where its answer does not, the ticket is read. Where it
 * then still has the old one, the action changeStatus is tried once, with the transaction id and "-action"; REFUSED
 * where that does not do it either (a closed record answers 200 and changes nothing), CONFLICT where there is a third
 * status. */
void                tuntas_nossa_change_status_async  (TuntasNossa *self, TuntasTicket *ticket,
                                                       TuntasNossaAction action, gint64 until, const char *back_to,
                                                       const char *memo, const char *transaction_id,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer user_data);
TuntasNossaReceipt *tuntas_nossa_change_status_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* How many characters a text takes in Nossa, which keeps it as rich text. */
guint               tuntas_nossa_count_text      (const char *text);

/* A work-log entry of the site's type, never for the customer's eyes. The beginning of its first line, as much as the
 * site's summaries take, is the entry's line, the whole its long text; one that is longer than the site's texts is
 * TOO_LARGE and not sent. The answer says that the server took it; that it is there, and of which type, says tuntas_nossa_find_note_async (). */
void                tuntas_nossa_add_note_async  (TuntasNossa *self, TuntasTicket *ticket, const char *text,
                                                  const char *transaction_id, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
TuntasNossaReceipt *tuntas_nossa_add_note_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* The monitoring ticket (clause 1.2.5): customer, contact, service and place as in like, the site's symptom, origin
 * and related record naming the old one; Maximo adds the other way of a relation itself. reference goes
 * where the site keeps it and tuntas_nossa_find_created_async () finds it; it is looked for at once where the answer
 * does not say the new number. The receipt has id and href. */
void                tuntas_nossa_create_ticket_async  (TuntasNossa *self, TuntasTicket *like, const char *description,
                                                       const char *detail, const char *reference,
                                                       const char *transaction_id, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
TuntasNossaReceipt *tuntas_nossa_create_ticket_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

G_END_DECLS
