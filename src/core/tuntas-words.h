/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"
#include "tuntas-ticket.h"

/* The procedure's texts filled in: script, note and e-mail from the ticket's facts and the case's events. The names
 * of the places are those of procedure files; the list with their meaning is in data/procedures/README.md. */

G_BEGIN_DECLS

/* Everything a text is filled from. All are borrowed for the call. */
typedef struct
{
  TuntasCase *state;       /* the case as it stands (after the act whose text this is) */
  const TuntasTicket *ticket;
  gint64 now;              /* seconds UTC */
  const char *language;    /* "id" or "en" */
  const char *agent;       /* the agent's name */
  const char *unit;        /* "OCC Bandung" */
  const char *company;     /* who calls */
  const char *zone_label;  /* (nullable): WIB, WITA, WIT; NULL: from the case's zone */
  const char *destination; /* who gets a ticket that is given back */
} TuntasWordsContext;

/* By whom a place is filled. */
typedef enum
{
  TUNTAS_PLACE_UNKNOWN = 0,       /* there is no such place */
  TUNTAS_PLACE_FILLED = 1 << 0,   /* by tuntas_words_fill () */
  TUNTAS_PLACE_LATE = 1 << 1,     /* by sending: it is known only when the note leaves */
  TUNTAS_PLACE_OF_EMAIL = 1 << 2, /* by sending, in the texts "email-sent", "email-not-sent", "email-unknown" and
                                   * "email-elsewhere", which have no others */
} TuntasPlaceKinds;

TuntasPlaceKinds   tuntas_words_get_kinds   (const char *place);
/* (nullable): the names of the texts that its value is made of, ending with NULL. */
const char *const *tuntas_words_get_needs   (const char *place);
/* (transfer full): all of them. */
GStrv              tuntas_words_list_places (void);

/* Places that only sending fills: they stay as they are in tuntas_words_fill () and are filled by
 * tuntas_words_finish (): {status_email} and {tiket_baru}. */
gboolean tuntas_words_is_late (const char *place);
/* (transfer full): fills every place of the text. missing (nullable) (element-type utf8) gets the names of the
 * places that have no value or are unknown (transfer full); in the result they stand as "…". Telephone numbers in what
 * people have typed (complaint, cause, repair, reasons, names) are masked; the service number is not. Braces in a value
 * become parentheses, so that what was typed is never taken for a place. */
char *tuntas_words_fill (const char *text, const TuntasWordsContext *context, GPtrArray *missing);

/* (transfer full): fills the late places. value NULL leaves a place as it is. */
char *tuntas_words_finish (const char *text, const char *place, const char *value);

/* What became of the e-mail of a note, as far as it is known when the note is written for good. */
typedef enum
{
  TUNTAS_WORDS_EMAIL_SENT,     /* by what the mail server, or the agent, says */
  TUNTAS_WORDS_EMAIL_NOT_SENT, /* refused, taken back, or there is none */
  TUNTAS_WORDS_EMAIL_UNKNOWN,  /* nobody knows, or it still waits */
  TUNTAS_WORDS_EMAIL_ELSEWHERE, /* another computer sent it, by what the case was carried on from (Q10) */
} TuntasWordsEmailResult;

typedef struct
{
  TuntasWordsEmailResult result;
  gint64 at;          /* seconds UTC: of the result; of an unknown one: as of when; -1: nobody says */
  const char *to;     /* (nullable) */
  const char *reason; /* (nullable): why it was not sent */
} TuntasWordsEmail;

/* (transfer full): the value of {status_email}: "RFO & perbaikan dikirim via email ke noc@… 09.21". Telephone numbers
 * in the reason are masked. */
char *tuntas_words_email_status (const TuntasWordsContext *context, const TuntasWordsEmail *email);

/* (transfer full): the line that ends our notes, by which another PC continues and read-back finds them:
 * [TTS 1.2.6 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]. email (nullable). */
char *tuntas_words_trailer (const TuntasWordsContext *context, const char *clause, const char *email,
                            const char *reference);

/* (transfer full): an instant on the customer's clock: "09.13", and "23-11 10.20" where it is another day than now. */
char *tuntas_words_clock (GTimeZone *zone, gint64 instant, gint64 now);

/* WIB, WITA, WIT for Indonesia's zones, else the zone's own abbreviation at that instant. Never NULL. */
const char *tuntas_words_zone_label (const char *zone_id);

G_END_DECLS
