/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-relatives.h"

#include <glib/gi18n-lib.h>

struct _TuntasRelatives
{
  GtkBox parent_instance;

  GtkLabel *warning;
  GtkToggleButton *share_button;
  GtkLabel *share_label;  /* of the button: it may wrap */
  GtkLabel *shared;       /* while the call is on */
  char *with;             /* (nullable): the other tickets' numbers, parted by ';' */
};

G_DEFINE_FINAL_TYPE (TuntasRelatives, tuntas_relatives, GTK_TYPE_BOX)

static void
show (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* (transfer full) (nullable): before the first call only: afterwards it would be in the way. */
static char *
dup_warning (TuntasActor *actor)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  TuntasDeskItem *item = tuntas_actor_get_item (actor);
  const char *parent = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_GAMAS);
  const char *status;

  if (tuntas_case_get_attempts (state)->len > 0 ||
      tuntas_desk_get_parent (tuntas_actor_get_desk (actor), item, &status) != TUNTAS_PARENT_UNSOLVED)
    return NULL;
  /* Translators: the number of the parent ticket of a mass outage, and its status in Nossa's word: "Induk IN190000500
   * belum selesai (BACKEND). …" */
  return g_strdup_printf (_("Parent %s is not solved yet (%s). Make sure that the service works before you call."), parent,
                          status);
}

/* (transfer full) (nullable) */
static char *
join_ids (GPtrArray *items, const char *separator)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? separator : "", tuntas_desk_item_get_id (g_ptr_array_index (items, i)));
  return g_string_free (ids, items->len == 0);
}

static void
show_offer (TuntasRelatives *self, TuntasActor *actor, const char *phone)
{
  g_autoptr (GPtrArray) sharing = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *text = NULL;

  g_autofree char *agreed = g_steal_pointer (&self->with);

  if (phone != NULL)
    sharing = tuntas_desk_list_sharing (tuntas_actor_get_desk (actor), tuntas_actor_get_item (actor), phone);
  gtk_widget_set_visible (GTK_WIDGET (self->share_button), sharing != NULL && sharing->len > 0);
  if (sharing != NULL && sharing->len > 0)
    self->with = join_ids (sharing, ";");
  /* What was agreed to was for those tickets. */
  if (g_strcmp0 (agreed, self->with) != 0)
    gtk_toggle_button_set_active (self->share_button, FALSE);
  if (self->with == NULL)
    return;
  ids = join_ids (sharing, ", ");
  /* Translators: how many other tickets have this number (plural form), then their numbers. */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Same number: record this call on %u more ticket too (%s)",
                                       "Same number: record this call on %u more tickets too (%s)", sharing->len),
                          sharing->len, ids);
  gtk_label_set_text (self->share_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* (transfer full) (nullable) */
static char *
dup_shared (TuntasCase *state)
{
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);
  TuntasEvent *event;
  g_auto (GStrv) ids = NULL;
  g_autofree char *list = NULL;

  if (open == NULL || !open->shared)
    return NULL;
  event = g_ptr_array_index (tuntas_case_get_events (state), open->seq - 1);
  ids = g_strsplit (tuntas_event_get (event, "with"), ";", -1);
  list = g_strjoinv (", ", ids);
  /* Translators: %s are ticket numbers. */
  return g_strdup_printf (_("One call, recorded on %s too: so is its outcome"), list);
}

void
tuntas_relatives_refresh (TuntasRelatives *self, TuntasActor *actor, const char *phone)
{
  TuntasCase *state = tuntas_actor_get_case (actor);
  gboolean calling = tuntas_case_get_open_attempt (state) != NULL;
  g_autofree char *warning = dup_warning (actor);
  g_autofree char *shared = dup_shared (state);

  show (self->warning, warning);
  show (self->shared, shared);
  show_offer (self, actor, calling ? NULL : phone);
  gtk_widget_set_visible (GTK_WIDGET (self), warning != NULL || shared != NULL || self->with != NULL);
}

void
tuntas_relatives_forget (TuntasRelatives *self)
{
  gtk_toggle_button_set_active (self->share_button, FALSE);
}

char *
tuntas_relatives_dup_with (TuntasRelatives *self)
{
  return gtk_toggle_button_get_active (self->share_button) ? g_strdup (self->with) : NULL;
}

/* Alt+N, wherever the focus is on the page. */
static gboolean
turn_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TuntasRelatives *self = TUNTAS_RELATIVES (widget);

  if (self->with == NULL || !gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_toggle_button_set_active (self->share_button, !gtk_toggle_button_get_active (self->share_button));
  return TRUE;
}

static void
tuntas_relatives_finalize (GObject *object)
{
  g_free (TUNTAS_RELATIVES (object)->with);
  G_OBJECT_CLASS (tuntas_relatives_parent_class)->finalize (object);
}

static void
tuntas_relatives_class_init (TuntasRelativesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tuntas_relatives_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-relatives.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasRelatives, warning);
  gtk_widget_class_bind_template_child (widget_class, TuntasRelatives, share_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasRelatives, share_label);
  gtk_widget_class_bind_template_child (widget_class, TuntasRelatives, shared);
}

static void
tuntas_relatives_init (TuntasRelatives *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_n, GDK_ALT_MASK),
                                                          gtk_callback_action_new (turn_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}
