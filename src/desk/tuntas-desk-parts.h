/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-desk.h"
#include "tuntas-executor.h"
#include "tuntas-mail-account.h"
#include "tuntas-mailer.h"
#include "tuntas-nossa.h"
#include "tuntas-service.h"
#include "tuntas-station.h"

/* What a desk is made of: for whoever wires one (the workplace, the training, tests). */

G_BEGIN_DECLS

typedef struct
{
  TuntasClock *clock;
  TuntasProcedure *procedure; /* for new cases; those that running ones go by are in the journal */
  TuntasNossa *nossa;
  TuntasMailer *mailer;
  TuntasMailAccount *mail_account; /* (nullable): whose password the mailer takes */
  TuntasExecutor *executor;  /* where the disk's work is done */
  GRand *random;             /* references, transaction ids, jitter; the desk takes it over */
  const char *directory;     /* of this account's journal and cache */
  const char *vfs;           /* (nullable): the disk, as SQLite names it; NULL for the system's */
  const char *machine_id;
  const char *server;        /* the origin */
  const char *user;
  TuntasStation *station;    /* who calls, in which language and zone */
  TuntasServiceTable *services; /* (nullable): the default rows */
  int poll_interval;         /* seconds of the clock between pulls */
  gboolean practice;         /* the numbers of the training are this desk's (tuntas_desk_takes_number ()) */
} TuntasDeskParts;

/* (transfer full): references are taken, texts are copied. */
TuntasDesk *tuntas_desk_new (const TuntasDeskParts *parts);

G_END_DECLS
