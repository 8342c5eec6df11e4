/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-cookie-jar.h"

#include "tuntas-wipe.h"

#include <libsoup/soup.h>
#include <string.h>

/* RFC 6265 §6.1 asks for 50 of 4096 bytes; a server of ours sets four. */
#define MOST_COOKIES 50
#define LONGEST_COOKIE 4096

typedef struct
{
  char    *name;
  char    *value;
  char    *path;
  gboolean secure;
} Cookie;

struct _TuntasCookieJar
{
  char      *host;
  gboolean   secure;
  GPtrArray *cookies; /* of Cookie, oldest first */
};

static void
cookie_free (gpointer data)
{
  Cookie *cookie = data;

  g_free (cookie->name);
  /* Whoever has it is signed in. */
  tuntas_wipe (cookie->value);
  g_free (cookie->path);
  g_free (cookie);
}

TuntasCookieJar *
tuntas_cookie_jar_new (const char *host, gboolean secure)
{
  TuntasCookieJar *self = g_new0 (TuntasCookieJar, 1);

  self->host = g_strdup (host);
  self->secure = secure;
  self->cookies = g_ptr_array_new_with_free_func (cookie_free);
  return self;
}

void
tuntas_cookie_jar_free (TuntasCookieJar *self)
{
  g_free (self->host);
  g_ptr_array_unref (self->cookies);
  g_free (self);
}

void
tuntas_cookie_jar_clear (TuntasCookieJar *self)
{
  g_ptr_array_set_size (self->cookies, 0);
}

static gboolean
domain_fits (TuntasCookieJar *self, const char *domain)
{
  const char *tail;

  if (*domain == '.')
    domain++;
  if (g_ascii_strcasecmp (self->host, domain) == 0)
    return TRUE;
  if (strlen (self->host) <= strlen (domain))
    return FALSE;
  tail = self->host + strlen (self->host) - strlen (domain);
  return *domain != '\0' && tail[-1] == '.' && g_ascii_strcasecmp (tail, domain) == 0;
}

static gboolean
is_past (const char *expires, gint64 now)
{
  g_autoptr (GDateTime) date = strlen (expires) < 64 ? soup_date_time_new_from_http_string (expires) : NULL;

  return date != NULL && g_date_time_to_unix (date) <= now;
}

/* Reads "; Path=/; Secure …" into the cookie. FALSE: it is for elsewhere. *gone: it is to be deleted. */
static gboolean
read_attributes (TuntasCookieJar *self, char **parts, gint64 now, Cookie *cookie, gboolean *gone)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *name = g_strstrip (parts[i]), *equals = strchr (name, '=');
      const char *value = equals != NULL ? g_strstrip (equals + 1) : "";

      if (equals != NULL)
        *equals = '\0';
      g_strchomp (name);
      if (g_ascii_strcasecmp (name, "Domain") == 0 && *value != '\0' && !domain_fits (self, value))
        return FALSE;
      if (g_ascii_strcasecmp (name, "Path") == 0 && *value == '/')
        {
          g_free (cookie->path);
          cookie->path = g_strdup (value);
        }
      else if (g_ascii_strcasecmp (name, "Secure") == 0)
        cookie->secure = TRUE;
      else if (g_ascii_strcasecmp (name, "Max-Age") == 0)
        *gone = *gone || *value == '0' || *value == '-';
      else if (g_ascii_strcasecmp (name, "Expires") == 0)
        *gone = *gone || is_past (value, now);
    }
  return TRUE;
}

static void
forget (TuntasCookieJar *self, const char *name, const char *path)
{
  for (guint i = self->cookies->len; i > 0; i--)
    {
      Cookie *cookie = self->cookies->pdata[i - 1];

      if (strcmp (cookie->name, name) == 0 && strcmp (cookie->path, path) == 0)
        g_ptr_array_remove_index (self->cookies, i - 1);
    }
}

static gboolean
is_clean (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || (guchar) *p >= 0x80)
      return FALSE;
  return strlen (text) <= LONGEST_COOKIE;
}

void
tuntas_cookie_jar_take (TuntasCookieJar *self, const char *set_cookie, gint64 now)
{
  g_auto (GStrv) parts = NULL;
  Cookie *cookie;
  char *equals;
  gboolean gone = FALSE, fits;

  if (!is_clean (set_cookie))
    return;
  parts = g_strsplit (set_cookie, ";", -1);
  equals = parts[0] != NULL ? strchr (parts[0], '=') : NULL;
  if (equals == NULL || equals == parts[0])
    return;
  *equals = '\0';
  cookie = g_new0 (Cookie, 1);
  cookie->name = g_strstrip (g_strdup (parts[0]));
  cookie->value = g_strstrip (g_strdup (equals + 1));
  cookie->path = g_strdup ("/");
  fits = read_attributes (self, parts + 1, now, cookie, &gone);
  if (fits)
    forget (self, cookie->name, cookie->path);
  if (fits && !gone && *cookie->name != '\0' && self->cookies->len < MOST_COOKIES)
    g_ptr_array_add (self->cookies, cookie);
  else
    cookie_free (cookie);
}

/* RFC 6265 §5.1.4 */
static gboolean
path_fits (const char *cookie_path, const char *path)
{
  gsize length = strlen (cookie_path);

  if (strncmp (cookie_path, path, length) != 0)
    return FALSE;
  return cookie_path[length - 1] == '/' || strchr ("/?", path[length]) != NULL;
}

char *
tuntas_cookie_jar_print (TuntasCookieJar *self, const char *path)
{
  g_autoptr (GString) header = g_string_new (NULL);

  for (guint i = 0; i < self->cookies->len; i++)
    {
      Cookie *cookie = self->cookies->pdata[i];

      if (path_fits (cookie->path, path) && (self->secure || !cookie->secure))
        g_string_append_printf (header, "%s%s=%s", header->len > 0 ? "; " : "", cookie->name, cookie->value);
    }
  return header->len > 0 ? g_strdup (header->str) : NULL;
}
