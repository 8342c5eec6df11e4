/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "computers.h"
#include "importing.h"

#include "tuntas-verdict.h"

#include <string.h>

/* A case begun on one computer is carried on at another, which has nothing of it but Nossa's work log (Q10). */

#define HOME "IN190001091"
#define EVENING "2026-11-23T20:30:00+07:00"

/* Three calls in vain, pended by night, e-mail and note sent. */
static void
pend_at_a (Computers *computers)
{
  Shift *shift = computers->shift;

  shift_receive_and_check (shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "pend", NULL);
  shift_act (shift, DATIN, "inform", NULL);
  shift_settle (shift, DATIN);
  shift_assert_status (shift, DATIN, "PENDING");
}

typedef struct
{
  TuntasApplied *applied;
  gboolean done;
} Tried;

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tried *tried = user_data;
  g_autoptr (GError) error = NULL;

  tried->applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);
  g_assert_no_error (error);
  tried->done = TRUE;
}

/* What is offered is done. */
static void
resume (Shift *shift, const char *ticket)
{
  TuntasDeskItem *item = shift_item (shift, ticket);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasResume) offer = tuntas_desk_find_resume (shift->desk, item, &error);
  g_autoptr (TuntasAct) act = NULL;
  Tried tried = { 0 };

  g_assert_no_error (error);
  act = tuntas_resume_make_act (offer, tuntas_desk_item_get_case (item), "kabel dropcore putus", "sambung ulang");
  tuntas_desk_act_async (shift->desk, item, act, NULL, tried_cb, &tried);
  shift_wait (shift, "the resumption", shift_is_true, &tried.done);
  g_assert_true (tried.applied->accepted);
  tuntas_applied_free (tried.applied);
}

static char *
verdict_of (Shift *shift, const char *ticket)
{
  g_autoptr (TuntasVerdict) verdict = tuntas_verdict_new (tuntas_desk_item_get_case (shift_item (shift, ticket)), "id");
  GString *text = g_string_new (verdict->headline);

  for (guint i = 0; i < verdict->findings->len; i++)
    g_string_append_printf (text, "; %s", ((TuntasVerdictFinding *) g_ptr_array_index (verdict->findings, i))->happened);
  return g_string_free (text, FALSE);
}

/* The next morning at B: the follow-up calls, and the end. */
static void
finish_at_b (Shift *shift)
{
  TuntasCase *state = tuntas_desk_item_get_case (shift_item (shift, DATIN));
  g_auto (GStrv) notes = NULL;
  g_autofree char *verdict = NULL;
  const char *last;

  g_assert_cmpstr (tuntas_case_get_step (state)->id, ==, "follow-up");
  g_assert_cmpint (tuntas_case_get_counted_in (state, 1), ==, 3);
  g_assert_true (tuntas_case_is_informed (state));
  shift_settle (shift, DATIN);
  shift_assert_status (shift, DATIN, "MEDIACARE");
  shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "close-unreached", NULL);
  shift_settle (shift, DATIN);
  shift_assert_status (shift, DATIN, "CLOSED");
  notes = shift_nossa_notes (shift, DATIN);
  last = notes[g_strv_length (notes) - 1];
  g_assert_nonnull (strstr (last, "3x menurut catatan Nossa"));
  g_assert_nonnull (strstr (last, "[TTS 1.2.9 p1=3 p2=1 #"));
  g_assert_null (strstr (last, "tidak terkirim"));
  g_assert_nonnull (strstr (last, "sudah dikirim via email"));
  verdict = verdict_of (shift, DATIN);
  g_assert_cmpstr (verdict, ==, "Sesuai dengan catatan; putaran 1 menurut catatan Nossa");
}

static void
test_by_nossa (void)
{
  Computers *computers = computers_new (EVENING);
  Shift *shift = computers->shift;

  pend_at_a (computers);
  computers_sit (computers, "b");
  computers_sleep (computers, 12 * 3600);
  computers_look (computers, DATIN);
  resume (shift, DATIN);
  finish_at_b (shift);
  computers_free (computers);
}

/* Where Nossa's work log cannot be asked for, what the agent copies from its page does; also after another start. */
static void
test_by_paste (void)
{
  Computers *computers = computers_new (EVENING);
  Shift *shift = computers->shift;
  g_autofree char *copied = NULL;
  g_autoptr (TuntasResume) offer = NULL;
  g_autoptr (GError) error = NULL;

  pend_at_a (computers);
  copied = computers_copy_work_log (computers, DATIN);
  computers_sit (computers, "b");
  computers_sleep (computers, 12 * 3600);
  g_assert_null (tuntas_desk_find_resume (shift->desk, shift_item (shift, DATIN), NULL));
  g_assert_false (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, HOME), copied, &error));
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_OTHER_TICKET);
  g_assert_true (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, DATIN), copied, NULL));
  offer = tuntas_desk_find_resume (shift->desk, shift_item (shift, DATIN), NULL);
  g_assert_cmpint (offer->source, ==, TUNTAS_RESUME_FROM_PASTE);
  resume (shift, DATIN);
  finish_at_b (shift);
  computers_free (computers);
}

/* Copied with another ticket's, a work log is believed of its own ticket alone; where several numbers stand above it, that it
 * is this one's is the agent's word. */
static void
test_several_pasted (void)
{
  Computers *computers = computers_new (EVENING);
  Shift *shift = computers->shift;
  g_autofree char *copied = NULL, *beside = NULL, *doubtful = NULL;
  g_autoptr (TuntasResume) named = NULL, unnamed = NULL;

  pend_at_a (computers);
  copied = computers_copy_work_log (computers, DATIN);
  beside = g_strdup_printf (OTHER "\n23-11 19.00 dicek teknisi\n%s", copied);
  doubtful = g_strdup_printf ("tolong lanjutkan " OTHER " dan %s", copied);
  computers_sit (computers, "b");
  computers_sleep (computers, 12 * 3600);
  g_assert_false (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, OTHER), beside, NULL));
  g_assert_null (tuntas_desk_find_resume (shift->desk, shift_item (shift, OTHER), NULL));
  g_assert_true (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, DATIN), doubtful, NULL));
  unnamed = tuntas_desk_find_resume (shift->desk, shift_item (shift, DATIN), NULL);
  g_assert_cmpint (unnamed->source, ==, TUNTAS_RESUME_FROM_UNNAMED);
  g_assert_true (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, DATIN), beside, NULL));
  named = tuntas_desk_find_resume (shift->desk, shift_item (shift, DATIN), NULL);
  g_assert_cmpint (named->source, ==, TUNTAS_RESUME_FROM_PASTE);
  computers_free (computers);
}

/* (transfer full): the last note in Nossa, as a list has it: plain. */
static char *
dup_listed_note (Shift *shift, const char *ticket)
{
  g_auto (GStrv) notes = shift_nossa_notes (shift, ticket);
  g_autoptr (GString) text = g_string_new (notes[g_strv_length (notes) - 1]);

  g_string_replace (text, "<br>", "", 0);
  g_string_truncate (text, strcspn (text->str, "]") + 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* In an account that works from lists alone a row tells whose its work log is; it stays, beside what was pasted before,
 * and once. */
static void
test_by_list (void)
{
  Computers *computers = computers_new (EVENING);
  Shift *shift = computers->shift;
  g_autofree char *note = NULL, *list = NULL, *verdict = NULL;
  g_autoptr (TuntasResume) offer = NULL;
  TuntasCase *state;

  pend_at_a (computers);
  note = dup_listed_note (shift, DATIN);
  list = g_strdup_printf ("Incident\tStatus\tStatus Date\tService Type\tContact Phone\tLast Updated Work Log\n"
                          DATIN "\tPENDING\t2026-11-23 20:50\tASTINET\t" DATIN_PHONE "\t\"%s\"\n"
                          OTHER "\tPENDING\t2026-11-23 20:50\tASTINET\t\tditelepon teknisi, lihat " DATIN "\n",
                          note);
  shift->offline = TRUE;
  shift->without_server = TRUE;
  computers_sit (computers, "b");
  computers_sleep (computers, 12 * 3600);
  g_assert_null (tuntas_desk_find_item (shift->desk, DATIN));
  importing_take_list (shift, list);
  g_assert_cmpuint (tuntas_desk_item_get_work_log (shift_item (shift, OTHER))->entries->len, ==, 0);
  g_assert_true (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, DATIN), "Telp 0812 5550 0177 RNA", NULL));
  shift_restart (shift);
  importing_take_list (shift, list);
  g_assert_cmpuint (tuntas_desk_item_get_work_log (shift_item (shift, DATIN))->entries->len, ==, 2);
  offer = tuntas_desk_find_resume (shift->desk, shift_item (shift, DATIN), NULL);
  g_assert_cmpint (offer->source, ==, TUNTAS_RESUME_FROM_PASTE);
  resume (shift, DATIN);
  state = tuntas_desk_item_get_case (shift_item (shift, DATIN));
  g_assert_cmpstr (tuntas_case_get_step (state)->id, ==, "follow-up");
  g_assert_cmpint (tuntas_case_get_counted_in (state, 1), ==, 3);
  verdict = verdict_of (shift, DATIN);
  g_assert_cmpstr (verdict, ==, "Belum selesai; putaran 1 menurut catatan Nossa");
  computers_free (computers);
}

static gboolean
is_to_be_called (Shift *shift, gpointer ticket)
{
  return strcmp (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, ticket)))->id, "first-round") == 0;
}

/* A call that was agreed on at A is made by B when its time comes; who was reached there is not closed as unreached. */
static void
test_agreed (void)
{
  Computers *computers = computers_new (EVENING);
  Shift *shift = computers->shift;
  TuntasCase *state;

  shift_receive_and_check (shift, DATIN);
  shift_call (shift, DATIN, DATIN_PHONE, "busy");
  shift_call (shift, DATIN, DATIN_PHONE, "connected");
  shift_act (shift, DATIN, "cannot-check", "call_back", "2026-11-24T10:00:00+07:00", NULL);
  shift_settle (shift, DATIN);
  computers_sit (computers, "b");
  computers_sleep (computers, 12 * 3600);
  computers_look (computers, DATIN);
  resume (shift, DATIN);
  state = tuntas_desk_item_get_case (shift_item (shift, DATIN));
  g_assert_cmpstr (tuntas_case_get_step (state)->id, ==, "promised");
  computers_sleep (computers, 2 * 3600);
  shift_wait (shift, "the agreed time", is_to_be_called, (gpointer) DATIN);
  shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  state = tuntas_desk_item_get_case (shift_item (shift, DATIN));
  g_assert_cmpint (tuntas_case_get_counted_in (state, 1), ==, 2);
  g_assert_cmpint (tuntas_case_get_unreached (state), ==, 1);
  computers_free (computers);
}

/* What was pasted stays beside what Nossa says, in the cache, and once. */
static void
test_pasted_stays (void)
{
  Computers *computers = computers_new (EVENING);
  Shift *shift = computers->shift;
  const TuntasWorkLog *log;
  guint before;

  computers_look (computers, DATIN);
  before = tuntas_desk_item_get_work_log (shift_item (shift, DATIN))->entries->len;
  for (guint i = 0; i < 2; i++)
    g_assert_true (tuntas_desk_paste_work_log (shift->desk, shift_item (shift, DATIN), "Telp 0812 5550 0177 RNA", NULL));
  shift_restart (shift);
  computers_look (computers, DATIN);
  log = tuntas_desk_item_get_work_log (shift_item (shift, DATIN));
  g_assert_cmpuint (log->entries->len, ==, before + 1);
  g_assert_cmpstr (((TuntasWorkLogEntry *) g_ptr_array_index (log->entries, before))->text, ==, "Telp 0812****77 RNA");
  g_assert_cmpint (((TuntasWorkLogEntry *) g_ptr_array_index (log->entries, before))->pasted_at, >, 0);
  computers_free (computers);
}

/* Without a trailer the agent states it: recorded as the agent's word; what cannot have been so is refused. */
static void
test_stated (void)
{
  Computers *computers = computers_new ("2026-11-23T09:00:00+07:00");
  Shift *shift = computers->shift;
  g_autofree char *counts = NULL;
  g_autofree char *deadline = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *again = NULL;

  counts = shift_refused (shift, DATIN, "adopted", "rfo", "x", "repair", "y", "p1", "2", "until", "2026-11-23T09:30:00+07:00",
                          "informed", "false", "evidence", "catatan shift", NULL);
  g_assert_cmpstr (counts, ==, "resume-counts");
  deadline = shift_refused (shift, DATIN, "adopted", "rfo", "x", "repair", "y", "p1", "3", "until",
                            "2026-11-30T09:30:00+07:00", "informed", "false", "evidence", "catatan shift", NULL);
  g_assert_cmpstr (deadline, ==, "resume-deadline");
  missing = shift_refused (shift, DATIN, "adopted", "rfo", "x", "repair", "y", "p1", "3", "informed", "true", NULL);
  g_assert_cmpstr (missing, ==, "required");
  g_assert_false (tuntas_desk_item_is_begun (shift_item (shift, DATIN)));
  shift_act (shift, DATIN, "adopted", "rfo", "x", "repair", "y", "p1", "3", "until", "2026-11-23T09:30:00+07:00", "informed",
             "true", "evidence", "catatan shift", NULL);
  g_assert_cmpstr (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, DATIN)))->id, ==, "wait");
  verdict = verdict_of (shift, DATIN);
  g_assert_cmpstr (verdict, ==, "Belum selesai; putaran 1 menurut agent, dengan bukti");
  again = shift_refused (shift, DATIN, "adopted", "rfo", "x", "repair", "y", "p1", "3", "informed", "true", "evidence", "z",
                         NULL);
  g_assert_cmpstr (again, ==, "not-here");
  computers_free (computers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/carry/by-nossa", test_by_nossa);
  g_test_add_func ("/desk/carry/by-paste", test_by_paste);
  g_test_add_func ("/desk/carry/several-pasted", test_several_pasted);
  g_test_add_func ("/desk/carry/by-list", test_by_list);
  g_test_add_func ("/desk/carry/agreed", test_agreed);
  g_test_add_func ("/desk/carry/pasted-stays", test_pasted_stays);
  g_test_add_func ("/desk/carry/stated", test_stated);
  return g_test_run ();
}
