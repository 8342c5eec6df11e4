/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-choice-page.h"

#include "tuntas-answers.h"
#include "tuntas-names.h"
#include "tuntas-phone.h"

struct _TuntasChoicePage
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */

  GtkLabel *advice;
  GtkLabel *facts;
  TuntasAnswers *answers;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasChoicePage, tuntas_choice_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

/* What the choice is about: cause and repair as they were received. */
static char *
dup_facts (TuntasCase *state, const char *language)
{
  static const char *const names[] = { "rfo", "repair" };
  GString *facts = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = tuntas_case_find_field (state, names[i]);

      g_autofree char *masked = value != NULL ? tuntas_phone_mask_text (value, NULL) : NULL;

      if (masked != NULL)
        g_string_append_printf (facts, "%s%s: %s", facts->len > 0 ? "\n" : "",
                                tuntas_names_field (tuntas_case_get_procedure (state), names[i], language), masked);
    }
  return g_string_free (facts, FALSE);
}

static void
refresh (TuntasStepPage *page)
{
  TuntasChoicePage *self = TUNTAS_CHOICE_PAGE (page);
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const char *advice = tuntas_actor_get_text (self->actor, tuntas_case_get_step (state)->advice);
  g_autofree char *facts = dup_facts (state, tuntas_actor_get_language (self->actor));

  gtk_label_set_text (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advice != '\0');
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
  tuntas_answers_refresh (self->answers);
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  return tuntas_answers_choose (TUNTAS_CHOICE_PAGE (page)->answers, digit);
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  return choose (page, 1);
}

static void
grab_first_focus (TuntasStepPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_CHOICE_PAGE (page)->answers));
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasChoicePage *self = TUNTAS_CHOICE_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_answers_set_actor (self->answers, actor);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_CHOICE_PAGE (page)->answers);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->refresh = refresh;
  iface->choose = choose;
  iface->act_suggested = act_suggested;
  iface->grab_first_focus = grab_first_focus;
  iface->get_wanted = get_wanted;
}

static void
tuntas_choice_page_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_CHOICE_PAGE (object)->actor);
  G_OBJECT_CLASS (tuntas_choice_page_parent_class)->dispose (object);
}

static void
tuntas_choice_page_class_init (TuntasChoicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_choice_page_dispose;
  g_type_ensure (TUNTAS_TYPE_ANSWERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-choice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasChoicePage, advice);
  gtk_widget_class_bind_template_child (widget_class, TuntasChoicePage, facts);
  gtk_widget_class_bind_template_child (widget_class, TuntasChoicePage, answers);
}

static void
tuntas_choice_page_init (TuntasChoicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
