/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-inform-form.h"

#include "tuntas-note-box.h"
#include "tuntas-sendings.h"
#include "tuntas-text-box.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAFT_PAUSE_MS 400

struct _TuntasInformForm
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  TuntasDeskItem *item;      /* (owned) (nullable): whose texts these are */
  const TuntasActSpec *spec; /* (nullable): the act that sends the e-mail */
  gboolean setting;          /* the program fills the entry */
  guint draft_source;

  GtkWidget *email;
  GtkEntry *address;
  TuntasTextBox *subject;
  TuntasTextBox *body;
  GtkLabel *missing;
  GtkBox *note_place;
  TuntasNoteBox *note;
};

G_DEFINE_FINAL_TYPE (TuntasInformForm, tuntas_inform_form, GTK_TYPE_BOX)

/* The e-mail's texts by the fields of the act that they are for, and their drafts. */
static const struct
{
  const char *field;
  const char *draft;
} texts[] = {
  { "text:email-subject", "inform:subject" },
  { "text:email", "inform:body" },
};
#define N_TEXTS G_N_ELEMENTS (texts)
#define ADDRESS_DRAFT "inform:email"
#define NOTE_DRAFT "inform:note"

static TuntasTextBox *
get_box (TuntasInformForm *self, guint index)
{
  return index == 0 ? self->subject : self->body;
}

gboolean
tuntas_inform_form_is_for (const TuntasActSpec *spec)
{
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      for (guint j = 0; following->effects != NULL && j < following->effects->len; j++)
        if (((TuntasEffectSpec *) g_ptr_array_index (following->effects, j))->kind == TUNTAS_EFFECT_EMAIL)
          return TRUE;
    }
  return FALSE;
}

static const char *
get_address (TuntasInformForm *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->address));
}

/* (transfer full): what was not edited is left to the procedure's words. */
static TuntasAct *
collect_email (TuntasInformForm *self)
{
  TuntasAct *act = tuntas_act_new (self->spec->id);

  tuntas_act_set (act, "email", get_address (self));
  for (guint i = 0; i < N_TEXTS; i++)
    if (tuntas_text_box_is_edited (get_box (self, i)))
      {
        g_autofree char *text = tuntas_text_box_dup (get_box (self, i));

        tuntas_act_set (act, texts[i].field, text);
      }
  return act;
}

/* (transfer full): with the agent's note too. */
static TuntasAct *
collect (TuntasInformForm *self)
{
  TuntasAct *act = collect_email (self);

  tuntas_note_box_apply (self->note, act);
  return act;
}

static void
show_text (TuntasTextBox *box, const char *text)
{
  if (!tuntas_text_box_is_edited (box))
    tuntas_text_box_set (box, text);
}

static gboolean
is_in_trouble (GPtrArray *sendings)
{
  for (guint i = 0; i < sendings->len; i++)
    {
      const char *code = ((TuntasSending *) g_ptr_array_index (sendings, i))->code;

      if (g_strcmp0 (code, "placeholder") == 0 || g_strcmp0 (code, "too-long") == 0)
        return TRUE;
    }
  return FALSE;
}

/* Before the agent tries to send it. */
static void
show_missing (TuntasInformForm *self)
{
  g_autoptr (TuntasAct) act = collect (self);
  g_autoptr (GPtrArray) sendings = tuntas_desk_preview (tuntas_actor_get_desk (self->actor), self->item, act);
  gboolean lacks = is_in_trouble (sendings);
  g_autofree char *words = lacks ? tuntas_sendings_dup_summary (sendings) : NULL;

  gtk_label_set_text (self->missing, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), lacks);
}

static void
show_preview (TuntasInformForm *self)
{
  g_autoptr (TuntasAct) act = collect_email (self);
  g_autoptr (GPtrArray) sendings = tuntas_desk_preview (tuntas_actor_get_desk (self->actor), self->item, act);
  TuntasSending *email = tuntas_sendings_find (sendings, TUNTAS_EFFECT_EMAIL);

  if (email != NULL)
    {
      show_text (self->subject, email->subject);
      show_text (self->body, email->text);
    }
  tuntas_note_box_show (self->note, tuntas_sendings_find (sendings, TUNTAS_EFFECT_NOTE));
  show_missing (self);
  gtk_widget_set_visible (self->email, tuntas_inform_form_is_for (self->spec));
}

void
tuntas_inform_form_refresh (TuntasInformForm *self)
{
  if (self->spec != NULL)
    show_preview (self);
}

static void
save_drafts (TuntasInformForm *self)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->item == NULL || desk == NULL)
    return;
  tuntas_desk_put_draft (desk, self->item, ADDRESS_DRAFT, get_address (self));
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = tuntas_text_box_dup (get_box (self, i));

      tuntas_desk_put_draft (desk, self->item, texts[i].draft,
                             tuntas_text_box_is_edited (get_box (self, i)) ? text : NULL);
    }
  tuntas_note_box_keep (self->note);
}

static gboolean
draft_pause_cb (gpointer user_data)
{
  TuntasInformForm *self = user_data;

  self->draft_source = 0;
  save_drafts (self);
  tuntas_inform_form_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (TuntasInformForm *self)
{
  if (self->setting || self->item == NULL)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_PAUSE_MS, draft_pause_cb, self);
}

static void
address_cb (TuntasInformForm *self)
{
  if (self->setting || self->spec == NULL)
    return;
  show_preview (self);
  edited_cb (self);
}

void
tuntas_inform_form_open (TuntasInformForm *self, const TuntasActSpec *spec)
{
  TuntasDeskItem *item = spec != NULL ? tuntas_actor_get_item (self->actor) : NULL;
  const char *address;

  if (self->draft_source != 0)
    save_drafts (self);
  self->spec = spec;
  g_set_object (&self->item, item);
  tuntas_note_box_close (self->note);
  if (spec == NULL)
    return;
  tuntas_note_box_open (self->note, tuntas_actor_get_desk (self->actor), item, NOTE_DRAFT);
  address = tuntas_desk_item_get_draft (self->item, ADDRESS_DRAFT);
  if (address == NULL)
    address = tuntas_case_get_email (tuntas_actor_get_case (self->actor));
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->address), address != NULL ? address : "");
  self->setting = FALSE;
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const char *draft = tuntas_desk_item_get_draft (self->item, texts[i].draft);

      tuntas_text_box_set (get_box (self, i), NULL);
      if (draft != NULL)
        tuntas_text_box_restore (get_box (self, i), draft);
    }
}

const char *
tuntas_inform_form_get_action (TuntasInformForm *self)
{
  if (self->spec == NULL)
    return "";
  return tuntas_inform_form_is_for (self->spec) ? _("Send both") : tuntas_actor_get_text (self->actor, self->spec->label);
}

/* The rules let an e-mail without an address pass (the customer's may be known to the desk); on the screen there is
 * either an address or a reason why there is none. */
void
tuntas_inform_form_commit (TuntasInformForm *self)
{
  g_autofree char *address = g_strstrip (g_strdup (get_address (self)));

  if (self->spec == NULL)
    return;
  save_drafts (self);
  if (tuntas_inform_form_is_for (self->spec) && strchr (address, '@') == NULL)
    tuntas_actor_refuse (self->actor, self->spec->id, "required", "email");
  else
    tuntas_actor_commit (self->actor, collect (self));
}

gboolean
tuntas_inform_form_focus_address (TuntasInformForm *self, gboolean with_address)
{
  return (with_address || *get_address (self) == '\0') && gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

gboolean
tuntas_inform_form_focus_note (TuntasInformForm *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

static gboolean
informs (TuntasInformForm *self, TuntasAct *act)
{
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_desk_get_procedure (tuntas_actor_get_desk (self->actor)));

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (tuntas_act_is (act, spec->id) && tuntas_inform_form_is_for (spec))
        return TRUE;
    }
  return FALSE;
}

/* What was used is no draft any more; by then the form may have been closed. */
static void
done_cb (TuntasInformForm *self, TuntasAct *act)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);
  TuntasDeskItem *item = tuntas_actor_get_item (self->actor);

  if (!informs (self, act))
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  tuntas_desk_put_draft (desk, item, ADDRESS_DRAFT, NULL);
  for (guint i = 0; i < N_TEXTS; i++)
    tuntas_desk_put_draft (desk, item, texts[i].draft, NULL);
  tuntas_note_box_forget (desk, item, NOTE_DRAFT);
}

void
tuntas_inform_form_set_actor (TuntasInformForm *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

/* Whatever takes it from the screen, the end of the program too, ends the typing. */
static void
tuntas_inform_form_unmap (GtkWidget *widget)
{
  TuntasInformForm *self = TUNTAS_INFORM_FORM (widget);

  if (self->draft_source != 0)
    save_drafts (self);
  GTK_WIDGET_CLASS (tuntas_inform_form_parent_class)->unmap (widget);
}

static void
tuntas_inform_form_dispose (GObject *object)
{
  TuntasInformForm *self = TUNTAS_INFORM_FORM (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_inform_form_parent_class)->dispose (object);
}

static void
tuntas_inform_form_class_init (TuntasInformFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_inform_form_dispose;
  widget_class->unmap = tuntas_inform_form_unmap;
  g_type_ensure (TUNTAS_TYPE_TEXT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-inform-form.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasInformForm, email);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformForm, address);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformForm, subject);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformForm, body);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformForm, missing);
  gtk_widget_class_bind_template_child (widget_class, TuntasInformForm, note_place);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
tuntas_inform_form_init (TuntasInformForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_text_box_set_label (self->subject, _("Subject"));
  tuntas_text_box_set_label_beside (self->subject);
  tuntas_text_box_set_one_line (self->subject);
  tuntas_text_box_set_label (self->body, _("Text of the e-mail"));
  tuntas_text_box_set_label_beside (self->body);
  self->note = TUNTAS_NOTE_BOX (tuntas_note_box_new (_("2  Note in Nossa"), "text:note"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  g_signal_connect_object (self->note, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->note_place, GTK_WIDGET (self->note));
}
