/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A case of the journal that this program cannot open: its events do not fold. All of it stays in the journal, also
 * what was not sent; its ticket is not worked on here until it can be opened. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_UNOPENED_NO_PROCEDURE,  /* the procedure it goes by is neither in the program nor in the journal */
  TUNTAS_UNOPENED_OLD_PROCEDURE, /* the journal has it, and this program's reader refuses it */
  TUNTAS_UNOPENED_EVENTS,        /* the events are no case of their procedure */
} TuntasUnopenedKind;

typedef struct
{
  char *ticket_id;
  char *case_id;
  TuntasUnopenedKind kind;
  char *document; /* (nullable): of the procedure that is wanted, as the event names it; NULL with EVENTS */
  char *revision; /* (nullable): likewise; NULL also where it has none */
  char *sha256;   /* (nullable): likewise */
  char *reason;   /* what the program found, in English, with all names: for the log and for support */
  guint n_events;
  guint n_calls;  /* with an outcome */
  guint n_unsent; /* effects that are not proved yet */
} TuntasUnopened;

void tuntas_unopened_free (TuntasUnopened *unopened);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasUnopened, tuntas_unopened_free)

G_END_DECLS
