/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-practice-panel.h"

#include "tuntas-beats.h"
#include "tuntas-copy.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-names.h"
#include "tuntas-phone.h"
#include "tuntas-row-words.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TuntasPracticePanel
{
  GtkBox parent_instance;

  TuntasPractice *practice; /* (owned) */
  TuntasDesk *desk;         /* (owned) */
  TuntasDeskItem *item;     /* (owned) (nullable): the ticket that is open */

  GtkLabel *state;
  GtkButton *sound;
  GtkWidget *beats;
  GtkWidget *facts;
  GtkWidget *log_area;      /* told to screen readers by its name */
  GtkScrolledWindow *scroller;
  GtkBox *log;
  guint scrolling;          /* to the end of the log; 0: it is there */
  GtkWidget *beat_buttons[TUNTAS_N_BEATS];
};

G_DEFINE_FINAL_TYPE (TuntasPracticePanel, tuntas_practice_panel, GTK_TYPE_BOX)

static TuntasCustomer *
get_customer (TuntasPracticePanel *self)
{
  return tuntas_practice_get_customer (self->practice);
}

/* (nullable): the ticket that is called about, else the open one. */
static TuntasDeskItem *
get_called (TuntasPracticePanel *self)
{
  const char *ticket = tuntas_customer_get_ticket (get_customer (self));

  return ticket != NULL ? tuntas_desk_find_item (self->desk, ticket) : self->item;
}

/* The log */

static void
copy_cb (TuntasPracticePanel *self, GtkWidget *button)
{
  tuntas_copy (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "text"));
}

/* What is written can be pasted where it belongs. */
static GtkWidget *
new_copy_button (TuntasPracticePanel *self, const char *text)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Copy the message"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy the message"), -1);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
append (TuntasPracticePanel *self, GtkWidget *widget, const char *spoken)
{
  gtk_box_append (self->log, widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->log_area), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* kind: "them", "me" or "message", as the style sheet has them. copied: with the button that does. */
static void
add_bubble (TuntasPracticePanel *self, gint64 at, const char *who, const char *text, const char *kind, gboolean copied)
{
  GtkWidget *bubble = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *clock = tuntas_format_clock (at, tuntas_desk_get_zone (self->desk));
  g_autofree char *head = g_strdup_printf ("%s · %s", who, clock);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", who, text);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), tuntas_wrapped_label_new (head, "bubble-head"));
  gtk_box_append (GTK_BOX (words), tuntas_wrapped_label_new (text, NULL));
  gtk_box_append (GTK_BOX (bubble), words);
  if (copied)
    gtk_box_append (GTK_BOX (bubble), new_copy_button (self, text));
  gtk_widget_add_css_class (bubble, "bubble");
  gtk_widget_add_css_class (bubble, kind);
  append (self, bubble, spoken);
}

static void
add_line (TuntasPracticePanel *self, const char *text)
{
  GtkWidget *label = tuntas_wrapped_label_new (text, "caption");

  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_widget_add_css_class (label, "dim-label");
  append (self, label, text);
}

static const char *
voice_name (const TuntasHeard *heard)
{
  if (heard->voice == TUNTAS_VOICE_NETWORK)
    return _("Recorded announcement");
  return heard->speaker != NULL ? heard->speaker : _("On the phone");
}

static void
line_cb (TuntasPracticePanel *self, const TuntasHeard *heard)
{
  add_bubble (self, heard->at, voice_name (heard), heard->text, "them", FALSE);
}

static void
message_cb (TuntasPracticePanel *self, const TuntasArrived *arrived)
{
  const char *way = tuntas_names_value (tuntas_desk_get_procedure (self->desk), "channel", arrived->message->channel,
                                        tuntas_desk_get_language (self->desk));
  /* Translators: who sends a message, and how it comes: "Teknisi Asep (Chat)" */
  g_autofree char *who = g_strdup_printf (_("%s (%s)"), arrived->from, way);

  add_bubble (self, arrived->at, who, arrived->text, "message", TRUE);
}

void
tuntas_practice_panel_say (TuntasPracticePanel *self, TuntasCue cue)
{
  TuntasDeskItem *item = get_called (self);
  g_autofree char *text = NULL;
  guint beat = 0;

  g_return_if_fail (TUNTAS_IS_PRACTICE_PANEL (self));
  if (tuntas_customer_get_state (get_customer (self)) != TUNTAS_CALL_TALKING || item == NULL)
    return;
  while (beat < TUNTAS_N_BEATS - 1 && tuntas_beat_get_cue (beat) != cue)
    beat++;
  text = tuntas_desk_dup_text (self->desk, item, tuntas_beat_get_said (beat), NULL);
  if (text != NULL)
    add_bubble (self, tuntas_clock_now_seconds (tuntas_desk_get_clock (self->desk)), _("You"), text, "me", FALSE);
  tuntas_customer_cue (get_customer (self), cue);
}

static void
beat_cb (TuntasPracticePanel *self, GtkWidget *button)
{
  for (guint i = 0; i < TUNTAS_N_BEATS; i++)
    if (self->beat_buttons[i] == button)
      tuntas_practice_panel_say (self, tuntas_beat_get_cue (i));
}

/* The state of the call */

static const char *
tone_words (TuntasLineTone tone)
{
  switch (tone)
    {
    case TUNTAS_LINE_TONE_RING:
      return _("Ringing…");
    case TUNTAS_LINE_TONE_BUSY:
      return _("Busy tone");
    case TUNTAS_LINE_TONE_UNREACHABLE:
      return _("Three rising tones");
    case TUNTAS_LINE_TONE_DEAD:
      return _("No tone at all");
    case TUNTAS_LINE_TONE_NONE:
    default:
      return _("Silence");
    }
}

static const char *
state_words (TuntasCustomer *customer)
{
  switch (tuntas_customer_get_state (customer))
    {
    case TUNTAS_CALL_DIALLING:
      return _("Connecting…");
    case TUNTAS_CALL_TONE:
      return tone_words (tuntas_customer_get_tone (customer));
    case TUNTAS_CALL_TALKING:
      return _("Picked up");
    case TUNTAS_CALL_ENDED:
      return _("The line is gone");
    case TUNTAS_CALL_IDLE:
    default:
      return _("No call");
    }
}

/* What is heard without words stands in the log as well: who looks late sees what it was. */
static void
log_state (TuntasPracticePanel *self, TuntasCallState state, const char *words)
{
  const GPtrArray *truths = tuntas_customer_get_truths (get_customer (self));
  const TuntasTruth *truth = truths->len > 0 ? g_ptr_array_index (truths, truths->len - 1) : NULL;
  g_autofree char *clock = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *line = NULL;

  if (state != TUNTAS_CALL_DIALLING)
    {
      if (state != TUNTAS_CALL_IDLE)
        add_line (self, words);
      return;
    }
  clock = tuntas_format_clock (tuntas_clock_now_seconds (tuntas_desk_get_clock (self->desk)),
                               tuntas_desk_get_zone (self->desk));
  phone = truth != NULL ? tuntas_phone_mask (truth->phone) : g_strdup ("");
  /* Translators: a call: the time of day, and the number, which is masked. */
  line = g_strdup_printf (_("Call %s · %s"), clock, phone);
  add_line (self, line);
}

static void
show_state (TuntasPracticePanel *self)
{
  TuntasCustomer *customer = get_customer (self);
  TuntasCallState state = tuntas_customer_get_state (customer);
  TuntasDeskItem *called = tuntas_customer_get_ticket (customer) != NULL ? get_called (self) : NULL;
  const char *words = state_words (customer);
  /* Translators: the customer who is called, and what is heard: "Rina Marlina: berdering…" */
  g_autofree char *text = called != NULL ? g_strdup_printf (_("%s: %s"), tuntas_row_words_customer (called), words)
                                         : g_strdup (words);

  gtk_label_set_text (self->state, text);
  gtk_widget_set_sensitive (self->beats, state == TUNTAS_CALL_TALKING);
}

static void
changed_cb (TuntasPracticePanel *self)
{
  TuntasCustomer *customer = get_customer (self);

  log_state (self, tuntas_customer_get_state (customer), state_words (customer));
  show_state (self);
}

static void
sound_cb (TuntasPracticePanel *self, GParamSpec *pspec, GtkToggleButton *button)
{
  gtk_button_set_icon_name (self->sound, gtk_toggle_button_get_active (button) ? "audio-volume-high-symbolic"
                                                                                : "audio-volume-muted-symbolic");
}

/* What can be looked up */

static GtkWidget *
new_fact (TuntasPracticePanel *self, const TuntasScenarioFact *fact)
{
  const char *language = tuntas_desk_get_language (self->desk);
  GtkWidget *expander = gtk_expander_new (tuntas_text_in (fact->title, language));

  gtk_expander_set_child (GTK_EXPANDER (expander),
                          tuntas_wrapped_label_new (tuntas_text_in (fact->text, language), "fact"));
  return expander;
}

void
tuntas_practice_panel_set_item (TuntasPracticePanel *self, TuntasDeskItem *item)
{
  GPtrArray *facts = tuntas_scenario_get_facts (tuntas_practice_get_scenario (self->practice));
  GtkWidget *child;
  guint n = 0;

  g_return_if_fail (TUNTAS_IS_PRACTICE_PANEL (self));
  g_set_object (&self->item, item);
  while ((child = gtk_widget_get_last_child (self->facts)) != gtk_widget_get_first_child (self->facts))
    gtk_box_remove (GTK_BOX (self->facts), child);
  for (guint i = 0; item != NULL && i < facts->len; i++)
    {
      const TuntasScenarioFact *fact = g_ptr_array_index (facts, i);

      if (strcmp (fact->ticket, tuntas_desk_item_get_id (item)) != 0)
        continue;
      gtk_box_append (GTK_BOX (self->facts), new_fact (self, fact));
      n++;
    }
  gtk_widget_set_visible (self->facts, n > 0);
}

static gboolean
scroll_cb (gpointer user_data)
{
  TuntasPracticePanel *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->scrolling = 0;
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
  return G_SOURCE_REMOVE;
}

/* The newest line is the one that counts. It grows while places are given, when nothing can be scrolled. */
static void
grown_cb (TuntasPracticePanel *self)
{
  if (self->scrolling == 0)
    self->scrolling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, scroll_cb, self, NULL);
}

static void
tuntas_practice_panel_dispose (GObject *object)
{
  TuntasPracticePanel *self = TUNTAS_PRACTICE_PANEL (object);

  g_clear_handle_id (&self->scrolling, g_source_remove);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  g_clear_object (&self->practice);

  G_OBJECT_CLASS (tuntas_practice_panel_parent_class)->dispose (object);
}

static void
tuntas_practice_panel_class_init (TuntasPracticePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_practice_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-practice-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, state);
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, sound);
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, beats);
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, facts);
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, log_area);
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, TuntasPracticePanel, log);
  gtk_widget_class_bind_template_callback (widget_class, sound_cb);
}

static void
tuntas_practice_panel_init (TuntasPracticePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (grown_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_beats (TuntasPracticePanel *self)
{
  TuntasProcedure *procedure = tuntas_desk_get_procedure (self->desk);

  for (guint i = 0; i < TUNTAS_N_BEATS; i++)
    {
      const TuntasText *name = tuntas_procedure_find_text (procedure, tuntas_beat_get_name (i));

      if (name == NULL)
        continue;
      self->beat_buttons[i] = tuntas_key_button_new (tuntas_text_in (name, tuntas_desk_get_language (self->desk)), NULL);
      gtk_widget_add_css_class (self->beat_buttons[i], "beat");
      g_signal_connect_object (self->beat_buttons[i], "clicked", G_CALLBACK (beat_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->beats), self->beat_buttons[i]);
    }
}

/* What the exercise is about stands before everything that happens in it. */
static void
add_goal (TuntasPracticePanel *self)
{
  TuntasScenario *scenario = tuntas_practice_get_scenario (self->practice);
  const char *language = tuntas_desk_get_language (self->desk);
  GtkWidget *goal = tuntas_wrapped_label_new (tuntas_text_in (tuntas_scenario_get_goal (scenario), language), NULL);

  gtk_box_prepend (self->log, goal);
  gtk_box_prepend (self->log, tuntas_wrapped_label_new (tuntas_text_in (tuntas_scenario_get_title (scenario), language),
                                                        "bubble-head"));
}

GtkWidget *
tuntas_practice_panel_new (TuntasPractice *practice, TuntasDesk *desk)
{
  TuntasPracticePanel *self = g_object_new (TUNTAS_TYPE_PRACTICE_PANEL, NULL);
  TuntasCustomer *customer = tuntas_practice_get_customer (practice);

  self->practice = g_object_ref (practice);
  self->desk = g_object_ref (desk);
  /* With guidance the step's own page has them. */
  gtk_widget_set_visible (self->beats, tuntas_practice_get_mode (practice) != TUNTAS_PRACTICE_GUIDED);
  add_beats (self);
  add_goal (self);
  tuntas_practice_panel_set_item (self, NULL);
  show_state (self);
  g_signal_connect_object (customer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (customer, "line", G_CALLBACK (line_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (customer, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
