/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-act-field.h"

#include "tuntas-format.h"
#include "tuntas-json.h"
#include "tuntas-names.h"
#include "tuntas-phone.h"
#include "tuntas-when.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasActField
{
  GtkBox parent_instance;

  TuntasActor *actor;       /* (owned) */
  const TuntasActSpec *spec;
  const TuntasField *field;
  GtkWidget *entry;         /* (nullable) */
  GtkWidget *understood;    /* (nullable): what a time was taken for */
  GPtrArray *choices;       /* (element-type GtkToggleButton), each with its "value" */
};

G_DEFINE_FINAL_TYPE (TuntasActField, tuntas_act_field, GTK_TYPE_BOX)

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_language (TuntasActField *self)
{
  return tuntas_actor_get_language (self->actor);
}

static gboolean
is_time (const TuntasActField *self)
{
  return self->field->kind == TUNTAS_FIELD_FUTURE || self->field->kind == TUNTAS_FIELD_PAST ||
         self->field->kind == TUNTAS_FIELD_INSTANT;
}

static gboolean
parse_time (TuntasActField *self, TuntasWhenSide side, gint64 *instant)
{
  return tuntas_when_parse (tuntas_act_field_get_typed (self), tuntas_actor_get_zone (self->actor),
                            tuntas_actor_now (self->actor), side, instant);
}

/* A time that may lie on either side of now is the nearer one. */
static gboolean
read_time (TuntasActField *self, gint64 *instant)
{
  gint64 now = tuntas_actor_now (self->actor);
  gint64 behind;

  if (self->field->kind == TUNTAS_FIELD_PAST)
    return parse_time (self, TUNTAS_WHEN_BEHIND, instant);
  if (!parse_time (self, TUNTAS_WHEN_AHEAD, instant))
    return FALSE;
  if (self->field->kind == TUNTAS_FIELD_INSTANT && parse_time (self, TUNTAS_WHEN_BEHIND, &behind) &&
      now - behind < *instant - now)
    *instant = behind;
  return TRUE;
}

/* A time that is agreed is the customer's; where the agent's clock differs, both are named. */
static char *
dup_understood (TuntasActField *self, gint64 instant)
{
  GTimeZone *zone = tuntas_actor_get_zone (self->actor);
  GTimeZone *own = tuntas_desk_get_zone (tuntas_actor_get_desk (self->actor));
  g_autofree char *date = tuntas_format_date (instant, zone);
  g_autofree char *clock = tuntas_format_clock_zone (instant, zone);
  g_autofree char *own_clock = tuntas_format_clock_zone (instant, own);

  if (tuntas_format_is_same_clock (instant, own, zone))
    return g_strdup_printf ("%s, %s", date, clock);
  return g_strdup_printf ("%s, %s (%s)", date, clock, own_clock);
}

static char *
dup_example (TuntasActField *self)
{
  const char *example = self->field->kind == TUNTAS_FIELD_FUTURE
                          ? _("For example 14.00, tomorrow 09.00 or 30 min")
                        : self->field->kind == TUNTAS_FIELD_INSTANT
                          ? _("For example 14.00 or 24-11 08.00")
                          : _("For example 14.00, or 10 min for ten minutes ago");
  GTimeZone *zone = tuntas_actor_get_zone (self->actor);
  gint64 now = tuntas_actor_now (self->actor);
  g_autofree char *zone_name = tuntas_format_zone (now, zone);

  if (tuntas_format_is_same_clock (now, tuntas_desk_get_zone (tuntas_actor_get_desk (self->actor)), zone))
    return g_strdup (example);
  /* Translators: how a time is typed, then the customer's time zone: WIB, WITA or WIT. */
  return g_strdup_printf (_("%s. On the customer's clock, %s"), example, zone_name);
}

static void
show_understood (TuntasActField *self)
{
  gint64 instant;
  g_autofree char *text = read_time (self, &instant) ? dup_understood (self, instant) : dup_example (self);

  gtk_label_set_text (GTK_LABEL (self->understood), text);
}

static void
typed_cb (TuntasActField *self)
{
  if (self->understood != NULL)
    show_understood (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (TuntasActField *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
suggestion_cb (TuntasActField *self, GtkButton *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), g_object_get_data (G_OBJECT (button), "value"));
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* Buttons that wrap: a flow box whose children take no focus of their own. */
static void
add_button (GtkWidget *flow, GtkWidget *button, const char *value)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_insert (GTK_FLOW_BOX (flow), child, -1);
}

static GtkWidget *
new_flow (TuntasActField *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
  gtk_widget_set_focusable (flow, FALSE);
  gtk_box_append (GTK_BOX (self), flow);
  return flow;
}

static void
add_suggestion (TuntasActField *self, GtkWidget *flow, const char *shown, const char *value)
{
  GtkWidget *button = gtk_button_new_with_label (shown);

  gtk_widget_add_css_class (button, "suggestion");
  g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_cb), self, G_CONNECT_SWAPPED);
  add_button (flow, button, value);
}

static gboolean
is_known_phone (TuntasCase *state, const char *phone)
{
  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    if (tuntas_phone_equal (tuntas_case_get_phone (state, i, NULL), phone))
      return TRUE;
  return FALSE;
}

/* The numbers that somebody wrote into the complaint and that are not the customer's yet. */
static void
add_found_phones (TuntasActField *self)
{
  static const TuntasTicketField texts[] = { TUNTAS_TICKET_SUMMARY, TUNTAS_TICKET_DETAIL, TUNTAS_TICKET_CONTACT };
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (tuntas_actor_get_item (self->actor));
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) phones = NULL;
  GtkWidget *flow = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (tuntas_ticket_get (ticket, texts[i]) != NULL)
      g_string_append_printf (text, "%s\n", tuntas_ticket_get (ticket, texts[i]));
  phones = tuntas_phone_list_in_text (text->str);
  for (guint i = 0; phones[i] != NULL; i++)
    if (!is_known_phone (tuntas_actor_get_case (self->actor), phones[i]))
      {
        g_autofree char *masked = tuntas_phone_mask (phones[i]);

        flow = flow != NULL ? flow : new_flow (self);
        add_suggestion (self, flow, masked, phones[i]);
      }
}

static void
add_suggestions (TuntasActField *self)
{
  GPtrArray *offers = tuntas_procedure_get_offers (tuntas_actor_get_procedure (self->actor), self->field);
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  GtkWidget *flow;

  if (offers != NULL)
    {
      flow = new_flow (self);
      for (guint i = 0; i < offers->len; i++)
        {
          const char *offer = tuntas_actor_get_text (self->actor, g_ptr_array_index (offers, i));

          add_suggestion (self, flow, offer, offer);
        }
    }
  if (self->field->kind == TUNTAS_FIELD_PHONE && !tuntas_act_spec_does (self->spec, TUNTAS_OP_ADD_NUMBER))
    {
      flow = new_flow (self);
      for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
        {
          const char *phone = tuntas_case_get_phone (state, i, NULL);
          g_autofree char *masked = tuntas_phone_mask (phone);

          add_suggestion (self, flow, masked, phone);
        }
    }
  if (self->field->kind == TUNTAS_FIELD_PHONE && tuntas_act_spec_does (self->spec, TUNTAS_OP_ADD_NUMBER))
    add_found_phones (self);
  if (self->field->kind == TUNTAS_FIELD_FUTURE)
    {
      flow = new_flow (self);
      add_suggestion (self, flow, _("in 30 minutes"), _("30 min"));
      add_suggestion (self, flow, _("in 1 hour"), _("60 min"));
      add_suggestion (self, flow, _("tomorrow 09.00"), _("tomorrow 09.00"));
    }
}

static void
build_entry (TuntasActField *self, const char *label)
{
  self->entry = gtk_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->entry);
  if (is_time (self))
    {
      self->understood = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->understood), 0);
      gtk_label_set_wrap (GTK_LABEL (self->understood), TRUE);
      gtk_widget_add_css_class (self->understood, "dim-label");
      gtk_box_append (GTK_BOX (self), self->understood);
      show_understood (self);
    }
  add_suggestions (self);
}

static void
toggled_cb (TuntasActField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_choice (TuntasActField *self, GtkWidget *flow, const char *shown, const char *value)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (shown);

  if (self->choices->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->choices, 0));
  g_ptr_array_add (self->choices, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  add_button (flow, button, value);
}

/* A value of the field, in its word. */
static void
add_value (TuntasActField *self, GtkWidget *flow, const char *value)
{
  const char *word = tuntas_names_value (tuntas_actor_get_procedure (self->actor), self->field->name, value,
                                         get_language (self));

  add_choice (self, flow, word, value);
}

static void
build_choices (TuntasActField *self)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);
  GtkWidget *flow = new_flow (self);

  if (self->field->kind == TUNTAS_FIELD_OUTCOME)
    {
      GPtrArray *outcomes = tuntas_procedure_get_outcomes (procedure);

      for (guint i = 0; i < outcomes->len; i++)
        {
          const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);

          add_choice (self, flow, tuntas_actor_get_text (self->actor, outcome->label), outcome->id);
        }
    }
  else if (self->field->kind == TUNTAS_FIELD_FAMILY)
    for (GStrv families = tuntas_procedure_get_families (procedure); *families != NULL; families++)
      add_choice (self, flow, tuntas_names_family (procedure, *families, get_language (self)), *families);
  else if (self->field->kind == TUNTAS_FIELD_YES_NO)
    {
      add_value (self, flow, "true");
      add_value (self, flow, "false");
    }
  else
    for (GStrv values = self->field->values; values != NULL && *values != NULL; values++)
      add_value (self, flow, *values);
}

static gboolean
is_choice (const TuntasField *field)
{
  switch (field->kind)
    {
    case TUNTAS_FIELD_OUTCOME:
    case TUNTAS_FIELD_FAMILY:
    case TUNTAS_FIELD_CHOICE:
    case TUNTAS_FIELD_YES_NO:
      return TRUE;
    case TUNTAS_FIELD_TEXT:
    case TUNTAS_FIELD_PHONE:
    case TUNTAS_FIELD_FUTURE:
    case TUNTAS_FIELD_PAST:
    case TUNTAS_FIELD_INSTANT:
    case TUNTAS_FIELD_NUMBER:
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

const TuntasField *
tuntas_act_field_get_field (TuntasActField *self)
{
  return self->field;
}

const char *
tuntas_act_field_get_typed (TuntasActField *self)
{
  return self->entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : "";
}

void
tuntas_act_field_set_typed (TuntasActField *self, const char *text)
{
  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

void
tuntas_act_field_apply (TuntasActField *self, TuntasAct *act)
{
  gint64 instant;

  if (is_time (self))
    {
      if (read_time (self, &instant))
        tuntas_act_set_instant (act, self->field->name, instant);
    }
  else if (self->entry != NULL)
    tuntas_act_set (act, self->field->name, tuntas_act_field_get_typed (self));
  for (guint i = 0; i < self->choices->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->choices, i);

      if (gtk_toggle_button_get_active (button))
        tuntas_act_set (act, self->field->name, g_object_get_data (G_OBJECT (button), "value"));
    }
}

const char *
tuntas_act_field_get_trouble (TuntasActField *self)
{
  const char *typed = tuntas_act_field_get_typed (self);
  gint64 instant;

  /* That something is missing is for the rules to say. */
  if (typed[strspn (typed, " \t")] == '\0')
    return NULL;
  if (is_time (self) && !read_time (self, &instant))
    return "no-time";
  if (self->field->kind == TUNTAS_FIELD_PHONE && !tuntas_phone_is_dialable (typed))
    return "no-phone";
  return NULL;
}

static gboolean
tuntas_act_field_grab_focus (GtkWidget *widget)
{
  TuntasActField *self = TUNTAS_ACT_FIELD (widget);

  if (self->entry != NULL)
    return gtk_widget_grab_focus (self->entry);
  return self->choices->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->choices, 0));
}

static void
tuntas_act_field_dispose (GObject *object)
{
  TuntasActField *self = TUNTAS_ACT_FIELD (object);

  g_clear_object (&self->actor);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  G_OBJECT_CLASS (tuntas_act_field_parent_class)->dispose (object);
}

static void
tuntas_act_field_class_init (TuntasActFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_act_field_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = tuntas_act_field_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
tuntas_act_field_init (TuntasActField *self)
{
  self->choices = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
}

GtkWidget *
tuntas_act_field_new (TuntasActor *actor, const TuntasActSpec *spec, const TuntasField *field)
{
  TuntasActField *self = g_object_new (TUNTAS_TYPE_ACT_FIELD, NULL);
  const char *name = tuntas_names_field (tuntas_actor_get_procedure (actor), field->name,
                                         tuntas_actor_get_language (actor));
  /* Translators: %s is the name of an entry that may stay empty. */
  g_autofree char *label = field->optional ? g_strdup_printf (_("%s (optional)"), name) : g_strdup (name);
  GtkWidget *title = gtk_label_new (label);

  self->actor = g_object_ref (actor);
  self->spec = spec;
  self->field = field;
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "field-name");
  gtk_box_append (GTK_BOX (self), title);
  if (is_choice (field))
    build_choices (self);
  else
    build_entry (self, name);
  return GTK_WIDGET (self);
}
