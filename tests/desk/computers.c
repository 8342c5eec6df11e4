/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "computers.h"

#include <glib/gstdio.h>

static const char *const names[] = { "a", "b", "c", "d" };

/* Names live as long as the shift, which borrows them. */
static const char *
find_name (const char *computer)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], computer))
      return names[i];
  g_assert_not_reached ();
}

Computers *
computers_new (const char *start)
{
  Computers *self = g_new0 (Computers, 1);

  self->shift = shift_new (start);
  self->directories = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->shift->machine = "machine";
  g_hash_table_insert (self->directories, (gpointer) "a", g_strdup (self->shift->directory));
  return self;
}

void
computers_sit (Computers *self, const char *computer)
{
  const char *name = find_name (computer);
  g_autoptr (GError) error = NULL;

  shift_end (self->shift);
  if (!g_hash_table_contains (self->directories, name))
    g_hash_table_insert (self->directories, (gpointer) name, g_dir_make_tmp ("tuntas-computer-XXXXXX", &error));
  g_assert_no_error (error);
  g_free (self->shift->directory);
  self->shift->directory = g_strdup (g_hash_table_lookup (self->directories, name));
  self->shift->machine = g_str_equal (name, "a") ? "machine" : name;
  shift_begin (self->shift);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
computers_free (Computers *self)
{
  GHashTableIter iter;
  gpointer directory;

  g_hash_table_iter_init (&iter, self->directories);
  while (g_hash_table_iter_next (&iter, NULL, &directory))
    if (!g_str_equal (directory, self->shift->directory))
      remove_directory (directory);
  shift_free (self->shift);
  g_hash_table_unref (self->directories);
  g_free (self);
}

void
computers_sleep (Computers *self, gint64 seconds)
{
  shift_pass (self->shift, seconds);
  shift_restart (self->shift);
  shift_pass (self->shift, 10); /* what fell due meanwhile is honoured */
}

static gboolean
has_work_log (Shift *shift, gpointer ticket)
{
  const TuntasWorkLog *log = tuntas_desk_item_get_work_log (shift_item (shift, ticket));

  return !log->loading;
}

void
computers_look (Computers *self, const char *ticket)
{
  tuntas_desk_load_work_log (self->shift->desk, shift_item (self->shift, ticket));
  shift_wait (self->shift, "the work log", has_work_log, (gpointer) ticket);
  g_assert_no_error (tuntas_desk_item_get_work_log (shift_item (self->shift, ticket))->error);
}

char *
computers_copy_work_log (Computers *self, const char *ticket)
{
  g_auto (GStrv) notes = shift_nossa_notes (self->shift, ticket);
  g_autoptr (GString) text = g_string_new (ticket);

  for (guint i = g_strv_length (notes); i > 0; i--)
    g_string_append_printf (text, "\n%s", notes[i - 1]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
