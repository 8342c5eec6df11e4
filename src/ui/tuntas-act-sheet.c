/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-act-sheet.h"

#include "tuntas-act-questions.h"
#include "tuntas-inform-form.h"
#include "tuntas-key-button.h"
#include "tuntas-note-box.h"
#include "tuntas-open-call.h"
#include "tuntas-reasons.h"
#include "tuntas-sendings.h"

#include <glib/gi18n.h>

/* The texts that go into Nossa, in the order in which they are shown; an e-mail has a form of its own. */
static const struct
{
  TuntasEffectKind kind;
  const char *label;
  const char *field;
} texts[] = {
  { TUNTAS_EFFECT_NOTE, N_("Note in Nossa"), "text:note" },
  { TUNTAS_EFFECT_CREATE, N_("New ticket"), "text:create" },
};
#define N_TEXTS G_N_ELEMENTS (texts)

/* A pause in typing after which it is kept. */
#define DRAFT_PAUSE_MS 400

struct _TuntasActSheet
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  const TuntasActSpec *spec; /* (nullable): what is being asked */
  TuntasDeskItem *item;      /* (owned) (nullable): whose drafts these are */
  guint draft_source;
  GtkWidget *open_call;      /* (nullable): another ticket's, asked for before the act's own fields */

  GtkBox *first;    /* all but the words */
  GtkLabel *title;
  GtkBox *question; /* what belongs to the act itself, as do the button that commits and what is after */
  TuntasActQuestions *questions;
  TuntasInformForm *inform;
  GtkLabel *summary;
  GtkBox *after;
  TuntasNoteBox *words[N_TEXTS];
  TuntasKeyButton *commit_button;
  TuntasKeyButton *cancel_button;
};

G_DEFINE_FINAL_TYPE (TuntasActSheet, tuntas_act_sheet, GTK_TYPE_BOX)

static void
save_drafts (TuntasActSheet *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  tuntas_act_questions_keep (self->questions);
  for (guint i = 0; i < N_TEXTS; i++)
    tuntas_note_box_keep (self->words[i]);
}

static gboolean
draft_pause_cb (gpointer user_data)
{
  TuntasActSheet *self = user_data;

  self->draft_source = 0;
  save_drafts (self);
  return G_SOURCE_REMOVE;
}

/* (transfer full): what was asked for, with all that was entered but for the words of what is sent. */
static TuntasAct *
collect_fields (TuntasActSheet *self)
{
  TuntasAct *asking = tuntas_actor_get_asking (self->actor);
  TuntasAct *act = tuntas_act_new (tuntas_act_get_id (asking));
  GPtrArray *fields = self->spec->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const char *name = ((TuntasField *) g_ptr_array_index (fields, i))->name;

      tuntas_act_set (act, name, tuntas_act_get (asking, name));
    }
  /* What the pages add beyond the procedure's fields: who was on the line. */
  tuntas_act_set (act, "who", tuntas_act_get (asking, "who"));
  tuntas_act_set (act, "relation", tuntas_act_get (asking, "relation"));
  tuntas_act_questions_apply (self->questions, act);
  return act;
}

/* (transfer full): with the agent's words too. */
static TuntasAct *
collect (TuntasActSheet *self)
{
  TuntasAct *act = collect_fields (self);

  for (guint i = 0; i < N_TEXTS; i++)
    tuntas_note_box_apply (self->words[i], act);
  return act;
}

static gboolean
informs (TuntasActSheet *self)
{
  return tuntas_actor_is_guided (self->actor) && self->spec != NULL && tuntas_inform_form_is_for (self->spec);
}

/* Of what would go as it stands here: whether something is wrong with it. */
static void
show_summary (TuntasActSheet *self)
{
  g_autoptr (TuntasAct) act = collect (self);
  g_autoptr (GPtrArray) sendings = tuntas_desk_preview (tuntas_actor_get_desk (self->actor), self->item, act);
  gboolean says = tuntas_actor_is_guided (self->actor) && !informs (self);
  g_autofree char *summary = says ? tuntas_sendings_dup_summary (sendings) : NULL;
  g_autoptr (GString) text = g_string_new (summary);

  /* The words themselves may lie below what is in sight. */
  for (guint i = 0; i < N_TEXTS; i++)
    if (tuntas_note_box_get_warning (self->words[i]) != NULL)
      g_string_append_printf (text, "\n%s", tuntas_note_box_get_warning (self->words[i]));
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL);
}

static void
show_preview (TuntasActSheet *self)
{
  g_autoptr (TuntasAct) act = collect_fields (self);
  g_autoptr (GPtrArray) sendings = tuntas_desk_preview (tuntas_actor_get_desk (self->actor), self->item, act);

  /* There the words stand already, to be edited. */
  if (informs (self))
    tuntas_inform_form_refresh (self->inform);
  for (guint i = 0; i < N_TEXTS; i++)
    tuntas_note_box_show (self->words[i], informs (self) || !tuntas_actor_is_guided (self->actor)
                                            ? NULL : tuntas_sendings_find (sendings, texts[i].kind));
  show_summary (self);
}

/* Another ticket's open call */

static void
focus_first (TuntasActSheet *self)
{
  if (self->open_call != NULL)
    gtk_widget_grab_focus (self->open_call);
  else if (!tuntas_act_questions_is_empty (self->questions))
    gtk_widget_grab_focus (GTK_WIDGET (self->questions));
  else if (informs (self) && !tuntas_inform_form_focus_address (self->inform, FALSE))
    gtk_widget_grab_focus (GTK_WIDGET (self->commit_button));
}

static void
show_own (TuntasActSheet *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->question), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->commit_button), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->after), shown);
}

static void
drop_open_call (TuntasActSheet *self)
{
  GtkWidget *open_call = g_steal_pointer (&self->open_call);

  show_own (self, TRUE);
  if (open_call == NULL)
    return;
  g_signal_handlers_disconnect_by_data (open_call, self);
  gtk_box_remove (self->first, open_call);
}

static void
concluded_cb (TuntasActSheet *self)
{
  drop_open_call (self);
  focus_first (self);
}

/* Who speaks with a customer is no longer on the other call: how that one ended is asked for first. */
static void
ask_for_open_call (TuntasActSheet *self)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);
  TuntasDeskItem *calling = tuntas_desk_get_calling (desk);

  if (calling == NULL || calling == self->item || !tuntas_act_spec_does (self->spec, TUNTAS_OP_REACH) ||
      !tuntas_actor_is_guided (self->actor))
    return;
  self->open_call = tuntas_open_call_new (desk, calling);
  g_signal_connect_object (self->open_call, "concluded", G_CALLBACK (concluded_cb), self, G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->first, self->open_call, GTK_WIDGET (self->title));
  show_own (self, FALSE);
}

static void
show_questions (TuntasActSheet *self)
{
  g_autoptr (TuntasAct) act = collect (self);

  tuntas_act_questions_show (self->questions, act);
}

static void
changed_answer_cb (TuntasActSheet *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_PAUSE_MS, draft_pause_cb, self);
  show_questions (self);
  show_preview (self);
}

static void
words_edited_cb (TuntasActSheet *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_PAUSE_MS, draft_pause_cb, self);
  show_summary (self);
}

/* Enter after the last answer commits what ends nothing; an end wants Ctrl+Enter, or Enter on its button. */
static void
answered_cb (TuntasActSheet *self)
{
  if (tuntas_act_spec_ends (self->spec))
    gtk_widget_grab_focus (GTK_WIDGET (self->commit_button));
  else
    tuntas_act_sheet_commit (self);
}

static const TuntasActSpec *
find_spec (TuntasActSheet *self, TuntasAct *act)
{
  const TuntasActSpec *spec = tuntas_actor_find_spec (self->actor, tuntas_act_get_id (act));

  return spec != NULL ? spec : tuntas_actor_find_resuming (self->actor, act);
}

static char *
words_draft_name (const char *act_id, guint index)
{
  return g_strdup_printf ("%s:%s", act_id, texts[index].field);
}

static void
open_words (TuntasActSheet *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *draft = words_draft_name (self->spec->id, i);

      if (!informs (self))
        tuntas_note_box_open (self->words[i], tuntas_actor_get_desk (self->actor), self->item, draft);
    }
}

static void
open_sheet (TuntasActSheet *self, TuntasAct *act)
{
  const char *label = tuntas_actor_get_label (self->actor, self->spec, act);
  gboolean asks;

  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  if (!informs (self))
    tuntas_act_questions_ask (self->questions, self->spec, act);
  asks = !tuntas_act_questions_is_empty (self->questions);
  open_words (self);
  tuntas_inform_form_open (self->inform, informs (self) ? self->spec : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->inform), informs (self));
  gtk_label_set_text (self->title, label);
  tuntas_key_button_set_text (self->commit_button,
                              informs (self) ? tuntas_inform_form_get_action (self->inform) : label);
  gtk_widget_set_visible (GTK_WIDGET (self->questions), asks);
  gtk_widget_set_visible (GTK_WIDGET (self->title), asks || informs (self));
  show_questions (self);
  show_preview (self);
  ask_for_open_call (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  focus_first (self);
}

static void
asking_cb (TuntasActSheet *self)
{
  TuntasAct *act = tuntas_actor_get_asking (self->actor);

  if (self->draft_source != 0)
    save_drafts (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  drop_open_call (self);
  tuntas_act_questions_clear (self->questions);
  for (guint i = 0; i < N_TEXTS; i++)
    tuntas_note_box_close (self->words[i]);
  self->spec = act != NULL ? find_spec (self, act) : NULL;
  if (self->spec != NULL)
    open_sheet (self, act);
  else
    tuntas_inform_form_open (self->inform, NULL);
}

static void
changed_cb (TuntasActSheet *self)
{
  if (tuntas_act_sheet_is_open (self) && !tuntas_actor_is_busy (self->actor))
    show_preview (self);
}

static void
forget_words (TuntasActSheet *self, TuntasAct *act)
{
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *name = words_draft_name (tuntas_act_get_id (act), i);

      tuntas_note_box_forget (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor), name);
    }
}

static void
done_cb (TuntasActSheet *self, TuntasAct *act)
{
  /* What was used is no draft any more, whichever sheet it was typed into. */
  forget_words (self, act);
  tuntas_act_questions_forget (self->actor, act);
}

static void
cancel_cb (TuntasActSheet *self)
{
  tuntas_actor_give_up (self->actor);
}

gboolean
tuntas_act_sheet_is_open (TuntasActSheet *self)
{
  return self->spec != NULL;
}

GtkWidget *
tuntas_act_sheet_get_question (TuntasActSheet *self)
{
  return GTK_WIDGET (self->first);
}

void
tuntas_act_sheet_commit (TuntasActSheet *self)
{
  if (self->spec == NULL || tuntas_actor_is_busy (self->actor))
    return;
  if (self->open_call != NULL)
    {
      tuntas_open_call_commit (TUNTAS_OPEN_CALL (self->open_call));
      return;
    }
  if (informs (self))
    {
      tuntas_inform_form_commit (self->inform);
      return;
    }
  save_drafts (self);
  if (tuntas_act_questions_check (self->questions))
    tuntas_actor_commit (self->actor, collect (self));
}

gboolean
tuntas_act_sheet_choose (TuntasActSheet *self, guint digit)
{
  return self->open_call != NULL && tuntas_open_call_choose (TUNTAS_OPEN_CALL (self->open_call), digit);
}

gboolean
tuntas_act_sheet_focus_field (TuntasActSheet *self, const char *name)
{
  if (informs (self) && g_strcmp0 (name, "email") == 0)
    return tuntas_inform_form_focus_address (self->inform, TRUE);
  return tuntas_act_questions_focus (self->questions, name);
}

void
tuntas_act_sheet_set_actor (TuntasActSheet *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
  tuntas_act_questions_set_actor (self->questions, actor);
  tuntas_inform_form_set_actor (self->inform, actor);
  g_signal_connect_object (actor, "notify::asking", G_CALLBACK (asking_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

/* Whatever takes it from the screen, the end of the program too, ends the typing. */
static void
tuntas_act_sheet_unmap (GtkWidget *widget)
{
  TuntasActSheet *self = TUNTAS_ACT_SHEET (widget);

  if (self->draft_source != 0)
    save_drafts (self);
  GTK_WIDGET_CLASS (tuntas_act_sheet_parent_class)->unmap (widget);
}

static void
tuntas_act_sheet_dispose (GObject *object)
{
  TuntasActSheet *self = TUNTAS_ACT_SHEET (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_act_sheet_parent_class)->dispose (object);
}

static void
tuntas_act_sheet_class_init (TuntasActSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_act_sheet_dispose;
  widget_class->unmap = tuntas_act_sheet_unmap;
  g_type_ensure (TUNTAS_TYPE_ACT_QUESTIONS);
  g_type_ensure (TUNTAS_TYPE_INFORM_FORM);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-act-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, first);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, title);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, question);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, questions);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, inform);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, summary);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, after);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, commit_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasActSheet, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, tuntas_act_sheet_commit);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
tuntas_act_sheet_init (TuntasActSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_TEXTS; i++)
    {
      GtkWidget *box = tuntas_note_box_new (_(texts[i].label), texts[i].field);

      g_signal_connect_object (box, "edited", G_CALLBACK (words_edited_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->after, box);
      self->words[i] = TUNTAS_NOTE_BOX (box);
    }
}
