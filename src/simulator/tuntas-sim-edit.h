/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-store.h"

/* A change of one ticket, whole or not at all: the rules of fields, statuses and children (maximo.md §4, §6.3;
 * nossa.md §2.7) on a copy of the record, which replaces it at the commit together with the list of effects. */

G_BEGIN_DECLS

typedef struct _TuntasSimEdit TuntasSimEdit;

typedef enum
{
  TUNTAS_SIM_EDIT_PLAIN = 0,
  TUNTAS_SIM_EDIT_MERGE = 1 << 0,    /* children that are not sent stay */
  TUNTAS_SIM_EDIT_NO_RULES = 1 << 1, /* the control address: anything goes */
  TUNTAS_SIM_EDIT_REPLACE = 1 << 2,  /* what is not named becomes null, and children go */
} TuntasSimEditFlags;

/* (transfer full). person: who changes; user (nullable) gives site and organisation to a new ticket. */
TuntasSimEdit *tuntas_sim_edit_new_create (TuntasSimStore *store, const char *class, const char *person,
                                           const TuntasSimUser *user);
TuntasSimEdit *tuntas_sim_edit_new_update (TuntasSimStore *store, TuntasSimRow *row, const char *person,
                                           TuntasSimEditFlags flags);
void           tuntas_sim_edit_free       (TuntasSimEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimEdit, tuntas_sim_edit_free)

/* From now on an attribute that is wrong does not end the edit: all of them are added here, as they stand in
 * "attrerrors", and the edit is refused at its end. errors must outlive self. */
void           tuntas_sim_edit_collect_errors (TuntasSimEdit *self, JsonArray *errors);

/* body has plain names. On FALSE (a TUNTAS_SIM_ERROR) nothing will have happened. */
gboolean       tuntas_sim_edit_apply      (TuntasSimEdit *self, JsonObject *body, GError **error);

/* A closed ticket: the change is accepted, and a commit would change nothing. */
gboolean       tuntas_sim_edit_comes_to_nothing (TuntasSimEdit *self);

/* (transfer full): what can be asked of a record by "action=", as select's allowedactions shows it. */
JsonObject    *tuntas_sim_edit_list_actions (TuntasSimStore *store, const TuntasSimRow *row);

/* Makes it so; the record as it is now (transfer none). */
TuntasSimRow  *tuntas_sim_edit_commit     (TuntasSimEdit *self);

G_END_DECLS
