/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

/* A fuzz target as a unit test: every file of its corpus as it is, then some thousands of inputs made of them, the
 * same ones at every run. arguments: the folder of the corpus, the dictionary. */

#define ROUNDS 4000
#define LARGEST 8192

static GPtrArray *corpus; /* of GBytes */
static GPtrArray *words;  /* of GBytes */

static GBytes *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static void
try (gconstpointer data, gsize size)
{
  LLVMFuzzerTestOneInput (data != NULL ? data : (const guint8 *) "", size);
}

static void
test_file (gconstpointer data)
{
  GBytes *bytes = (GBytes *) data;

  try (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* (nullable) (transfer full): what stands between the first and the last quote of a line, as libFuzzer reads it. */
static GBytes *
read_word (const char *line)
{
  const char *p = strchr (line, '"'), *end = strrchr (line, '"');
  g_autoptr (GByteArray) word = g_byte_array_new ();

  if (*line == '#' || p == end)
    return NULL;
  for (p++; p < end; p++)
    {
      guint8 byte = (guint8) *p;

      if (*p == '\\' && p[1] == 'x' && end - p > 3)
        {
          byte = (guint8) (g_ascii_xdigit_value (p[2]) * 16 + g_ascii_xdigit_value (p[3]));
          p += 3;
        }
      else if (*p == '\\')
        byte = (guint8) *++p;
      g_byte_array_append (word, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&word));
}

static void
load_words (const char *path)
{
  g_autoptr (GBytes) text = load (path);
  g_auto (GStrv) lines = NULL;
  g_autofree char *copy = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  lines = g_strsplit (copy, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GBytes *word = read_word (lines[i]);

      if (word != NULL)
        g_ptr_array_add (words, word);
    }
  g_assert_cmpuint (words->len, >, 0);
}

static guint
draw (GRand *rand, guint below)
{
  return below > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) below) : 0;
}

static void
insert (GByteArray *input, guint at, gconstpointer data, guint length)
{
  guint old = input->len;

  if (length == 0 || old + length > LARGEST)
    return;
  g_byte_array_set_size (input, old + length);
  memmove (input->data + at + length, input->data + at, old - at);
  memcpy (input->data + at, data, length);
}

static void
insert_bytes (GByteArray *input, guint at, GBytes *bytes)
{
  insert (input, at, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
}

/* One change of the kinds that libFuzzer makes. */
static void
change (GByteArray *input, GRand *rand)
{
  guint at = draw (rand, input->len + 1), length = draw (rand, MIN (input->len - at, 64) + 1);
  guint8 byte = (guint8) draw (rand, 256);
  g_autofree guint8 *copy = NULL;
  GBytes *other = g_ptr_array_index (corpus, draw (rand, corpus->len));

  switch (draw (rand, 7))
    {
    case 0: /* a byte is another */
      if (at < input->len)
        input->data[at] = byte;
      return;
    case 1: /* a bit is another */
      if (at < input->len)
        input->data[at] ^= (guint8) (1u << draw (rand, 8));
      return;
    case 2: /* a piece is gone */
      if (length > 0)
        g_byte_array_remove_range (input, at, length);
      return;
    case 3: /* a piece is there twice */
      copy = g_memdup2 (input->data + at, length);
      insert (input, draw (rand, input->len + 1), copy, length);
      return;
    case 4: /* a word is there */
      insert_bytes (input, at, g_ptr_array_index (words, draw (rand, words->len)));
      return;
    case 5: /* the rest is another's */
      g_byte_array_set_size (input, at);
      insert_bytes (input, at, other);
      g_byte_array_set_size (input, MIN (input->len, at + draw (rand, LARGEST)));
      return;
    default: /* the end is missing */
      g_byte_array_set_size (input, at);
      return;
    }
}

static void
test_changed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GByteArray) input = g_byte_array_new ();
      guint changes = 1 + draw (rand, 6);

      insert_bytes (input, 0, g_ptr_array_index (corpus, round % corpus->len));
      for (guint i = 0; i < changes; i++)
        change (input, rand);
      try (input->data, input->len);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
add_corpus (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_assert_cmpuint (names->len, >, 0);
  corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *test = g_strconcat ("/fuzz/corpus/", names->pdata[i], NULL);

      g_ptr_array_add (corpus, load (path));
      g_test_add_data_func (test, corpus->pdata[i], test_file);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  g_assert_cmpint (argc, ==, 3);
  add_corpus (argv[1]);
  load_words (argv[2]);
  g_test_add_func ("/fuzz/changed", test_changed);
  return g_test_run ();
}
