/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tuntas-list-columns.h"
#include "tuntas-list-values.h"

/* A list of tickets that people pass on: a download of Nossa or Insera, a copy of its screen, a workbook, a CSV file, or
 * some numbers out of a chat. What is read are values; what they mean for the desk is decided there. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_LIST_FORM_NUMBERS, /* nothing but tickets' numbers was understood */
  TUNTAS_LIST_FORM_TEXT,    /* tab-separated, or CSV */
  TUNTAS_LIST_FORM_HTML,
  TUNTAS_LIST_FORM_XLSX,
} TuntasListForm;

/* One ticket of the list. */
typedef struct
{
  guint number;          /* of its row, as the people count who see the list, from 1; 0 in a text of numbers */
  /* What the row says; a field without a value is one that it says nothing of. What no field takes is in MORE. */
  TuntasTicket *ticket;
  char *work_log;        /* (nullable): all that its work-log columns say; in MORE too */
  gboolean phones_found; /* PHONES were not in a column of their own, but hidden in the complaint */
} TuntasListRow;

/* What was not understood. */
typedef struct
{
  guint number;            /* of the row */
  char *column;            /* (nullable): its header */
  TuntasListReason reason;
  char *text;              /* what stands there, shortened to some 80 letters */
} TuntasListProblem;

typedef struct
{
  TuntasListForm form;
  GPtrArray *columns;  /* (element-type TuntasListColumn): as found; empty in a text of numbers. Where the form is NUMBERS
                        * and this is not empty, somebody has to say which column is what */
  GPtrArray *rows;     /* (element-type TuntasListRow): each ticket once, in the list's order */
  GPtrArray *problems; /* (element-type TuntasListProblem): in the list's order, the first 1000 … */
  guint n_problems;    /* … of so many */
  TuntasListOrder assumed_order; /* DAY_FIRST, MONTH_FIRST: so its dates were read, where none tells day and month apart; NONE:
                                  * there was nothing to assume */
} TuntasList;

void tuntas_list_free (TuntasList *self);

typedef struct
{
  GHashTable *mapping; /* (nullable): keys of headers (tuntas_list_header_key ()) → nicks of fields, "" for none, as
                        * somebody corrected them */
  GTimeZone *zone;     /* of dates that name none */
  gint64 now;          /* seconds, UTC: nothing that a list tells lies far behind it */
} TuntasListOptions;

/* (transfer full): reads it here and now. watch: who waits. */
TuntasList *tuntas_list_read (const char *bytes, gsize length, const TuntasListOptions *options,
                              const TuntasListWatch *watch, GError **error);

/* The same in a thread of its own. progress (nullable): a share from 0 to 1, told on the caller's thread, never after the
 * callback. Errors: TUNTAS_LIST_ERROR, G_IO_ERROR_CANCELLED. */
void        tuntas_list_read_async  (GBytes *bytes, const TuntasListOptions *options, TuntasListProgress progress,
                                     gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
TuntasList *tuntas_list_read_finish (GAsyncResult *result, GError **error);

/* (transfer full): the bytes of a file, of TUNTAS_LIST_MOST_BYTES at the most; errors TOO_LARGE, NOT_READ. */
void        tuntas_list_load_async  (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes     *tuntas_list_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasList, tuntas_list_free)

G_END_DECLS
