/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-step-head.h"

#include "tuntas-act-menu.h"
#include "tuntas-chip.h"
#include "tuntas-settings.h"

#include <glib/gi18n.h>

struct _TuntasStepHead
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) (nullable) */
  TuntasSettings *settings; /* (owned) */
  gboolean setting;         /* the program turns the button */
  gboolean on_the_phone;    /* when the instruction's words were last looked at */

  TuntasChip *clause;
  GtkLabel *title;
  GtkLabel *progress;
  TuntasActMenu *menu;
  GtkToggleButton *instruction_button;
  GtkLabel *instruction;
};

G_DEFINE_FINAL_TYPE (TuntasStepHead, tuntas_step_head, GTK_TYPE_BOX)

/* During a call, and while the customer is being talked with, everything else makes room for what is said. */
static gboolean
is_on_the_phone (TuntasStepHead *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);

  return tuntas_case_get_open_attempt (state) != NULL ||
         tuntas_procedure_is_conversation (tuntas_case_get_procedure (state), tuntas_case_get_step (state));
}

static const TuntasClause *
get_clause (TuntasStepHead *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasStep *step = tuntas_case_get_step (state);

  if (step->clause == NULL || step->kind == TUNTAS_STEP_END)
    return NULL;
  return tuntas_procedure_find_clause (tuntas_case_get_procedure (state), step->clause);
}

/* What is unfolded on the phone is so for that call; otherwise it is the agent's choice for all steps. */
static void
instruction_cb (TuntasStepHead *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->instruction_button);

  gtk_widget_set_visible (GTK_WIDGET (self->instruction), shown);
  if (!self->setting && !is_on_the_phone (self))
    tuntas_settings_set_folded (self->settings, !shown);
}

static void
show_instruction (TuntasStepHead *self)
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
show_no_step (TuntasStepHead *self)
{
  gtk_label_set_text (self->title, _("What do you do?"));
  gtk_widget_set_visible (GTK_WIDGET (self->clause), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->instruction_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), FALSE);
}

static void
show_step (TuntasStepHead *self, const char *progress)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasStep *step = tuntas_case_get_step (state);
  g_autofree char *title = tuntas_actor_dup_title (self->actor, step->title);

  tuntas_chip_set (self->clause, step->clause, TUNTAS_CHIP_CLAUSE);
  gtk_widget_set_visible (GTK_WIDGET (self->clause), step->clause != NULL);
  gtk_label_set_text (self->title, title);
  show_instruction (self);
  gtk_label_set_text (self->progress, progress != NULL ? progress : "");
  tuntas_act_menu_refresh (self->menu, self->actor);
}

void
tuntas_step_head_refresh (TuntasStepHead *self, const char *progress)
{
  if (tuntas_actor_is_guided (self->actor))
    show_step (self, progress);
  else
    show_no_step (self);
}

GtkWidget *
tuntas_step_head_open_menu (TuntasStepHead *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->menu)))
    return NULL;
  tuntas_act_menu_open (self->menu);
  return GTK_WIDGET (self->menu);
}

gboolean
tuntas_step_head_turn_instruction (TuntasStepHead *self)
{
  gboolean can_be_turned = gtk_widget_get_visible (GTK_WIDGET (self->instruction_button));

  if (can_be_turned)
    gtk_toggle_button_set_active (self->instruction_button,
                                  !gtk_toggle_button_get_active (self->instruction_button));
  return can_be_turned;
}

void
tuntas_step_head_set_actor (TuntasStepHead *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static void
tuntas_step_head_dispose (GObject *object)
{
  TuntasStepHead *self = TUNTAS_STEP_HEAD (object);

  g_clear_object (&self->actor);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (tuntas_step_head_parent_class)->dispose (object);
}

static void
tuntas_step_head_class_init (TuntasStepHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_step_head_dispose;
  g_type_ensure (TUNTAS_TYPE_ACT_MENU);
  g_type_ensure (TUNTAS_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-step-head.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasStepHead, clause);
  gtk_widget_class_bind_template_child (widget_class, TuntasStepHead, title);
  gtk_widget_class_bind_template_child (widget_class, TuntasStepHead, progress);
  gtk_widget_class_bind_template_child (widget_class, TuntasStepHead, menu);
  gtk_widget_class_bind_template_child (widget_class, TuntasStepHead, instruction_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasStepHead, instruction);
  gtk_widget_class_bind_template_callback (widget_class, instruction_cb);
}

static void
tuntas_step_head_init (TuntasStepHead *self)
{
  self->settings = tuntas_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->instruction), FALSE);
}
