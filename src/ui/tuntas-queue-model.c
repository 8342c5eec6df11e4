/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-queue-model.h"

#define N_SECTIONS (TUNTAS_SECTION_DONE + 1)

struct _TuntasQueueHeader
{
  GObject parent_instance;

  TuntasSection section;
  guint count;
};

typedef enum
{
  PROP_COUNT = 1,
} TuntasQueueHeaderProperty;

static GParamSpec *header_properties[PROP_COUNT + 1];

G_DEFINE_FINAL_TYPE (TuntasQueueHeader, tuntas_queue_header, G_TYPE_OBJECT)

static void
tuntas_queue_header_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  switch ((TuntasQueueHeaderProperty) property)
    {
    case PROP_COUNT:
      g_value_set_uint (value, TUNTAS_QUEUE_HEADER (object)->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tuntas_queue_header_class_init (TuntasQueueHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = tuntas_queue_header_get_property;
  header_properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (header_properties), header_properties);
}

static void
tuntas_queue_header_init (TuntasQueueHeader *self)
{
}

TuntasSection
tuntas_queue_header_get_section (TuntasQueueHeader *self)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_HEADER (self), TUNTAS_SECTION_NEEDS_ACTION);
  return self->section;
}

guint
tuntas_queue_header_get_count (TuntasQueueHeader *self)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_HEADER (self), 0);
  return self->count;
}

static void
set_header_count (TuntasQueueHeader *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), header_properties[PROP_COUNT]);
}

struct _TuntasQueueModel
{
  GObject parent_instance;

  GListModel *source;  /* (nullable) */
  char *query;         /* (nullable) */
  char *family;        /* (nullable) */

  GPtrArray *items;    /* of TuntasDeskItem (owned): the source as it was last told */
  GPtrArray *shown;    /* of GObject (owned): what this list holds */
  TuntasQueueHeader *headers[N_SECTIONS];
  guint totals[N_SECTIONS]; /* tickets a section, whatever the filter */
  GHashTable *families; /* name ("" is unknown) → number of tickets */
  guint idle;          /* 0: nothing has gathered */
};

static void list_model_iface_init (GListModelInterface *iface);

static guint refreshed_signal;

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasQueueModel, tuntas_queue_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
model_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
model_get_n_items (GListModel *model)
{
  return TUNTAS_QUEUE_MODEL (model)->shown->len;
}

static gpointer
model_get_item (GListModel *model, guint position)
{
  GPtrArray *shown = TUNTAS_QUEUE_MODEL (model)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = model_get_item_type;
  iface->get_n_items = model_get_n_items;
  iface->get_item = model_get_item;
}

static gboolean
is_wanted (TuntasQueueModel *self, TuntasDeskItem *item)
{
  if (self->family != NULL &&
      g_strcmp0 (tuntas_case_get_family (tuntas_desk_item_get_case (item)), self->family) != 0)
    return FALSE;
  return self->query == NULL || tuntas_desk_item_matches (item, self->query);
}

static void
count_families (TuntasQueueModel *self)
{
  g_hash_table_remove_all (self->families);
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *family = tuntas_case_get_family (tuntas_desk_item_get_case (g_ptr_array_index (self->items, i)));
      guint count;

      family = family != NULL ? family : "";
      count = GPOINTER_TO_UINT (g_hash_table_lookup (self->families, family));
      g_hash_table_insert (self->families, g_strdup (family), GUINT_TO_POINTER (count + 1));
    }
}

/* (nullable): of a ticket that nobody has begun, the mass outage that it belongs to. */
static const char *
new_child_of (TuntasDeskItem *item)
{
  return tuntas_desk_item_is_begun (item) ? NULL
                                          : tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_GAMAS);
}

/* The new children of one parent stand together, where the first of them stands: told once, they go one after the other
 * (Q14). What has begun keeps its place by its time. One walk over the section, whatever its length. */
static void
append_grouped (GPtrArray *result, GPtrArray *section)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < section->len; i++)
    {
      const char *parent = new_child_of (g_ptr_array_index (section, i));
      GPtrArray *group = parent != NULL ? g_hash_table_lookup (groups, parent) : NULL;

      if (parent != NULL && group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, (gpointer) parent, group);
        }
      if (group != NULL)
        g_ptr_array_add (group, g_ptr_array_index (section, i));
    }
  for (guint i = 0; i < section->len; i++)
    {
      TuntasDeskItem *item = g_ptr_array_index (section, i);
      const char *parent = new_child_of (item);
      GPtrArray *group = parent != NULL ? g_hash_table_lookup (groups, parent) : NULL;

      if (group == NULL)
        g_ptr_array_add (result, g_object_ref (item));
      else if (g_ptr_array_index (group, 0) == item)
        for (guint j = 0; j < group->len; j++)
          g_ptr_array_add (result, g_object_ref (g_ptr_array_index (group, j)));
    }
}

/* (transfer full): what the list should hold now. Sections are gathered by themselves, so that a source that is just
 * being sorted cannot show a header twice. */
static GPtrArray *
compose (TuntasQueueModel *self)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < N_SECTIONS; i++)
    {
      g_ptr_array_add (sections, g_ptr_array_new ());
      self->totals[i] = 0;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      TuntasDeskItem *item = g_ptr_array_index (self->items, i);
      TuntasSection section = tuntas_desk_item_get_section (item);

      self->totals[section]++;
      if (is_wanted (self, item))
        g_ptr_array_add (g_ptr_array_index (sections, section), item);
    }
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      GPtrArray *section = g_ptr_array_index (sections, i);

      set_header_count (self->headers[i], section->len);
      if (section->len == 0)
        continue;
      g_ptr_array_add (result, g_object_ref (self->headers[i]));
      append_grouped (result, section);
    }
  return result;
}

/* Replaces what is between the same beginning and the same end. */
static void
show (TuntasQueueModel *self, GPtrArray *next)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->shown);
  guint shorter = MIN (before->len, next->len);
  guint start = 0, end = 0;

  while (start < shorter && g_ptr_array_index (before, start) == g_ptr_array_index (next, start))
    start++;
  while (end < shorter - start &&
         g_ptr_array_index (before, before->len - 1 - end) == g_ptr_array_index (next, next->len - 1 - end))
    end++;
  self->shown = g_ptr_array_ref (next);
  if (before->len - start - end > 0 || next->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, next->len - start - end);
}

void
tuntas_queue_model_flush (TuntasQueueModel *self)
{
  g_autoptr (GPtrArray) next = NULL;

  g_return_if_fail (TUNTAS_IS_QUEUE_MODEL (self));
  g_clear_handle_id (&self->idle, g_source_remove);
  count_families (self);
  next = compose (self);
  show (self, next);
  g_signal_emit (self, refreshed_signal, 0);
}

static gboolean
flush_cb (gpointer user_data)
{
  TuntasQueueModel *self = user_data;

  self->idle = 0;
  tuntas_queue_model_flush (self);
  return G_SOURCE_REMOVE;
}

/* Above the priority of drawing. */
static void
gather (TuntasQueueModel *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, flush_cb, self, NULL);
}

/* The source changed in this place; the items that left are not told apart from those that only moved. */
static void
source_changed_cb (TuntasQueueModel *self, guint position, guint removed, guint added, GListModel *source)
{
  for (guint i = 0; i < removed; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, position + i), gather, self);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    {
      TuntasDeskItem *item = g_list_model_get_item (source, position + i);

      g_signal_connect_swapped (item, "changed", G_CALLBACK (gather), self);
      g_ptr_array_insert (self->items, position + i, item);
    }
  gather (self);
}

static void
forget_source (TuntasQueueModel *self)
{
  for (guint i = 0; i < self->items->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, i), gather, self);
  g_ptr_array_set_size (self->items, 0);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, source_changed_cb, self);
  g_clear_object (&self->source);
}

static void
tuntas_queue_model_dispose (GObject *object)
{
  TuntasQueueModel *self = TUNTAS_QUEUE_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  forget_source (self);
  G_OBJECT_CLASS (tuntas_queue_model_parent_class)->dispose (object);
}

static void
tuntas_queue_model_finalize (GObject *object)
{
  TuntasQueueModel *self = TUNTAS_QUEUE_MODEL (object);

  g_free (self->query);
  g_free (self->family);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->families);
  for (guint i = 0; i < N_SECTIONS; i++)
    g_object_unref (self->headers[i]);
  G_OBJECT_CLASS (tuntas_queue_model_parent_class)->finalize (object);
}

static void
tuntas_queue_model_class_init (TuntasQueueModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_queue_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = tuntas_queue_model_finalize;
  refreshed_signal = g_signal_new ("refreshed", TUNTAS_TYPE_QUEUE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
tuntas_queue_model_init (TuntasQueueModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      self->headers[i] = g_object_new (TUNTAS_TYPE_QUEUE_HEADER, NULL);
      self->headers[i]->section = (TuntasSection) i;
    }
}

TuntasQueueModel *
tuntas_queue_model_new (void)
{
  return g_object_new (TUNTAS_TYPE_QUEUE_MODEL, NULL);
}

void
tuntas_queue_model_set_source (TuntasQueueModel *self, GListModel *source)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_MODEL (self));
  forget_source (self);
  if (source != NULL)
    {
      self->source = g_object_ref (source);
      g_signal_connect_swapped (source, "items-changed", G_CALLBACK (source_changed_cb), self);
      source_changed_cb (self, 0, 0, g_list_model_get_n_items (source), source);
    }
  tuntas_queue_model_flush (self);
}

void
tuntas_queue_model_set_query (TuntasQueueModel *self, const char *query)
{
  g_autofree char *trimmed = query != NULL ? g_strstrip (g_strdup (query)) : NULL;

  g_return_if_fail (TUNTAS_IS_QUEUE_MODEL (self));
  g_free (self->query);
  self->query = trimmed != NULL && *trimmed != '\0' ? g_steal_pointer (&trimmed) : NULL;
  tuntas_queue_model_flush (self);
}

void
tuntas_queue_model_set_family (TuntasQueueModel *self, const char *family)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_MODEL (self));
  g_free (self->family);
  self->family = g_strdup (family);
  tuntas_queue_model_flush (self);
}

const char *
tuntas_queue_model_get_family (TuntasQueueModel *self)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_MODEL (self), NULL);
  return self->family;
}

guint
tuntas_queue_model_count (TuntasQueueModel *self, const char *family)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_MODEL (self), 0);
  return family == NULL ? self->items->len : GPOINTER_TO_UINT (g_hash_table_lookup (self->families, family));
}

guint
tuntas_queue_model_count_section (TuntasQueueModel *self, TuntasSection section)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_MODEL (self), 0);
  return self->totals[section];
}

gboolean
tuntas_queue_model_find (TuntasQueueModel *self, TuntasDeskItem *item, guint *position)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_MODEL (self), FALSE);
  return g_ptr_array_find (self->shown, item, position);
}
