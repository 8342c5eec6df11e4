/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-inform-page.h"

#include "tuntas-key-button.h"
#include "tuntas-receipts.h"
#include "tuntas-sendings.h"
#include "tuntas-text-box.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAFT_PAUSE_MS 400
/* What Nossa takes as a note; the counter beside it says how much of that is used. */
#define NOTE_LIMIT 32000

struct _TuntasInformPage
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  TuntasDeskItem *item;      /* (owned) (nullable): whose texts these are */
  const TuntasActSpec *spec; /* (nullable): the act that sends the e-mail */
  gboolean setting;          /* the program fills the entries */
  gboolean subject_edited;
  guint draft_source;

  GtkBox *email_box;
  GtkEntry *address;
  GtkEntry *subject;
  TuntasTextBox *body;
  TuntasTextBox *note;
  TuntasKeyButton *send_button;
  GtkBox *ways;
  TuntasReceipts *receipts;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasInformPage, tuntas_inform_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static gboolean
sends_email (const TuntasActSpec *spec)
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

static const TuntasActSpec *
find_spec (TuntasInformPage *self)
{
  g_autoptr (GPtrArray) own = tuntas_actor_list_own (self->actor);

  for (guint i = 0; i < own->len; i++)
    if (sends_email (g_ptr_array_index (own, i)))
      return g_ptr_array_index (own, i);
  return own->len > 0 ? g_ptr_array_index (own, 0) : NULL;
}

static const char *
get_address (TuntasInformPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->address));
}

static void
set_text_field (TuntasAct *act, const char *field, TuntasTextBox *box)
{
  g_autofree char *text = tuntas_text_box_dup (box);

  if (tuntas_text_box_is_edited (box))
    tuntas_act_set (act, field, text);
}

/* (transfer full): what was not edited is left to the procedure's words. */
static TuntasAct *
collect (TuntasInformPage *self)
{
  TuntasAct *act = tuntas_act_new (self->spec->id);

  tuntas_act_set (act, "email", get_address (self));
  if (self->subject_edited)
    tuntas_act_set (act, "text:email-subject", gtk_editable_get_text (GTK_EDITABLE (self->subject)));
  set_text_field (act, "text:email", self->body);
  set_text_field (act, "text:note", self->note);
  return act;
}

static void
count_note (TuntasInformPage *self)
{
  g_autofree char *text = tuntas_text_box_dup (self->note);
  /* Translators: how long a note is, and how long it may be: "WORK · 214 of 32000". */
  g_autofree char *counted = g_strdup_printf (_("WORK · %ld of %d"), g_utf8_strlen (text, -1), NOTE_LIMIT);

  tuntas_text_box_set_note (self->note, counted);
}

static void
show_preview (TuntasInformPage *self)
{
  g_autoptr (TuntasAct) act = collect (self);
  g_autoptr (GPtrArray) sendings = tuntas_desk_preview (tuntas_actor_get_desk (self->actor), self->item, act);
  TuntasSending *email = tuntas_sendings_find (sendings, TUNTAS_EFFECT_EMAIL);
  TuntasSending *note = tuntas_sendings_find (sendings, TUNTAS_EFFECT_NOTE);

  self->setting = TRUE;
  if (email != NULL && !self->subject_edited)
    gtk_editable_set_text (GTK_EDITABLE (self->subject), email->subject != NULL ? email->subject : "");
  if (email != NULL && !tuntas_text_box_is_edited (self->body))
    tuntas_text_box_set (self->body, email->text);
  if (note != NULL && !tuntas_text_box_is_edited (self->note))
    tuntas_text_box_set (self->note, note->text);
  self->setting = FALSE;
  count_note (self);
  gtk_widget_set_visible (GTK_WIDGET (self->email_box), sends_email (self->spec));
  tuntas_key_button_set_text (self->send_button, email != NULL && note != NULL
                                                   ? _("Send both")
                                                   : tuntas_actor_get_text (self->actor, self->spec->label));
}

static void
put_box (TuntasInformPage *self, const char *name, TuntasTextBox *box)
{
  g_autofree char *text = tuntas_text_box_dup (box);

  tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), self->item, name,
                         tuntas_text_box_is_edited (box) ? text : NULL);
}

static void
save_drafts (TuntasInformPage *self)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->item == NULL || desk == NULL)
    return;
  tuntas_desk_put_draft (desk, self->item, "inform:email", get_address (self));
  tuntas_desk_put_draft (desk, self->item, "inform:subject",
                         self->subject_edited ? gtk_editable_get_text (GTK_EDITABLE (self->subject)) : NULL);
  put_box (self, "inform:body", self->body);
  put_box (self, "inform:note", self->note);
}

static gboolean
draft_pause_cb (gpointer user_data)
{
  TuntasInformPage *self = user_data;

  self->draft_source = 0;
  save_drafts (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (TuntasInformPage *self, gpointer source)
{
  if (self->setting || self->item == NULL)
    return;
  if (source == self->subject)
    self->subject_edited = TRUE;
  count_note (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_PAUSE_MS, draft_pause_cb, self);
}

static void
address_cb (TuntasInformPage *self, gpointer source)
{
  if (self->setting || self->item == NULL)
    return;
  show_preview (self);
  edited_cb (self, source);
}

static void
restore_box (TuntasInformPage *self, const char *name, TuntasTextBox *box)
{
  const char *draft = tuntas_desk_item_get_draft (self->item, name);

  tuntas_text_box_set (box, NULL);
  if (draft != NULL)
    tuntas_text_box_restore (box, draft);
}

static void
set_item (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);
  const char *address, *subject;

  if (self->draft_source != 0)
    save_drafts (self);
  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  address = tuntas_desk_item_get_draft (self->item, "inform:email");
  subject = tuntas_desk_item_get_draft (self->item, "inform:subject");
  if (address == NULL)
    address = tuntas_case_get_email (tuntas_actor_get_case (self->actor));
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->address), address != NULL ? address : "");
  gtk_editable_set_text (GTK_EDITABLE (self->subject), subject != NULL ? subject : "");
  self->setting = FALSE;
  self->subject_edited = subject != NULL;
  restore_box (self, "inform:body", self->body);
  restore_box (self, "inform:note", self->note);
}

static void
way_cb (TuntasInformPage *self, GtkButton *button)
{
  tuntas_actor_begin (self->actor, tuntas_act_new (g_object_get_data (G_OBJECT (button), "value")));
}

static void
show_ways (TuntasInformPage *self)
{
  g_autoptr (GPtrArray) own = tuntas_actor_list_own (self->actor);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ways))) != NULL)
    gtk_box_remove (self->ways, child);
  for (guint i = 0; i < own->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (own, i);
      GtkWidget *button;

      if (spec == self->spec)
        continue;
      button = tuntas_key_button_new (tuntas_actor_get_text (self->actor, spec->label), NULL);
      g_object_set_data_full (G_OBJECT (button), "value", g_strdup (spec->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (way_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->ways, button);
    }
}

static void
refresh (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  self->spec = find_spec (self);
  if (self->spec != NULL)
    show_preview (self);
  show_ways (self);
  tuntas_receipts_refresh (self->receipts);
}

static void
tick (TuntasStepPage *page)
{
  tuntas_receipts_tick (TUNTAS_INFORM_PAGE (page)->receipts);
}

/* The rules let an e-mail without an address pass (the customer's may be known to the desk); on the page there is
 * either an address or a reason why there is none. */
static void
send_cb (TuntasInformPage *self)
{
  g_autofree char *address = g_strstrip (g_strdup (get_address (self)));

  if (self->spec == NULL)
    return;
  save_drafts (self);
  if (sends_email (self->spec) && strchr (address, '@') == NULL)
    tuntas_actor_refuse (self->actor, self->spec->id, "required", "email");
  else
    tuntas_actor_commit (self->actor, collect (self));
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  send_cb (TUNTAS_INFORM_PAGE (page));
  return TRUE;
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  return tuntas_receipts_choose (TUNTAS_INFORM_PAGE (page)->receipts, digit);
}

static gboolean
go_to (TuntasStepPage *page, TuntasReasonPlace place)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  if (place == TUNTAS_REASON_WORDS)
    return gtk_widget_grab_focus (GTK_WIDGET (self->note));
  return place == TUNTAS_REASON_FIELD && gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  if (*get_address (self) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->address));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->send_button));
}

static void
done_cb (TuntasInformPage *self, TuntasAct *act)
{
  static const char *const names[] = { "inform:email", "inform:subject", "inform:body", "inform:note" };
  TuntasDeskItem *item = tuntas_actor_get_item (self->actor);

  if (self->spec == NULL || !tuntas_act_is (act, self->spec->id))
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), item, names[i], NULL);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_receipts_set_actor (self->receipts, actor);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->set_item = set_item;
  iface->refresh = refresh;
  iface->tick = tick;
  iface->choose = choose;
  iface->act_suggested = act_suggested;
  iface->go_to = go_to;
  iface->grab_first_focus = grab_first_focus;
}

static void
tuntas_inform_page_dispose (GObject *object)
{
  TuntasInformPage *self = TUNTAS_INFORM_PAGE (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_inform_page_parent_class)->dispose (object);
}

static void
tuntas_inform_page_class_init (TuntasInformPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_inform_page_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  g_type_ensure (TUNTAS_TYPE_TEXT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-inform-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasInformPage, name)
  BIND (email_box);
  BIND (address);
  BIND (subject);
  BIND (body);
  BIND (note);
  BIND (send_button);
  BIND (ways);
  BIND (receipts);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
tuntas_inform_page_init (TuntasInformPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_text_box_set_label (self->body, _("Text of the e-mail"));
  tuntas_text_box_set_label (self->note, _("2  Note in Nossa"));
}
