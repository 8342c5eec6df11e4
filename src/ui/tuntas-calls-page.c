/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-calls-page.h"

#include "tuntas-attempts.h"
#include "tuntas-call-timer.h"
#include "tuntas-copy.h"
#include "tuntas-countdown.h"
#include "tuntas-dialler.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-next-button.h"
#include "tuntas-outcomes.h"
#include "tuntas-phone.h"
#include "tuntas-receipts.h"
#include "tuntas-relatives.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasCallsPage
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) (nullable) */
  TuntasSettings *settings; /* (owned) */
  char *chosen;             /* (nullable): the number the agent picked; NULL: the program picks */
  TuntasCallTimer timing;
  const TuntasActSpec *suggested; /* (nullable): the way on that Ctrl+Enter takes */
  gboolean suggests_call;

  GtkLabel *number;
  GtkLabel *whose;
  GtkButton *copy_button;
  GtkLabel *timer;
  GtkFlowBox *numbers;
  TuntasRelatives *relatives;
  GtkLabel *say;
  TuntasKeyButton *call_button;
  GtkGrid *outcomes;
  TuntasOutcomes *outcome_buttons;
  GtkBox *ringing;
  TuntasCountdown *countdown;
  GtkBox *ways;
  TuntasNextButton *next_button;
  GtkLabel *attempts;
  TuntasReceipts *receipts;
};

static void step_page_init (TuntasStepPageInterface *iface);
static void refresh (TuntasStepPage *page);
static void grab_first_focus (TuntasStepPage *page);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasCallsPage, tuntas_calls_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

/* (nullable): the number that would be dialled, or is being called. */
static const char *
get_number (TuntasCallsPage *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);

  if (open != NULL)
    return open->phone;
  return self->chosen != NULL ? self->chosen : tuntas_attempts_pick_number (state, tuntas_actor_now (self->actor));
}

static void
show_number (TuntasCallsPage *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  gboolean calling = tuntas_case_get_open_attempt (state) != NULL;
  const char *phone = get_number (self);
  g_autofree char *shown = NULL;

  if (phone == NULL)
    shown = g_strdup (_("No usable number"));
  else
    shown = calling ? tuntas_phone_group (phone) : tuntas_phone_mask (phone);
  gtk_label_set_text (self->number, shown);
  gtk_label_set_selectable (self->number, calling);
  gtk_widget_set_focusable (GTK_WIDGET (self->number), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), calling);
  gtk_widget_set_visible (GTK_WIDGET (self->timer), calling);
}

static void
show_whose (TuntasCallsPage *self)
{
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (tuntas_actor_get_item (self->actor));
  const char *contact = tuntas_ticket_get (ticket, TUNTAS_TICKET_CONTACT);
  g_autofree char *clock = tuntas_format_clock_zone (tuntas_actor_now (self->actor),
                                                     tuntas_actor_get_zone (self->actor));
  g_autofree char *text = NULL;

  if (contact == NULL)
    contact = tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER);
  /* Translators: who is called, and the time where they are: "Ratna Wulandari · jam pelanggan 09.13 WIB". */
  text = g_strdup_printf (_("%s · customer's clock %s"), contact != NULL ? contact : "–", clock);
  gtk_label_set_text (self->whose, text);
}

static void
number_cb (TuntasCallsPage *self, GtkButton *button)
{
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (button), "value"));
  refresh (TUNTAS_STEP_PAGE (self));
}

/* The customer's numbers as buttons, where there is a choice. */
static void
show_numbers (TuntasCallsPage *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  guint n = tuntas_case_get_n_phones (state);
  const char *current = get_number (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->numbers))) != NULL)
    gtk_flow_box_remove (self->numbers, child);
  gtk_widget_set_visible (GTK_WIDGET (self->numbers), n > 1 && tuntas_case_get_open_attempt (state) == NULL);
  for (guint i = 0; i < n; i++)
    {
      gboolean bad;
      const char *phone = tuntas_case_get_phone (state, i, &bad);
      g_autofree char *masked = tuntas_phone_mask (phone);
      /* Translators: a number that turned out to be wrong. */
      g_autofree char *text = bad ? g_strdup_printf (_("%s (wrong number)"), masked) : g_strdup (masked);
      GtkWidget *button = tuntas_key_button_new (text, NULL);

      tuntas_key_button_set_chosen (TUNTAS_KEY_BUTTON (button), current != NULL && strcmp (current, phone) == 0);
      g_object_set_data_full (G_OBJECT (button), "value", g_strdup (phone), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (number_cb), self, G_CONNECT_SWAPPED);
      child = gtk_flow_box_child_new ();
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_flow_box_insert (self->numbers, child, -1);
    }
}

static void
way_cb (TuntasCallsPage *self, GtkButton *button)
{
  tuntas_actor_begin (self->actor, tuntas_act_new (g_object_get_data (G_OBJECT (button), "value")));
}

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
  const char *phone = get_number (self);
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
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
show_ways (TuntasCallsPage *self, GPtrArray *actions, gboolean calling)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ways))) != NULL)
    gtk_box_remove (self->ways, child);
  gtk_widget_set_visible (GTK_WIDGET (self->ways), !calling);
  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;
      GtkWidget *button;

      if (tuntas_act_spec_is_common (spec) || !is_way (spec) || tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
        continue;
      button = tuntas_key_button_new (tuntas_actor_get_text (self->actor, spec->label),
                                      spec == self->suggested ? "Ctrl+Enter" : NULL);
      set_suggested (button, spec == self->suggested);
      g_object_set_data_full (G_OBJECT (button), "value", g_strdup (spec->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (way_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->ways, button);
    }
}

/* When this number is best called next: advice, no gate. */
static void
show_advice (TuntasCallsPage *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasAttempt *last = tuntas_attempts_get_last (state);
  const char *phone = get_number (self);
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
  TuntasClock *clock = tuntas_desk_get_clock (tuntas_actor_get_desk (self->actor));

  show_whose (self);
  tuntas_receipts_tick (self->receipts);
  if (open != NULL)
    {
      g_autofree char *text = tuntas_format_stopwatch (tuntas_call_timer_read (&self->timing, open, clock));

      gtk_label_set_text (self->timer, text);
    }
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
  show_number (self);
  show_numbers (self);
  tuntas_relatives_refresh (self->relatives, self->actor, get_number (self));
  gtk_label_set_text (self->say, quoted);
  gtk_widget_set_visible (GTK_WIDGET (self->call_button), !calling && dial != NULL);
  if (dial != NULL)
    tuntas_key_button_set_text (self->call_button, tuntas_actor_get_text (self->actor, dial->label));
  set_suggested (GTK_WIDGET (self->call_button), self->suggests_call);
  gtk_widget_set_visible (GTK_WIDGET (self->outcomes), calling);
  tuntas_outcomes_refresh (self->outcome_buttons);
  show_ways (self, actions, calling);
  gtk_label_set_text (self->attempts, line);
  gtk_widget_set_visible (GTK_WIDGET (self->attempts), *line != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->receipts), !calling);
  tick (page);
}

static void
set_item (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  g_clear_pointer (&self->chosen, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->ringing), FALSE);
  tuntas_relatives_forget (self->relatives);
}

static void
call_cb (TuntasCallsPage *self)
{
  const TuntasActSpec *dial = tuntas_actor_find_own_doing (self->actor, TUNTAS_OP_DIAL);
  const char *phone = get_number (self);
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
copy_cb (TuntasCallsPage *self)
{
  const char *phone = get_number (self);

  if (phone == NULL || tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) == NULL)
    return;
  tuntas_copy (GTK_WIDGET (self), phone);
  tuntas_actor_say (self->actor, _("Number copied"));
}

/* The call is in the journal: now the telephone. Whether this desk's telephone can be reached at all is asked once. */
static void
dial_number (TuntasCallsPage *self, const char *phone)
{
  g_autoptr (GError) error = NULL;
  TuntasDialMode mode;
  gboolean asked;

  if (tuntas_actor_is_practising (self->actor))
    return;
  tuntas_settings_set_station (self->settings, tuntas_desk_get_station (tuntas_actor_get_desk (self->actor)));
  asked = tuntas_settings_get_dial_asked (self->settings);
  mode = tuntas_settings_get_dial_mode (self->settings);
  if (!asked && tuntas_dialler_has_handler ())
    {
      mode = TUNTAS_DIAL_TEL;
      gtk_widget_set_visible (GTK_WIDGET (self->ringing), TRUE);
    }
  if (!tuntas_dialler_dial (self->settings, mode, phone, GTK_WIDGET (self), &error))
    {
      /* Translators: %s is the system's reason. */
      g_autofree char *sentence = g_strdup_printf (_("Dial by hand: %s"), error->message);

      tuntas_actor_say (self->actor, sentence);
    }
}

static void
rings_cb (TuntasCallsPage *self)
{
  tuntas_settings_set_dial_mode (self->settings, TUNTAS_DIAL_TEL);
  gtk_widget_set_visible (GTK_WIDGET (self->ringing), FALSE);
}

static void
by_hand_cb (TuntasCallsPage *self)
{
  tuntas_settings_set_dial_mode (self->settings, TUNTAS_DIAL_HAND);
  gtk_widget_set_visible (GTK_WIDGET (self->ringing), FALSE);
}

static void
done_cb (TuntasCallsPage *self, TuntasAct *act)
{
  const TuntasAttempt *open = tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor));

  g_clear_pointer (&self->chosen, g_free);
  if (open != NULL && tuntas_act_get (act, "phone") != NULL && strcmp (open->phone, tuntas_act_get (act, "phone")) == 0)
    dial_number (self, open->phone);
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
  GtkWidget *way;

  if (place == TUNTAS_REASON_CALL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->call_button));
  if (place == TUNTAS_REASON_OUTCOME)
    return tuntas_outcomes_grab_focus (self->outcome_buttons);
  if (place != TUNTAS_REASON_INFORM && place != TUNTAS_REASON_ONWARD)
    return FALSE;
  way = gtk_widget_get_first_child (GTK_WIDGET (self->ways));
  return way != NULL && gtk_widget_grab_focus (way);
}

/* During a call nothing that has an effect has the focus: a second Enter must not become an outcome. Where the next
 * ticket is what is suggested, an Enter too many goes there rather than to a call that is too soon. */
static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasCallsPage *self = TUNTAS_CALLS_PAGE (page);

  if (tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->copy_button));
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
  g_clear_object (&self->settings);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (tuntas_calls_page_parent_class)->dispose (object);
}

static gboolean
copy_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  copy_cb (TUNTAS_CALLS_PAGE (widget));
  return GDK_EVENT_STOP;
}

static void
tuntas_calls_page_class_init (TuntasCallsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_calls_page_dispose;
  g_type_ensure (TUNTAS_TYPE_COUNTDOWN);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_NEXT_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  g_type_ensure (TUNTAS_TYPE_RELATIVES);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, copy_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-calls-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasCallsPage, name)
  BIND (number);
  BIND (whose);
  BIND (copy_button);
  BIND (timer);
  BIND (numbers);
  BIND (relatives);
  BIND (say);
  BIND (call_button);
  BIND (outcomes);
  BIND (ringing);
  BIND (countdown);
  BIND (ways);
  BIND (next_button);
  BIND (attempts);
  BIND (receipts);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, call_cb);
  gtk_widget_class_bind_template_callback (widget_class, rings_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_hand_cb);
}

static void
tuntas_calls_page_init (TuntasCallsPage *self)
{
  self->settings = tuntas_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
