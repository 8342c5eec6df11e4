/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-queue-model.h"

#include "training-desk.h"
#include "tuntas-desk-private.h"

/* The new children of one mass outage stand together in the queue (Q14), and everything else where it stood. */

typedef struct
{
  const char *id;
  const char *parent; /* (nullable) */
} Row;

static void
add_row (TuntasDesk *desk, GListStore *source, const Row *row)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new (row->id);
  g_autoptr (TuntasDeskItem) item = NULL;

  tuntas_ticket_set (ticket, TUNTAS_TICKET_GAMAS, row->parent);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_TYPE, "ASTINET");
  item = tuntas_desk_make_item (desk, ticket);
  g_list_store_append (source, item);
}

/* (transfer full): the last two digits of each ticket, in the order of the list. */
static char *
order_of (TuntasQueueModel *model)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (TUNTAS_IS_DESK_ITEM (object))
        g_string_append_printf (order, "%s%s", order->len > 0 ? " " : "",
                                tuntas_desk_item_get_id (TUNTAS_DESK_ITEM (object)) + 9);
    }
  return g_string_free (order, FALSE);
}

static void
test_grouped (void)
{
  static const Row rows[] = {
    { "IN190002001", NULL },          { "IN190002002", "IN190000500" }, { "IN190002003", NULL },
    { "IN190002004", "IN190000600" }, { "IN190002005", "IN190000500" }, { "IN190002006", "IN190000600" },
    { "IN190002007", NULL },          { "IN190002008", "IN190000500" },
  };
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = training_desk_new (&workplace);
  g_autoptr (GListStore) source = g_list_store_new (TUNTAS_TYPE_DESK_ITEM);
  g_autoptr (TuntasQueueModel) model = tuntas_queue_model_new ();
  g_autofree char *order = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (desk, source, &rows[i]);
  tuntas_queue_model_set_source (model, G_LIST_MODEL (source));
  order = order_of (model);
  g_assert_cmpstr (order, ==, "01 02 05 08 03 04 06 07");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/queue-groups/grouped", test_grouped);
  return g_test_run ();
}
