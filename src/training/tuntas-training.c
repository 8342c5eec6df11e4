/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-training.h"

#include "tuntas-catch-all-mailer.h"
#include "tuntas-coverage.h"
#include "tuntas-data.h"
#include "tuntas-kept-session.h"
#include "tuntas-practice-parts.h"
#include "tuntas-session.h"
#include "tuntas-session-secrets.h"
#include "tuntas-simulator.h"
#include "tuntas-system-clock.h"
#include "tuntas-workplace-parts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>

#define SAMPLE "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"
#define STAGE "tuntas-training-stage"
#define USER "ayu"
#define KEY_BYTES 16
#define STATION "[agent]\nunit=OCC Bandung\nmail_from=occ@latihan.example\n"
#define POLL_SECONDS 300 /* of a clock that may run 600 times as fast */

#define STATION_ZONE "Asia/Jakarta"
#define MOST_SESSIONS 20 /* that are kept */

/* What lives as long as the workplace: the server, the exercise and the folder. */
typedef struct
{
  TuntasSimulator *simulator;
  TuntasScenario *scenario; /* (nullable): NULL in a shift without customers */
  TuntasPractice *practice; /* (nullable): likewise */
  TuntasClock *clock;
  char *key;                /* lets in at the embedded Nossa: other users of the computer, who reach it too, have it not */
  char *directory;
  char *sessions;           /* (nullable): where the folder stays once the exercise has begun */
  gboolean kept;            /* it has */
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

  g_clear_object (&stage->practice);
  if (stage->simulator != NULL)
    tuntas_simulator_stop (stage->simulator);
  g_clear_object (&stage->simulator);
  g_clear_pointer (&stage->scenario, tuntas_scenario_unref);
  g_clear_object (&stage->clock);
  if (stage->directory != NULL && !stage->kept)
    remove_tree (stage->directory);
  g_free (stage->directory);
  g_free (stage->sessions);
  g_free (stage->key);
  g_free (stage);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

/* An exercise has what the embedded Nossa holds as a member; a file that has not is that itself. */
static gboolean
is_exercise (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonNode) node = tuntas_json_parse (text, size, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "nossa");
}

/* The newest are kept, of those that there is something of. */
static void
prune_sessions (const char *directory)
{
  g_autoptr (GPtrArray) sessions = tuntas_kept_session_list (directory);

  for (guint i = 0, n = 0; i < sessions->len; i++)
    {
      const char *path = ((TuntasKeptSession *) g_ptr_array_index (sessions, i))->path;

      if (!tuntas_session_has_journal (path) || ++n > MOST_SESSIONS)
        remove_tree (path);
    }
}

/* By the real clock: the simulated one begins at the same time each time. */
static gboolean
make_kept_folder (Stage *stage, const char *directory, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *template = tuntas_kept_session_dup_template (tuntas_scenario_get_id (stage->scenario), now);
  g_autofree char *path = g_build_filename (directory, template, NULL);

  if (g_mkdir_with_parents (directory, 0700) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", directory, g_strerror (errno));
      return FALSE;
    }
  if (g_mkdtemp_full (path, 0700) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  stage->directory = g_steal_pointer (&path);
  stage->sessions = g_strdup (directory);
  return TRUE;
}

static gboolean
make_folder (Stage *stage, const TuntasTrainingParts *parts, GError **error)
{
  if (stage->scenario != NULL && parts->directory != NULL)
    return make_kept_folder (stage, parts->directory, error);
  stage->directory = g_dir_make_tmp ("tuntas-latihan-XXXXXX", error);
  return stage->directory != NULL;
}

/* The exercise's clock begins where it does; one that was given is its giver's to set. */
static gboolean
load_scenario (Stage *stage, const TuntasTrainingParts *parts, GBytes *bytes, const char *name, GError **error)
{
  if (!is_exercise (bytes))
    return tuntas_simulator_load_scenario (stage->simulator, bytes, name, error);
  stage->scenario = tuntas_scenario_new (bytes, name, parts->procedure, error);
  if (stage->scenario == NULL)
    return FALSE;
  if (parts->clock == NULL)
    tuntas_system_clock_set_time (TUNTAS_SYSTEM_CLOCK (stage->clock), tuntas_scenario_get_start (stage->scenario));
  return tuntas_simulator_load_scenario (stage->simulator, tuntas_scenario_get_nossa (stage->scenario), name, error);
}

/* (transfer full): which nobody can guess. */
static char *
make_key (void)
{
  guint8 random[KEY_BYTES];
  GString *key = g_string_new (NULL);

  if (getrandom (random, sizeof random, 0) != sizeof random)
    g_error ("the system gives no random numbers");
  for (guint i = 0; i < sizeof random; i++)
    g_string_append_printf (key, "%02x", random[i]);
  return g_string_free (key, FALSE);
}

static gboolean
set_up (Stage *stage, const TuntasTrainingParts *parts, GError **error)
{
  g_autoptr (GBytes) bytes = parts->scenario != NULL
                                 ? g_bytes_ref (parts->scenario)
                                 : g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE, 0, error);
  const char *name = parts->name != NULL ? parts->name : "sample-shift.json";

  stage->simulator = tuntas_simulator_new (stage->clock);
  stage->key = make_key ();
  tuntas_simulator_set_key (stage->simulator, stage->key);
  return bytes != NULL && load_scenario (stage, parts, bytes, name, error) &&
         tuntas_simulator_listen (stage->simulator, 0, error) && make_folder (stage, parts, error);
}

static void
secret_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  tuntas_secrets_store_finish (TUNTAS_SECRETS (source), result, NULL);
  g_main_loop_quit (user_data);
}

/* In memory: answered at the next turn of a loop of its own. */
static void
keep_password (TuntasSecrets *secrets, const char *server, const char *key)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (TuntasSecret) password = tuntas_secret_new (key);

  g_main_context_push_thread_default (context);
  tuntas_secrets_store_async (secrets, server, USER, password, NULL, secret_kept_cb, loop);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
}

/* A clock that was given is moved by who gave it. */
static void
set_speed (int speed, gpointer user_data)
{
  if (TUNTAS_IS_SYSTEM_CLOCK (user_data))
    tuntas_system_clock_set_speed (TUNTAS_SYSTEM_CLOCK (user_data), speed);
}

static void
opened_cb (TuntasWorkplace *workplace, TuntasDesk *desk, TuntasPractice *practice)
{
  g_signal_handlers_disconnect_by_func (workplace, opened_cb, practice);
  tuntas_practice_begin (practice, desk);
}

/* Only what has begun is worth keeping; until then nothing gives way to it. */
static void
keep_session (TuntasWorkplace *workplace, TuntasDesk *desk, Stage *stage)
{
  if (stage->kept)
    return;
  stage->kept = TRUE;
  prune_sessions (stage->sessions);
}

static void
begin_practice (Stage *stage, const TuntasTrainingParts *parts, TuntasWorkplace *workplace)
{
  stage->practice = tuntas_practice_new (stage->scenario, stage->clock, stage->simulator, parts->mode, parts->language,
                                         set_speed, stage->clock);
  tuntas_pace_choose (tuntas_practice_get_pace (stage->practice), MAX (parts->speed, 1));
  g_signal_connect_object (workplace, "opened", G_CALLBACK (opened_cb), stage->practice, 0);
  if (stage->sessions != NULL)
    g_signal_connect (workplace, "opened", G_CALLBACK (keep_session), stage);
}

static TuntasWorkplace *
make_workplace (const Stage *stage, const TuntasTrainingParts *parts, TuntasSecrets *secrets, GError **error)
{
  const char *server = tuntas_simulator_get_origin (stage->simulator);
  const char *zone = stage->scenario != NULL ? tuntas_scenario_get_zone_id (stage->scenario) : STATION_ZONE;
  g_autoptr (TuntasClock) real_clock = tuntas_system_clock_new ();
  /* The catch-all's deadline is the network's: on a hurried clock it would pass at once. */
  g_autoptr (TuntasMailer) mailer = tuntas_catch_all_mailer_new (server, stage->key, real_clock, error);
  g_autoptr (TuntasSettingsFile) settings = tuntas_settings_file_new (STATION, -1, "training");
  g_autoptr (TuntasStation) station = tuntas_station_read (settings, NULL, zone, parts->language);

  if (mailer == NULL)
    return NULL;
  return tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = stage->clock,
      .procedure = stage->scenario != NULL ? tuntas_scenario_get_procedure (stage->scenario) : parts->procedure,
      .secrets = secrets,
      .mailer = mailer,
      .directory = stage->directory,
      .machine_id = TUNTAS_TRAINING_MACHINE,
      .station = station,
      .poll_interval = POLL_SECONDS,
      .training = TRUE,
      .server = server,
      .user = USER,
  });
}

TuntasWorkplace *
tuntas_training_open (const TuntasTrainingParts *parts, GError **error)
{
  g_autoptr (TuntasSecrets) secrets = tuntas_session_secrets_new ();
  g_autoptr (Stage) stage = g_new0 (Stage, 1);
  TuntasWorkplace *workplace;

  stage->clock = parts->clock != NULL ? g_object_ref (parts->clock) : tuntas_system_clock_new_training ();
  if (!set_up (stage, parts, error) || (workplace = make_workplace (stage, parts, secrets, error)) == NULL)
    return NULL;
  keep_password (secrets, tuntas_simulator_get_origin (stage->simulator), stage->key);
  if (stage->scenario != NULL)
    begin_practice (stage, parts, workplace);
  else
    set_speed (MAX (parts->speed, 1), stage->clock);
  g_object_set_data_full (G_OBJECT (workplace), STAGE, g_steal_pointer (&stage), stage_free);
  return workplace;
}

TuntasWorkplace *
tuntas_training_new (TuntasProcedure *procedure, GBytes *scenario, const char *scenario_name, const char *language,
                     TuntasClock *clock, int speed, GError **error)
{
  return tuntas_training_open (&(TuntasTrainingParts) {
      .procedure = procedure, .scenario = scenario, .name = scenario_name, .language = language, .clock = clock,
      .speed = speed }, error);
}

TuntasPractice *
tuntas_training_get_practice (TuntasWorkplace *workplace)
{
  const Stage *stage = g_object_get_data (G_OBJECT (workplace), STAGE);

  return stage != NULL ? stage->practice : NULL;
}

const char *
tuntas_training_get_session (TuntasWorkplace *workplace)
{
  const Stage *stage = g_object_get_data (G_OBJECT (workplace), STAGE);

  return stage != NULL && stage->kept ? stage->directory : NULL;
}

/* (transfer full) (nullable) */
static TuntasExercise *
make_exercise (TuntasProcedure *procedure, const char *id)
{
  g_autoptr (GBytes) bytes = tuntas_scenario_find_builtin (id);
  g_autoptr (TuntasScenario) scenario = tuntas_scenario_new (bytes, id, procedure, NULL);
  g_autoptr (TuntasSolution) solution = scenario != NULL ? tuntas_solution_play (scenario, "id") : NULL;
  g_autoptr (TuntasCoverage) coverage = tuntas_coverage_new ();

  for (guint i = 0; solution != NULL && i < solution->cases->len; i++)
    tuntas_coverage_add_case (coverage, g_ptr_array_index (solution->cases, i));
  if (scenario == NULL)
    return NULL;
  return tuntas_exercise_new (id, tuntas_scenario_get_title (scenario), tuntas_scenario_get_goal (scenario),
                              tuntas_scenario_get_tickets (scenario)->len, coverage->clauses);
}

GPtrArray *
tuntas_training_list_exercises (TuntasProcedure *procedure)
{
  g_auto (GStrv) ids = tuntas_scenario_list_builtin ();
  GPtrArray *exercises = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_exercise_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      TuntasExercise *exercise = make_exercise (procedure, ids[i]);

      if (exercise != NULL)
        g_ptr_array_add (exercises, exercise);
    }
  return exercises;
}
