/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-columns.h"

/* What a cell says, as our fields have it. */

G_BEGIN_DECLS

/* Why a row or a cell was not taken. */
typedef enum
{
  TUNTAS_LIST_REASON_NO_NUMBER, /* the row has no ticket's number */
  TUNTAS_LIST_REASON_NUMBER,    /* what stands there is no ticket's number */
  TUNTAS_LIST_REASON_REMEDY,    /* it is a number of Remedy: INC and 12 digits */
  TUNTAS_LIST_REASON_TWICE,     /* another row of the same ticket, which says something else, stands before it */
  TUNTAS_LIST_REASON_DATE,      /* no date and time */
  TUNTAS_LIST_REASON_DURATION,  /* no length of time */
  TUNTAS_LIST_REASON_SHORTENED, /* "1,31E+11": Excel has cut the number's last digits off */
} TuntasListReason;

/* Which of two numbers in a date is the day. */
typedef enum
{
  TUNTAS_LIST_ORDER_NONE, /* it is no such date, or the same one either way */
  TUNTAS_LIST_ORDER_DAY_FIRST,
  TUNTAS_LIST_ORDER_MONTH_FIRST,
  TUNTAS_LIST_ORDER_OPEN, /* it can be either */
} TuntasListOrder;

/* How the dates of a list are written. */
typedef struct
{
  GTimeZone *zone;      /* of instants that name none */
  gboolean month_first; /* where day and month can be taken for each other */
  gboolean from_1904;   /* see tuntas_list_table_get_from_1904 () */
} TuntasListDates;

/* FALSE with a reason where the cell cannot be understood. value (out) (transfer full) (nullable): NULL: it says nothing;
 * instants as TuntasTicket has them, lengths of time in seconds, telephone numbers parted by ';'. Texts are plain (tuntas_plain_text ()). */
gboolean tuntas_list_value_read  (TuntasListKind kind, const TuntasListCell *cell, const TuntasListDates *dates,
                                  char **value, TuntasListReason *reason);

/* What a cell of instants tells of the order. */
TuntasListOrder tuntas_list_value_order (const TuntasListCell *cell);

G_END_DECLS
