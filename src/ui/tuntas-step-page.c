/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-step-page.h"

static guint reveal_signal;

G_DEFINE_INTERFACE (TuntasStepPage, tuntas_step_page, GTK_TYPE_WIDGET)

static void
tuntas_step_page_default_init (TuntasStepPageInterface *iface)
{
  reveal_signal = g_signal_new ("reveal", TUNTAS_TYPE_STEP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
tuntas_step_page_set_actor (TuntasStepPage *self, TuntasActor *actor)
{
  TUNTAS_STEP_PAGE_GET_IFACE (self)->set_actor (self, actor);
}

void
tuntas_step_page_set_item (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  if (iface->set_item != NULL)
    iface->set_item (self);
  iface->refresh (self);
}

void
tuntas_step_page_refresh (TuntasStepPage *self)
{
  TUNTAS_STEP_PAGE_GET_IFACE (self)->refresh (self);
}

void
tuntas_step_page_tick (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  if (iface->tick != NULL)
    iface->tick (self);
}

gboolean
tuntas_step_page_choose (TuntasStepPage *self, guint digit)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->choose != NULL && iface->choose (self, digit);
}

gboolean
tuntas_step_page_walk (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->walk != NULL && iface->walk (self);
}

gboolean
tuntas_step_page_dial (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->dial != NULL && iface->dial (self);
}

gboolean
tuntas_step_page_act_suggested (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->act_suggested != NULL && iface->act_suggested (self);
}

gboolean
tuntas_step_page_go_to (TuntasStepPage *self, TuntasReasonPlace place)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->go_to != NULL && iface->go_to (self, place);
}

void
tuntas_step_page_grab_first_focus (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  if (iface->grab_first_focus != NULL)
    iface->grab_first_focus (self);
}

char *
tuntas_step_page_dup_progress (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->dup_progress != NULL ? iface->dup_progress (self) : NULL;
}

GtkWidget *
tuntas_step_page_get_wanted (TuntasStepPage *self)
{
  TuntasStepPageInterface *iface = TUNTAS_STEP_PAGE_GET_IFACE (self);

  return iface->get_wanted != NULL ? iface->get_wanted (self) : NULL;
}

void
tuntas_step_page_reveal (TuntasStepPage *self)
{
  g_signal_emit (self, reveal_signal, 0);
}
