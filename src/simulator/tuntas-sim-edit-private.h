/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-edit.h"

/* What the parts of an edit share: attributes and the commit (tuntas-sim-edit.c), status (-status.c), children
 * (-children.c). */

G_BEGIN_DECLS

typedef struct
{
  TuntasSimulatorEffectKind kind;
  JsonObject *details;
} TuntasSimEditEffect;

struct _TuntasSimEdit
{
  TuntasSimStore *store;
  TuntasSimRow *original; /* NULL: a new ticket */
  TuntasSimRow *row;      /* the copy; taken over at the commit */
  char *person;
  gint64 now;
  TuntasSimEditFlags flags;
  gboolean children_only; /* nothing but children changed so far */
  gboolean in_history;    /* a closed ticket: a change is accepted and comes to nothing */
  JsonArray *errors;      /* (nullable): of attributes, all that are wrong */
  GArray *effects;        /* TuntasSimEditEffect, in order */
  JsonObject *changes;    /* attributes that changed */
  GPtrArray *links;       /* TuntasSimRow: new rows of relatedrecord, whose other side is still to be made */
  GPtrArray *cuts;        /* TuntasSimRow: copies of deleted ones, whose other side is still to be deleted */
};

/* details (transfer full): becomes part of the list of effects at the commit. */
void     tuntas_sim_edit_add_effect      (TuntasSimEdit *self, TuntasSimulatorEffectKind kind, JsonObject *details);

/* An attribute is wrong: TRUE where the edit goes on, because they are collected. Takes cause over. */
gboolean tuntas_sim_edit_attribute_error (TuntasSimEdit *self, const char *object, const char *attribute,
                                          GError *cause, GError **error);
gboolean tuntas_sim_edit_refuse_list     (GError **error, const char *label, const char *value);
gboolean tuntas_sim_edit_refuse_required (TuntasSimEdit *self, GError **error, const char *field, const char *object);
gboolean tuntas_sim_edit_refuse_status   (TuntasSimEdit *self, GError **error, const char *reason);

/* Sets what object names in row; attributes the server keeps and names it does not know are left aside.
 * changes (nullable) takes what became different. */
gboolean tuntas_sim_edit_apply_attributes (TuntasSimEdit *self, TuntasSimRow *row, JsonObject *object,
                                           const char *except, JsonObject *changes, GError **error);

/* (nullable) */
const TuntasSimSynonym *tuntas_sim_edit_find_status (TuntasSimEdit *self, const char *value);
/* Without any check. details (transfer full) */
void     tuntas_sim_edit_set_status      (TuntasSimEdit *self, const TuntasSimSynonym *to, JsonObject *details);
gboolean tuntas_sim_edit_apply_status    (TuntasSimEdit *self, JsonObject *body, GError **error);
/* What a customer's note does to a ticket that waits for the customer. */
void     tuntas_sim_edit_reopen          (TuntasSimEdit *self);

gboolean tuntas_sim_edit_apply_children  (TuntasSimEdit *self, JsonObject *body, GError **error);
/* The other side of a deleted link and of a new one, at the commit. */
void     tuntas_sim_edit_cut_back        (TuntasSimEdit *self, TuntasSimRow *ticket, TuntasSimRow *cut);
void     tuntas_sim_edit_link_back       (TuntasSimEdit *self, TuntasSimRow *ticket, TuntasSimRow *link);

G_END_DECLS
