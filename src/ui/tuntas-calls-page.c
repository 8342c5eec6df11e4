/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-calls-page.h"

#include "tuntas-attempts.h"
#include "tuntas-countdown.h"
#include "tuntas-dial-box.h"
#include "tuntas-key-button.h"
#include "tuntas-next-button.h"
#include "tuntas-number-box.h"
#include "tuntas-outcomes.h"
#include "tuntas-receipts.h"
#include "tuntas-relatives.h"
#include "tuntas-ways.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasCallsPage
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) (nullable) */
  const TuntasActSpec *suggested; /* (nullable): the way on that Ctrl+Enter takes */
  gboolean suggests_call;

  TuntasNumberBox *number;
  TuntasRelatives *relatives;
  GtkLabel *say;
  TuntasKeyButton *call_button;
  GtkGrid *outcomes;
  TuntasOutcomes *outcome_buttons;
  TuntasDialBox *dial_box;
  TuntasCountdown *countdown;
  TuntasWays *ways;
  TuntasNextButton *next_button;
  GtkLabel *attempts;
  TuntasReceipts *receipts;
};

static void step_page_init (TuntasStepPageInterface *iface);
static void grab_first_focus (TuntasStepPage *page);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasCallsPage, tuntas_calls_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static gboolean
is_way (const TuntasActSpec *spec)
{
  return !tuntas_act_spec_does (spec, TUNTAS_OP_DIAL) && !tuntas_act_spec_does (spec, TUNTAS_OP_CONCLUDE);
}

/* Whether calls are limited and some of them are left: then they are made before the way on is suggested. */
static gboolean
has_calls_left (GPtrArray *actions)
{
  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      for (guint j = 0; action->enabled && j < action->spec->gates->len; j++)
        if (((TuntasGate *) g_ptr_array_index (action->spec->gates, j))->kind == TUNTAS_GATE_BELOW)
          return TRUE;
    }
  return FALSE;
}

/* What Ctrl+Enter does: the way on once its gates are met; else the call while it is due or another number waits; else
 * the next ticket. */
static void
find_suggestion (TuntasCallsPage *self, GPtrArray *actions)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  gint64 now = tuntas_actor_now (self->actor);
  const char *phone = tuntas_number_box_get (self->number);
  gboolean stays = phone != NULL && (tuntas_case_has_promise (state) || has_calls_left (actions));

  self->suggested = NULL;
  self->suggests_call = FALSE;
  if (tuntas_receipts_can_walk (self->receipts))
    return;
  for (guint i = 0; !stays && i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      if (action->enabled && !tuntas_act_spec_is_common (action->spec) && is_way (action->spec) &&
          action->spec->gates->len > 0 && self->suggested == NULL)
        self->suggested = action->spec;
    }
  self->suggests_call = self->suggested == NULL && phone != NULL &&
                        (tuntas_case_has_promise (state) || tuntas_case_get_next_call (state, phone, now) <= now ||
                         tuntas_desk_get_next (tuntas_actor_get_desk (self->actor),
                                               tuntas_actor_get_item (self->actor)) == NULL);
}

static void
show_ways (TuntasCallsPage *self, GPtrArray *actions)
{
  g_autoptr (GPtrArray) ways = g_ptr_array_new ();

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;

      if (!tuntas_act_spec_is_common (spec) && is_way (spec) && !tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
        g_ptr_array_add (ways, (gpointer) spec);
    }
  tuntas_ways_show (self->ways, ways, self->suggested);
}

/* When this number is best called next: advice, no gate. */
static void
show_advice (TuntasCallsPage *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasAttempt *last = tuntas_attempts_get_last (state);
  const char *phone = tuntas_number_box_get (self->number);
  gint64 now = tuntas_actor_now (self->actor);
  gint64 next = phone != NULL ? tuntas_case_get_next_call (state, phone, now) : -1;

  if (tuntas_case_get_open_attempt (state) != NULL || self->suggested != NULL || next <= now)
    next = -1;
  tuntas_countdown_show (self->countdown, self->actor, TUNTAS_DUE_NEXT_CALL, last != NULL ? last->dialled_at : now,
                         next);
}

static void
tick (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);

  tuntas_number_box_tick (self->number);
  tuntas_receipts_tick (self->receipts);
  show_advice (self);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button),
                          open == NULL && (tuntas_attempts_get_last (state) != NULL || !self->suggests_call) &&
                            tuntas_next_button_refresh (self->next_button, self->actor,
                                                        self->suggested == NULL && !self->suggests_call &&
                                                          !tuntas_receipts_can_walk (self->receipts)));
}

static void
refresh (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  gboolean calling = tuntas_case_get_open_attempt (state) != NULL;
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);
  g_autofree char *said = tuntas_actor_dup_words (self->actor, "greeting");
  g_autofree char *quoted = g_strdup_printf (_("“%s”"), said);
  g_autofree char *line = tuntas_attempts_dup_line (self->actor);
  const TuntasActSpec *dial = tuntas_actor_find_own_doing (self->actor, TUNTAS_OP_DIAL);

  tuntas_receipts_refresh (self->receipts);
  find_suggestion (self, actions);
  tuntas_number_box_refresh (self->number);
  tuntas_relatives_refresh (self->relatives, self->actor, tuntas_number_box_get (self->number));
  gtk_label_set_text (self->say, quoted);
  gtk_widget_set_visible (GTK_WIDGET (self->call_button), !calling && dial != NULL);
  if (dial != NULL)
    tuntas_key_button_set_text (self->call_button, tuntas_actor_get_text (self->actor, dial->label));
  tuntas_key_button_set_suggested (self->call_button, self->suggests_call);
  gtk_widget_set_visible (GTK_WIDGET (self->outcomes), calling);
  tuntas_outcomes_refresh (self->outcome_buttons);
  gtk_widget_set_visible (GTK_WIDGET (self->ways), !calling);
  show_ways (self, actions);
  gtk_label_set_text (self->attempts, line);
  gtk_widget_set_visible (GTK_WIDGET (self->attempts), *line != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->receipts), !calling);
  tick (page);
}

static void
chosen_cb (TuntasCallsPage *self)
{
  refresh (TUNTAS_STEP_PAGE (self));
}

static void
set_item (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  tuntas_number_box_forget (self->number);
  tuntas_dial_box_hide (self->dial_box);
  tuntas_relatives_forget (self->relatives);
}

static void
call_cb (TuntasCallsPage *self)
{
  const TuntasActSpec *dial = tuntas_actor_find_own_doing (self->actor, TUNTAS_OP_DIAL);
  const char *phone = tuntas_number_box_get (self->number);
  g_autofree char *with = tuntas_relatives_dup_with (self->relatives);
  TuntasAct *act;

  if (dial == NULL)
    return;
  if (phone == NULL)
    {
      tuntas_actor_refuse (self->actor, dial->id, "no-number", NULL);
      return;
    }
  act = tuntas_act_new (dial->id);
  tuntas_act_set (act, "phone", phone);
  tuntas_act_set (act, "with", with);
  tuntas_actor_begin (self->actor, act);
}

static void
done_cb (TuntasCallsPage *self, TuntasAct *act)
{
  const TuntasAttempt *open = tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor));

  tuntas_number_box_forget (self->number);
  if (open != NULL && tuntas_act_get (act, "phone") != NULL && strcmp (open->phone, tuntas_act_get (act, "phone")) == 0)
    tuntas_dial_box_dial (self->dial_box, open->phone);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  refresh (TUNTAS_STEP_PAGE (self));
  grab_first_focus (TUNTAS_STEP_PAGE (self));
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  if (tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) == NULL)
    return tuntas_receipts_choose (self->receipts, digit);
  return tuntas_outcomes_choose (self->outcome_buttons, digit);
}

static gboolean
dial (TuntasStepPage *page)
{
  call_cb (TUNTAS_CALLS_PAGE (page));
  return TRUE;
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);
  const TuntasActSpec *dial = tuntas_actor_find_own_doing (self->actor, TUNTAS_OP_DIAL);

  if (tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) != NULL)
    tuntas_actor_refuse (self->actor, dial->id, "unfinished-attempt", NULL);
  else if (tuntas_receipts_walk (self->receipts))
    return TRUE;
  else if (self->suggested != NULL)
    tuntas_actor_begin (self->actor, tuntas_act_new (self->suggested->id));
  else if (self->suggests_call)
    call_cb (self);
  else
    return tuntas_next_button_go (self->next_button);
  return TRUE;
}

static gboolean
go_to (TuntasStepPage *page, TuntasReasonPlace place)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  if (place == TUNTAS_REASON_CALL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->call_button));
  if (place == TUNTAS_REASON_OUTCOME)
    return tuntas_outcomes_grab_focus (self->outcome_buttons);
  return (place == TUNTAS_REASON_INFORM || place == TUNTAS_REASON_ONWARD) && tuntas_ways_grab_focus (self->ways);
}

/* During a call nothing that has an effect has the focus: a second Enter must not become an outcome. Where the next
 * ticket is what is suggested, an Enter too many goes there rather than to a call that is too soon. */
static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  if (tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->number));
  else if (self->suggested == NULL && !self->suggests_call && gtk_widget_get_visible (GTK_WIDGET (self->next_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->call_button));
}

static char *
dup_progress (TuntasStepPage *page)
{
  return tuntas_attempts_dup_count (TUNTAS_CALLS_PAGE (page)->actor);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_number_box_set_actor (self->number, actor);
  tuntas_dial_box_set_actor (self->dial_box, actor);
  tuntas_ways_set_actor (self->ways, actor);
  tuntas_receipts_set_actor (self->receipts, actor);
  tuntas_receipts_set_open_only (self->receipts, TRUE);
  self->outcome_buttons = tuntas_outcomes_new (actor, self->outcomes);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  return gtk_widget_get_visible (GTK_WIDGET (self->outcomes)) ? GTK_WIDGET (self->outcomes)
                                                              : GTK_WIDGET (self->call_button);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->set_item = set_item;
  iface->refresh = refresh;
  iface->tick = tick;
  iface->choose = choose;
  iface->dial = dial;
  iface->act_suggested = act_suggested;
  iface->go_to = go_to;
  iface->grab_first_focus = grab_first_focus;
  iface->dup_progress = dup_progress;
  iface->get_wanted = get_wanted;
}

static void
tuntas_calls_page_dispose (GObject *object)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (object);

  g_clear_object (&self->outcome_buttons);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_calls_page_parent_class)->dispose (object);
}

static gboolean
copy_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  tuntas_number_box_copy (TUNTAS_CALLS_PAGE (widget)->number);
  return GDK_EVENT_STOP;
}

static void
tuntas_calls_page_class_init (TuntasCallsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_calls_page_dispose;
  g_type_ensure (TUNTAS_TYPE_COUNTDOWN);
  g_type_ensure (TUNTAS_TYPE_DIAL_BOX);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_NEXT_BUTTON);
  g_type_ensure (TUNTAS_TYPE_NUMBER_BOX);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  g_type_ensure (TUNTAS_TYPE_RELATIVES);
  g_type_ensure (TUNTAS_TYPE_WAYS);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, copy_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-calls-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasCallsPage, name)
  BIND (number);
  BIND (relatives);
  BIND (say);
  BIND (call_button);
  BIND (outcomes);
  BIND (dial_box);
  BIND (countdown);
  BIND (ways);
  BIND (next_button);
  BIND (attempts);
  BIND (receipts);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, call_cb);
}

static void
tuntas_calls_page_init (TuntasCallsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
