/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-reminder.h"

/* What a reminder says, and for which reasons it is put off. Pure functions. A notification can be read by whoever passes
 * the screen, and the desktop keeps it: it names the ticket by its number and never the customer or a telephone. */

G_BEGIN_DECLS

/* (transfer full): the step that the ticket is at from that moment on, and since when it is or will be: "Hubungi lagi,
 * maks. 3× · tiket aktif kembali 10.16, sekarang". zone is the agent's, language that of the procedure's texts. */
char *tuntas_reminder_words_new (TuntasCase *state, GTimeZone *zone, const char *language, gint64 now);
/* Whether at that moment the ticket's step is one in which the customer is called. */
gboolean tuntas_reminder_words_can_call (TuntasCase *state, gint64 now);

/* The reasons for putting one off, as they stand in the journal, up to NULL; the last one needs the agent's own words. */
const char *const *tuntas_reminder_words_list_reasons (void);
/* Never NULL; what is no known reason is given as it is. */
const char *tuntas_reminder_words_reason (const char *code);
gboolean    tuntas_reminder_words_needs_text (const char *code);

/* (transfer full) (nullable): a line of the ticket's history; NULL for what is not worth one. moment gives the time of an
 * instant in words (transfer full). */
char *tuntas_reminder_words_history (TuntasEvent *event, char *(*moment) (gint64 instant, gpointer user_data),
                                     gpointer user_data);

G_END_DECLS
