/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-kept-children.h"

#include <string.h>

#define KEY "kept-key"

void
tuntas_kept_children_begin (TuntasKeptChildren *self, GtkBox *box)
{
  self->box = box;
  self->last = NULL;
}

/* (nullable): the first child that is not in order yet. */
static GtkWidget *
get_rest (TuntasKeptChildren *self)
{
  return self->last != NULL ? gtk_widget_get_next_sibling (self->last)
                            : gtk_widget_get_first_child (GTK_WIDGET (self->box));
}

GtkWidget *
tuntas_kept_children_next (TuntasKeptChildren *self, const char *key)
{
  GtkWidget *rest = get_rest (self);

  for (GtkWidget *child = rest; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (strcmp (g_object_get_data (G_OBJECT (child), KEY), key) == 0)
      {
        if (child != rest)
          gtk_box_reorder_child_after (self->box, child, self->last);
        self->last = child;
        return child;
      }
  return NULL;
}

void
tuntas_kept_children_add (TuntasKeptChildren *self, const char *key, GtkWidget *child)
{
  g_object_set_data_full (G_OBJECT (child), KEY, g_strdup (key), g_free);
  gtk_box_insert_child_after (self->box, child, self->last);
  self->last = child;
}

void
tuntas_kept_children_end (TuntasKeptChildren *self)
{
  GtkWidget *child;

  while ((child = get_rest (self)) != NULL)
    gtk_box_remove (self->box, child);
}
