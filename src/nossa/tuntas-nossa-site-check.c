/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-site-private.h"

#include <gio/gio.h>
#include <string.h>

/* What a site must fulfil as a whole, whoever made it. */

static gboolean
refuse (GError **error, const char *place, const char *group, const char *key, const char *reason)
{
  g_set_error (error, TUNTAS_NOSSA_SITE_ERROR, TUNTAS_NOSSA_SITE_ERROR_VALUE, "%s: [%s] %s: %s", place, group, key,
               reason);
  return FALSE;
}

static gboolean
refuse_text (GError **error, const char *place, TuntasNossaSiteText text, const char *reason)
{
  const char *group, *key;

  tuntas_nossa_site_place (text, &group, &key);
  return refuse (error, place, group, key, reason);
}

/* Letters, digits, '_' and, in attributes, '.' for a related record's. Nothing that a query could read otherwise. */
static gboolean
is_name (const char *text, const char *also)
{
  if (!g_ascii_isalpha (*text) && *text != '_')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && strchr (also, *p) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
check_origin (TuntasNossaSite *self, const char *place, GError **error)
{
  char **origin = &self->texts[TUNTAS_NOSSA_SITE_ORIGIN];
  gsize length = strlen (*origin);
  g_autoptr (GUri) uri = NULL;

  if (length > 0 && (*origin)[length - 1] == '/')
    (*origin)[length - 1] = '\0';
  uri = g_uri_parse (*origin, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return refuse_text (error, place, TUNTAS_NOSSA_SITE_ORIGIN, "an address like https://nossa.example is wanted");
  if (*g_uri_get_path (uri) != '\0' || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || g_uri_get_userinfo (uri) != NULL)
    return refuse_text (error, place, TUNTAS_NOSSA_SITE_ORIGIN, "only scheme, host and port belong here");
  if (strcmp (g_uri_get_scheme (uri), "https") == 0)
    return TRUE;
  if (strcmp (g_uri_get_scheme (uri), "http") == 0 && is_loopback (g_uri_get_host (uri)))
    return TRUE;
  return refuse_text (error, place, TUNTAS_NOSSA_SITE_ORIGIN, "https is wanted; plain http only to this computer");
}

static gboolean
check_addresses (TuntasNossaSite *self, const char *place, GError **error)
{
  const char *root = self->texts[TUNTAS_NOSSA_SITE_CONTEXT_ROOT];
  const char *path = self->texts[TUNTAS_NOSSA_SITE_PATH];
  const char *ca_file = self->texts[TUNTAS_NOSSA_SITE_CA_FILE];

  if (*root != '\0' && (*root != '/' || !is_name (root + 1, "-.")))
    return refuse_text (error, place, TUNTAS_NOSSA_SITE_CONTEXT_ROOT, "a single name like /maximo is wanted");
  if (strcmp (path, "oslc") != 0 && strcmp (path, "api") != 0)
    return refuse_text (error, place, TUNTAS_NOSSA_SITE_PATH, "one of oslc, api is wanted");
  if (*ca_file != '\0' && !g_path_is_absolute (ca_file))
    return refuse_text (error, place, TUNTAS_NOSSA_SITE_CA_FILE, "an absolute path is wanted");
  return TRUE;
}

static gboolean
check_names (TuntasNossaSite *self, const char *place, GError **error)
{
  static const TuntasNossaSiteText names[] = {
    TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE,     TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE,
    TUNTAS_NOSSA_SITE_WORK_LOG_READ_CHILD,  TUNTAS_NOSSA_SITE_WORK_LOG_WRITE_CHILD,
    TUNTAS_NOSSA_SITE_WORK_LOG_TYPE,        TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE,
    TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE, TUNTAS_NOSSA_SITE_MONITORING_ATTRIBUTE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = self->texts[names[i]];
      gboolean may_be_empty = names[i] == TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE
                              || names[i] == TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE;

      if (!is_name (text, "") && !(may_be_empty && *text == '\0'))
        return refuse_text (error, place, names[i], "a name of letters, digits and _ is wanted");
    }
  if (g_ascii_strcasecmp (self->texts[TUNTAS_NOSSA_SITE_WORK_LOG_TYPE], "CLIENTNOTE") == 0)
    return refuse_text (error, place, TUNTAS_NOSSA_SITE_WORK_LOG_TYPE,
                        "a client note re-opens the ticket and counts as a repeated complaint");
  return TRUE;
}

static gboolean
check_columns (TuntasNossaSite *self, const char *place, GError **error)
{
  static const TuntasTicketField needed[] = { TUNTAS_TICKET_ID, TUNTAS_TICKET_STATUS, TUNTAS_TICKET_OWNER,
                                              TUNTAS_TICKET_UID, TUNTAS_TICKET_CLASS, TUNTAS_TICKET_REPORTED_AT,
                                              TUNTAS_TICKET_CHANGED_AT };

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      if (self->columns[i] != NULL && *self->columns[i] == '\0')
        g_clear_pointer (&self->columns[i], g_free);
      if (self->columns[i] != NULL && !is_name (self->columns[i], "."))
        return refuse (error, place, "columns", tuntas_ticket_field_nick (i),
                       "an attribute's name of letters, digits, _ and . is wanted");
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (self->columns[needed[i]] == NULL)
      return refuse (error, place, "columns", tuntas_ticket_field_nick (needed[i]), "this column is needed");
  return TRUE;
}

static gboolean
check_statuses (TuntasNossaSite *self, const char *place, GError **error)
{
  if (self->statuses[0] == NULL)
    return refuse (error, place, "tickets", "statuses", "at least one status is wanted");
  for (guint i = 0; self->statuses[i] != NULL; i++)
    if (!is_name (self->statuses[i], "-"))
      return refuse (error, place, "tickets", "statuses", "a status of letters, digits, _ and - is wanted");
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    if (!is_name (self->actions[i], "-") && !(i == TUNTAS_NOSSA_ACTION_ACTIVATE && *self->actions[i] == '\0'))
      return refuse (error, place, "status", tuntas_nossa_site_action_key (i),
                     "a status of letters, digits, _ and - is wanted");
  /* The action takes a status, a date and a memo; there is no place for more. */
  if (self->status_by_action
      && (*self->texts[TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE] != '\0'
          || *self->texts[TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE] != '\0'))
    return refuse (error, place, "status", "method", "action cannot carry the attributes of [pend]; leave them empty");
  return TRUE;
}

static void
follow (char **text, const char *value)
{
  if (**text != '\0')
    return;
  g_free (*text);
  *text = g_strdup (value);
}

gboolean
tuntas_nossa_site_settle (TuntasNossaSite *self, const char *place, GError **error)
{
  follow (&self->texts[TUNTAS_NOSSA_SITE_PATH], self->auth == TUNTAS_NOSSA_AUTH_APIKEY ? "api" : "oslc");
  follow (&self->texts[TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE], self->texts[TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE]);
  return check_origin (self, place, error) && check_addresses (self, place, error) && check_names (self, place, error)
         && check_columns (self, place, error) && check_statuses (self, place, error);
}
