/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-end-page.h"

#include "tuntas-explain.h"
#include "tuntas-history.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-next-button.h"
#include "tuntas-receipts.h"
#include "tuntas-revision.h"
#include "tuntas-verdict.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasEndPage
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */

  GtkLabel *verdict;
  GtkLabel *citation;
  GtkLabel *deviations;
  GtkBox *banner;
  GtkImage *banner_icon;
  GtkLabel *banner_label;
  TuntasKeyButton *undo_button;
  GtkBox *done;
  TuntasReceipts *receipts;
  TuntasNextButton *next_button;
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasEndPage, tuntas_end_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static const char *
end_word (TuntasEndPage *self)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const TuntasEndSpec *end = tuntas_procedure_find_end (tuntas_case_get_procedure (state), tuntas_case_get_end (state));

  if (end == NULL)
    return "";
  return tuntas_actor_get_text (self->actor, end->brief != NULL ? end->brief : end->label);
}

static void
show_verdict (TuntasEndPage *self)
{
  g_autoptr (TuntasVerdict) verdict = tuntas_verdict_new (
      tuntas_actor_get_case (self->actor), tuntas_actor_get_language (self->actor));
  g_autofree char *citation = tuntas_revision_dup_pin (tuntas_actor_get_procedure (self->actor));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const TuntasVerdictFinding *finding = g_ptr_array_index (verdict->findings, i);
      g_autofree char *line = g_strdup_printf ("%s · %s", finding->clause != NULL ? finding->clause : "–",
                                               finding->happened);

      /* Each is named once, however often it happened; reasons differ. */
      if (finding->reason == NULL && strstr (text->str, line) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      if (finding->reason != NULL)
        g_string_append_printf (text, " (%s)", finding->reason);
    }
  gtk_label_set_text (self->verdict, verdict->headline);
  gtk_label_set_text (self->citation, citation);
  gtk_label_set_text (self->deviations, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->deviations), text->len > 0);
}

/* (nullable): what is to reach Nossa next; the others wait behind it. */
static const TuntasSending *
find_next (TuntasEndPage *self)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (tuntas_actor_get_item (self->actor));

  for (guint i = 0; i < sendings->len; i++)
    if (tuntas_sending_is_open (g_ptr_array_index (sendings, i)))
      return g_ptr_array_index (sendings, i);
  return NULL;
}

static void
show_banner (TuntasEndPage *self)
{
  const TuntasSending *next = find_next (self);
  gint64 left = next != NULL && next->state == TUNTAS_SENDING_HELD ? next->not_before - tuntas_actor_now (self->actor) : 0;
  gboolean stuck = next != NULL && tuntas_sending_needs_agent (next);
  const char *word = end_word (self);
  g_autofree char *duration = tuntas_format_duration (left);
  g_autofree char *text = NULL;

  if (left > 0)
    /* Translators: what happened, and a duration: "Ditutup. Dikirim dalam 8 dtk". */
    text = g_strdup_printf (_("%s. Will be sent in %s"), word, duration);
  else if (stuck)
    /* Translators: %s is what happened: "Ditutup". */
    text = g_strdup_printf (_("%s here, but Nossa does not have it: see below"), word);
  else if (next != NULL)
    /* Translators: %s is what happened: "Ditutup". */
    text = g_strdup_printf (_("%s. On its way to Nossa"), word);
  else
    text = g_strdup_printf ("%s.", word);
  gtk_label_set_text (self->banner_label, text);
  gtk_image_set_from_icon_name (self->banner_icon, stuck ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->banner), (const char *[]){ stuck ? "reason" : "sent", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), left > 0);
}

static GtkWidget *
done_row_new (TuntasEndPage *self, const TuntasHistoryLine *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_label_new (line->text);
  GtkWidget *clause = gtk_label_new (line->clause != NULL ? line->clause : "");
  g_autofree char *moment = tuntas_actor_dup_moment (self->actor, line->at);
  GtkWidget *time = gtk_label_new (moment);

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");
  gtk_box_append (GTK_BOX (row), time);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), text);
  gtk_widget_add_css_class (clause, "dim-label");
  gtk_box_append (GTK_BOX (row), clause);
  gtk_widget_add_css_class (row, "receipt");
  return row;
}

static void
show_done (TuntasEndPage *self)
{
  g_autoptr (GPtrArray) lines = tuntas_history_list (self->actor);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->done))) != NULL)
    gtk_box_remove (self->done, child);
  for (guint i = 0; i < lines->len; i++)
    {
      const TuntasHistoryLine *line = g_ptr_array_index (lines, i);

      /* The receipts stand below, with what can be done about them. */
      if (!line->undone && !line->receipt)
        gtk_box_append (self->done, done_row_new (self, line));
    }
}

static void
tick (TuntasStepPage *page)
{
  TuntasEndPage *self = TUNTAS_END_PAGE (page);

  show_banner (self);
  tuntas_receipts_tick (self->receipts);
  tuntas_next_button_refresh (self->next_button, self->actor, !tuntas_receipts_can_walk (self->receipts));
}

static void
refresh (TuntasStepPage *page)
{
  TuntasEndPage *self = TUNTAS_END_PAGE (page);
  TuntasAction *undo = tuntas_case_find_action (tuntas_actor_get_case (self->actor), TUNTAS_EVENT_UNDO);

  show_verdict (self);
  show_done (self);
  if (undo != NULL)
    tuntas_key_button_set_text (self->undo_button, tuntas_actor_get_text (self->actor, undo->spec->label));
  g_clear_pointer (&undo, tuntas_action_free);
  tuntas_receipts_refresh (self->receipts);
  tick (page);
}

static void
undo_cb (TuntasEndPage *self)
{
  tuntas_actor_begin (self->actor, tuntas_act_new (TUNTAS_EVENT_UNDO));
}

static gboolean
choose (TuntasStepPage *page, guint digit)
{
  return tuntas_receipts_choose (TUNTAS_END_PAGE (page)->receipts, digit);
}

static gboolean
act_suggested (TuntasStepPage *page)
{
  TuntasEndPage *self = TUNTAS_END_PAGE (page);

  return tuntas_receipts_walk (self->receipts) || tuntas_next_button_go (self->next_button);
}

static void
grab_first_focus (TuntasStepPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (TUNTAS_END_PAGE (page)->next_button));
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasEndPage *self = TUNTAS_END_PAGE (page);

  g_set_object (&self->actor, actor);
  tuntas_receipts_set_actor (self->receipts, actor);
}

static GtkWidget *
get_wanted (TuntasStepPage *page)
{
  return GTK_WIDGET (TUNTAS_END_PAGE (page)->next_button);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->refresh = refresh;
  iface->tick = tick;
  iface->choose = choose;
  iface->act_suggested = act_suggested;
  iface->grab_first_focus = grab_first_focus;
  iface->get_wanted = get_wanted;
}

static void
tuntas_end_page_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_END_PAGE (object)->actor);
  G_OBJECT_CLASS (tuntas_end_page_parent_class)->dispose (object);
}

static void
tuntas_end_page_class_init (TuntasEndPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_end_page_dispose;
  g_type_ensure (TUNTAS_TYPE_KEY_BUTTON);
  g_type_ensure (TUNTAS_TYPE_NEXT_BUTTON);
  g_type_ensure (TUNTAS_TYPE_RECEIPTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-end-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasEndPage, name)
  BIND (verdict);
  BIND (citation);
  BIND (deviations);
  BIND (banner);
  BIND (banner_icon);
  BIND (banner_label);
  BIND (undo_button);
  BIND (done);
  BIND (receipts);
  BIND (next_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
tuntas_end_page_init (TuntasEndPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
