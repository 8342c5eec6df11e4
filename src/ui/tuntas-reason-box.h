/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-reasons.h"

#include <gtk/gtk.h>

/* Why an act was not possible, where it was tried, with the one key that leads to what stands in the way.
 * Signal: "go" (): the agent wants to go there; the box is hidden by then and still knows the place. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_REASON_BOX (tuntas_reason_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasReasonBox, tuntas_reason_box, TUNTAS, REASON_BOX, GtkBox)

/* leads: whether the place can be gone to from here; its key has the focus then, otherwise there is none.
 * field (nullable): the field or ticket of the place. */
void              tuntas_reason_box_show      (TuntasReasonBox *self, const char *text, TuntasReasonPlace place,
                                               const char *field, gboolean leads);
void              tuntas_reason_box_hide      (TuntasReasonBox *self);
/* What was shown last. */
TuntasReasonPlace tuntas_reason_box_get_place (TuntasReasonBox *self);
const char       *tuntas_reason_box_get_field (TuntasReasonBox *self); /* (nullable) */

G_END_DECLS
