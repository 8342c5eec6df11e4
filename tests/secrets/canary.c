/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem () */
#include "canary.h"

#include <string.h>

/* Base64 of whatever has the text at one of the three places within a group of three bytes: only the characters that
 * come of the text alone. (transfer full) */
static char *
dup_base64 (const char *text, guint before)
{
  g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) before, "xx", text);
  gsize length = strlen (whole);
  g_autofree char *encoded = g_base64_encode ((const guchar *) whole, length);
  gsize from = (before * 8 + 5) / 6, to = length * 8 / 6;

  return g_strndup (encoded + from, to - from);
}

/* (transfer full) */
static char *
dup_hexadecimal (const char *text)
{
  GString *hexadecimal = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    g_string_append_printf (hexadecimal, "%02x", (guint) (guchar) *p);
  return g_string_free (hexadecimal, FALSE);
}

static gboolean
has (const void *bytes, gsize length, const char *text)
{
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

/* (transfer full): small, without what stands between the characters; the zeros of UTF-16 are of that kind. */
static GByteArray *
press_together (const guint8 *bytes, gsize length)
{
  GByteArray *pressed = g_byte_array_sized_new ((guint) length + 1);

  for (gsize i = 0; i < length; i++)
    if (strchr (" -.()\t", bytes[i]) == NULL)
      {
        guint8 small = (guint8) g_ascii_tolower ((char) bytes[i]);

        g_byte_array_append (pressed, &small, 1);
      }
  return pressed;
}

gboolean
canary_is_in (const Canary *canary, const void *bytes, gsize length)
{
  g_autoptr (GByteArray) all = press_together (bytes, length);
  g_autoptr (GByteArray) wanted = press_together ((const guint8 *) canary->text, strlen (canary->text));
  g_autofree char *hexadecimal = dup_hexadecimal (canary->text);

  for (guint before = 0; before < 3; before++)
    {
      g_autofree char *base64 = dup_base64 (canary->text, before);

      if (has (bytes, length, base64))
        return TRUE;
    }
  return memmem (all->data, all->len, wanted->data, wanted->len) != NULL || has (all->data, all->len, hexadecimal);
}

void
canary_hunt_bytes (CanaryHunt *self, const char *place, const void *bytes, gsize length)
{
  self->places++;
  self->bytes += length;
  for (guint i = 0; i < self->n_canaries; i++)
    if (canary_is_in (&self->canaries[i], bytes, length) &&
        (self->may_be == NULL || !self->may_be (&self->canaries[i], place, self->user_data)))
      {
        self->found++;
        g_printerr ("# the %s is in %s\n", self->canaries[i].name, place);
      }
}

void
canary_hunt_text (CanaryHunt *self, const char *place, const char *text)
{
  canary_hunt_bytes (self, place, text, strlen (text));
}

void
canary_hunt_file (CanaryHunt *self, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  /* What came and went meanwhile, such as a socket's lock, has nothing any more. */
  if (g_file_get_contents (path, &bytes, &length, NULL))
    canary_hunt_bytes (self, path, bytes, length);
}

void
canary_hunt_tree (CanaryHunt *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      canary_hunt_text (self, path, name);
      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        canary_hunt_tree (self, path);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        canary_hunt_file (self, path);
    }
}
