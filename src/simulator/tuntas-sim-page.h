/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* Pages of a collection: which rows stand on the one that was asked for, and the addresses of its neighbours
 * (maximo.md §3.3, §3.4). Normal paging cuts what is there now; stable paging keeps the rows of its first page's
 * time, goes forward only, and is forgotten when it was left alone for five minutes. */

G_BEGIN_DECLS

typedef struct
{
  gboolean paging;
  guint size;
  guint number;       /* from 1 */
  guint total;        /* rows of all pages */
  gboolean counted;   /* it is to be said */
  const char *stable; /* (nullable): the id of the kept rows */
} TuntasSimPage;

/* (transfer container) (nullable): the rows of the page; rows are all that the request asks for. may_keep: where
 * stable paging can be had. */
GPtrArray  *tuntas_sim_page_cut    (TuntasSimStore *store, TuntasSimRequest *request, GPtrArray *rows,
                                    gboolean may_keep, TuntasSimPage *page, GError **error);

/* (transfer full): "responseInfo"; href is the bare collection's. */
JsonObject *tuntas_sim_page_info   (TuntasSimRequest *request, const char *href, const TuntasSimPage *page);

void        tuntas_sim_cursor_free (gpointer cursor);
/* Forgets those that were left alone for too long, and a record that is no more (nullable). */
void        tuntas_sim_cursors_tidy (TuntasSimStore *store, const TuntasSimRow *gone);

G_END_DECLS
