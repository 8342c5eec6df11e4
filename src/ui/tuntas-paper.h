/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A text for printing, A4, as a PDF: headings, paragraphs, and rows of a table. Everything that is too long goes on in
 * further lines, and on further pages wherever a page is full; a heading never stands at the end of one. At the foot of
 * each page stand a line that says what it is, and which page of how many. No display is needed. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_PAPER_TITLE,
  TUNTAS_PAPER_HEADING,
  TUNTAS_PAPER_STRONG,
  TUNTAS_PAPER_TEXT,
  TUNTAS_PAPER_SMALL,
} TuntasPaperStyle;

typedef struct _TuntasPaper TuntasPaper;

/* A cell of a row. */
typedef struct
{
  const char *text; /* (nullable): an empty one */
  double width;     /* of the whole, 0 … 1 */
  TuntasPaperStyle style;
} TuntasPaperCell;

/* (transfer full): title: of the file, as readers of PDFs show it; foot: of each page. */
TuntasPaper *tuntas_paper_new       (const char *title, const char *foot);
void         tuntas_paper_free      (TuntasPaper *self);

void         tuntas_paper_add       (TuntasPaper *self, TuntasPaperStyle style, const char *text);
void         tuntas_paper_add_row   (TuntasPaper *self, const TuntasPaperCell *cells, guint n);
/* A line across the page. */
void         tuntas_paper_add_rule  (TuntasPaper *self);

/* (transfer full) (nullable): the PDF. Errors of G_IO_ERROR. */
GBytes      *tuntas_paper_print     (TuntasPaper *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasPaper, tuntas_paper_free)

G_END_DECLS
