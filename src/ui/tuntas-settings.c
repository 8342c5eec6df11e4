/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-settings.h"

#define SCHEMA "io.github.tuntas.Tuntas"
/* After so many finished tickets an agent knows the way. */
#define PRACTISED 5

struct _TuntasSettings
{
  GObject parent_instance;

  GSettings *settings;
  TuntasStation *station; /* (nullable) */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TuntasSettings, tuntas_settings, G_TYPE_OBJECT)

static void
changed_cb (TuntasSettings *self, const char *key)
{
  g_signal_emit (self, changed_signal, g_quark_from_string (key), key);
}

static void
tuntas_settings_finalize (GObject *object)
{
  TuntasSettings *self = TUNTAS_SETTINGS (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->station, tuntas_station_unref);
  G_OBJECT_CLASS (tuntas_settings_parent_class)->finalize (object);
}

static void
tuntas_settings_class_init (TuntasSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_settings_finalize;
  changed_signal = g_signal_new ("changed", TUNTAS_TYPE_SETTINGS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tuntas_settings_init (TuntasSettings *self)
{
  self->settings = g_settings_new (SCHEMA);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

TuntasSettings *
tuntas_settings_new (void)
{
  return g_object_new (TUNTAS_TYPE_SETTINGS, NULL);
}

void
tuntas_settings_reset (TuntasSettings *self)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (self->settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (self->settings, keys[i]);
}

void
tuntas_settings_set_station (TuntasSettings *self, TuntasStation *station)
{
  tuntas_station_ref (station);
  g_clear_pointer (&self->station, tuntas_station_unref);
  self->station = station;
}

/* Whether the agent has chosen, whatever it was. */
static gboolean
is_chosen (TuntasSettings *self, const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_user_value (self->settings, key);

  return value != NULL;
}

/* of_station (nullable): what the files say. */
static char *
dup_text (TuntasSettings *self, const char *key, const char *of_station)
{
  return of_station != NULL && !is_chosen (self, key) ? g_strdup (of_station)
                                                      : g_settings_get_string (self->settings, key);
}

char *
tuntas_settings_dup_server (TuntasSettings *self)
{
  return g_settings_get_string (self->settings, "server-origin");
}

char *
tuntas_settings_dup_user (TuntasSettings *self)
{
  return g_settings_get_string (self->settings, "account-user");
}

void
tuntas_settings_set_account (TuntasSettings *self, const char *server, const char *user)
{
  g_settings_set_string (self->settings, "server-origin", server);
  g_settings_set_string (self->settings, "account-user", user);
}

gboolean
tuntas_settings_get_lists (TuntasSettings *self)
{
  return g_settings_get_boolean (self->settings, "work-from-lists");
}

void
tuntas_settings_set_lists (TuntasSettings *self, gboolean lists)
{
  g_settings_set_boolean (self->settings, "work-from-lists", lists);
}

gboolean
tuntas_settings_get_remember (TuntasSettings *self)
{
  return g_settings_get_boolean (self->settings, "remember-login");
}

void
tuntas_settings_set_remember (TuntasSettings *self, gboolean remember)
{
  g_settings_set_boolean (self->settings, "remember-login", remember);
}

TuntasDialMode
tuntas_settings_get_dial_mode (TuntasSettings *self)
{
  if (self->station != NULL && self->station->has_dial_mode && !is_chosen (self, "dial-mode"))
    return self->station->dial_mode;
  return (TuntasDialMode) g_settings_get_enum (self->settings, "dial-mode");
}

void
tuntas_settings_set_dial_mode (TuntasSettings *self, TuntasDialMode mode)
{
  g_settings_set_enum (self->settings, "dial-mode", (int) mode);
  g_settings_set_boolean (self->settings, "dial-mode-asked", TRUE);
}

gboolean
tuntas_settings_get_dial_asked (TuntasSettings *self)
{
  return (self->station != NULL && self->station->has_dial_mode) ||
         g_settings_get_boolean (self->settings, "dial-mode-asked");
}

char *
tuntas_settings_dup_dial_command (TuntasSettings *self)
{
  return dup_text (self, "dial-command", self->station != NULL ? self->station->dial_command : NULL);
}

void
tuntas_settings_set_dial_command (TuntasSettings *self, const char *command)
{
  g_settings_set_string (self->settings, "dial-command", command);
}

char *
tuntas_settings_dup_outside_line (TuntasSettings *self)
{
  return dup_text (self, "outside-line", self->station != NULL ? self->station->outside_line : NULL);
}

void
tuntas_settings_set_outside_line (TuntasSettings *self, const char *digits)
{
  g_settings_set_string (self->settings, "outside-line", digits);
}

const char *
tuntas_settings_get_prefix (TuntasSettings *self)
{
  return self->station != NULL ? self->station->prefix : NULL;
}

const char *
tuntas_settings_get_instead_of_62 (TuntasSettings *self)
{
  return self->station != NULL ? self->station->instead_of_62 : NULL;
}

gboolean
tuntas_settings_get_training_sound (TuntasSettings *self)
{
  return g_settings_get_boolean (self->settings, "training-sound");
}

void
tuntas_settings_set_training_sound (TuntasSettings *self, gboolean sound)
{
  g_settings_set_boolean (self->settings, "training-sound", sound);
}

gboolean
tuntas_settings_get_folded (TuntasSettings *self)
{
  g_autoptr (GVariant) chosen = g_settings_get_user_value (self->settings, "folded-instructions");

  return chosen != NULL ? g_variant_get_boolean (chosen)
                        : g_settings_get_int (self->settings, "finished-tickets") >= PRACTISED;
}

void
tuntas_settings_set_folded (TuntasSettings *self, gboolean folded)
{
  g_settings_set_boolean (self->settings, "folded-instructions", folded);
}

void
tuntas_settings_set_practised (TuntasSettings *self, gboolean practised)
{
  g_settings_reset (self->settings, "folded-instructions");
  g_settings_set_int (self->settings, "finished-tickets", practised ? PRACTISED : 0);
}

char *
tuntas_settings_dup_followed_revision (TuntasSettings *self)
{
  return g_settings_get_string (self->settings, "followed-revision");
}

void
tuntas_settings_set_followed_revision (TuntasSettings *self, const char *revision)
{
  g_settings_set_string (self->settings, "followed-revision", revision);
}

void
tuntas_settings_count_finished (TuntasSettings *self)
{
  int finished = g_settings_get_int (self->settings, "finished-tickets");

  if (finished < PRACTISED)
    g_settings_set_int (self->settings, "finished-tickets", finished + 1);
}

GStrv
tuntas_settings_dup_links (TuntasSettings *self)
{
  if (self->station != NULL && self->station->applications != NULL && !is_chosen (self, "links"))
    return g_strdupv (self->station->applications);
  return g_settings_get_strv (self->settings, "links");
}

void
tuntas_settings_set_links (TuntasSettings *self, const char *const *links)
{
  g_settings_set_strv (self->settings, "links", links);
}

gboolean
tuntas_settings_get_autostart (TuntasSettings *self)
{
  return g_settings_get_boolean (self->settings, "start-with-desktop");
}

void
tuntas_settings_set_autostart (TuntasSettings *self, gboolean autostart)
{
  g_settings_set_boolean (self->settings, "start-with-desktop", autostart);
}

void
tuntas_settings_get_window (TuntasSettings *self, int *width, int *height, gboolean *maximized)
{
  *width = g_settings_get_int (self->settings, "window-width");
  *height = g_settings_get_int (self->settings, "window-height");
  *maximized = g_settings_get_boolean (self->settings, "window-maximized");
}

/* A maximized window keeps the size that it goes back to. */
void
tuntas_settings_set_window (TuntasSettings *self, int width, int height, gboolean maximized)
{
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (maximized)
    return;
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 360));
}
