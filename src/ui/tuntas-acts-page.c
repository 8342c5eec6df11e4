/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-acts-page.h"

#include "tuntas-format.h"
#include "tuntas-key-button.h"

#include <glib/gi18n-lib.h>

struct _TuntasActsPage
{
  GtkBox parent_instance;

  TuntasActor *actor;         /* (owned) (nullable) */
  TuntasProcedure *procedure; /* (owned) (nullable): whose acts the buttons are */
  GPtrArray *buttons;         /* (element-type TuntasKeyButton), each with its "act" */
  GHashTable *tried;          /* (element-type utf8 GPtrArray): by the ticket, lines, the oldest first */

  GtkWidget *recorded;        /* what was tried last, above the acts … */
  GtkLabel *recorded_text;
  GtkWidget *flow;
  GtkLabel *earlier;          /* … and what before, below them */
};

static void step_page_init (TuntasStepPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasActsPage, tuntas_acts_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_STEP_PAGE, step_page_init))

static const char *
get_act (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "act");
}

static void
clicked_cb (TuntasActsPage *self, GtkWidget *button)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.act", "s", get_act (button));
}

static gboolean
has_button (TuntasActsPage *self, const char *id)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (g_str_equal (get_act (g_ptr_array_index (self->buttons, i)), id))
      return TRUE;
  return FALSE;
}

static const char *
get_key (const TuntasActSpec *spec)
{
  if (tuntas_act_spec_does (spec, TUNTAS_OP_DIAL))
    return "F8";
  if (tuntas_act_spec_does (spec, TUNTAS_OP_REACH))
    return "F6";
  return tuntas_act_spec_does (spec, TUNTAS_OP_UNDO) ? "Ctrl+Z" : NULL;
}

static void
add_button (TuntasActsPage *self, const TuntasActSpec *spec)
{
  GtkWidget *button = tuntas_key_button_new (tuntas_actor_get_text (self->actor, spec->label), get_key (spec));
  GtkWidget *child = gtk_flow_box_child_new ();

  tuntas_key_button_set_wraps (TUNTAS_KEY_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "answer");
  g_object_set_data_full (G_OBJECT (button), "act", g_strdup (spec->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_add_css_class (child, "tight");
  gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), child, -1);
  g_ptr_array_add (self->buttons, button);
}

static void
build (TuntasActsPage *self)
{
  TuntasProcedure *procedure = tuntas_actor_get_procedure (self->actor);
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);
  GtkWidget *child;

  if (!g_set_object (&self->procedure, procedure))
    return;
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
  g_ptr_array_set_size (self->buttons, 0);
  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (!spec->by_program && spec->label != NULL && !has_button (self, spec->id))
        add_button (self, spec);
    }
}

/* While an act is being asked for, the others make room for it. */
static void
show_asking (TuntasActsPage *self)
{
  gtk_widget_set_visible (self->flow, tuntas_actor_get_asking (self->actor) == NULL);
}

/* (transfer full): the newest first, without that of recorded. */
static char *
dup_earlier (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = lines->len - 1; i-- > 0;)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", (const char *) g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

static void
show_recorded (TuntasActsPage *self)
{
  GPtrArray *lines = g_hash_table_lookup (self->tried, tuntas_desk_item_get_id (tuntas_actor_get_item (self->actor)));
  const char *last = lines != NULL ? g_ptr_array_index (lines, lines->len - 1) : "";
  g_autofree char *earlier = lines != NULL ? dup_earlier (lines) : g_strdup ("");

  gtk_label_set_text (self->recorded_text, last);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->recorded), GTK_ACCESSIBLE_PROPERTY_LABEL, last, -1);
  gtk_widget_set_visible (self->recorded, lines != NULL);
  gtk_label_set_text (self->earlier, earlier);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), *earlier != '\0');
}

/* (transfer full): the outcome that was chosen says more than that it is one. */
static char *
dup_words (TuntasActsPage *self, TuntasAct *act)
{
  const TuntasActSpec *spec = tuntas_actor_find_spec (self->actor, tuntas_act_get_id (act));
  const char *label = spec != NULL ? tuntas_actor_get_text (self->actor, spec->label) : tuntas_act_get_id (act);
  const char *value = tuntas_act_get (act, "outcome");
  const TuntasOutcomeSpec *outcome =
    value != NULL ? tuntas_procedure_find_outcome (tuntas_actor_get_procedure (self->actor), value) : NULL;

  return outcome != NULL ? g_strdup_printf ("%s: %s", label, tuntas_actor_get_text (self->actor, outcome->label))
                         : g_strdup (label);
}

static void
tried_cb (TuntasActsPage *self, TuntasAct *act)
{
  const char *ticket = tuntas_desk_item_get_id (tuntas_actor_get_item (self->actor));
  GPtrArray *lines = g_hash_table_lookup (self->tried, ticket);
  g_autofree char *time = tuntas_format_clock (tuntas_actor_now (self->actor),
                                               tuntas_desk_get_zone (tuntas_actor_get_desk (self->actor)));
  g_autofree char *words = dup_words (self, act);

  if (lines == NULL)
    g_hash_table_insert (self->tried, g_strdup (ticket), lines = g_ptr_array_new_with_free_func (g_free));
  /* Translators: a time of day, and an act that the trainee tried; whether it was possible is not said. */
  g_ptr_array_add (lines, g_strdup_printf (_("Recorded %s: %s"), time, words));
  show_recorded (self);
}

static void
refresh (TuntasStepPage *page)
{
  TuntasActsPage *self = TUNTAS_ACTS_PAGE (page);

  build (self);
  show_asking (self);
  show_recorded (self);
}

static gboolean
dial (TuntasStepPage *page)
{
  TuntasActsPage *self = TUNTAS_ACTS_PAGE (page);
  const TuntasActSpec *spec = tuntas_actor_find_doing (self->actor, TUNTAS_OP_DIAL);

  if (spec != NULL)
    tuntas_actor_begin (self->actor, tuntas_act_new (spec->id));
  return spec != NULL;
}

static void
grab_first_focus (TuntasStepPage *page)
{
  TuntasActsPage *self = TUNTAS_ACTS_PAGE (page);

  if (self->buttons->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->buttons, 0));
}

static void
asking_cb (TuntasActsPage *self)
{
  if (tuntas_actor_get_item (self->actor) != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_asking (self);
}

static void
set_actor (TuntasStepPage *page, TuntasActor *actor)
{
  TuntasActsPage *self = TUNTAS_ACTS_PAGE (page);

  g_set_object (&self->actor, actor);
  g_signal_connect_object (actor, "notify::asking", G_CALLBACK (asking_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actor, "tried", G_CALLBACK (tried_cb), self, G_CONNECT_SWAPPED);
}

static void
step_page_init (TuntasStepPageInterface *iface)
{
  iface->set_actor = set_actor;
  iface->refresh = refresh;
  iface->dial = dial;
  iface->grab_first_focus = grab_first_focus;
}

static void
tuntas_acts_page_dispose (GObject *object)
{
  TuntasActsPage *self = TUNTAS_ACTS_PAGE (object);

  g_clear_object (&self->actor);
  g_clear_object (&self->procedure);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->tried, g_hash_table_unref);

  G_OBJECT_CLASS (tuntas_acts_page_parent_class)->dispose (object);
}

static void
tuntas_acts_page_class_init (TuntasActsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_acts_page_dispose;
}

static void
add_flow (TuntasActsPage *self)
{
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->flow), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 8);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 8);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_widget_set_focusable (self->flow, FALSE);
  gtk_box_append (GTK_BOX (self), self->flow);
}

static GtkLabel *
add_lines (GtkWidget *box)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
tuntas_acts_page_init (TuntasActsPage *self)
{
  self->buttons = g_ptr_array_new ();
  self->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->recorded = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->recorded, "resume");
  gtk_box_append (GTK_BOX (self), self->recorded);
  self->recorded_text = add_lines (self->recorded);
  add_flow (self);
  self->earlier = add_lines (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->earlier), "dim-label");
}
