/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* Where the store's work is done: on a thread of its own in the program, at once in simulation. Jobs run one after
 * the other, in the order in which they were given, whichever it is. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_EXECUTOR (tuntas_executor_get_type ())
G_DECLARE_INTERFACE (TuntasExecutor, tuntas_executor, TUNTAS, EXECUTOR, GObject)

typedef void (*TuntasExecutorJob) (gpointer data);

struct _TuntasExecutorInterface
{
  GTypeInterface parent_iface;

  void (*run) (TuntasExecutor *self, TuntasExecutorJob job, gpointer data);
};

/* Runs the job some time from now, or before this returns. A job that was given is run, also when the executor is
 * let go: its last reference waits for what was given. */
void            tuntas_executor_run        (TuntasExecutor *self, TuntasExecutorJob job, gpointer data);

/* (transfer full): one thread, which ends with the object. */
TuntasExecutor *tuntas_executor_new_thread (const char *name);
/* (transfer full): runs each job before tuntas_executor_run () returns. */
TuntasExecutor *tuntas_executor_new_inline (void);

G_END_DECLS
