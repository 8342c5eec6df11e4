/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-step-card.h"

#include "tuntas-act-sheet.h"
#include "tuntas-acts-page.h"
#include "tuntas-calls-page.h"
#include "tuntas-choice-page.h"
#include "tuntas-confirm-page.h"
#include "tuntas-end-page.h"
#include "tuntas-form-page.h"
#include "tuntas-held-page.h"
#include "tuntas-inform-page.h"
#include "tuntas-reason-box.h"
#include "tuntas-settings.h"
#include "tuntas-shown-page.h"
#include "tuntas-step-head.h"
#include "tuntas-wait-page.h"

struct _TuntasStepCard
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) (nullable) */
  TuntasSettings *settings; /* (owned) */
  TuntasDeskItem *item;     /* (owned) (nullable): what is shown … */
  const TuntasStep *step;   /* (nullable): … and in which step */
  gboolean calling;         /* the shown ticket, when the card was last refreshed */

  TuntasStepHead *head;
  GtkStack *pages;
  TuntasReasonBox *reason;
  TuntasActSheet *sheet;
};

G_DEFINE_FINAL_TYPE (TuntasStepCard, tuntas_step_card, GTK_TYPE_BOX)

static guint reveal_signal;

static TuntasStepPage *
get_page (TuntasStepCard *self)
{
  return TUNTAS_STEP_PAGE (gtk_stack_get_visible_child (self->pages));
}

static const char *
page_name (TuntasStepCard *self, TuntasProcedure *procedure, const TuntasStep *step)
{
  if (!tuntas_actor_is_guided (self->actor))
    return "acts";
  switch (step->kind)
    {
    case TUNTAS_STEP_FORM:
      return "form";
    case TUNTAS_STEP_CHECKLIST:
    case TUNTAS_STEP_CHOICE:
      return tuntas_procedure_is_conversation (procedure, step) ? "conversation" : "choice";
    case TUNTAS_STEP_CALLS:
      return "calls";
    case TUNTAS_STEP_EFFECTS:
      return "effects";
    case TUNTAS_STEP_WAIT:
      return "wait";
    case TUNTAS_STEP_HELD:
      return "held";
    case TUNTAS_STEP_END:
      return "end";
    default:
      g_return_val_if_reached ("choice");
    }
}

/* The reason why not */

static void
reason_cb (TuntasStepCard *self)
{
  g_signal_emit (self, reveal_signal, 0, self->reason);
}

static gboolean
begin_doing (TuntasStepCard *self, TuntasOp op)
{
  const TuntasActSpec *spec = tuntas_actor_find_doing (self->actor, op);

  if (spec == NULL)
    return FALSE;
  tuntas_actor_begin (self->actor, tuntas_act_new (spec->id));
  return TRUE;
}

/* Another ticket is shown by this same card, with its open call: a second Enter must not become that call's outcome. */
static void
go_to_ticket (TuntasStepCard *self, const char *ticket)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ticket", "s", ticket);
  tuntas_step_page_grab_first_focus (get_page (self));
}

static void
go_to_place (TuntasStepCard *self)
{
  TuntasReasonPlace place = tuntas_reason_box_get_place (self->reason);
  g_autofree char *field = g_strdup (tuntas_reason_box_get_field (self->reason));
  TuntasStepPage *page = get_page (self);

  switch (place)
    {
    case TUNTAS_REASON_FIELD:
      if (!tuntas_act_sheet_focus_field (self->sheet, field))
        tuntas_step_page_go_to (page, place);
      break;
    case TUNTAS_REASON_NUMBERS:
      begin_doing (self, TUNTAS_OP_ADD_NUMBER);
      break;
    case TUNTAS_REASON_FAMILY:
      begin_doing (self, TUNTAS_OP_SET_FAMILY);
      break;
    case TUNTAS_REASON_COORDINATOR:
      begin_doing (self, TUNTAS_OP_HOLD);
      break;
    case TUNTAS_REASON_TICKET:
      go_to_ticket (self, field);
      break;
    case TUNTAS_REASON_INFORM:
      if (!begin_doing (self, TUNTAS_OP_INFORM))
        tuntas_step_page_go_to (page, place);
      break;
    case TUNTAS_REASON_TELL:
      tuntas_actor_give_up (self->actor);
      tuntas_step_page_go_to (page, place);
      break;
    case TUNTAS_REASON_CALL:
    case TUNTAS_REASON_OUTCOME:
    case TUNTAS_REASON_ONWARD:
    case TUNTAS_REASON_STEP:
    case TUNTAS_REASON_WORDS:
      if (!tuntas_step_page_go_to (page, place))
        tuntas_step_page_grab_first_focus (page);
      break;
    case TUNTAS_REASON_NOWHERE:
      break;
    default:
      g_return_if_reached ();
    }
}

void
tuntas_step_card_begin (TuntasStepCard *self, const char *act_id)
{
  tuntas_reason_box_hide (self->reason);
  tuntas_actor_begin (self->actor, tuntas_act_new (act_id));
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tuntas_step_card_begin (TUNTAS_STEP_CARD (widget), g_variant_get_string (parameter, NULL));
}

/* The card */

/* Rows that were made anew have lost the focus: it stays on the card. */
static void
keep_focus (TuntasStepCard *self, gboolean had_focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (had_focus && (focus == NULL || !gtk_widget_get_mapped (focus)))
    tuntas_step_page_grab_first_focus (get_page (self));
}

static gboolean
has_focus_inside (TuntasStepCard *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

/* A call that begins needs all its outcomes in sight, also in a low window. */
static void
reveal_call (TuntasStepCard *self)
{
  gboolean calling = tuntas_case_get_open_attempt (tuntas_actor_get_case (self->actor)) != NULL;

  if (calling && !self->calling)
    g_signal_emit (self, reveal_signal, 0, self);
  self->calling = calling;
}

gboolean
tuntas_step_card_refresh (TuntasStepCard *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  TuntasDeskItem *item = tuntas_actor_get_item (self->actor);
  gboolean other = self->item != item || self->step != tuntas_case_get_step (state);
  gboolean had_focus = has_focus_inside (self);
  g_autofree char *progress = NULL;

  if (other)
    {
      tuntas_reason_box_hide (self->reason);
      self->step = tuntas_case_get_step (state);
      gtk_stack_set_visible_child_name (self->pages,
                                        page_name (self, tuntas_case_get_procedure (state), self->step));
      tuntas_step_page_set_item (get_page (self));
    }
  else
    tuntas_step_page_refresh (get_page (self));
  progress = tuntas_step_page_dup_progress (get_page (self));
  tuntas_step_head_refresh (self->head, progress);
  /* Another step of the same ticket takes the focus along; another ticket leaves it where the agent is, in the list. */
  if (other && self->item == item && had_focus)
    tuntas_step_page_grab_first_focus (get_page (self));
  else
    keep_focus (self, had_focus);
  g_set_object (&self->item, item);
  reveal_call (self);
  return other;
}

void
tuntas_step_card_tick (TuntasStepCard *self)
{
  if (self->step != NULL && self->item == tuntas_actor_get_item (self->actor))
    tuntas_step_page_tick (get_page (self));
}

static void
asking_cb (TuntasStepCard *self)
{
  tuntas_reason_box_hide (self->reason);
  tuntas_step_card_tick (self);
  if (tuntas_act_sheet_is_open (self->sheet))
    g_signal_emit (self, reveal_signal, 0, tuntas_act_sheet_get_question (self->sheet));
}

/* After an act the focus is where the work goes on, wherever it was. */
static void
done_cb (TuntasStepCard *self, TuntasAct *act)
{
  tuntas_reason_box_hide (self->reason);
  if (tuntas_case_get_end (tuntas_actor_get_case (self->actor)) != NULL && !tuntas_act_is (act, TUNTAS_EVENT_UNDO))
    tuntas_settings_count_finished (self->settings);
  if (self->step != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tuntas_step_page_grab_first_focus (get_page (self));
}

gboolean
tuntas_step_card_choose (TuntasStepCard *self, guint digit)
{
  tuntas_reason_box_hide (self->reason);
  return tuntas_act_sheet_choose (self->sheet, digit) || tuntas_step_page_choose (get_page (self), digit);
}

gboolean
tuntas_step_card_walk (TuntasStepCard *self)
{
  return tuntas_step_page_walk (get_page (self));
}

gboolean
tuntas_step_card_dial (TuntasStepCard *self)
{
  tuntas_reason_box_hide (self->reason);
  /* No act of this step dials, so that there is none to name. */
  if (!tuntas_step_page_dial (get_page (self)))
    tuntas_actor_refuse (self->actor, "", "not-here", NULL);
  return TRUE;
}

gboolean
tuntas_step_card_contact (TuntasStepCard *self)
{
  tuntas_reason_box_hide (self->reason);
  return begin_doing (self, TUNTAS_OP_REACH);
}

gboolean
tuntas_step_card_undo (TuntasStepCard *self)
{
  tuntas_reason_box_hide (self->reason);
  return begin_doing (self, TUNTAS_OP_UNDO);
}

gboolean
tuntas_step_card_act_suggested (TuntasStepCard *self)
{
  tuntas_reason_box_hide (self->reason);
  if (!tuntas_act_sheet_is_open (self->sheet))
    return tuntas_step_page_act_suggested (get_page (self));
  tuntas_act_sheet_commit (self->sheet);
  return TRUE;
}

gboolean
tuntas_step_card_open_menu (TuntasStepCard *self)
{
  GtkWidget *menu = tuntas_step_head_open_menu (self->head);

  if (menu != NULL)
    g_signal_emit (self, reveal_signal, 0, menu);
  return menu != NULL;
}

gboolean
tuntas_step_card_turn_instruction (TuntasStepCard *self)
{
  return tuntas_step_head_turn_instruction (self->head);
}

GtkWidget *
tuntas_step_card_get_wanted (TuntasStepCard *self)
{
  return self->step != NULL ? tuntas_step_page_get_wanted (get_page (self)) : NULL;
}

gboolean
tuntas_step_card_give_up (TuntasStepCard *self)
{
  gboolean open = tuntas_act_sheet_is_open (self->sheet) || gtk_widget_get_visible (GTK_WIDGET (self->reason));

  tuntas_reason_box_hide (self->reason);
  if (tuntas_act_sheet_is_open (self->sheet))
    {
      tuntas_actor_give_up (self->actor);
      tuntas_step_page_grab_first_focus (get_page (self));
    }
  return open;
}

static void
page_reveal_cb (TuntasStepCard *self, TuntasStepPage *page)
{
  if (page == get_page (self) && !tuntas_act_sheet_is_open (self->sheet))
    g_signal_emit (self, reveal_signal, 0, tuntas_step_page_get_wanted (page));
}

void
tuntas_step_card_set_actor (TuntasStepCard *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
  tuntas_step_head_set_actor (self->head, actor);
  tuntas_reason_box_set_actor (self->reason, actor);
  tuntas_act_sheet_set_actor (self->sheet, actor);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    {
      tuntas_step_page_set_actor (TUNTAS_STEP_PAGE (page), actor);
      g_signal_connect_object (page, "reveal", G_CALLBACK (page_reveal_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "notify::asking", G_CALLBACK (asking_cb), self, G_CONNECT_SWAPPED);
}

/* Esc leaves a question also from within its entries, which the window's keys pass by. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return tuntas_step_card_give_up (TUNTAS_STEP_CARD (widget));
}

static void
tuntas_step_card_dispose (GObject *object)
{
  TuntasStepCard *self = TUNTAS_STEP_CARD (object);

  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (tuntas_step_card_parent_class)->dispose (object);
}

static gboolean
tuntas_step_card_grab_focus (GtkWidget *widget)
{
  TuntasStepCard *self = TUNTAS_STEP_CARD (widget);

  if (self->step == NULL)
    return FALSE;
  tuntas_step_page_grab_first_focus (get_page (self));
  return has_focus_inside (self);
}

static void
tuntas_step_card_class_init (TuntasStepCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_step_card_dispose;
  widget_class->grab_focus = tuntas_step_card_grab_focus;
  g_type_ensure (TUNTAS_TYPE_ACT_SHEET);
  g_type_ensure (TUNTAS_TYPE_ACTS_PAGE);
  g_type_ensure (TUNTAS_TYPE_CALLS_PAGE);
  g_type_ensure (TUNTAS_TYPE_CHOICE_PAGE);
  g_type_ensure (TUNTAS_TYPE_CONFIRM_PAGE);
  g_type_ensure (TUNTAS_TYPE_END_PAGE);
  g_type_ensure (TUNTAS_TYPE_FORM_PAGE);
  g_type_ensure (TUNTAS_TYPE_HELD_PAGE);
  g_type_ensure (TUNTAS_TYPE_INFORM_PAGE);
  g_type_ensure (TUNTAS_TYPE_REASON_BOX);
  g_type_ensure (TUNTAS_TYPE_STEP_HEAD);
  g_type_ensure (TUNTAS_TYPE_WAIT_PAGE);
  reveal_signal = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_install_action (widget_class, "card.act", "s", act_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-step-card.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasStepCard, name)
  BIND (head);
  BIND (pages);
  BIND (reason);
  BIND (sheet);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_place);
}

static void
tuntas_step_card_init (TuntasStepCard *self)
{
  self->settings = tuntas_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (self->pages);
}
