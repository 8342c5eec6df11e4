/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail-settings.h"
#include "tuntas-nossa-site.h"
#include "tuntas-procedure.h"
#include "tuntas-service.h"
#include "tuntas-station.h"

/* Everything that a site sets, read once at the start: each reader takes its groups of the files, and what nobody takes
 * or what does not fit is told. A default stays in force for each of those; only the connection to Nossa is refused
 * where its own groups cannot be read as they were meant. */

G_BEGIN_DECLS

typedef struct
{
  TuntasProcedure *procedure; /* the effective one */
  TuntasServiceTable *services;
  TuntasStation *station;
  TuntasMailSettings *mail;
  TuntasNossaSite *nossa;
  GError *nossa_error;        /* (nullable): why nossa must not be connected to */
  GPtrArray *findings;        /* (element-type TuntasFinding), by file and line */
} TuntasSite;

/* (transfer full) (nullable): bytes and name are the procedure's; system_file, user_file (nullable): none. NULL only
 * for a procedure that cannot be read; a settings file that cannot is a finding. */
TuntasSite *tuntas_site_load  (GBytes *bytes, const char *name, const char *system_file, const char *user_file,
                               GError **error);
void        tuntas_site_free  (TuntasSite *site);
/* Says all findings on the error output, a line each. */
void        tuntas_site_print_findings (const TuntasSite *site);

/* (transfer full) (nullable): tuntas/site.ini in the system's configuration folders, in the user's; NULL where there
 * is none. */
char       *tuntas_site_find_system_file (void);
char       *tuntas_site_find_user_file   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSite, tuntas_site_free)

G_END_DECLS
