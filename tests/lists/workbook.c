/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define SPREADSHEET "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* The last part first, as some programs write them; the list is the second sheet and its texts are shared. */
static const WorkbookPart sample[] = {
  { "xl/worksheets/sheet2.xml",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    "<worksheet " SPREADSHEET "><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"s\"><v>2</v></c><c r=\"C3\" t=\"s\"><v>3</v></c>"
    "<c r=\"D3\" t=\"s\"><v>4</v></c><c r=\"E3\" t=\"s\"><v>5</v></c><c r=\"F3\" t=\"s\"><v>6</v></c>"
    "<c r=\"G3\" t=\"s\"><v>7</v></c><c r=\"H3\" t=\"s\"><v>8</v></c><c r=\"XFD3\" s=\"1\"/></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>9</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>SALAMSIM</t></is></c>"
    "<c r=\"C4\" s=\"1\"><v>45880.73767361111</v></c><c r=\"D4\" s=\"2\"><v>1.0868055555555556</v></c>"
    "<c r=\"E4\"><v>131000000701</v></c><c r=\"F4\"><v>800000000701</v></c>"
    "<c r=\"G4\" t=\"str\"><f>HYPERLINK(\"http://127.0.0.1:9/\",\"MATI TOTAL\")</f><v>MATI TOTAL</v></c>"
    "<c r=\"H4\" t=\"e\"><v>#N/A</v></c></row>"
    "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>10</v></c><c r=\"C5\" t=\"d\"><v>2025-08-12T17:42:15Z</v></c>"
    "<c r=\"D5\"><v>2.35</v></c><c r=\"G5\" t=\"s\"><v>11</v></c></row>"
    "<row r=\"1048576\"><c r=\"A1048576\" s=\"2\"/></row>"
    "</sheetData></worksheet>" },
  { "xl/worksheets/sheet1.xml",
    "<worksheet " SPREADSHEET "><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Laporan uji</t></is></c>"
    "</row></sheetData></worksheet>" },
  { "xl/sharedStrings.xml",
    "<sst " SPREADSHEET " count=\"12\" uniqueCount=\"12\"><si><t>Daftar tiket</t></si><si><t>Incident</t></si>"
    "<si><t>Status</t></si><si><t>Reported Date</t></si><si><t>TTR Customer</t></si><si><t>Service No</t></si>"
    "<si><t>Contact Phone</t></si><si><t>Summary</t></si><si><t>Catatan tim</t></si>"
    "<si><r><t>IN</t></r><r><rPr><b/></rPr><t>191000701</t></r><rPh sb=\"0\" eb=\"1\"><t>in</t></rPh></si>"
    "<si><t>IN191000702</t></si><si><t xml:space=\"preserve\">A &amp; B &lt;b&gt;_x000D_\nbaris dua</t></si></sst>" },
  { "xl/styles.xml",
    "<styleSheet " SPREADSHEET "><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"[h]:mm:ss\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"22\"/></cellStyleXfs>"
    "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>" },
  { "xl/workbook.xml",
    WORKBOOK_BOOK () },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" RELATION "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" RELATION "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" RELATION "/externalLink\" Target=\"http://127.0.0.1:9/lain.xlsx\""
    " TargetMode=\"External\"/></Relationships>" },
  { "xl/vbaProject.bin", "not looked at" },
  { NULL, NULL },
};

static void
check (struct archive *archive, int status)
{
  if (status != ARCHIVE_OK)
    g_error ("%s", archive_error_string (archive));
}

static void
add_part (struct archive *archive, const WorkbookPart *part)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, part->name);
  archive_entry_set_size (entry, (la_int64_t) strlen (part->text));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  check (archive, archive_write_header (archive, entry));
  g_assert_cmpint (archive_write_data (archive, part->text, strlen (part->text)), ==, strlen (part->text));
  archive_entry_free (entry);
}

GBytes *
workbook_pack (const WorkbookPart *parts)
{
  struct archive *archive = archive_write_new ();
  gsize most = 65536, used = 0;
  guint8 *bytes;

  for (guint i = 0; parts[i].name != NULL; i++)
    most += 1024 + strlen (parts[i].text) * 2;
  bytes = g_malloc (most);
  check (archive, archive_write_set_format_zip (archive));
  check (archive, archive_write_open_memory (archive, bytes, most, &used));
  for (guint i = 0; parts[i].name != NULL; i++)
    add_part (archive, &parts[i]);
  check (archive, archive_write_close (archive));
  archive_write_free (archive);
  return g_bytes_new_take (bytes, used);
}

/* The changed part of that name, or the one that it would change. */
static const WorkbookPart *
find_part (const WorkbookPart *changes, const WorkbookPart *part)
{
  for (guint i = 0; changes[i].name != NULL; i++)
    if (strcmp (changes[i].name, part->name) == 0)
      return &changes[i];
  return part;
}

GBytes *
workbook_change (const WorkbookPart *changes)
{
  WorkbookPart parts[G_N_ELEMENTS (sample)] = { { NULL, NULL } };
  guint n = 0;

  for (guint i = 0; sample[i].name != NULL; i++)
    {
      parts[n] = *find_part (changes, &sample[i]);
      /* A part without a text is not there. */
      n += parts[n].text != NULL;
    }
  parts[n] = (WorkbookPart) { NULL, NULL };
  return workbook_pack (parts);
}

GBytes *
workbook_sample (const char *part, const char *text)
{
  return workbook_change ((WorkbookPart[]) { { part, text }, { NULL, NULL } });
}
