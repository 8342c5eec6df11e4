/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* One effect that the agent brings to the outside by hand: copy it, open the ticket there, and say that it is done. A key
 * for each, in this order; the suggested key walks them. Of a status it says what to set, of a new ticket it asks for the
 * number, and of an e-mail by webmail address, subject and text are copied one after the other. Hidden while there is
 * nothing to bring. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_PASTE_BOX (tuntas_paste_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasPasteBox, tuntas_paste_box, TUNTAS, PASTE_BOX, GtkBox)

GtkWidget *tuntas_paste_box_new       (void);
void       tuntas_paste_box_set_actor (TuntasPasteBox *self, TuntasActor *actor);

/* Whether that sending is one for it. */
gboolean   tuntas_paste_box_is_for    (const TuntasSending *sending);
/* sending (nullable): NULL hides the box. */
void       tuntas_paste_box_show      (TuntasPasteBox *self, const TuntasSending *sending);
gboolean   tuntas_paste_box_is_shown  (TuntasPasteBox *self);
/* FALSE where there is no such key. */
gboolean   tuntas_paste_box_choose    (TuntasPasteBox *self, guint digit);
/* Does what is next. FALSE where there is nothing. */
gboolean   tuntas_paste_box_walk      (TuntasPasteBox *self);

G_END_DECLS
