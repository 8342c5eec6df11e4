/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-accessible.h"

#include "tuntas-leaks.h"

#include <string.h>

#define MAX_DEPTH 64

/* A control keeps its role, and libatspi keeps the control: it is asked once. */
static AtspiRole
get_role (AtspiAccessible *node)
{
  gpointer known = g_object_get_data (G_OBJECT (node), "role");
  AtspiRole role = known != NULL ? GPOINTER_TO_INT (known) : atspi_accessible_get_role (node, NULL);

  if (known == NULL)
    g_object_set_data (G_OBJECT (node), "role", GINT_TO_POINTER (role));
  return role;
}

static gboolean
role_matches (AtspiRole role, AtspiRole wanted)
{
  if (wanted == ATSPI_ROLE_INVALID || role == wanted)
    return TRUE;
  if (wanted == ATSPI_ROLE_PUSH_BUTTON)
    return role == ATSPI_ROLE_TOGGLE_BUTTON;
  if (wanted == ATSPI_ROLE_ENTRY)
    return role == ATSPI_ROLE_TEXT || role == ATSPI_ROLE_PASSWORD_TEXT;
  return FALSE;
}

/* A label's name is its text. */
static gboolean
holds_text (AtspiRole role)
{
  return role_matches (role, ATSPI_ROLE_ENTRY);
}

/* GTK 4.8 sets no SHOWING state on controls; a hidden one has no size. otherwise: of what is no control and has none. */
static gboolean
has_size_or (AtspiAccessible *node, gboolean otherwise)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (node);
  AtspiRect *extents;
  gboolean sized;

  if (component == NULL)
    return otherwise;
  extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  sized = extents != NULL && extents->width > 0 && extents->height > 0;
  g_clear_pointer (&extents, g_free);
  return sized;
}

static gboolean
has_size (AtspiAccessible *node)
{
  return has_size_or (node, FALSE);
}

char *
tuntas_accessible_dup_text (AtspiAccessible *node)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (node);
  int length;

  if (text == NULL)
    return NULL;
  length = atspi_text_get_character_count (text, NULL);
  /* The usual -1 for "to the end" gives nothing on GTK 4.8. */
  return length < 0 ? NULL : atspi_text_get_text (text, 0, length, NULL);
}

void
tuntas_accessible_forget_children (AtspiAccessible *node)
{
  /* Not atspi_accessible_clear_cache (), which goes on to what is below, and does not come back where a program has
   * ended and controls of it have become their own parents. */
  node->cached_properties &= ~ATSPI_CACHE_CHILDREN;
}

char *
tuntas_accessible_dup_raw_name (AtspiAccessible *node)
{
  char *name;

  /* While at-spi waits for the answer, it may hear of the name from elsewhere, and then it loses that one. */
  __lsan_disable ();
  name = atspi_accessible_get_name (node, NULL);
  __lsan_enable ();
  return name;
}

/* GTK 4.8 names a button with a mnemonic twice over, "_Close Close": by its label and by what labels it. */
static gboolean
is_doubled (const char *first, gsize length, const char *second)
{
  gsize at = 0;

  for (gsize i = 0; i < length; i++)
    if (first[i] != '_' && first[i] != second[at++])
      return FALSE;
  return second[at] == '\0';
}

char *
tuntas_accessible_dup_name (AtspiAccessible *node)
{
  g_autofree char *name = tuntas_accessible_dup_raw_name (node);

  for (char *space = name != NULL ? strchr (name, ' ') : NULL; space != NULL; space = strchr (space + 1, ' '))
    if (is_doubled (name, space - name, space + 1))
      return g_strdup (space + 1);
  return g_steal_pointer (&name);
}

static gboolean
node_matches (AtspiAccessible *node, const TuntasAccessibleQuery *query)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!role_matches (get_role (node), query->role))
    return FALSE;
  name = tuntas_accessible_dup_name (node);
  if (name == NULL)
    return FALSE;
  if (g_pattern_match_simple (query->name, name))
    return has_size (node);
  if (!query->in_text || !holds_text (get_role (node)))
    return FALSE;
  text = tuntas_accessible_dup_text (node);
  return text != NULL && g_pattern_match_simple (query->name, text) && has_size (node);
}

/* (transfer full): all at once and the last one first, right after they were counted: asked for a window that was closed
 * meanwhile, GTK 4.8 answers with one that is not shown, and complains of it. */
static GPtrArray *
list_children (AtspiAccessible *node, int n_children)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = n_children - 1; i >= 0; i--)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (node, i, NULL);

      /* It may have gone since it was counted. */
      if (child != NULL)
        g_ptr_array_insert (children, 0, child);
    }
  return children;
}

/* Each question is a message to the program and back, and a window has hundreds of nodes: none is asked twice. */
static AtspiAccessible *
search_children (AtspiAccessible *node, int n_children, const TuntasAccessibleQuery *query, int depth)
{
  g_autoptr (GPtrArray) children = list_children (node, depth < MAX_DEPTH ? n_children : 0);

  for (guint i = 0; i < children->len; i++)
    {
      AtspiAccessible *child = g_ptr_array_index (children, i);
      AtspiAccessible *found;
      int n;

      if (node_matches (child, query))
        return g_object_ref (child);
      n = atspi_accessible_get_child_count (child, NULL);
      /* Below what is hidden all is. */
      if (n <= 0 || !has_size_or (child, TRUE))
        continue;
      found = search_children (child, n, query, depth + 1);
      if (found != NULL)
        return found;
    }
  return NULL;
}

AtspiAccessible *
tuntas_accessible_search (AtspiAccessible *node, const TuntasAccessibleQuery *query)
{
  return search_children (node, atspi_accessible_get_child_count (node, NULL), query, 0);
}

void
tuntas_accessible_dump (AtspiAccessible *node, int depth)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = tuntas_accessible_dup_name (node);
  g_autofree char *text = tuntas_accessible_dup_text (node);
  int n = depth < MAX_DEPTH ? atspi_accessible_get_child_count (node, NULL) : 0;

  g_printerr ("%*s%s \"%s\"", depth * 2, "", role, name);
  if (text != NULL && *text != '\0' && g_strcmp0 (text, name) != 0)
    g_printerr (" text \"%s\"", text);
  g_printerr ("%s\n", depth > 0 && !has_size (node) ? " (no size)" : "");
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL)
        tuntas_accessible_dump (child, depth + 1);
    }
}

static void
collect_labels (AtspiAccessible *node, GString *labels, int depth)
{
  int n = depth < MAX_DEPTH ? atspi_accessible_get_child_count (node, NULL) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      g_autofree char *name = NULL;

      if (child == NULL)
        continue;
      if (get_role (child) == ATSPI_ROLE_LABEL && has_size (child))
        {
          name = tuntas_accessible_dup_raw_name (child);
          g_string_append_printf (labels, "%s%s", labels->len > 0 ? " | " : "", name != NULL ? name : "");
        }
      collect_labels (child, labels, depth + 1);
    }
}

static char *
dup_name_or_labels (AtspiAccessible *node)
{
  g_autofree char *name = tuntas_accessible_dup_name (node);
  GString *labels;

  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);
  labels = g_string_new (NULL);
  collect_labels (node, labels, 0);
  return g_string_free (labels, FALSE);
}

void
tuntas_accessible_collect_names (AtspiAccessible *node, AtspiRole role, GStrvBuilder *names, int depth)
{
  int n = depth < MAX_DEPTH ? atspi_accessible_get_child_count (node, NULL) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      g_autofree char *name = NULL;

      if (child == NULL)
        continue;
      if (role_matches (get_role (child), role) && has_size (child))
        {
          name = dup_name_or_labels (child);
          g_strv_builder_add (names, name);
        }
      tuntas_accessible_collect_names (child, role, names, depth + 1);
    }
}
