/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-held-page.h"

#include "tuntas-answers.h"
#include "tuntas-next-button.h"
#include "tuntas-phone.h"
#include "tuntas-receipts.h"

#include <glib/gi18n.h>

struct _TuntasHeldPage
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */

  GtkLabel *question;
  TuntasReceipts *receipts;
  TuntasAnswers *answers;
  TuntasNextButton *next_button;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasHeldPage, tuntas_held_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static void
tick (TuntasStepPage *page)
{
  TuntasHeldPage *self = TUNTAS_HELD_PAGE (page);

  tuntas_receipts_tick (self->receipts);
  tuntas_next_button_refresh (self->next_button, self->actor, !tuntas_receipts_can_walk (self->receipts));
}

static void
refresh (TuntasStepPage *page)
{
  TuntasHeldPage *self = TUNTAS_HELD_PAGE (page);
  const char *question = tuntas_case_find_field (tuntas_actor_get_case (self->actor), "question");
  g_autofree char *masked = tuntas_phone_mask_text (question != NULL ? question : "–", NULL);
  /* Translators: %s is what the agent asked the coordinator. */
  g_autofree char *text = g_strdup_printf (_("Asked: %s"), masked);

  gtk_label_set_text (self->question, text);
  tuntas_receipts_refresh (self->receipts);
  tuntas_answers_refresh (self->answers);
  tick (page);
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  TuntasHeldPage *self = TUNTAS_HELD_PAGE (page);

  return tuntas_receipts_choose (self->receipts, digit) || tuntas_answers_choose (self->answers, digit);
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  TuntasHeldPage *self = TUNTAS_HELD_PAGE (page);

  return tuntas_receipts_walk (self->receipts) || tuntas_next_button_go (self->next_button);
}

static void
grab_first_focus (TuntasStepPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_HELD_PAGE (page)->answers));
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasHeldPage *self = TUNTAS_HELD_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_receipts_set_actor (self->receipts, actor);
  tuntas_answers_set_actor (self->answers, actor);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_HELD_PAGE (page)->answers);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->refresh = refresh;
  iface->tick = tick;
  iface->choose = choose;
  iface->act_suggested = act_suggested;
  iface->grab_first_focus = grab_first_focus;
  iface->get_wanted = get_wanted;
}

static void
tuntas_held_page_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_HELD_PAGE (object)->actor);
  G_OBJECT_CLASS (tuntas_held_page_parent_class)->dispose (object);
}

static void
tuntas_held_page_class_init (TuntasHeldPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_held_page_dispose;
  g_type_ensure (TUNTAS_TYPE_ANSWERS);
  g_type_ensure (TUNTAS_TYPE_NEXT_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-held-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasHeldPage, question);
  gtk_widget_class_bind_template_child (widget_class, TuntasHeldPage, receipts);
  gtk_widget_class_bind_template_child (widget_class, TuntasHeldPage, answers);
  gtk_widget_class_bind_template_child (widget_class, TuntasHeldPage, next_button);
}

static void
tuntas_held_page_init (TuntasHeldPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
