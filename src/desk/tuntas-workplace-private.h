/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-transport.h"
#include "tuntas-workplace-parts.h"

/* Shared by the workplace's own files: the object and its desks (tuntas-workplace.c), reaching a server (-reach), forgetting the
 * computer (-forget). */

struct _TuntasWorkplace
{
  GObject parent_instance;

  TuntasClock *clock;
  TuntasProcedure *procedure;
  TuntasSecrets *secrets;
  TuntasMailer *mailer;
  TuntasMailAccount *mail_account; /* (nullable) */
  TuntasNossaSite *site; /* (nullable) */
  GError *site_error;    /* (nullable) */
  GPtrArray *findings;
  TuntasStation *station;
  TuntasServiceTable *services; /* (nullable) */
  char *directory;
  char *vfs;    /* (nullable) */
  char *machine_id;
  char *wire_log; /* (nullable) */
  int poll_interval;
  gboolean training;
  char *server; /* (nullable) */
  char *user;   /* (nullable) */
};

/* (transfer full) (nullable): the site at that address, "" being none. Nothing is sent to a server by settings that were not read as
 * they were meant: TUNTAS_DESK_ERROR_SITE. ADDRESS where the address cannot be used. */
TuntasNossaSite *tuntas_workplace_make_site (TuntasWorkplace *self, const char *server, GError **error);
/* (transfer full) (nullable): the way to that site, written down where that was asked for. */
TuntasTransport *tuntas_workplace_make_transport (TuntasWorkplace *self, TuntasNossaSite *site, GError **error);
/* (transfer full): of that account's journal and cache. */
char            *tuntas_workplace_dup_folder (TuntasWorkplace *self, const char *server, const char *user);
/* What an error of the keyring's means for the login. */
TuntasLoginState tuntas_workplace_login_state  (const GError *error);
/* error (transfer full): what kept a transport from being made, in the desk's terms. */
GError          *tuntas_workplace_site_error (GError *error);
