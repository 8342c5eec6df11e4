/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-inform-page.h"

#include "tuntas-inform-form.h"
#include "tuntas-key-button.h"
#include "tuntas-receipts.h"
#include "tuntas-ways.h"

struct _TuntasInformPage
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  const TuntasActSpec *spec; /* (nullable): the act that sends the e-mail */

  TuntasInformForm *form;
  TuntasKeyButton *send_button;
  TuntasWays *ways;
  TuntasReceipts *receipts;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasInformPage, tuntas_inform_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static const TuntasActSpec *
find_spec (TuntasInformPage *self)
{
  g_autoptr (GPtrArray) own = tuntas_actor_list_own (self->actor);

  for (guint i = 0; i < own->len; i++)
    if (tuntas_inform_form_is_for (g_ptr_array_index (own, i)))
      return g_ptr_array_index (own, i);
  return own->len > 0 ? g_ptr_array_index (own, 0) : NULL;
}

static void
set_item (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  self->spec = find_spec (self);
  tuntas_inform_form_open (self->form, self->spec);
}

static void
show_ways (TuntasInformPage *self)
{
  g_autoptr (GPtrArray) ways = tuntas_actor_list_own (self->actor);

  if (self->spec != NULL)
    g_ptr_array_remove (ways, (gpointer) self->spec);
  tuntas_ways_show (self->ways, ways, NULL);
}

static void
refresh (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  tuntas_inform_form_refresh (self->form);
  tuntas_key_button_set_text (self->send_button, tuntas_inform_form_get_action (self->form));
  show_ways (self);
  tuntas_receipts_refresh (self->receipts);
  tuntas_key_button_set_key (self->send_button, tuntas_receipts_can_walk (self->receipts) ? NULL : "Ctrl+Enter");
}

static void
tick (TuntasStepPage *page)
{
  tuntas_receipts_tick (TUNTAS_INFORM_PAGE (page)->receipts);
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  if (!tuntas_receipts_walk (self->receipts))
    tuntas_inform_form_commit (self->form);
  return TRUE;
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  return tuntas_receipts_choose (TUNTAS_INFORM_PAGE (page)->receipts, digit);
}

static gboolean
go_to (TuntasStepPage *page, TuntasReasonPlace place)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  if (place == TUNTAS_REASON_WORDS)
    return tuntas_inform_form_focus_note (self->form);
  return place == TUNTAS_REASON_FIELD && tuntas_inform_form_focus_address (self->form, TRUE);
}

static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  if (!tuntas_inform_form_focus_address (self->form, FALSE))
    gtk_widget_grab_focus (GTK_WIDGET (self->send_button));
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_inform_form_set_actor (self->form, actor);
  tuntas_ways_set_actor (self->ways, actor);
  tuntas_receipts_set_actor (self->receipts, actor);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_INFORM_PAGE (page)->send_button);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->set_item = set_item;
  iface->refresh = refresh;
  iface->tick = tick;
  iface->choose = choose;
  iface->act_suggested = act_suggested;
  iface->go_to = go_to;
  iface->grab_first_focus = grab_first_focus;
  iface->get_wanted = get_wanted;
}

static void
tuntas_inform_page_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_INFORM_PAGE (object)->actor);
  G_OBJECT_CLASS (tuntas_inform_page_parent_class)->dispose (object);
}

static void
tuntas_inform_page_class_init (TuntasInformPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_inform_page_dispose;
  g_type_ensure (TUNTAS_TYPE_INFORM_FORM);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  g_type_ensure (TUNTAS_TYPE_WAYS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-inform-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasInformPage, form);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformPage, ways);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformPage, receipts);
  gtk_widget_class_bind_template_callback (widget_class, tuntas_inform_form_commit);
}

static void
tuntas_inform_page_init (TuntasInformPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
