/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-parameter.h"

#include <string.h>

#define PROCEDURE "procedure"
#define CALENDAR "calendar"
#define ROW(name, group, kind, optional, most) \
  { #name, group, TUNTAS_PARAMETER_##kind, optional, most, G_STRUCT_OFFSET (TuntasRules, name) }

static const TuntasParameter table[] = {
  ROW (call_gap, PROCEDURE, SECONDS, FALSE, 3600),
  ROW (short_ring, PROCEDURE, SECONDS, FALSE, 300),
  ROW (send_hold, PROCEDURE, SECONDS, FALSE, 300),
  ROW (pend_day, PROCEDURE, SECONDS, FALSE, 86400),
  ROW (day_from, PROCEDURE, TIME, FALSE, 0),
  ROW (night_from, PROCEDURE, TIME, FALSE, 0),
  ROW (resume_at, PROCEDURE, TIME, FALSE, 0),
  ROW (home_from, PROCEDURE, TIME, FALSE, 0),
  ROW (home_to, PROCEDURE, TIME, FALSE, 0),
  ROW (home_families, PROCEDURE, FAMILIES, TRUE, 0),
  ROW (closed_dates, CALENDAR, DATES, TRUE, 0),
  ROW (closed_weekdays, CALENDAR, WEEKDAYS, TRUE, 0),
};
static const TuntasParameter bound = { NULL, PROCEDURE, TUNTAS_PARAMETER_CALLS, TRUE, 99, 0 };

/* One day of the week stays open, or "tomorrow" would never come. */
static const char *const weekdays[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL };
#define MOST_CLOSED_WEEKDAYS 6

const TuntasParameter *
tuntas_parameter_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, name) == 0)
      return &table[i];
  return &bound;
}

const TuntasParameter *
tuntas_parameter_nth (guint index)
{
  return index < G_N_ELEMENTS (table) ? &table[index] : NULL;
}

gboolean
tuntas_parameter_is_number (const TuntasParameter *parameter)
{
  return parameter->kind == TUNTAS_PARAMETER_CALLS || parameter->kind == TUNTAS_PARAMETER_SECONDS;
}

static char *
refuse (TuntasFinding **finding, TuntasFindingCode code, const char *value, const char *wanted)
{
  *finding = tuntas_finding_new (code, value, wanted);
  return NULL;
}

static char *
normal_number (const char *value, gint64 least, gint64 most, TuntasFinding **finding)
{
  g_autofree char *range = NULL;
  gint64 number;

  if (g_ascii_string_to_signed (value, 10, least, most, &number, NULL))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  range = g_strdup_printf ("%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, least, most);
  return refuse (finding, TUNTAS_FINDING_RANGE, value, range);
}

/* "06:00" or "06:00:00" → seconds after midnight */
static gboolean
parse_time_of_day (const char *text, gint64 *seconds)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint n_parts = g_strv_length (parts);
  gint64 h, m, s = 0;

  if (n_parts < 2 || n_parts > 3 || !g_ascii_string_to_signed (parts[0], 10, 0, 23, &h, NULL) ||
      !g_ascii_string_to_signed (parts[1], 10, 0, 59, &m, NULL) ||
      (n_parts == 3 && !g_ascii_string_to_signed (parts[2], 10, 0, 59, &s, NULL)))
    return FALSE;
  *seconds = h * 3600 + m * 60 + s;
  return TRUE;
}

static char *
normal_time (const char *value, TuntasFinding **finding)
{
  gint64 seconds;
  int h, m, s;

  if (!parse_time_of_day (value, &seconds))
    return refuse (finding, TUNTAS_FINDING_TIME, value, NULL);
  h = seconds / 3600;
  m = seconds / 60 % 60;
  s = seconds % 60;
  return s > 0 ? g_strdup_printf ("%02d:%02d:%02d", h, m, s) : g_strdup_printf ("%02d:%02d", h, m);
}

/* One form only, so that equal calendars are equal texts. */
static gboolean
is_date (const char *text)
{
  int year, month, day;
  gsize length = strlen (text);

  if (length != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != length)
    return FALSE;
  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  return g_date_valid_dmy (day, month, year);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): sorted, each once. */
static char *
join_sorted (GPtrArray *words)
{
  GString *joined = g_string_new (NULL);

  g_ptr_array_sort (words, compare_texts);
  for (guint i = 0; i < words->len; i++)
    if (i == 0 || strcmp (g_ptr_array_index (words, i - 1), g_ptr_array_index (words, i)) != 0)
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "",
                              (const char *) g_ptr_array_index (words, i));
  return g_string_free (joined, FALSE);
}

/* known (nullable): NULL for dates. */
static char *
normal_list (const char *value, const char *const *known, TuntasFinding **finding)
{
  g_auto (GStrv) parts = g_strsplit_set (value, ";,", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *word = g_strstrip (parts[i]);

      if (*word == '\0')
        continue;
      if (known == NULL && !is_date (word))
        return refuse (finding, TUNTAS_FINDING_DATE, word, NULL);
      if (known != NULL && !g_strv_contains (known, word))
        {
          g_autofree char *all = g_strjoinv (", ", (char **) known);

          return refuse (finding, TUNTAS_FINDING_CHOICE, word, all);
        }
      g_ptr_array_add (words, (gpointer) word);
    }
  return join_sorted (words);
}

static char *
normal_weekdays (const char *value, TuntasFinding **finding)
{
  g_autofree char *joined = normal_list (value, weekdays, finding);
  g_auto (GStrv) closed = joined != NULL ? g_strsplit (joined, ",", -1) : NULL;

  if (closed != NULL && g_strv_length (closed) > MOST_CLOSED_WEEKDAYS)
    return refuse (finding, TUNTAS_FINDING_OTHER, NULL, "one day of the week must stay open");
  return g_steal_pointer (&joined);
}

char *
tuntas_parameter_normalise (const TuntasParameter *parameter, const char *value, const char *const *families,
                            const TuntasLimits *limits, TuntasFinding **finding)
{
  switch (parameter->kind)
    {
    case TUNTAS_PARAMETER_CALLS:
    case TUNTAS_PARAMETER_SECONDS:
      return normal_number (value, limits != NULL ? limits->least : 0, limits != NULL ? limits->most : parameter->most,
                            finding);
    case TUNTAS_PARAMETER_TIME:
      return normal_time (value, finding);
    case TUNTAS_PARAMETER_FAMILIES:
      return normal_list (value, families, finding);
    case TUNTAS_PARAMETER_WEEKDAYS:
      return normal_weekdays (value, finding);
    case TUNTAS_PARAMETER_DATES:
      return normal_list (value, NULL, finding);
    default:
      g_return_val_if_reached (NULL);
    }
}

void
tuntas_parameters_fill (GHashTable *parameters, TuntasRules *rules)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *value = g_hash_table_lookup (parameters, table[i].name);
      gpointer target = G_STRUCT_MEMBER_P (rules, table[i].offset);

      if (value == NULL)
        continue;
      if (tuntas_parameter_is_number (&table[i]))
        *(gint64 *) target = g_ascii_strtoll (value, NULL, 10);
      else if (table[i].kind == TUNTAS_PARAMETER_TIME)
        parse_time_of_day (value, target);
      else
        {
          g_strfreev (*(GStrv *) target);
          *(GStrv *) target = g_strsplit (value, ",", -1);
        }
    }
}

const char *
tuntas_parameters_find_disorder (const TuntasRules *rules)
{
  if (rules->day_from >= rules->night_from)
    return "day_from, night_from";
  return rules->home_from >= rules->home_to ? "home_from, home_to" : NULL;
}
