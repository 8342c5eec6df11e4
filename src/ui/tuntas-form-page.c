/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-form-page.h"

#include "tuntas-key-button.h"
#include "tuntas-names.h"
#include "tuntas-phone.h"
#include "tuntas-text-box.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAFT_PAUSE_MS 400

struct _TuntasFormPage
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  TuntasDeskItem *item;      /* (owned) (nullable): whose texts these are */
  const TuntasActSpec *spec; /* (nullable): the act that the form is for */
  GPtrArray *boxes;          /* (element-type TuntasTextBox), each with its field's "name" */
  guint draft_source;

  GtkLabel *advice;
  GtkBox *fields;
  GtkExpander *customer;
  GtkBox *customer_fields;
  TuntasKeyButton *commit_button;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasFormPage, tuntas_form_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static const char *
box_name (TuntasTextBox *box)
{
  return g_object_get_data (G_OBJECT (box), "name");
}

static void
save_drafts (TuntasFormPage *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; self->item != NULL && i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);

      if (tuntas_text_box_is_edited (box))
        tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), self->item, box_name (box), text);
    }
}

static gboolean
draft_pause_cb (gpointer user_data)
{
  TuntasFormPage *self = user_data;

  self->draft_source = 0;
  save_drafts (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (TuntasFormPage *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_PAUSE_MS, draft_pause_cb, self);
}

/* A draft, else what the case was told before (after an undo), else what Nossa has. */
static void
fill_box (TuntasFormPage *self, TuntasTextBox *box)
{
  const char *name = box_name (box);
  const char *draft = tuntas_desk_item_get_draft (self->item, name);
  const char *kept = tuntas_case_find_field (tuntas_desk_item_get_case (self->item), name);
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (self->item);
  TuntasTicketField field;

  tuntas_text_box_set_note (box, NULL);
  g_object_set_data (G_OBJECT (box), "from-nossa", NULL);
  if (draft != NULL)
    tuntas_text_box_restore (box, draft);
  else if (kept != NULL)
    tuntas_text_box_set (box, kept);
  else if (tuntas_ticket_field_from_nick (name, &field) && tuntas_ticket_get (ticket, field) != NULL)
    {
      g_autofree char *masked = tuntas_phone_mask_text (tuntas_ticket_get (ticket, field), NULL);

      tuntas_text_box_set (box, masked);
      tuntas_text_box_set_note (box, _("from Nossa"));
      g_object_set_data (G_OBJECT (box), "from-nossa", GINT_TO_POINTER (TRUE));
    }
  else
    tuntas_text_box_set (box, NULL);
}

static void
add_box (TuntasFormPage *self, GtkBox *parent, const char *name)
{
  const char *label = tuntas_names_field (tuntas_actor_get_procedure (self->actor), name,
                                          tuntas_actor_get_language (self->actor));
  GtkWidget *box = tuntas_text_box_new (label);

  g_object_set_data_full (G_OBJECT (box), "name", g_strdup (name), g_free);
  g_signal_connect_object (box, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->boxes, box);
  gtk_box_append (parent, box);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* (transfer full): the field in which the same is said in the customer's words. */
static char *
dup_customer_name (const char *name)
{
  return g_strconcat (name, "_customer", NULL);
}

static gboolean
is_for_customer (const TuntasActSpec *spec, const char *name)
{
  for (guint i = 0; i < spec->fields->len; i++)
    {
      g_autofree char *customer = dup_customer_name (((TuntasField *) g_ptr_array_index (spec->fields, i))->name);

      if (strcmp (customer, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
build (TuntasFormPage *self)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);
  g_autoptr (GPtrArray) own = tuntas_actor_list_own (self->actor);
  const TuntasActSpec *spec = own->len > 0 ? g_ptr_array_index (own, 0) : NULL;

  if (spec == self->spec)
    return;
  self->spec = spec;
  g_ptr_array_set_size (self->boxes, 0);
  clear_box (self->fields);
  clear_box (self->customer_fields);
  for (guint i = 0; spec != NULL && i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (!field->by_program && !is_for_customer (spec, field->name))
        add_box (self, self->fields, field->name);
    }
  for (guint i = 0; spec != NULL && i < spec->fields->len; i++)
    {
      g_autofree char *name = dup_customer_name (((TuntasField *) g_ptr_array_index (spec->fields, i))->name);

      /* An older revision may not name the field and keeps it all the same. */
      if (tuntas_act_spec_find_field (spec, name) != NULL || tuntas_procedure_find_field_words (procedure, name) != NULL)
        add_box (self, self->customer_fields, name);
    }
}

static void
set_item (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  if (self->draft_source != 0)
    save_drafts (self);
  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  build (self);
  for (guint i = 0; i < self->boxes->len; i++)
    fill_box (self, g_ptr_array_index (self->boxes, i));
}

static void
refresh (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);
  const TuntasStep *step = tuntas_case_get_step (tuntas_actor_get_case (self->actor));
  const char *advice = tuntas_actor_get_text (self->actor, step->advice);

  gtk_label_set_text (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advice != '\0');
  if (self->spec != NULL)
    tuntas_key_button_set_text (self->commit_button, tuntas_actor_get_text (self->actor, self->spec->label));
}

/* Where the words come from stays with them (Q6). */
static void
set_source (TuntasAct *act, TuntasTextBox *box)
{
  g_autofree char *field = g_strconcat (box_name (box), "_source", NULL);
  gboolean from_nossa = g_object_get_data (G_OBJECT (box), "from-nossa") != NULL;

  tuntas_act_set (act, field, !from_nossa ? "agent" : tuntas_text_box_is_edited (box) ? "nossa-edited" : "nossa");
}

static void
commit_cb (TuntasFormPage *self)
{
  TuntasAct *act;

  if (self->spec == NULL)
    return;
  save_drafts (self);
  act = tuntas_act_new (self->spec->id);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);

      tuntas_act_set (act, box_name (box), g_strstrip (text));
      set_source (act, box);
    }
  tuntas_actor_commit (self->actor, act);
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  commit_cb (TUNTAS_FORM_PAGE (page));
  return TRUE;
}

static gboolean
go_to (TuntasStepPage *page, TuntasReasonPlace place)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  for (guint i = 0; place == TUNTAS_REASON_FIELD && i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);

      if (*g_strstrip (text) == '\0')
        return gtk_widget_grab_focus (GTK_WIDGET (box));
    }
  return FALSE;
}

static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  if (!go_to (page, TUNTAS_REASON_FIELD))
    gtk_widget_grab_focus (GTK_WIDGET (self->commit_button));
}

static void
done_cb (TuntasFormPage *self, TuntasAct *act)
{
  if (self->spec == NULL || !tuntas_act_is (act, self->spec->id))
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; i < self->boxes->len; i++)
    tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor),
                           box_name (g_ptr_array_index (self->boxes, i)), NULL);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  g_set_object (&self->actor, actor);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_FORM_PAGE (page)->commit_button);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->set_item = set_item;
  iface->refresh = refresh;
  iface->act_suggested = act_suggested;
  iface->go_to = go_to;
  iface->grab_first_focus = grab_first_focus;
  iface->get_wanted = get_wanted;
}

static void
tuntas_form_page_dispose (GObject *object)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_form_page_parent_class)->dispose (object);
}

static void
tuntas_form_page_class_init (TuntasFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_form_page_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, advice);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, fields);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, customer);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, customer_fields);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, commit_button);
  gtk_widget_class_bind_template_callback (widget_class, commit_cb);
}

static void
tuntas_form_page_init (TuntasFormPage *self)
{
  self->boxes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
