/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-form-page.h"

#include "tuntas-form-fields.h"
#include "tuntas-key-button.h"
#include "tuntas-resume-box.h"

struct _TuntasFormPage
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  const TuntasActSpec *spec; /* (nullable): the act that the form is for */
  char *offered;             /* (nullable): the trailer by which the boxes were filled … */
  gint64 offered_since;      /* … monotonic, µs: and when that became another one */

  TuntasResumeBox *resume;
  GtkLabel *advice;
  TuntasFormFields *fields;
  TuntasKeyButton *commit_button;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasFormPage, tuntas_form_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

/* Anywhere else on the window, as long as nothing that takes text has the focus. */
static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));

  if (!tuntas_form_fields_takes_rfo (self->fields) || !gtk_widget_get_mapped (widget) || GTK_IS_EDITABLE (focus) ||
      GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  tuntas_form_fields_paste (self->fields);
  return TRUE;
}

static void
set_item (TuntasStepPage *page)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);
  g_autoptr (GPtrArray) own = tuntas_actor_list_own (self->actor);

  self->spec = own->len > 0 ? g_ptr_array_index (own, 0) : NULL;
  g_clear_pointer (&self->offered, g_free);
  tuntas_form_fields_open (self->fields, self->spec);
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
  if (offer != NULL)
    tuntas_form_fields_fill_empty (self->fields, offer);
}

/* One key does what is suggested: to carry on, where that can be done. */
static void
show_suggested (TuntasFormPage *self)
{
  gboolean resumes = tuntas_resume_box_get_offer (self->resume) != NULL;

  tuntas_key_button_set_key (self->commit_button, resumes ? NULL : "Ctrl+Enter");
  tuntas_key_button_set_suggested (self->commit_button, !resumes);
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

static void
commit_cb (TuntasFormPage *self)
{
  TuntasAct *act;

  if (self->spec == NULL)
    return;
  tuntas_form_fields_keep (self->fields);
  act = tuntas_act_new (self->spec->id);
  tuntas_form_fields_apply (self->fields, act);
  tuntas_actor_commit (self->actor, act);
}

static void
resume_cb (TuntasFormPage *self)
{
  const TuntasResume *offer = tuntas_resume_box_get_offer (self->resume);
  g_autofree char *rfo = tuntas_form_fields_dup (self->fields, "rfo");
  g_autofree char *repair = tuntas_form_fields_dup (self->fields, "repair");

  if (offer == NULL)
    return;
  tuntas_form_fields_keep (self->fields);
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

  return place == TUNTAS_REASON_FIELD && tuntas_form_fields_focus_empty (self->fields);
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
  if (self->spec != NULL &&
      (tuntas_act_is (act, self->spec->id) ||
       tuntas_procedure_does (tuntas_actor_get_procedure (self->actor), tuntas_act_get_id (act), TUNTAS_OP_ADOPT)))
    tuntas_form_fields_forget (self->fields);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_form_fields_set_actor (self->fields, actor);
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

static void
tuntas_form_page_dispose (GObject *object)
{
  TuntasFormPage *self = TUNTAS_FORM_PAGE (object);

  g_clear_pointer (&self->offered, g_free);
  g_clear_object (&self->actor);
  G_OBJECT_CLASS (tuntas_form_page_parent_class)->dispose (object);
}

static void
tuntas_form_page_class_init (TuntasFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_form_page_dispose;
  g_type_ensure (TUNTAS_TYPE_FORM_FIELDS);
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RESUME_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, resume);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, advice);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, fields);
  gtk_widget_class_bind_template_child (widget_class, TuntasFormPage, commit_button);
  gtk_widget_class_bind_template_callback (widget_class, commit_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
}

static void
tuntas_form_page_init (TuntasFormPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->offered_since = -TUNTAS_STEP_PAGE_DEAD_US;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}
