/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-queue.h"

#include "tuntas-desk-item-private.h"

struct _TuntasQueue
{
  GObject parent_instance;

  GPtrArray *items;   /* of TuntasDeskItem (owned), in order */
  GHashTable *by_id;  /* ticket id (of the item) → item */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasQueue, tuntas_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
queue_get_item_type (GListModel *model)
{
  return TUNTAS_TYPE_DESK_ITEM;
}

static guint
queue_get_n_items (GListModel *model)
{
  return TUNTAS_QUEUE (model)->items->len;
}

static gpointer
queue_get_item (GListModel *model, guint position)
{
  TuntasQueue *self = TUNTAS_QUEUE (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = queue_get_item_type;
  iface->get_n_items = queue_get_n_items;
  iface->get_item = queue_get_item;
}

/* Where the item belongs among the others; they are in order. */
static guint
find_place (TuntasQueue *self, TuntasDeskItem *item)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (tuntas_desk_item_compare (g_ptr_array_index (self->items, middle), item) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
stands_right (TuntasQueue *self, guint position)
{
  TuntasDeskItem *item = g_ptr_array_index (self->items, position);

  return (position == 0 || tuntas_desk_item_compare (g_ptr_array_index (self->items, position - 1), item) <= 0) &&
         (position + 1 == self->items->len ||
          tuntas_desk_item_compare (item, g_ptr_array_index (self->items, position + 1)) <= 0);
}

/* An item that still stands right is announced as changed in place, so that its section header is counted anew. */
static void
item_changed_cb (TuntasDeskItem *item, TuntasQueue *self)
{
  g_autoptr (TuntasDeskItem) moving = g_object_ref (item);
  guint position, place;

  if (!g_ptr_array_find (self->items, item, &position) || stands_right (self, position))
    return;
  g_ptr_array_steal_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  place = find_place (self, item);
  g_ptr_array_insert (self->items, place, item);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
adopt (TuntasQueue *self, TuntasDeskItem *item)
{
  g_hash_table_insert (self->by_id, (gpointer) tuntas_desk_item_get_id (item), item);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, 0);
}

void
tuntas_queue_add (TuntasQueue *self, TuntasDeskItem *item)
{
  guint place = find_place (self, item);

  adopt (self, item);
  g_ptr_array_insert (self->items, place, g_object_ref (item));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return tuntas_desk_item_compare (*(TuntasDeskItem *const *) a, *(TuntasDeskItem *const *) b);
}

/* In two steps, out and in: a list view would otherwise look for its old rows among all the new ones. */
static void
resort (TuntasQueue *self, guint n_before)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&self->items);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  g_ptr_array_unref (self->items);
  g_ptr_array_sort (all, compare_pointers);
  self->items = g_steal_pointer (&all);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->items->len);
}

void
tuntas_queue_extend (TuntasQueue *self, GPtrArray *items)
{
  guint n_before = self->items->len;

  if (items->len <= 8)
    {
      for (guint i = 0; i < items->len; i++)
        tuntas_queue_add (self, g_ptr_array_index (items, i));
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      TuntasDeskItem *item = g_ptr_array_index (items, i);

      adopt (self, item);
      g_ptr_array_add (self->items, g_object_ref (item));
    }
  resort (self, n_before);
}

void
tuntas_queue_remove (TuntasQueue *self, TuntasDeskItem *item)
{
  g_autoptr (TuntasDeskItem) leaving = g_object_ref (item);
  guint position;

  if (!g_ptr_array_find (self->items, item, &position))
    return;
  g_signal_handlers_disconnect_by_data (item, self);
  g_hash_table_remove (self->by_id, tuntas_desk_item_get_id (item));
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

TuntasDeskItem *
tuntas_queue_find (TuntasQueue *self, const char *ticket_id)
{
  return g_hash_table_lookup (self->by_id, ticket_id);
}

guint
tuntas_queue_get_n (TuntasQueue *self)
{
  return self->items->len;
}

TuntasDeskItem *
tuntas_queue_get (TuntasQueue *self, guint position)
{
  return g_ptr_array_index (self->items, position);
}

void
tuntas_queue_refresh (TuntasQueue *self)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    if (tuntas_desk_item_refresh (g_ptr_array_index (self->items, i)))
      g_ptr_array_add (moved, g_object_ref (g_ptr_array_index (self->items, i)));
  for (guint i = 0; i < moved->len; i++)
    tuntas_desk_item_emit_changed (g_ptr_array_index (moved, i));
}

static void
tuntas_queue_finalize (GObject *object)
{
  TuntasQueue *self = TUNTAS_QUEUE (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (tuntas_queue_parent_class)->finalize (object);
}

static void
tuntas_queue_class_init (TuntasQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_queue_finalize;
}

static void
tuntas_queue_init (TuntasQueue *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

TuntasQueue *
tuntas_queue_new (void)
{
  return g_object_new (TUNTAS_TYPE_QUEUE, NULL);
}
