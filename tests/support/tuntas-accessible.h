/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

/* The tree of controls that a program shows on the accessibility bus, read with the peculiarities of GTK 4.8. Any
 * control may go while it is read; it then counts as not being there. */

G_BEGIN_DECLS

/* libatspi 2.46 has none of these itself. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

/* What is looked for; see tuntas-driver.h for role and name. */
typedef struct
{
  AtspiRole role;
  const char *name;
  gboolean in_text; /* the name may also be the text of the control */
} TuntasAccessibleQuery;

/* The next question for its children goes to the program, whatever is remembered of them. */
void             tuntas_accessible_forget_children (AtspiAccessible *node);
/* (nullable) (transfer full): the first control below node, depth first, that matches and has a size. */
AtspiAccessible *tuntas_accessible_search         (AtspiAccessible *node, const TuntasAccessibleQuery *query);
/* (nullable) (transfer full): NULL where the node has no text. */
char            *tuntas_accessible_dup_text       (AtspiAccessible *node);
/* (nullable) (transfer full): the name as the program gives it. */
char            *tuntas_accessible_dup_raw_name   (AtspiAccessible *node);
/* (nullable) (transfer full): what a screen reader's user would call the control. */
char            *tuntas_accessible_dup_name       (AtspiAccessible *node);
/* Adds the names of all controls of a role that have a size, or the labels in them. depth: 0. */
void             tuntas_accessible_collect_names  (AtspiAccessible *node, AtspiRole role, GStrvBuilder *names,
                                                   int depth);
/* Writes the tree to standard error. depth: 0. */
void             tuntas_accessible_dump           (AtspiAccessible *node, int depth);

G_END_DECLS
