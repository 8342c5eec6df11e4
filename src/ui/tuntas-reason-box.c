/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reason-box.h"

#include "tuntas-key-button.h"

struct _TuntasReasonBox
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */
  TuntasReasonPlace place;
  char *field; /* (nullable) */

  GtkLabel *text;
  TuntasKeyButton *button;
};

G_DEFINE_FINAL_TYPE (TuntasReasonBox, tuntas_reason_box, GTK_TYPE_BOX)

static guint shown_signal, go_signal;

static void
go_cb (TuntasReasonBox *self)
{
  tuntas_reason_box_hide (self);
  g_signal_emit (self, go_signal, 0);
}

/* Nothing leads to an act that the step does not offer: the words alone say then what to do. */
static gboolean
can_go_to (TuntasReasonBox *self, TuntasReasonPlace place)
{
  if (!tuntas_actor_is_guided (self->actor) && place != TUNTAS_REASON_FIELD)
    return FALSE;
  switch (place)
    {
    case TUNTAS_REASON_NOWHERE:
      return FALSE;
    case TUNTAS_REASON_NUMBERS:
      return tuntas_actor_find_doing (self->actor, TUNTAS_OP_ADD_NUMBER) != NULL;
    case TUNTAS_REASON_FAMILY:
      return tuntas_actor_find_doing (self->actor, TUNTAS_OP_SET_FAMILY) != NULL;
    case TUNTAS_REASON_COORDINATOR:
      return tuntas_actor_find_doing (self->actor, TUNTAS_OP_HOLD) != NULL;
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

/* Where there is a key that leads there it has the focus. */
static void
show (TuntasReasonBox *self, const char *text, TuntasReasonPlace place, const char *field)
{
  const char *way = can_go_to (self, place) ? tuntas_reasons_get_way (place) : NULL;

  self->place = place;
  g_free (self->field);
  self->field = g_strdup (field);
  gtk_label_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->button), way != NULL);
  if (way != NULL)
    {
      tuntas_key_button_set_text (self->button, way);
      gtk_widget_grab_focus (GTK_WIDGET (self->button));
    }
  g_signal_emit (self, shown_signal, 0);
}

static const TuntasActSpec *
find_spec (TuntasReasonBox *self, const char *id)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);

  return tuntas_procedure_find_act (tuntas_case_get_procedure (state), id, tuntas_case_get_step (state),
                                    tuntas_case_get_family (state));
}

static void
refused_cb (TuntasReasonBox *self, const char *act_id, GPtrArray *refusals)
{
  const TuntasActSpec *spec = tuntas_actor_is_guided (self->actor) ? find_spec (self, act_id)
                                                                 : tuntas_actor_find_spec (self->actor, act_id);
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
  show (self, text->str, tuntas_reasons_get_place (first, spec), first->field);
}

static void
failed_cb (TuntasReasonBox *self, const char *sentence)
{
  show (self, sentence, TUNTAS_REASON_NOWHERE, NULL);
}

void
tuntas_reason_box_hide (TuntasReasonBox *self)
{
  g_return_if_fail (TUNTAS_IS_REASON_BOX (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

TuntasReasonPlace
tuntas_reason_box_get_place (TuntasReasonBox *self)
{
  g_return_val_if_fail (TUNTAS_IS_REASON_BOX (self), TUNTAS_REASON_NOWHERE);
  return self->place;
}

const char *
tuntas_reason_box_get_field (TuntasReasonBox *self)
{
  g_return_val_if_fail (TUNTAS_IS_REASON_BOX (self), NULL);
  return self->field;
}

void
tuntas_reason_box_set_actor (TuntasReasonBox *self, TuntasActor *actor)
{
  g_return_if_fail (TUNTAS_IS_REASON_BOX (self));
  g_set_object (&self->actor, actor);
  g_signal_connect_object (actor, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

static void
tuntas_reason_box_dispose (GObject *object)
{
  TuntasReasonBox *self = TUNTAS_REASON_BOX (object);

  g_clear_pointer (&self->field, g_free);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_reason_box_parent_class)->dispose (object);
}

static void
tuntas_reason_box_class_init (TuntasReasonBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_reason_box_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  shown_signal = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  go_signal = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-reason-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasReasonBox, text);
  gtk_widget_class_bind_template_child (widget_class, TuntasReasonBox, button);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
tuntas_reason_box_init (TuntasReasonBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
