/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-scenario-private.h"

#include "tuntas-data.h"

#include <string.h>

#define FOLDER "/io/github/tuntas/Tuntas/scenarios/"

TuntasScenario *
tuntas_scenario_alloc (void)
{
  TuntasScenario *self = g_atomic_rc_box_new0 (TuntasScenario);

  self->start = -1;
  self->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_ticket_unref);
  self->customers = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_scenario_customer_free);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_scenario_message_free);
  self->happenings = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_scenario_happening_free);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_scenario_fact_free);
  self->ways = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_scenario_way_free);
  return self;
}

TuntasScenario *
tuntas_scenario_ref (TuntasScenario *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
scenario_clear (TuntasScenario *self)
{
  g_free (self->id);
  tuntas_text_free (self->title);
  tuntas_text_free (self->goal);
  g_free (self->zone_id);
  g_clear_object (&self->procedure);
  g_clear_object (&self->procedures);
  g_clear_pointer (&self->services, tuntas_service_table_unref);
  g_clear_pointer (&self->nossa, g_bytes_unref);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->customers);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->happenings);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->ways);
}

void
tuntas_scenario_unref (TuntasScenario *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) scenario_clear);
}

gboolean
tuntas_scenario_parse_offset (TuntasScenario *self, const char *text, gint64 *instant)
{
  g_auto (GStrv) parts = g_strsplit (*text == '+' ? text + 1 : "", ":", 4);
  guint64 part[3];

  if (g_strv_length (parts) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, i == 0 ? 999 : 59, &part[i], NULL))
      return FALSE;
  *instant = self->start + (gint64) (part[0] * 3600 + part[1] * 60 + part[2]);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A built-in scenario's file is called NN-ID.json: they are done in that order. */
GStrv
tuntas_scenario_list_builtin (void)
{
  g_auto (GStrv) names = g_resource_enumerate_children (tuntas_data_get_resource (), FOLDER, 0, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_ascii_isdigit (names[i][0]) && g_str_has_suffix (names[i], ".json"))
      g_ptr_array_add (sorted, names[i]);
  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const char *name = strchr (g_ptr_array_index (sorted, i), '-') + 1;
      g_autofree char *id = g_strndup (name, strlen (name) - strlen (".json"));

      g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

GBytes *
tuntas_scenario_find_builtin (const char *id)
{
  g_auto (GStrv) names = g_resource_enumerate_children (tuntas_data_get_resource (), FOLDER, 0, NULL);
  g_autofree char *whole = g_strconcat (id, ".json", NULL);
  g_autofree char *end = g_strconcat ("-", whole, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_ascii_isdigit (names[i][0]) ? g_strcmp0 (strchr (names[i], '-'), end) == 0 : strcmp (names[i], whole) == 0)
      {
        g_autofree char *path = g_strconcat (FOLDER, names[i], NULL);

        return g_resource_lookup_data (tuntas_data_get_resource (), path, 0, NULL);
      }
  return NULL;
}

const char *
tuntas_scenario_get_id (TuntasScenario *self)
{
  return self->id;
}

const TuntasText *
tuntas_scenario_get_title (TuntasScenario *self)
{
  return self->title;
}

const TuntasText *
tuntas_scenario_get_goal (TuntasScenario *self)
{
  return self->goal;
}

gint64
tuntas_scenario_get_start (TuntasScenario *self)
{
  return self->start;
}

const char *
tuntas_scenario_get_zone_id (TuntasScenario *self)
{
  return self->zone_id;
}

TuntasProcedure *
tuntas_scenario_get_procedure (TuntasScenario *self)
{
  return self->procedure;
}

GBytes *
tuntas_scenario_get_nossa (TuntasScenario *self)
{
  return self->nossa;
}

GPtrArray *
tuntas_scenario_get_tickets (TuntasScenario *self)
{
  return self->tickets;
}

GPtrArray *
tuntas_scenario_get_messages (TuntasScenario *self)
{
  return self->messages;
}

GPtrArray *
tuntas_scenario_get_happenings (TuntasScenario *self)
{
  return self->happenings;
}

GPtrArray *
tuntas_scenario_get_facts (TuntasScenario *self)
{
  return self->facts;
}

GPtrArray *
tuntas_scenario_get_ways (TuntasScenario *self)
{
  return self->ways;
}

TuntasTicket *
tuntas_scenario_find_ticket (TuntasScenario *self, const char *ticket)
{
  for (guint i = 0; i < self->tickets->len; i++)
    if (strcmp (tuntas_ticket_get_id (g_ptr_array_index (self->tickets, i)), ticket) == 0)
      return g_ptr_array_index (self->tickets, i);
  return NULL;
}

const TuntasScenarioCustomer *
tuntas_scenario_find_customer (TuntasScenario *self, const char *ticket)
{
  for (guint i = 0; i < self->customers->len; i++)
    {
      const TuntasScenarioCustomer *customer = g_ptr_array_index (self->customers, i);

      if (g_strv_contains ((const char *const *) customer->tickets, ticket))
        return customer;
    }
  return NULL;
}

const TuntasScenarioWay *
tuntas_scenario_find_way (TuntasScenario *self, const char *ticket)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      const TuntasScenarioWay *way = g_ptr_array_index (self->ways, i);

      if (strcmp (way->ticket, ticket) == 0)
        return way;
    }
  return NULL;
}

static const char *
or_blank (const char *text)
{
  return text != NULL ? text : "";
}

TuntasCase *
tuntas_scenario_open_case (TuntasScenario *self, TuntasTicket *ticket)
{
  const char *zone_id = tuntas_service_table_find_zone (self->services, ticket, self->zone_id);
  const char *family = tuntas_service_table_find_family (self->services, ticket);
  g_autoptr (TuntasAct) opening =
      tuntas_case_opening (self->procedure, tuntas_ticket_get_id (ticket), or_blank (family), zone_id,
                           or_blank (tuntas_ticket_get (ticket, TUNTAS_TICKET_PHONES)),
                           or_blank (tuntas_ticket_get (ticket, TUNTAS_TICKET_EMAIL)));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_id);
  g_autoptr (GError) error = NULL;
  TuntasCase *state;

  tuntas_act_set (opening, "mass_outage", tuntas_ticket_get (ticket, TUNTAS_TICKET_GAMAS));
  g_ptr_array_add (events, tuntas_event_new (1, self->start, "", opening));
  state = tuntas_case_fold (self->procedures, zone, events, &error);
  g_assert_no_error (error);
  return state;
}
