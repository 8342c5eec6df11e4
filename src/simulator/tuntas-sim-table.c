/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-table.h"

#include "tuntas-sim-error.h"

#define X(symbol, name, type, length, flags, domain)                                                                  \
  { (char *) name, TUNTAS_SIM_##type, length, TUNTAS_SIM_##flags, (char *) domain },
static const TuntasSimAttribute ticket_attributes[] = { TUNTAS_SIM_TICKET_ATTRIBUTES (X) };
static const TuntasSimAttribute worklog_attributes[] = { TUNTAS_SIM_WORKLOG_ATTRIBUTES (X) };
static const TuntasSimAttribute related_attributes[] = { TUNTAS_SIM_RELATED_ATTRIBUTES (X) };
static const TuntasSimAttribute synonym_attributes[] = { TUNTAS_SIM_SYNONYM_ATTRIBUTES (X) };
static const TuntasSimAttribute person_attributes[] = { TUNTAS_SIM_PERSON_ATTRIBUTES (X) };
#undef X

static TuntasSimTable *
table_new (const char *object, const TuntasSimAttribute *attributes, guint n, guint uid)
{
  TuntasSimTable *self = g_new0 (TuntasSimTable, 1);

  self->object = object;
  self->n_attributes = n;
  self->uid = uid;
  self->attributes = g_memdup2 (attributes, n * sizeof *attributes);
  for (guint i = 0; i < n; i++)
    {
      self->attributes[i].name = g_strdup (attributes[i].name);
      self->attributes[i].domain = g_strdup (attributes[i].domain);
    }
  return self;
}

TuntasSimTable *
tuntas_sim_table_new_ticket (void)
{
  return table_new (NULL, ticket_attributes, G_N_ELEMENTS (ticket_attributes), TUNTAS_SIM_TICKET_TICKETUID);
}

TuntasSimTable *
tuntas_sim_table_new_worklog (void)
{
  return table_new ("WORKLOG", worklog_attributes, G_N_ELEMENTS (worklog_attributes), TUNTAS_SIM_WORKLOG_WORKLOGID);
}

TuntasSimTable *
tuntas_sim_table_new_related (void)
{
  return table_new ("RELATEDRECORD", related_attributes, G_N_ELEMENTS (related_attributes),
                    TUNTAS_SIM_RELATED_RELATEDRECORDID);
}

TuntasSimTable *
tuntas_sim_table_new_synonym (void)
{
  return table_new ("SYNONYMDOMAIN", synonym_attributes, G_N_ELEMENTS (synonym_attributes),
                    TUNTAS_SIM_SYNONYM_SYNONYMDOMAINID);
}

TuntasSimTable *
tuntas_sim_table_new_person (void)
{
  return table_new ("PERSON", person_attributes, G_N_ELEMENTS (person_attributes), TUNTAS_SIM_PERSON_PERSONUID);
}

void
tuntas_sim_table_free (TuntasSimTable *self)
{
  for (guint i = 0; i < self->n_attributes; i++)
    {
      g_free (self->attributes[i].name);
      g_free (self->attributes[i].domain);
    }
  g_free (self->attributes);
  g_free (self);
}

int
tuntas_sim_table_find (const TuntasSimTable *self, const char *name)
{
  if (g_str_has_prefix (name, "spi:"))
    name += strlen ("spi:");
  for (guint i = 0; i < self->n_attributes; i++)
    if (g_ascii_strcasecmp (self->attributes[i].name, name) == 0)
      return i;
  return -1;
}

gboolean
tuntas_sim_table_rename (TuntasSimTable *self, const char *from, const char *to)
{
  int index = tuntas_sim_table_find (self, from);

  if (index < 0 || tuntas_sim_table_find (self, to) >= 0)
    return FALSE;
  g_free (self->attributes[index].name);
  self->attributes[index].name = g_strdup (to);
  return TRUE;
}

gboolean
tuntas_sim_table_add (TuntasSimTable *self, const char *name, TuntasSimType type, guint length, const char *domain)
{
  if (tuntas_sim_table_find (self, name) >= 0)
    return FALSE;
  self->attributes = g_renew (TuntasSimAttribute, self->attributes, self->n_attributes + 1);
  self->attributes[self->n_attributes++] =
    (TuntasSimAttribute) { g_strdup (name), type, length, TUNTAS_SIM_PLAIN, g_strdup (domain) };
  return TRUE;
}

const char *
tuntas_sim_member_text (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fallback;
  return json_node_get_string (node);
}

gboolean
tuntas_sim_instant_read (const char *text, GTimeZone *zone, gint64 *seconds)
{
  g_autofree char *whole = NULL;
  g_autoptr (GDateTime) time = NULL;

  whole = strlen (text) == 10 ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  time = g_date_time_new_from_iso8601 (whole, zone);
  if (time == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

char *
tuntas_sim_instant_write (gint64 seconds, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}

static gboolean
refuse (const TuntasSimAttribute *self, const char *value, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_BODY, "The value %s is not valid for the attribute %s.", value,
               self->name);
  return FALSE;
}

/* Maximo is lenient here: numbers come as text and text as numbers. */
static char *
node_to_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
  return NULL;
}

static gboolean
read_text (const TuntasSimAttribute *self, const char *text, char **out, GError **error)
{
  if (g_utf8_strlen (text, -1) > self->length)
    {
      g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_TOO_LONG,
                   "The value specified %.40s exceeds the maximum field length of %u for the attribute %s.", text,
                   self->length, self->name);
      return FALSE;
    }
  *out = self->type == TUNTAS_SIM_UPPER ? g_utf8_strup (text, -1) : g_strdup (text);
  return TRUE;
}

static gboolean
read_integer (const TuntasSimAttribute *self, const char *text, char **out, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return refuse (self, text, error);
  *out = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return TRUE;
}

static gboolean
read_yorn (const TuntasSimAttribute *self, const char *text, char **out, GError **error)
{
  static const char *const yes_words[] = { "1", "true", "TRUE", "True", "Y", "y", NULL };
  static const char *const no_words[] = { "0", "false", "FALSE", "False", "N", "n", NULL };
  gboolean yes = g_strv_contains (yes_words, text);

  if (!yes && !g_strv_contains (no_words, text))
    return refuse (self, text, error);
  *out = g_strdup (yes ? "1" : "0");
  return TRUE;
}

static gboolean
read_float (const TuntasSimAttribute *self, const char *text, char **out, GError **error)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0')
    return refuse (self, text, error);
  *out = g_strdup (g_ascii_dtostr (buffer, sizeof buffer, number));
  return TRUE;
}

gboolean
tuntas_sim_attribute_read (const TuntasSimAttribute *self, JsonNode *node, GTimeZone *zone, char **out, GError **error)
{
  g_autofree char *text = NULL;
  gint64 seconds;

  *out = NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  text = node_to_text (node);
  if (text == NULL)
    return refuse (self, "(an array or object)", error);
  if (*text == '\0')
    return TRUE;
  switch (self->type)
    {
    case TUNTAS_SIM_UPPER:
    case TUNTAS_SIM_ALN:
    case TUNTAS_SIM_LONGALN:
      return read_text (self, text, out, error);
    case TUNTAS_SIM_INTEGER:
    case TUNTAS_SIM_BIGINT:
      return read_integer (self, text, out, error);
    case TUNTAS_SIM_FLOAT:
      return read_float (self, text, out, error);
    case TUNTAS_SIM_YORN:
      return read_yorn (self, text, out, error);
    case TUNTAS_SIM_DATETIME:
      if (!tuntas_sim_instant_read (text, zone, &seconds))
        return refuse (self, text, error);
      *out = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

JsonNode *
tuntas_sim_attribute_write (const TuntasSimAttribute *self, const char *value, GTimeZone *zone)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *text = NULL;

  switch (self->type)
    {
    case TUNTAS_SIM_INTEGER:
    case TUNTAS_SIM_BIGINT:
      json_node_set_int (node, g_ascii_strtoll (value, NULL, 10));
      break;
    case TUNTAS_SIM_FLOAT:
      json_node_set_double (node, g_ascii_strtod (value, NULL));
      break;
    case TUNTAS_SIM_YORN:
      json_node_set_boolean (node, *value == '1');
      break;
    case TUNTAS_SIM_DATETIME:
      text = tuntas_sim_instant_write (g_ascii_strtoll (value, NULL, 10), zone);
      json_node_set_string (node, text);
      break;
    case TUNTAS_SIM_UPPER:
    case TUNTAS_SIM_ALN:
    case TUNTAS_SIM_LONGALN:
    default:
      json_node_set_string (node, value);
      break;
    }
  return node;
}

int
tuntas_sim_attribute_compare (const TuntasSimAttribute *self, const char *a, const char *b)
{
  double x, y;

  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  switch (self->type)
    {
    case TUNTAS_SIM_INTEGER:
    case TUNTAS_SIM_BIGINT:
    case TUNTAS_SIM_FLOAT:
    case TUNTAS_SIM_YORN:
    case TUNTAS_SIM_DATETIME:
      /* Seconds and numbers of tickets stay far below 2^53. */
      x = g_ascii_strtod (a, NULL);
      y = g_ascii_strtod (b, NULL);
      return (x > y) - (x < y);
    case TUNTAS_SIM_UPPER:
    case TUNTAS_SIM_ALN:
    case TUNTAS_SIM_LONGALN:
    default:
      return strcmp (a, b);
    }
}

static const char *const type_names[] = { "UPPER",  "ALN",      "LONGALN", "INTEGER",
                                          "BIGINT", "DURATION", "YORN",    "DATETIME" };

const char *
tuntas_sim_type_name (TuntasSimType type)
{
  return type_names[type];
}

gboolean
tuntas_sim_type_find (const char *name, TuntasSimType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_str_equal (type_names[i], name))
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}
