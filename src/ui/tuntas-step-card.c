/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-step-card.h"

#include "tuntas-act-sheet.h"
#include "tuntas-acts-page.h"
#include "tuntas-calls-page.h"
#include "tuntas-chip.h"
#include "tuntas-choice-page.h"
#include "tuntas-confirm-page.h"
#include "tuntas-end-page.h"
#include "tuntas-form-page.h"
#include "tuntas-held-page.h"
#include "tuntas-inform-page.h"
#include "tuntas-key-button.h"
#include "tuntas-reasons.h"
#include "tuntas-settings.h"
#include "tuntas-wait-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* Frames within which the menu's button must have come into sight. */
#define MENU_PATIENCE 60

struct _TuntasStepCard
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) (nullable) */
  TuntasSettings *settings; /* (owned) */
  TuntasDeskItem *item;     /* (owned) (nullable): what is shown … */
  const TuntasStep *step;   /* (nullable): … and in which step */
  TuntasReasonPlace place;  /* where Enter leads from the reason */
  char *place_field;        /* (nullable): the field or ticket it leads to */
  gboolean setting;         /* the program turns the button */
  gboolean on_the_phone;    /* when the instruction's words were last looked at */
  gboolean calling;         /* the shown ticket, when the card was last refreshed */
  guint menu_source;        /* while the menu's button is scrolled into sight */
  guint menu_frames;
  char *menu_shape;         /* (nullable): what the menu offers */

  TuntasChip *clause;
  GtkLabel *title;
  GtkLabel *progress;
  GtkMenuButton *more_button;
  GtkToggleButton *instruction_button;
  GtkLabel *instruction;
  GtkStack *pages;
  GtkBox *reason;
  GtkLabel *reason_text;
  TuntasKeyButton *reason_button;
  TuntasActSheet *sheet;
};

G_DEFINE_FINAL_TYPE (TuntasStepCard, tuntas_step_card, GTK_TYPE_BOX)

static guint reveal_signal;

static TuntasStepPage *
get_page (TuntasStepCard *self)
{
  return TUNTAS_STEP_PAGE (gtk_stack_get_visible_child (self->pages));
}

static gboolean
is_guided (TuntasStepCard *self)
{
  return tuntas_actor_get_guidance (self->actor) == TUNTAS_GUIDANCE_FULL;
}

static const char *
page_name (TuntasStepCard *self, TuntasProcedure *procedure, const TuntasStep *step)
{
  if (!is_guided (self))
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
hide_reason (TuntasStepCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reason), FALSE);
}

/* (nullable): the act that does that, where it is open. */
static const TuntasActSpec *
find_doing (TuntasStepCard *self, TuntasOp op)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (tuntas_actor_get_case (self->actor));

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;

      if (tuntas_act_spec_does (spec, op))
        return spec;
    }
  return NULL;
}

/* Nothing leads to an act that the step does not offer: the words alone say then what to do. */
static gboolean
can_go_to (TuntasStepCard *self, TuntasReasonPlace place)
{
  if (!is_guided (self) && place != TUNTAS_REASON_FIELD)
    return FALSE;
  switch (place)
    {
    case TUNTAS_REASON_NOWHERE:
      return FALSE;
    case TUNTAS_REASON_NUMBERS:
      return find_doing (self, TUNTAS_OP_ADD_NUMBER) != NULL;
    case TUNTAS_REASON_FAMILY:
      return find_doing (self, TUNTAS_OP_SET_FAMILY) != NULL;
    case TUNTAS_REASON_COORDINATOR:
      return find_doing (self, TUNTAS_OP_HOLD) != NULL;
    case TUNTAS_REASON_CALL:
    case TUNTAS_REASON_OUTCOME:
    case TUNTAS_REASON_FIELD:
    case TUNTAS_REASON_TELL:
    case TUNTAS_REASON_INFORM:
    case TUNTAS_REASON_TICKET:
    case TUNTAS_REASON_ONWARD:
    case TUNTAS_REASON_STEP:
    case TUNTAS_REASON_WORDS:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
show_reason (TuntasStepCard *self, const char *text, TuntasReasonPlace place, const char *field)
{
  const char *way = can_go_to (self, place) ? tuntas_reasons_get_way (place) : NULL;

  self->place = place;
  g_free (self->place_field);
  self->place_field = g_strdup (field);
  gtk_label_set_text (self->reason_text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_button), way != NULL);
  if (way != NULL)
    {
      tuntas_key_button_set_text (self->reason_button, way);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason_button));
    }
  g_signal_emit (self, reveal_signal, 0, self->reason);
}

static const TuntasActSpec *
find_spec (TuntasStepCard *self, const char *id)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);

  return tuntas_procedure_find_act (tuntas_case_get_procedure (state), id, tuntas_case_get_step (state),
                                    tuntas_case_get_family (state));
}

static void
refused_cb (TuntasStepCard *self, const char *act_id, GPtrArray *refusals)
{
  const TuntasActSpec *spec = is_guided (self) ? find_spec (self, act_id) : tuntas_actor_find_spec (self->actor, act_id);
  const char *language = tuntas_actor_get_language (self->actor);
  g_autoptr (GString) text = g_string_new (NULL);
  const TuntasRefusal *first;

  if (refusals->len == 0)
    return;
  for (guint i = 0; i < refusals->len; i++)
    {
      g_autofree char *sentence = tuntas_reasons_dup_sentence (tuntas_actor_get_procedure (self->actor),
                                                               g_ptr_array_index (refusals, i), spec, language);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  first = g_ptr_array_index (refusals, 0);
  show_reason (self, text->str, tuntas_reasons_get_place (first, spec), first->field);
}

static void
failed_cb (TuntasStepCard *self, const char *sentence)
{
  show_reason (self, sentence, TUNTAS_REASON_NOWHERE, NULL);
}

/* (nullable): the act that does that, in whatever step. */
static const TuntasActSpec *
find_any_doing (TuntasStepCard *self, TuntasOp op)
{
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_actor_get_procedure (self->actor));

  for (guint i = 0; i < acts->len; i++)
    if (tuntas_act_spec_does (g_ptr_array_index (acts, i), op))
      return g_ptr_array_index (acts, i);
  return NULL;
}

static gboolean
begin_doing (TuntasStepCard *self, TuntasOp op)
{
  const TuntasActSpec *spec = is_guided (self) ? find_doing (self, op) : find_any_doing (self, op);

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
  g_autofree char *field = g_strdup (self->place_field);
  TuntasStepPage *page = get_page (self);

  switch (self->place)
    {
    case TUNTAS_REASON_FIELD:
      if (!tuntas_act_sheet_focus_field (self->sheet, field))
        tuntas_step_page_go_to (page, self->place);
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
        tuntas_step_page_go_to (page, self->place);
      break;
    case TUNTAS_REASON_TELL:
      tuntas_actor_give_up (self->actor);
      tuntas_step_page_go_to (page, self->place);
      break;
    case TUNTAS_REASON_CALL:
    case TUNTAS_REASON_OUTCOME:
    case TUNTAS_REASON_ONWARD:
    case TUNTAS_REASON_STEP:
    case TUNTAS_REASON_WORDS:
      if (!tuntas_step_page_go_to (page, self->place))
        tuntas_step_page_grab_first_focus (page);
      break;
    case TUNTAS_REASON_NOWHERE:
      break;
    default:
      g_return_if_reached ();
    }
}

static void
reason_cb (TuntasStepCard *self)
{
  hide_reason (self);
  go_to_place (self);
}

/* The menu */

void
tuntas_step_card_begin (TuntasStepCard *self, const char *act_id)
{
  hide_reason (self);
  tuntas_actor_begin (self->actor, tuntas_act_new (act_id));
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tuntas_step_card_begin (TUNTAS_STEP_CARD (widget), g_variant_get_string (parameter, NULL));
}

/* Made anew only where it says something else: a menu that is open would close under the hand with every word from
 * Nossa. */
static void
show_menu (TuntasStepCard *self)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (tuntas_actor_get_case (self->actor));
  const TuntasActSpec *resuming = tuntas_resume_find_act (tuntas_actor_get_case (self->actor));
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GString) shape = g_string_new (NULL);

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasActSpec *spec = ((TuntasAction *) g_ptr_array_index (actions, i))->spec;
      g_autoptr (GMenuItem) item = NULL;

      if (!tuntas_act_spec_is_common (spec) && !tuntas_act_spec_does (spec, TUNTAS_OP_UNDO))
        continue;
      item = g_menu_item_new (tuntas_actor_get_text (self->actor, spec->label), NULL);
      g_menu_item_set_action_and_target (item, "card.act", "s", spec->id);
      g_menu_append_item (menu, item);
      g_string_append_printf (shape, "%s:%s\n", spec->id, tuntas_actor_get_text (self->actor, spec->label));
    }
  if (resuming != NULL)
    {
      g_autofree char *action = g_strdup_printf ("card.act::%s", resuming->id);

      g_menu_append (menu, _("Carry on what was done elsewhere…"), action);
      g_string_append (shape, action);
    }
  if (g_strcmp0 (self->menu_shape, shape->str) == 0)
    return;
  g_free (self->menu_shape);
  self->menu_shape = g_strdup (shape->str);
  gtk_menu_button_set_menu_model (self->more_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

/* The card */

/* During a call, and while the customer is being talked with, everything else makes room for what is said. */
static gboolean
is_on_the_phone (TuntasStepCard *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);

  return tuntas_case_get_open_attempt (state) != NULL ||
         tuntas_procedure_is_conversation (tuntas_case_get_procedure (state), tuntas_case_get_step (state));
}

static const TuntasClause *
get_clause (TuntasStepCard *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasStep *step = tuntas_case_get_step (state);

  if (step->clause == NULL || step->kind == TUNTAS_STEP_END)
    return NULL;
  return tuntas_procedure_find_clause (tuntas_case_get_procedure (state), step->clause);
}

/* What is unfolded on the phone is so for that call; otherwise it is the agent's choice for all steps. */
static void
instruction_cb (TuntasStepCard *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->instruction_button);

  gtk_widget_set_visible (GTK_WIDGET (self->instruction), shown);
  if (!self->setting && !is_on_the_phone (self))
    tuntas_settings_set_folded (self->settings, !shown);
}

static void
show_instruction (TuntasStepCard *self)
{
  const TuntasClause *clause = get_clause (self);
  gboolean on_the_phone = is_on_the_phone (self);

  gtk_label_set_text (self->instruction, clause != NULL ? tuntas_actor_get_text (self->actor, clause->text) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->instruction_button), clause != NULL);
  if (on_the_phone && self->on_the_phone)
    return;
  self->on_the_phone = on_the_phone;
  self->setting = TRUE;
  gtk_toggle_button_set_active (self->instruction_button,
                                clause != NULL && !on_the_phone && !tuntas_settings_get_folded (self->settings));
  self->setting = FALSE;
}

/* What the step is, and what it asks for, is the trainee's to know. */
static void
show_no_step (TuntasStepCard *self)
{
  gtk_label_set_text (self->title, _("What do you do?"));
  gtk_widget_set_visible (GTK_WIDGET (self->clause), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->instruction_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), FALSE);
}

static void
show_step (TuntasStepCard *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasStep *step = tuntas_case_get_step (state);
  g_autofree char *title = tuntas_actor_dup_title (self->actor, step->title);
  g_autofree char *progress = NULL;

  tuntas_chip_set (self->clause, step->clause, TUNTAS_CHIP_CLAUSE);
  gtk_widget_set_visible (GTK_WIDGET (self->clause), step->clause != NULL);
  gtk_label_set_text (self->title, title);
  show_instruction (self);
  progress = tuntas_step_page_dup_progress (get_page (self));
  gtk_label_set_text (self->progress, progress != NULL ? progress : "");
  show_menu (self);
}

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

  if (other)
    {
      hide_reason (self);
      self->step = tuntas_case_get_step (state);
      gtk_stack_set_visible_child_name (self->pages,
                                        page_name (self, tuntas_case_get_procedure (state), self->step));
      tuntas_step_page_set_item (get_page (self));
    }
  else
    tuntas_step_page_refresh (get_page (self));
  if (is_guided (self))
    show_step (self);
  else
    show_no_step (self);
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
  hide_reason (self);
  tuntas_step_card_tick (self);
  if (tuntas_act_sheet_is_open (self->sheet))
    g_signal_emit (self, reveal_signal, 0, tuntas_act_sheet_get_question (self->sheet));
}

/* After an act the focus is where the work goes on, wherever it was. */
static void
done_cb (TuntasStepCard *self, TuntasAct *act)
{
  hide_reason (self);
  if (tuntas_case_get_end (tuntas_actor_get_case (self->actor)) != NULL && !tuntas_act_is (act, TUNTAS_EVENT_UNDO))
    tuntas_settings_count_finished (self->settings);
  if (self->step != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tuntas_step_page_grab_first_focus (get_page (self));
}

gboolean
tuntas_step_card_choose (TuntasStepCard *self, guint digit)
{
  hide_reason (self);
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
  hide_reason (self);
  /* No act of this step dials, so that there is none to name. */
  if (!tuntas_step_page_dial (get_page (self)))
    tuntas_actor_refuse (self->actor, "", "not-here", NULL);
  return TRUE;
}

gboolean
tuntas_step_card_contact (TuntasStepCard *self)
{
  hide_reason (self);
  return begin_doing (self, TUNTAS_OP_REACH);
}

gboolean
tuntas_step_card_undo (TuntasStepCard *self)
{
  hide_reason (self);
  return begin_doing (self, TUNTAS_OP_UNDO);
}

gboolean
tuntas_step_card_act_suggested (TuntasStepCard *self)
{
  hide_reason (self);
  if (!tuntas_act_sheet_is_open (self->sheet))
    return tuntas_step_page_act_suggested (get_page (self));
  tuntas_act_sheet_commit (self->sheet);
  return TRUE;
}

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return scroller == NULL || (gtk_widget_compute_bounds (widget, scroller, &bounds) && bounds.origin.y >= 0);
}

/* A menu needs its button on the screen: one that was scrolled away comes back first. */
static gboolean
menu_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  TuntasStepCard *self = TUNTAS_STEP_CARD (widget);

  if (!is_in_sight (GTK_WIDGET (self->more_button)) && ++self->menu_frames < MENU_PATIENCE)
    return G_SOURCE_CONTINUE;
  self->menu_source = 0;
  if (is_in_sight (GTK_WIDGET (self->more_button)))
    gtk_menu_button_popup (self->more_button);
  return G_SOURCE_REMOVE;
}

gboolean
tuntas_step_card_open_menu (TuntasStepCard *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->more_button)))
    return FALSE;
  self->menu_frames = 0;
  if (self->menu_source == 0)
    self->menu_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), menu_cb, NULL, NULL);
  g_signal_emit (self, reveal_signal, 0, self->more_button);
  return TRUE;
}

gboolean
tuntas_step_card_turn_instruction (TuntasStepCard *self)
{
  gboolean can_be_turned = gtk_widget_get_visible (GTK_WIDGET (self->instruction_button));

  if (can_be_turned)
    gtk_toggle_button_set_active (self->instruction_button,
                                  !gtk_toggle_button_get_active (self->instruction_button));
  return can_be_turned;
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

  hide_reason (self);
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
  tuntas_act_sheet_set_actor (self->sheet, actor);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    {
      tuntas_step_page_set_actor (TUNTAS_STEP_PAGE (page), actor);
      g_signal_connect_object (page, "reveal", G_CALLBACK (page_reveal_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (actor, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
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
  g_clear_pointer (&self->place_field, g_free);
  g_clear_pointer (&self->menu_shape, g_free);
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
  g_type_ensure (TUNTAS_TYPE_CHIP);
  g_type_ensure (TUNTAS_TYPE_CHOICE_PAGE);
  g_type_ensure (TUNTAS_TYPE_CONFIRM_PAGE);
  g_type_ensure (TUNTAS_TYPE_END_PAGE);
  g_type_ensure (TUNTAS_TYPE_FORM_PAGE);
  g_type_ensure (TUNTAS_TYPE_HELD_PAGE);
  g_type_ensure (TUNTAS_TYPE_INFORM_PAGE);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_WAIT_PAGE);
  reveal_signal = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_install_action (widget_class, "card.act", "s", act_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-step-card.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasStepCard, name)
  BIND (clause);
  BIND (title);
  BIND (progress);
  BIND (more_button);
  BIND (instruction_button);
  BIND (instruction);
  BIND (pages);
  BIND (reason);
  BIND (reason_text);
  BIND (reason_button);
  BIND (sheet);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, instruction_cb);
}

static void
tuntas_step_card_init (TuntasStepCard *self)
{
  self->settings = tuntas_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->instruction), FALSE);
}
