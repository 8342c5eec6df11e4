/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The texts that the act of a form wants (1.2.1): a box for each, filled from what is known already, and where the
 * agent likes the same in the customer's words; where they are cause and repair, with their source. What technicians
 * write is sorted into them when it is pasted. What is typed is kept as drafts of the ticket, at each pause. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_FORM_FIELDS (tuntas_form_fields_get_type ())
G_DECLARE_FINAL_TYPE (TuntasFormFields, tuntas_form_fields, TUNTAS, FORM_FIELDS, GtkBox)

/* Once; borrowed for as long as the widget lives. */
void     tuntas_form_fields_set_actor  (TuntasFormFields *self, TuntasActor *actor);
/* For the actor's item: drafts are taken. spec (nullable): there are no boxes. */
void     tuntas_form_fields_open       (TuntasFormFields *self, const TuntasActSpec *spec);
/* Cause and repair of the offer into the boxes in which nothing stands. */
void     tuntas_form_fields_fill_empty (TuntasFormFields *self, const TuntasResume *offer);

/* Whether the form is for what technicians write. */
gboolean tuntas_form_fields_takes_rfo  (TuntasFormFields *self);
/* Takes what is on the clipboard: cause and repair, or the ticket's work log. */
void     tuntas_form_fields_paste      (TuntasFormFields *self);
/* FALSE where something stands in every box. */
gboolean tuntas_form_fields_focus_empty (TuntasFormFields *self);

/* (transfer full): what stands in the box of that field; "" where there is none. */
char    *tuntas_form_fields_dup        (TuntasFormFields *self, const char *name);
/* All that was entered, with where it comes from (Q6), into the act. */
void     tuntas_form_fields_apply      (TuntasFormFields *self, TuntasAct *act);
/* The drafts, now; and their end, for the actor's item, once the words were used. */
void     tuntas_form_fields_keep       (TuntasFormFields *self);
void     tuntas_form_fields_forget     (TuntasFormFields *self);

G_END_DECLS
