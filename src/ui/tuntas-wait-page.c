/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-wait-page.h"

#include "tuntas-countdown.h"
#include "tuntas-key-button.h"
#include "tuntas-next-button.h"
#include "tuntas-receipts.h"

struct _TuntasWaitPage
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */

  TuntasReceipts *receipts;
  TuntasCountdown *countdown;
  TuntasKeyButton *contact_button;
  TuntasNextButton *next_button;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasWaitPage, tuntas_wait_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

/* (nullable) (transfer full): the act by which a customer makes contact, where it is open. */
static TuntasAction *
find_contact (TuntasWaitPage *self)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (tuntas_actor_get_case (self->actor));

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      if (tuntas_act_spec_does (action->spec, TUNTAS_OP_REACH))
        return tuntas_case_find_action (tuntas_actor_get_case (self->actor), action->spec->id);
    }
  return NULL;
}

static void
tick (TuntasStepPage *page)
{
  TuntasWaitPage *self = TUNTAS_WAIT_PAGE (page);
  TuntasDueKind kind;
  TuntasDeskItem *item = tuntas_actor_get_item (self->actor);
  gint64 due = tuntas_desk_item_get_due (item, &kind);

  tuntas_countdown_show (self->countdown, self->actor, kind, tuntas_desk_item_get_due_from (item), due);
  tuntas_receipts_tick (self->receipts);
  tuntas_next_button_refresh (self->next_button, self->actor, !tuntas_receipts_can_walk (self->receipts));
}

static void
refresh (TuntasStepPage *page)
{
  TuntasWaitPage *self = TUNTAS_WAIT_PAGE (page);
  TuntasAction *contact = find_contact (self);

  tuntas_receipts_refresh (self->receipts);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_button), contact != NULL);
  if (contact != NULL)
    tuntas_key_button_set_text (self->contact_button, tuntas_actor_get_text (self->actor, contact->spec->label));
  g_clear_pointer (&contact, tuntas_action_free);
  tick (page);
}

static void
contact_cb (TuntasWaitPage *self)
{
  TuntasAction *contact = find_contact (self);

  if (contact != NULL)
    tuntas_actor_begin (self->actor, tuntas_act_new (contact->spec->id));
  g_clear_pointer (&contact, tuntas_action_free);
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  return tuntas_receipts_choose (TUNTAS_WAIT_PAGE (page)->receipts, digit);
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  TuntasWaitPage *self = TUNTAS_WAIT_PAGE (page);

  return tuntas_receipts_walk (self->receipts) || tuntas_next_button_go (self->next_button);
}

static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasWaitPage *self = TUNTAS_WAIT_PAGE (page);

  if (gtk_widget_get_visible (GTK_WIDGET (self->next_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->contact_button));
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasWaitPage *self = TUNTAS_WAIT_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_receipts_set_actor (self->receipts, actor);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_WAIT_PAGE (page)->next_button);
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
tuntas_wait_page_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_WAIT_PAGE (object)->actor);
  G_OBJECT_CLASS (tuntas_wait_page_parent_class)->dispose (object);
}

static void
tuntas_wait_page_class_init (TuntasWaitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_wait_page_dispose;
  g_type_ensure (TUNTAS_TYPE_COUNTDOWN);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_NEXT_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-wait-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasWaitPage, receipts);
  gtk_widget_class_bind_template_child (widget_class, TuntasWaitPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, TuntasWaitPage, contact_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasWaitPage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, contact_cb);
}

static void
tuntas_wait_page_init (TuntasWaitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
