/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-resume-box.h"

#include "tuntas-format.h"
#include "tuntas-key-button.h"

#include <glib/gi18n-lib.h>

struct _TuntasResumeBox
{
  GtkBox parent_instance;

  TuntasActor *actor;  /* (owned) (nullable) */
  TuntasResume *offer; /* (nullable) */

  GtkLabel *words;
  GtkLabel *source;
  TuntasKeyButton *resume_button;
  GtkButton *state_button;
};

G_DEFINE_FINAL_TYPE (TuntasResumeBox, tuntas_resume_box, GTK_TYPE_BOX)

static guint resume_signal;

/* The offer in words */

/* (transfer full) */
static char *
dup_pended (TuntasActor *actor, const TuntasResume *offer)
{
  g_autofree char *agreed = offer->agreed ? tuntas_actor_dup_moment (actor, offer->trailer->until) : NULL;
  gint64 instant = offer->pended_at >= 0 ? offer->pended_at : offer->trailer->until;
  g_autofree char *when = instant >= 0 ? tuntas_actor_dup_moment (actor, instant) : NULL;

  if (agreed != NULL)
    /* Translators: %s is a time: "janji telepon 24 Nov 10.00" */
    return g_strdup_printf (_("a call agreed on for %s"), agreed);
  if (when == NULL)
    return g_strdup (_("the ticket was pended"));
  /* Translators: %s is a time: "dipending 23 Nov 21.14", "dipending s.d. 24 Nov 08.00" */
  return g_strdup_printf (offer->pended_at >= 0 ? _("pended %s") : C_("resume", "pended until %s"), when);
}

static char *
dup_calls (const TuntasTrailer *trailer)
{
  guint n = (guint) (trailer->calls[0] + MAX (trailer->calls[1], 0));

  /* Translators: how many calls were made: "3 panggilan" */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u call", "%u calls", n), n);
}

static char *
dup_email (const TuntasTrailer *trailer)
{
  /* Translators: %s is a time of day: "email terkirim 21.20" */
  return trailer->email != NULL ? g_strdup_printf (_("e-mail sent %s"), trailer->email)
                                : g_strdup (_("e-mail not sent yet"));
}

char *
tuntas_resume_box_dup_words (TuntasActor *actor, const TuntasResume *offer)
{
  g_autofree char *pended = dup_pended (actor, offer);
  g_autofree char *calls = dup_calls (offer->trailer);
  g_autofree char *email = dup_email (offer->trailer);
  const char *clause = offer->step->clause != NULL ? offer->step->clause : "–";

  /* Who was never pended is owed no e-mail. */
  if (offer->agreed && offer->trailer->calls[1] < 0)
    /* Translators: a clause of the instruction, then what was done elsewhere: "Lanjutkan dari 1.2.5: janji telepon 24 Nov
     * 10.00, 1 panggilan" */
    return g_strdup_printf (_("Carry on from %s: %s, %s"), clause, pended, calls);
  /* Translators: a clause of the instruction, then what was done elsewhere: "Lanjutkan dari 1.2.8: dipending 23 Nov
   * 21.14, 3 panggilan, email terkirim 21.20" */
  return g_strdup_printf (_("Carry on from %s: %s, %s, %s"), clause, pended, calls, email);
}

/* (transfer full): as the procedure says what is taken over, and the verdict after it. stated: on the agent's word. */
static char *
dup_told (TuntasActor *actor, const TuntasResume *offer, gboolean stated)
{
  const TuntasActSpec *spec = tuntas_resume_find_act (tuntas_actor_get_case (actor), offer->agreed);
  g_autofree char *code = g_strconcat (spec->remark != NULL ? spec->remark : "", stated ? "-stated" : NULL, NULL);
  const TuntasText *words = tuntas_procedure_find_deviation (tuntas_actor_get_procedure (actor), code);

  return g_strdup (words != NULL ? tuntas_actor_get_text (actor, words) : _("told from elsewhere"));
}

/* (transfer full): by whose word. */
static char *
dup_source (TuntasActor *actor, const TuntasResume *offer)
{
  g_autofree char *when = offer->at >= 0 ? tuntas_actor_dup_moment (actor, offer->at) : NULL;
  g_autofree char *told = dup_told (actor, offer, offer->source == TUNTAS_RESUME_FROM_UNNAMED);

  switch (offer->source)
    {
    case TUNTAS_RESUME_FROM_NOSSA:
      /* Translators: when a note was written, by whom, and what is told by it: "Catatan 23 Nov 21.14 oleh AYU: putaran 1
       * menurut catatan Nossa" */
      return g_strdup_printf (_("Note of %s by %s: %s"), when != NULL ? when : "–", offer->by != NULL ? offer->by : "–", told);
    case TUNTAS_RESUME_FROM_PASTE:
      /* Translators: what is told by it: "putaran 1 menurut catatan Nossa" */
      return g_strdup_printf (_("Work log that you pasted; it names this ticket: %s"), told);
    case TUNTAS_RESUME_FROM_UNNAMED:
      /* Translators: what is told by it: "putaran 1 menurut agent, dengan bukti" */
      return g_strdup_printf (_("Text that you pasted. It does not say whose it is: that it is this ticket's is your word, %s."), told);
    case TUNTAS_RESUME_FROM_AGENT:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* (nullable): why a trailer is there and not believed; NULL where there is nothing to tell. */
static const char *
get_doubt (const GError *error)
{
  switch ((TuntasResumeError) error->code)
    {
    case TUNTAS_RESUME_ERROR_REACHED:
      return _("It tells of a call that was agreed on with the customer, which the instruction that this case goes by does "
               "not carry on: begin with this step, and call at the agreed time.");
    case TUNTAS_RESUME_ERROR_FORM:
      return _("It is not written as our notes are.");
    case TUNTAS_RESUME_ERROR_NOT_OURS:
      return _("It does not end a note of ours, or its reference is none that we give.");
    case TUNTAS_RESUME_ERROR_COPIED:
      return _("Its reference stands in another note too: one of them was copied.");
    case TUNTAS_RESUME_ERROR_CLAUSE:
      return _("The instruction has no such clause.");
    case TUNTAS_RESUME_ERROR_FAMILY:
      return _("It tells of a pending, and tickets of this service family are not pended.");
    case TUNTAS_RESUME_ERROR_NO_FAMILY:
      return _("Choose the service family first: it says whether such a ticket is pended at all.");
    case TUNTAS_RESUME_ERROR_COUNTS:
      return _("So many calls cannot have been made there by the instruction.");
    case TUNTAS_RESUME_ERROR_TOO_EARLY:
      return _("It is older than the report of this ticket.");
    case TUNTAS_RESUME_ERROR_FUTURE:
      return _("It is dated into the future.");
    case TUNTAS_RESUME_ERROR_DEADLINE:
      return _("No ticket is pended until then, and no call is agreed on for then.");
    case TUNTAS_RESUME_ERROR_NOTHING:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
show_offer (TuntasResumeBox *self)
{
  g_autofree char *words = tuntas_resume_box_dup_words (self->actor, self->offer);
  g_autofree char *source = dup_source (self->actor, self->offer);
  g_autofree char *lines = g_strdup_printf ("%s\n%s", source, self->offer->line);

  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->source, lines);
}

void
tuntas_resume_box_refresh (TuntasResumeBox *self, TuntasActor *actor)
{
  g_autoptr (GError) error = NULL;
  const char *doubt;

  g_set_object (&self->actor, actor);
  g_clear_pointer (&self->offer, tuntas_resume_free);
  self->offer = tuntas_desk_find_resume (tuntas_actor_get_desk (actor), tuntas_actor_get_item (actor), &error);
  doubt = self->offer == NULL ? get_doubt (error) : NULL;
  if (self->offer != NULL)
    show_offer (self);
  else if (doubt != NULL)
    {
      gtk_label_set_text (self->words, _("The work log has a note from another computer that is not believed"));
      gtk_label_set_text (self->source, doubt);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->resume_button), self->offer != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->state_button), self->offer == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->offer != NULL || doubt != NULL);
}

const TuntasResume *
tuntas_resume_box_get_offer (TuntasResumeBox *self)
{
  return self->offer;
}

GtkWidget *
tuntas_resume_box_get_key (TuntasResumeBox *self)
{
  return GTK_WIDGET (self->resume_button);
}

static void
resume_cb (TuntasResumeBox *self)
{
  g_signal_emit (self, resume_signal, 0);
}

static void
state_cb (TuntasResumeBox *self)
{
  const TuntasActSpec *spec = tuntas_resume_find_act (tuntas_actor_get_case (self->actor), FALSE);

  if (spec != NULL)
    tuntas_actor_begin (self->actor, tuntas_act_new (spec->id));
  else /* the family is not known */
    tuntas_actor_refuse (self->actor, "", "not-for-family", NULL);
}

static void
tuntas_resume_box_dispose (GObject *object)
{
  TuntasResumeBox *self = TUNTAS_RESUME_BOX (object);

  g_clear_object (&self->actor);
  g_clear_pointer (&self->offer, tuntas_resume_free);
  G_OBJECT_CLASS (tuntas_resume_box_parent_class)->dispose (object);
}

static void
tuntas_resume_box_class_init (TuntasResumeBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_resume_box_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  resume_signal = g_signal_new ("resume", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-resume-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasResumeBox, words);
  gtk_widget_class_bind_template_child (widget_class, TuntasResumeBox, source);
  gtk_widget_class_bind_template_child (widget_class, TuntasResumeBox, resume_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasResumeBox, state_button);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_cb);
}

static void
tuntas_resume_box_init (TuntasResumeBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
