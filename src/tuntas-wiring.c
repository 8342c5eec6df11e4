/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-wiring.h"

#include "tuntas-command-parts.h"
#include "tuntas-desktop-mailer.h"
#include "tuntas-kept-session.h"
#include "tuntas-mail-account-parts.h"
#include "tuntas-sandbox-secrets.h"
#include "tuntas-secret-service.h"
#include "tuntas-smtp-mailer.h"
#include "tuntas-system-clock.h"
#include "tuntas-training.h"
#include "tuntas-webmail-mailer.h"
#include "tuntas-workplace-parts.h"

TuntasSite *
tuntas_wiring_load_site (const char *site_file, GError **error)
{
  g_autoptr (GBytes) bytes = tuntas_command_parts_load_procedure (NULL, error);
  g_autofree char *system_file = site_file != NULL ? g_strdup (site_file) : tuntas_site_find_system_file ();
  g_autofree char *user_file = tuntas_site_find_user_file ();

  return bytes != NULL ? tuntas_site_load (bytes, "IN.OCC.TENESA.W-03.json", system_file, user_file, error) : NULL;
}

char *
tuntas_wiring_dup_machine_id (void)
{
  g_autofree char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    return g_strdup ("unknown");
  return g_strdup (g_strstrip (id));
}

static TuntasSecrets *
new_secrets (TuntasClock *clock)
{
  return tuntas_sandbox_secrets_are_wanted () ? tuntas_sandbox_secrets_new (clock) : tuntas_secret_service_new (clock);
}

/* account (nullable): where the mail server wants a login. */
static TuntasMailer *
new_mailer (TuntasMailSettings *settings, TuntasMailAccount *account, TuntasClock *clock)
{
  if (settings->way == TUNTAS_MAIL_WAY_SMTP)
    return tuntas_smtp_mailer_new (settings, account != NULL ? TUNTAS_MAIL_LOGIN (account) : NULL, clock);
  if (settings->way == TUNTAS_MAIL_WAY_WEBMAIL)
    return tuntas_webmail_mailer_new ();
  return tuntas_desktop_mailer_new (g_app_info_launch_default_for_uri_async, g_app_info_launch_default_for_uri_finish);
}

static TuntasMailAccount *
new_mail_account (TuntasMailSettings *settings, TuntasSecrets *secrets)
{
  if (settings->way != TUNTAS_MAIL_WAY_SMTP || *settings->user == '\0')
    return NULL;
  return tuntas_mail_account_new (secrets, settings->server, settings->user);
}

TuntasWorkplace *
tuntas_wiring_work (TuntasSite *site, TuntasClock *clock, const char *wire_log)
{
  g_autoptr (TuntasClock) own_clock = clock != NULL ? g_object_ref (clock) : tuntas_system_clock_new ();
  g_autoptr (TuntasSecrets) secrets = new_secrets (own_clock);
  g_autoptr (TuntasMailAccount) mail_account = new_mail_account (site->mail, secrets);
  g_autoptr (TuntasMailer) mailer = new_mailer (site->mail, mail_account, own_clock);
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "tuntas", NULL);
  g_autofree char *machine = tuntas_wiring_dup_machine_id ();
  const char *server = tuntas_nossa_site_get_text (site->nossa, TUNTAS_NOSSA_SITE_ORIGIN);

  return tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = own_clock,
      .procedure = site->procedure,
      .secrets = secrets,
      .mailer = mailer,
      .mail_account = mail_account,
      .site = site->nossa,
      .site_error = site->nossa_error,
      .findings = site->findings,
      .station = site->station,
      .services = site->services,
      .directory = directory,
      .machine_id = machine,
      .wire_log = wire_log,
      .poll_interval = tuntas_nossa_site_get_poll_interval (site->nossa),
      .server = *server != '\0' ? server : NULL,
  });
}

static char *
dup_training_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "tuntas", "training", name, NULL);
}

char *
tuntas_wiring_dup_sessions_path (void)
{
  return dup_training_path (TUNTAS_KEPT_SESSIONS);
}

TuntasTrainer *
tuntas_wiring_trainer (TuntasSite *site, TuntasTrainingFunc training, gpointer user_data)
{
  g_autofree char *progress = dup_training_path ("progress.json");
  g_autofree char *acknowledged = dup_training_path ("acknowledged.json");
  g_autofree char *sessions = tuntas_wiring_dup_sessions_path ();
  const TuntasTrainerFiles files = { .progress = progress, .acknowledged = acknowledged, .sessions = sessions };

  return tuntas_trainer_new (site->procedure, site->station->language, &files, training, user_data);
}

/* (transfer full) (nullable) */
static GBytes *
load_scenario (const char *scenario, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (scenario);
  GBytes *bytes = tuntas_scenario_find_builtin (scenario);

  return bytes != NULL ? bytes : g_file_load_bytes (file, NULL, NULL, error);
}

TuntasWorkplace *
tuntas_wiring_training (TuntasSite *site, TuntasClock *clock, const char *scenario, TuntasPracticeMode mode, int speed,
                        GError **error)
{
  g_autoptr (GBytes) bytes = scenario != NULL ? load_scenario (scenario, error) : NULL;
  g_autofree char *sessions = tuntas_wiring_dup_sessions_path ();

  if (scenario != NULL && bytes == NULL)
    return NULL;
  return tuntas_training_open (&(TuntasTrainingParts) {
      .procedure = site->procedure,
      .scenario = bytes,
      .name = scenario,
      .language = site->station->language,
      .clock = clock,
      .speed = speed,
      .mode = mode,
      .directory = sessions,
  }, error);
}
