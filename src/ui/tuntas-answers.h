/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The step's acts as a grid of buttons, two in a row, with digits from 1 in the file's order. An act of another family
 * leaves its digit unused, so that an answer has the same key for every family. The one that is being asked about
 * stands out. Signal "chosen" (TuntasAct *): the page may add to the act, then it goes to tuntas_actor_begin (). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ANSWERS (tuntas_answers_get_type ())
G_DECLARE_FINAL_TYPE (TuntasAnswers, tuntas_answers, TUNTAS, ANSWERS, GtkWidget)

/* Once; borrowed for as long as the widget lives. */
void     tuntas_answers_set_actor (TuntasAnswers *self, TuntasActor *actor);
void     tuntas_answers_refresh   (TuntasAnswers *self);
/* FALSE where the digit means nothing. */
gboolean tuntas_answers_choose    (TuntasAnswers *self, guint digit);
/* Whether the digits stand beside the words: not while they mean something else. */
void     tuntas_answers_show_keys (TuntasAnswers *self, gboolean show);

G_END_DECLS
