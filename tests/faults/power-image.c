/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "power-image.h"

#include <string.h>

#define SECTOR 512

/* One change that was not synced: bytes at an offset, or where bytes is NULL a new length; and what it changed. */
typedef struct
{
  gsize offset;
  GBytes *bytes;       /* (owned) (nullable) */
  gsize length_before; /* of the file */
  GBytes *before;      /* (owned): what stood from the offset on and is no more */
} Change;

/* A name that was given or taken away, and not synced. */
typedef struct
{
  char *name;
  PowerNode *node; /* (owned) (nullable): NULL removes */
} Naming;

static GHashTable *names; /* name → PowerNode, as the program sees it */
static GHashTable *safe_names;
static GArray *namings;

/* Nodes */

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_clear_pointer (&change->before, g_bytes_unref);
}

/* now: (transfer full) */
static PowerNode *
node_new (GByteArray *now)
{
  PowerNode *self = g_rc_box_new0 (PowerNode);

  self->now = now;
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

PowerNode *
power_node_new (void)
{
  return node_new (g_byte_array_new ());
}

static void
node_clear (gpointer data)
{
  PowerNode *self = data;

  g_byte_array_unref (self->now);
  g_array_unref (self->changes);
}

void
power_node_unref (gpointer data)
{
  g_rc_box_release_full (data, node_clear);
}

static void
set_length (GByteArray *image, gsize length)
{
  gsize before = image->len;

  g_byte_array_set_size (image, (guint) length);
  if (length > before)
    memset (image->data + before, 0, length - before);
}

static void
put_bytes (GByteArray *image, gsize offset, const guint8 *bytes, gsize length)
{
  if (offset + length > image->len)
    set_length (image, offset + length);
  memcpy (image->data + offset, bytes, length);
}

void
power_node_change (PowerNode *self, gsize offset, const void *bytes, gsize length)
{
  gsize end = bytes != NULL ? MIN (offset + length, self->now->len) : self->now->len;
  Change change = { .offset = offset, .length_before = self->now->len };

  change.before = offset < end ? g_bytes_new (self->now->data + offset, end - offset) : g_bytes_new (NULL, 0);
  if (bytes != NULL)
    {
      change.bytes = g_bytes_new (bytes, length);
      put_bytes (self->now, offset, bytes, length);
    }
  else
    set_length (self->now, offset);
  g_array_append_val (self->changes, change);
}

void
power_node_sync (PowerNode *self)
{
  g_array_set_size (self->changes, 0);
}

static GByteArray *
copy_bytes (const GByteArray *bytes)
{
  return g_byte_array_append (g_byte_array_sized_new (bytes->len), bytes->data, bytes->len);
}

static void
take_back (GByteArray *image, const Change *change)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (change->before, &length);

  set_length (image, change->length_before);
  if (length > 0)
    memcpy (image->data + change->offset, bytes, length);
}

/* Each sector of each write survives or does not. */
static void
survive_in_part (GByteArray *image, const Change *change, GRand *random, double keep)
{
  gsize length, done = 0;
  const guint8 *bytes;

  if (change->bytes == NULL)
    {
      if (g_rand_double (random) < keep)
        set_length (image, change->offset);
      return;
    }
  bytes = g_bytes_get_data (change->bytes, &length);
  while (done < length)
    {
      gsize in_sector = SECTOR - (change->offset + done) % SECTOR, n = MIN (in_sector, length - done);

      if (g_rand_double (random) < keep)
        put_bytes (image, change->offset + done, bytes + done, n);
      done += n;
    }
}

/* (transfer full): from what was synced on, each change anew, by chance. */
static PowerNode *
node_after_cut (const PowerNode *node, GRand *random, double keep)
{
  GByteArray *image = copy_bytes (node->now);

  for (guint i = node->changes->len; i > 0; i--)
    take_back (image, &g_array_index (node->changes, Change, i - 1));
  for (guint i = 0; i < node->changes->len; i++)
    survive_in_part (image, &g_array_index (node->changes, Change, i), random, keep);
  return node_new (image);
}

/* Names */

static void
naming_clear (gpointer data)
{
  Naming *naming = data;

  g_free (naming->name);
  g_clear_pointer (&naming->node, power_node_unref);
}

static GHashTable *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, power_node_unref);
}

static void
set_name (GHashTable *table, const char *name, PowerNode *node)
{
  if (node != NULL)
    g_hash_table_replace (table, g_strdup (name), g_rc_box_acquire (node));
  else
    g_hash_table_remove (table, name);
}

void
power_names_set (const char *name, PowerNode *node)
{
  Naming naming = { g_strdup (name), node != NULL ? g_rc_box_acquire (node) : NULL };

  set_name (names, name, node);
  g_array_append_val (namings, naming);
}

void
power_names_sync (void)
{
  for (guint i = 0; i < namings->len; i++)
    {
      const Naming *naming = &g_array_index (namings, Naming, i);

      set_name (safe_names, naming->name, naming->node);
    }
  g_array_set_size (namings, 0);
}

/* On a disk that keeps its journal in order the last namings are lost; on one that does not, any of them. */
static GHashTable *
names_after_cut (const char *beginning, GRand *random, double keep)
{
  GHashTable *survivors = names_new ();
  gboolean in_order = g_rand_boolean (random);
  GHashTableIter iter;
  gpointer name, node;

  g_hash_table_iter_init (&iter, safe_names);
  while (g_hash_table_iter_next (&iter, &name, &node))
    set_name (survivors, name, node);
  for (guint i = 0; i < namings->len; i++)
    {
      const Naming *naming = &g_array_index (namings, Naming, i);

      if (!g_str_has_prefix (naming->name, beginning))
        continue;
      if (g_rand_double (random) < keep)
        set_name (survivors, naming->name, naming->node);
      else if (in_order)
        break;
    }
  return survivors;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (element-type utf8): those that begin so, in order, so that the same seed meets them alike. */
static GPtrArray *
list_names (GHashTable *table, const char *beginning)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, beginning))
      g_ptr_array_add (list, g_strdup (name));
  g_ptr_array_sort (list, compare_names);
  return list;
}

/* (transfer full) (element-type PowerNode) */
static GPtrArray *
copy_nodes (GHashTable *table, const GPtrArray *list, GRand *random, double keep)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (power_node_unref);

  for (guint i = 0; i < list->len; i++)
    {
      const PowerNode *node = g_hash_table_lookup (table, g_ptr_array_index (list, i));

      g_ptr_array_add (copies, random != NULL ? node_after_cut (node, random, keep)
                                               : node_new (copy_bytes (node->now)));
    }
  return copies;
}

void
power_image_copy (const char *from, const char *to, GRand *random)
{
  static const double chances[] = { 0, 0.1, 0.5, 0.9, 1 };
  double keep = random != NULL ? chances[g_rand_int_range (random, 0, G_N_ELEMENTS (chances))] : 1;
  g_autoptr (GHashTable) table = random != NULL ? names_after_cut (from, random, keep) : g_hash_table_ref (names);
  g_autoptr (GPtrArray) list = list_names (table, from);
  g_autoptr (GPtrArray) copies = copy_nodes (table, list, random, keep);

  if (strcmp (from, to) == 0)
    power_image_forget (from);
  for (guint i = 0; i < list->len; i++)
    {
      const char *name = g_ptr_array_index (list, i);
      g_autofree char *copy_name = g_strconcat (to, name + strlen (from), NULL);

      set_name (names, copy_name, g_ptr_array_index (copies, i));
      set_name (safe_names, copy_name, g_ptr_array_index (copies, i));
    }
}

/* What is on its way to the disk goes with it. */
void
power_image_forget (const char *beginning)
{
  g_autoptr (GPtrArray) list = list_names (names, beginning), safe_list = list_names (safe_names, beginning);

  for (guint i = 0; i < list->len; i++)
    g_hash_table_remove (names, g_ptr_array_index (list, i));
  for (guint i = 0; i < safe_list->len; i++)
    g_hash_table_remove (safe_names, g_ptr_array_index (safe_list, i));
  for (guint i = namings->len; i > 0; i--)
    if (g_str_has_prefix (g_array_index (namings, Naming, i - 1).name, beginning))
      g_array_remove_index (namings, i - 1);
}

void
power_image_init (void)
{
  names = names_new ();
  safe_names = names_new ();
  namings = g_array_new (FALSE, FALSE, sizeof (Naming));
  g_array_set_clear_func (namings, naming_clear);
}

void
power_image_clear (void)
{
  g_hash_table_remove_all (names);
  g_hash_table_remove_all (safe_names);
  g_array_set_size (namings, 0);
}

PowerNode *
power_names_find (const char *name)
{
  return g_hash_table_lookup (names, name);
}
