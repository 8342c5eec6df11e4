/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-commit.h"

G_BEGIN_DECLS

typedef struct
{
  TuntasOutboxEntry *entry; /* (owned) */
  TuntasOutboxState expected;
} TuntasCommitChange;

typedef struct
{
  char *ticket_id;
  char *name;
} TuntasCommitDraft;

/* Read by the journal's thread while the maker keeps its hands off. */
struct _TuntasCommit
{
  char *case_id;
  char *ticket_id;
  GPtrArray *procedures; /* (element-type TuntasProcedure) */
  GPtrArray *events;  /* (element-type TuntasEvent) */
  GPtrArray *entries; /* (element-type TuntasOutboxEntry) */
  GPtrArray *carried; /* (element-type TuntasOutboxEntry) */
  GArray *changes;    /* of TuntasCommitChange */
  GArray *drafts;     /* of TuntasCommitDraft */
};

G_END_DECLS
