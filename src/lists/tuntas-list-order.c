/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-order.h"

#include "tuntas-list-instant.h"

/* One program wrote all of the list, so all its dates have one order. In the first twelve days of a month perhaps none says
 * which; then what a list tells has happened already. */

/* What another zone, or a clock that is fast, may have written. */
#define NOT_YET (24 * 3600)

static gboolean
is_instant (const TuntasListColumn *column)
{
  return column->field >= 0 && tuntas_list_field_kind (column->field) == TUNTAS_LIST_KIND_INSTANT;
}

/* One date that can only have the day first decides; of the others one with the month first. OPEN: there is nothing but dates
 * that can be both. NONE: there are none at all. */
static TuntasListOrder
find_decided (GPtrArray *columns, const TuntasListTable *table, guint header)
{
  TuntasListOrder found = TUNTAS_LIST_ORDER_NONE;

  for (guint i = 0; i < columns->len; i++)
    for (guint row = header + 1; is_instant (g_ptr_array_index (columns, i)) && row < tuntas_list_table_get_n_rows (table);
         row++)
      {
        TuntasListOrder order = tuntas_list_value_order (tuntas_list_table_get_cell (table, row, i));

        if (order == TUNTAS_LIST_ORDER_DAY_FIRST)
          return order;
        if (order == TUNTAS_LIST_ORDER_MONTH_FIRST || found == TUNTAS_LIST_ORDER_NONE)
          found = order;
      }
  return found;
}

static gboolean
is_future (const TuntasListCell *cell, const TuntasListOptions *options, gboolean month_first)
{
  g_autofree char *text = g_strstrip (g_strdup (cell->text));
  TuntasListCell stripped = { text, cell->kind };
  TuntasListDates dates = { options->zone, month_first, FALSE };
  gint64 seconds;

  return tuntas_list_instant_read (&stripped, &dates, &seconds) && seconds > options->now + NOT_YET;
}

/* The order without dates in the future, where the other has some; a date that is in the future either way says nothing. */
static TuntasListOrder
weigh (GPtrArray *columns, const TuntasListTable *table, guint header, const TuntasListOptions *options)
{
  gboolean with_day = FALSE, with_month = FALSE;

  for (guint i = 0; i < columns->len; i++)
    for (guint row = header + 1; is_instant (g_ptr_array_index (columns, i)) && row < tuntas_list_table_get_n_rows (table);
         row++)
      {
        const TuntasListCell *cell = tuntas_list_table_get_cell (table, row, i);
        gboolean day, month;

        if (tuntas_list_value_order (cell) != TUNTAS_LIST_ORDER_OPEN)
          continue;
        day = is_future (cell, options, FALSE);
        month = is_future (cell, options, TRUE);
        with_day |= day && !month;
        with_month |= month && !day;
      }
  return with_day && !with_month ? TUNTAS_LIST_ORDER_MONTH_FIRST : TUNTAS_LIST_ORDER_DAY_FIRST;
}

TuntasListOrder
tuntas_list_find_order (GPtrArray *columns, const TuntasListTable *table, guint header, const TuntasListOptions *options,
                        gboolean *assumed)
{
  TuntasListOrder order = find_decided (columns, table, header);

  *assumed = order == TUNTAS_LIST_ORDER_OPEN;
  if (*assumed)
    return weigh (columns, table, header, options);
  return order == TUNTAS_LIST_ORDER_MONTH_FIRST ? order : TUNTAS_LIST_ORDER_DAY_FIRST;
}
