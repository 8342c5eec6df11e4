/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-phrases.h"

#include <string.h>

typedef struct
{
  char *written; /* without capitals */
  char *plain;
} Phrase;

struct _TuntasPhrases
{
  GPtrArray *list; /* of Phrase, longest first */
};

static void
phrase_free (gpointer data)
{
  Phrase *phrase = data;

  g_free (phrase->written);
  g_free (phrase->plain);
  g_free (phrase);
}

static int
compare_length (gconstpointer a, gconstpointer b)
{
  const Phrase *first = *(Phrase *const *) a, *second = *(Phrase *const *) b;
  gsize first_length = strlen (first->written), second_length = strlen (second->written);

  return first_length != second_length ? (first_length < second_length ? 1 : -1)
                                       : strcmp (first->written, second->written);
}

TuntasPhrases *
tuntas_phrases_read (TuntasSettingsFile *file)
{
  TuntasPhrases *self = g_atomic_rc_box_new0 (TuntasPhrases);
  g_autoptr (GPtrArray) keys = tuntas_settings_file_list_keys (file, "phrases");

  self->list = g_ptr_array_new_with_free_func (phrase_free);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autofree char *plain = NULL;
      Phrase *phrase;

      if (!tuntas_settings_file_take_text (file, "phrases", key, &plain))
        continue;
      if (plain == NULL || *plain == '\0')
        {
          tuntas_settings_file_refuse (file, "phrases", key, tuntas_finding_new (TUNTAS_FINDING_TEXT, "", NULL));
          continue;
        }
      phrase = g_new (Phrase, 1);
      phrase->written = g_utf8_strdown (key, -1);
      phrase->plain = g_steal_pointer (&plain);
      g_ptr_array_add (self->list, phrase);
    }
  g_ptr_array_sort (self->list, compare_length);
  return self;
}

TuntasPhrases *
tuntas_phrases_ref (TuntasPhrases *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
phrases_clear (gpointer data)
{
  g_ptr_array_unref (((TuntasPhrases *) data)->list);
}

void
tuntas_phrases_unref (TuntasPhrases *self)
{
  g_atomic_rc_box_release_full (self, phrases_clear);
}

/* (nullable): behind the phrase, where the text has it here as whole words. */
static const char *
skip_phrase (const char *text, const char *phrase)
{
  for (; *phrase != '\0'; text = g_utf8_next_char (text), phrase = g_utf8_next_char (phrase))
    if (*text == '\0' || g_unichar_tolower (g_utf8_get_char (text)) != g_utf8_get_char (phrase))
      return NULL;
  return g_unichar_isalnum (g_utf8_get_char (text)) ? NULL : text;
}

/* (nullable): what stands for the words here, and where the text goes on. */
static const char *
find_plain (TuntasPhrases *self, const char *text, const char **after)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Phrase *phrase = g_ptr_array_index (self->list, i);

      *after = skip_phrase (text, phrase->written);
      if (*after != NULL)
        return phrase->plain;
    }
  return NULL;
}

char *
tuntas_phrases_apply (TuntasPhrases *self, const char *text)
{
  GString *plain = g_string_new (NULL);
  gboolean found = FALSE, in_word = FALSE;

  while (*text != '\0')
    {
      const char *after = NULL;
      const char *words = in_word ? NULL : find_plain (self, text, &after);

      if (words != NULL)
        {
          g_string_append (plain, words);
          found = TRUE;
          text = after;
          in_word = FALSE;
          continue;
        }
      in_word = g_unichar_isalnum (g_utf8_get_char (text));
      g_string_append_unichar (plain, g_utf8_get_char (text));
      text = g_utf8_next_char (text);
    }
  return g_string_free (plain, !found);
}
