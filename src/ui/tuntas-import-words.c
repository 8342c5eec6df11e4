/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-import-words.h"

#include "tuntas-format.h"
#include "tuntas-json.h"
#include "tuntas-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *field;
  const char *name;
} names[] = {
  { "id", N_("Ticket number") },
  { "status", N_("Status") },
  { "customer", N_("Customer") },
  { "contact", N_("PIC") },
  { "phones", N_("Phone of the PIC") },
  { "email", N_("E-mail of the PIC") },
  { "summary", N_("Complaint") },
  { "detail", N_("Details of the complaint") },
  { "symptom", N_("Symptom") },
  { "service_type", N_("Service type") },
  { "service_no", N_("Service number") },
  { "service_id", N_("Service ID") },
  { "segment", N_("Customer segment") },
  { "owner", N_("Owner") },
  { "owner_group", N_("Owner group") },
  { "witel", N_("Witel") },
  { "regional", N_("Regional") },
  { "workzone", N_("Workzone") },
  { "rfo", N_("RFO (cause)") },
  { "repair", N_("Repair") },
  { "gamas", N_("Parent of the mass outage") },
  { "gaul", N_("GAUL") },
  { "lapul", N_("LAPUL") },
  { "ttr", N_("TTR") },
  { "reported_at", N_("Reported at") },
  { "status_at", N_("Status since") },
  { "changed_at", N_("Last changed") },
  { "work_log", N_("Work log") },
  { "resolved_at", N_("Resolved at") },
  { "pending_reason", N_("Reason of the pending") },
  { "ttr_pending", N_("TTR while pending") },
};

const char *
tuntas_import_words_field (const char *field)
{
  if (field == NULL)
    return _("Keep as text");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].field, field) == 0)
      return _(names[i].name);
  return field;
}

static void
append_part (GString *line, const char *part)
{
  if (part == NULL)
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

char *
tuntas_import_words_ticket (TuntasTicket *ticket)
{
  GString *line = g_string_new (tuntas_ticket_get_id (ticket));

  append_part (line, tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER));
  return g_string_free (line, FALSE);
}

char *
tuntas_import_words_about (TuntasTicket *ticket)
{
  GString *line = g_string_new (NULL);

  append_part (line, tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS));
  append_part (line, tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_TYPE));
  append_part (line, tuntas_ticket_get (ticket, TUNTAS_TICKET_WITEL));
  if (line->len == 0)
    g_string_append (line, _("nothing but its number is known"));
  return g_string_free (line, FALSE);
}

/* (transfer full): a value as people read it. text (nullable) */
static char *
dup_value (TuntasTicketField field, const char *text, GTimeZone *zone, gint64 now)
{
  gint64 number;

  if (text == NULL)
    return g_strdup (_("nothing"));
  if (tuntas_instant_parse (text, &number))
    return tuntas_format_moment (number, zone, now);
  if (field == TUNTAS_TICKET_TTR && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return tuntas_format_duration (number);
  return tuntas_phone_mask_text (text, NULL);
}

static void
append_change (GString *lines, const char *name, const char *from, const char *to)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: a field, what it is, what it will be: "Status: SALAMSIM → CLOSED" */
  g_string_append_printf (lines, _("%s: %s → %s"), name, from, to);
}

/* (transfer full) (nullable) */
static JsonNode *
parse_more (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? tuntas_json_parse (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* Columns of no field of ours, each by its own name. */
static void
append_more (GString *lines, const TuntasImportChange *change, GTimeZone *zone, gint64 now)
{
  g_autoptr (JsonNode) before = parse_more (change->from), after = parse_more (change->to);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (after == NULL)
    return;
  json_object_iter_init (&iter, json_node_get_object (after));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const char *old = before != NULL ? json_object_get_string_member_with_default (json_node_get_object (before), name,
                                                                                     NULL) : NULL;
      g_autofree char *from = dup_value (change->field, old, zone, now);
      g_autofree char *to = dup_value (change->field, json_node_get_string (value), zone, now);

      if (g_strcmp0 (old, json_node_get_string (value)) != 0)
        append_change (lines, tuntas_import_words_field (name), from, to);
    }
}

char *
tuntas_import_words_changes (const TuntasImportTicket *ticket, GTimeZone *zone, gint64 now)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < ticket->changes->len; i++)
    {
      const TuntasImportChange *change = g_ptr_array_index (ticket->changes, i);
      const char *name = tuntas_import_words_field (tuntas_ticket_field_nick (change->field));
      g_autofree char *from = dup_value (change->field, change->from, zone, now);
      g_autofree char *to = dup_value (change->field, change->to, zone, now);

      if (change->field == TUNTAS_TICKET_MORE)
        append_more (lines, change, zone, now);
      else
        append_change (lines, name, from, to);
    }
  if (ticket->leaves)
    g_string_append_printf (lines, "\n%s", _("By this list the ticket is no longer yours to close: a case that runs stops."));
  return g_string_free (lines, FALSE);
}

char *
tuntas_import_words_place (const TuntasImportProblem *problem)
{
  if (problem->column == NULL)
    /* Translators: %u is the number of a row. */
    return g_strdup_printf (_("Row %u"), problem->row);
  /* Translators: the number of a row, the header of a column. */
  return g_strdup_printf (_("Row %u, %s"), problem->row, problem->column);
}

char *
tuntas_import_words_problem (const TuntasImportProblem *problem)
{
  static const struct { const char *code, *words; } reasons[] = {
    { "no-number", N_("there is no ticket number; the row is passed over") },
    { "number", N_("this is no ticket number (IN… or INC…); the row is passed over") },
    { "remedy", N_("this is a number of Remedy, not of a ticket; the row is passed over") },
    { "training", N_("work and training do not mix: this number belongs to the other; the row is passed over") },
    { "twice", N_("this ticket stands further up with other values, which count") },
    { "date", N_("this is no date and time; the cell is passed over") },
    { "duration", N_("this is no length of time; the cell is passed over") },
    { "shortened", N_("Excel has cut the digits off; the cell is passed over. Format the column as text and export it again") },
  };
  g_autofree char *masked = tuntas_phone_mask_text (problem->text, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].code, problem->code) == 0)
      /* Translators: what stands in a cell, then why it was not understood. */
      return *masked != '\0' ? g_strdup_printf (_("“%s”: %s"), masked, _(reasons[i].words)) : g_strdup (_(reasons[i].words));
  return g_steal_pointer (&masked);
}

static void
append_line (GString *lines, char *line)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
  g_free (line);
}

char *
tuntas_import_words_note (const TuntasImport *import)
{
  GString *lines = g_string_new (NULL);

  if (import->numbers_only)
    append_line (lines, g_strdup (_("Only ticket numbers were understood.")));
  if (g_strcmp0 (import->dates, "day-first") == 0)
    append_line (lines, g_strdup (_("No date in it tells day and month apart. They were read with the day first: 8/9 is"
                                    " the 8th of September.")));
  if (g_strcmp0 (import->dates, "month-first") == 0)
    append_line (lines, g_strdup (_("No date in it tells day and month apart. They were read with the month first, or some"
                                    " would lie in the future: 8/9 is the 9th of August.")));
  if (import->corrected)
    append_line (lines, g_strdup (_("What you chose for the columns is remembered once you apply this list.")));
  if (import->n_proofs > 0)
    append_line (lines, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      /* Translators: sendings that the agent copied into Nossa. */
                                                      "The list shows %u sending in Nossa: it counts as proved.",
                                                      "The list shows %u sendings in Nossa: they count as proved.",
                                                      import->n_proofs), import->n_proofs));
  if (import->others->len > 0)
    append_line (lines, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      "%u other ticket is none of yours to close (its status, or its owner).",
                                                      "%u other tickets are none of yours to close (their status, or their owner).",
                                                      import->others->len), import->others->len));
  return g_string_free (lines, FALSE);
}

char *
tuntas_import_words_outcome (const TuntasImportOutcome *outcome)
{
  /* Translators: how many tickets are new, how many have changed, how many sendings are proved. */
  return g_strdup_printf (_("List taken: %u new, %u changed, %u proved"), outcome->n_added, outcome->n_changed,
                          outcome->n_proved);
}

char *
tuntas_import_words_refused (const TuntasImportOutcome *outcome)
{
  static const struct { const char *code, *words; } reasons[] = {
    { "not-found", N_("not found in Nossa") },
    { "not-yours", N_("not yours to close: its status or its owner is another one") },
    { "unreachable", N_("Nossa could not be asked") },
  };
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < outcome->refused->len; i++)
    {
      const TuntasImportRefusal *refusal = g_ptr_array_index (outcome->refused, i);

      for (guint j = 0; j < G_N_ELEMENTS (reasons); j++)
        if (strcmp (reasons[j].code, refusal->code) == 0)
          append_line (lines, g_strdup_printf ("%s: %s", refusal->id, _(reasons[j].words)));
    }
  return g_string_free (lines, FALSE);
}
