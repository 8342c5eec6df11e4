/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-lanes.h"

#include <string.h>

#define MOST_AT_ONCE 2 /* the transport has as many connections */

struct _TuntasNossaLanes
{
  TuntasNossaStartFunc start;
  guint                n;      /* under way */
  GHashTable          *taken;  /* of char *: records with a request under way */
  GQueue               line;   /* of Waiter */
};

typedef struct
{
  char  *record; /* (nullable) */
  GTask *task;
} Waiter;

TuntasNossaLanes *
tuntas_nossa_lanes_new (TuntasNossaStartFunc start)
{
  TuntasNossaLanes *self = g_new0 (TuntasNossaLanes, 1);

  self->start = start;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->line);
  return self;
}

void
tuntas_nossa_lanes_free (TuntasNossaLanes *self)
{
  g_assert (self->n == 0 && self->line.length == 0);
  g_hash_table_unref (self->taken);
  g_free (self);
}

/* (nullable) (transfer full): "mxincident/_SU5D…" of "/maximo/oslc/os/mxincident/_SU5D…/worklog?lean=1"; a collection
 * has none. */
static char *
record_of (const char *path)
{
  const char *structure = strstr (path, "/os/");
  const char *query = strchr (path, '?');
  const char *record;

  if (structure == NULL || (query != NULL && query < structure))
    return NULL;
  structure += strlen ("/os/");
  record = structure + strcspn (structure, "/?");
  if (*record != '/' || record[1] == '\0' || record[1] == '?')
    return NULL;
  record++;
  return g_strndup (structure, (gsize) (record - structure) + strcspn (record, "/?"));
}

static gboolean
may_go (TuntasNossaLanes *self, const char *record)
{
  return self->n < MOST_AT_ONCE && (record == NULL || !g_hash_table_contains (self->taken, record));
}

/* (transfer full) both; record (nullable). */
static void
go (TuntasNossaLanes *self, char *record, GTask *task)
{
  self->n++;
  if (record != NULL)
    g_hash_table_add (self->taken, record);
  self->start (task);
}

void
tuntas_nossa_lanes_enter (TuntasNossaLanes *self, const char *path, GTask *task)
{
  g_autofree char *record = record_of (path);
  Waiter *waiter;

  if (may_go (self, record))
    {
      go (self, g_steal_pointer (&record), task);
      return;
    }
  waiter = g_new (Waiter, 1);
  waiter->record = g_steal_pointer (&record);
  waiter->task = task;
  g_queue_push_tail (&self->line, waiter);
}

/* (nullable): the first in the line that can go, taken out of it. */
static Waiter *
next_waiter (TuntasNossaLanes *self)
{
  for (GList *link = self->line.head; link != NULL; link = link->next)
    {
      Waiter *waiter = link->data;

      if (!may_go (self, waiter->record))
        continue;
      g_queue_delete_link (&self->line, link);
      return waiter;
    }
  return NULL;
}

void
tuntas_nossa_lanes_leave (TuntasNossaLanes *self, const char *path)
{
  g_autofree char *record = record_of (path);
  Waiter *waiter;

  g_return_if_fail (self->n > 0);
  self->n--;
  if (record != NULL)
    g_hash_table_remove (self->taken, record);
  while ((waiter = next_waiter (self)) != NULL)
    {
      go (self, waiter->record, waiter->task);
      g_free (waiter);
    }
}
