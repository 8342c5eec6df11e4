/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"
#include "tuntas-reasons.h"

#include <gtk/gtk.h>

/* Signal "reveal" (): what is wanted (tuntas_step_page_get_wanted ()) may have moved out of sight.
 *
 * What the step card asks of the page of a step kind. A page shows the actor's item when it is refreshed and keeps
 * what was typed into it until another item is set. All but set_actor and refresh may be left out. */

G_BEGIN_DECLS

/* So long, in µs, a key that was meant for what stood there before does nothing. */
#define TUNTAS_STEP_PAGE_DEAD_US (600 * 1000)

#define TUNTAS_TYPE_STEP_PAGE (tuntas_step_page_get_type ())
G_DECLARE_INTERFACE (TuntasStepPage, tuntas_step_page, TUNTAS, STEP_PAGE, GtkWidget)

struct _TuntasStepPageInterface
{
  GTypeInterface parent_iface;

  void     (*set_actor)         (TuntasStepPage *self, TuntasActor *actor);
  void     (*set_item)          (TuntasStepPage *self);
  void     (*refresh)           (TuntasStepPage *self);
  void     (*tick)              (TuntasStepPage *self);
  gboolean (*choose)            (TuntasStepPage *self, guint digit);
  gboolean (*walk)              (TuntasStepPage *self);
  gboolean (*dial)              (TuntasStepPage *self);
  gboolean (*act_suggested)     (TuntasStepPage *self);
  gboolean (*go_to)             (TuntasStepPage *self, TuntasReasonPlace place);
  void     (*grab_first_focus)  (TuntasStepPage *self);
  char    *(*dup_progress)      (TuntasStepPage *self);
  GtkWidget *(*get_wanted)      (TuntasStepPage *self);
};

/* Once, before anything else; borrowed for as long as the page lives. */
void     tuntas_step_page_set_actor        (TuntasStepPage *self, TuntasActor *actor);
/* The page is opened for the actor's item, or for another step of it: drafts are taken, beats begin anew. A refresh
 * follows. */
void     tuntas_step_page_set_item         (TuntasStepPage *self);
/* The item, its drafts excepted, may say something else now. */
void     tuntas_step_page_refresh          (TuntasStepPage *self);
/* A second has passed. */
void     tuntas_step_page_tick             (TuntasStepPage *self);
/* A digit, 0 … 9, that means a choice. FALSE where it means nothing here. */
gboolean tuntas_step_page_choose           (TuntasStepPage *self, guint digit);
/* Enter without a control that takes it. */
gboolean tuntas_step_page_walk             (TuntasStepPage *self);
/* F8 and '+'. */
gboolean tuntas_step_page_dial             (TuntasStepPage *self);
/* Ctrl+Enter. */
gboolean tuntas_step_page_act_suggested    (TuntasStepPage *self);
/* Puts the focus on what was missing; FALSE where that place is not on this page. */
gboolean tuntas_step_page_go_to            (TuntasStepPage *self, TuntasReasonPlace place);
void     tuntas_step_page_grab_first_focus (TuntasStepPage *self);
/* (transfer full) (nullable): how far it is, at the right of the card's title: "call 3 of at least 3". */
char    *tuntas_step_page_dup_progress     (TuntasStepPage *self);

/* (nullable): what the agent needs next: in a low window it is scrolled into sight when the page opens. */
GtkWidget *tuntas_step_page_get_wanted     (TuntasStepPage *self);
/* For pages: emits "reveal". */
void     tuntas_step_page_reveal           (TuntasStepPage *self);

G_END_DECLS
