/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-act-questions.h"

#include "tuntas-act-field.h"

#include <string.h>

struct _TuntasActQuestions
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  TuntasDeskItem *item;      /* (owned) (nullable): whose drafts these are */
  const TuntasActSpec *spec; /* (nullable): what the questions are of */
  GPtrArray *asked;          /* (element-type TuntasActField) */
};

G_DEFINE_FINAL_TYPE (TuntasActQuestions, tuntas_act_questions, GTK_TYPE_BOX)

enum
{
  CHANGED,
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Drafts */

static char *
draft_name (const TuntasActSpec *spec, const TuntasField *field)
{
  return g_strdup_printf ("%s:%s", spec->id, field->name);
}

void
tuntas_act_questions_keep (TuntasActQuestions *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      TuntasActField *field = g_ptr_array_index (self->asked, i);
      g_autofree char *name = draft_name (self->spec, tuntas_act_field_get_field (field));
      const char *typed = tuntas_act_field_get_typed (field);

      tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), self->item, name, *typed != '\0' ? typed : NULL);
    }
}

void
tuntas_act_questions_forget (TuntasActor *actor, TuntasAct *act)
{
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_actor_get_procedure (actor));

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      for (guint j = 0; tuntas_act_is (act, spec->id) && j < spec->fields->len; j++)
        {
          g_autofree char *name = draft_name (spec, g_ptr_array_index (spec->fields, j));

          tuntas_desk_put_draft (tuntas_actor_get_desk (actor), tuntas_actor_get_item (actor), name, NULL);
        }
    }
}

/* (nullable): what was typed into the step's own form, else what the ticket says: nobody types it twice. */
static const char *
get_known (TuntasActQuestions *self, const char *name)
{
  const char *draft = tuntas_desk_item_get_draft (self->item, name);
  TuntasTicketField field;

  if (draft != NULL || !tuntas_ticket_field_from_nick (name, &field))
    return draft;
  return tuntas_ticket_get (tuntas_desk_item_get_ticket (self->item), field);
}

/* (nullable): what the step's own page would have filled in. */
static const char *
get_first_words (TuntasActQuestions *self, const TuntasField *field)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);

  if (strcmp (field->name, "email") == 0)
    return tuntas_case_get_email (state);
  if (tuntas_actor_is_guided (self->actor))
    return tuntas_act_spec_does (self->spec, TUNTAS_OP_ADOPT) ? get_known (self, field->name) : NULL;
  if (tuntas_act_spec_does (self->spec, TUNTAS_OP_DIAL) && field->kind == TUNTAS_FIELD_PHONE &&
      tuntas_case_get_n_phones (state) == 1)
    return tuntas_case_get_phone (state, 0, NULL);
  return get_known (self, field->name);
}

/* Asking */

static void
changed_cb (TuntasActQuestions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (TuntasActQuestions *self, TuntasActField *field)
{
  guint index = 0;

  g_ptr_array_find (self->asked, field, &index);
  for (guint i = index + 1; i < self->asked->len; i++)
    if (gtk_widget_get_visible (g_ptr_array_index (self->asked, i)))
      {
        gtk_widget_grab_focus (g_ptr_array_index (self->asked, i));
        return;
      }
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
add_field (TuntasActQuestions *self, const TuntasField *field)
{
  GtkWidget *widget = tuntas_act_field_new (self->actor, self->spec, field);
  g_autofree char *name = draft_name (self->spec, field);
  const char *draft = tuntas_desk_item_get_draft (self->item, name);

  if (draft == NULL)
    draft = get_first_words (self, field);
  if (draft != NULL)
    tuntas_act_field_set_typed (TUNTAS_ACT_FIELD (widget), draft);
  g_signal_connect_object (widget, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->asked, widget);
  gtk_box_append (GTK_BOX (self), widget);
}

void
tuntas_act_questions_ask (TuntasActQuestions *self, const TuntasActSpec *spec, TuntasAct *act)
{
  tuntas_act_questions_clear (self);
  self->spec = spec;
  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  for (guint i = 0; i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (tuntas_act_get (act, field->name) == NULL)
        add_field (self, field);
    }
}

void
tuntas_act_questions_clear (TuntasActQuestions *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->asked, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

gboolean
tuntas_act_questions_is_empty (TuntasActQuestions *self)
{
  return self->asked->len == 0;
}

void
tuntas_act_questions_show (TuntasActQuestions *self, TuntasAct *act)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);

  for (guint i = 0; i < self->asked->len; i++)
    {
      TuntasActField *field = g_ptr_array_index (self->asked, i);

      gtk_widget_set_visible (GTK_WIDGET (field),
                              tuntas_case_asks_for (state, tuntas_act_field_get_field (field), act));
    }
}

/* Answers */

void
tuntas_act_questions_apply (TuntasActQuestions *self, TuntasAct *act)
{
  for (guint i = 0; i < self->asked->len; i++)
    tuntas_act_field_apply (g_ptr_array_index (self->asked, i), act);
}

/* (nullable): the code of the refusal of an answer that is missing. */
static const char *
get_lack (TuntasActField *asked)
{
  const TuntasField *field = tuntas_act_field_get_field (asked);
  g_autoptr (TuntasAct) answer = tuntas_act_new ("");
  const char *value;

  tuntas_act_field_apply (asked, answer);
  value = tuntas_act_get (answer, field->name);
  return !field->optional && (value == NULL || *value == '\0') ? "required" : NULL;
}

/* TRUE where something was refused: the first that find has a code for. */
static gboolean
refuse_first (TuntasActQuestions *self, const char *(*find) (TuntasActField *))
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      TuntasActField *field = g_ptr_array_index (self->asked, i);
      const char *code = gtk_widget_get_visible (GTK_WIDGET (field)) ? find (field) : NULL;

      if (code != NULL)
        {
          tuntas_actor_refuse (self->actor, self->spec->id, code, tuntas_act_field_get_field (field)->name);
          return TRUE;
        }
    }
  return FALSE;
}

/* What is lacking the rules tell who is guided; who is not is told it here, whatever would come of the act. */
gboolean
tuntas_act_questions_check (TuntasActQuestions *self)
{
  return !refuse_first (self, tuntas_act_field_get_trouble) &&
         (tuntas_actor_is_guided (self->actor) || !refuse_first (self, get_lack));
}

gboolean
tuntas_act_questions_focus (TuntasActQuestions *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->asked->len; i++)
    {
      TuntasActField *field = g_ptr_array_index (self->asked, i);

      if (strcmp (tuntas_act_field_get_field (field)->name, name) == 0)
        return gtk_widget_grab_focus (GTK_WIDGET (field));
    }
  return FALSE;
}

void
tuntas_act_questions_set_actor (TuntasActQuestions *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static gboolean
tuntas_act_questions_grab_focus (GtkWidget *widget)
{
  TuntasActQuestions *self = TUNTAS_ACT_QUESTIONS (widget);

  return self->asked->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->asked, 0));
}

static void
tuntas_act_questions_dispose (GObject *object)
{
  TuntasActQuestions *self = TUNTAS_ACT_QUESTIONS (object);

  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_act_questions_parent_class)->dispose (object);
}

static void
tuntas_act_questions_class_init (TuntasActQuestionsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_act_questions_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = tuntas_act_questions_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tuntas_act_questions_init (TuntasActQuestions *self)
{
  self->asked = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
}
