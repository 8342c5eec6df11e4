/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-window.h"

#include "tuntas-chip.h"
#include "tuntas-map-list.h"
#include "tuntas-map-view.h"
#include "tuntas-map-words.h"
#include "tuntas-names.h"
#include "tuntas-shown-page.h"

#include <glib/gi18n.h>

struct _TuntasMapWindow
{
  AdwWindow parent_instance;

  TuntasDesk *desk;     /* (owned) */
  TuntasDeskItem *item; /* (owned) (nullable): NULL: the whole procedure */
  TuntasCase *state;    /* (owned) (nullable): that is shown */
  TuntasMap *map;       /* (owned) (nullable) */
  gboolean listed;      /* as a list, not as a picture */

  AdwWindowTitle *heading;
  GtkDropDown *family;
  GtkWidget *zoom_box;
  GtkLabel *zoom;
  GtkWidget *here_button;
  GtkStack *forms;
  TuntasMapView *view;
  TuntasMapList *list;
  GtkWidget *clause;
  TuntasChip *clause_chip;
  GtkLabel *clause_words;
  GtkWidget *legend;
};

typedef enum
{
  PROP_FORM = 1, /* "picture" or "list" */
} TuntasMapWindowProperty;

static GParamSpec *properties[PROP_FORM + 1];

G_DEFINE_FINAL_TYPE (TuntasMapWindow, tuntas_map_window, ADW_TYPE_WINDOW)

static const char *
get_language (TuntasMapWindow *self)
{
  return tuntas_desk_get_language (self->desk);
}

/* The map */

/* Takes the map. */
static void
set_map (TuntasMapWindow *self, TuntasMap *map)
{
  const char *language = get_language (self);

  tuntas_map_view_set_map (self->view, map, language);
  tuntas_map_list_set_map (self->list, map, language);
  g_clear_pointer (&self->map, tuntas_map_free);
  self->map = map;
  gtk_widget_set_visible (self->clause, FALSE);
}

static void
show_case (TuntasMapWindow *self)
{
  TuntasCase *state = tuntas_desk_item_get_case (self->item);
  g_autofree char *subtitle = NULL;

  if (state == self->state)
    return;
  g_clear_pointer (&self->state, tuntas_case_unref);
  self->state = tuntas_case_ref (state);
  subtitle = g_strdup_printf ("%s · %s · %s", tuntas_desk_item_get_id (self->item),
                              tuntas_names_family (tuntas_case_get_procedure (state), tuntas_case_get_family (state),
                                                   get_language (self)),
                              tuntas_procedure_get_document (tuntas_case_get_procedure (state)));
  adw_window_title_set_subtitle (self->heading, subtitle);
  set_map (self, tuntas_map_new_for_case (state));
}

static void
family_cb (TuntasMapWindow *self)
{
  TuntasProcedure *procedure = tuntas_desk_get_procedure (self->desk);
  guint selected = gtk_drop_down_get_selected (self->family);

  if (self->item == NULL && selected != GTK_INVALID_LIST_POSITION)
    set_map (self, tuntas_map_new (procedure, tuntas_procedure_get_families (procedure)[selected]));
}

static void
show_procedure (TuntasMapWindow *self)
{
  TuntasProcedure *procedure = tuntas_desk_get_procedure (self->desk);
  GStrv families = tuntas_procedure_get_families (procedure);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; families[i] != NULL; i++)
    gtk_string_list_append (names, tuntas_names_family (procedure, families[i], get_language (self)));
  adw_window_title_set_subtitle (self->heading, tuntas_procedure_get_document (procedure));
  gtk_widget_set_visible (GTK_WIDGET (self->family), TRUE);
  gtk_drop_down_set_model (self->family, G_LIST_MODEL (names));
  family_cb (self);
}

/* A clause in its own words */

static void
chosen_cb (TuntasMapWindow *self, int index)
{
  const TuntasMapNode *node = g_ptr_array_index (self->map->nodes, index);
  const TuntasClause *clause =
      node->step->clause != NULL ? tuntas_procedure_find_clause (self->map->procedure, node->step->clause) : NULL;
  g_autofree char *title = tuntas_map_words_title (self->map, node, get_language (self));
  const char *words = clause != NULL ? tuntas_text_in (clause->text, get_language (self))
                                     : _("The instruction has no clause for this.");
  g_autofree char *text = g_strdup_printf ("%s\n%s", title, words);

  tuntas_chip_set (self->clause_chip, node->step->clause, TUNTAS_CHIP_CLAUSE);
  gtk_widget_set_visible (GTK_WIDGET (self->clause_chip), clause != NULL);
  gtk_label_set_text (self->clause_words, text);
  gtk_widget_set_visible (self->clause, TRUE);
}

static void
hide_clause_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasMapWindow *self = TUNTAS_MAP_WINDOW (widget);

  gtk_widget_set_visible (self->clause, FALSE);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->forms));
}

/* Keys and buttons */

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasMapWindow *self = TUNTAS_MAP_WINDOW (widget);

  if (g_str_equal (name, "map.zoom-fit"))
    tuntas_map_view_fit (self->view);
  else
    tuntas_map_view_zoom (self->view, g_str_equal (name, "map.zoom-in") ? 1 : -1);
}

static void
zoomed_cb (TuntasMapWindow *self)
{
  g_autofree char *text = g_strdup_printf ("%.0f %%", tuntas_map_view_get_zoom (self->view) * 100);

  gtk_label_set_text (self->zoom, text);
}

static void
go_here_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TuntasMapWindow *self = TUNTAS_MAP_WINDOW (widget);

  if (self->listed)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  else
    tuntas_map_view_go_to (self->view, MAX (self->map->here, 0));
}

/* Esc leaves what was opened last. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TuntasMapWindow *self = TUNTAS_MAP_WINDOW (widget);

  if (gtk_widget_get_visible (self->clause))
    hide_clause_cb (widget, NULL, NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

static void
set_form (TuntasMapWindow *self, const char *form)
{
  gboolean list = g_strcmp0 (form, "list") == 0;

  self->listed = list;
  gtk_stack_set_visible_child_name (self->forms, list ? "list" : "picture");
  gtk_widget_set_visible (self->zoom_box, !list);
  gtk_widget_set_visible (self->legend, !list && self->item != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.zoom-in", !list);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.zoom-out", !list);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.zoom-fit", !list);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORM]);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->forms));
}

static void
tuntas_map_window_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  TuntasMapWindow *self = TUNTAS_MAP_WINDOW (object);

  switch ((TuntasMapWindowProperty) property)
    {
    case PROP_FORM:
      g_value_set_static_string (value, self->listed ? "list" : "picture");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_map_window_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  switch ((TuntasMapWindowProperty) property)
    {
    case PROP_FORM:
      set_form (TUNTAS_MAP_WINDOW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_map_window_dispose (GObject *object)
{
  TuntasMapWindow *self = TUNTAS_MAP_WINDOW (object);

  if (self->map != NULL)
    {
      tuntas_map_view_set_map (self->view, NULL, NULL);
      tuntas_map_list_set_map (self->list, NULL, NULL);
    }
  g_clear_pointer (&self->map, tuntas_map_free);
  g_clear_pointer (&self->state, tuntas_case_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tuntas_map_window_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; const char *action; } keys[] = {
    { GDK_KEY_plus, "map.zoom-in" },   { GDK_KEY_equal, "map.zoom-in" },     { GDK_KEY_KP_Add, "map.zoom-in" },
    { GDK_KEY_minus, "map.zoom-out" }, { GDK_KEY_KP_Subtract, "map.zoom-out" },
    { GDK_KEY_0, "map.zoom-fit" },     { GDK_KEY_KP_0, "map.zoom-fit" },     { GDK_KEY_w, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK, keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "map.go-here", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
tuntas_map_window_class_init (TuntasMapWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tuntas_map_window_get_property;
  object_class->set_property = tuntas_map_window_set_property;
  object_class->dispose = tuntas_map_window_dispose;
  properties[PROP_FORM] = g_param_spec_string ("form", NULL, NULL, "picture",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_property_action (widget_class, "map.form", "form");
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-fit", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "map.go-here", NULL, go_here_cb);
  gtk_widget_class_install_action (widget_class, "map.hide-clause", NULL, hide_clause_cb);
  add_keys (widget_class);
  g_type_ensure (TUNTAS_TYPE_CHIP);
  g_type_ensure (TUNTAS_TYPE_MAP_LIST);
  g_type_ensure (TUNTAS_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-map-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasMapWindow, name)
  BIND (heading);
  BIND (family);
  BIND (zoom_box);
  BIND (zoom);
  BIND (here_button);
  BIND (forms);
  BIND (view);
  BIND (list);
  BIND (clause);
  BIND (clause_chip);
  BIND (clause_words);
  BIND (legend);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, family_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
}

static void
tuntas_map_window_init (TuntasMapWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_shown_page_only (self->forms);
}

GtkWidget *
tuntas_map_window_new (GtkWindow *parent, TuntasDesk *desk, TuntasDeskItem *item)
{
  TuntasMapWindow *self = g_object_new (TUNTAS_TYPE_MAP_WINDOW, "transient-for", parent, NULL);
  int width = gtk_widget_get_width (GTK_WIDGET (parent));
  int height = gtk_widget_get_height (GTK_WIDGET (parent));

  self->desk = g_object_ref (desk);
  self->item = item != NULL ? g_object_ref (item) : NULL;
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width * 19 / 20, 360), MAX (height * 19 / 20, 360));
  gtk_widget_set_visible (self->here_button, item != NULL);
  if (item != NULL)
    {
      g_signal_connect_object (item, "changed", G_CALLBACK (show_case), self, G_CONNECT_SWAPPED);
      show_case (self);
    }
  else
    show_procedure (self);
  zoomed_cb (self);
  set_form (self, "picture");
  return GTK_WIDGET (self);
}
