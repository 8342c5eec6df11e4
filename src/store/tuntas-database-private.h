/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-database.h"

G_BEGIN_DECLS

struct _TuntasDatabase
{
  const TuntasDatabasePlan *plan;
  sqlite3 *connection;    /* (owned) */
  GHashTable *statements; /* (owned): text → sqlite3_stmt; the texts are literals */
  int log_pages;          /* of a durable one: how long its log was after the last commit */
  int version;            /* of the file; the plan's base: nothing was made in it yet */
};

/* Tells what the connection says of its last call. Always FALSE. */
gboolean tuntas_database_fail (TuntasDatabase *self, const char *doing, GError **error);

G_END_DECLS
