/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-columns.h"

#include "tuntas-list-numbers.h"
#include "tuntas-list-values.h"
#include "tuntas-plain.h"

#include <string.h>

#define ROWS_LOOKED_AT 20
#define EXAMPLE_LETTERS 40

static const struct
{
  const char *nick;
  TuntasListKind kind;
  int ticket_field;
} fields[TUNTAS_LIST_N_FIELDS] = {
#define X(name, nick, kind, field) [TUNTAS_LIST_FIELD_##name] = { nick, TUNTAS_LIST_KIND_##kind, field },
  TUNTAS_LIST_FIELDS (X)
#undef X
};

/* Headers as keys, of the downloads of Nossa (2018 to 2023), the list of Insera (2023 to 2025) and its screen, the monthly
 * workbook, and what teams write themselves. Of several that a list has for one field the earlier line here counts
 * more. The number of a ticket of another system ("External Ticket ID") is none of ours, and is not here. */
static const struct
{
  const char *key;
  TuntasListField field;
} headers[] = {
  { "incident", TUNTAS_LIST_FIELD_ID },
  { "no tiket", TUNTAS_LIST_FIELD_ID },
  { "nomor tiket", TUNTAS_LIST_FIELD_ID },
  { "ticket id", TUNTAS_LIST_FIELD_ID },
  { "tiket id", TUNTAS_LIST_FIELD_ID },
  { "id tiket", TUNTAS_LIST_FIELD_ID },
  { "no ticket", TUNTAS_LIST_FIELD_ID },
  { "tiket", TUNTAS_LIST_FIELD_ID },
  { "ticket", TUNTAS_LIST_FIELD_ID },
  { "trouble no", TUNTAS_LIST_FIELD_ID },
  { "no incident", TUNTAS_LIST_FIELD_ID },
  { "status", TUNTAS_LIST_FIELD_STATUS },
  { "ticket status", TUNTAS_LIST_FIELD_STATUS },
  { "status tiket", TUNTAS_LIST_FIELD_STATUS },
  { "customer name", TUNTAS_LIST_FIELD_CUSTOMER },
  { "nama pelanggan", TUNTAS_LIST_FIELD_CUSTOMER },
  { "customer", TUNTAS_LIST_FIELD_CUSTOMER },
  { "pelanggan", TUNTAS_LIST_FIELD_CUSTOMER },
  { "description customerid", TUNTAS_LIST_FIELD_CUSTOMER },
  { "contact name", TUNTAS_LIST_FIELD_CONTACT },
  { "nama pic", TUNTAS_LIST_FIELD_CONTACT },
  { "pic", TUNTAS_LIST_FIELD_CONTACT },
  { "contact phone", TUNTAS_LIST_FIELD_PHONES },
  { "cp", TUNTAS_LIST_FIELD_PHONES },
  { "no hp", TUNTAS_LIST_FIELD_PHONES },
  { "nomor hp", TUNTAS_LIST_FIELD_PHONES },
  { "no telepon", TUNTAS_LIST_FIELD_PHONES },
  { "contact email", TUNTAS_LIST_FIELD_EMAIL },
  { "email", TUNTAS_LIST_FIELD_EMAIL },
  { "email pic", TUNTAS_LIST_FIELD_EMAIL },
  { "summary", TUNTAS_LIST_FIELD_SUMMARY },
  { "sumary", TUNTAS_LIST_FIELD_SUMMARY },
  { "keluhan", TUNTAS_LIST_FIELD_SUMMARY },
  { "detail", TUNTAS_LIST_FIELD_DETAIL },
  { "incidents symptom", TUNTAS_LIST_FIELD_SYMPTOM },
  { "incident symptom", TUNTAS_LIST_FIELD_SYMPTOM },
  { "symptom", TUNTAS_LIST_FIELD_SYMPTOM },
  { "service type", TUNTAS_LIST_FIELD_SERVICE_TYPE },
  { "jenis layanan", TUNTAS_LIST_FIELD_SERVICE_TYPE },
  { "layanan", TUNTAS_LIST_FIELD_SERVICE_TYPE },
  { "product", TUNTAS_LIST_FIELD_SERVICE_TYPE },
  { "service no", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "nomor layanan", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "no layanan", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "no internet", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "nomor internet", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "inet", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "sid", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "nd inet", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "nd pots", TUNTAS_LIST_FIELD_SERVICE_NO },
  { "service id", TUNTAS_LIST_FIELD_SERVICE_ID },
  { "customer segment", TUNTAS_LIST_FIELD_SEGMENT },
  { "segment", TUNTAS_LIST_FIELD_SEGMENT },
  { "segmen", TUNTAS_LIST_FIELD_SEGMENT },
  { "owner", TUNTAS_LIST_FIELD_OWNER },
  { "owner group", TUNTAS_LIST_FIELD_OWNER_GROUP },
  { "assigned owner group", TUNTAS_LIST_FIELD_OWNER_GROUP },
  { "witel", TUNTAS_LIST_FIELD_WITEL },
  { "regional", TUNTAS_LIST_FIELD_REGIONAL },
  { "region", TUNTAS_LIST_FIELD_REGIONAL },
  { "workzone", TUNTAS_LIST_FIELD_WORKZONE },
  { "sto", TUNTAS_LIST_FIELD_WORKZONE },
  { "cause", TUNTAS_LIST_FIELD_RFO },
  { "rfo", TUNTAS_LIST_FIELD_RFO },
  { "penyebab", TUNTAS_LIST_FIELD_RFO },
  { "solution", TUNTAS_LIST_FIELD_RFO },
  { "solutions segment", TUNTAS_LIST_FIELD_RFO },
  { "solution segment", TUNTAS_LIST_FIELD_RFO },
  { "actual solution", TUNTAS_LIST_FIELD_REPAIR },
  { "description actual solution", TUNTAS_LIST_FIELD_REPAIR },
  { "resolution", TUNTAS_LIST_FIELD_REPAIR },
  { "perbaikan", TUNTAS_LIST_FIELD_REPAIR },
  { "ticket id gamas", TUNTAS_LIST_FIELD_GAMAS },
  { "induk gamas", TUNTAS_LIST_FIELD_GAMAS },
  { "related to gamas", TUNTAS_LIST_FIELD_GAMAS },
  { "related to global issue", TUNTAS_LIST_FIELD_GAMAS },
  { "gaul", TUNTAS_LIST_FIELD_GAUL },
  { "lapul", TUNTAS_LIST_FIELD_LAPUL },
  { "ttr customer", TUNTAS_LIST_FIELD_TTR },
  { "ttr", TUNTAS_LIST_FIELD_TTR },
  { "reported date", TUNTAS_LIST_FIELD_REPORTED_AT },
  { "trouble opentime", TUNTAS_LIST_FIELD_REPORTED_AT },
  { "status date", TUNTAS_LIST_FIELD_STATUS_AT },
  { "last update ticket", TUNTAS_LIST_FIELD_CHANGED_AT },
  { "datemodified", TUNTAS_LIST_FIELD_CHANGED_AT },
  { "last updated work log", TUNTAS_LIST_FIELD_WORK_LOG },
  { "worklog summary", TUNTAS_LIST_FIELD_WORK_LOG },
  { "last update worklog", TUNTAS_LIST_FIELD_WORK_LOG },
  { "work log", TUNTAS_LIST_FIELD_WORK_LOG },
  { "worklog", TUNTAS_LIST_FIELD_WORK_LOG },
  { "resolved date", TUNTAS_LIST_FIELD_RESOLVED_AT },
  { "resolve date", TUNTAS_LIST_FIELD_RESOLVED_AT },
  { "pending reason", TUNTAS_LIST_FIELD_PENDING_REASON },
  { "ttr pending", TUNTAS_LIST_FIELD_TTR_PENDING },
};

const char *
tuntas_list_field_nick (TuntasListField field)
{
  g_return_val_if_fail (field < TUNTAS_LIST_N_FIELDS, NULL);

  return fields[field].nick;
}

gboolean
tuntas_list_field_from_nick (const char *nick, TuntasListField *field)
{
  for (guint i = 0; i < TUNTAS_LIST_N_FIELDS; i++)
    if (g_strcmp0 (fields[i].nick, nick) == 0)
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

TuntasListKind
tuntas_list_field_kind (TuntasListField field)
{
  g_return_val_if_fail (field < TUNTAS_LIST_N_FIELDS, TUNTAS_LIST_KIND_TEXT);

  return fields[field].kind;
}

int
tuntas_list_field_of_ticket (TuntasListField field)
{
  g_return_val_if_fail (field < TUNTAS_LIST_N_FIELDS, -1);

  return fields[field].ticket_field;
}

void
tuntas_list_column_free (TuntasListColumn *column)
{
  g_free (column->header);
  g_free (column->key);
  g_free (column->example);
  g_free (column);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x00b4;
}

char *
tuntas_list_header_key (const char *header)
{
  g_autofree char *folded = g_utf8_casefold (header, -1);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
      else if (!is_apostrophe (c) && key->len > 0 && key->str[key->len - 1] != ' ')
        g_string_append_c (key, ' ');
    }
  if (key->len > 0 && key->str[key->len - 1] == ' ')
    g_string_truncate (key, key->len - 1);
  return g_string_free (key, FALSE);
}

/* preference (out): 0 is what somebody said by hand. */
static int
field_of (const char *key, GHashTable *mapping, guint *preference)
{
  const char *nick;
  TuntasListField field;

  *preference = 0;
  if (mapping != NULL && g_hash_table_lookup_extended (mapping, key, NULL, (gpointer *) &nick))
    return tuntas_list_field_from_nick (nick, &field) ? (int) field : -1;
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (strcmp (headers[i].key, key) == 0)
      {
        *preference = i + 1;
        return (int) headers[i].field;
      }
  return -1;
}

static TuntasListColumn *
column_new (const char *header, GHashTable *mapping)
{
  TuntasListColumn *column = g_new0 (TuntasListColumn, 1);

  column->header = tuntas_plain_text (header, TRUE);
  column->key = tuntas_list_header_key (header);
  column->field = field_of (column->key, mapping, &column->preference);
  return column;
}

/* A header names columns. "Tiket, IN191000417 dan IN191000431" is a line of a chat. */
static gboolean
has_ticket (const TuntasListTable *table, guint row)
{
  for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row); i++)
    {
      g_auto (GStrv) numbers = tuntas_list_numbers_find (tuntas_list_table_get_cell (table, row, i)->text);

      if (numbers[0] != NULL)
        return TRUE;
    }
  return FALSE;
}

/* How many different fields the row names; 0 without the ticket's number. */
static guint
count_fields (const TuntasListTable *table, guint row, GHashTable *mapping)
{
  guint64 named = 0;
  guint n = 0;

  G_STATIC_ASSERT (TUNTAS_LIST_N_FIELDS <= 64);
  for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row); i++)
    {
      g_autofree char *key = tuntas_list_header_key (tuntas_list_table_get_cell (table, row, i)->text);
      guint preference;
      int field = field_of (key, mapping, &preference);

      if (field < 0 || (named & ((guint64) 1 << field)) != 0)
        continue;
      named |= (guint64) 1 << field;
      n++;
    }
  return (named & ((guint64) 1 << TUNTAS_LIST_FIELD_ID)) != 0 ? n : 0;
}

int
tuntas_list_find_header (const TuntasListTable *table, GHashTable *mapping)
{
  guint n_rows = MIN (tuntas_list_table_get_n_rows (table), ROWS_LOOKED_AT);
  guint most = 0;
  int best = -1;

  for (guint row = 0; row < n_rows; row++)
    {
      guint n = count_fields (table, row, mapping);

      if (n > most && !has_ticket (table, row))
        {
          most = n;
          best = (int) row;
        }
    }
  return best;
}

/* (transfer full) (nullable) */
static char *
find_example (const TuntasListTable *table, guint header, guint column)
{
  guint last = MIN (header + ROWS_LOOKED_AT, tuntas_list_table_get_n_rows (table) - 1);

  for (guint row = header + 1; row <= last; row++)
    {
      g_autofree char *text = tuntas_plain_text (tuntas_list_table_get_cell (table, row, column)->text, TRUE);

      if (*text == '\0')
        continue;
      if (g_utf8_strlen (text, -1) > EXAMPLE_LETTERS)
        *g_utf8_offset_to_pointer (text, EXAMPLE_LETTERS) = '\0';
      return g_steal_pointer (&text);
    }
  return NULL;
}

GPtrArray *
tuntas_list_name_columns (const TuntasListTable *table, guint row, GHashTable *mapping)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_list_column_free);

  for (guint i = 0; i < tuntas_list_table_get_n_cells (table, row); i++)
    {
      TuntasListColumn *column = column_new (tuntas_list_table_get_cell (table, row, i)->text, mapping);

      column->example = find_example (table, row, i);
      g_ptr_array_add (columns, column);
    }
  return columns;
}
