/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-site-private.h"

#include <gio/gio.h>
#include <string.h>

/* What a site must fulfil as a whole, whoever made it. */

static void
refuse (TuntasSettingsFile *file, const char *group, const char *key, const char *reason)
{
  tuntas_settings_file_refuse (file, group, key, tuntas_finding_new (TUNTAS_FINDING_OTHER, NULL, reason));
}

static void
refuse_text (TuntasSettingsFile *file, TuntasNossaSiteText text, const char *reason)
{
  const char *group, *key;

  tuntas_nossa_site_place (text, &group, &key);
  refuse (file, group, key, reason);
}

/* Longer than any name of Maximo's, and than a value of the fields that it goes into. */
#define LONGEST_NAME 64
#define LONGEST_VALUE 100

/* Letters, digits, '_' and, in attributes, '.' for a related record's. Nothing that a query could read otherwise. */
static gboolean
is_name (const char *text, const char *also)
{
  if ((!g_ascii_isalpha (*text) && *text != '_') || strlen (text) > LONGEST_NAME)
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

const char *
tuntas_nossa_site_check_origin (const char *origin)
{
  gsize length = strlen (origin);
  g_autofree char *text = g_strndup (origin, length > 0 && origin[length - 1] == '/' ? length - 1 : length);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return "an address like https://nossa.example is wanted";
  if (*g_uri_get_path (uri) != '\0' || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || g_uri_get_userinfo (uri) != NULL)
    return "only scheme, host and port belong here";
  if (strcmp (g_uri_get_scheme (uri), "https") == 0
      || (strcmp (g_uri_get_scheme (uri), "http") == 0 && is_loopback (g_uri_get_host (uri))))
    return NULL;
  return "https is wanted; plain http only to this computer";
}

static void
check_addresses (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  const char *origin = self->texts[TUNTAS_NOSSA_SITE_ORIGIN];
  const char *root = self->texts[TUNTAS_NOSSA_SITE_CONTEXT_ROOT];
  const char *path = self->texts[TUNTAS_NOSSA_SITE_PATH];
  const char *form = self->texts[TUNTAS_NOSSA_SITE_FORM_PATH];
  const char *ca_file = self->texts[TUNTAS_NOSSA_SITE_CA_FILE];

  if (*origin != '\0' && tuntas_nossa_site_check_origin (origin) != NULL)
    refuse_text (file, TUNTAS_NOSSA_SITE_ORIGIN, tuntas_nossa_site_check_origin (origin));
  if (*root != '\0' && (*root != '/' || !is_name (root + 1, "-.")))
    refuse_text (file, TUNTAS_NOSSA_SITE_CONTEXT_ROOT, "a single name like /maximo is wanted");
  if (strcmp (path, "oslc") != 0 && strcmp (path, "api") != 0)
    refuse_text (file, TUNTAS_NOSSA_SITE_PATH, "one of oslc, api is wanted");
  if (strcmp (form, "/j_security_check") != 0 && strcmp (form, "/oslc/j_security_check") != 0)
    refuse_text (file, TUNTAS_NOSSA_SITE_FORM_PATH, "one of /j_security_check, /oslc/j_security_check is wanted");
  if (*ca_file != '\0' && !g_path_is_absolute (ca_file))
    refuse_text (file, TUNTAS_NOSSA_SITE_CA_FILE, "an absolute path is wanted");
}

static void
check_names (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  static const TuntasNossaSiteText names[] = {
    TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE,     TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE,
    TUNTAS_NOSSA_SITE_WORK_LOG_READ_CHILD,  TUNTAS_NOSSA_SITE_WORK_LOG_WRITE_CHILD,
    TUNTAS_NOSSA_SITE_WORK_LOG_TYPE,        TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE,
    TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE, TUNTAS_NOSSA_SITE_MONITORING_ATTRIBUTE,
    TUNTAS_NOSSA_SITE_DOMAIN_STRUCTURE,     TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE,
    TUNTAS_NOSSA_SITE_MONITORING_RELATED_CHILD,
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = self->texts[names[i]];
      gboolean may_be_empty = names[i] == TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE
                              || names[i] == TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE
                              || names[i] == TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE
                              || names[i] == TUNTAS_NOSSA_SITE_MONITORING_RELATED_CHILD;

      if (!is_name (text, "") && !(may_be_empty && *text == '\0'))
        refuse_text (file, names[i], "a name of letters, digits and _ is wanted");
    }
  if (g_ascii_strcasecmp (self->texts[TUNTAS_NOSSA_SITE_WORK_LOG_TYPE], "CLIENTNOTE") == 0)
    refuse_text (file, TUNTAS_NOSSA_SITE_WORK_LOG_TYPE,
                 "a client note re-opens the ticket and counts as a repeated complaint");
}

/* What is written into attributes as it stands. */
static void
check_values (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  static const TuntasNossaSiteText values[] = { TUNTAS_NOSSA_SITE_PEND_REASON, TUNTAS_NOSSA_SITE_MONITORING_SYMPTOM };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_utf8_strlen (self->texts[values[i]], -1) > LONGEST_VALUE)
      refuse_text (file, values[i], "at most 100 characters are wanted");
}

static void
check_columns (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  static const TuntasTicketField needed[] = { TUNTAS_TICKET_ID, TUNTAS_TICKET_STATUS, TUNTAS_TICKET_OWNER,
                                              TUNTAS_TICKET_UID, TUNTAS_TICKET_CLASS, TUNTAS_TICKET_REPORTED_AT,
                                              TUNTAS_TICKET_CHANGED_AT };

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      if (self->columns[i] != NULL && *self->columns[i] == '\0')
        g_clear_pointer (&self->columns[i], g_free);
      if (self->columns[i] != NULL && !is_name (self->columns[i], "."))
        refuse (file, "columns", tuntas_ticket_field_nick (i),
                "an attribute's name of letters, digits, _ and . is wanted");
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (self->columns[needed[i]] == NULL)
      refuse (file, "columns", tuntas_ticket_field_nick (needed[i]), "this column is needed");
}

/* A new ticket is found again by its reference, and a related record's attribute cannot be written. */
static void
check_reference (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  const char *summary = self->columns[TUNTAS_TICKET_SUMMARY];

  if (*self->texts[TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE] == '\0'
      && (summary == NULL || strchr (summary, '.') != NULL))
    refuse_text (file, TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE,
                 "only where [columns] summary is an attribute of the ticket can it be empty");
}

static void
check_statuses (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  if (self->statuses[0] == NULL)
    refuse (file, "tickets", "statuses", "at least one status is wanted");
  for (guint i = 0; self->statuses[i] != NULL; i++)
    if (!is_name (self->statuses[i], "-"))
      refuse (file, "tickets", "statuses", "a status of letters, digits, _ and - is wanted");
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    if (!is_name (self->actions[i], "-") && !(i == TUNTAS_NOSSA_ACTION_ACTIVATE && *self->actions[i] == '\0'))
      refuse (file, "status", tuntas_nossa_site_action_key (i), "a status of letters, digits, _ and - is wanted");
  /* The action takes a status, a date and a memo; there is no place for more. */
  if (self->status_by_action
      && (*self->texts[TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE] != '\0'
          || *self->texts[TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE] != '\0'))
    refuse (file, "status", "method", "action cannot carry the attributes of [pend]; leave them empty");
}

static void
follow (char **text, const char *value)
{
  if (**text != '\0')
    return;
  g_free (*text);
  *text = g_strdup (value);
}

void
tuntas_nossa_site_settle (TuntasNossaSite *self)
{
  char *origin = self->texts[TUNTAS_NOSSA_SITE_ORIGIN];

  if (g_str_has_suffix (origin, "/"))
    origin[strlen (origin) - 1] = '\0';
  follow (&self->texts[TUNTAS_NOSSA_SITE_PATH], self->auth == TUNTAS_NOSSA_AUTH_APIKEY ? "api" : "oslc");
  follow (&self->texts[TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE], self->texts[TUNTAS_NOSSA_SITE_OBJECT_STRUCTURE]);
}

void
tuntas_nossa_site_check (TuntasNossaSite *self, TuntasSettingsFile *file)
{
  check_addresses (self, file);
  check_names (self, file);
  check_values (self, file);
  check_columns (self, file);
  check_reference (self, file);
  check_statuses (self, file);
}
