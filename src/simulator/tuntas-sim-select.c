/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-select.h"

#include <string.h>

#define MAX_DEPTH 8

static TuntasSimSelect *read_list (const char **at, int depth);

static void
item_free (TuntasSimSelectItem *item)
{
  g_free (item->name);
  g_free (item->member);
  g_free (item->alias);
  g_clear_pointer (&item->inner, tuntas_sim_select_free);
  g_free (item);
}

void
tuntas_sim_select_free (TuntasSimSelect *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

static TuntasSimSelect *
select_new (void)
{
  TuntasSimSelect *self = g_new0 (TuntasSimSelect, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  return self;
}

TuntasSimSelect *
tuntas_sim_select_all (void)
{
  TuntasSimSelect *self = select_new ();

  self->all = TRUE;
  return self;
}

static TuntasSimSelectItem *
item_new (const char *text)
{
  TuntasSimSelectItem *item = g_new0 (TuntasSimSelectItem, 1);
  g_autofree char *name = g_strstrip (g_strdup (text));
  char *start = name;
  char *alias = strstr (name, "--");
  char *dot;

  for (;;)
    {
      if (g_str_has_prefix (start, "spi:"))
        start += strlen ("spi:");
      else if (g_str_has_prefix (start, "rel."))
        start += strlen ("rel.");
      else
        break;
    }
  if (alias != NULL)
    {
      item->alias = g_strdup (alias + 2);
      *alias = '\0';
    }
  dot = strchr (start, '.');
  if (dot != NULL)
    {
      item->member = g_strdup (dot + 1);
      *dot = '\0';
    }
  item->name = g_strdup (start);
  return item;
}

static void
add_item (TuntasSimSelect *self, const char *start, const char *end, TuntasSimSelect *inner)
{
  g_autofree char *text = g_strndup (start, end - start);
  TuntasSimSelectItem *item = item_new (text);

  item->inner = inner;
  if (g_str_equal (item->name, "*"))
    self->all = TRUE;
  if (*item->name == '\0' || g_str_equal (item->name, "*"))
    item_free (item);
  else
    g_ptr_array_add (self->items, item);
}

static TuntasSimSelect *
read_list (const char **at, int depth)
{
  TuntasSimSelect *self = select_new ();
  const char *start = *at;

  for (;; (*at)++)
    switch (**at)
      {
      case '{':
        {
          const char *end = *at;
          TuntasSimSelect *inner;

          (*at)++;
          if (depth == MAX_DEPTH)
            return self;
          inner = read_list (at, depth + 1);
          add_item (self, start, end, inner);
          if (**at == '\0')
            return self;
          start = *at + 1;
          break;
        }
      case ',':
        add_item (self, start, *at, NULL);
        start = *at + 1;
        break;
      case '}':
      case '\0':
        add_item (self, start, *at, NULL);
        return self;
      default:
        break;
      }
}

TuntasSimSelect *
tuntas_sim_select_parse (const char *text)
{
  return read_list (&text, 0);
}
