/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-salvage.h"

G_BEGIN_DECLS

/* A case as either of the two has it. */
typedef struct
{
  char *name;
  char *ticket;
  gboolean purged;   /* nothing of it is wanted back */
  gint64 there;      /* how many events the damaged file's heads tell of */
  gboolean touched;
  TuntasPosition at; /* in the new journal: where its events end; all of it once it is touched */
} TuntasSalvageCase;

typedef struct
{
  TuntasDatabase *to;
  TuntasDatabase *from;     /* (nullable) */
  gint64 now;
  TuntasSalvaged *salvaged;
  GHashTable *cases;        /* of TuntasSalvageCase: by the damaged file's key, which is the snapshot's too */
  GHashTable *seen;         /* (element-type utf8): keys of entries that could be read */
  TuntasHash total;         /* the outbox's, as it grows */
  TuntasHash told;          /* the outbox's by the damaged file's last head that proves itself */
  TuntasHash read;          /* the same of the entries that could be read there */
} TuntasSalvage;

/* The case in the new journal, as far as it is there; a new one is made. */
gboolean tuntas_salvage_touch (TuntasSalvage *self, TuntasSalvageCase *each, GError **error);
/* So many of the ticket are lost. */
void     tuntas_salvage_miss  (TuntasSalvage *self, const char *ticket, guint n);

/* The outbox (-outbox) */

/* rows: ENTRY_COLUMNS and the case's key, of the damaged file. */
gboolean tuntas_salvage_take_entry   (TuntasSalvage *self, TuntasRows *rows, GError **error);
/* What the snapshot has of the case under way and the damaged file did not tell of becomes unknown. */
gboolean tuntas_salvage_doubt_unseen (TuntasSalvage *self, gint64 key, TuntasSalvageCase *each, GError **error);

G_END_DECLS
