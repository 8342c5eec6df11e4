/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-revision.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer than this, old and new stand one below the other. */
#define IN_A_LINE 24

static const struct
{
  const char *name;
  const char *label;
} parameters[] = {
  { "first_round_min", N_("First calls, at least") },
  { "follow_up_min", N_("Calls after pending, at least") },
  { "follow_up_max", N_("Calls after pending, at most") },
  { "call_gap", N_("Advised time between calls (seconds)") },
  { "short_ring", N_("Short ringing, under (seconds)") },
  { "send_hold", N_("Time to undo a close (seconds)") },
  { "pend_day", N_("Pending by day (seconds)") },
  { "day_from", N_("Day from") },
  { "night_from", N_("Night from") },
  { "resume_at", N_("Active again in the morning at") },
  { "home_from", N_("Calls to homes from") },
  { "home_to", N_("Calls to homes until") },
  { "home_families", N_("Families that are called at home") },
  { "closed_dates", N_("Holidays") },
  { "closed_weekdays", N_("Closed days of the week") },
};

/* "2021-08-01" as "01-08-2021". */
static char *
dup_effective (TuntasProcedure *procedure)
{
  g_auto (GStrv) date = g_strsplit (tuntas_procedure_get_effective (procedure), "-", 3);

  return g_strv_length (date) == 3 ? g_strdup_printf ("%s-%s-%s", date[2], date[1], date[0]) : g_strdup ("–");
}

char *
tuntas_revision_dup_citation (TuntasProcedure *procedure)
{
  const char *document = tuntas_procedure_get_document (procedure);
  const char *revision = tuntas_procedure_get_revision (procedure);
  g_autofree char *effective = dup_effective (procedure);

  if (*revision == '\0')
    /* Translators: the instruction's number, and the date it is in force from. */
    return g_strdup_printf (_("%s · in force %s, without a revision number"), document, effective);
  /* Translators: the instruction's number, its revision, and the date it is in force from. */
  return g_strdup_printf (_("%s rev. %s · in force %s"), document, revision, effective);
}

char *
tuntas_revision_dup_pin (TuntasProcedure *procedure)
{
  g_autofree char *citation = tuntas_revision_dup_citation (procedure);

  return g_strdup_printf ("%s · SHA-256 %.12s…", citation, tuntas_procedure_get_sha256 (procedure));
}

char *
tuntas_revision_dup_target (TuntasProcedure *from, TuntasProcedure *to)
{
  const char *revision = tuntas_procedure_get_revision (to);
  g_autofree char *effective = dup_effective (to);
  g_autofree char *old = tuntas_revision_dup_citation (from);
  g_autofree char *new = tuntas_revision_dup_citation (to);

  if (strcmp (old, new) == 0)
    /* Translators: within a sentence: "Pindahkan ke revisi yang sama dengan pengaturan lain" */
    return g_strdup (_("the same revision with other settings"));
  if (*revision == '\0')
    /* Translators: names an instruction without a number of revision, by the date it is in force from; within a
     * sentence: "Pindahkan ke yang berlaku 01-08-2021" */
    return g_strdup_printf (_("the one in force %s"), effective);
  /* Translators: names an instruction by its revision, within a sentence: "Pindahkan ke revisi 02" */
  return g_strdup_printf (_("revision %s"), revision);
}

static const char *
parameter_label (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (strcmp (parameters[i].name, name) == 0)
      return _(parameters[i].label);
  return name;
}

/* (transfer full): without the place in it. */
static char *
dup_thing (const TuntasDifference *difference)
{
  switch (difference->part)
    {
    case TUNTAS_PART_HEAD:
      /* Translators: %s is the name of a member of the instruction's file: "title", "families". */
      return g_strdup_printf (_("Head: %s"), difference->id);
    case TUNTAS_PART_FAMILY:
      /* Translators: %s is the id of a service family in the instruction's file. */
      return g_strdup_printf (_("Family %s"), difference->id);
    case TUNTAS_PART_PARAMETER:
      return g_strdup (parameter_label (difference->id));
    case TUNTAS_PART_CLAUSE:
      /* Translators: %s is the number of a clause. */
      return g_strdup_printf (_("Clause %s"), difference->id);
    case TUNTAS_PART_STEP:
      /* Translators: %s is the id of a step in the instruction's file. */
      return g_strdup_printf (_("Step %s"), difference->id);
    case TUNTAS_PART_ACT:
      /* Translators: %s is the id of an act in the instruction's file. */
      return g_strdup_printf (_("Act %s"), difference->id);
    case TUNTAS_PART_OUTCOME:
      /* Translators: %s is the id of a call's outcome in the instruction's file. */
      return g_strdup_printf (_("Outcome %s"), difference->id);
    case TUNTAS_PART_FIELD:
      /* Translators: %s is the name of a field in the instruction's file. */
      return g_strdup_printf (_("Field %s"), difference->id);
    case TUNTAS_PART_TEXT:
      /* Translators: %s is the name of a text in the instruction's file. */
      return g_strdup_printf (_("Text %s"), difference->id);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
tuntas_revision_dup_place (const TuntasDifference *difference)
{
  char *thing = dup_thing (difference);
  g_autofree char *own = NULL;

  /* That a clause's text is its text goes without saying. */
  if (difference->member == NULL || strcmp (difference->member, "text") == 0)
    return thing;
  own = thing;
  return g_strdup_printf ("%s · %s", own, difference->member);
}

static const char *
or_nothing (const char *value)
{
  /* Translators: in place of a value that is not there: "3 → tidak ada" */
  return value != NULL ? value : _("none");
}

char *
tuntas_revision_dup_change (const TuntasDifference *difference)
{
  const char *before = or_nothing (difference->before);
  const char *after = or_nothing (difference->after);

  switch (difference->kind)
    {
    case TUNTAS_DIFFERENCE_ADDED:
      /* Translators: %s is what is new in the other revision. */
      return difference->after != NULL ? g_strdup_printf (_("New: %s"), after) : g_strdup (_("New"));
    case TUNTAS_DIFFERENCE_REMOVED:
      /* Translators: %s is what is no longer in the other revision. */
      return difference->before != NULL ? g_strdup_printf (_("Removed: %s"), before) : g_strdup (_("Removed"));
    case TUNTAS_DIFFERENCE_CHANGED:
      if (g_utf8_strlen (before, -1) <= IN_A_LINE && g_utf8_strlen (after, -1) <= IN_A_LINE)
        return g_strdup_printf ("%s → %s", before, after);
      /* Translators: a text as it was, and as it is in the other revision. */
      return g_strdup_printf (_("Before: %s\nNow: %s"), before, after);
    default:
      g_return_val_if_reached (NULL);
    }
}
