/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "tuntas-chain.h"
#include "tuntas-store-error.h"

/* One SQLite file, opened as the power-cut measurement wants it, and the few verbs the store needs of it. Lives on
 * the executor only. All errors are TUNTAS_STORE_ERROR. */

G_BEGIN_DECLS

typedef struct
{
  const char *file;         /* its name within the directory */
  int application_id;       /* written into its header: tells it from another program's */
  gboolean durable;         /* what is committed survives a power cut; otherwise it may go back in time */
  int base;                 /* user_version before the first step */
  const char *const *steps; /* each takes user_version one up; never changed once released. Ends in NULL */
} TuntasDatabasePlan;

typedef struct _TuntasDatabase TuntasDatabase;

/* A statement between its binding and its reset. */
typedef sqlite3_stmt TuntasRows;

typedef enum
{
  TUNTAS_DATABASE_EXISTING   = 0,
  TUNTAS_DATABASE_MAY_CREATE = 1 << 0, /* a missing or empty file is a new one; otherwise it is DAMAGED */
  TUNTAS_DATABASE_AS_IT_IS   = 1 << 1, /* a copy to take things out of: neither identified nor checked */
} TuntasDatabaseFlags;

/* (transfer full): locked for us alone, and checked. vfs (nullable): the SQLite VFS to use, by name.
 * A file that is NEWER, DAMAGED or LOCKED is not written to. */
TuntasDatabase *tuntas_database_open     (const TuntasDatabasePlan *plan, const char *directory, const char *vfs,
                                          TuntasDatabaseFlags how, GError **error);
/* Nothing was made in it yet. */
gboolean        tuntas_database_is_new     (TuntasDatabase *self);
/* It is at the plan's last version; otherwise nothing but the next is to be done with it. */
gboolean        tuntas_database_is_current (TuntasDatabase *self);
gboolean        tuntas_database_migrate    (TuntasDatabase *self, GError **error);
/* self (nullable) */
void            tuntas_database_close    (TuntasDatabase *self);

/* Removes the file and what SQLite keeps beside it; those that are missing do no harm. */
gboolean        tuntas_database_delete   (const TuntasDatabasePlan *plan, const char *directory, const char *vfs,
                                          GError **error);

/* Carries a long log over into the file, which takes some syncs more than a commit: for when nobody waits. What does
 * not succeed now will the next time. Whether it was; then the next commit begins the log anew, with a sync of its own. */
gboolean        tuntas_database_tidy     (TuntasDatabase *self);

gboolean        tuntas_database_begin    (TuntasDatabase *self, GError **error);
gboolean        tuntas_database_commit   (TuntasDatabase *self, GError **error);
void            tuntas_database_rollback (TuntasDatabase *self);
/* A script without parameters or rows. */
gboolean        tuntas_database_script   (TuntasDatabase *self, const char *sql, GError **error);

/* (transfer none): the statement of this text (prepared once), its parameters bound by types: 'i' gint64,
 * 's' const char * (nullable), 'h' const TuntasHash *, 'b' GBytes *. The values must stay until the last row was read. */
TuntasRows     *tuntas_database_query    (TuntasDatabase *self, GError **error, const char *sql, const char *types,
                                          ...);
/* One more parameter of a query before its first row. text (nullable) must stay until the last row was read. */
void            tuntas_rows_bind_text    (TuntasRows *rows, int parameter, const char *text);
/* The next row: FALSE at an error, and *row FALSE after the last one. */
gboolean        tuntas_database_next     (TuntasDatabase *self, TuntasRows *rows, gboolean *row, GError **error);
/* A query whose rows do not matter. */
gboolean        tuntas_database_run      (TuntasDatabase *self, GError **error, const char *sql, const char *types,
                                          ...);
/* The first column of the first row; value untouched where there is none. */
gboolean        tuntas_database_number   (TuntasDatabase *self, const char *sql, gint64 *value, GError **error);
/* Two columns of text, all rows. */
gboolean        tuntas_database_texts    (TuntasDatabase *self, const char *sql, GHashTable *texts, GError **error);

/* Of the last statement. */
gint64          tuntas_database_last_id  (TuntasDatabase *self);

/* Columns of the current row. Text: (nullable), valid until the next row. */
const char     *tuntas_rows_text         (TuntasRows *rows, int column);
gint64          tuntas_rows_number       (TuntasRows *rows, int column);
/* (transfer full) */
GBytes         *tuntas_rows_dup_bytes    (TuntasRows *rows, int column);
/* FALSE where the column is no hash. */
gboolean        tuntas_rows_hash         (TuntasRows *rows, int column, TuntasHash *out);
/* Ends a query before its last row. */
void            tuntas_rows_end          (TuntasRows *rows);

/* After these the connection is not to be trusted: close it and open it again. */
gboolean        tuntas_database_error_is_of_disk (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasDatabase, tuntas_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasRows, tuntas_rows_end)

G_END_DECLS
