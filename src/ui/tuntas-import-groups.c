/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-groups.h"

#include "tuntas-import-rows.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const titles[TUNTAS_IMPORT_N_GROUPS] = {
  [TUNTAS_IMPORT_GROUP_ADDED] = N_("New"),
  [TUNTAS_IMPORT_GROUP_CHANGED] = N_("Changed"),
  [TUNTAS_IMPORT_GROUP_SAME] = N_("On the desk already"),
  [TUNTAS_IMPORT_GROUP_MISSING] = N_("Not in this list"),
  [TUNTAS_IMPORT_GROUP_PROBLEMS] = N_("Not understood"),
};

struct _TuntasImportGroups
{
  GtkWidget parent_instance;

  GtkWidget *buttons;
  GtkWidget *about;
  GtkWidget *list;

  TuntasImportRows *rows[TUNTAS_IMPORT_N_GROUPS]; /* (nullable) */
  GtkNoSelection *selection;
  TuntasImportGroup group;
};

static guint open_signal;

G_DEFINE_FINAL_TYPE (TuntasImportGroups, tuntas_import_groups, GTK_TYPE_WIDGET)

static guint
count (const TuntasImport *import, TuntasImportGroup group)
{
  switch (group)
    {
    case TUNTAS_IMPORT_GROUP_ADDED:
      return import->added->len;
    case TUNTAS_IMPORT_GROUP_CHANGED:
      return import->changed->len;
    case TUNTAS_IMPORT_GROUP_SAME:
      return import->same->len;
    case TUNTAS_IMPORT_GROUP_MISSING:
      return import->missing->len;
    case TUNTAS_IMPORT_GROUP_PROBLEMS:
    default:
      return import->n_problems;
    }
}

static const char *
about (TuntasImportGroup group)
{
  switch (group)
    {
    case TUNTAS_IMPORT_GROUP_ADDED:
      return _("These come onto your desk.");
    case TUNTAS_IMPORT_GROUP_CHANGED:
      return _("What the list says otherwise; what it does not say stays.");
    case TUNTAS_IMPORT_GROUP_SAME:
      return _("Nothing changes here: the list says the same, or is older.");
    case TUNTAS_IMPORT_GROUP_MISSING:
      return _("These stay on your desk as they are: a list never removes a ticket.");
    case TUNTAS_IMPORT_GROUP_PROBLEMS:
    default:
      return _("This was passed over; everything else counts.");
    }
}

static void
choose (TuntasImportGroups *self, TuntasImportGroup group)
{
  self->group = group;
  gtk_label_set_text (GTK_LABEL (self->about), about (group));
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->rows[group]));
}

static void
toggled_cb (TuntasImportGroups *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "group")));
}

static void
show_counts (TuntasImportGroups *self, const TuntasImport *import)
{
  gboolean chosen = FALSE;

  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      TuntasImportGroup group = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "group"));
      guint n = count (import, group);
      /* Translators: a group of tickets, and how many are in it: "Baru 12" */
      g_autofree char *label = g_strdup_printf (_("%s %u"), _(titles[group]), n);

      gtk_button_set_label (GTK_BUTTON (button), label);
      if (n == 0 || chosen)
        continue;
      chosen = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      choose (self, group);
    }
}

void
tuntas_import_groups_show (TuntasImportGroups *self, TuntasDesk *desk, TuntasImport *import)
{
  for (guint group = 0; group < TUNTAS_IMPORT_N_GROUPS; group++)
    {
      g_clear_object (&self->rows[group]);
      self->rows[group] = tuntas_import_rows_new (desk, import, group);
    }
  show_counts (self, import);
}

/* Rows */

/* (transfer full): the number that a row begins with. */
static char *
number_of (const char *text)
{
  return g_strndup (text, strcspn (text, " \n"));
}

static void
open_cb (TuntasImportGroups *self, GtkWidget *button)
{
  g_signal_emit (self, open_signal, 0, g_object_get_data (G_OBJECT (button), "number"));
}

static void
set_up_cb (TuntasImportGroups *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *open = gtk_button_new_with_label (_("Open"));

  for (guint i = 0; i < 2; i++)
    {
      gtk_box_append (GTK_BOX (words), tuntas_wrapped_label_new (NULL, i == 0 ? "heading" : "dim-label"));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (row, "import-row");
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), open);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (TuntasImportGroups *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *words = gtk_widget_get_first_child (row), *open = gtk_widget_get_last_child (row);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (list_item));
  const char *rest = strchr (text, '\n');
  g_autofree char *title = g_strndup (text, (gsize) (rest - text));
  gboolean can_open = self->group == TUNTAS_IMPORT_GROUP_SAME || self->group == TUNTAS_IMPORT_GROUP_MISSING || self->group == TUNTAS_IMPORT_GROUP_CHANGED;

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (words)), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (words)), rest + 1);
  gtk_widget_set_visible (gtk_widget_get_last_child (words), rest[1] != '\0');
  gtk_widget_set_visible (open, can_open);
  if (can_open)
    {
      char *number = number_of (text);
      /* Translators: %s is a ticket's number. */
      g_autofree char *name = g_strdup_printf (_("Open %s"), number);

      g_object_set_data_full (G_OBJECT (open), "number", number, g_free);
      gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
add_buttons (TuntasImportGroups *self)
{
  for (guint group = 0; group < TUNTAS_IMPORT_N_GROUPS; group++)
    {
      GtkWidget *first = gtk_widget_get_first_child (self->buttons);
      GtkWidget *button = gtk_toggle_button_new ();

      g_object_set_data (G_OBJECT (button), "group", GUINT_TO_POINTER (group));
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_widget_set_hexpand (button, TRUE);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "family");
      gtk_box_append (GTK_BOX (self->buttons), button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
tuntas_import_groups_dispose (GObject *object)
{
  TuntasImportGroups *self = TUNTAS_IMPORT_GROUPS (object);

  while (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (self)));
  for (guint group = 0; group < TUNTAS_IMPORT_N_GROUPS; group++)
    g_clear_object (&self->rows[group]);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (tuntas_import_groups_parent_class)->dispose (object);
}

static void
tuntas_import_groups_class_init (TuntasImportGroupsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_import_groups_dispose;
  open_signal = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
tuntas_import_groups_init (TuntasImportGroups *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  add_buttons (self);
  self->about = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->about), 0);
  gtk_label_set_wrap (GTK_LABEL (self->about), TRUE);
  gtk_widget_add_css_class (self->about, "dim-label");
  gtk_widget_set_parent (self->about, GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_no_selection_new (NULL);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rows of the list"), -1);
  gtk_widget_add_css_class (scrolled, "import-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}
