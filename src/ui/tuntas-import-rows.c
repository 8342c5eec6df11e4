/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-rows.h"

#include "tuntas-import-words.h"

struct _TuntasImportRows
{
  GObject parent_instance;

  TuntasImport *import;
  TuntasImportGroup group;
  GTimeZone *zone;
  gint64 now;
};

static GPtrArray *
rows_of (TuntasImportRows *self)
{
  switch (self->group)
    {
    case TUNTAS_IMPORT_GROUP_ADDED:
      return self->import->added;
    case TUNTAS_IMPORT_GROUP_CHANGED:
      return self->import->changed;
    case TUNTAS_IMPORT_GROUP_SAME:
      return self->import->same;
    case TUNTAS_IMPORT_GROUP_MISSING:
      return self->import->missing;
    case TUNTAS_IMPORT_GROUP_PROBLEMS:
    default:
      return self->import->problems;
    }
}

/* title, rest (out) (transfer full) */
static void
make_words (TuntasImportRows *self, gconstpointer row, char **title, char **rest)
{
  switch (self->group)
    {
    case TUNTAS_IMPORT_GROUP_ADDED:
    case TUNTAS_IMPORT_GROUP_SAME:
      *title = tuntas_import_words_ticket (((const TuntasImportTicket *) row)->ticket);
      *rest = tuntas_import_words_about (((const TuntasImportTicket *) row)->ticket);
      break;
    case TUNTAS_IMPORT_GROUP_CHANGED:
      *title = tuntas_import_words_ticket (((const TuntasImportTicket *) row)->ticket);
      *rest = tuntas_import_words_changes (row, self->zone, self->now);
      break;
    case TUNTAS_IMPORT_GROUP_MISSING:
      *title = tuntas_import_words_ticket ((TuntasTicket *) row);
      *rest = tuntas_import_words_about ((TuntasTicket *) row);
      break;
    case TUNTAS_IMPORT_GROUP_PROBLEMS:
    default:
      *title = tuntas_import_words_place (row);
      *rest = tuntas_import_words_problem (row);
    }
}

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return rows_of (TUNTAS_IMPORT_ROWS (model))->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TuntasImportRows *self = TUNTAS_IMPORT_ROWS (model);
  g_autofree char *title = NULL, *rest = NULL, *text = NULL;

  if (position >= rows_of (self)->len)
    return NULL;
  make_words (self, g_ptr_array_index (rows_of (self), position), &title, &rest);
  text = g_strconcat (title, "\n", rest, NULL);
  return gtk_string_object_new (text);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasImportRows, tuntas_import_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tuntas_import_rows_finalize (GObject *object)
{
  TuntasImportRows *self = TUNTAS_IMPORT_ROWS (object);

  tuntas_import_unref (self->import);
  g_time_zone_unref (self->zone);
  G_OBJECT_CLASS (tuntas_import_rows_parent_class)->finalize (object);
}

static void
tuntas_import_rows_class_init (TuntasImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_import_rows_finalize;
}

static void
tuntas_import_rows_init (TuntasImportRows *self)
{
}

TuntasImportRows *
tuntas_import_rows_new (TuntasDesk *desk, TuntasImport *import, TuntasImportGroup group)
{
  TuntasImportRows *self = g_object_new (TUNTAS_TYPE_IMPORT_ROWS, NULL);

  self->import = tuntas_import_ref (import);
  self->group = group;
  self->zone = g_time_zone_ref (tuntas_desk_get_zone (desk));
  self->now = tuntas_clock_now_seconds (tuntas_desk_get_clock (desk));
  return self;
}
