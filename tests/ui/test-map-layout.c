/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-map-layout.h"
#include "ui-support.h"

#include "tuntas-map.h"

#include <locale.h>

/* That the layout library does what the picture relies on: every box has a place of its own, every line runs from its
 * box to its box, and words lie on nothing that can be clicked. */

#define NODE_WIDTH 180
#define NODE_HEIGHT 60
/* A line may end that far from its box, in pixels: corners are rounded. */
#define NEAR 4

typedef struct
{
  GArray *boxes;
  GArray *lines;
  double width, height;
} Picture;

static void
picture_clear (Picture *picture)
{
  g_array_unref (picture->boxes);
  g_array_unref (picture->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static TuntasMapBox *
get_box (const Picture *picture, guint index)
{
  return &g_array_index (picture->boxes, TuntasMapBox, index);
}

static void
add_box (Picture *picture, double width, double height)
{
  TuntasMapBox box = { 0, 0, width, height };

  g_array_append_val (picture->boxes, box);
}

static void
add_line (Picture *picture, guint from, guint to, double width, double height)
{
  TuntasMapLine line = { from, to, { 0, 0, width, height }, NULL };

  g_array_append_val (picture->lines, line);
}

static void
picture_init (Picture *picture)
{
  picture->boxes = g_array_new (FALSE, TRUE, sizeof (TuntasMapBox));
  picture->lines = tuntas_map_layout_new_lines ();
}

static void
place (Picture *picture)
{
  g_autoptr (GError) error = NULL;

  tuntas_map_layout_place (picture->boxes, picture->lines, &picture->width, &picture->height, &error);
  g_assert_no_error (error);
}

static gboolean
overlap (const TuntasMapBox *a, const TuntasMapBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
is_inside (const Picture *picture, const TuntasMapBox *box)
{
  return box->x >= -0.5 && box->y >= -0.5 && box->x + box->width <= picture->width + 0.5 &&
         box->y + box->height <= picture->height + 0.5;
}

static void
assert_at (const TuntasMapPoint *point, const TuntasMapBox *box)
{
  double dx = MAX (MAX (box->x - point->x, point->x - box->x - box->width), 0);
  double dy = MAX (MAX (box->y - point->y, point->y - box->y - box->height), 0);

  g_assert_cmpfloat (dx + dy, <, NEAR);
}

static void
assert_boxes (const Picture *picture)
{
  for (guint i = 0; i < picture->boxes->len; i++)
    {
      g_assert_true (is_inside (picture, get_box (picture, i)));
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (get_box (picture, i), get_box (picture, j)));
    }
}

static void
assert_lines (const Picture *picture)
{
  for (guint i = 0; i < picture->lines->len; i++)
    {
      const TuntasMapLine *line = &g_array_index (picture->lines, TuntasMapLine, i);
      guint n = line->points->len;

      g_assert_cmpuint (n, >=, 4);
      g_assert_cmpuint (n % 3, ==, 1);
      assert_at (&g_array_index (line->points, TuntasMapPoint, 0), get_box (picture, line->from));
      assert_at (&g_array_index (line->points, TuntasMapPoint, n - 1), get_box (picture, line->to));
      g_assert_true (is_inside (picture, &line->label));
      for (guint j = 0; j < picture->boxes->len; j++)
        g_assert_false (overlap (&line->label, get_box (picture, j)));
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (&line->label, &g_array_index (picture->lines, TuntasMapLine, j).label));
    }
}

static void
test_instruction (void)
{
  g_autoptr (TuntasProcedure) procedure = ui_support_load_w03 ();
  static const char *const families[] = { "datin", "indihome", "pots", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (TuntasMap) map = tuntas_map_new (procedure, families[i]);
      g_auto (Picture) picture = { 0 };

      picture_init (&picture);
      for (guint j = 0; j < map->nodes->len; j++)
        add_box (&picture, NODE_WIDTH + 7 * (j % 5), NODE_HEIGHT + 9 * (j % 3));
      for (guint j = 0; j < map->edges->len; j++)
        {
          const TuntasMapEdge *edge = g_ptr_array_index (map->edges, j);

          add_line (&picture, edge->from, edge->to, 90 + 10 * (j % 6), 16 * (1 + j % 4));
        }
      place (&picture);
      assert_boxes (&picture);
      assert_lines (&picture);
      /* Downwards: what comes first stands above. */
      g_assert_cmpfloat (get_box (&picture, 0)->y, <, get_box (&picture, 1)->y);
      g_assert_cmpfloat (get_box (&picture, 1)->y, <, get_box (&picture, 2)->y);
    }
}

/* There and back, a box without a line, and a size with a fraction: where that is written with a comma the library must
 * read it all the same, and leave the language as it was. */
static void
test_comma (void)
{
  g_auto (Picture) picture = { 0 };

  g_assert_nonnull (setlocale (LC_NUMERIC, "id_ID.UTF-8"));
  picture_init (&picture);
  add_box (&picture, 100.5, 40.25);
  add_box (&picture, 50, 20);
  add_box (&picture, 30, 30);
  add_line (&picture, 0, 1, 40, 12);
  add_line (&picture, 1, 0, 40, 12);
  place (&picture);
  assert_boxes (&picture);
  assert_lines (&picture);
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  setlocale (LC_NUMERIC, "C");
}

static void
test_single (void)
{
  g_auto (Picture) picture = { 0 };

  picture_init (&picture);
  add_box (&picture, 100, 40);
  place (&picture);
  assert_boxes (&picture);
  g_assert_cmpfloat_with_epsilon (picture.width, 100, 2);
  g_assert_cmpfloat_with_epsilon (picture.height, 40, 2);
}

/* Laid out again it lies as before: the picture does not jump about under the agent's eyes. */
static void
test_again (void)
{
  g_auto (Picture) picture = { 0 };
  TuntasMapBox first;

  picture_init (&picture);
  for (guint i = 0; i < 6; i++)
    add_box (&picture, NODE_WIDTH, NODE_HEIGHT);
  for (guint i = 0; i < 5; i++)
    add_line (&picture, i / 2, i + 1, 60, 20);
  place (&picture);
  first = *get_box (&picture, 5);
  for (guint i = 0; i < picture.lines->len; i++)
    g_clear_pointer (&g_array_index (picture.lines, TuntasMapLine, i).points, g_array_unref);
  place (&picture);
  g_assert_cmpfloat (get_box (&picture, 5)->x, ==, first.x);
  g_assert_cmpfloat (get_box (&picture, 5)->y, ==, first.y);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/map-layout/instruction", test_instruction);
  g_test_add_func ("/ui/map-layout/comma", test_comma);
  g_test_add_func ("/ui/map-layout/single", test_single);
  g_test_add_func ("/ui/map-layout/again", test_again);
  return g_test_run ();
}
