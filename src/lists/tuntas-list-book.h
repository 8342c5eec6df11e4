/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-table.h"
#include "tuntas-list-zip.h"

/* What the sheets of a workbook have in common: their order, the texts that cells share, and which formats show a number
 * as a date. */

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *sheets;  /* (element-type utf8): names of their parts in the zip, in the order of the tabs */
  GPtrArray *texts;   /* (element-type utf8): by the number that cells give */
  GArray *dates;      /* (element-type gboolean): by the number of a cell's style */
  gboolean from_1904; /* days are counted from 1904-01-01 */
} TuntasListBook;

/* (transfer full) */
TuntasListBook *tuntas_list_book_read (TuntasListZip *zip, const TuntasListWatch *watch, GError **error);
void            tuntas_list_book_free (TuntasListBook *self);

/* Whether a format of a cell ("dd/mm/yyyy hh:mm", "[h]:mm:ss", "0.00") shows a number as a date, a time or a length of
 * time. */
gboolean        tuntas_list_format_is_date (const char *code);

/* What Excel writes for a character that XML cannot have: "_x000D_". Those are left out. A
 * text that is too long for a cell stays as it is, to be refused. */
void            tuntas_list_unescape (GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasListBook, tuntas_list_book_free)

G_END_DECLS
