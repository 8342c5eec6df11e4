/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-support.h"

#include <string.h>

/* What the debrief says of ways that are not right. A trainee's way is the scenario's own with something changed in it;
 * it is played like a right one and judged by the scenario as it is. */

typedef struct
{
  TuntasProcedure *procedure;
  TuntasScenario *scenario;
  TuntasScenario *gone;     /* the one whose way the trainee goes */
  TuntasSolution *way;
  GPtrArray *trials;
  GPtrArray *messages; /* (nullable) */
  TuntasDebrief *debrief;
  gboolean exam;
} Judged;

static TuntasScenario *
read_scenario (TuntasProcedure *procedure, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  TuntasScenario *scenario = tuntas_scenario_new (bytes, "changed", procedure, &error);

  g_assert_no_error (error);
  return scenario;
}

static void
judge (Judged *self)
{
  g_clear_pointer (&self->debrief, tuntas_debrief_free);
  self->debrief = tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = self->scenario, .cases = self->way->cases, .truths = tuntas_call_book_get_truths (self->way->book),
      .messages = self->messages, .trials = self->trials, .notes = self->way->notes,
      .ended_at = tuntas_scenario_get_start (self->scenario) + 7200, .real_seconds = 300, .exam = self->exam,
      .language = "id" });
}

/* The way with what replaced by by. */
static void
judge_changed (Judged *self, const char *id, const char *what, const char *by)
{
  g_autofree char *text = training_support_read (id);
  g_autofree char *changed = training_support_replace (text, what, by);

  *self = (Judged) { NULL };
  self->procedure = training_support_load_w03 ();
  self->scenario = read_scenario (self->procedure, text);
  self->gone = read_scenario (self->procedure, changed);
  self->way = tuntas_solution_play (self->gone, "id");
  self->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_trial_free);
  judge (self);
}

static void
judged_clear (Judged *self)
{
  tuntas_debrief_free (self->debrief);
  g_ptr_array_unref (self->trials);
  tuntas_solution_free (self->way);
  tuntas_scenario_unref (self->gone);
  tuntas_scenario_unref (self->scenario);
  g_object_unref (self->procedure);
}

/* The nth row of that kind; fails the test where there is none. */
static const TuntasDebriefRow *
row_of (const Judged *self, TuntasRowKind kind, guint n)
{
  for (guint i = 0; i < self->debrief->rows->len; i++)
    {
      const TuntasDebriefRow *row = g_ptr_array_index (self->debrief->rows, i);

      if (row->kind == kind && n-- == 0)
        return row;
    }
  g_error ("there is no such row");
}

static void
test_right (void)
{
  Judged judged;
  const TuntasDebriefCase *first;
  g_auto (GStrv) passed = NULL;
  g_autofree char *clauses = NULL;

  judge_changed (&judged, "indihome-normal", "\"iBooster\"", "\"Embassy\"");
  g_assert_true (judged.debrief->passed);
  g_assert_cmpint (judged.debrief->points, ==, 100);
  g_assert_cmpuint (judged.debrief->n_calls, ==, 2);
  g_assert_cmpuint (judged.debrief->n_calls_right, ==, 2);
  g_assert_cmpint (judged.debrief->simulated_seconds, ==, 7200);
  first = g_ptr_array_index (judged.debrief->cases, 0);
  g_assert_cmpint (first->verdict->kind, ==, TUNTAS_VERDICT_CONFORMS);
  passed = tuntas_debrief_list_clauses (judged.debrief, TUNTAS_ROW_OK);
  clauses = g_strjoinv (" ", passed);
  g_assert_cmpstr (clauses, ==, "1.2.1 1.2.2 1.2.3 1.2.5 1.3");
  judged_clear (&judged);
}

/* Rang out, and recorded as busy: the gates count both alike. */
static void
test_outcome_of_same_weight (void)
{
  Judged judged;
  const TuntasDebriefRow *row;

  judge_changed (&judged, "indihome-normal", "\"outcome\": \"no-answer\" }", "\"outcome\": \"busy\" }");
  row = row_of (&judged, TUNTAS_ROW_CALL, 0);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_WRONG);
  g_assert_cmpstr (row->clause, ==, "1.2.3");
  g_assert_cmpstr (row->happened, ==, "Tidak diangkat (RNA)");
  g_assert_cmpstr (row->recorded, ==, "Nada sibuk");
  g_assert_cmpstr (row->should, ==, "Tidak diangkat (RNA)");
  g_assert_true (judged.debrief->passed);
  g_assert_cmpint (judged.debrief->points, ==, 90);
  g_assert_cmpuint (judged.debrief->n_calls_right, ==, 1);
  judged_clear (&judged);
}

/* Someone else answered, and the trainee says that it was the customer, who lets the ticket be closed. */
static void
test_outcome_of_other_weight (void)
{
  Judged judged;
  const TuntasDebriefRow *row;

  judge_changed (&judged, "someone-else-answers", "\"outcome\": \"not-available\" },",
                 "\"outcome\": \"connected\" }, { \"at\": \"+0:04:31\", \"act\": \"dropped\" },");
  row = row_of (&judged, TUNTAS_ROW_CALL, 1);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_FATAL);
  g_assert_false (judged.debrief->passed);
  g_assert_cmpuint (judged.debrief->fatal->len, ==, judged.debrief->n_fatal);
  g_assert_true (g_ptr_array_index (judged.debrief->fatal, 0) == row);
  judged_clear (&judged);
}

/* The customer wants to be called again, and the ticket is closed all the same: never, whatever the gates let pass. */
static void
test_closed_without_permission (void)
{
  Judged judged;
  const TuntasDebriefRow *row;

  judge_changed (&judged, "promises",
                 "\"act\": \"cannot-check\", \"call_back\": \"+2:15:00\" },\n        { \"at\": \"+2:16:00\", \"act\": \"call\"",
                 "\"act\": \"normal-close\", \"told\": \"true\" },\n        { \"at\": \"+2:16:00\", \"act\": \"call\"");
  row = row_of (&judged, TUNTAS_ROW_ANSWER, 2);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_FATAL);
  g_assert_cmpstr (row->recorded, ==, "Normal, boleh ditutup");
  g_assert_cmpstr (row->should, ==, "Belum bisa dicek sekarang (11.15)");
  g_assert_nonnull (strstr (row->happened, "baru bisa cek"));
  g_assert_false (judged.debrief->passed);
  judged_clear (&judged);
}

static void
test_agreed_time (void)
{
  static const struct { const char *at; TuntasRowState state; } rows[] = {
    { "+2:05:00", TUNTAS_ROW_OK }, { "+2:05:01", TUNTAS_ROW_WRONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *by = g_strdup_printf ("\"outcome\": \"call-back\", \"call_back\": \"%s\" },", rows[i].at);
      Judged judged;

      judge_changed (&judged, "promises", "\"outcome\": \"call-back\", \"call_back\": \"+2:00:00\" },", by);
      g_assert_cmpint (row_of (&judged, TUNTAS_ROW_ANSWER, 0)->state, ==, rows[i].state);
      judged_clear (&judged);
    }
}

/* Cause and repair are recorded as told; the beat was never spoken. */
static void
test_not_told (void)
{
  Judged judged;
  const TuntasDebriefRow *row;
  GPtrArray *truths;

  judge_changed (&judged, "indihome-normal", "\"iBooster\"", "\"Embassy\"");
  truths = tuntas_call_book_get_truths (judged.way->book);
  ((TuntasTruth *) g_ptr_array_index (truths, 1))->cues = 1u << TUNTAS_CUE_ANSWER | 1u << TUNTAS_CUE_GREET;
  judge (&judged);
  row = row_of (&judged, TUNTAS_ROW_TOLD, 0);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_FATAL);
  g_assert_cmpstr (row->clause, ==, "1.2.3");
  g_assert_cmpstr (row->should, ==, "Sampaikan RFO dan perbaikan");
  judged_clear (&judged);
}

/* Nobody made contact, and the trainee says so to get to the end. */
static void
test_invented_contact (void)
{
  Judged judged;
  const TuntasDebriefRow *row;

  judge_changed (&judged, "pots-unreached", "\"act\": \"close-unreached\" }",
                 "\"act\": \"customer-contacted\", \"channel\": \"phone\", \"who\": \"PIC\" }, "
                 "{ \"at\": \"+1:00:00\", \"act\": \"normal-close\", \"told\": \"true\" }");
  row = row_of (&judged, TUNTAS_ROW_CONTACT, 0);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_FATAL);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_END, 0)->state, ==, TUNTAS_ROW_FATAL);
  judged_clear (&judged);
}

/* What will come has not come yet: it counts from the second in which it does, and not as what was said before. */
static void
test_contact_too_soon (void)
{
  Judged judged;
  TuntasArrived arrived;
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  GPtrArray *all;

  judge_changed (&judged, "customer-makes-contact", "\"iBooster\"", "\"Embassy\"");
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_CONTACT, 0)->state, ==, TUNTAS_ROW_OK);
  all = tuntas_scenario_get_messages (judged.scenario);
  for (guint i = 0; i < all->len; i++)
    if (strcmp (((TuntasScenarioMessage *) g_ptr_array_index (all, i))->ticket,
                row_of (&judged, TUNTAS_ROW_CONTACT, 0)->ticket) == 0)
      arrived.message = g_ptr_array_index (all, i);
  arrived.at = row_of (&judged, TUNTAS_ROW_CONTACT, 0)->at + 1;
  judged.messages = messages;
  judge (&judged);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_CONTACT, 0)->state, ==, TUNTAS_ROW_FATAL);
  g_ptr_array_add (messages, &arrived);
  judge (&judged);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_CONTACT, 0)->state, ==, TUNTAS_ROW_FATAL);
  g_assert_null (row_of (&judged, TUNTAS_ROW_CONTACT, 0)->happened);
  arrived.at--;
  judge (&judged);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_CONTACT, 0)->state, ==, TUNTAS_ROW_OK);
  judged_clear (&judged);
}

/* A departure that the right way does not have. */
static void
test_departure (void)
{
  Judged judged;
  const TuntasDebriefRow *row;

  judge_changed (&judged, "datin-day-pend", "\"act\": \"inform\" }",
                 "\"act\": \"inform-without-email\", \"reason\": \"malas\" }");
  row = row_of (&judged, TUNTAS_ROW_DEVIATION, 0);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_FATAL);
  g_assert_cmpstr (row->code, ==, "no-email");
  g_assert_cmpstr (row->clause, ==, "1.2.7");
  g_assert_cmpstr (row->recorded, ==, "malas");
  g_assert_false (judged.debrief->passed);
  judged_clear (&judged);

  /* Where the customer has no address it is right. */
  judge_changed (&judged, "datin-dusk-no-email", "tidak punya alamat email", "tidak punya email");
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_DEVIATION, 0)->state, ==, TUNTAS_ROW_OK);
  g_assert_true (judged.debrief->passed);
  judged_clear (&judged);
}

/* Called again after two minutes where there was no hurry. */
static void
test_remark (void)
{
  Judged judged;

  judge_changed (&judged, "indihome-normal", "\"at\": \"+0:07:15\", \"act\": \"call\"",
                 "\"at\": \"+0:04:00\", \"act\": \"call\"");
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_DEVIATION, 0)->state, ==, TUNTAS_ROW_REMARK);
  g_assert_cmpstr (row_of (&judged, TUNTAS_ROW_DEVIATION, 0)->clause, ==, "Q1");
  g_assert_cmpint (judged.debrief->points, ==, 98);
  judged_clear (&judged);
}

/* Left lying. */
static void
test_not_ended (void)
{
  Judged judged;
  const TuntasDebriefRow *row;

  judge_changed (&judged, "pots-unreached", "\"act\": \"close-unreached\" }",
                 "\"act\": \"add-phone\", \"phone\": \"08000000999\", \"source\": \"x\" }");
  row = row_of (&judged, TUNTAS_ROW_END, 0);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_FATAL);
  g_assert_null (row->recorded);
  g_assert_cmpstr (row->should, ==, "Ditutup · tidak terhubung");
  g_assert_cmpstr (row->clause, ==, "1.3");
  judged_clear (&judged);
}

/* Never touched at all. */
static void
test_untouched (void)
{
  Judged judged;

  judge_changed (&judged, "indihome-normal", "\"iBooster\"", "\"Embassy\"");
  g_ptr_array_set_size (judged.way->cases, 0);
  judge (&judged);
  g_assert_cmpuint (judged.debrief->rows->len, ==, 1);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_END, 0)->state, ==, TUNTAS_ROW_FATAL);
  judged_clear (&judged);
}

/* What was refused in an exam is told afterwards: with clause, time and the gate's own words. */
static void
test_refused (void)
{
  Judged judged;
  TuntasCase *state;
  const TuntasDebriefRow *row;
  TuntasRefusal refusal = { .clause = (char *) "1.2.10", .code = (char *) "min-attempts", .have = 2, .need = 3 };
  g_autoptr (TuntasCase) then = NULL;

  judge_changed (&judged, "pots-unreached", "\"iBooster\"", "\"Embassy\"");
  state = g_ptr_array_index (judged.way->cases, 0);
  then = tuntas_case_after (state, 5);
  g_ptr_array_add (judged.trials, tuntas_trial_new (then, "close-unreached", &refusal, 1795402800, "id"));
  judge (&judged);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_REFUSED, 0)->state, ==, TUNTAS_ROW_REMARK);
  g_assert_cmpint (judged.debrief->points, ==, 98);
  judged.exam = TRUE;
  judge (&judged);
  row = row_of (&judged, TUNTAS_ROW_REFUSED, 0);
  g_assert_cmpint (row->state, ==, TUNTAS_ROW_WRONG);
  g_assert_cmpstr (row->clause, ==, "1.2.10");
  g_assert_cmpstr (row->recorded, ==, "Tutup, pelanggan belum terhubung");
  g_assert_cmpstr (row->should, ==, "Belum bisa ditutup: baru 2 dari minimal 3 panggilan");
  g_assert_cmpint (judged.debrief->points, ==, 90);
  /* No gate speaks for an act that the step does not know: what was due does. */
  refusal.code = (char *) "not-here";
  g_ptr_array_set_size (judged.trials, 0);
  g_ptr_array_add (judged.trials, tuntas_trial_new (then, "pend", &refusal, 1795402800, "id"));
  judge (&judged);
  g_assert_cmpstr (row_of (&judged, TUNTAS_ROW_REFUSED, 0)->should, ==, "Hubungi pelanggan, min. 3×");
  /* A field left empty is a slip, also in an exam. */
  refusal.code = (char *) "required";
  g_ptr_array_set_size (judged.trials, 0);
  g_ptr_array_add (judged.trials, tuntas_trial_new (then, "call", &refusal, 1795402800, "id"));
  judge (&judged);
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_REFUSED, 0)->state, ==, TUNTAS_ROW_REMARK);
  judged_clear (&judged);
}

static void
replace_note (Judged *judged, const char *text)
{
  g_ptr_array_set_size (judged->way->notes, 0);
  g_ptr_array_add (judged->way->notes, tuntas_note_text_new ("IN900000101", text));
  judge (judged);
}

/* Only edited words can lack something; what must be in them is what the procedure's own text has. */
static void
test_notes (void)
{
  static const struct { const char *note; const char *code; } rows[] = {
    { "09.02 RNA, 09.07 terhubung. Normal, izin close. RFO: Kabel dropcore putus tergigit tikus di plafon", "repair" },
    { "09.02 RNA, 09.07 terhubung. Normal, izin close. Penggantian dropcore 35 m, redaman -19 dBm", "rfo" },
    { "09.02 RNA, terhubung. Normal, izin close. Kabel dropcore putus tergigit tikus di plafon. Penggantian dropcore 35 m, "
      "redaman -19 dBm", "attempts" },
    { "09.02 RNA, 09.07 terhubung. Normal. Kabel dropcore putus tergigit tikus di plafon. Penggantian dropcore 35 m, "
      "redaman -19 dBm", "permission" },
  };
  Judged judged;

  judge_changed (&judged, "indihome-normal", "\"iBooster\"", "\"Embassy\"");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      replace_note (&judged, rows[i].note);
      g_test_message ("%s", rows[i].code);
      g_assert_cmpstr (row_of (&judged, TUNTAS_ROW_NOTE, 0)->code, ==, rows[i].code);
      g_assert_cmpuint (judged.debrief->n_wrong, ==, 1);
    }
  replace_note (&judged, "09.02 RNA, 09.07 terhubung. Normal, mengizinkan close. Kabel dropcore putus tergigit tikus di "
                         "plafon. Penggantian dropcore 35 m, redaman -19 dBm");
  g_assert_cmpuint (judged.debrief->n_wrong, ==, 0);
  judged_clear (&judged);
}

/* What was taken back is told, and costs nothing. */
static void
test_taken_back (void)
{
  Judged judged;

  judge_changed (&judged, "wrong-key", "\"iBooster\"", "\"Embassy\"");
  g_assert_cmpint (row_of (&judged, TUNTAS_ROW_TAKEN_BACK, 0)->state, ==, TUNTAS_ROW_OK);
  g_assert_cmpstr (row_of (&judged, TUNTAS_ROW_TAKEN_BACK, 1)->recorded, ==, "Tutup, pelanggan belum terhubung");
  g_assert_cmpint (judged.debrief->points, ==, 100);
  judged_clear (&judged);
}

/* A clause under which something was only taken back, or only logged, is not shown to be known. */
static void
test_not_shown (void)
{
  static const struct { const char *id; TuntasRowKind kind; } rows[] = {
    { "wrong-key", TUNTAS_ROW_TAKEN_BACK }, { "call-made-elsewhere", TUNTAS_ROW_LOGGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Judged judged;
      TuntasDebriefRow *row;
      guint n_right = 0;
      g_auto (GStrv) before = NULL, after = NULL;

      judge_changed (&judged, rows[i].id, "\"iBooster\"", "\"Embassy\"");
      for (guint j = 0; j < judged.debrief->rows->len; j++)
        {
          row = g_ptr_array_index (judged.debrief->rows, j);
          n_right += row->state == TUNTAS_ROW_OK && row->kind != TUNTAS_ROW_TAKEN_BACK &&
                     row->kind != TUNTAS_ROW_LOGGED;
        }
      g_assert_cmpuint (judged.debrief->n_right, ==, n_right);
      row = (TuntasDebriefRow *) row_of (&judged, rows[i].kind, 0);
      g_free (row->clause);
      row->clause = g_strdup ("1.2.99");
      before = tuntas_debrief_list_clauses (judged.debrief, TUNTAS_ROW_OK);
      g_assert_false (g_strv_contains ((const char *const *) before, "1.2.99"));
      row->kind = TUNTAS_ROW_ACT;
      after = tuntas_debrief_list_clauses (judged.debrief, TUNTAS_ROW_OK);
      g_assert_true (g_strv_contains ((const char *const *) after, "1.2.99"));
      judged_clear (&judged);
    }
}

static void
test_times (void)
{
  Judged judged;
  gint64 sum = 0;

  judge_changed (&judged, "datin-day-pend", "\"iBooster\"", "\"Embassy\"");
  for (guint i = 0; i < judged.debrief->times->len; i++)
    {
      const TuntasDebriefTime *time = g_ptr_array_index (judged.debrief->times, i);

      /* It is looked at again ten minutes after it was active: the right way has no clock that runs by itself. */
      if (g_strcmp0 (time->clause, "1.2.6") == 0)
        g_assert_cmpint (time->seconds, ==, 6695);
      sum += time->seconds;
    }
  /* From the start to the end of the case, once. */
  g_assert_cmpint (sum, ==, 2 * 3600 + 15 * 60 + 15);
  judged_clear (&judged);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/debrief/right", test_right);
  g_test_add_func ("/training/debrief/outcome-of-same-weight", test_outcome_of_same_weight);
  g_test_add_func ("/training/debrief/outcome-of-other-weight", test_outcome_of_other_weight);
  g_test_add_func ("/training/debrief/closed-without-permission", test_closed_without_permission);
  g_test_add_func ("/training/debrief/agreed-time", test_agreed_time);
  g_test_add_func ("/training/debrief/not-told", test_not_told);
  g_test_add_func ("/training/debrief/invented-contact", test_invented_contact);
  g_test_add_func ("/training/debrief/contact-too-soon", test_contact_too_soon);
  g_test_add_func ("/training/debrief/departure", test_departure);
  g_test_add_func ("/training/debrief/remark", test_remark);
  g_test_add_func ("/training/debrief/not-ended", test_not_ended);
  g_test_add_func ("/training/debrief/untouched", test_untouched);
  g_test_add_func ("/training/debrief/refused", test_refused);
  g_test_add_func ("/training/debrief/notes", test_notes);
  g_test_add_func ("/training/debrief/taken-back", test_taken_back);
  g_test_add_func ("/training/debrief/not-shown", test_not_shown);
  g_test_add_func ("/training/debrief/times", test_times);
  return g_test_run ();
}
