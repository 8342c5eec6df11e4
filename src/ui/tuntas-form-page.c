/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-form-page.h"

#include "tuntas-key-button.h"
#include "tuntas-names.h"
#include "tuntas-phone.h"
#include "tuntas-resume-box.h"
#include "tuntas-rfo-text.h"
#include "tuntas-source-row.h"
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
  gint64 pasted_at;          /* seconds UTC; -1: nothing was */
  TuntasTextBox *pasting;    /* (nullable): where the cursor was when the clipboard was asked for */
  GCancellable *reading;     /* of the clipboard, for this item */
  char *offered;             /* (nullable): the trailer by which the boxes were filled … */
  gint64 offered_since;      /* … monotonic, µs: and when that became another one */

  TuntasResumeBox *resume;
  GtkLabel *advice;
  GtkBox *fields;
  TuntasSourceRow *source;
  GtkExpander *customer;
  GtkBox *customer_fields;
  TuntasKeyButton *commit_button;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasFormPage, tuntas_form_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

/* Beside the boxes, by the names of what is kept with the act. */
#define SOURCE_DRAFT "source_kind"
#define REST_DRAFT "source_text"
#define PASTED_DRAFT "source_at"

static const char *
box_name (TuntasTextBox *box)
{
  return g_object_get_data (G_OBJECT (box), "name");
}

/* (nullable) */
static TuntasTextBox *
find_box (TuntasFormPage *self, const char *name)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (strcmp (box_name (g_ptr_array_index (self->boxes, i)), name) == 0)
      return g_ptr_array_index (self->boxes, i);
  return NULL;
}

/* Whether the form is for what technicians write. */
static gboolean
takes_rfo (TuntasFormPage *self)
{
  return find_box (self, "rfo") != NULL && find_box (self, "repair") != NULL;
}

static void
save_source (TuntasFormPage *self, TuntasDesk *desk)
{
  g_autofree char *rest = tuntas_source_row_dup_rest (self->source);
  g_autofree char *at = self->pasted_at >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->pasted_at) : NULL;

  if (!takes_rfo (self))
    return;
  tuntas_desk_put_draft (desk, self->item, REST_DRAFT, rest);
  tuntas_desk_put_draft (desk, self->item, PASTED_DRAFT, at);
  tuntas_desk_put_draft (desk, self->item, SOURCE_DRAFT,
                         tuntas_source_row_is_chosen (self->source)
                             ? tuntas_rfo_source_nick (tuntas_source_row_get (self->source)) : NULL);
}

static void
save_drafts (TuntasFormPage *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; self->item != NULL && i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);

      tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), self->item, box_name (box),
                             tuntas_text_box_is_edited (box) ? text : NULL);
    }
  if (self->item != NULL)
    save_source (self, tuntas_actor_get_desk (self->actor));
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

/* What a ticket of the same mass outage was told, for this one to say as well. */
static gboolean
fill_given (TuntasFormPage *self, TuntasTextBox *box)
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

/* A draft, else what the case was told before (after an undo), else what Nossa has, else what was told about a sibling. */
static void
fill_box (TuntasFormPage *self, TuntasTextBox *box)
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
show_pasted (TuntasFormPage *self, gint64 at)
{
  g_autofree char *moment = at >= 0 ? tuntas_actor_dup_moment (self->actor, at) : NULL;
  /* Translators: %s is a time. */
  g_autofree char *when = at >= 0 ? g_strdup_printf (_("pasted %s"), moment) : NULL;

  self->pasted_at = at;
  tuntas_source_row_set_when (self->source, when);
}

static void
fill_source (TuntasFormPage *self)
{
  const char *at = tuntas_desk_item_get_draft (self->item, PASTED_DRAFT);
  TuntasTextBox *rfo = find_box (self, "rfo");
  TuntasRfoSource source;
  gint64 pasted_at = -1;

  gtk_widget_set_visible (GTK_WIDGET (self->source), takes_rfo (self));
  tuntas_source_row_set_rest (self->source, tuntas_desk_item_get_draft (self->item, REST_DRAFT));
  if (at == NULL || !g_ascii_string_to_signed (at, 10, 0, G_MAXINT64, &pasted_at, NULL))
    pasted_at = -1;
  show_pasted (self, pasted_at);
  if (tuntas_rfo_source_from_nick (tuntas_desk_item_get_draft (self->item, SOURCE_DRAFT), &source))
    tuntas_source_row_choose (self->source, source);
  else
    tuntas_source_row_suggest (self->source, rfo != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (rfo), "from"), "nossa") == 0
                                                 ? TUNTAS_RFO_SOURCE_NOSSA : TUNTAS_RFO_SOURCE_OTHER);
}

/* Pasting */

/* In the customer's words, by the site's list; what the agent has written there stays. */
static void
fill_plain (TuntasFormPage *self, const char *name, const char *text)
{
  TuntasPhrases *phrases = tuntas_desk_get_station (tuntas_actor_get_desk (self->actor))->phrases;
  g_autofree char *customer = g_strconcat (name, "_customer", NULL);
  TuntasTextBox *box = find_box (self, customer);
  g_autofree char *old = box != NULL ? tuntas_text_box_dup (box) : NULL;
  g_autofree char *plain = phrases != NULL ? tuntas_phrases_apply (phrases, text) : NULL;

  if (box == NULL || plain == NULL || *g_strstrip (old) != '\0')
    return;
  tuntas_text_box_enter (box, plain);
  gtk_expander_set_expanded (self->customer, TRUE);
}

/* What the agent has typed is never lost: the pasted words stand behind it. */
static void
fill_pasted (TuntasFormPage *self, const char *name, const char *value)
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
take_pasted (TuntasFormPage *self, const TuntasRfoText *pasted)
{
  g_autofree char *old = tuntas_source_row_dup_rest (self->source);
  g_autofree char *rest = old == NULL || pasted->rest == NULL ? g_strdup (pasted->rest != NULL ? pasted->rest : old)
                                                              : g_strconcat (old, "\n", pasted->rest, NULL);

  fill_pasted (self, "rfo", pasted->rfo);
  fill_pasted (self, "repair", pasted->repair);
  tuntas_source_row_set_rest (self->source, rest);
  tuntas_source_row_choose (self->source, pasted->source);
  show_pasted (self, tuntas_actor_now (self->actor));
  save_drafts (self);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasFormPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (TuntasRfoText) pasted = text != NULL ? tuntas_rfo_text_parse (text) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text != NULL && tuntas_resume_is_in (text))
    tuntas_actor_paste_work_log (self->actor, text);
  else if (pasted != NULL && (pasted->rfo != NULL || pasted->repair != NULL))
    take_pasted (self, pasted);
  else if (text != NULL && self->pasting != NULL)
    tuntas_text_box_insert (self->pasting, text);
}

static void
paste_into (TuntasFormPage *self, TuntasTextBox *box)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  self->pasting = box;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->reading, pasted_cb,
                                 g_object_ref (self));
}

static gboolean
box_paste_cb (TuntasFormPage *self, TuntasTextBox *box)
{
  if (!takes_rfo (self))
    return FALSE;
  paste_into (self, box);
  return TRUE;
}

/* Anywhere else on the window, as long as nothing that takes text has the focus. */
static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));

  if (!takes_rfo (self) || !gtk_widget_get_mapped (widget) || GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  paste_into (self, NULL);
  return TRUE;
}

static void
add_box (TuntasFormPage *self, GtkBox *parent, const char *name)
{
  const char *label = tuntas_names_field (tuntas_actor_get_procedure (self->actor), name,
                                          tuntas_actor_get_language (self->actor));
  GtkWidget *box = tuntas_text_box_new (label);

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
  g_cancellable_cancel (self->reading);
  self->pasting = NULL;
  g_clear_pointer (&self->offered, g_free);
  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  build (self);
  for (guint i = 0; i < self->boxes->len; i++)
    fill_box (self, g_ptr_array_index (self->boxes, i));
  fill_source (self);
}

/* What the work log tells of cause and repair stands in the empty boxes: typed once, by whoever it was. Once for each
 * offer, so that what the agent takes out stays out. */
static void
fill_from_offer (TuntasFormPage *self)
{
  const TuntasResume *offer = tuntas_resume_box_get_offer (self->resume);
  gboolean is_new = g_strcmp0 (self->offered, offer != NULL ? offer->line : NULL) != 0;

  if (!is_new)
    return;
  g_free (self->offered);
  self->offered = offer != NULL ? g_strdup (offer->line) : NULL;
  self->offered_since = tuntas_clock_monotonic (tuntas_desk_get_clock (tuntas_actor_get_desk (self->actor)));
  for (guint i = 0; offer != NULL && i < self->boxes->len; i++)
    {
      TuntasTextBox *box = g_ptr_array_index (self->boxes, i);
      g_autofree char *text = tuntas_text_box_dup (box);
      const char *words = strcmp (box_name (box), "rfo") == 0      ? offer->rfo
                          : strcmp (box_name (box), "repair") == 0 ? offer->repair
                                                                   : NULL;

      if (words == NULL || *g_strstrip (text) != '\0')
        continue;
      tuntas_text_box_set (box, words);
      tuntas_text_box_set_note (box, _("from the work log"));
    }
}

/* One key does what is suggested: to carry on, where that can be done. */
static void
show_suggested (TuntasFormPage *self)
{
  gboolean resumes = tuntas_resume_box_get_offer (self->resume) != NULL;

  tuntas_key_button_set_key (self->commit_button, resumes ? NULL : "Ctrl+Enter");
  if (resumes)
    gtk_widget_remove_css_class (GTK_WIDGET (self->commit_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->commit_button), "suggested-action");
}

static void
refresh (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);
  const TuntasStep *step = tuntas_case_get_step (tuntas_actor_get_case (self->actor));
  const char *advice = tuntas_actor_get_text (self->actor, step->advice);

  tuntas_resume_box_refresh (self->resume, self->actor);
  fill_from_offer (self);
  gtk_label_set_text (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advice != '\0');
  show_suggested (self);
  if (self->spec != NULL)
    tuntas_key_button_set_text (self->commit_button, tuntas_actor_get_text (self->actor, self->spec->label));
}

/* Where the words come from stays with them (Q6): as the agent chose it, but for those that are Nossa's, or a sibling's,
 * as they stand. */
static void
set_source (TuntasFormPage *self, TuntasAct *act, TuntasTextBox *box)
{
  g_autofree char *field = g_strconcat (box_name (box), "_source", NULL);
  const char *from = g_object_get_data (G_OBJECT (box), "from");
  g_autofree char *from_edited = from != NULL ? g_strconcat (from, "-edited", NULL) : NULL;
  gboolean edited = tuntas_text_box_is_edited (box);
  gboolean chosen = takes_rfo (self) && tuntas_source_row_is_chosen (self->source);

  if (chosen && (edited || from == NULL))
    tuntas_act_set (act, field, tuntas_rfo_source_nick (tuntas_source_row_get (self->source)));
  else
    tuntas_act_set (act, field, from == NULL ? "agent" : edited ? from_edited : from);
}

static void
set_rest (TuntasFormPage *self, TuntasAct *act)
{
  g_autofree char *rest = takes_rfo (self) ? tuntas_source_row_dup_rest (self->source) : NULL;
  g_autofree char *masked = rest != NULL ? tuntas_phone_mask_text (rest, NULL) : NULL;

  tuntas_act_set (act, REST_DRAFT, masked);
  if (takes_rfo (self) && self->pasted_at >= 0)
    tuntas_act_set_instant (act, PASTED_DRAFT, self->pasted_at);
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
      set_source (self, act, box);
    }
  set_rest (self, act);
  tuntas_actor_commit (self->actor, act);
}

/* (transfer full): what stands in the box of that name; "" where there is none. */
static char *
dup_typed (TuntasFormPage *self, const char *name)
{
  TuntasTextBox *box = find_box (self, name);

  return box != NULL ? g_strstrip (tuntas_text_box_dup (box)) : g_strdup ("");
}

static void
resume_cb (TuntasFormPage *self)
{
  const TuntasResume *offer = tuntas_resume_box_get_offer (self->resume);
  g_autofree char *rfo = dup_typed (self, "rfo");
  g_autofree char *repair = dup_typed (self, "repair");

  if (offer == NULL)
    return;
  save_drafts (self);
  tuntas_actor_commit (self->actor, tuntas_resume_make_act (offer, tuntas_actor_get_case (self->actor), rfo, repair));
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);
  gint64 now = tuntas_clock_monotonic (tuntas_desk_get_clock (tuntas_actor_get_desk (self->actor)));

  /* The work log arrives when it does: the key was meant for what it did before. */
  if (now - self->offered_since < TUNTAS_STEP_PAGE_DEAD_US)
    return TRUE;
  if (tuntas_resume_box_get_offer (self->resume) != NULL)
    resume_cb (self);
  else
    commit_cb (self);
  return TRUE;
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  return tuntas_resume_box_get_offer (self->resume) != NULL ? tuntas_resume_box_get_key (self->resume)
                                                            : GTK_WIDGET (self->commit_button);
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
  if (!go_to (page, TUNTAS_REASON_FIELD))
    gtk_widget_grab_focus (get_wanted (page));
}

static void
done_cb (TuntasFormPage *self, TuntasAct *act)
{
  /* The words were taken, by this act or by the one that carries on. */
  if (self->spec == NULL ||
      (!tuntas_act_is (act, self->spec->id) &&
       !tuntas_procedure_does (tuntas_actor_get_procedure (self->actor), tuntas_act_get_id (act), TUNTAS_OP_ADOPT)))
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  for (guint i = 0; i < self->boxes->len; i++)
    tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor),
                           box_name (g_ptr_array_index (self->boxes, i)), NULL);
  tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor), SOURCE_DRAFT, NULL);
  tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor), REST_DRAFT, NULL);
  tuntas_desk_put_draft (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor), PASTED_DRAFT, NULL);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  g_set_object (&self->actor, actor);
  g_signal_connect_object (actor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
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

/* Whatever takes it from the screen, the end of the program too, ends the typing. */
static void
tuntas_form_page_unmap (GtkWidget *widget)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (widget);

  if (self->draft_source != 0)
    save_drafts (self);
  GTK_WIDGET_CLASS (tuntas_form_page_parent_class)->unmap (widget);
}

static void
tuntas_form_page_dispose (GObject *object)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->offered, g_free);
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
  widget_class->unmap = tuntas_form_page_unmap;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RESUME_BOX);
  g_type_ensure (TUNTAS_TYPE_SOURCE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, resume);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, advice);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, fields);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, source);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, customer);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, customer_fields);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, commit_button);
  gtk_widget_class_bind_template_callback (widget_class, commit_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
tuntas_form_page_init (TuntasFormPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->boxes = g_ptr_array_new ();
  self->pasted_at = -1;
  self->offered_since = -TUNTAS_STEP_PAGE_DEAD_US;
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}
