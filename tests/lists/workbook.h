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

/* (transfer full): the same with several such parts, a NULL name at their end. */
GBytes *workbook_change (const WorkbookPart *changes);

/* The part "xl/workbook.xml" of the sample with those attributes of the workbook. */
#define WORKBOOK_BOOK(attributes) \
  "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"" \
  " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr " attributes "/><sheets>" \
  "<sheet name=\"Sampul\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Tiket\" sheetId=\"2\" r:id=\"rId2\"/></sheets>" \
  "</workbook>"

/* Of a sheet: a cell with a text, and a row of such a cell and others. */
#define WORKBOOK_TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define WORKBOOK_ROW(first, others) "<row>" WORKBOOK_TEXT (first) others "</row>"

G_END_DECLS
