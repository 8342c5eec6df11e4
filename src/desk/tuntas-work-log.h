/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What has been written into a ticket's work log in Nossa, by anybody, as far as it is known here: fetched when the
 * ticket is opened, or pasted by the agent where it cannot be; kept in the cache for when there is no connection.
 * Telephone numbers in the texts are masked. */

G_BEGIN_DECLS

/* How many of the newest entries are kept. */
#define TUNTAS_WORK_LOG_LENGTH 20

typedef struct
{
  gint64 at;  /* seconds UTC; -1: Nossa does not say */
  char *type; /* (nullable): Nossa's word: WORK, UPDATE, CLIENTNOTE … */
  char *by;   /* (nullable) */
  char *text; /* "" where there is none */
  gint64 pasted_at; /* seconds UTC: when the agent pasted it; -1: Nossa itself said it */
  gboolean named;   /* pasted: it is known to be this ticket's, else that is the agent's word */
} TuntasWorkLogEntry;

typedef struct
{
  GPtrArray *entries; /* (element-type TuntasWorkLogEntry): the newest first */
  gint64 as_of;       /* seconds UTC: when Nossa said so; -1: it has not been asked yet */
  gboolean loading;
  GError *error;      /* (nullable): TUNTAS_DESK_ERROR: why the last look failed; the entries are those of before */
} TuntasWorkLog;

/* For the desk. */

TuntasWorkLog *tuntas_work_log_new    (void);
void           tuntas_work_log_free   (TuntasWorkLog *self);
/* Adds an entry at the end; masks, and makes it plain. at (nullable): "YYYY-MM-DDThh:mm:ssZ"; type, by and text (nullable). */
void           tuntas_work_log_append (TuntasWorkLog *self, const char *at, const char *type, const char *by,
                                       const char *text);
/* Adds what was pasted at that instant, entry by entry (tuntas_resume_split ()), before the others; what is there already
 * is not added again, and entries of other tickets are left out: FALSE where there are no others. text: valid UTF-8.
 * ticket_id (nullable): NULL where all of it is known to be this ticket's, and need not name it. */
gboolean       tuntas_work_log_paste  (TuntasWorkLog *self, const char *text, const char *ticket_id, gint64 at);
/* Takes over the entries of another log, all but what was pasted here. */
void           tuntas_work_log_take   (TuntasWorkLog *self, TuntasWorkLog *from);
/* (transfer full): the form in the cache: a text that says as_of, then one for each entry. */
GStrv          tuntas_work_log_print  (const TuntasWorkLog *self);
/* Takes over what was printed. FALSE where it is not of that form; nothing is changed then. */
gboolean       tuntas_work_log_parse  (TuntasWorkLog *self, const char *const *texts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasWorkLog, tuntas_work_log_free)

G_END_DECLS
