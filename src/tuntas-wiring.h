/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-clock.h"
#include "tuntas-practice.h"
#include "tuntas-site.h"
#include "tuntas-trainer.h"
#include "tuntas-workplace.h"

/* The one place where the real outside is put together: for work, and for practice. */

G_BEGIN_DECLS

/* (transfer full) (nullable): the work instruction that the program carries, as the site sets it. site_file (nullable):
 * else tuntas/site.ini in the system's configuration folders, as far as there is one. */
TuntasSite *tuntas_wiring_load_site (const char *site_file, GError **error);

/* (transfer full): of this machine, as the journals keep it. */
char *tuntas_wiring_dup_machine_id (void);

/* (transfer full): the desk's keyring, mail program, folder and settings. clock (nullable): the system's. wire_log
 * (nullable): a file for what is said to Nossa. */
TuntasWorkplace *tuntas_wiring_work (TuntasSite *site, TuntasClock *clock, const char *wire_log);

/* (transfer full) (nullable): by the same rules, and otherwise without anything of the site. scenario (nullable): the id
 * of one that the program carries, or a file; NULL is the sample shift. clock (nullable): the training clock. Sessions of
 * exercises are kept in the program's folder beside the accounts', so that they go where the computer is forgotten. */
TuntasWorkplace *tuntas_wiring_training (TuntasSite *site, TuntasClock *clock, const char *scenario,
                                         TuntasPracticeMode mode, int speed, GError **error);

/* (transfer full): with the trainee's files where they are kept; see tuntas_trainer_new (). */
TuntasTrainer *tuntas_wiring_trainer (TuntasSite *site, TuntasTrainingFunc training, gpointer user_data);

/* (transfer full): the folder of the sessions. */
char *tuntas_wiring_dup_sessions_path (void);

G_END_DECLS
