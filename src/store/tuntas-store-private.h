/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-cache.h"
#include "tuntas-journal.h"
#include "tuntas-store.h"

G_BEGIN_DECLS

/* The object lives with its caller; the disk's half lives on the executor, and only jobs look into it. A job is filled
 * by the caller, worked on by the executor, and comes back through the caller's main context; it is never touched by
 * two at a time, and its task and store are let go where they were made. */

typedef struct
{
  char *directory;
  char *vfs;              /* (nullable) */
  TuntasJournal *journal; /* (owned) (nullable): NULL before it is opened and after it was closed */
  TuntasCache *cache;     /* (owned) (nullable): likewise */
} TuntasStoreDisk;

struct _TuntasStore
{
  GObject parent_instance;

  TuntasExecutor *executor; /* (owned) */
  TuntasStoreDisk *disk;    /* (owned) */
  char *directory;
  gboolean cloned;          /* set before anybody has the store; goes when it is adopted */
  gboolean newer;           /* set once, likewise */
};

typedef struct _TuntasStoreJob TuntasStoreJob;

/* Runs on the executor. FALSE with an error, or TRUE, with a result where the call has one. */
typedef gboolean (*TuntasStoreJobFunc) (TuntasStoreJob *job, TuntasStoreDisk *disk, GError **error);

struct _TuntasStoreJob
{
  GTask *task;        /* (owned) */
  TuntasStore *store; /* (owned) */
  TuntasStoreJobFunc func;

  /* What is asked. */
  TuntasCommit *commit;
  GPtrArray *commits; /* (element-type TuntasCommit) */
  char *id;           /* of a ticket, or of a machine */
  char *name;
  char *text;
  GStrv texts;
  GStrv ticket_ids;
  GPtrArray *tickets;
  gboolean complete;
  gint64 now;
  gint64 before;

  /* What is answered. */
  gpointer result;    /* (owned) (nullable) */
  GDestroyNotify free_result;
  GArray *ids;        /* (owned) (nullable): of new entries */
  GError *error;      /* (owned) (nullable) */
};

/* (transfer full): to be filled, then run. source_object (nullable): of the call's GTask. */
TuntasStoreJob *tuntas_store_job_new (TuntasStore *self, gpointer source_object, gpointer tag, TuntasStoreJobFunc func,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* job (transfer full) */
void     tuntas_store_job_run            (TuntasStoreJob *job);
gboolean tuntas_store_job_finish         (TuntasStore *self, GAsyncResult *result, gpointer tag, GError **error);
gpointer tuntas_store_job_finish_pointer (TuntasStore *self, GAsyncResult *result, gpointer tag, GError **error);
/* FALSE with CLOSED. */
gboolean tuntas_store_disk_is_open       (TuntasStoreDisk *disk, GError **error);

/* In a function with the usual parameters of an asynchronous call. */
#define TUNTAS_STORE_JOB(self, tag, func) \
  tuntas_store_job_new (self, self, tag, func, cancellable, callback, user_data)

G_END_DECLS
