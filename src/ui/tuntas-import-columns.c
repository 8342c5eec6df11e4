/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-columns.h"

#include "tuntas-import-words.h"
#include "tuntas-phone.h"

#include <glib/gi18n-lib.h>

struct _TuntasImportColumns
{
  AdwPreferencesGroup parent_instance;

  GtkStringList *fields; /* their names; the first is that it is kept as text */
  GPtrArray *rows;       /* of AdwActionRow, which the group owns */
};

G_DEFINE_FINAL_TYPE (TuntasImportColumns, tuntas_import_columns, ADW_TYPE_PREFERENCES_GROUP)

/* What belongs to a row. */
#define KEY "tuntas-key"
#define CHOICE "tuntas-choice"
#define FOUND "tuntas-found"

static guint
position_of (const char *field)
{
  const char *const *fields = tuntas_import_list_fields ();

  for (guint i = 0; field != NULL && fields[i] != NULL; i++)
    if (g_str_equal (fields[i], field))
      return i + 1;
  return 0;
}

static void
add_column (TuntasImportColumns *self, const TuntasImportColumn *column)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->fields)), NULL);
  guint position = position_of (column->field);
  /* Translators: %s is the header of a column. */
  g_autofree char *name = g_strdup_printf (_("What “%s” is"), column->header);
  g_autofree char *example = tuntas_phone_mask_text (column->example != NULL ? column->example : "", NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *column->header != '\0' ? column->header : "–");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), example);
  gtk_widget_set_focusable (row, FALSE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), position);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (column->key), g_free);
  g_object_set_data (G_OBJECT (row), CHOICE, choice);
  g_object_set_data (G_OBJECT (row), FOUND, GUINT_TO_POINTER (position));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

void
tuntas_import_columns_show (TuntasImportColumns *self, const TuntasImport *import)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < import->columns->len; i++)
    add_column (self, g_ptr_array_index (import->columns, i));
}

GHashTable *
tuntas_import_columns_dup_corrections (TuntasImportColumns *self)
{
  GHashTable *corrections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->rows, i);
      const char *key = g_object_get_data (row, KEY);
      guint chosen = gtk_drop_down_get_selected (g_object_get_data (row, CHOICE));

      /* A column without a header has no name to remember it by. */
      if (chosen != GPOINTER_TO_UINT (g_object_get_data (row, FOUND)) && *key != '\0')
        g_hash_table_insert (corrections, g_strdup (key),
                             g_strdup (chosen > 0 ? tuntas_import_list_fields ()[chosen - 1] : ""));
    }
  return corrections;
}

void
tuntas_import_columns_focus (TuntasImportColumns *self)
{
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_object_get_data (g_ptr_array_index (self->rows, 0), CHOICE));
}

static void
tuntas_import_columns_finalize (GObject *object)
{
  TuntasImportColumns *self = TUNTAS_IMPORT_COLUMNS (object);

  g_clear_object (&self->fields);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tuntas_import_columns_parent_class)->finalize (object);
}

static void
tuntas_import_columns_class_init (TuntasImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_import_columns_finalize;
}

static void
tuntas_import_columns_init (TuntasImportColumns *self)
{
  const char *const *fields = tuntas_import_list_fields ();

  self->rows = g_ptr_array_new ();
  self->fields = gtk_string_list_new (NULL);
  gtk_string_list_append (self->fields, tuntas_import_words_field (NULL));
  for (guint i = 0; fields[i] != NULL; i++)
    gtk_string_list_append (self->fields, tuntas_import_words_field (fields[i]));
}
