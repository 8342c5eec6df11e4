/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The e-mail and the note of an act that informs the customer (1.2.7), as they will go, and both to be edited: on the
 * step's own page and in the sheet, where the act is done later. What was edited is kept with the ticket until it is
 * used, so that it goes on here and there. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_INFORM_FORM (tuntas_inform_form_get_type ())
G_DECLARE_FINAL_TYPE (TuntasInformForm, tuntas_inform_form, TUNTAS, INFORM_FORM, GtkBox)

/* Whether that act sends an e-mail. */
gboolean    tuntas_inform_form_is_for     (const TuntasActSpec *spec);

/* Once; borrowed for as long as the form lives. */
void        tuntas_inform_form_set_actor  (TuntasInformForm *self, TuntasActor *actor);
/* For the actor's item: drafts are taken. spec (nullable): nothing is shown. A refresh follows. */
void        tuntas_inform_form_open       (TuntasInformForm *self, const TuntasActSpec *spec);
/* The words that were not edited, as they would go now. */
void        tuntas_inform_form_refresh    (TuntasInformForm *self);
/* Tries the act with what stands here; where there is no address it is refused in place. */
void        tuntas_inform_form_commit     (TuntasInformForm *self);
/* What the button that sends says. (transfer none) */
const char *tuntas_inform_form_get_action (TuntasInformForm *self);
/* Takes the focus into the address; with_address FALSE only where that is missing. FALSE where the focus was not taken. */
gboolean    tuntas_inform_form_focus_address (TuntasInformForm *self, gboolean with_address);

gboolean    tuntas_inform_form_focus_note    (TuntasInformForm *self);

G_END_DECLS
