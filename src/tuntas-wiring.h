/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-procedure.h"
#include "tuntas-workplace.h"

/* The one place where the real outside is put together: for work, and for practice. */

G_BEGIN_DECLS

/* (transfer full) (nullable): the work instruction that the program carries. */
TuntasProcedure *tuntas_wiring_load_procedure (GError **error);

/* The language of the procedure's texts by the locale: "id" or "en". */
const char *tuntas_wiring_get_language (void);

/* (transfer full): of this machine, as the journals keep it. */
char *tuntas_wiring_dup_machine_id (void);

/* (transfer full) (nullable): the desk's keyring, mail program, folder and site settings. site_file (nullable): else
 * tuntas/site.ini in the system's configuration folders, as far as there is one. clock (nullable): the system's.
 * A site file that cannot be used is an error that names file, group, key and reason. */
TuntasWorkplace *tuntas_wiring_work (TuntasProcedure *procedure, TuntasClock *clock, const char *site_file,
                                     GError **error);

/* (transfer full) (nullable). scenario_file (nullable): the sample shift. clock (nullable): the training clock. */
TuntasWorkplace *tuntas_wiring_training (TuntasProcedure *procedure, TuntasClock *clock, const char *scenario_file,
                                         int speed, GError **error);

G_END_DECLS
