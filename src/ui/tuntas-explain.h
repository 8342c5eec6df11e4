/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

/* What the layers below report as codes and facts, as sentences for people. */

G_BEGIN_DECLS

/* (transfer full): what went wrong and what can be done, one or two sentences. */
char    *tuntas_explain_error   (const GError *error);
/* (transfer full): the same, with times as on the clock of that zone. now: seconds UTC. */
char    *tuntas_explain_error_at (const GError *error, GTimeZone *zone, gint64 now);

/* (transfer full): what is sent: "Status PENDING s.d. 10.20 WIB", "Email RFO dan perbaikan", "Keterangan di Nossa". */
char    *tuntas_explain_what    (const TuntasSending *sending, GTimeZone *zone, gint64 now);
/* (transfer full): how far it is and why: "tercatat di Nossa 09.20", "menunggu koneksi, dicoba lagi dalam 8 dtk". zone is the
 * agent's; customer (nullable) is the ticket's: tuntas-format.h. */
char    *tuntas_explain_sending (const TuntasSending *sending, GTimeZone *zone, GTimeZone *customer, gint64 now);
/* (transfer full): the same, and since when. */
char    *tuntas_explain_since   (const TuntasSending *sending, GTimeZone *zone, GTimeZone *customer, gint64 now);
/* (transfer full): why a case of the journal cannot be opened, what can be done, and what of it is kept. */
char    *tuntas_explain_unopened (const TuntasUnopened *unopened);
/* Whether it is an e-mail that was sent and came back. */
gboolean tuntas_explain_came_back (const TuntasSending *sending);
/* Whether Nossa can be asked about it: nobody knows yet that it is there. */
gboolean tuntas_explain_is_in_doubt (const TuntasSending *sending);

G_END_DECLS
