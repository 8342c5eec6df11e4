/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What became of a damaged journal. Kept in the new journal as its meta TUNTAS_STORE_REPORT_META until the agent has
 * seen it (tuntas_store_confirm_report_async ()), and then, for good, under a name with the time in it. */

G_BEGIN_DECLS

#define TUNTAS_STORE_REPORT_META "recovery"

typedef struct
{
  gint64 at;          /* seconds UTC */
  char *reason;       /* what was wrong, in English, for the log and for support */
  char *damaged_file; /* (nullable): the name under which the old file is kept; NULL: there was none */
  gint64 snapshot_at; /* seconds UTC of the snapshot that was begun from; -1: there was none */
  guint n_events;     /* newer than the snapshot, taken out of the old file */
  guint n_entries;    /* of the outbox, likewise */
  guint n_doubted;    /* effects of which nobody knows whether they have gone out since the snapshot */
  guint n_missing;    /* events and effects that are known to have been there and are lost */
  gboolean whole;     /* nothing else is missing; otherwise nobody can tell */
  GStrv tickets;      /* of which something is known to be missing */
} TuntasStoreReport;

/* (transfer full) */
char              *tuntas_store_report_to_text   (const TuntasStoreReport *self);
/* (transfer full) (nullable): NULL for what is no report. */
TuntasStoreReport *tuntas_store_report_from_text (const char *text);
void               tuntas_store_report_free      (TuntasStoreReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasStoreReport, tuntas_store_report_free)

G_END_DECLS
