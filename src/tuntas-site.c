/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-site.h"

#include "tuntas-overrides.h"

/* A mistake in these leaves a default in force; one anywhere else may be about the connection. */
static const char *const harmless[] = { "procedure", "calendar", "texts", "families", "zones", "ttr",
                                        "agent",     "mail",     "display", "dial",   "links", "privacy", NULL };

/* The zone of this computer, where it is one of the country's; an agent elsewhere works by Jakarta's clock. */
static const char *
computer_zone (void)
{
  const char *const *zones = tuntas_service_list_zones ();
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *id = g_time_zone_get_identifier (local);

  return id != NULL && g_strv_contains (zones, id) ? id : zones[0];
}

static const char *
computer_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "id") ? "id" : "en";
}

static char *
file_in (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "tuntas", "site.ini", NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS) ? g_steal_pointer (&file) : NULL;
}

char *
tuntas_site_find_system_file (void)
{
  const char *const *folders = g_get_system_config_dirs ();
  char *file = NULL;

  for (guint i = 0; file == NULL && folders[i] != NULL; i++)
    file = file_in (folders[i]);
  return file;
}

char *
tuntas_site_find_user_file (void)
{
  return file_in (g_get_user_config_dir ());
}

/* (transfer full): a file that cannot be read is one without settings, and that is a finding. path (nullable) */
static TuntasSettingsFile *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  TuntasSettingsFile *file;
  gsize length = 0;

  if (path != NULL)
    g_file_get_contents (path, &text, &length, &error);
  file = tuntas_settings_file_new (text != NULL ? text : "", length, path != NULL ? path : "site.ini");
  if (error != NULL)
    tuntas_settings_file_refuse (file, NULL, NULL, tuntas_finding_new (TUNTAS_FINDING_OTHER, NULL, error->message));
  return file;
}

/* What can be set one by one may still not work together; then the procedure is in force as it is. */
static gboolean
make_procedure (TuntasSite *site, GBytes *bytes, const char *name, TuntasSettingsFile *file, GError **error)
{
  g_autoptr (TuntasProcedure) base = tuntas_procedure_new_from_bytes (bytes, name, error);
  g_autoptr (TuntasOverrides) overrides = base != NULL ? tuntas_overrides_read (file, base) : NULL;
  g_autoptr (GError) cause = NULL;

  if (base == NULL)
    return FALSE;
  site->procedure = tuntas_procedure_new_with_overrides (bytes, overrides, name, &cause);
  if (site->procedure != NULL)
    return TRUE;
  tuntas_settings_file_refuse (file, "procedure", NULL,
                               tuntas_finding_new (TUNTAS_FINDING_OTHER, NULL, cause->message));
  site->procedure = g_steal_pointer (&base);
  return TRUE;
}

static void
find_nossa_error (TuntasSite *site, GPtrArray *findings)
{
  for (guint i = 0; site->nossa_error == NULL && i < findings->len; i++)
    {
      const TuntasFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *message = NULL;

      if (finding->group != NULL && g_strv_contains (harmless, finding->group))
        continue;
      message = tuntas_finding_to_string (finding);
      site->nossa_error = g_error_new_literal (TUNTAS_NOSSA_SITE_ERROR, TUNTAS_NOSSA_SITE_ERROR_VALUE, message);
    }
}

TuntasSite *
tuntas_site_load (GBytes *bytes, const char *name, const char *system_file, const char *user_file, GError **error)
{
  g_autoptr (TuntasSite) site = g_new0 (TuntasSite, 1);
  g_autoptr (TuntasSettingsFile) system = read_file (system_file);
  g_autoptr (TuntasSettingsFile) user = read_file (user_file);

  if (!make_procedure (site, bytes, name, system, error))
    return NULL;
  site->services = tuntas_service_table_read (system, site->procedure);
  site->station = tuntas_station_read (system, user, computer_zone (), computer_language ());
  site->mail = tuntas_mail_settings_read (system);
  site->nossa = tuntas_nossa_site_read (system);
  tuntas_settings_file_close (system);
  tuntas_settings_file_close (user);
  site->findings = tuntas_settings_file_steal_findings (system);
  find_nossa_error (site, site->findings);
  g_ptr_array_extend_and_steal (site->findings, tuntas_settings_file_steal_findings (user));
  return g_steal_pointer (&site);
}

void
tuntas_site_free (TuntasSite *site)
{
  g_clear_object (&site->procedure);
  g_clear_pointer (&site->services, tuntas_service_table_unref);
  g_clear_pointer (&site->station, tuntas_station_unref);
  g_clear_pointer (&site->mail, tuntas_mail_settings_unref);
  g_clear_pointer (&site->nossa, tuntas_nossa_site_unref);
  g_clear_error (&site->nossa_error);
  g_clear_pointer (&site->findings, g_ptr_array_unref);
  g_free (site);
}

void
tuntas_site_print_findings (const TuntasSite *site)
{
  for (guint i = 0; i < site->findings->len; i++)
    {
      g_autofree char *line = tuntas_finding_to_string (g_ptr_array_index (site->findings, i));

      g_printerr ("%s\n", line);
    }
}
