/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* One question of the act sheet: a field of an act with its label and the control that fits its kind: an entry (with
 * the usual reasons as buttons), a set of buttons of which one is pressed, or an entry for a time that says how it was
 * understood. Signals: "changed" (), "activated" (): Enter in an entry. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ACT_FIELD (tuntas_act_field_get_type ())
G_DECLARE_FINAL_TYPE (TuntasActField, tuntas_act_field, TUNTAS, ACT_FIELD, GtkBox)

/* field is borrowed and lives as long as the procedure. */
GtkWidget  *tuntas_act_field_new         (TuntasActor *actor, const TuntasActSpec *spec, const TuntasField *field);
const TuntasField *tuntas_act_field_get_field (TuntasActField *self);
/* Writes what was entered into the act; nothing where there is nothing that could be understood. */
void        tuntas_act_field_apply       (TuntasActField *self, TuntasAct *act);
/* (nullable): the code of the refusal for what was typed and cannot be meant: no time, or nothing to dial. */
const char *tuntas_act_field_get_trouble (TuntasActField *self);
/* What stands in the entry, "" where the field has none. */
const char *tuntas_act_field_get_typed   (TuntasActField *self);
void        tuntas_act_field_set_typed   (TuntasActField *self, const char *text);

G_END_DECLS
