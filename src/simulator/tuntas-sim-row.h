/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-table.h"

/* One record: a ticket with its work log and related records, a row of those, or a row of the value lists. */

G_BEGIN_DECLS

typedef struct
{
  const TuntasSimTable *table;
  char **values;        /* one for each attribute of the table, NULL for null */
  guint64 rowstamp;
  GPtrArray *worklogs;  /* (nullable) (element-type TuntasSimRow): tickets only */
  GPtrArray *related;   /* (nullable) (element-type TuntasSimRow): tickets only */
  char *former_status;  /* (nullable): what a pended ticket returns to */
} TuntasSimRow;

TuntasSimRow *tuntas_sim_row_new        (const TuntasSimTable *table, gboolean with_children);
TuntasSimRow *tuntas_sim_row_copy       (const TuntasSimRow *self);
/* Takes over what other holds and frees it: the commit of an edited copy. */
void          tuntas_sim_row_take_over  (TuntasSimRow *self, TuntasSimRow *other);
void          tuntas_sim_row_free       (TuntasSimRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimRow, tuntas_sim_row_free)

const char   *tuntas_sim_row_get        (const TuntasSimRow *self, guint attribute);
void          tuntas_sim_row_set        (TuntasSimRow *self, guint attribute, const char *value);
void          tuntas_sim_row_set_int    (TuntasSimRow *self, guint attribute, gint64 value);
gint64        tuntas_sim_row_get_int    (const TuntasSimRow *self, guint attribute);
gint64        tuntas_sim_row_get_uid    (const TuntasSimRow *self);
/* INCIDENT, SR, WORKLOG … */
const char   *tuntas_sim_row_get_object (const TuntasSimRow *self);

/* (transfer full): "_U1IvODY0MTczNDE-": the id in an href, of CLASS/TICKETID and their like. */
char         *tuntas_sim_row_dup_id     (const TuntasSimRow *self);
/* (transfer full): "U1IvV09SS0xPRy8xNDM-": what stands behind http://childkey#. */
char         *tuntas_sim_row_dup_child_key (const TuntasSimRow *self, const TuntasSimRow *parent);

/* (transfer full): everything that is not null, with the work log and the related records: for the oracle. */
JsonObject   *tuntas_sim_row_dump       (const TuntasSimRow *self, GTimeZone *zone);

G_END_DECLS
