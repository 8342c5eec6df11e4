/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-mailer.h"
#include "tuntas-secrets.h"
#include "tuntas-workplace.h"

/* What a workplace is made of: for the program's main and for the training. */

G_BEGIN_DECLS

typedef struct
{
  TuntasClock *clock;
  TuntasProcedure *procedure;
  TuntasSecrets *secrets;
  TuntasMailer *mailer;
  GKeyFile *site;          /* (nullable): the site's settings; [server] origin is replaced by the one asked for */
  const char *site_name;   /* its file, for messages */
  const char *directory;   /* below it one folder per account */
  const char *machine_id;
  const char *language;    /* "id" or "en" */
  const char *zone_id;     /* the agent's own */
  const char *unit;
  const char *company;
  const char *mail_from;
  const char *ticket_uri;  /* "" for none */
  int poll_interval;       /* seconds of the clock */
  gboolean training;
  const char *server;      /* (nullable): the login to begin with */
  const char *user;        /* (nullable) */
} TuntasWorkplaceParts;

/* (transfer full): references are taken, texts are copied. */
TuntasWorkplace *tuntas_workplace_new (const TuntasWorkplaceParts *parts);

G_END_DECLS
