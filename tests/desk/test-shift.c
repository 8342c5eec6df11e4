/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include "tuntas-soup-transport.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* A shift as an agent works it, up to what reaches Nossa and the customer; the program's end, the clock and the disk amid
 * it. What others do meanwhile: test-shift-meanwhile.c. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define MORNING "2026-11-23T09:00:00+07:00"

static void
assert_note (Shift *shift, const char *ticket, guint index, const char *wanted)
{
  g_auto (GStrv) notes = shift_nossa_notes (shift, ticket);

  g_assert_cmpuint (g_strv_length (notes), >, index);
  if (!g_pattern_match_simple (wanted, notes[index]))
    g_error ("the note is not as wanted:\n%s\n%s", notes[index], wanted);
}

/* The words of the last e-mail. */
static void
assert_email (Shift *shift, const char *ticket, const char *wanted)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (shift, ticket));
  const char *text = NULL;

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->kind == TUNTAS_EFFECT_EMAIL)
      text = ((TuntasSending *) g_ptr_array_index (sendings, i))->text;
  g_assert_nonnull (text);
  if (!g_pattern_match_simple (wanted, text))
    g_error ("the e-mail is not as wanted:\n%s\n%s", text, wanted);
}

static void
test_list (void)
{
  Shift *shift = shift_new (MORNING);
  GListModel *queue = tuntas_desk_get_queue (shift->desk);

  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 27);
  g_assert_cmpstr (tuntas_desk_get_agent_name (shift->desk), ==, "Ayu Lestari");
  g_assert_cmpstr (tuntas_case_get_family (tuntas_desk_item_get_case (shift_item (shift, DATIN))), ==, "datin");
  g_assert_cmpstr (tuntas_case_get_family (tuntas_desk_item_get_case (shift_item (shift, HOME))), ==, "indihome");
  g_assert_null (tuntas_desk_find_item (shift->desk, "IN190001203"));
  g_assert_true (tuntas_desk_item_matches (shift_item (shift, HOME), "+62 800-0000 121"));
  g_assert_true (tuntas_desk_item_matches (shift_item (shift, HOME), "siti rah"));
  g_assert_false (tuntas_desk_item_matches (shift_item (shift, HOME), "nobody"));
  shift_free (shift);
}

static void
test_indihome_unreached (void)
{
  Shift *shift = shift_new (MORNING);
  g_autofree char *refused = NULL;

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_call (shift, HOME, HOME_PHONE, "busy");
  refused = shift_refused (shift, HOME, "close-unreached", NULL);
  g_assert_cmpstr (refused, ==, "min-attempts");
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_act (shift, HOME, "close-unreached", NULL);

  /* Held: nothing has left yet. */
  shift_assert_status (shift, HOME, "MEDIACARE");
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (shift, HOME)), ==, TUNTAS_SECTION_UNPROVED);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  assert_note (shift, HOME, 0, "*Sudah dihubungi 3x (09.00 RNA, 09.05 sibuk, 09.11 RNA)*1.2.10*[TTS 1.2.10 p1=3 #*");
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (shift, HOME)), ==, TUNTAS_SECTION_DONE);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 0);
  shift_free (shift);
}

static void
pend (Shift *shift)
{
  shift_receive_and_check (shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "pend", NULL);
  shift_settle (shift, DATIN);
}

/* What the agent saw and changed is what leaves: with the late place filled and one trailer; a place that is unknown
 * does not leave. */
static void
test_edited_note (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (TuntasAct) inform = tuntas_act_new ("inform");
  g_autoptr (GPtrArray) preview = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *refused = NULL;

  pend (shift);
  preview = tuntas_desk_preview (shift->desk, shift_item (shift, DATIN), inform);
  g_assert_cmpuint (preview->len, ==, 2);
  edited = g_strconcat ("PIC sedang rapat, WA 0800-0000-0999. ", ((TuntasSending *) g_ptr_array_index (preview, 1))->text,
                        NULL);
  broken = g_strconcat ("{nama} ", edited, NULL);
  refused = shift_refused (shift, DATIN, "inform", "text:note", broken, NULL);
  g_assert_cmpstr (refused, ==, "placeholder");
  shift_act (shift, DATIN, "inform", "text:note", edited, NULL);
  shift_settle (shift, DATIN);
  assert_note (shift, DATIN, 0, "PIC sedang rapat, WA 0800****99. *via email ke noc@cakrawalatirta.example 09.16*"
                                "[TTS 1.2.7 *");
  {
    g_auto (GStrv) notes = shift_nossa_notes (shift, DATIN);

    g_assert_true (strstr (notes[0], "[TTS ") == g_strrstr (notes[0], "[TTS "));
  }
  shift_free (shift);
}

static gboolean
is_active (Shift *shift, gpointer data)
{
  g_autofree char *status = shift_nossa_get (shift, DATIN, "status");

  return strcmp (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, DATIN)))->id, "follow-up") == 0 &&
         strcmp (status, "SALAMSIM") == 0;
}

static void
test_datin_by_day (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (GPtrArray) mail = NULL;
  g_autofree char *until = NULL;

  pend (shift);
  shift_assert_status (shift, DATIN, "PENDING");
  until = shift_nossa_get (shift, DATIN, "pendinguntil");
  g_assert_cmpstr (until, ==, "2026-11-23T10:16:30+07:00");
  shift_act (shift, DATIN, "inform", NULL);
  shift_settle (shift, DATIN);
  mail = tuntas_simulator_list_mail (shift->nossa);
  g_assert_cmpuint (mail->len, ==, 1);
  /* The complaint names the customer's number. */
  assert_email (shift, DATIN, "*CP BUDI 0800????01\n*");
  assert_note (shift, DATIN, 0, "*3x (*Pending s.d. 10.16 WIB. RFO * perbaikan dikirim via email ke "
                                "noc@cakrawalatirta.example 09.16*[TTS 1.2.7 p1=3 email=09.16 s.d. *-* 10.16 WIB #*");
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (shift, DATIN)), ==, TUNTAS_SECTION_WAITING);

  tuntas_test_clock_advance_seconds (shift->clock, 3600);
  shift_wait (shift, "the ticket to be active again", is_active, NULL);
  shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_call (shift, DATIN, DATIN_PHONE, "connected");
  shift_act (shift, DATIN, "normal-close", "told", "true", NULL);
  shift_settle (shift, DATIN);
  shift_assert_status (shift, DATIN, "CLOSED");
  assert_note (shift, DATIN, 1, "*TERHUBUNG*NORMAL, mengizinkan close*p2=2*");
  shift_free (shift);
}

static void
test_monitoring (void)
{
  Shift *shift = shift_new (MORNING);
  g_autofree char *origin = NULL;
  g_autofree char *symptom = NULL;
  GPtrArray *sendings;
  const char *created;

  shift_receive_and_check (shift, DATIN);
  shift_call (shift, DATIN, DATIN_PHONE, "connected");
  shift_act (shift, DATIN, "normal-monitoring", "told", "true", NULL);
  shift_settle (shift, DATIN);
  sendings = tuntas_desk_item_get_sendings (shift_item (shift, DATIN));
  created = ((TuntasSending *) g_ptr_array_index (sendings, 0))->evidence;
  origin = shift_nossa_get (shift, created, "origrecordid");
  symptom = shift_nossa_get (shift, created, "symptom");
  g_assert_cmpstr (origin, ==, DATIN);
  g_assert_cmpstr (symptom, ==, "REQUEST | MONITORING");
  shift_assert_status (shift, DATIN, "CLOSED");
  {
    g_autofree char *wanted = g_strdup_printf ("*Dibuatkan tiket baru %s*", created);

    assert_note (shift, DATIN, 0, wanted);
  }
  shift_free (shift);
}

static void
test_undo_while_held (void)
{
  Shift *shift = shift_new (MORNING);

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_act (shift, HOME, "undo", NULL);
  tuntas_test_clock_advance_seconds (shift->clock, 60);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "MEDIACARE");
  shift_act (shift, HOME, "not-normal", "complaint", "masih lambat", NULL);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "BACKEND");
  shift_free (shift);
}

/* The wall clock is set ahead while something is held, and while a ticket is pended: both are honoured at once. */
static void
test_clock_step (void)
{
  Shift *shift = shift_new (MORNING);
  gint64 now;

  shift_receive_and_check (shift, HOME);
  shift_call (shift, HOME, HOME_PHONE, "connected");
  pend (shift);
  shift_act (shift, DATIN, "inform", NULL);
  shift_settle (shift, DATIN);
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  now = tuntas_clock_now (TUNTAS_CLOCK (shift->clock));
  tuntas_test_clock_set (shift->clock, now + 2 * G_TIME_SPAN_HOUR);
  shift_wait (shift, "the ticket to be active again", is_active, NULL);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  shift_free (shift);
}

static void
test_one_attempt_over_all (void)
{
  Shift *shift = shift_new (MORNING);
  g_autofree char *refused = NULL;
  g_autofree char *contact = NULL;

  shift_receive_and_check (shift, HOME);
  shift_receive_and_check (shift, DATIN);
  shift_act (shift, HOME, "call", "phone", HOME_PHONE, NULL);
  refused = shift_refused (shift, DATIN, "call", "phone", DATIN_PHONE, NULL);
  g_assert_cmpstr (refused, ==, "attempt-elsewhere");
  contact = shift_refused (shift, DATIN, "customer-contacted", "channel", "phone", "who", "PIC", NULL);
  g_assert_cmpstr (contact, ==, "attempt-elsewhere");
  shift_act (shift, HOME, "outcome", "outcome", "no-answer", NULL);
  shift_act (shift, DATIN, "customer-contacted", "channel", "phone", "who", "PIC", NULL);
  shift_free (shift);
}

/* The note says in words by which way the customer made contact. */
static void
test_contact_in_note (void)
{
  Shift *shift = shift_new (MORNING);
  g_auto (GStrv) notes = NULL;

  shift_receive_and_check (shift, HOME);
  shift_act (shift, HOME, "customer-contacted", "channel", "account-manager", "who", "Ratna", NULL);
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  shift_settle (shift, HOME);
  notes = shift_nossa_notes (shift, HOME);
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  g_assert_nonnull (strstr (notes[0], "Hub. Ratna (pihak pelanggan) kontak masuk via account manager: TERHUBUNG"));
  shift_free (shift);
}

/* The program goes in the middle of a call, and with effects under way: nothing is lost, nothing is done twice. */
static void
test_restart (void)
{
  Shift *shift = shift_new (MORNING);
  g_auto (GStrv) notes = NULL;

  shift_receive_and_check (shift, HOME);
  shift_act (shift, HOME, "call", "phone", HOME_PHONE, NULL);
  shift_restart (shift);
  g_assert_true (tuntas_desk_get_calling (shift->desk) == shift_item (shift, HOME));
  shift_act (shift, HOME, "outcome", "outcome", "no-answer", NULL);
  for (guint i = 0; i < 2; i++)
    shift_call (shift, HOME, HOME_PHONE, "no-answer");
  shift_act (shift, HOME, "close-unreached", NULL);
  shift_restart (shift);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  notes = shift_nossa_notes (shift, HOME);
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  shift_free (shift);
}

static void
refuse_to_save (gboolean refuse)
{
  static struct rlimit usual;
  struct rlimit none;

  if (usual.rlim_max == 0)
    {
      g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
      signal (SIGXFSZ, SIG_IGN);
    }
  none = usual;
  none.rlim_cur = 1;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, refuse ? &none : &usual), ==, 0);
}

static void
not_saved_cb (TuntasDesk *desk, const GError *error, gpointer user_data)
{
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED);
  *(gboolean *) user_data = TRUE;
}

static void
not_acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error));
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED);
  *(gboolean *) user_data = TRUE;
}

/* The disk says no: neither an act nor what is being typed is called saved, and both go on when it has room again. */
static void
test_disk_full (void)
{
  Shift *shift = shift_new (MORNING);
  g_autoptr (TuntasAct) act = tuntas_act_new ("received");
  gboolean draft_told = FALSE;
  gboolean act_told = FALSE;

  g_signal_connect (shift->desk, "draft-not-saved", G_CALLBACK (not_saved_cb), &draft_told);
  tuntas_act_set (act, "rfo", "splitter ODP rusak");
  tuntas_act_set (act, "repair", "ganti splitter");
  /* By then what was under way is on the disk: the cache of the list, which alone would be given up. */
  shift_receive_and_check (shift, DATIN);
  refuse_to_save (TRUE);
  tuntas_desk_put_draft (shift->desk, shift_item (shift, HOME), "received:rfo", "splitter ODP rusak");
  shift_wait (shift, "word of the draft", shift_is_true, &draft_told);
  tuntas_desk_act_async (shift->desk, shift_item (shift, HOME), act, NULL, not_acted_cb, &act_told);
  shift_wait (shift, "word of the act", shift_is_true, &act_told);
  g_assert_cmpstr (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, HOME)))->id, ==, "receive");
  g_assert_cmpstr (tuntas_desk_item_get_draft (shift_item (shift, HOME), "received:rfo"), ==, "splitter ODP rusak");
  refuse_to_save (FALSE);
  shift_receive_and_check (shift, HOME);
  shift_free (shift);
}

/* What the site sets reaches the case: its first event says so, its gates and notes go by it, and it is the same case
 * when the program starts again. */
static void
test_site (void)
{
  Shift *shift = shift_new_with_site (MORNING, "[procedure]\nfirst_round_min=4\n"
                                               "[texts]\nnote-unreached-first.id=Setelan kantor: {n}x ({daftar}).\n"
                                               "[zones]\n*=Asia/Jayapura\n");
  TuntasCase *state = tuntas_desk_item_get_case (shift_item (shift, HOME));
  TuntasEvent *opening = g_ptr_array_index (tuntas_case_get_events (state), 0);
  g_autofree char *refused = NULL;

  g_assert_nonnull (strstr (tuntas_event_get (opening, "parameters"), ";first_round_min=4;"));
  g_assert_cmpstr (tuntas_event_get (opening, "sha256"), ==, tuntas_procedure_get_sha256 (shift->procedure));
  g_assert_cmpstr (tuntas_case_get_zone_id (state), ==, "Asia/Jayapura");
  shift_receive_and_check (shift, HOME);
  for (int i = 0; i < 3; i++)
    shift_call (shift, HOME, HOME_PHONE, "no-answer");
  refused = shift_refused (shift, HOME, "close-unreached", NULL);
  g_assert_cmpstr (refused, ==, "min-attempts");
  shift_restart (shift);
  shift_call (shift, HOME, HOME_PHONE, "busy");
  shift_act (shift, HOME, "close-unreached", NULL);
  shift_settle (shift, HOME);
  shift_assert_status (shift, HOME, "CLOSED");
  assert_note (shift, HOME, 0, "Setelan kantor: 4x (*");
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/shift/list", test_list);
  g_test_add_func ("/desk/shift/site", test_site);
  g_test_add_func ("/desk/shift/indihome-unreached", test_indihome_unreached);
  g_test_add_func ("/desk/shift/datin-by-day", test_datin_by_day);
  g_test_add_func ("/desk/shift/edited-note", test_edited_note);
  g_test_add_func ("/desk/shift/monitoring", test_monitoring);
  g_test_add_func ("/desk/shift/undo-while-held", test_undo_while_held);
  g_test_add_func ("/desk/shift/clock-step", test_clock_step);
  g_test_add_func ("/desk/shift/one-attempt-over-all", test_one_attempt_over_all);
  g_test_add_func ("/desk/shift/contact-in-note", test_contact_in_note);
  g_test_add_func ("/desk/shift/restart", test_restart);
  g_test_add_func ("/desk/shift/disk-full", test_disk_full);
  return g_test_run ();
}
