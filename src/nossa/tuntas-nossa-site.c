/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-site-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (TuntasNossaSite, tuntas_nossa_site, tuntas_nossa_site_ref, tuntas_nossa_site_unref)
G_DEFINE_QUARK (tuntas-nossa-site-error-quark, tuntas_nossa_site_error)

static const struct
{
  const char *group;
  const char *key;
  const char *standard;
} texts[] = {
#define X(name, group, key, standard) [TUNTAS_NOSSA_SITE_##name] = { group, key, standard },
  TUNTAS_NOSSA_SITE_TEXTS (X)
#undef X
};
G_STATIC_ASSERT (G_N_ELEMENTS (texts) == TUNTAS_NOSSA_SITE_N_TEXTS);

/* maximo.md §6.1; the Telkom attributes' real names are not public, so these are ours until a site says others. */
static const char *const columns[TUNTAS_TICKET_N_FIELDS] = {
  [TUNTAS_TICKET_ID] = "ticketid",
  [TUNTAS_TICKET_UID] = "ticketuid",
  [TUNTAS_TICKET_CLASS] = "class",
  [TUNTAS_TICKET_STATUS] = "status",
  [TUNTAS_TICKET_OWNER] = "owner",
  [TUNTAS_TICKET_OWNER_GROUP] = "ownergroup",
  [TUNTAS_TICKET_SUMMARY] = "description",
  [TUNTAS_TICKET_DETAIL] = "description_longdescription",
  [TUNTAS_TICKET_SYMPTOM] = "symptom",
  [TUNTAS_TICKET_CUSTOMER] = "customername",
  [TUNTAS_TICKET_CONTACT] = "contactname",
  [TUNTAS_TICKET_PHONES] = "affectedphone",
  [TUNTAS_TICKET_EMAIL] = "affectedemail",
  [TUNTAS_TICKET_SEGMENT] = "customersegment",
  [TUNTAS_TICKET_SERVICE_TYPE] = "servicetype",
  [TUNTAS_TICKET_SERVICE_ID] = "serviceid",
  [TUNTAS_TICKET_SERVICE_NO] = "serviceno",
  [TUNTAS_TICKET_WITEL] = "witel",
  [TUNTAS_TICKET_REGIONAL] = "regional",
  [TUNTAS_TICKET_WORKZONE] = "workzone",
  [TUNTAS_TICKET_RFO] = "fr1code_longdescription",
  [TUNTAS_TICKET_REPAIR] = "fr2code_longdescription",
  [TUNTAS_TICKET_GAMAS] = "globalticketid",
  [TUNTAS_TICKET_GAUL] = "gaul",
  [TUNTAS_TICKET_LAPUL] = "lapul",
  [TUNTAS_TICKET_TTR] = "ttrcustomer",
  [TUNTAS_TICKET_REPORTED_AT] = "reportdate",
  [TUNTAS_TICKET_STATUS_AT] = "statusdate",
  [TUNTAS_TICKET_CHANGED_AT] = "changedate",
  [TUNTAS_TICKET_CHANGED_BY] = "changeby",
};

static const struct
{
  const char *key;
  const char *standard;
} actions[TUNTAS_NOSSA_N_ACTIONS] = {
  [TUNTAS_NOSSA_ACTION_PEND] = { "pend", "PENDING" },
  [TUNTAS_NOSSA_ACTION_ACTIVATE] = { "activate", "" },
  [TUNTAS_NOSSA_ACTION_CLOSE] = { "close", "CLOSED" },
  [TUNTAS_NOSSA_ACTION_RETURN] = { "return", "BACKEND" },
};

static const char *const statuses[] = { "MEDIACARE", "SALAMSIM", "RESOLVED", "FINALCHECK", "PENDING", NULL };

TuntasNossaSite *
tuntas_nossa_site_alloc (void)
{
  TuntasNossaSite *self = g_atomic_rc_box_new0 (TuntasNossaSite);

  for (guint i = 0; i < TUNTAS_NOSSA_SITE_N_TEXTS; i++)
    self->texts[i] = g_strdup (texts[i].standard);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    self->columns[i] = g_strdup (columns[i]);
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    self->actions[i] = g_strdup (actions[i].standard);
  self->statuses = g_strdupv ((char **) statuses);
  self->ttr_in_hours = TRUE;
  self->page_size = 100;
  self->poll_interval = 60;
  self->poll_jitter = 20;
  self->summary_length = 100;
  self->text_length = 32000;
  self->max_bytes = 8 * 1024 * 1024;
  self->request_deadline = 20 * G_USEC_PER_SEC;
  return self;
}

static void
site_clear (gpointer data)
{
  TuntasNossaSite *self = data;

  for (guint i = 0; i < TUNTAS_NOSSA_SITE_N_TEXTS; i++)
    g_free (self->texts[i]);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    g_free (self->columns[i]);
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    g_free (self->actions[i]);
  g_strfreev (self->statuses);
}

TuntasNossaSite *
tuntas_nossa_site_new_default (const char *origin, GError **error)
{
  g_autoptr (TuntasNossaSite) standard = tuntas_nossa_site_alloc ();

  tuntas_nossa_site_settle (standard);
  return tuntas_nossa_site_with_origin (standard, origin, error);
}

static TuntasNossaSite *
copy_with_origin (TuntasNossaSite *self, const char *origin)
{
  TuntasNossaSite *copy = g_atomic_rc_box_new (TuntasNossaSite);

  *copy = *self;
  for (guint i = 0; i < TUNTAS_NOSSA_SITE_N_TEXTS; i++)
    copy->texts[i] = g_strdup (i == TUNTAS_NOSSA_SITE_ORIGIN ? origin : self->texts[i]);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    copy->columns[i] = g_strdup (self->columns[i]);
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    copy->actions[i] = g_strdup (self->actions[i]);
  copy->statuses = g_strdupv (self->statuses);
  tuntas_nossa_site_settle (copy);
  return copy;
}

TuntasNossaSite *
tuntas_nossa_site_with_origin (TuntasNossaSite *self, const char *origin, GError **error)
{
  const char *reason = tuntas_nossa_site_check_origin (origin);

  if (reason == NULL)
    return copy_with_origin (self, origin);
  g_set_error (error, TUNTAS_NOSSA_SITE_ERROR, TUNTAS_NOSSA_SITE_ERROR_VALUE, "%s: %s", origin, reason);
  return NULL;
}

TuntasNossaSite *
tuntas_nossa_site_without_server (TuntasNossaSite *self)
{
  TuntasNossaSite *site = self != NULL ? copy_with_origin (self, "") : tuntas_nossa_site_alloc ();

  if (self == NULL)
    tuntas_nossa_site_settle (site);
  site->write_by_hand = TRUE;
  return site;
}

TuntasNossaSite *
tuntas_nossa_site_ref (TuntasNossaSite *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
tuntas_nossa_site_unref (TuntasNossaSite *self)
{
  g_atomic_rc_box_release_full (self, site_clear);
}

void
tuntas_nossa_site_place (TuntasNossaSiteText text, const char **group, const char **key)
{
  *group = texts[text].group;
  *key = texts[text].key;
}

const char *
tuntas_nossa_site_action_key (TuntasNossaAction action)
{
  return actions[action].key;
}

const char *
tuntas_nossa_site_get_text (TuntasNossaSite *self, TuntasNossaSiteText text)
{
  g_return_val_if_fail (text < TUNTAS_NOSSA_SITE_N_TEXTS, "");
  return self->texts[text];
}

TuntasNossaAuth
tuntas_nossa_site_get_auth (TuntasNossaSite *self)
{
  return self->auth;
}

const char *
tuntas_nossa_site_get_column (TuntasNossaSite *self, TuntasTicketField field)
{
  g_return_val_if_fail (field < TUNTAS_TICKET_N_FIELDS, NULL);
  return self->columns[field];
}

const char *
tuntas_nossa_site_get_status (TuntasNossaSite *self, TuntasNossaAction action)
{
  g_return_val_if_fail (action < TUNTAS_NOSSA_N_ACTIONS, "");
  return self->actions[action];
}

const char *const *
tuntas_nossa_site_get_statuses (TuntasNossaSite *self)
{
  return (const char *const *) self->statuses;
}

gboolean
tuntas_nossa_site_knows_status (TuntasNossaSite *self, const char *status)
{
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    if (strcmp (self->actions[i], status) == 0)
      return TRUE;
  return g_strv_contains (tuntas_nossa_site_get_statuses (self), status);
}

gboolean
tuntas_nossa_site_get_server_reactivates (TuntasNossaSite *self)
{
  return self->server_reactivates;
}

gboolean
tuntas_nossa_site_get_status_by_action (TuntasNossaSite *self)
{
  return self->status_by_action;
}

gboolean
tuntas_nossa_site_get_ttr_in_hours (TuntasNossaSite *self)
{
  return self->ttr_in_hours;
}

guint
tuntas_nossa_site_get_page_size (TuntasNossaSite *self)
{
  return self->page_size;
}

gsize
tuntas_nossa_site_get_max_bytes (TuntasNossaSite *self)
{
  return self->max_bytes;
}

int
tuntas_nossa_site_get_poll_interval (TuntasNossaSite *self)
{
  return self->poll_interval;
}

guint
tuntas_nossa_site_get_summary_length (TuntasNossaSite *self)
{
  return self->summary_length;
}

guint
tuntas_nossa_site_get_text_length (TuntasNossaSite *self)
{
  return self->text_length;
}

gboolean
tuntas_nossa_site_is_written_by_hand (TuntasNossaSite *self)
{
  return self->write_by_hand;
}

guint
tuntas_nossa_site_get_poll_jitter (TuntasNossaSite *self)
{
  return self->poll_jitter;
}

gint64
tuntas_nossa_site_get_request_deadline (TuntasNossaSite *self)
{
  return self->request_deadline;
}

char *
tuntas_nossa_site_dup_path (TuntasNossaSite *self, const char *below)
{
  return g_strconcat (self->texts[TUNTAS_NOSSA_SITE_CONTEXT_ROOT], "/", self->texts[TUNTAS_NOSSA_SITE_PATH], below,
                      NULL);
}

char *
tuntas_nossa_site_anchor (TuntasNossaSite *self, const char *href)
{
  const char *oslc = strstr (href, "oslc/os/");
  const char *api = strstr (href, "api/os/");
  const char *query = strchr (href, '?');
  const char *found = oslc == NULL || (api != NULL && api < oslc) ? api : oslc;

  /* The servlet's name must be a whole part of the path, not of the query or of a longer name. */
  if (found == NULL || (query != NULL && query < found) || (found != href && found[-1] != '/'))
    return NULL;
  for (const char *p = found; *p != '\0'; p++)
    if (*p <= ' ' || *p == 0x7F || *p == '"' || *p == '<' || *p == '>' || *p == '\\' || *p == '#')
      return NULL;
  if (strstr (found, "/../") != NULL || strstr (found, "//") != NULL)
    return NULL;
  return tuntas_nossa_site_dup_path (self, strchr (found, '/'));
}
