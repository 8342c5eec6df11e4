/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-scenario-private.h"

#include "tuntas-nossa-mapping.h"
#include "tuntas-overrides.h"
#include "tuntas-simulator.h"
#include "tuntas-system-clock.h"

#include <string.h>

/* The file as a whole. Order: what all the rest is counted from (start, calendar), then what Nossa holds, so that every
 * ticket that is spoken of later can be looked for there. */

#define ROOT TUNTAS_SCENARIO_ROOT

typedef gpointer (*ReadElement) (TuntasScenarioReading *reading, JsonObject *object, const char *path);

static void
read_each (TuntasScenarioReading *reading, JsonObject *root, const char *member, TuntasMemberNeed need,
           ReadElement read, GPtrArray *target)
{
  JsonArray *array = tuntas_members_get_array (reading->proof, root, ROOT, member, need);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf (ROOT ".%s[%u]", member, i);
      JsonObject *object = tuntas_members_as_object (reading->proof, json_array_get_element (array, i), path);

      if (object != NULL)
        g_ptr_array_add (target, read (reading, object, path));
    }
}

static void
read_format (TuntasScenarioReading *reading, JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "format");

  if (node == NULL)
    tuntas_proof_refuse (reading->proof, ROOT ".format", "is missing");
  else if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
           json_node_get_int (node) != 1)
    tuntas_proof_refuse (reading->proof, ROOT ".format", "1 is wanted here");
}

static void
read_time (TuntasScenarioReading *reading, JsonObject *root)
{
  TuntasScenario *self = reading->scenario;
  g_autofree char *start = tuntas_members_dup_string (reading->proof, root, ROOT, "start", TUNTAS_MEMBER_NEEDED);
  g_autoptr (GTimeZone) zone = NULL;

  if (start != NULL && !tuntas_instant_parse (start, &self->start))
    tuntas_proof_refuse (reading->proof, ROOT ".start", "an instant with an offset is wanted here");
  self->zone_id = tuntas_members_dup_string (reading->proof, root, ROOT, "zone", TUNTAS_MEMBER_NEEDED);
  if (self->zone_id != NULL && !g_strv_contains (tuntas_service_list_zones (), self->zone_id))
    tuntas_proof_refuse (reading->proof, ROOT ".zone", "is no zone of the country");
}

/* The procedure with the scenario's holidays (Q17), which are a site's to set. */
static void
set_procedure (TuntasScenarioReading *reading, JsonObject *root, TuntasProcedure *base)
{
  TuntasScenario *self = reading->scenario;
  g_auto (GStrv) dates = tuntas_members_dup_strv (reading->proof, root, ROOT, "closed_dates", TUNTAS_MEMBER_OPTIONAL);
  g_autofree char *joined = dates != NULL ? g_strjoinv (";", dates) : NULL;
  g_autofree char *text = joined != NULL ? g_strdup_printf ("[calendar]\nclosed_dates=%s\n", joined) : NULL;
  g_autoptr (TuntasSettingsFile) file = text != NULL ? tuntas_settings_file_new (text, -1, "calendar") : NULL;
  g_autoptr (TuntasOverrides) overrides = file != NULL ? tuntas_overrides_read (file, base) : NULL;
  g_autoptr (GError) error = NULL;

  if (overrides != NULL && tuntas_settings_file_get_findings (file)->len > 0)
    tuntas_proof_refuse (reading->proof, ROOT ".closed_dates", "dates such as 2026-12-25 are wanted here");
  else if (overrides != NULL)
    self->procedure = tuntas_procedure_new_with_overrides (tuntas_procedure_get_bytes (base), overrides, "procedure",
                                                           &error);
  if (error != NULL)
    tuntas_proof_refuse (reading->proof, ROOT ".closed_dates", "%s", error->message);
  if (self->procedure == NULL)
    self->procedure = g_object_ref (base);
  self->procedures = tuntas_procedures_new (self->procedure);
  self->services = tuntas_service_table_new_default (self->procedure);
}

/* The embedded Nossa says where: "nossa:1: tickets[3].status: reason"; the line is not this file's. */
static void
refuse_nossa (TuntasScenarioReading *reading, const char *message)
{
  const char *place = strstr (message, ": ");
  const char *reason = place != NULL ? strstr (place + 2, ": ") : NULL;
  g_autofree char *path = NULL;

  if (reason == NULL)
    {
      tuntas_proof_refuse (reading->proof, ROOT ".nossa", "%s", message);
      return;
    }
  path = g_strdup_printf (ROOT ".nossa.%.*s", (int) (reason - place - 2), place + 2);
  tuntas_proof_refuse (reading->proof, path, "%s", reason + 2);
}

static void
take_record (TuntasScenarioReading *reading, TuntasSimulator *nossa, TuntasNossaSite *site, const char *id,
             const char *path)
{
  g_autofree char *json = tuntas_simulator_dup_record_json (nossa, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse (json, -1, &error);
  JsonObject *record = node != NULL ? tuntas_json_root_object (node, "record", &error) : NULL;
  TuntasTicket *ticket = record != NULL ? tuntas_nossa_map_ticket (site, record, "record", &error) : NULL;

  if (ticket != NULL)
    g_ptr_array_add (reading->scenario->tickets, ticket);
  else
    tuntas_proof_refuse (reading->proof, path, "%s", error->message);
  if (!tuntas_ticket_is_practice_number (id))
    tuntas_proof_refuse (reading->proof, path, "“%s” is no number of the training: those are IN9 and eight or nine digits", id);
}

/* What the desk will see is asked of a Nossa that holds it at the start. */
static void
take_records (TuntasScenarioReading *reading, JsonObject *nossa)
{
  TuntasScenario *self = reading->scenario;
  g_autoptr (TuntasClock) clock = tuntas_system_clock_new_training ();
  g_autoptr (TuntasSimulator) simulator = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("http://127.0.0.1", &error);
  JsonArray *tickets;

  g_assert_no_error (error);
  tuntas_system_clock_set_time (TUNTAS_SYSTEM_CLOCK (clock), self->start);
  simulator = tuntas_simulator_new (clock);
  if (!tuntas_simulator_load_scenario (simulator, self->nossa, "nossa", &error))
    {
      refuse_nossa (reading, error->message);
      return;
    }
  tickets = json_object_get_array_member (nossa, "tickets");
  if (json_array_get_length (tickets) == 0)
    tuntas_proof_refuse (reading->proof, ROOT ".nossa.tickets", "an exercise has one ticket at least");
  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      JsonObject *ticket = json_array_get_object_element (tickets, i);
      g_autofree char *path = g_strdup_printf (ROOT ".nossa.tickets[%u].ticketid", i);

      take_record (reading, simulator, site, json_object_get_string_member (ticket, "ticketid"), path);
    }
}

static void
read_nossa (TuntasScenarioReading *reading, JsonObject *root)
{
  JsonObject *nossa = tuntas_members_get_object (reading->proof, root, ROOT, "nossa", TUNTAS_MEMBER_NEEDED);
  g_autofree char *text = NULL;

  if (nossa == NULL)
    return;
  text = tuntas_json_print (json_object_get_member (root, "nossa"));
  reading->scenario->nossa = g_bytes_new (text, strlen (text));
  if (reading->scenario->start >= 0)
    take_records (reading, nossa);
}

/* Every ticket has a way, and one only; whether that comes to an end is seen when it is played. */
static void
check_ways (TuntasScenarioReading *reading)
{
  TuntasScenario *self = reading->scenario;

  for (guint i = 0; i < self->tickets->len; i++)
    {
      const char *ticket = tuntas_ticket_get_id (g_ptr_array_index (self->tickets, i));

      if (tuntas_scenario_find_way (self, ticket) == NULL)
        tuntas_proof_refuse (reading->proof, ROOT ".solution", "“%s” has no way", ticket);
    }
  for (guint i = 0; i < self->ways->len; i++)
    {
      const TuntasScenarioWay *way = g_ptr_array_index (self->ways, i);
      g_autofree char *path = g_strdup_printf (ROOT ".solution[%u].ticket", i);

      if (tuntas_scenario_find_way (self, way->ticket) != way)
        tuntas_proof_refuse (reading->proof, path, "“%s” has a way already", way->ticket);
    }
}

static void
read_root (TuntasScenarioReading *reading, JsonObject *root, TuntasProcedure *procedure)
{
  TuntasScenario *self = reading->scenario;

  TUNTAS_MEMBERS_ALLOW (reading->proof, root, ROOT, "$schema", "format", "id", "title", "goal", "start", "zone",
                        "closed_dates", "nossa", "customers", "messages", "happenings", "facts", "solution");
  read_format (reading, root);
  self->id = tuntas_members_dup_id (reading->proof, root, ROOT, "id");
  self->title = tuntas_members_dup_text (reading->proof, root, ROOT, "title", TUNTAS_MEMBER_NEEDED);
  self->goal = tuntas_members_dup_text (reading->proof, root, ROOT, "goal", TUNTAS_MEMBER_NEEDED);
  read_time (reading, root);
  set_procedure (reading, root, procedure);
  read_nossa (reading, root);
  read_each (reading, root, "customers", TUNTAS_MEMBER_NEEDED, (ReadElement) tuntas_scenario_read_customer,
             self->customers);
  read_each (reading, root, "messages", TUNTAS_MEMBER_OPTIONAL, (ReadElement) tuntas_scenario_read_message,
             self->messages);
  read_each (reading, root, "happenings", TUNTAS_MEMBER_OPTIONAL, (ReadElement) tuntas_scenario_read_happening,
             self->happenings);
  read_each (reading, root, "facts", TUNTAS_MEMBER_OPTIONAL, (ReadElement) tuntas_scenario_read_fact, self->facts);
  read_each (reading, root, "solution", TUNTAS_MEMBER_NEEDED, (ReadElement) tuntas_scenario_read_way, self->ways);
  check_ways (reading);
}

TuntasScenario *
tuntas_scenario_read (GBytes *bytes, TuntasProcedure *procedure, GPtrArray **findings)
{
  g_autoptr (TuntasProof) proof = tuntas_proof_new ();
  g_autoptr (TuntasScenario) self = tuntas_scenario_alloc ();
  TuntasScenarioReading reading = { self, proof };
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonNode) node = tuntas_json_parse (text, size, &error);
  JsonObject *root;

  if (node == NULL)
    tuntas_proof_reject (proof, error->message);
  else if ((root = tuntas_members_as_object (proof, node, ROOT)) != NULL)
    read_root (&reading, root, procedure);
  *findings = tuntas_proof_list (proof, text, size);
  return (*findings)->len == 0 ? g_steal_pointer (&self) : NULL;
}

TuntasScenario *
tuntas_scenario_new (GBytes *bytes, const char *name, TuntasProcedure *procedure, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  TuntasScenario *self = tuntas_scenario_read (bytes, procedure, &findings);
  const TuntasProcedureFinding *first;

  if (self != NULL)
    return self;
  first = g_ptr_array_index (findings, 0);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%u: %s: %s", name, MAX (first->line, 1), first->place,
               first->reason);
  if (findings->len > 1 && error != NULL)
    {
      g_autofree char *message = g_strdup_printf ("%s (and %u more)", (*error)->message, findings->len - 1);

      g_free ((*error)->message);
      (*error)->message = g_steal_pointer (&message);
    }
  return NULL;
}
