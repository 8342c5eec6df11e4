/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-mapping.h"

#include "tuntas-nossa-error.h"

#include <math.h>
#include <string.h>

/* What a column holds; those that are not here are plain text. */
typedef enum
{
  KIND_TEXT,
  KIND_RICH,
  KIND_INSTANT,
  KIND_DURATION,
  KIND_SYNONYM, /* of a domain: the record says the internal value too */
} Kind;

static const Kind kinds[TUNTAS_TICKET_N_FIELDS] = {
  [TUNTAS_TICKET_CLASS] = KIND_SYNONYM,       [TUNTAS_TICKET_STATUS] = KIND_SYNONYM,
  [TUNTAS_TICKET_DETAIL] = KIND_RICH,         [TUNTAS_TICKET_RFO] = KIND_RICH,
  [TUNTAS_TICKET_REPAIR] = KIND_RICH,         [TUNTAS_TICKET_TTR] = KIND_DURATION,
  [TUNTAS_TICKET_REPORTED_AT] = KIND_INSTANT, [TUNTAS_TICKET_STATUS_AT] = KIND_INSTANT,
  [TUNTAS_TICKET_CHANGED_AT] = KIND_INSTANT,
};

static const char *const note_columns[] = { "worklogid", "logtype", "description", "description_longdescription",
                                            "createby",  "createdate" };

void
tuntas_nossa_select_ticket (TuntasNossaSite *site, TuntasNossaQuery *query)
{
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (tuntas_nossa_site_get_column (site, i) != NULL)
      tuntas_nossa_query_select (query, tuntas_nossa_site_get_column (site, i));
}

void
tuntas_nossa_select_note (TuntasNossaQuery *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (note_columns); i++)
    tuntas_nossa_query_select (query, note_columns[i]);
}

static gboolean
refuse (GError **error, const char *path, const char *name, const char *value, const char *reason)
{
  g_autofree char *shown = g_utf8_strlen (value, -1) > 40 ? g_utf8_substring (value, 0, 40) : g_strdup (value);

  g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.%s: \"%s\" is %s", path, name, shown,
               reason);
  return FALSE;
}

/* Replaces an instant of the server by ours. */
static gboolean
convert_instant (char **text, const char *path, const char *name, GError **error)
{
  gint64 seconds;

  if (!tuntas_instant_parse (*text, &seconds))
    return refuse (error, path, name, *text, "no date and time with an offset");
  g_free (*text);
  *text = tuntas_instant_format (seconds);
  return TRUE;
}

/* "HH:MM:SS", hours beyond 24 too. */
static gboolean
parse_clock (const char *text, double *seconds)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint64 value[3];

  if (g_strv_length (parts) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, i == 0 ? 1000000 : 59, &value[i], NULL))
      return FALSE;
  *seconds = (double) (value[0] * 3600 + value[1] * 60 + value[2]);
  return TRUE;
}

/* Replaces a duration in the site's form by whole seconds. */
static gboolean
convert_duration (TuntasNossaSite *site, char **text, const char *path, const char *name, GError **error)
{
  double seconds;
  char *end;

  if (!parse_clock (*text, &seconds))
    {
      seconds = g_ascii_strtod (*text, &end);
      if (end == *text || *end != '\0' || !isfinite (seconds) || fabs (seconds) > 1e9)
        return refuse (error, path, name, *text, "no duration");
      if (tuntas_nossa_site_get_ttr_in_hours (site))
        seconds *= 3600;
    }
  g_free (*text);
  *text = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) llround (seconds));
  return TRUE;
}

static const char *
internal_value (JsonObject *record, const char *name)
{
  g_autofree char *internal = g_strconcat (name, "_maxvalue", NULL);

  return tuntas_nossa_body_get_string (record, internal);
}

const char *
tuntas_nossa_map_status (TuntasNossaSite *site, JsonObject *record)
{
  const char *name = tuntas_nossa_site_get_column (site, TUNTAS_TICKET_STATUS);
  const char *own = tuntas_nossa_body_get_string (record, name);
  const char *internal = internal_value (record, name);

  if (own != NULL && internal != NULL && !tuntas_nossa_site_knows_status (site, own)
      && tuntas_nossa_site_knows_status (site, internal))
    return internal;
  return own;
}

static gboolean
convert (TuntasNossaSite *site, JsonObject *record, const char *path, TuntasTicketField field, char **text,
         GError **error)
{
  const char *name = tuntas_nossa_site_get_column (site, field);
  const char *value = NULL;
  char *plain;

  switch (kinds[field])
    {
    case KIND_INSTANT:
      return convert_instant (text, path, name, error);
    case KIND_DURATION:
      return convert_duration (site, text, path, name, error);
    case KIND_RICH:
      plain = tuntas_nossa_rich_text_to_plain (*text);
      g_free (*text);
      *text = plain;
      return TRUE;
    case KIND_SYNONYM:
      value = field == TUNTAS_TICKET_STATUS ? tuntas_nossa_map_status (site, record) : internal_value (record, name);
      if (value != NULL)
        {
          g_free (*text);
          *text = g_strdup (value);
        }
      return TRUE;
    case KIND_TEXT:
    default:
      return TRUE;
    }
}

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

/* *text NULL where the record has no such value. */
static gboolean
read_field (TuntasNossaSite *site, JsonObject *record, const char *path, TuntasTicketField field, char **text,
            GError **error)
{
  const char *name = tuntas_nossa_site_get_column (site, field);

  *text = NULL;
  if (name == NULL)
    return TRUE;
  if (!tuntas_nossa_body_dup_text (record, path, name, text, error))
    return FALSE;
  if (*text != NULL && is_blank (*text))
    g_clear_pointer (text, g_free);
  return *text == NULL || convert (site, record, path, field, text, error);
}

char *
tuntas_nossa_map_id (TuntasNossaSite *site, JsonObject *record)
{
  char *id = NULL;

  if (!read_field (site, record, "", TUNTAS_TICKET_ID, &id, NULL))
    return NULL;
  return id != NULL ? g_strstrip (id) : NULL;
}

/* Where the record is and in which state, both under fixed names. */
static gboolean
read_address (TuntasNossaSite *site, JsonObject *record, const char *path, TuntasTicket *ticket, GError **error)
{
  const char *href = tuntas_nossa_body_get_string (record, "href");
  g_autofree char *anchored = href != NULL ? tuntas_nossa_site_anchor (site, href) : NULL;
  g_autofree char *rowstamp = NULL;

  if (href != NULL && anchored == NULL)
    return refuse (error, path, "href", href, "no record's address");
  if (anchored != NULL && strchr (anchored, '?') != NULL)
    *strchr (anchored, '?') = '\0';
  if (!tuntas_nossa_body_dup_text (record, path, "_rowstamp", &rowstamp, error))
    return FALSE;
  tuntas_ticket_set (ticket, TUNTAS_TICKET_HREF, anchored);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_ROWSTAMP, rowstamp);
  return TRUE;
}

TuntasTicket *
tuntas_nossa_map_ticket (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error)
{
  g_autofree char *id = tuntas_nossa_map_id (site, record);
  g_autoptr (TuntasTicket) ticket = NULL;

  if (id == NULL)
    {
      g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.%s: the ticket's number is missing",
                   path, tuntas_nossa_site_get_column (site, TUNTAS_TICKET_ID));
      return NULL;
    }
  ticket = tuntas_ticket_new (id);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (i == TUNTAS_TICKET_ID)
        continue;
      if (!read_field (site, record, path, i, &text, error))
        return NULL;
      tuntas_ticket_set (ticket, i, text);
    }
  return read_address (site, record, path, ticket, error) ? g_steal_pointer (&ticket) : NULL;
}

TuntasNossaNote *
tuntas_nossa_map_note (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error)
{
  g_autoptr (TuntasNossaNote) note = g_new0 (TuntasNossaNote, 1);
  g_autofree char *line = NULL, *text = NULL;

  if (!tuntas_nossa_body_dup_text (record, path, "worklogid", &note->id, error)
      || !tuntas_nossa_body_dup_text (record, path, "logtype", &note->type, error)
      || !tuntas_nossa_body_dup_text (record, path, "description", &line, error)
      || !tuntas_nossa_body_dup_text (record, path, "description_longdescription", &text, error)
      || !tuntas_nossa_body_dup_text (record, path, "createby", &note->by, error)
      || !tuntas_nossa_body_dup_text (record, path, "createdate", &note->at, error)
      || (note->at != NULL && !convert_instant (&note->at, path, "createdate", error)))
    return NULL;
  if (note->id == NULL)
    {
      g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.worklogid: is missing", path);
      return NULL;
    }
  note->name = g_strdup (note->type);
  /* A synonym of CLIENTNOTE is one. */
  if (internal_value (record, "logtype") != NULL)
    {
      g_free (note->type);
      note->type = g_strdup (internal_value (record, "logtype"));
    }
  note->text = text != NULL && !is_blank (text) ? tuntas_nossa_rich_text_to_plain (text) : g_steal_pointer (&line);
  return g_steal_pointer (&note);
}
