/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-overrides.h"

#include "tuntas-parameter.h"
#include "tuntas-procedure-private.h"

#include <string.h>

struct _TuntasOverrides
{
  GPtrArray *items; /* (element-type TuntasOverride), sorted by group and key */
};

static const char *const groups[] = { "calendar", "procedure", "texts", NULL };

static void
override_free (gpointer data)
{
  TuntasOverride *override = data;

  g_free (override->group);
  g_free (override->key);
  g_free (override->value);
  g_free (override);
}

TuntasOverrides *
tuntas_overrides_new_empty (void)
{
  TuntasOverrides *self = g_atomic_rc_box_new0 (TuntasOverrides);

  self->items = g_ptr_array_new_with_free_func (override_free);
  return self;
}

TuntasOverrides *
tuntas_overrides_ref (TuntasOverrides *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
overrides_clear (gpointer data)
{
  g_ptr_array_unref (((TuntasOverrides *) data)->items);
}

void
tuntas_overrides_unref (TuntasOverrides *self)
{
  g_atomic_rc_box_release_full (self, overrides_clear);
}

const TuntasOverride *
tuntas_overrides_nth (TuntasOverrides *self, guint index)
{
  return index < self->items->len ? g_ptr_array_index (self->items, index) : NULL;
}

/* value (transfer full) */
static void
add (TuntasOverrides *self, const char *group, const char *key, char *value)
{
  TuntasOverride *override = g_new (TuntasOverride, 1);

  override->group = g_strdup (group);
  override->key = g_strdup (key);
  override->value = value;
  g_ptr_array_add (self->items, override);
}

static int
compare_overrides (gconstpointer a, gconstpointer b)
{
  const TuntasOverride *first = *(const TuntasOverride *const *) a;
  const TuntasOverride *second = *(const TuntasOverride *const *) b;
  int order = strcmp (first->group, second->group);

  return order != 0 ? order : strcmp (first->key, second->key);
}

/* Reading a site's file */

static void
read_group (TuntasOverrides *self, TuntasSettingsFile *file, const char *group, TuntasProcedure *procedure)
{
  g_autoptr (GPtrArray) keys = tuntas_settings_file_list_keys (file, group);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      const char *value = tuntas_settings_file_get (file, group, key);
      TuntasFinding *finding = NULL;
      char *normal = tuntas_procedure_normalise_override (procedure, group, key, value, &finding);

      if (normal != NULL)
        add (self, group, key, normal);
      else
        tuntas_settings_file_refuse (file, group, key, finding);
    }
}

/* The rules as they would be, but for the lists: nothing here asks for those. */
static void
fill_rules (TuntasOverrides *self, TuntasProcedure *procedure, TuntasRules *rules)
{
  g_autoptr (GHashTable) times = g_hash_table_new (g_str_hash, g_str_equal);

  *rules = *tuntas_procedure_get_rules (procedure);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TuntasOverride *override = g_ptr_array_index (self->items, i);

      if (tuntas_parameter_find (override->key)->kind == TUNTAS_PARAMETER_TIME)
        g_hash_table_insert (times, override->key, override->value);
    }
  tuntas_parameters_fill (times, rules);
}

/* Two times that contradict each other fall back to the procedure's, both of them. */
static void
drop_disorder (TuntasOverrides *self, TuntasSettingsFile *file, TuntasProcedure *procedure)
{
  TuntasRules rules;
  const char *disorder;

  for (fill_rules (self, procedure, &rules); (disorder = tuntas_parameters_find_disorder (&rules)) != NULL;
       fill_rules (self, procedure, &rules))
    {
      g_auto (GStrv) names = g_strsplit (disorder, ", ", -1);

      for (guint i = self->items->len; i > 0; i--)
        {
          const TuntasOverride *override = g_ptr_array_index (self->items, i - 1);

          if (!g_strv_contains ((const char *const *) names, override->key))
            continue;
          tuntas_settings_file_refuse (file, override->group, override->key,
                                       tuntas_finding_new (TUNTAS_FINDING_ORDER, NULL, disorder));
          g_ptr_array_remove_index (self->items, i - 1);
        }
    }
}

TuntasOverrides *
tuntas_overrides_read (TuntasSettingsFile *file, TuntasProcedure *procedure)
{
  TuntasOverrides *self = tuntas_overrides_new_empty ();

  for (guint i = 0; groups[i] != NULL; i++)
    read_group (self, file, groups[i], procedure);
  drop_disorder (self, file, procedure);
  g_ptr_array_sort (self->items, compare_overrides);
  return self;
}

/* The canonical text */

char *
tuntas_overrides_to_text (TuntasOverrides *self)
{
  GString *text = g_string_new (NULL);
  const char *group = "";

  for (guint i = 0; i < self->items->len; i++)
    {
      const TuntasOverride *override = g_ptr_array_index (self->items, i);
      g_autofree char *value = tuntas_settings_file_escape (override->value);

      if (strcmp (group, override->group) != 0)
        g_string_append_printf (text, "[%s]\n", override->group);
      g_string_append_printf (text, "%s=%s\n", override->key, value);
      group = override->group;
    }
  return g_string_free (text, FALSE);
}

TuntasOverrides *
tuntas_overrides_from_text (const char *text, GError **error)
{
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "overrides");
  g_autoptr (TuntasOverrides) self = tuntas_overrides_new_empty ();
  GPtrArray *findings = tuntas_settings_file_get_findings (file);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) keys = tuntas_settings_file_list_keys (file, groups[i]);

      for (guint j = 0; j < keys->len; j++)
        {
          const char *key = g_ptr_array_index (keys, j);

          add (self, groups[i], key, g_strdup (tuntas_settings_file_get (file, groups[i], key)));
        }
    }
  tuntas_settings_file_close (file);
  if (findings->len > 0)
    {
      g_autofree char *reason = tuntas_finding_to_string (g_ptr_array_index (findings, 0));

      g_set_error (error, TUNTAS_PROCEDURE_ERROR, TUNTAS_PROCEDURE_ERROR_FORMAT, "%s", reason);
      return NULL;
    }
  g_ptr_array_sort (self->items, compare_overrides);
  return g_steal_pointer (&self);
}
