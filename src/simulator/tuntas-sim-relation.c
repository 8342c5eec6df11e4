/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-relation.h"

/* Names of people in a record, as relations. */
static const struct
{
  const char *name;
  guint attribute;
} ticket_people[] = {
  { "person", TUNTAS_SIM_TICKET_AFFECTEDPERSON },       { "affectedperson", TUNTAS_SIM_TICKET_AFFECTEDPERSON },
  { "ownerperson", TUNTAS_SIM_TICKET_OWNER },           { "reportedbyperson", TUNTAS_SIM_TICKET_REPORTEDBY },
  { "createdbyperson", TUNTAS_SIM_TICKET_CREATEDBY },
};

#define GLOBAL_TICKET "globalticket"

/* The attribute that names a person, or -1. */
static int
find_person (TuntasSimStore *store, const TuntasSimTable *table, const char *name)
{
  if (table == store->worklog_table)
    return g_ascii_strcasecmp (name, "person") == 0 ? TUNTAS_SIM_WORKLOG_CREATEBY : -1;
  for (guint i = 0; table == store->ticket_table && i < G_N_ELEMENTS (ticket_people); i++)
    if (g_ascii_strcasecmp (ticket_people[i].name, name) == 0)
      return (int) ticket_people[i].attribute;
  return -1;
}

/* The work log has the names that the site gives it. */
static gboolean
is_worklog (TuntasSimStore *store, const char *name)
{
  for (char **own = store->settings.worklog_read; *own != NULL; own++)
    if (g_ascii_strcasecmp (*own, name) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
tuntas_sim_relation_get_children (TuntasSimStore *store, const TuntasSimRow *row, const char *name)
{
  if (row->worklogs == NULL)
    return NULL;
  if (is_worklog (store, name))
    return row->worklogs;
  return g_ascii_strcasecmp (name, "relatedrecord") == 0 ? row->related : NULL;
}

const TuntasSimTable *
tuntas_sim_relation_get_table (TuntasSimStore *store, const TuntasSimTable *table, const char *name)
{
  if (find_person (store, table, name) >= 0)
    return store->person_table;
  if (table != store->ticket_table)
    return NULL;
  if (is_worklog (store, name))
    return store->worklog_table;
  if (g_ascii_strcasecmp (name, "relatedrecord") == 0)
    return store->related_table;
  return g_ascii_strcasecmp (name, GLOBAL_TICKET) == 0 ? store->ticket_table : NULL;
}

static void
add_person (TuntasSimStore *store, const char *person, GPtrArray *rows)
{
  for (guint i = 0; person != NULL && i < store->people->len; i++)
    {
      TuntasSimRow *row = store->people->pdata[i];

      if (g_str_equal (row->values[TUNTAS_SIM_PERSON_PERSONID], person))
        g_ptr_array_add (rows, row);
    }
}

GPtrArray *
tuntas_sim_relation_list (TuntasSimStore *store, const TuntasSimRow *row, const char *name)
{
  GPtrArray *children = tuntas_sim_relation_get_children (store, row, name);
  GPtrArray *rows;
  int person = find_person (store, row->table, name);

  if (children != NULL)
    return g_ptr_array_ref (children);
  rows = g_ptr_array_new ();
  if (person >= 0)
    add_person (store, row->values[person], rows);
  else if (row->table == store->ticket_table && g_ascii_strcasecmp (name, GLOBAL_TICKET) == 0 &&
           row->values[TUNTAS_SIM_TICKET_GLOBALTICKETID] != NULL)
    {
      TuntasSimRow *other = tuntas_sim_store_find (store, row->values[TUNTAS_SIM_TICKET_GLOBALTICKETCLASS],
                                                   row->values[TUNTAS_SIM_TICKET_GLOBALTICKETID]);

      if (other != NULL)
        g_ptr_array_add (rows, other);
    }
  return rows;
}
