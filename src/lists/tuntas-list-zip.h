/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tuntas-list-error.h"

/* The parts of a workbook's zip, read in pieces and never unpacked to the disk. */

G_BEGIN_DECLS

typedef struct
{
  const char *bytes;
  gsize length;
  gsize unpacked; /* so far, over all parts: TUNTAS_LIST_MOST_UNPACKED at the most */
} TuntasListZip;

/* Takes a piece of a part; share: how much of the part has been read, from 0 to 1. */
typedef gboolean (*TuntasListPieceFunc) (const char *piece, gsize length, double share, gpointer user_data,
                                         GError **error);

/* Reads the part of that name, letters of either case; found (out): whether there is one. */
gboolean tuntas_list_zip_read (TuntasListZip *zip, const char *name, TuntasListPieceFunc func, gpointer user_data,
                               gboolean *found, GError **error);

G_END_DECLS
