/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What became of a journal that was found damaged or missing, as the agent must know it. */

G_BEGIN_DECLS

typedef struct
{
  gint64 at;          /* seconds UTC */
  gint64 snapshot_at; /* seconds UTC of the copy that was gone back to; -1: there was none */
  char *damaged_file; /* (nullable): the name under which the old file is kept; NULL: there was none */
  guint n_back;       /* newer acts and effects that could still be read and are here */
  guint n_doubted;    /* effects that may have gone out since: Nossa is asked before anything is sent again */
  guint n_missing;    /* acts and effects that are known to be lost */
  gboolean whole;     /* nothing else is missing; otherwise nobody can tell */
  GStrv tickets;      /* the numbers of those of which something is known to be lost */
} TuntasRecovered;

void tuntas_recovered_free (TuntasRecovered *recovered);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasRecovered, tuntas_recovered_free)

G_END_DECLS
