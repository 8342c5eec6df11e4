/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-settings-file.h"

#include <string.h>

typedef struct
{
  char *group;
  char *key;
  char *value;
  guint line;
  gboolean asked;
} Entry;

struct _TuntasSettingsFile
{
  char *name;
  GPtrArray *entries;  /* (element-type Entry), in the file's order, no key twice */
  GPtrArray *findings; /* (element-type TuntasFinding) */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->group);
  g_free (entry->key);
  g_free (entry->value);
  g_free (entry);
}

/* (nullable): key (nullable): NULL for the group's first. */
static Entry *
find_entry (TuntasSettingsFile *self, const char *group, const char *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (strcmp (entry->group, group) == 0 && (key == NULL || strcmp (entry->key, key) == 0))
        return entry;
    }
  return NULL;
}

static void
add_finding (TuntasSettingsFile *self, guint line, const char *group, const char *key, TuntasFinding *finding)
{
  finding->file = g_strdup (self->name);
  finding->line = line;
  finding->group = g_strdup (group);
  finding->key = g_strdup (key);
  g_ptr_array_add (self->findings, finding);
}

/* Reading the text */

/* (transfer full) (nullable): NULL where a backslash is followed by what is no escape. */
static char *
unescape (const char *text)
{
  static const char letters[] = "ntrs\\", meanings[] = "\n\t\r \\";
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *letter;

      if (*p != '\\')
        {
          g_string_append_c (value, *p);
          continue;
        }
      p++;
      letter = *p != '\0' ? strchr (letters, *p) : NULL;
      if (letter == NULL)
        return NULL;
      g_string_append_c (value, meanings[letter - letters]);
    }
  return g_string_free (g_steal_pointer (&value), FALSE);
}

char *
tuntas_settings_file_escape (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case ' ':
        /* Space at either end would be taken for none. */
        g_string_append (text, p == value || p[1] == '\0' ? "\\s" : " ");
        break;
      default:
        g_string_append_c (text, *p);
      }
  return g_string_free (text, FALSE);
}

/* group (nullable): NULL before the first one; the keys below a heading that cannot be read belong to none. */
static void
read_entry (TuntasSettingsFile *self, const char *group, char *text, guint line)
{
  char *equals = strchr (text, '=');
  g_autofree char *value = NULL;
  Entry *entry;

  if (equals != NULL)
    {
      *equals = '\0';
      g_strchomp (text);
      value = unescape (g_strchug (equals + 1));
    }
  if (equals == NULL || *text == '\0' || value == NULL || group == NULL)
    {
      add_finding (self, line, group, equals != NULL && *text != '\0' ? text : NULL,
                   tuntas_finding_new (TUNTAS_FINDING_LINE, NULL, NULL));
      return;
    }
  if (find_entry (self, group, text) != NULL)
    {
      add_finding (self, line, group, text, tuntas_finding_new (TUNTAS_FINDING_TWICE, NULL, NULL));
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->group = g_strdup (group);
  entry->key = g_strdup (text);
  entry->value = g_steal_pointer (&value);
  entry->line = line;
  g_ptr_array_add (self->entries, entry);
}

static void
read_lines (TuntasSettingsFile *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      gsize length = strlen (line);

      if (length == 0 || *line == '#')
        continue;
      if (*line != '[')
        {
          read_entry (self, group, line, i + 1);
          continue;
        }
      g_clear_pointer (&group, g_free);
      if (length > 2 && strcspn (line + 1, "[]") == length - 2 && line[length - 1] == ']')
        group = g_strndup (line + 1, length - 2);
      else
        add_finding (self, i + 1, NULL, NULL, tuntas_finding_new (TUNTAS_FINDING_LINE, NULL, NULL));
    }
}

static guint
line_of (const char *text, const char *place)
{
  guint line = 1;

  for (const char *p = text; p < place; p++)
    line += *p == '\n';
  return line;
}

static GPtrArray *
new_findings (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_finding_free);
}

TuntasSettingsFile *
tuntas_settings_file_new (const char *text, gssize length, const char *name)
{
  TuntasSettingsFile *self = g_new0 (TuntasSettingsFile, 1);
  gsize n_bytes = length >= 0 ? (gsize) length : strlen (text);
  const char *bad;

  self->name = g_strdup (name);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->findings = new_findings ();
  if (g_utf8_validate_len (text, n_bytes, &bad))
    {
      g_autofree char *copy = g_strndup (text, n_bytes);

      read_lines (self, copy);
    }
  else
    add_finding (self, line_of (text, bad), NULL, NULL,
                 tuntas_finding_new (TUNTAS_FINDING_OTHER, NULL, "this is no UTF-8"));
  return self;
}

void
tuntas_settings_file_free (TuntasSettingsFile *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* Giving values */

GPtrArray *
tuntas_settings_file_list_keys (TuntasSettingsFile *self, const char *group)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (strcmp (entry->group, group) == 0)
        g_ptr_array_add (keys, entry->key);
    }
  return keys;
}

const char *
tuntas_settings_file_get (TuntasSettingsFile *self, const char *group, const char *key)
{
  Entry *entry = find_entry (self, group, key);

  if (entry == NULL)
    return NULL;
  entry->asked = TRUE;
  return entry->value;
}

gboolean
tuntas_settings_file_take_text (TuntasSettingsFile *self, const char *group, const char *key, char **out)
{
  const char *value = tuntas_settings_file_get (self, group, key);

  if (value == NULL)
    return TRUE;
  for (const char *p = value; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      {
        tuntas_settings_file_refuse (self, group, key, tuntas_finding_new (TUNTAS_FINDING_TEXT, NULL, NULL));
        return FALSE;
      }
  g_free (*out);
  *out = g_strdup (value);
  return TRUE;
}

gboolean
tuntas_settings_file_take_choice (TuntasSettingsFile *self, const char *group, const char *key,
                                  const char *const *names, guint *out)
{
  const char *value = tuntas_settings_file_get (self, group, key);
  g_autofree char *all = NULL;

  if (value == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], value) == 0)
      {
        *out = i;
        return TRUE;
      }
  all = g_strjoinv (", ", (char **) names);
  tuntas_settings_file_refuse (self, group, key, tuntas_finding_new (TUNTAS_FINDING_CHOICE, value, all));
  return FALSE;
}

gboolean
tuntas_settings_file_take_number (TuntasSettingsFile *self, const char *group, const char *key, gint64 least,
                                  gint64 most, gint64 *out)
{
  const char *value = tuntas_settings_file_get (self, group, key);
  g_autofree char *range = NULL;

  if (value == NULL || g_ascii_string_to_signed (value, 10, least, most, out, NULL))
    return TRUE;
  range = g_strdup_printf ("%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, least, most);
  tuntas_settings_file_refuse (self, group, key, tuntas_finding_new (TUNTAS_FINDING_RANGE, value, range));
  return FALSE;
}

gboolean
tuntas_settings_file_take_list (TuntasSettingsFile *self, const char *group, const char *key, GStrv *out)
{
  g_autofree char *value = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!tuntas_settings_file_take_text (self, group, key, &value))
    return FALSE;
  if (value == NULL)
    return TRUE;
  parts = g_strsplit (value, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  g_strfreev (*out);
  *out = g_strv_builder_end (builder);
  return TRUE;
}

/* Findings */

void
tuntas_settings_file_refuse (TuntasSettingsFile *self, const char *group, const char *key, TuntasFinding *finding)
{
  const Entry *entry = group != NULL ? find_entry (self, group, key) : NULL;

  add_finding (self, entry != NULL ? entry->line : 0, group, key, finding);
}

void
tuntas_settings_file_allow_only (TuntasSettingsFile *self, const char *const *groups)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_strv_contains (groups, entry->group))
        continue;
      entry->asked = TRUE;
      add_finding (self, entry->line, entry->group, entry->key,
                   tuntas_finding_new (TUNTAS_FINDING_SYSTEM_ONLY, NULL, NULL));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TuntasFinding *first = *(const TuntasFinding *const *) a;
  const TuntasFinding *second = *(const TuntasFinding *const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

void
tuntas_settings_file_close (TuntasSettingsFile *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->asked)
        add_finding (self, entry->line, entry->group, entry->key,
                     tuntas_finding_new (TUNTAS_FINDING_UNKNOWN, NULL, NULL));
      entry->asked = TRUE;
    }
  g_ptr_array_sort (self->findings, compare_lines);
}

GPtrArray *
tuntas_settings_file_get_findings (TuntasSettingsFile *self)
{
  return self->findings;
}

GPtrArray *
tuntas_settings_file_steal_findings (TuntasSettingsFile *self)
{
  GPtrArray *findings = g_steal_pointer (&self->findings);

  self->findings = new_findings ();
  return findings;
}
