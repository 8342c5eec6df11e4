/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Brings the children of a box up to date one after the other and keeps those that stay. A page is refreshed whenever
 * something arrives from outside; a child that were made anew then would lose the focus, an open menu, or the press that
 * is just under way.
 *
 *   tuntas_kept_children_begin (&kept, box);
 *   for each thing:
 *     child = tuntas_kept_children_next (&kept, key);
 *     if (child == NULL)
 *       tuntas_kept_children_add (&kept, key, child = thing_new ());
 *     … show the thing in the child …
 *   tuntas_kept_children_end (&kept);
 */

G_BEGIN_DECLS

typedef struct
{
  GtkBox *box;     /* (unowned) */
  GtkWidget *last; /* (unowned) (nullable): the child up to which the box is in order */
} TuntasKeptChildren;

void       tuntas_kept_children_begin (TuntasKeptChildren *self, GtkBox *box);
/* (transfer none) (nullable): the child of key, now at its place; NULL: it is not there yet, and has to be added. */
GtkWidget *tuntas_kept_children_next  (TuntasKeptChildren *self, const char *key);
/* child is put at its place; key is copied and unique in the box. */
void       tuntas_kept_children_add   (TuntasKeptChildren *self, const char *key, GtkWidget *child);
/* Removes the children that were not named. */
void       tuntas_kept_children_end   (TuntasKeptChildren *self);

G_END_DECLS
