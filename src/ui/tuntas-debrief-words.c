/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-words.h"

#include "tuntas-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const states[] = {
  [TUNTAS_ROW_OK] = N_("Right"),
  [TUNTAS_ROW_REMARK] = N_("Advice"),
  [TUNTAS_ROW_WRONG] = N_("Wrong"),
  [TUNTAS_ROW_FATAL] = N_("Fatal"),
};

static const char *const headings[] = {
  [TUNTAS_DEBRIEF_HAPPENED] = N_("What happened"),
  [TUNTAS_DEBRIEF_RECORDED] = N_("What was recorded"),
  [TUNTAS_DEBRIEF_SHOULD] = N_("What should have been"),
};

/* What notes can lack. {should}: the time of a call. */
static const struct
{
  const char *code;
  const char *name;
  const char *title;
} lacks[] = {
  { "rfo", N_("RFO"), N_("The RFO is missing in the note") },
  { "repair", N_("repair"), N_("The repair is missing in the note") },
  /* Translators: keep {should}: the time of a call. */
  { "attempts", N_("calls"), N_("The call of {should} is missing in the note") },
  { "permission", N_("the customer's permission"), N_("The customer's permission is missing in the note") },
};

/* By kind: what it is about; {happened} and {recorded} are filled in. none: where nothing was recorded. */
static const struct
{
  const char *title;
  const char *none; /* (nullable) */
} titles[] = {
  [TUNTAS_ROW_ACT] = { "{recorded}", NULL },
  /* Translators: keep {recorded}: the name of an act. */
  [TUNTAS_ROW_TAKEN_BACK] = { N_("Taken back: {recorded}"), NULL },
  /* Translators: keep {recorded}: the outcome of a call. */
  [TUNTAS_ROW_CALL] = { N_("Call recorded as: {recorded}"), N_("The call has no outcome") },
  /* Translators: keep {recorded}: the outcome of a call. */
  [TUNTAS_ROW_LOGGED] = { N_("Call that was not made here: {recorded}"), N_("Call that was not made here") },
  /* Translators: keep {recorded}: what a customer answered. */
  [TUNTAS_ROW_ANSWER] = { N_("Answer recorded as: {recorded}"), NULL },
  [TUNTAS_ROW_TOLD] = { N_("RFO and repair recorded as told"), NULL },
  [TUNTAS_ROW_CONTACT] = { "{recorded}", NULL },
  [TUNTAS_ROW_DEVIATION] = { NULL, NULL },
  /* Translators: keep {recorded}: the name of an act. */
  [TUNTAS_ROW_REFUSED] = { N_("Tried: {recorded}"), NULL },
  [TUNTAS_ROW_NOTE] = { NULL, NULL },
  /* Translators: keep {recorded}: how a ticket ended. */
  [TUNTAS_ROW_END] = { N_("Ended: {recorded}"), N_("The ticket has not come to an end") },
};

/* What to think of it, where the three columns do not say it; {happened} is filled in. */
static const struct
{
  TuntasRowKind kind;
  TuntasRowState state;
  const char *text;
} thoughts[] = {
  { TUNTAS_ROW_TAKEN_BACK, TUNTAS_ROW_OK, N_("Costs no points.") },
  { TUNTAS_ROW_CALL, TUNTAS_ROW_WRONG, N_("Counts the same for the instruction, and is recorded wrongly all the same.") },
  { TUNTAS_ROW_CALL, TUNTAS_ROW_FATAL, N_("Counts differently for the instruction.") },
  { TUNTAS_ROW_LOGGED, TUNTAS_ROW_OK, N_("Nobody can check it here.") },
  /* Translators: keep {happened}: what the customer said. */
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_OK, N_("“{happened}”") },
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_WRONG, N_("Not quite what was agreed.") },
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_FATAL, N_("The customer said something else.") },
  { TUNTAS_ROW_TOLD, TUNTAS_ROW_FATAL, N_("It was not said in the call.") },
  { TUNTAS_ROW_CONTACT, TUNTAS_ROW_OK, N_("“{happened}”") },
  { TUNTAS_ROW_CONTACT, TUNTAS_ROW_FATAL, N_("The customer has not made contact.") },
  { TUNTAS_ROW_DEVIATION, TUNTAS_ROW_OK, N_("Is right in this exercise.") },
  { TUNTAS_ROW_DEVIATION, TUNTAS_ROW_REMARK, N_("Follows the instruction; only advice was left.") },
  { TUNTAS_ROW_DEVIATION, TUNTAS_ROW_FATAL, N_("Departs from the instruction.") },
  { TUNTAS_ROW_REFUSED, TUNTAS_ROW_REMARK, N_("It was refused and changed nothing.") },
  { TUNTAS_ROW_REFUSED, TUNTAS_ROW_WRONG, N_("It was refused and changed nothing.") },
};

const char *
tuntas_debrief_words_result (const TuntasDebrief *debrief)
{
  return debrief->passed ? _("Passed") : _("Not passed yet");
}

const char *
tuntas_debrief_words_state (TuntasRowState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);
  return _(states[state]);
}

const char *
tuntas_debrief_words_heading (TuntasDebriefColumn column)
{
  g_return_val_if_fail (column < G_N_ELEMENTS (headings), NULL);
  return _(headings[column]);
}

/* The whole */

/* Takes the part. */
static void
add_part (GString *text, char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

char *
tuntas_debrief_words_summary (const TuntasDebrief *debrief)
{
  GString *text = g_string_new (NULL);
  g_autofree char *real = tuntas_format_duration_spoken (debrief->real_seconds);
  g_autofree char *simulated = tuntas_format_duration_spoken (debrief->simulated_seconds);

  if (debrief->n_fatal > 0)
    add_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u fatal", "%u fatal", debrief->n_fatal),
                                     debrief->n_fatal));
  if (debrief->n_wrong > 0)
    add_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u wrong", "%u wrong", debrief->n_wrong),
                                     debrief->n_wrong));
  if (debrief->n_remarks > 0)
    /* Translators: how often the program's advice was left. */
    add_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u advice", "%u advices", debrief->n_remarks),
                                     debrief->n_remarks));
  add_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u step as it should be", "%u steps as they should be",
                                                debrief->n_right), debrief->n_right));
  /* Translators: how long an exercise took, and how long by its own clock. */
  add_part (text, g_strdup_printf (_("%s (simulated time %s)"), real, simulated));
  return g_string_free (text, FALSE);
}

char *
tuntas_debrief_words_points (const TuntasDebrief *debrief)
{
  /* Translators: points reached, and points from which one has passed. */
  return g_strdup_printf (_("%d of 100 points; passed from %d, with nothing fatal"), debrief->points,
                          TUNTAS_DEBRIEF_PASS);
}

char *
tuntas_debrief_words_calls (const TuntasDebrief *debrief)
{
  if (debrief->n_calls == 0)
    return g_strdup (_("Outcomes of calls: no call was made"));
  /* Translators: how many outcomes are right, of how many calls. */
  return g_strdup_printf (_("Outcomes of calls: %u of %u right"), debrief->n_calls_right, debrief->n_calls);
}

static gboolean
lacks_any (const TuntasDebrief *debrief, const char *code)
{
  for (guint i = 0; i < debrief->rows->len; i++)
    {
      const TuntasDebriefRow *row = g_ptr_array_index (debrief->rows, i);

      if (row->kind == TUNTAS_ROW_NOTE && g_strcmp0 (row->code, code) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
tuntas_debrief_words_notes (const TuntasDebrief *debrief)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    if (lacks_any (debrief, lacks[i].code))
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", _(lacks[i].name));
  if (missing->len > 0)
    /* Translators: %s is a list: "perbaikan, izin pelanggan". */
    return g_strdup_printf (_("Notes: %s missing"), missing->str);
  if (debrief->n_notes == 0)
    return g_strdup (_("Notes: none was written"));
  return g_strdup (_("Notes: RFO, repair, calls and permission are in them wherever they belong"));
}

/* Rows */

/* Words come last, since they may have braces of their own: what stands first in the pattern is filled in at its end. */
static char *
fill (const char *pattern, const TuntasDebriefRow *row)
{
  static const struct { const char *name; gsize offset; } places[] = {
    { "{happened}", G_STRUCT_OFFSET (TuntasDebriefRow, happened) },
    { "{recorded}", G_STRUCT_OFFSET (TuntasDebriefRow, recorded) },
    { "{should}", G_STRUCT_OFFSET (TuntasDebriefRow, should) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *value = G_STRUCT_MEMBER (char *, row, places[i].offset);
      const char *at = strstr (pattern, places[i].name);

      /* A pattern has one place at most. */
      if (at != NULL)
        return g_strdup_printf ("%.*s%s%s", (int) (at - pattern), pattern, value != NULL ? value : "–",
                                at + strlen (places[i].name));
    }
  return g_strdup (pattern);
}

/* The verdict's words for a deviation are meant for the middle of a sentence; here they begin one. */
static char *
begin_sentence (const char *text)
{
  char first[7] = "";

  if (*text == '\0')
    return g_strdup (text);
  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static char *
dup_note_title (const TuntasDebriefRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    if (g_strcmp0 (row->code, lacks[i].code) == 0)
      return fill (_(lacks[i].title), row);
  return g_strdup (_("Something is missing in the note"));
}

char *
tuntas_debrief_words_title (const TuntasDebriefRow *row)
{
  if (row->kind == TUNTAS_ROW_NOTE)
    return dup_note_title (row);
  if (row->recorded == NULL && titles[row->kind].none != NULL)
    return g_strdup (_(titles[row->kind].none));
  /* Its words are those of the verdict; where it has none, its code says more than nothing. */
  if (row->kind == TUNTAS_ROW_DEVIATION)
    return row->happened != NULL ? begin_sentence (row->happened) : g_strdup (row->code != NULL ? row->code : "–");
  return fill (_(titles[row->kind].title), row);
}

static char *
dup_thought (const TuntasDebriefRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (thoughts); i++)
    if (thoughts[i].kind == row->kind && thoughts[i].state == row->state &&
        (row->happened != NULL || strstr (thoughts[i].text, "{happened}") == NULL))
      return fill (_(thoughts[i].text), row);
  return NULL;
}

char *
tuntas_debrief_words_subtitle (const TuntasDebriefRow *row, GTimeZone *zone)
{
  char *clock = tuntas_format_clock_zone (row->at, zone);
  g_autofree char *thought = dup_thought (row);
  g_autofree char *own = NULL;

  if (thought == NULL)
    return clock;
  own = clock;
  return g_strdup_printf ("%s · %s", own, thought);
}

gboolean
tuntas_debrief_words_compares (const TuntasDebriefRow *row)
{
  return row->state != TUNTAS_ROW_OK;
}

/* (nullable): what the row itself does not say. */
static const char *
get_said_for (const TuntasDebriefRow *row, TuntasDebriefColumn column)
{
  switch (row->kind)
    {
    case TUNTAS_ROW_CALL:
      return column == TUNTAS_DEBRIEF_RECORDED ? _("No outcome") : NULL;
    case TUNTAS_ROW_TOLD:
      if (column == TUNTAS_DEBRIEF_HAPPENED)
        return _("Not said");
      return column == TUNTAS_DEBRIEF_RECORDED ? _("Told") : NULL;
    case TUNTAS_ROW_CONTACT:
      if (column == TUNTAS_DEBRIEF_HAPPENED)
        return _("Nobody made contact");
      return column == TUNTAS_DEBRIEF_SHOULD ? _("Record contact only when there was one") : NULL;
    case TUNTAS_ROW_REFUSED:
      return column == TUNTAS_DEBRIEF_HAPPENED ? _("Refused") : NULL;
    case TUNTAS_ROW_NOTE:
      if (column == TUNTAS_DEBRIEF_RECORDED)
        return _("Not in the note");
      return column == TUNTAS_DEBRIEF_SHOULD ? _("That the customer gave permission") : NULL;
    case TUNTAS_ROW_END:
      return column == TUNTAS_DEBRIEF_RECORDED ? _("Not ended") : NULL;
    case TUNTAS_ROW_ACT:
    case TUNTAS_ROW_TAKEN_BACK:
    case TUNTAS_ROW_LOGGED:
    case TUNTAS_ROW_ANSWER:
    case TUNTAS_ROW_DEVIATION:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *
get_own (const TuntasDebriefRow *row, TuntasDebriefColumn column)
{
  switch (column)
    {
    case TUNTAS_DEBRIEF_HAPPENED:
      return row->happened;
    case TUNTAS_DEBRIEF_RECORDED:
      return row->recorded;
    case TUNTAS_DEBRIEF_SHOULD:
      return row->should;
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
tuntas_debrief_words_column (const TuntasDebriefRow *row, TuntasDebriefColumn column)
{
  const char *own = get_own (row, column);
  const char *text = own != NULL ? own : get_said_for (row, column);

  if (text == NULL)
    return g_strdup ("–");
  /* What a customer said is told as such. */
  if (own != NULL && row->kind == TUNTAS_ROW_ANSWER && column == TUNTAS_DEBRIEF_HAPPENED)
    return g_strdup_printf ("“%s”", own);
  if (row->kind == TUNTAS_ROW_DEVIATION && column == TUNTAS_DEBRIEF_HAPPENED)
    return begin_sentence (text);
  return g_strdup (text);
}

/* Groups */

static void
group_free (gpointer data)
{
  TuntasDebriefGroup *group = data;

  g_free (group->title);
  g_ptr_array_unref (group->rows);
  g_free (group);
}

/* Takes the title. */
static TuntasDebriefGroup *
add_group (GPtrArray *groups, char *title)
{
  TuntasDebriefGroup *group = g_new0 (TuntasDebriefGroup, 1);

  group->title = title;
  group->rows = g_ptr_array_new ();
  g_ptr_array_add (groups, group);
  return group;
}

GPtrArray *
tuntas_debrief_words_list_groups (const TuntasDebrief *debrief)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  TuntasDebriefGroup *group = NULL;
  const char *ticket = NULL;

  if (debrief->fatal->len > 0)
    g_ptr_array_extend (add_group (groups, g_strdup (_("What was fatal")))->rows, debrief->fatal, NULL, NULL);
  for (guint i = 0; i < debrief->rows->len; i++)
    {
      TuntasDebriefRow *row = g_ptr_array_index (debrief->rows, i);

      if (row->state == TUNTAS_ROW_FATAL)
        continue;
      if (g_strcmp0 (ticket, row->ticket) != 0)
        /* Translators: %s is the number of a ticket: the heading of what was done on it. */
        group = add_group (groups, g_strdup_printf (_("Ticket %s, step by step"), row->ticket));
      ticket = row->ticket;
      g_ptr_array_add (group->rows, row);
    }
  return groups;
}
