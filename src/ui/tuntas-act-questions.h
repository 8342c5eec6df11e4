/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* The questions of the act sheet: one for each field that the act does not have yet (TuntasActField), filled with what
 * was typed before or is known already.
 * Signals: "changed" (): an answer; "answered" (): Enter after the last one. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ACT_QUESTIONS (tuntas_act_questions_get_type ())
G_DECLARE_FINAL_TYPE (TuntasActQuestions, tuntas_act_questions, TUNTAS, ACT_QUESTIONS, GtkBox)

/* Once; borrowed for as long as the widget lives. */
void     tuntas_act_questions_set_actor (TuntasActQuestions *self, TuntasActor *actor);
/* For the actor's item: what spec wants and act lacks, with the ticket's drafts. */
void     tuntas_act_questions_ask       (TuntasActQuestions *self, const TuntasActSpec *spec, TuntasAct *act);
/* Nothing is asked any more. */
void     tuntas_act_questions_clear     (TuntasActQuestions *self);
gboolean tuntas_act_questions_is_empty  (TuntasActQuestions *self);
/* A question may depend on the answer to another one: those are shown that act, with all answers, wants. */
void     tuntas_act_questions_show      (TuntasActQuestions *self, TuntasAct *act);

/* The answers into the act. */
void     tuntas_act_questions_apply     (TuntasActQuestions *self, TuntasAct *act);
/* FALSE where an answer cannot be meant, or for who is not guided is missing; then the actor has refused it. */
gboolean tuntas_act_questions_check     (TuntasActQuestions *self);
/* FALSE where it is not asked for. name (nullable) */
gboolean tuntas_act_questions_focus     (TuntasActQuestions *self, const char *name);

/* The drafts; and the end of those that this act has used, whichever questions they answered. */
void     tuntas_act_questions_keep      (TuntasActQuestions *self);
void     tuntas_act_questions_forget    (TuntasActor *actor, TuntasAct *act);

G_END_DECLS
