/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-station.h"

#include "tuntas-service.h"

#include <string.h>

#define KEYS_OF_A_TELEPHONE "0123456789+*#,;"

static const char *const languages[] = { "id", "en", NULL };
static const char *const modes[] = { "tel", "command", "hand", NULL };
static const char *const of_the_user[] = { "display", "dial", "links", NULL };

static void
take_zone (TuntasStation *self, TuntasSettingsFile *file)
{
  const char *const *zones = tuntas_service_list_zones ();
  guint index;

  if (tuntas_settings_file_get (file, "agent", "zone") == NULL ||
      !tuntas_settings_file_take_choice (file, "agent", "zone", zones, &index))
    return;
  g_free (self->zone_id);
  self->zone_id = g_strdup (zones[index]);
}

static void
take_language (TuntasStation *self, TuntasSettingsFile *file)
{
  guint index;

  if (tuntas_settings_file_get (file, "display", "language") == NULL ||
      !tuntas_settings_file_take_choice (file, "display", "language", languages, &index))
    return;
  g_free (self->language);
  self->language = g_strdup (languages[index]);
}

static void
take_digits (TuntasSettingsFile *file, const char *key, char **out)
{
  const char *value = tuntas_settings_file_get (file, "dial", key);

  if (value != NULL && value[strspn (value, KEYS_OF_A_TELEPHONE)] != '\0')
    tuntas_settings_file_refuse (file, "dial", key, tuntas_finding_new (TUNTAS_FINDING_DIGITS, value, NULL));
  else
    tuntas_settings_file_take_text (file, "dial", key, out);
}

static void
take_dialling (TuntasStation *self, TuntasSettingsFile *file)
{
  guint mode;

  if (tuntas_settings_file_get (file, "dial", "mode") != NULL &&
      tuntas_settings_file_take_choice (file, "dial", "mode", modes, &mode))
    {
      self->has_dial_mode = TRUE;
      self->dial_mode = (TuntasDialMode) mode;
    }
  tuntas_settings_file_take_text (file, "dial", "command", &self->dial_command);
  take_digits (file, "outside_line", &self->outside_line);
  take_digits (file, "prefix", &self->prefix);
  take_digits (file, "instead_of_62", &self->instead_of_62);
}

gboolean
tuntas_station_is_link (const char *text)
{
  const char *scheme = g_uri_peek_scheme (text);

  return (g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0) &&
         g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

static void
take_ticket_link (TuntasStation *self, TuntasSettingsFile *file)
{
  const char *value = tuntas_settings_file_get (file, "links", "ticket");
  g_autoptr (GString) example = g_string_new (value);

  if (value == NULL)
    return;
  if (g_string_replace (example, "{tiket}", "IN190000001", 0) == 0 || !tuntas_station_is_link (example->str))
    tuntas_settings_file_refuse (file, "links", "ticket", tuntas_finding_new (TUNTAS_FINDING_ADDRESS, value, NULL));
  else
    tuntas_settings_file_take_text (file, "links", "ticket", &self->ticket_uri);
}

static void
take_applications (TuntasStation *self, TuntasSettingsFile *file)
{
  g_auto (GStrv) links = NULL;

  if (!tuntas_settings_file_take_list (file, "links", "applications", &links) || links == NULL)
    return;
  for (guint i = 0; links[i] != NULL; i++)
    if (!tuntas_station_is_link (links[i]))
      {
        tuntas_settings_file_refuse (file, "links", "applications",
                                     tuntas_finding_new (TUNTAS_FINDING_ADDRESS, links[i], NULL));
        return;
      }
  g_strfreev (self->applications);
  self->applications = g_steal_pointer (&links);
}

static void
take_user_groups (TuntasStation *self, TuntasSettingsFile *file)
{
  take_language (self, file);
  take_dialling (self, file);
  take_ticket_link (self, file);
  take_applications (self, file);
}

static void
take_privacy (TuntasStation *self, TuntasSettingsFile *file)
{
  gint64 keep_days = self->keep_days, lock_minutes = self->lock_minutes;

  tuntas_settings_file_take_number (file, "privacy", "keep_days", 1, 366, &keep_days);
  tuntas_settings_file_take_number (file, "privacy", "lock_minutes", 0, 24 * 60, &lock_minutes);
  self->keep_days = (int) keep_days;
  self->lock_minutes = (int) lock_minutes;
}

TuntasStation *
tuntas_station_read (TuntasSettingsFile *system, TuntasSettingsFile *user, const char *zone_id, const char *language)
{
  TuntasStation *self = g_atomic_rc_box_new0 (TuntasStation);

  self->zone_id = g_strdup (zone_id);
  self->language = g_strdup (language);
  self->unit = g_strdup ("");
  self->company = g_strdup ("Telkom");
  self->mail_from = g_strdup ("occ@localhost");
  self->ticket_uri = g_strdup ("");
  self->keep_days = 7;
  self->lock_minutes = 15;
  if (system != NULL)
    {
      take_zone (self, system);
      tuntas_settings_file_take_text (system, "agent", "unit", &self->unit);
      tuntas_settings_file_take_text (system, "agent", "company", &self->company);
      tuntas_settings_file_take_text (system, "agent", "mail_from", &self->mail_from);
      self->phrases = tuntas_phrases_read (system);
      take_privacy (self, system);
      take_user_groups (self, system);
    }
  if (user != NULL)
    {
      tuntas_settings_file_allow_only (user, of_the_user);
      take_user_groups (self, user);
    }
  return self;
}

TuntasStation *
tuntas_station_ref (TuntasStation *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
station_clear (gpointer data)
{
  TuntasStation *self = data;

  g_free (self->zone_id);
  g_free (self->unit);
  g_free (self->company);
  g_free (self->mail_from);
  g_free (self->language);
  g_free (self->dial_command);
  g_free (self->outside_line);
  g_free (self->prefix);
  g_free (self->instead_of_62);
  g_free (self->ticket_uri);
  g_strfreev (self->applications);
  g_clear_pointer (&self->phrases, tuntas_phrases_unref);
}

void
tuntas_station_unref (TuntasStation *self)
{
  g_atomic_rc_box_release_full (self, station_clear);
}
