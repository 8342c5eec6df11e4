/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-item.h"

/* What a row of the queue says of its ticket, as a pure function of the item, the agent's zone (the customer's
 * is the item's: tuntas-format.h says when a time names its zone), the language of the procedure's texts ("id", "en") and now. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_ROW_TONE_PLAIN,
  TUNTAS_ROW_TONE_DUE,
  TUNTAS_ROW_TONE_LATE,
  TUNTAS_ROW_TONE_GOOD,
} TuntasRowTone;

typedef struct
{
  char *customer;
  char *detail;      /* "IN124882013 · Aktif kembali · panggilan ulang 1/3" */
  char *time;        /* "42 mnt", "sekarang", "−6 mnt", "baru", "09.12" */
  char *spoken;      /* the whole row for the ear */
  gboolean outage;   /* the ticket belongs to a mass outage */
  TuntasRowTone tone;
  gboolean waits;    /* a ring stands beside the time … */
  double fraction;   /* … with so much of the wait over */
  gint64 changes_at; /* seconds UTC of the next change that cannot wait for the whole minute; -1: none */
} TuntasRowWords;

/* (transfer full): ttr_target: seconds, -1: none; with one the TTR stands in the detail: Nossa's clock, apart from the
 * time at the end of the row, which is ours. */
TuntasRowWords *tuntas_row_words_new  (TuntasDeskItem *item, gint64 ttr_target, GTimeZone *zone, const char *language,
                                       gint64 now);
void            tuntas_row_words_free (TuntasRowWords *words);
/* (transfer full): how far the ticket is, in a few words: "panggilan 3/3", "pending s.d. 10.20". */
char           *tuntas_row_words_step (TuntasDeskItem *item, GTimeZone *zone, const char *language,
                                       gint64 now);
/* Never NULL: the customer, or what else the ticket is known by. */
const char     *tuntas_row_words_customer (TuntasDeskItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasRowWords, tuntas_row_words_free)

G_END_DECLS
