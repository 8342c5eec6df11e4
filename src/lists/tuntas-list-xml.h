/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-table.h"
#include "tuntas-list-zip.h"

/* One XML part of a workbook, as it comes. A part with a document type is refused: what defines or fetches entities has no
 * place in a workbook. */

G_BEGIN_DECLS

/* An element's attributes, by local name. */
typedef struct
{
  const unsigned char **list;
  guint n;
} TuntasListAttributes;

/* (transfer full) (nullable) */
char *tuntas_list_attribute_dup (const TuntasListAttributes *attributes, const char *name);
/* -1 where it is missing or no whole number from 0 to 2^31 - 1 */
int   tuntas_list_attribute_number (const TuntasListAttributes *attributes, const char *name);

/* What is done with it; error is one that ends the reading. Names are local names. Any may be NULL. */
typedef struct
{
  void (*start) (gpointer user_data, const char *name, const TuntasListAttributes *attributes, GError **error);
  void (*end)   (gpointer user_data, const char *name, GError **error);
  void (*text)  (gpointer user_data, const char *text, gsize length);
  void (*piece) (gpointer user_data, double share, GError **error); /* after each piece of the part */
} TuntasListXmlFuncs;

/* found (out): whether there is such a part. */
gboolean tuntas_list_xml_read (TuntasListZip *zip, const char *name, const TuntasListXmlFuncs *funcs, gpointer user_data,
                               gboolean *found, GError **error);

G_END_DECLS
