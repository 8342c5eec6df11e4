/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-training.h"

#include "tuntas-catch-all-mailer.h"
#include "tuntas-data.h"
#include "tuntas-session-secrets.h"
#include "tuntas-simulator.h"
#include "tuntas-system-clock.h"
#include "tuntas-workplace-parts.h"

#include <glib/gstdio.h>

#define SAMPLE "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"
#define USER "ayu"
#define PASSWORD "latihan"
#define STATION "[agent]\nunit=OCC Bandung\nmail_from=occ@latihan.example\n"
#define POLL_SECONDS 300 /* of a clock that may run 600 times as fast */

/* What lives as long as the workplace: the server and the folder. */
typedef struct
{
  TuntasSimulator *simulator;
  char *directory;
} Stage;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
stage_free (gpointer data)
{
  Stage *stage = data;

  if (stage->simulator != NULL)
    tuntas_simulator_stop (stage->simulator);
  g_clear_object (&stage->simulator);
  if (stage->directory != NULL)
    remove_tree (stage->directory);
  g_free (stage->directory);
  g_free (stage);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static gboolean
set_up (Stage *stage, TuntasClock *clock, GBytes *scenario, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = scenario != NULL
                                 ? g_bytes_ref (scenario)
                                 : g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE, 0, error);

  stage->simulator = tuntas_simulator_new (clock);
  if (bytes == NULL || !tuntas_simulator_load_scenario (stage->simulator, bytes, name, error) ||
      !tuntas_simulator_listen (stage->simulator, 0, error))
    return FALSE;
  stage->directory = g_dir_make_tmp ("tuntas-latihan-XXXXXX", error);
  return stage->directory != NULL;
}

static void
secret_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  tuntas_secrets_store_finish (TUNTAS_SECRETS (source), result, NULL);
  g_main_loop_quit (user_data);
}

/* In memory: answered at the next turn of a loop of its own. */
static void
keep_password (TuntasSecrets *secrets, const char *server)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (TuntasSecret) password = tuntas_secret_new (PASSWORD);

  g_main_context_push_thread_default (context);
  tuntas_secrets_store_async (secrets, server, USER, password, NULL, secret_kept_cb, loop);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
}

TuntasWorkplace *
tuntas_training_new (TuntasProcedure *procedure, GBytes *scenario, const char *scenario_name, const char *language,
                     TuntasClock *clock, int speed, GError **error)
{
  g_autoptr (TuntasClock) own_clock = clock != NULL ? g_object_ref (clock) : tuntas_system_clock_new_training ();
  g_autoptr (TuntasClock) real_clock = tuntas_system_clock_new ();
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (TuntasMailer) mailer = NULL;
  g_autoptr (Stage) stage = g_new0 (Stage, 1);
  g_autoptr (TuntasSettingsFile) settings = tuntas_settings_file_new (STATION, -1, "training");
  g_autoptr (TuntasStation) station = tuntas_station_read (settings, NULL, "Asia/Jakarta", language);
  TuntasWorkplace *workplace;
  const char *server;

  if (clock == NULL)
    tuntas_system_clock_set_speed (TUNTAS_SYSTEM_CLOCK (own_clock), speed);
  if (!set_up (stage, own_clock, scenario, scenario_name != NULL ? scenario_name : "sample-shift.json", error))
    return NULL;
  server = tuntas_simulator_get_origin (stage->simulator);
  /* The catch-all's deadline is the network's: on a hurried clock it would pass at once. */
  mailer = tuntas_catch_all_mailer_new (server, real_clock, error);
  if (mailer == NULL)
    return NULL;
  keep_password (secrets, server);

  workplace = tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = own_clock,
      .procedure = procedure,
      .secrets = secrets,
      .mailer = mailer,
      .directory = stage->directory,
      .machine_id = "latihan",
      .station = station,
      .poll_interval = POLL_SECONDS,
      .training = TRUE,
      .server = server,
      .user = USER,
  });
  g_object_set_data_full (G_OBJECT (workplace), "tuntas-training-stage", g_steal_pointer (&stage), stage_free);
  return workplace;
}
