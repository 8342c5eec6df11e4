/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-mapping.h"

#include "tuntas-nossa-error.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"

#include <math.h>
#include <string.h>

/* The longest that an attribute of letters can be which names something. */
#define LONGEST_NAME 100

/* What a column holds; those that are not here are plain text. */
typedef enum
{
  KIND_TEXT,
  KIND_NAME, /* of a record, a person, a state: one line, compared byte by byte */
  KIND_RICH,
  KIND_PHONES, /* what cannot be dialled is left out */
  KIND_INSTANT,
  KIND_DURATION,
  KIND_SYNONYM, /* a name of a domain: the record says the internal value too */
} Kind;

static const Kind kinds[TUNTAS_TICKET_N_FIELDS] = {
  [TUNTAS_TICKET_ID] = KIND_NAME,             [TUNTAS_TICKET_UID] = KIND_NAME,
  [TUNTAS_TICKET_OWNER] = KIND_NAME,          [TUNTAS_TICKET_OWNER_GROUP] = KIND_NAME,
  [TUNTAS_TICKET_CHANGED_BY] = KIND_NAME,     [TUNTAS_TICKET_CLASS] = KIND_SYNONYM,
  [TUNTAS_TICKET_STATUS] = KIND_SYNONYM,      [TUNTAS_TICKET_DETAIL] = KIND_RICH,
  [TUNTAS_TICKET_RFO] = KIND_RICH,            [TUNTAS_TICKET_REPAIR] = KIND_RICH,
  [TUNTAS_TICKET_PHONES] = KIND_PHONES,
  [TUNTAS_TICKET_TTR] = KIND_DURATION,        [TUNTAS_TICKET_REPORTED_AT] = KIND_INSTANT,
  [TUNTAS_TICKET_STATUS_AT] = KIND_INSTANT,   [TUNTAS_TICKET_CHANGED_AT] = KIND_INSTANT,
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

static gboolean
refuse_shape (GError **error, const char *path, const char *name, const char *wanted)
{
  g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.%s: %s is wanted here", path, name, wanted);
  return FALSE;
}

/* Whether such a value can stand in such a column; numbers come for names, and anything plain for text. */
static gboolean
fits (JsonNode *node, Kind kind)
{
  GType type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return kind == KIND_TEXT || kind == KIND_RICH || kind == KIND_PHONES; /* {"ldtext": …} */
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  type = json_node_get_value_type (node);
  return type == G_TYPE_STRING || kind == KIND_TEXT || kind == KIND_PHONES
         || (type == G_TYPE_INT64 && (kind == KIND_NAME || kind == KIND_DURATION))
         || (type == G_TYPE_DOUBLE && kind == KIND_DURATION);
}

static const char *
wanted_for (Kind kind)
{
  switch (kind)
    {
    case KIND_NAME:     return "text or a whole number";
    case KIND_INSTANT:  return "a date and time as text";
    case KIND_DURATION: return "a number or text";
    case KIND_TEXT:
    case KIND_RICH:
    case KIND_PHONES:
    case KIND_SYNONYM:
    default:            return "text";
    }
}

/* A name that is not what is shown of it could be taken for another one. */
static gboolean
check_name (const char *text, const char *path, const char *name, GError **error)
{
  g_autofree char *plain = tuntas_plain_text (text, TRUE);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return refuse (error, path, name, text, "of more than one line");
  if (strcmp (plain, text) != 0)
    return refuse (error, path, name, plain, "with characters that nobody sees");
  return g_utf8_strlen (text, -1) <= LONGEST_NAME || refuse (error, path, name, text, "too long for a name");
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
read_text (JsonObject *record, const char *path, const char *name, Kind kind, char **text, GError **error)
{
  JsonNode *node = tuntas_nossa_body_get (record, name);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (!fits (node, kind))
    return refuse_shape (error, path, name, wanted_for (kind));
  if (!tuntas_nossa_body_dup_text (record, path, name, text, error))
    return FALSE;
  if (is_blank (*text))
    g_clear_pointer (text, g_free);
  else if ((kind == KIND_NAME || kind == KIND_SYNONYM) && !check_name (g_strstrip (*text), path, name, error))
    {
      g_clear_pointer (text, g_free);
      return FALSE;
    }
  return TRUE;
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
      /* Not "inf", "nan" and "0x1p3", which are numbers too. */
      if (end == *text || *end != '\0' || strspn (*text, "+-.0123456789eE") != strlen (*text) || !isfinite (seconds)
          || fabs (seconds) > 1e9)
        return refuse (error, path, name, *text, "no duration");
      if (tuntas_nossa_site_get_ttr_in_hours (site))
        seconds *= 3600;
    }
  g_free (*text);
  *text = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) llround (seconds));
  return TRUE;
}

/* Whether the value that the code knows counts, not the record's own: the site's statuses can be synonyms of its own.
 * Where the site names neither, its own stays. */
static gboolean
takes_internal (TuntasNossaSite *site, const char *own, const char *internal)
{
  return !tuntas_nossa_site_knows_status (site, own) && tuntas_nossa_site_knows_status (site, internal);
}

/* Replaces a value of a domain by the internal one, where the record says it. */
static gboolean
convert_synonym (TuntasNossaSite *site, JsonObject *record, const char *path, const char *name, gboolean is_status,
                 char **text, GError **error)
{
  g_autofree char *full = g_strconcat (name, "_maxvalue", NULL);
  g_autofree char *internal = NULL;

  if (!read_text (record, path, full, KIND_SYNONYM, &internal, error))
    return FALSE;
  if (internal != NULL && (!is_status || takes_internal (site, *text, internal)))
    {
      g_free (*text);
      *text = g_steal_pointer (&internal);
    }
  return TRUE;
}

static void
convert_phones (const char *plain, char **text)
{
  g_auto (GStrv) phones = tuntas_phone_split (plain);

  g_free (*text);
  *text = g_strjoinv (";", phones);
}

static gboolean
convert (TuntasNossaSite *site, JsonObject *record, const char *path, TuntasTicketField field, char **text,
         GError **error)
{
  const char *name = tuntas_nossa_site_get_column (site, field);
  g_autofree char *plain = NULL;

  switch (kinds[field])
    {
    case KIND_INSTANT:
      return convert_instant (text, path, name, error);
    case KIND_DURATION:
      return convert_duration (site, text, path, name, error);
    case KIND_RICH:
      plain = tuntas_nossa_rich_text_to_plain (*text);
      g_free (*text);
      *text = tuntas_plain_text (plain, FALSE);
      return TRUE;
    case KIND_SYNONYM:
      return convert_synonym (site, record, path, name, field == TUNTAS_TICKET_STATUS, text, error);
    case KIND_PHONES:
      plain = tuntas_plain_text (*text, FALSE);
      convert_phones (plain, text);
      return TRUE;
    case KIND_TEXT:
      plain = g_steal_pointer (text);
      *text = tuntas_plain_text (plain, FALSE);
      return TRUE;
    case KIND_NAME:
    default:
      return TRUE;
    }
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
  return read_text (record, path, name, kinds[field], text, error)
         && (*text == NULL || convert (site, record, path, field, text, error));
}

char *
tuntas_nossa_map_id (TuntasNossaSite *site, JsonObject *record)
{
  char *id = NULL;

  if (!read_field (site, record, "", TUNTAS_TICKET_ID, &id, NULL))
    return NULL;
  return id;
}

/* Where the record is and in which state, both under fixed names. */
static gboolean
read_address (TuntasNossaSite *site, JsonObject *record, const char *path, TuntasTicket *ticket, GError **error)
{
  const char *href = tuntas_nossa_body_get_string (record, "href");
  g_autofree char *anchored = href != NULL ? tuntas_nossa_site_anchor (site, href) : NULL;
  g_autofree char *rowstamp = NULL;

  if (href == NULL && tuntas_nossa_body_get (record, "href") != NULL)
    return refuse_shape (error, path, "href", "text");
  if (href != NULL && anchored == NULL)
    return refuse (error, path, "href", href, "no record's address");
  if (anchored != NULL && strchr (anchored, '?') != NULL)
    *strchr (anchored, '?') = '\0';
  if (!read_text (record, path, "_rowstamp", KIND_NAME, &rowstamp, error))
    return FALSE;
  tuntas_ticket_set (ticket, TUNTAS_TICKET_HREF, anchored);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_ROWSTAMP, rowstamp);
  return TRUE;
}

TuntasTicket *
tuntas_nossa_map_ticket (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;

  if (!read_field (site, record, path, TUNTAS_TICKET_ID, &id, error))
    return NULL;
  if (id == NULL)
    {
      g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.%s: the ticket's number is missing",
                   path, tuntas_nossa_site_get_column (site, TUNTAS_TICKET_ID));
      return NULL;
    }
  ticket = tuntas_ticket_new (id);
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    {
      char *text;

      if (i == TUNTAS_TICKET_ID)
        continue;
      if (!read_field (site, record, path, i, &text, error))
        {
          g_free (text);
          return NULL;
        }
      tuntas_ticket_take (ticket, i, text);
    }
  return read_address (site, record, path, ticket, error) ? g_steal_pointer (&ticket) : NULL;
}

TuntasNossaNote *
tuntas_nossa_map_note (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error)
{
  g_autoptr (TuntasNossaNote) note = g_new0 (TuntasNossaNote, 1);
  g_autofree char *line = NULL, *text = NULL;
  const char *own;

  /* A synonym of CLIENTNOTE is one. */
  if (!read_text (record, path, "worklogid", KIND_NAME, &note->id, error)
      || !read_text (record, path, "logtype", KIND_SYNONYM, &note->type, error)
      || !convert_synonym (site, record, path, "logtype", FALSE, &note->type, error)
      || !read_text (record, path, "description", KIND_TEXT, &line, error)
      || !read_text (record, path, "description_longdescription", KIND_RICH, &text, error)
      || !read_text (record, path, "createby", KIND_NAME, &note->by, error)
      || !read_text (record, path, "createdate", KIND_INSTANT, &note->at, error)
      || (note->at != NULL && !convert_instant (&note->at, path, "createdate", error)))
    return NULL;
  if (note->id == NULL)
    {
      g_set_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "%s.worklogid: is missing", path);
      return NULL;
    }
  own = tuntas_nossa_body_get_string (record, "logtype");
  note->name = own != NULL ? g_strstrip (g_strdup (own)) : g_strdup (note->type);
  note->text = text != NULL ? tuntas_nossa_rich_text_to_plain (text) : g_steal_pointer (&line);
  return g_steal_pointer (&note);
}
