/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-wiring.h"

#include "tuntas-data.h"
#include "tuntas-desktop-mailer.h"
#include "tuntas-secret-service.h"
#include "tuntas-system-clock.h"
#include "tuntas-training.h"
#include "tuntas-workplace-parts.h"

#include <string.h>

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"
#define POLL_SECONDS 60
#define AGENT_GROUP "agent"

TuntasProcedure *
tuntas_wiring_load_procedure (GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, error);

  return bytes != NULL ? tuntas_procedure_new_from_bytes (bytes, "IN.OCC.TENESA.W-03.json", error) : NULL;
}

const char *
tuntas_wiring_get_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "id") ? "id" : "en";
}

/* The zone of this computer, where it is one of the country's; an agent elsewhere works by Jakarta's clock. */
static const char *
agent_zone (void)
{
  static const char *const zones[] = { "Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura" };
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_strcmp0 (g_time_zone_get_identifier (local), zones[i]) == 0)
      return zones[i];
  return zones[0];
}

char *
tuntas_wiring_dup_machine_id (void)
{
  g_autofree char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    return g_strdup ("unknown");
  return g_strdup (g_strstrip (id));
}

/* (transfer full) (nullable) */
static char *
find_site_file (void)
{
  const char *const *folders = g_get_system_config_dirs ();

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename (folders[i], "tuntas", "site.ini", NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&file);
    }
  return NULL;
}

typedef struct
{
  GKeyFile *nossa; /* (nullable): what is left for the client to read */
  char *file;      /* (nullable) */
  char *zone;
  char *unit;
  char *company;
  char *mail_from;
  char *ticket_uri;
} Site;

static void
site_clear (Site *site)
{
  g_clear_pointer (&site->nossa, g_key_file_unref);
  g_free (site->file);
  g_free (site->zone);
  g_free (site->unit);
  g_free (site->company);
  g_free (site->mail_from);
  g_free (site->ticket_uri);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Site, site_clear)

/* The group that is about the agent's side is ours; the rest is the client's, which refuses what it does not know. */
static gboolean
read_agent_group (Site *site, GError **error)
{
  const struct { const char *key; char **target; } keys[] = {
    { "zone", &site->zone },           { "unit", &site->unit },
    { "company", &site->company },     { "mail_from", &site->mail_from },
    { "ticket_uri", &site->ticket_uri },
  };
  g_auto (GStrv) found = g_key_file_get_keys (site->nossa, AGENT_GROUP, NULL, NULL);

  for (guint i = 0; found != NULL && found[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        if (strcmp (keys[j].key, found[i]) == 0)
          {
            g_free (*keys[j].target);
            *keys[j].target = g_key_file_get_string (site->nossa, AGENT_GROUP, found[i], NULL);
            known = TRUE;
          }
      if (!known)
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND, "%s: [%s] %s: no such setting",
                       site->file, AGENT_GROUP, found[i]);
          return FALSE;
        }
    }
  g_key_file_remove_group (site->nossa, AGENT_GROUP, NULL);
  return TRUE;
}

static gboolean
load_site (Site *site, const char *site_file, GError **error)
{
  g_autoptr (GError) cause = NULL;

  site->zone = g_strdup (agent_zone ());
  site->unit = g_strdup ("");
  site->company = g_strdup ("Telkom");
  site->mail_from = g_strdup ("occ@localhost");
  site->ticket_uri = g_strdup ("");
  site->file = site_file != NULL ? g_strdup (site_file) : find_site_file ();
  if (site->file == NULL)
    return TRUE;
  site->nossa = g_key_file_new ();
  if (!g_key_file_load_from_file (site->nossa, site->file, G_KEY_FILE_NONE, &cause))
    {
      g_set_error (error, cause->domain, cause->code, "%s: %s", site->file, cause->message);
      return FALSE;
    }
  return read_agent_group (site, error);
}

TuntasWorkplace *
tuntas_wiring_work (TuntasProcedure *procedure, TuntasClock *clock, const char *site_file, GError **error)
{
  g_autoptr (TuntasClock) own_clock = clock != NULL ? g_object_ref (clock) : tuntas_system_clock_new ();
  g_autoptr (TuntasSecrets) secrets = tuntas_secret_service_new (own_clock);
  g_autoptr (TuntasMailer) mailer = tuntas_desktop_mailer_new (g_app_info_launch_default_for_uri_async,
                                                               g_app_info_launch_default_for_uri_finish);
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "tuntas", NULL);
  g_autofree char *machine = tuntas_wiring_dup_machine_id ();
  g_autofree char *server = NULL;
  g_auto (Site) site = { NULL };

  if (!load_site (&site, site_file, error))
    return NULL;
  if (site.nossa != NULL)
    server = g_key_file_get_string (site.nossa, "server", "origin", NULL);
  return tuntas_workplace_new (&(TuntasWorkplaceParts) {
      .clock = own_clock,
      .procedure = procedure,
      .secrets = secrets,
      .mailer = mailer,
      .site = site.nossa,
      .site_name = site.file,
      .directory = directory,
      .machine_id = machine,
      .language = tuntas_wiring_get_language (),
      .zone_id = site.zone,
      .unit = site.unit,
      .company = site.company,
      .mail_from = site.mail_from,
      .ticket_uri = site.ticket_uri,
      .poll_interval = POLL_SECONDS,
      .server = server,
  });
}

TuntasWorkplace *
tuntas_wiring_training (TuntasProcedure *procedure, TuntasClock *clock, const char *scenario_file, int speed,
                        GError **error)
{
  g_autoptr (GFile) file = scenario_file != NULL ? g_file_new_for_commandline_arg (scenario_file) : NULL;
  g_autoptr (GBytes) scenario = NULL;

  if (file != NULL && (scenario = g_file_load_bytes (file, NULL, NULL, error)) == NULL)
    return NULL;
  return tuntas_training_new (procedure, scenario, scenario_file, tuntas_wiring_get_language (), clock, speed, error);
}
