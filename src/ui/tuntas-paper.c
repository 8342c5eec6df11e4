/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-paper.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

/* Blocks are collected first, each laid out by itself. Going over the pages is one function that is done twice: to count
 * them, which each foot names, and to draw them. A block breaks between any two of its lines; the lines of the cells of a
 * row stay beside each other. */

#define PAGE_WIDTH 595.28  /* points: A4 */
#define PAGE_HEIGHT 841.89
#define MARGIN_SIDE 56
#define MARGIN_TOP 56
#define MARGIN_BOTTOM 72
#define FOOT_HEIGHT 28
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN_SIDE)
#define GUTTER 10 /* between cells */
#define KEPT 36   /* points that follow a heading on its page */

static const struct
{
  const char *font;
  double above; /* points */
} styles[] = {
  [TUNTAS_PAPER_TITLE] = { "Cantarell, Sans Bold 18", 0 },
  [TUNTAS_PAPER_HEADING] = { "Cantarell, Sans Bold 12", 16 },
  [TUNTAS_PAPER_STRONG] = { "Cantarell, Sans Bold 10", 6 },
  [TUNTAS_PAPER_TEXT] = { "Cantarell, Sans 10", 4 },
  [TUNTAS_PAPER_SMALL] = { "Cantarell, Sans 8.5", 2 },
};

typedef struct
{
  PangoLayout *layout;
  double left; /* points from the margin */
} Cell;

typedef struct
{
  GArray *cells; /* (element-type Cell); none: a rule */
  double above;  /* points */
  gboolean keeps_next;
} Block;

struct _TuntasPaper
{
  char *title;
  char *foot;
  PangoContext *context;
  GPtrArray *blocks; /* of Block */
};

/* Where the next line goes. */
typedef struct
{
  TuntasPaper *paper;
  cairo_t *cr;   /* (nullable): NULL only counts */
  guint page;    /* from 1 */
  guint n_pages; /* 0: not known yet */
  double y;
} Pen;

static void
cell_clear (gpointer data)
{
  g_object_unref (((Cell *) data)->layout);
}

static void
block_free (gpointer data)
{
  Block *block = data;

  g_array_unref (block->cells);
  g_free (block);
}

TuntasPaper *
tuntas_paper_new (const char *title, const char *foot)
{
  TuntasPaper *self = g_new0 (TuntasPaper, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->title = g_strdup (title);
  self->foot = g_strdup (foot);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  /* Points are points, and letters stand where paper wants them, not where a screen's dots are. */
  pango_cairo_context_set_resolution (self->context, 72);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  return self;
}

void
tuntas_paper_free (TuntasPaper *self)
{
  g_ptr_array_unref (self->blocks);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self->foot);
  g_free (self);
}

/* Collecting */

static PangoLayout *
new_layout (TuntasPaper *self, TuntasPaperStyle style, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (styles[style].font);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, pango_units_from_double (width));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static Block *
add_block (TuntasPaper *self, double above)
{
  Block *block = g_new0 (Block, 1);

  block->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (block->cells, cell_clear);
  block->above = above;
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
tuntas_paper_add_row (TuntasPaper *self, const TuntasPaperCell *cells, guint n)
{
  Block *block = add_block (self, styles[cells[0].style].above);
  double left = 0;

  for (guint i = 0; i < n; i++)
    {
      double width = cells[i].width * TEXT_WIDTH;
      Cell cell = { .left = left };

      cell.layout = new_layout (self, cells[i].style, cells[i].text != NULL ? cells[i].text : "",
                                i + 1 < n ? width - GUTTER : width);
      g_array_append_val (block->cells, cell);
      left += width;
    }
}

void
tuntas_paper_add (TuntasPaper *self, TuntasPaperStyle style, const char *text)
{
  tuntas_paper_add_row (self, &(TuntasPaperCell) { text, 1, style }, 1);
  ((Block *) g_ptr_array_index (self->blocks, self->blocks->len - 1))->keeps_next = style <= TUNTAS_PAPER_HEADING;
}

void
tuntas_paper_add_rule (TuntasPaper *self)
{
  add_block (self, 6);
}

/* Going over the pages */

static void
draw_foot (Pen *pen)
{
  /* Translators: which page of how many, at the foot of a printed page: "Halaman 2 dari 3" */
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), pen->page, pen->n_pages);
  g_autoptr (PangoLayout) foot = new_layout (pen->paper, TUNTAS_PAPER_SMALL, pen->paper->foot, TEXT_WIDTH - 90);
  g_autoptr (PangoLayout) page = new_layout (pen->paper, TUNTAS_PAPER_SMALL, number, 90);

  pango_layout_set_height (foot, -1); /* one line */
  pango_layout_set_ellipsize (foot, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (page, PANGO_ALIGN_RIGHT);
  cairo_move_to (pen->cr, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_BOTTOM + FOOT_HEIGHT);
  pango_cairo_show_layout (pen->cr, foot);
  cairo_move_to (pen->cr, PAGE_WIDTH - MARGIN_SIDE - 90, PAGE_HEIGHT - MARGIN_BOTTOM + FOOT_HEIGHT);
  pango_cairo_show_layout (pen->cr, page);
}

static void
end_page (Pen *pen)
{
  if (pen->cr == NULL)
    return;
  draw_foot (pen);
  cairo_show_page (pen->cr);
}

/* A page that has something on it is turned where so many points do not fit any more. */
static void
make_room (Pen *pen, double height)
{
  if (pen->y == MARGIN_TOP || pen->y + height <= PAGE_HEIGHT - MARGIN_BOTTOM)
    return;
  end_page (pen);
  pen->page++;
  pen->y = MARGIN_TOP;
}

static void
draw_rule (Pen *pen)
{
  make_room (pen, 1);
  if (pen->cr != NULL)
    {
      cairo_set_line_width (pen->cr, 0.5);
      cairo_move_to (pen->cr, MARGIN_SIDE, pen->y);
      cairo_rel_line_to (pen->cr, TEXT_WIDTH, 0);
      cairo_stroke (pen->cr);
    }
  pen->y += 1;
}

/* (nullable): the nth line of that cell, and how far its text reaches above and below its base line, in points. */
static PangoLayoutLine *
get_line (const Cell *cell, int n, double *ascent, double *height)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (cell->layout, n);
  PangoRectangle logical;

  if (line == NULL)
    return NULL;
  pango_layout_line_get_extents (line, NULL, &logical);
  *ascent = pango_units_to_double (-logical.y);
  *height = pango_units_to_double (logical.height);
  return line;
}

/* FALSE where no cell has so many lines. */
static gboolean
draw_line (Pen *pen, const Block *block, int n)
{
  double tallest = 0, ascent, height;
  gboolean any = FALSE;

  for (guint i = 0; i < block->cells->len; i++)
    if (get_line (&g_array_index (block->cells, Cell, i), n, &ascent, &height) != NULL)
      {
        any = TRUE;
        tallest = MAX (tallest, height);
      }
  if (!any)
    return FALSE;
  make_room (pen, tallest + (block->keeps_next ? KEPT : 0));
  for (guint i = 0; pen->cr != NULL && i < block->cells->len; i++)
    {
      const Cell *cell = &g_array_index (block->cells, Cell, i);
      PangoLayoutLine *line = get_line (cell, n, &ascent, &height);

      if (line == NULL)
        continue;
      cairo_move_to (pen->cr, MARGIN_SIDE + cell->left, pen->y + ascent);
      pango_cairo_show_layout_line (pen->cr, line);
    }
  pen->y += tallest;
  return TRUE;
}

static void
draw_block (Pen *pen, const Block *block)
{
  if (pen->y > MARGIN_TOP)
    pen->y += block->above;
  if (block->cells->len == 0)
    draw_rule (pen);
  for (int n = 0; draw_line (pen, block, n); n++)
    ;
}

/* Gives the number of pages. cr, n_pages: as of a pen. */
static guint
go_over (TuntasPaper *self, cairo_t *cr, guint n_pages)
{
  Pen pen = { self, cr, 1, n_pages, MARGIN_TOP };

  for (guint i = 0; i < self->blocks->len; i++)
    draw_block (&pen, g_ptr_array_index (self->blocks, i));
  end_page (&pen);
  return pen.page;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
tuntas_paper_print (TuntasPaper *self, GError **error)
{
  GByteArray *pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, pdf, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tuntas");
  go_over (self, cr, go_over (self, NULL, 0));
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (pdf);
  g_byte_array_unref (pdf);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  return NULL;
}
