/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-mail-account.h"
#include "tuntas-mailer.h"
#include "tuntas-nossa-site.h"
#include "tuntas-secrets.h"
#include "tuntas-service.h"
#include "tuntas-workplace.h"

/* What a workplace is made of: for the program's main and for the training. */

G_BEGIN_DECLS

typedef struct
{
  TuntasClock *clock;
  TuntasProcedure *procedure;
  TuntasSecrets *secrets;
  TuntasMailer *mailer;
  TuntasMailAccount *mail_account; /* (nullable): whose password the mailer takes */
  TuntasNossaSite *site;   /* (nullable): in what this Nossa differs; its origin is replaced by the one asked for */
  const GError *site_error; /* (nullable): why it must not be connected to */
  GPtrArray *findings;     /* (nullable) (element-type TuntasFinding): what was refused of the site's settings */
  TuntasStation *station;
  TuntasServiceTable *services; /* (nullable): the default rows */
  const char *directory;   /* below it one folder per account */
  const char *vfs;         /* (nullable): the disk, as SQLite names it; NULL for the system's */
  const char *machine_id;
  const char *wire_log;    /* (nullable): where what is said to Nossa is written down, for support (tuntas-wire-log.h) */
  int poll_interval;       /* seconds of the clock */
  gboolean training;
  const char *server;      /* (nullable): the login to begin with */
  const char *user;        /* (nullable) */
} TuntasWorkplaceParts;

/* (transfer full): references are taken, texts are copied. */
TuntasWorkplace *tuntas_workplace_new (const TuntasWorkplaceParts *parts);

G_END_DECLS
