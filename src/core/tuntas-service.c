/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-service.h"

#include <string.h>

#define FAMILIES "families"
#define ZONES "zones"
#define TTR "ttr"
#define MOST_HOURS 9999

/* The first row that fits counts. */
typedef struct
{
  char *pattern;    /* as Nossa writes it, in any case; a * at the end: only the beginning */
  char *part;       /* (nullable): the service id must have this in it */
  const char *value; /* interned; "" of one whose value is a number */
  gint64 number;     /* seconds */
} Row;

struct _TuntasServiceTable
{
  GArray *families; /* (element-type Row) */
  GArray *zones;    /* (element-type Row) */
  GArray *targets;  /* (element-type Row): of TTR */
};

/* Witels outside WIB, then regionals that lie in one zone as a whole; 5, 6 and 7 have several. */
static const char *const zones[][2] = {
  { "DENPASAR*", "Asia/Makassar" },    { "SINGARAJA*", "Asia/Makassar" },  { "BALI*", "Asia/Makassar" },
  { "NTB*", "Asia/Makassar" },         { "NTT*", "Asia/Makassar" },        { "MATARAM*", "Asia/Makassar" },
  { "KUPANG*", "Asia/Makassar" },      { "BALIKPAPAN*", "Asia/Makassar" }, { "SAMARINDA*", "Asia/Makassar" },
  { "KALTIM*", "Asia/Makassar" },      { "KALTARA*", "Asia/Makassar" },    { "KALSEL*", "Asia/Makassar" },
  { "BANJARMASIN*", "Asia/Makassar" }, { "MAKASSAR*", "Asia/Makassar" },   { "SULSEL*", "Asia/Makassar" },
  { "SULTENG*", "Asia/Makassar" },     { "SULTRA*", "Asia/Makassar" },     { "SULUT*", "Asia/Makassar" },
  { "GORONTALO*", "Asia/Makassar" },   { "MANADO*", "Asia/Makassar" },     { "KENDARI*", "Asia/Makassar" },
  { "PALU*", "Asia/Makassar" },        { "MALUKU*", "Asia/Jayapura" },     { "AMBON*", "Asia/Jayapura" },
  { "TERNATE*", "Asia/Jayapura" },     { "PAPUA*", "Asia/Jayapura" },      { "JAYAPURA*", "Asia/Jayapura" },
  { "SORONG*", "Asia/Jayapura" },      { "MERAUKE*", "Asia/Jayapura" },    { "TIMIKA*", "Asia/Jayapura" },
  { "REG-1*", "Asia/Jakarta" },        { "REG-2*", "Asia/Jakarta" },       { "REG-3*", "Asia/Jakarta" },
  { "REG-4*", "Asia/Jakarta" },
};

static const char *const country[] = { "Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura", NULL };

const char *const *
tuntas_service_list_zones (void)
{
  return country;
}

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->pattern);
  g_free (row->part);
}

/* key: "VOICE+INTERNET" is a pattern with a part; only families have parts. */
static void
add_row (GArray *rows, const char *key, gboolean with_part, const char *value, gint64 number)
{
  const char *plus = with_part ? strchr (key, '+') : NULL;
  Row row = { NULL };

  row.pattern = g_strstrip (plus != NULL ? g_strndup (key, plus - key) : g_strdup (key));
  row.part = plus != NULL ? g_strstrip (g_strdup (plus + 1)) : NULL;
  row.value = g_intern_string (value);
  row.number = number;
  g_array_append_val (rows, row);
}

static TuntasServiceTable *
table_alloc (void)
{
  TuntasServiceTable *self = g_atomic_rc_box_new0 (TuntasServiceTable);

  self->families = g_array_new (FALSE, FALSE, sizeof (Row));
  self->zones = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->families, row_clear);
  self->targets = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->zones, row_clear);
  g_array_set_clear_func (self->targets, row_clear);
  return self;
}

static void
add_default_rows (TuntasServiceTable *self, TuntasProcedure *procedure)
{
  for (GStrv id = tuntas_procedure_get_families (procedure); *id != NULL; id++)
    {
      GStrv services = tuntas_procedure_find_family (procedure, *id)->services;

      for (guint i = 0; services != NULL && services[i] != NULL; i++)
        add_row (self->families, services[i], TRUE, *id, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    add_row (self->zones, zones[i][0], FALSE, zones[i][1], 0);
}

TuntasServiceTable *
tuntas_service_table_new_default (TuntasProcedure *procedure)
{
  TuntasServiceTable *self = table_alloc ();

  add_default_rows (self, procedure);
  return self;
}

static void
read_rows (GArray *rows, TuntasSettingsFile *file, const char *group, const char *const *values)
{
  g_autoptr (GPtrArray) keys = tuntas_settings_file_list_keys (file, group);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      guint index;

      if (tuntas_settings_file_take_choice (file, group, key, values, &index))
        add_row (rows, key, strcmp (group, FAMILIES) == 0, values[index], 0);
    }
}

/* "4:00": hours and minutes, as Nossa shows a TTR. -1: it is none. */
static gint64
parse_duration (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *hours = colon != NULL ? g_strndup (text, colon - text) : NULL;
  guint64 h, m;

  if (colon == NULL || strlen (colon + 1) != 2 || !g_ascii_string_to_unsigned (hours, 10, 0, MOST_HOURS, &h, NULL) ||
      !g_ascii_string_to_unsigned (colon + 1, 10, 0, 59, &m, NULL) || h + m == 0)
    return -1;
  return (gint64) (h * 3600 + m * 60);
}

static void
read_targets (GArray *rows, TuntasSettingsFile *file)
{
  g_autoptr (GPtrArray) keys = tuntas_settings_file_list_keys (file, TTR);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      const char *value = tuntas_settings_file_get (file, TTR, key);
      gint64 seconds = parse_duration (value);

      if (seconds > 0)
        add_row (rows, key, FALSE, "", seconds);
      else
        tuntas_settings_file_refuse (file, TTR, key, tuntas_finding_new (TUNTAS_FINDING_DURATION, value, NULL));
    }
}

TuntasServiceTable *
tuntas_service_table_read (TuntasSettingsFile *file, TuntasProcedure *procedure)
{
  TuntasServiceTable *self = table_alloc ();

  read_rows (self->families, file, FAMILIES, (const char *const *) tuntas_procedure_get_families (procedure));
  read_rows (self->zones, file, ZONES, country);
  read_targets (self->targets, file);
  add_default_rows (self, procedure);
  return self;
}

TuntasServiceTable *
tuntas_service_table_ref (TuntasServiceTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
table_clear (gpointer data)
{
  TuntasServiceTable *self = data;

  g_array_unref (self->families);
  g_array_unref (self->zones);
  g_array_unref (self->targets);
}

void
tuntas_service_table_unref (TuntasServiceTable *self)
{
  g_atomic_rc_box_release_full (self, table_clear);
}

static gboolean
fits (const Row *row, const char *text)
{
  gsize length = strlen (row->pattern);

  if (length > 0 && row->pattern[length - 1] == '*')
    return g_ascii_strncasecmp (text, row->pattern, length - 1) == 0;
  return g_ascii_strcasecmp (text, row->pattern) == 0;
}

/* (nullable); text, id (nullable) */
static const Row *
find_row (GArray *rows, const char *text, const char *id)
{
  for (guint i = 0; text != NULL && i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (fits (row, text) && (row->part == NULL || (id != NULL && strstr (id, row->part) != NULL)))
        return row;
    }
  return NULL;
}

/* (nullable); text, id (nullable) */
static const char *
find_value (GArray *rows, const char *text, const char *id)
{
  const Row *row = find_row (rows, text, id);

  return row != NULL ? row->value : NULL;
}

const char *
tuntas_service_table_find_family (TuntasServiceTable *self, const TuntasTicket *ticket)
{
  return find_value (self->families, tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_TYPE),
                     tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_ID));
}

const char *
tuntas_service_table_find_zone (TuntasServiceTable *self, const TuntasTicket *ticket, const char *fallback)
{
  const char *witel = tuntas_ticket_get (ticket, TUNTAS_TICKET_WITEL);
  const char *regional = tuntas_ticket_get (ticket, TUNTAS_TICKET_REGIONAL);
  const char *zone = find_value (self->zones, witel, NULL);

  if (zone == NULL)
    zone = find_value (self->zones, regional, NULL);
  if (zone != NULL)
    return zone;
  /* The witels of regional 5 that lie outside WIB are all in the table. */
  return witel != NULL && regional != NULL && g_ascii_strncasecmp (regional, "REG-5", 5) == 0 ? "Asia/Jakarta"
                                                                                               : fallback;
}

gint64
tuntas_service_table_find_ttr_target (TuntasServiceTable *self, const TuntasTicket *ticket)
{
  const char *segment = tuntas_ticket_get (ticket, TUNTAS_TICKET_SEGMENT);
  const Row *target = find_row (self->targets, segment != NULL ? segment : "", NULL);

  return target != NULL ? target->number : -1;
}
