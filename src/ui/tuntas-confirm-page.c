/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-confirm-page.h"

#include "tuntas-answers.h"
#include "tuntas-beats.h"
#include "tuntas-key-button.h"

#include <glib/gi18n.h>
#include <string.h>

/* Behind this beat RFO and repair have been told. */
#define BEAT_TELL (TUNTAS_CUE_TELL - TUNTAS_CUE_GREET)

static const char *const relations[] = { N_("PIC"), N_("Customer"), N_("Family"), N_("Staff"), N_("Other person") };
#define N_RELATIONS G_N_ELEMENTS (relations)

/* The conversation's place in the ticket's drafts. */
#define DRAFT "confirm:place"

struct _TuntasConfirmPage
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */
  guint beat;         /* the one being spoken; TUNTAS_N_BEATS: all are behind */
  gboolean told;
  int relation;       /* index of relations; -1: not known yet */

  GtkLabel *say;
  GtkGrid *beats;
  GtkBox *who;
  GtkFlowBox *who_flow;
  TuntasAnswers *answers;
  TuntasKeyButton *beat_buttons[TUNTAS_N_BEATS];
  TuntasKeyButton *who_buttons[N_RELATIONS];
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasConfirmPage, tuntas_confirm_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

/* While the greeting is spoken the digits say who answered; afterwards they are the answers. */
static gboolean
asks_who (TuntasConfirmPage *self)
{
  return self->beat == 0 && self->relation < 0;
}

static char *
dup_said (TuntasConfirmPage *self)
{
  TuntasAct *asking = tuntas_actor_get_asking (self->actor);
  guint beat = MIN (self->beat, TUNTAS_N_BEATS - 1);
  TuntasAction *action = asking != NULL ? tuntas_case_find_action (tuntas_actor_get_case (self->actor),
                                                                   tuntas_act_get_id (asking)) : NULL;
  const char *said = action != NULL && action->spec->say != NULL ? action->spec->say : tuntas_beat_get_said (beat);

  g_clear_pointer (&action, tuntas_action_free);
  return tuntas_actor_dup_words (self->actor, said);
}

static void
show_beats (TuntasConfirmPage *self)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);

  for (guint i = 0; i < TUNTAS_N_BEATS; i++)
    {
      TuntasKeyButton *button = self->beat_buttons[i];
      const char *name = tuntas_actor_get_text (self->actor, tuntas_procedure_find_text (procedure, tuntas_beat_get_name (i)));
      gboolean done = i < self->beat && (i != BEAT_TELL || self->told);
      /* The key stands before the words: at their end it would take a line more. */
      g_autofree char *text = g_strdup_printf ("%s%s", done ? "✓ " : i == self->beat ? "↵ " : "", name);

      tuntas_key_button_set_text (button, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, done ? _("said") : "", -1);
      tuntas_key_button_set_chosen (button, i == self->beat);
    }
}

static void
show (TuntasConfirmPage *self)
{
  g_autofree char *said = dup_said (self);
  g_autofree char *quoted = NULL;

  /* Translators: quotation marks around what the agent says. */
  quoted = g_strdup_printf (_("“%s”"), said);
  gtk_label_set_text (self->say, quoted);
  show_beats (self);
  for (guint i = 0; i < N_RELATIONS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i + 1);

      tuntas_key_button_set_chosen (self->who_buttons[i], self->relation == (int) i);
      tuntas_key_button_set_key (self->who_buttons[i], asks_who (self) ? key : NULL);
    }
  tuntas_answers_refresh (self->answers);
  tuntas_answers_show_keys (self->answers, !asks_who (self));
}

/* (transfer full): which conversation this is: by the last call and the last contact. Going back to it (an undo, another
 * ticket in between) goes on where it was; another call begins anew. */
static char *
dup_conversation (TuntasConfirmPage *self)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_actor_get_case (self->actor));
  GPtrArray *attempts = tuntas_case_get_attempts (tuntas_actor_get_case (self->actor));
  gint64 call = attempts->len > 0 ? ((TuntasAttempt *) g_ptr_array_index (attempts, attempts->len - 1))->seq : 0;
  gint64 contact = 0;

  for (guint i = 0; i < events->len; i++)
    if (tuntas_event_get (g_ptr_array_index (events, i), "channel") != NULL)
      contact = tuntas_event_get_seq (g_ptr_array_index (events, i));
  return g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, call, contact);
}

static void
keep (TuntasConfirmPage *self)
{
  g_autofree char *conversation = dup_conversation (self);
  g_autofree char *place = g_strdup_printf ("%s %u %d %d", conversation, self->beat, self->told, self->relation);

  tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor), DRAFT, place);
}

static void
go_to_beat (TuntasConfirmPage *self, guint beat)
{
  if (beat > self->beat)
    tuntas_actor_speak (self->actor, tuntas_beat_get_cue (self->beat));
  if (beat > BEAT_TELL && self->beat == BEAT_TELL)
    self->told = TRUE;
  self->beat = beat;
  keep (self);
  show (self);
  tuntas_step_page_reveal (TUNTAS_STEP_PAGE (self));
  if (beat < TUNTAS_N_BEATS)
    gtk_widget_grab_focus (GTK_WIDGET (self->beat_buttons[beat]));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->answers));
}

/* The beat that is being spoken is done; a click on another one goes to it. */
static void
beat_cb (TuntasConfirmPage *self, TuntasKeyButton *button)
{
  for (guint i = 0; i < TUNTAS_N_BEATS; i++)
    if (self->beat_buttons[i] == button)
      {
        go_to_beat (self, i == self->beat ? i + 1 : i);
        return;
      }
}

static void
set_relation (TuntasConfirmPage *self, int relation)
{
  self->relation = relation;
  if (self->beat == 0)
    go_to_beat (self, 1);
  else
    {
      keep (self);
      show (self);
    }
}

static void
who_cb (TuntasConfirmPage *self, TuntasKeyButton *button)
{
  for (guint i = 0; i < N_RELATIONS; i++)
    if (self->who_buttons[i] == button)
      set_relation (self, (int) i);
}

static void
chosen_cb (TuntasConfirmPage *self, TuntasAct *act)
{
  tuntas_act_set (act, "told", self->told ? "true" : "false");
  if (self->relation < 0)
    return;
  tuntas_act_set (act, "relation", _(relations[self->relation]));
  /* The PIC and the customer are known by name; of others only this is known. */
  if (self->relation > 1)
    tuntas_act_set (act, "who", _(relations[self->relation]));
}

static void
set_item (TuntasStepPage *page)
{
  TuntasConfirmPage *self = TUNTAS_CONFIRM_PAGE (page);
  const char *draft = tuntas_desk_item_get_draft (tuntas_actor_get_item (self->actor), DRAFT);
  g_autofree char *conversation = dup_conversation (self);
  g_auto (GStrv) place = g_strsplit (draft != NULL ? draft : "", " ", -1);
  gboolean goes_on = g_strv_length (place) == 4 && strcmp (place[0], conversation) == 0;

  self->beat = goes_on ? (guint) CLAMP (g_ascii_strtoll (place[1], NULL, 10), 0, (int) TUNTAS_N_BEATS) : 0;
  self->told = goes_on && strcmp (place[2], "1") == 0;
  self->relation = goes_on ? (int) CLAMP (g_ascii_strtoll (place[3], NULL, 10), -1, (int) N_RELATIONS - 1) : -1;
}

static void
refresh (TuntasStepPage *page)
{
  show (TUNTAS_CONFIRM_PAGE (page));
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  TuntasConfirmPage *self = TUNTAS_CONFIRM_PAGE (page);

  if (!asks_who (self))
    return tuntas_answers_choose (self->answers, digit);
  if (digit < 1 || digit > N_RELATIONS)
    return FALSE;
  set_relation (self, (int) digit - 1);
  return TRUE;
}

static gboolean
walk (TuntasStepPage *page)
{
  TuntasConfirmPage *self = TUNTAS_CONFIRM_PAGE (page);

  if (self->beat >= TUNTAS_N_BEATS)
    return FALSE;
  go_to_beat (self, self->beat + 1);
  return TRUE;
}

static gboolean
go_to (TuntasStepPage *page, TuntasReasonPlace place)
{
  if (place != TUNTAS_REASON_TELL)
    return FALSE;
  go_to_beat (TUNTAS_CONFIRM_PAGE (page), BEAT_TELL);
  return TRUE;
}

static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasConfirmPage *self = TUNTAS_CONFIRM_PAGE (page);

  if (self->beat < TUNTAS_N_BEATS)
    gtk_widget_grab_focus (GTK_WIDGET (self->beat_buttons[self->beat]));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->answers));
}

static void
asking_cb (TuntasConfirmPage *self)
{
  if (tuntas_actor_get_item (self->actor) != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasConfirmPage *self = TUNTAS_CONFIRM_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_answers_set_actor (self->answers, actor);
  g_signal_connect_object (actor, "notify::asking", G_CALLBACK (asking_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_CONFIRM_PAGE (page)->answers);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->set_item = set_item;
  iface->refresh = refresh;
  iface->choose = choose;
  iface->walk = walk;
  iface->go_to = go_to;
  iface->grab_first_focus = grab_first_focus;
  iface->get_wanted = get_wanted;
}

static void
tuntas_confirm_page_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_CONFIRM_PAGE (object)->actor);
  G_OBJECT_CLASS (tuntas_confirm_page_parent_class)->dispose (object);
}

static void
tuntas_confirm_page_class_init (TuntasConfirmPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_confirm_page_dispose;
  g_type_ensure (TUNTAS_TYPE_ANSWERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-confirm-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasConfirmPage, say);
  gtk_widget_class_bind_template_child (widget_class, TuntasConfirmPage, beats);
  gtk_widget_class_bind_template_child (widget_class, TuntasConfirmPage, who);
  gtk_widget_class_bind_template_child (widget_class, TuntasConfirmPage, who_flow);
  gtk_widget_class_bind_template_child (widget_class, TuntasConfirmPage, answers);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
tuntas_confirm_page_init (TuntasConfirmPage *self)
{
  self->relation = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < TUNTAS_N_BEATS; i++)
    {
      self->beat_buttons[i] = TUNTAS_KEY_BUTTON (tuntas_key_button_new ("", NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->beat_buttons[i]), "beat");
      tuntas_key_button_set_wraps (self->beat_buttons[i], TRUE);
      g_signal_connect_object (self->beat_buttons[i], "clicked", G_CALLBACK (beat_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (self->beats, GTK_WIDGET (self->beat_buttons[i]), (int) i, 0, 1, 1);
    }
  for (guint i = 0; i < N_RELATIONS; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->who_buttons[i] = TUNTAS_KEY_BUTTON (tuntas_key_button_new (_(relations[i]), NULL));
      g_signal_connect_object (self->who_buttons[i], "clicked", G_CALLBACK (who_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_css_class (GTK_WIDGET (self->who_buttons[i]), "who");
      gtk_widget_add_css_class (child, "tight");
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), GTK_WIDGET (self->who_buttons[i]));
      gtk_flow_box_insert (self->who_flow, child, -1);
    }
}
