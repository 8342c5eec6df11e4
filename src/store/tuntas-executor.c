/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-executor.h"

G_DEFINE_INTERFACE (TuntasExecutor, tuntas_executor, G_TYPE_OBJECT)

static void
tuntas_executor_default_init (TuntasExecutorInterface *iface)
{
}

void
tuntas_executor_run (TuntasExecutor *self, TuntasExecutorJob job, gpointer data)
{
  g_return_if_fail (TUNTAS_IS_EXECUTOR (self));
  g_return_if_fail (job != NULL);

  TUNTAS_EXECUTOR_GET_IFACE (self)->run (self, job, data);
}

/* At once. */

#define TUNTAS_TYPE_INLINE_EXECUTOR (tuntas_inline_executor_get_type ())
G_DECLARE_FINAL_TYPE (TuntasInlineExecutor, tuntas_inline_executor, TUNTAS, INLINE_EXECUTOR, GObject)

struct _TuntasInlineExecutor
{
  GObject parent_instance;
};

static void
inline_run (TuntasExecutor *executor, TuntasExecutorJob job, gpointer data)
{
  job (data);
}

static void
inline_iface_init (TuntasExecutorInterface *iface)
{
  iface->run = inline_run;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasInlineExecutor, tuntas_inline_executor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_EXECUTOR, inline_iface_init))

static void
tuntas_inline_executor_class_init (TuntasInlineExecutorClass *klass)
{
}

static void
tuntas_inline_executor_init (TuntasInlineExecutor *self)
{
}

TuntasExecutor *
tuntas_executor_new_inline (void)
{
  return g_object_new (TUNTAS_TYPE_INLINE_EXECUTOR, NULL);
}

/* On a thread. */

#define TUNTAS_TYPE_THREAD_EXECUTOR (tuntas_thread_executor_get_type ())
G_DECLARE_FINAL_TYPE (TuntasThreadExecutor, tuntas_thread_executor, TUNTAS, THREAD_EXECUTOR, GObject)

struct _TuntasThreadExecutor
{
  GObject parent_instance;

  GAsyncQueue *queue; /* (owned): of Job; one without a function ends the thread */
  GThread *thread;    /* (owned) */
};

typedef struct
{
  TuntasExecutorJob func;
  gpointer data;
} Job;

static gpointer
work (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;
  gboolean going = TRUE;

  while (going)
    {
      g_autofree Job *job = g_async_queue_pop (queue);

      going = job->func != NULL;
      if (going)
        job->func (job->data);
    }
  return NULL;
}

static void
thread_run (TuntasExecutor *executor, TuntasExecutorJob func, gpointer data)
{
  TuntasThreadExecutor *self = TUNTAS_THREAD_EXECUTOR (executor);
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  g_async_queue_push (self->queue, job);
}

static void
thread_iface_init (TuntasExecutorInterface *iface)
{
  iface->run = thread_run;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasThreadExecutor, tuntas_thread_executor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_EXECUTOR, thread_iface_init))

static void
tuntas_thread_executor_finalize (GObject *object)
{
  TuntasThreadExecutor *self = TUNTAS_THREAD_EXECUTOR (object);

  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_assert (self->thread != g_thread_self ());
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);

  G_OBJECT_CLASS (tuntas_thread_executor_parent_class)->finalize (object);
}

static void
tuntas_thread_executor_class_init (TuntasThreadExecutorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_thread_executor_finalize;
}

static void
tuntas_thread_executor_init (TuntasThreadExecutor *self)
{
  self->queue = g_async_queue_new ();
}

TuntasExecutor *
tuntas_executor_new_thread (const char *name)
{
  TuntasThreadExecutor *self = g_object_new (TUNTAS_TYPE_THREAD_EXECUTOR, NULL);

  self->thread = g_thread_new (name, work, g_async_queue_ref (self->queue));
  return TUNTAS_EXECUTOR (self);
}
