/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail-settings.h"

#include <gio/gio.h>
#include <string.h>

#define GROUP "mail"

static const char *const ways[] = { "desktop", "smtp", "webmail", NULL };

/* The ports of RFC 6409 and RFC 8314: those of a mail program, not of servers among themselves. */
static const struct
{
  const char *scheme;
  int port;
} kinds[] = { { "smtp", 587 }, { "smtps", 465 } };

static void
refuse (TuntasSettingsFile *file, const char *key, const char *reason)
{
  tuntas_settings_file_refuse (file, GROUP, key, tuntas_finding_new (TUNTAS_FINDING_OTHER, NULL, reason));
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* A name of letters, digits, '-' and '.', or an address. */
static gboolean
is_host (const char *host)
{
  if (g_hostname_is_ip_address (host))
    return TRUE;
  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.')
      return FALSE;
  return *host != '\0' && *host != '-' && *host != '.';
}

static int
usual_port (const char *scheme)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (scheme, kinds[i].scheme) == 0)
      return kinds[i].port;
  return -1;
}

/* FALSE: it cannot be used. */
static gboolean
set_server (TuntasMailSettings *self, const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  int port = uri != NULL ? usual_port (g_uri_get_scheme (uri)) : -1;

  if (host == NULL || port < 0 || !is_host (host) || *g_uri_get_path (uri) != '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL || g_uri_get_port (uri) == 0)
    return FALSE;
  if (g_uri_get_port (uri) > 0)
    port = g_uri_get_port (uri);
  g_free (self->server);
  self->server = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, host, port, "", NULL, NULL);
  self->loopback = is_loopback (host);
  return TRUE;
}

static void
take_server (TuntasMailSettings *self, TuntasSettingsFile *file)
{
  const char *value = tuntas_settings_file_get (file, GROUP, "server");

  if (value != NULL && *value != '\0' && !set_server (self, value))
    refuse (file, "server", "an address like smtp://mail.example:587 or smtps://mail.example:465 is wanted");
}

static void
take_ca_file (TuntasMailSettings *self, TuntasSettingsFile *file)
{
  const char *value = tuntas_settings_file_get (file, GROUP, "ca_file");

  if (value != NULL && *value != '\0' && !g_path_is_absolute (value))
    refuse (file, "ca_file", "an absolute path is wanted");
  else
    tuntas_settings_file_take_text (file, GROUP, "ca_file", &self->ca_file);
}

TuntasMailSettings *
tuntas_mail_settings_read (TuntasSettingsFile *file)
{
  TuntasMailSettings *self = g_atomic_rc_box_new0 (TuntasMailSettings);
  guint way = TUNTAS_MAIL_WAY_DESKTOP;

  self->server = g_strdup ("");
  self->user = g_strdup ("");
  self->ca_file = g_strdup ("");
  tuntas_settings_file_take_choice (file, GROUP, "way", ways, &way);
  take_server (self, file);
  tuntas_settings_file_take_text (file, GROUP, "user", &self->user);
  take_ca_file (self, file);
  if (way == TUNTAS_MAIL_WAY_SMTP && *self->server == '\0')
    refuse (file, "way", "smtp needs a server");
  else
    self->way = (TuntasMailWay) way;
  return self;
}

TuntasMailSettings *
tuntas_mail_settings_ref (TuntasMailSettings *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
settings_clear (gpointer data)
{
  TuntasMailSettings *self = data;

  g_free (self->server);
  g_free (self->user);
  g_free (self->ca_file);
}

void
tuntas_mail_settings_unref (TuntasMailSettings *self)
{
  g_atomic_rc_box_release_full (self, settings_clear);
}
