/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* Offers to carry a case on that another computer began (Q10): from where, by whose word, and the key that does it; or
 * says why a trailer in the ticket's work log is not believed. Hidden where there is nothing to say.
 * Signal: "resume" (): the agent wants it. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_RESUME_BOX (tuntas_resume_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasResumeBox, tuntas_resume_box, TUNTAS, RESUME_BOX, GtkBox)

/* Looks at the actor's item again. */
void                tuntas_resume_box_refresh   (TuntasResumeBox *self, TuntasActor *actor);
/* (nullable) (transfer none): what is offered, until the next refresh. */
const TuntasResume *tuntas_resume_box_get_offer (TuntasResumeBox *self);
/* (transfer none): the key of the offer. */
GtkWidget          *tuntas_resume_box_get_key   (TuntasResumeBox *self);

/* (transfer full): "Lanjutkan dari 1.2.8: dipending 23 Nov 21.14, 3 panggilan, email terkirim 21.20". */
char               *tuntas_resume_box_dup_words (TuntasActor *actor, const TuntasResume *offer);

G_END_DECLS
