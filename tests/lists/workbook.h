/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Workbooks of given parts, and a believable one. */

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* NULL: the end */
  const char *text;
} WorkbookPart;

/* (transfer full): a zip of those parts. */
GBytes *workbook_pack   (const WorkbookPart *parts);

/* (transfer full): two sheets, a cover and a list; part, text (nullable): a part that is another one there. */
GBytes *workbook_sample (const char *part, const char *text);

G_END_DECLS
