/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-form-fields.h"

#include "tuntas-names.h"
#include "tuntas-phone.h"
#include "tuntas-source-row.h"
#include "tuntas-text-box.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAFT_PAUSE_MS 400
#define FOR_CUSTOMER "_customer"

struct _TuntasFormFields
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  TuntasDeskItem *item;      /* (owned) (nullable): whose texts these are */
  const TuntasActSpec *spec; /* (nullable): the act that the boxes were made for */
  GPtrArray *boxes;          /* (element-type TuntasTextBox), each with its field's "name" */
  guint draft_source;
  TuntasTextBox *pasting;    /* (nullable): where the cursor was when the clipboard was asked for */
  GCancellable *reading;     /* of the clipboard, for this item */

  GtkBox *fields;
  TuntasSourceRow *source;
  GtkExpander *customer;
  GtkBox *customer_fields;
};

G_DEFINE_FINAL_TYPE (TuntasFormFields, tuntas_form_fields, GTK_TYPE_BOX)

static const char *
box_name (TuntasTextBox *box)
{
  return g_object_get_data (G_OBJECT (box), "name");
}

/* (nullable) */
static TuntasTextBox *
find_box (TuntasFormFields *self, const char *name)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (strcmp (box_name (g_ptr_array_index (self->boxes, i)), name) == 0)
      return g_ptr_array_index (self->boxes, i);
  return NULL;
}

static gboolean
is_empty (TuntasTextBox *box)
{
  g_autofree char *text = tuntas_text_box_dup (box);

  return *g_strstrip (text) == '\0';
}

gboolean
tuntas_form_fields_takes_rfo (TuntasFormFields *self)
{
  return find_box (self, "rfo") != NULL && find_box (self, "repair") != NULL;
}

/* (transfer full): the field in which the same is said in the customer's words. */
static char *
dup_customer_name (const char *name)
{
  return g_strconcat (name, FOR_CUSTOMER, NULL);
}

void
tuntas_form_fields_keep (TuntasFormFields *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; self->item != NULL && i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);

      tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), self->item, box_name (box),
                             tuntas_text_box_is_edited (box) ? text : NULL);
    }
  if (self->item != NULL && tuntas_form_fields_takes_rfo (self))
    tuntas_source_row_keep (self->source);
}

static gboolean
draft_pause_cb (gpointer user_data)
{
  TuntasFormFields *self = user_data;

  self->draft_source = 0;
  tuntas_form_fields_keep (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (TuntasFormFields *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_PAUSE_MS, draft_pause_cb, self);
}

/* Filling */

/* What a ticket of the same mass outage was told, for this one to say as well. */
static gboolean
fill_given (TuntasFormFields *self, TuntasTextBox *box)
{
  const char *from = NULL;
  const char *given = tuntas_desk_find_given (tuntas_actor_get_desk (self->actor), self->item, box_name (box), &from);
  g_autofree char *note = NULL;

  if (given == NULL)
    return FALSE;
  /* Translators: %s is the number of another ticket of the same mass outage. */
  note = g_strdup_printf (_("from %s, same GAMAS"), from);
  tuntas_text_box_set (box, given);
  tuntas_text_box_set_note (box, note);
  g_object_set_data (G_OBJECT (box), "from", (gpointer) "sibling");
  return TRUE;
}

/* A draft, else what the case was told before (after an undo), else what Nossa has, else what a sibling was told. */
static void
fill_box (TuntasFormFields *self, TuntasTextBox *box)
{
  const char *name = box_name (box);
  const char *draft = tuntas_desk_item_get_draft (self->item, name);
  const char *kept = tuntas_case_find_field (tuntas_desk_item_get_case (self->item), name);
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (self->item);
  TuntasTicketField field;

  tuntas_text_box_set_note (box, NULL);
  g_object_set_data (G_OBJECT (box), "from", NULL);
  if (draft != NULL)
    tuntas_text_box_restore (box, draft);
  else if (kept != NULL)
    tuntas_text_box_set (box, kept);
  else if (tuntas_ticket_field_from_nick (name, &field) && tuntas_ticket_get (ticket, field) != NULL)
    {
      g_autofree char *masked = tuntas_phone_mask_text (tuntas_ticket_get (ticket, field), NULL);

      tuntas_text_box_set (box, masked);
      tuntas_text_box_set_note (box, _("from Nossa"));
      g_object_set_data (G_OBJECT (box), "from", (gpointer) "nossa");
    }
  else if (!fill_given (self, box))
    tuntas_text_box_set (box, NULL);
}

static void
fill_source (TuntasFormFields *self)
{
  TuntasTextBox *rfo = find_box (self, "rfo");
  gboolean of_nossa = rfo != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (rfo), "from"), "nossa") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->source), tuntas_form_fields_takes_rfo (self));
  tuntas_source_row_open (self->source, of_nossa ? TUNTAS_RFO_SOURCE_NOSSA : TUNTAS_RFO_SOURCE_OTHER);
}

void
tuntas_form_fields_fill_empty (TuntasFormFields *self, const TuntasResume *offer)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      const char *words = strcmp (box_name (box), "rfo") == 0      ? offer->rfo
                          : strcmp (box_name (box), "repair") == 0 ? offer->repair
                                                                   : NULL;

      if (words == NULL || !is_empty (box))
        continue;
      tuntas_text_box_set (box, words);
      tuntas_text_box_set_note (box, _("from the work log"));
    }
}

/* Pasting */

/* In the customer's words, by the site's list; what the agent has written there stays. */
static void
fill_plain (TuntasFormFields *self, const char *name, const char *text)
{
  TuntasPhrases *phrases = tuntas_desk_get_station (tuntas_actor_get_desk (self->actor))->phrases;
  g_autofree char *customer = dup_customer_name (name);
  TuntasTextBox *box = find_box (self, customer);
  g_autofree char *plain = phrases != NULL ? tuntas_phrases_apply (phrases, text) : NULL;

  if (box == NULL || plain == NULL || !is_empty (box))
    return;
  tuntas_text_box_enter (box, plain);
  gtk_expander_set_expanded (self->customer, TRUE);
}

/* What the agent has typed is never lost: the pasted words stand behind it. */
static void
fill_pasted (TuntasFormFields *self, const char *name, const char *value)
{
  TuntasTextBox *box = find_box (self, name);
  g_autofree char *old = tuntas_text_box_dup (box);
  g_autofree char *masked = value != NULL ? tuntas_phone_mask_text (value, NULL) : NULL;
  g_autofree char *text = NULL;

  if (masked == NULL)
    return;
  text = tuntas_text_box_is_edited (box) && *g_strstrip (old) != '\0' ? g_strconcat (old, "; ", masked, NULL)
                                                                     : g_steal_pointer (&masked);
  tuntas_text_box_enter (box, text);
  tuntas_text_box_set_note (box, NULL); /* no more Nossa's */
  fill_plain (self, name, text);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasFormFields) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (TuntasRfoText) pasted = text != NULL ? tuntas_rfo_text_parse (text) : NULL;

  if (text != NULL && tuntas_resume_is_in (text))
    tuntas_actor_paste_work_log (self->actor, text);
  else if (pasted != NULL && (pasted->rfo != NULL || pasted->repair != NULL))
    {
      fill_pasted (self, "rfo", pasted->rfo);
      fill_pasted (self, "repair", pasted->repair);
      tuntas_source_row_take_pasted (self->source, pasted);
      tuntas_form_fields_keep (self);
    }
  else if (text != NULL && self->pasting != NULL)
    tuntas_text_box_insert (self->pasting, text);
}

void
tuntas_form_fields_paste (TuntasFormFields *self)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  self->pasting = NULL;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->reading, pasted_cb,
                                 g_object_ref (self));
}

static gboolean
box_paste_cb (TuntasFormFields *self, TuntasTextBox *box)
{
  if (!tuntas_form_fields_takes_rfo (self))
    return FALSE;
  tuntas_form_fields_paste (self);
  self->pasting = box;
  return TRUE;
}

/* The boxes */

static void
add_box (TuntasFormFields *self, GtkBox *parent, const char *name)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);
  GtkWidget *box = tuntas_text_box_new (tuntas_names_field (procedure, name, tuntas_actor_get_language (self->actor)));

  g_object_set_data_full (G_OBJECT (box), "name", g_strdup (name), g_free);
  g_signal_connect_object (box, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "paste", G_CALLBACK (box_paste_cb), self, G_CONNECT_SWAPPED);
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

static gboolean
is_for_customer (const TuntasActSpec *spec, const char *name)
{
  g_autofree char *own = NULL;

  if (!g_str_has_suffix (name, FOR_CUSTOMER))
    return FALSE;
  own = g_strndup (name, strlen (name) - strlen (FOR_CUSTOMER));
  return tuntas_act_spec_find_field (spec, own) != NULL;
}

static void
build (TuntasFormFields *self, const TuntasActSpec *spec)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);

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
      if (tuntas_act_spec_find_field (spec, name) != NULL ||
          tuntas_procedure_find_field_words (procedure, name) != NULL)
        add_box (self, self->customer_fields, name);
    }
}

void
tuntas_form_fields_open (TuntasFormFields *self, const TuntasActSpec *spec)
{
  if (self->draft_source != 0)
    tuntas_form_fields_keep (self);
  g_cancellable_cancel (self->reading);
  self->pasting = NULL;
  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  build (self, spec);
  for (guint i = 0; i < self->boxes->len; i++)
    fill_box (self, g_ptr_array_index (self->boxes, i));
  fill_source (self);
}

gboolean
tuntas_form_fields_focus_empty (TuntasFormFields *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (is_empty (g_ptr_array_index (self->boxes, i)))
      return gtk_widget_grab_focus (g_ptr_array_index (self->boxes, i));
  return FALSE;
}

char *
tuntas_form_fields_dup (TuntasFormFields *self, const char *name)
{
  TuntasTextBox *box = find_box (self, name);

  return box != NULL ? g_strstrip (tuntas_text_box_dup (box)) : g_strdup ("");
}

/* Where the words come from stays with them (Q6): as the agent chose it, but for those that are Nossa's, or a
 * sibling's, as they stand. */
static void
set_source (TuntasFormFields *self, TuntasAct *act, TuntasTextBox *box)
{
  g_autofree char *field = g_strconcat (box_name (box), "_source", NULL);
  const char *from = g_object_get_data (G_OBJECT (box), "from");
  g_autofree char *from_edited = from != NULL ? g_strconcat (from, "-edited", NULL) : NULL;
  gboolean edited = tuntas_text_box_is_edited (box);
  gboolean chosen = tuntas_form_fields_takes_rfo (self) && tuntas_source_row_is_chosen (self->source);

  if (chosen && (edited || from == NULL))
    tuntas_act_set (act, field, tuntas_rfo_source_nick (tuntas_source_row_get (self->source)));
  else
    tuntas_act_set (act, field, from == NULL ? "agent" : edited ? from_edited : from);
}

void
tuntas_form_fields_apply (TuntasFormFields *self, TuntasAct *act)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);

      tuntas_act_set (act, box_name (box), g_strstrip (text));
      set_source (self, act, box);
    }
  if (tuntas_form_fields_takes_rfo (self))
    tuntas_source_row_apply (self->source, act);
}

void
tuntas_form_fields_forget (TuntasFormFields *self)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);
  TuntasDeskItem *item = tuntas_actor_get_item (self->actor);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; i < self->boxes->len; i++)
    tuntas_desk_put_draft (desk, item, box_name (g_ptr_array_index (self->boxes, i)), NULL);
  tuntas_source_row_forget (desk, item);
}

void
tuntas_form_fields_set_actor (TuntasFormFields *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
  tuntas_source_row_set_actor (self->source, actor);
}

/* Whatever takes it from the screen, the end of the program too, ends the typing. */
static void
tuntas_form_fields_unmap (GtkWidget *widget)
{
  TuntasFormFields *self = TUNTAS_FORM_FIELDS (widget);

  if (self->draft_source != 0)
    tuntas_form_fields_keep (self);
  GTK_WIDGET_CLASS (tuntas_form_fields_parent_class)->unmap (widget);
}

static void
tuntas_form_fields_dispose (GObject *object)
{
  TuntasFormFields *self = TUNTAS_FORM_FIELDS (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_form_fields_parent_class)->dispose (object);
}

static void
tuntas_form_fields_class_init (TuntasFormFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_form_fields_dispose;
  widget_class->unmap = tuntas_form_fields_unmap;
  g_type_ensure (TUNTAS_TYPE_SOURCE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-form-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasFormFields, fields);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormFields, source);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormFields, customer);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormFields, customer_fields);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
tuntas_form_fields_init (TuntasFormFields *self)
{
  self->boxes = g_ptr_array_new ();
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
