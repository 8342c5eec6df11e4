/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-words.h"

#include <string.h>

#define AT 1795399260 /* 2026-11-23T02:01:00Z */

/* Every kind in every state has words, and nothing of a pattern is left in them, whatever the row has and has not. */
static void
check_row (const TuntasDebriefRow *row)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autofree char *title = tuntas_debrief_words_title (row);
  g_autofree char *subtitle = tuntas_debrief_words_subtitle (row, zone);

  g_assert_cmpstr (title, !=, "");
  g_assert_null (strchr (title, '{'));
  g_assert_true (g_str_has_prefix (subtitle, "09.01 WIB"));
  g_assert_null (strchr (subtitle, '{'));
  g_assert_cmpint (tuntas_debrief_words_compares (row), ==, row->state != TUNTAS_ROW_OK);
  for (guint i = 0; i < TUNTAS_DEBRIEF_N_COLUMNS; i++)
    {
      g_autofree char *column = tuntas_debrief_words_column (row, i);

      g_assert_cmpstr (column, !=, "");
    }
}

static void
test_all (void)
{
  static char *const texts[] = { NULL, (char *) "words" };

  for (int kind = TUNTAS_ROW_ACT; kind <= TUNTAS_ROW_END; kind++)
    for (int state = TUNTAS_ROW_OK; state <= TUNTAS_ROW_FATAL; state++)
      for (guint has = 0; has < 16; has++)
        check_row (&(TuntasDebriefRow) { .kind = kind, .state = state, .at = AT, .happened = texts[has & 1],
                                         .recorded = texts[has >> 1 & 1], .should = texts[has >> 2 & 1],
                                         .code = texts[has >> 3 & 1] });
  for (guint i = 0; i <= TUNTAS_ROW_FATAL; i++)
    g_assert_nonnull (tuntas_debrief_words_state (i));
  for (guint i = 0; i < TUNTAS_DEBRIEF_N_COLUMNS; i++)
    g_assert_nonnull (tuntas_debrief_words_heading (i));
}

static const struct
{
  TuntasRowKind kind;
  TuntasRowState state;
  const char *code, *happened, *recorded, *should;
  const char *title, *thought;
  const char *columns[TUNTAS_DEBRIEF_N_COLUMNS];
} rows[] = {
  { TUNTAS_ROW_ACT, TUNTAS_ROW_OK, NULL, NULL, "Pend the ticket", NULL, "Pend the ticket", NULL, { NULL } },
  { TUNTAS_ROW_TAKEN_BACK, TUNTAS_ROW_OK, NULL, NULL, "Close", NULL, "Taken back: Close", "Costs no points.", { NULL } },
  { TUNTAS_ROW_CALL, TUNTAS_ROW_OK, NULL, "Busy", "Busy", "Busy", "Call recorded as: Busy", NULL, { NULL } },
  { TUNTAS_ROW_CALL, TUNTAS_ROW_WRONG, NULL, "No answer", "Busy", "No answer", "Call recorded as: Busy",
    "Counts the same for the instruction, and is recorded wrongly all the same.", { "No answer", "Busy", "No answer" } },
  { TUNTAS_ROW_CALL, TUNTAS_ROW_FATAL, NULL, "No answer", "Connected", "No answer", "Call recorded as: Connected",
    "Counts differently for the instruction.", { "No answer", "Connected", "No answer" } },
  { TUNTAS_ROW_CALL, TUNTAS_ROW_WRONG, NULL, "No answer", NULL, "No answer", "The call has no outcome",
    "Counts the same for the instruction, and is recorded wrongly all the same.", { "No answer", "No outcome", "No answer" } },
  { TUNTAS_ROW_LOGGED, TUNTAS_ROW_OK, NULL, NULL, "Busy", NULL, "Call that was not made here: Busy",
    "Nobody can check it here.", { NULL } },
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_OK, NULL, "Fine {sic}", "Normal, close", "Normal, close",
    "Answer recorded as: Normal, close", "“Fine {sic}”", { NULL } },
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_OK, NULL, NULL, "Normal, close", NULL, "Answer recorded as: Normal, close", NULL,
    { NULL } },
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_WRONG, NULL, "At three", "Later (16.00)", "Later (15.00)",
    "Answer recorded as: Later (16.00)", "Not quite what was agreed.", { "“At three”", "Later (16.00)", "Later (15.00)" } },
  { TUNTAS_ROW_ANSWER, TUNTAS_ROW_FATAL, NULL, "Still down", "Normal, close", "Still down",
    "Answer recorded as: Normal, close", "The customer said something else.",
    { "“Still down”", "Normal, close", "Still down" } },
  { TUNTAS_ROW_TOLD, TUNTAS_ROW_FATAL, NULL, NULL, NULL, "Tell RFO and repair", "RFO and repair recorded as told",
    "It was not said in the call.", { "Not said", "Told", "Tell RFO and repair" } },
  { TUNTAS_ROW_CONTACT, TUNTAS_ROW_OK, NULL, "Hello", "Customer made contact", NULL, "Customer made contact", "“Hello”",
    { NULL } },
  { TUNTAS_ROW_CONTACT, TUNTAS_ROW_FATAL, NULL, NULL, "Customer made contact", NULL, "Customer made contact",
    "The customer has not made contact.",
    { "Nobody made contact", "Customer made contact", "Record contact only when there was one" } },
  { TUNTAS_ROW_DEVIATION, TUNTAS_ROW_OK, "no-email", "no e-mail was sent", NULL, "Send it", "No e-mail was sent",
    "Is right in this exercise.", { NULL } },
  { TUNTAS_ROW_DEVIATION, TUNTAS_ROW_REMARK, "early", "called early", NULL, "Wait", "Called early",
    "Follows the instruction; only advice was left.", { "Called early", "–", "Wait" } },
  { TUNTAS_ROW_DEVIATION, TUNTAS_ROW_FATAL, "no-email", "no e-mail was sent", "lazy", "Send it", "No e-mail was sent",
    "Departs from the instruction.", { "No e-mail was sent", "lazy", "Send it" } },
  { TUNTAS_ROW_REFUSED, TUNTAS_ROW_WRONG, "min-attempts", NULL, "Pend the ticket", "Only 2 of 3 calls",
    "Tried: Pend the ticket", "It was refused and changed nothing.",
    { "Refused", "Pend the ticket", "Only 2 of 3 calls" } },
  { TUNTAS_ROW_NOTE, TUNTAS_ROW_WRONG, "rfo", NULL, NULL, "cable cut", "The RFO is missing in the note", NULL,
    { "–", "Not in the note", "cable cut" } },
  { TUNTAS_ROW_NOTE, TUNTAS_ROW_WRONG, "attempts", NULL, NULL, "09.02", "The call of 09.02 is missing in the note", NULL,
    { "–", "Not in the note", "09.02" } },
  { TUNTAS_ROW_NOTE, TUNTAS_ROW_WRONG, "permission", NULL, NULL, NULL, "The customer's permission is missing in the note",
    NULL, { "–", "Not in the note", "That the customer gave permission" } },
  { TUNTAS_ROW_END, TUNTAS_ROW_OK, NULL, NULL, "Closed", "Closed", "Ended: Closed", NULL, { NULL } },
  { TUNTAS_ROW_END, TUNTAS_ROW_FATAL, NULL, NULL, NULL, "Closed", "The ticket has not come to an end", NULL,
    { "–", "Not ended", "Closed" } },
};

static void
test_rows (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TuntasDebriefRow row = { .kind = rows[i].kind, .state = rows[i].state, .at = AT, .code = (char *) rows[i].code,
                                     .happened = (char *) rows[i].happened, .recorded = (char *) rows[i].recorded,
                                     .should = (char *) rows[i].should };
      g_autofree char *title = tuntas_debrief_words_title (&row);
      g_autofree char *subtitle = tuntas_debrief_words_subtitle (&row, zone);
      g_autofree char *wanted = rows[i].thought != NULL ? g_strdup_printf ("02.01 UTC · %s", rows[i].thought)
                                                        : g_strdup ("02.01 UTC");

      g_assert_cmpstr (title, ==, rows[i].title);
      g_assert_cmpstr (subtitle, ==, wanted);
      for (guint j = 0; tuntas_debrief_words_compares (&row) && j < TUNTAS_DEBRIEF_N_COLUMNS; j++)
        {
          g_autofree char *column = tuntas_debrief_words_column (&row, j);

          g_assert_cmpstr (column, ==, rows[i].columns[j]);
        }
    }
}

/* A debrief of these rows; borrowed. */
static TuntasDebrief *
make_debrief (TuntasDebriefRow *of, guint n)
{
  TuntasDebrief *debrief = g_new0 (TuntasDebrief, 1);

  debrief->rows = g_ptr_array_new ();
  debrief->fatal = g_ptr_array_new ();
  debrief->cases = g_ptr_array_new ();
  debrief->times = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (debrief->rows, &of[i]);
      if (of[i].state == TUNTAS_ROW_FATAL)
        g_ptr_array_add (debrief->fatal, &of[i]);
    }
  return debrief;
}

static void
assert_text (char *text, const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

/* What is fatal comes first; what is none is left out. */
static void
test_whole (void)
{
  TuntasDebriefRow lacking[] = {
    { .kind = TUNTAS_ROW_NOTE, .state = TUNTAS_ROW_WRONG, .code = (char *) "permission" },
    { .kind = TUNTAS_ROW_NOTE, .state = TUNTAS_ROW_WRONG, .code = (char *) "repair" },
  };
  g_autoptr (TuntasDebrief) debrief = make_debrief (lacking, G_N_ELEMENTS (lacking));

  debrief->n_fatal = 1;
  debrief->n_wrong = 2;
  debrief->n_remarks = 0;
  debrief->n_right = 6;
  debrief->points = 65;
  debrief->real_seconds = 11 * 60;
  debrief->simulated_seconds = 13 * 3600;
  g_assert_cmpstr (tuntas_debrief_words_result (debrief), ==, "Not passed yet");
  assert_text (tuntas_debrief_words_summary (debrief),
               "1 fatal · 2 wrong · 6 steps as they should be · 11 minutes (simulated time 13 hours)");
  assert_text (tuntas_debrief_words_points (debrief), "65 of 100 points; passed from 70, with nothing fatal");
  assert_text (tuntas_debrief_words_calls (debrief), "Outcomes of calls: no call was made");
  assert_text (tuntas_debrief_words_notes (debrief), "Notes: repair, the customer's permission missing");
  debrief->n_calls = 6;
  debrief->n_calls_right = 5;
  assert_text (tuntas_debrief_words_calls (debrief), "Outcomes of calls: 5 of 6 right");
  g_ptr_array_set_size (debrief->rows, 0);
  assert_text (tuntas_debrief_words_notes (debrief), "Notes: none was written");
  debrief->n_notes = 1;
  assert_text (tuntas_debrief_words_notes (debrief),
               "Notes: RFO, repair, calls and permission are in them wherever they belong");
}

static void
test_groups (void)
{
  TuntasDebriefRow of[] = {
    { .ticket = (char *) "IN1", .at = 1 },
    { .ticket = (char *) "IN1", .at = 2, .state = TUNTAS_ROW_FATAL },
    { .ticket = (char *) "IN1", .at = 3, .state = TUNTAS_ROW_REMARK },
    { .ticket = (char *) "IN2", .at = 2 },
  };
  g_autoptr (TuntasDebrief) debrief = make_debrief (of, G_N_ELEMENTS (of));
  g_autoptr (GPtrArray) groups = tuntas_debrief_words_list_groups (debrief);
  static const struct { const char *title; guint n; guint first; } wanted[] = {
    { "What was fatal", 1, 1 }, { "Ticket IN1, step by step", 2, 0 }, { "Ticket IN2, step by step", 1, 3 },
  };

  g_assert_cmpuint (groups->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < groups->len; i++)
    {
      const TuntasDebriefGroup *group = g_ptr_array_index (groups, i);

      g_assert_cmpstr (group->title, ==, wanted[i].title);
      g_assert_cmpuint (group->rows->len, ==, wanted[i].n);
      g_assert_true (g_ptr_array_index (group->rows, 0) == &of[wanted[i].first]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/debrief-words/all", test_all);
  g_test_add_func ("/debrief-words/rows", test_rows);
  g_test_add_func ("/debrief-words/whole", test_whole);
  g_test_add_func ("/debrief-words/groups", test_groups);
  return g_test_run ();
}
