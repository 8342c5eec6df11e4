/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "power-image.h"

#include <string.h>

#define SECTOR 512

/* One change that was not synced: bytes at an offset, or where bytes is NULL a new length. */
typedef struct
{
  gsize offset;
  GBytes *bytes; /* (owned) (nullable) */
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
  g_clear_pointer (&((Change *) data)->bytes, g_bytes_unref);
}

PowerNode *
power_node_new (void)
{
  PowerNode *self = g_rc_box_new0 (PowerNode);

  self->now = g_byte_array_new ();
  self->safe = g_byte_array_new ();
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

static void
node_clear (gpointer data)
{
  PowerNode *self = data;

  g_byte_array_unref (self->now);
  g_byte_array_unref (self->safe);
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

static void
apply (GByteArray *image, const Change *change)
{
  gsize length;
  const guint8 *bytes = change->bytes != NULL ? g_bytes_get_data (change->bytes, &length) : NULL;

  if (bytes != NULL)
    put_bytes (image, change->offset, bytes, length);
  else if (change->bytes == NULL)
    set_length (image, change->offset);
}

void
power_node_change (PowerNode *self, gsize offset, const void *bytes, gsize length)
{
  Change change = { offset, bytes != NULL ? g_bytes_new (bytes, length) : NULL };

  apply (self->now, &change);
  g_array_append_val (self->changes, change);
}

void
power_node_sync (PowerNode *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    apply (self->safe, &g_array_index (self->changes, Change, i));
  g_array_set_size (self->changes, 0);
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

/* Names */

static void
naming_clear (gpointer data)
{
  Naming *naming = data;

  g_free (naming->name);
  g_clear_pointer (&naming->node, power_node_unref);
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
static void
survive_names (GRand *random, double keep)
{
  gboolean in_order = g_rand_boolean (random);

  for (guint i = 0; i < namings->len; i++)
    {
      const Naming *naming = &g_array_index (namings, Naming, i);

      if (g_rand_double (random) < keep)
        set_name (safe_names, naming->name, naming->node);
      else if (in_order)
        break;
    }
}

void
power_image_survive (GRand *random)
{
  static const double chances[] = { 0, 0.1, 0.5, 0.9, 1 };
  double keep = chances[g_rand_int_range (random, 0, G_N_ELEMENTS (chances))];
  GHashTableIter iter;
  gpointer name, value;

  survive_names (random, keep);
  g_array_set_size (namings, 0);
  g_hash_table_remove_all (names);
  g_hash_table_iter_init (&iter, safe_names);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      PowerNode *node = value;

      for (guint i = 0; i < node->changes->len; i++)
        survive_in_part (node->safe, &g_array_index (node->changes, Change, i), random, keep);
      g_array_set_size (node->changes, 0);
      g_byte_array_set_size (node->now, 0);
      g_byte_array_append (node->now, node->safe->data, node->safe->len);
      g_hash_table_replace (names, g_strdup (name), g_rc_box_acquire (node));
    }
}

void
power_image_init (void)
{
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, power_node_unref);
  safe_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, power_node_unref);
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
