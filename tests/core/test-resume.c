/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "tuntas-json.h"
#include "tuntas-resume.h"

#include <string.h>

/* Carrying on from a work log (Q10): what is offered, and everything that is not believed. */

#define WRITTEN "2026-11-23T21:21:00+07:00"
#define MORNING "2026-11-24T09:00:00+07:00"
#define WORDS "Sudah dihubungi 3x (20.50 RNA, 20.56 sibuk, 21.02 RNA), pelanggan belum terhubung.\n"
#define TRUE_ONE WORDS "[TTS 1.2.7 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]"

static gint64
instant (const char *text)
{
  gint64 seconds;

  g_assert_true (tuntas_instant_parse (text, &seconds));
  return seconds;
}

static TuntasTicket *
make_ticket (void)
{
  TuntasTicket *ticket = tuntas_ticket_new ("IN190000001");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_REPORTED_AT, "2026-11-22T12:05:00Z");
  return ticket;
}

static void
add_note (GPtrArray *notes, const char *text, const char *at, gboolean foreign)
{
  TuntasResumeNote *note = g_new0 (TuntasResumeNote, 1);

  note->text = text;
  note->at = at != NULL ? instant (at) : -1;
  note->by = "BAGAS";
  note->source = at != NULL ? TUNTAS_RESUME_FROM_NOSSA : TUNTAS_RESUME_FROM_PASTE;
  note->foreign = foreign;
  g_ptr_array_add (notes, note);
}

/* What is offered */

typedef struct
{
  const char *what;
  const char *text, *at, *now;
  const char *step;
  int calls[2];
} Offer;

static const Offer offers[] = {
  { "night", TRUE_ONE, WRITTEN, MORNING, "follow-up", { 3, -1 } },
  { "still-waits", TRUE_ONE, WRITTEN, "2026-11-24T07:00:00+07:00", "wait", { 3, -1 } },
  { "by-day", WORDS "[TTS 1.2.7 p1=4 email=10.20 s.d. 23-11 11.10 WIB #k7f3q2]", "2026-11-23T10:21:00+07:00",
    "2026-11-23T10:30:00+07:00", "wait", { 4, -1 } },
  { "not-informed", WORDS "[TTS 1.2.7 p1=3 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, "2026-11-23T22:00:00+07:00",
    "inform", { 3, -1 } },
  { "held-while-waiting", WORDS "[TTS 1.2.6 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN,
    "2026-11-23T22:00:00+07:00", "wait", { 3, -1 } },
  { "second-round", WORDS "[TTS 1.2.7 p1=3 p2=2 email=08.20 #k7f3q2]", "2026-11-24T08:21:00+07:00", MORNING,
    "follow-up", { 3, 2 } },
  { "pasted", TRUE_ONE, NULL, MORNING, "follow-up", { 3, -1 } },
  { "agreed-call", WORDS "[TTS 1.2.5 p1=1 s.d. 24-11 10.00 WIB #k7f3q2]", WRITTEN, MORNING, "promised", { 1, -1 } },
  { "agreed-call-is-due", WORDS "[TTS 1.2.3 p1=2 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, MORNING, "first-round", { 2, -1 } },
  { "agreed-call-of-second-round", WORDS "[TTS 1.2.8 p1=3 p2=1 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, MORNING, "follow-up",
    { 3, 1 } },
};

static void
test_offered (gconstpointer data)
{
  const Offer *row = data;
  g_autoptr (TuntasTicket) ticket = make_ticket ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TuntasResume) offer = NULL;
  g_autoptr (TuntasAct) act = NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  g_autoptr (GError) error = NULL;
  CaseDriver driver;

  case_driver_begin (&driver, "datin", "08:00");
  add_note (notes, row->text, row->at, FALSE);
  offer = tuntas_resume_find (driver.state, ticket, notes, instant (row->now), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (offer->step->id, ==, row->step);
  act = tuntas_resume_make_act (offer, driver.state, "splitter ODP rusak", "ganti splitter");
  applied = tuntas_case_apply (driver.state, act, instant (row->now), "AYU", TRUE);
  g_assert_true (applied->accepted);
  g_assert_cmpstr (tuntas_case_get_step (applied->next)->id, ==, row->step);
  g_assert_cmpint (tuntas_case_get_counted_in (applied->next, 1), ==, row->calls[0]);
  g_assert_cmpint (tuntas_case_get_counted_in (applied->next, 2), ==, MAX (row->calls[1], 0));
  g_assert_cmpint (tuntas_case_is_informed (applied->next), ==, strstr (row->text, "email=") != NULL);
  g_assert_cmpstr (tuntas_act_get (act, "evidence_from"), ==, row->at != NULL ? "nossa" : "paste");
  case_driver_end (&driver);
}

/* What is not believed */

typedef struct
{
  const char *what;
  const char *text, *at;
  TuntasResumeError code;
  const char *family; /* (nullable): datin */
  const char *second; /* (nullable): another note, an hour older */
  gboolean foreign;
} Doubt;

static const Doubt doubts[] = {
  { "none", "Sudah dihubungi 3x, belum terhubung", WRITTEN, TUNTAS_RESUME_ERROR_NOTHING, NULL, NULL, FALSE },
  { "cut", WORDS "[TTS 1.2.7 p1=3 email=21.20 s.d. 24-11", WRITTEN, TUNTAS_RESUME_ERROR_FORM, NULL, NULL, FALSE },
  { "cut-but-an-older-is-whole", WORDS "[TTS 1.2.7 p1=3 p2=3", WRITTEN, TUNTAS_RESUME_ERROR_FORM, NULL, TRUE_ONE, FALSE },
  { "no-reference", WORDS "[TTS 1.2.7 p1=3 email=21.20 s.d. 24-11 08.00 WIB]", WRITTEN, TUNTAS_RESUME_ERROR_FORM, NULL,
    NULL, FALSE },
  { "many-calls", WORDS "[TTS 1.2.7 p1=300 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_FORM, NULL, NULL,
    FALSE },
  { "no-such-day", WORDS "[TTS 1.2.7 p1=3 s.d. 31-02 08.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_FORM, NULL, NULL,
    FALSE },
  { "reference-of-others", WORDS "[TTS 1.2.7 p1=3 email=21.20 s.d. 24-11 08.00 WIB #abc1o0]", WRITTEN,
    TUNTAS_RESUME_ERROR_NOT_OURS, NULL, NULL, FALSE },
  { "without-words", "[TTS 1.2.7 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_NOT_OURS,
    NULL, NULL, FALSE },
  { "quoted", TRUE_ONE " kata rekan saya", WRITTEN, TUNTAS_RESUME_ERROR_NOT_OURS, NULL, NULL, FALSE },
  { "client-note", TRUE_ONE, WRITTEN, TUNTAS_RESUME_ERROR_NOT_OURS, NULL, NULL, TRUE },
  { "copied", WORDS "[TTS 1.2.7 p1=9 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_COPIED, NULL,
    TRUE_ONE, FALSE },
  { "no-such-clause", WORDS "[TTS 9.9.9 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN,
    TUNTAS_RESUME_ERROR_CLAUSE, NULL, NULL, FALSE },
  { "pended-home", TRUE_ONE, WRITTEN, TUNTAS_RESUME_ERROR_FAMILY, "indihome", NULL, FALSE },
  { "unknown-family", TRUE_ONE, WRITTEN, TUNTAS_RESUME_ERROR_NO_FAMILY, "", NULL, FALSE },
  { "too-few", WORDS "[TTS 1.2.7 p1=2 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_COUNTS, NULL,
    NULL, FALSE },
  { "too-many", WORDS "[TTS 1.2.7 p1=3 p2=4 email=08.20 #k7f3q2]", "2026-11-24T08:21:00+07:00", TUNTAS_RESUME_ERROR_COUNTS,
    NULL, NULL, FALSE },
  { "before-the-report", TRUE_ONE, "2026-11-21T21:21:00+07:00", TUNTAS_RESUME_ERROR_TOO_EARLY, NULL, NULL, FALSE },
  { "in-the-future", TRUE_ONE, "2026-11-25T21:21:00+07:00", TUNTAS_RESUME_ERROR_FUTURE, NULL, NULL, FALSE },
  { "pended-for-long", WORDS "[TTS 1.2.7 p1=3 email=21.20 s.d. 31-12 08.00 WIB #k7f3q2]", WRITTEN,
    TUNTAS_RESUME_ERROR_DEADLINE, NULL, NULL, FALSE },
  { "pended-before-the-report", WORDS "[TTS 1.2.7 p1=3 email=21.20 s.d. 20-11 08.00 WIB #k7f3q2]", WRITTEN,
    TUNTAS_RESUME_ERROR_DEADLINE, NULL, NULL, FALSE },
  { "agreed-call-for-long", WORDS "[TTS 1.2.5 p1=1 s.d. 24-12 22.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_DEADLINE, NULL,
    NULL, FALSE },
  { "agreed-call-before-the-report", WORDS "[TTS 1.2.5 p1=1 s.d. 20-11 08.00 WIB #k7f3q2]", WRITTEN,
    TUNTAS_RESUME_ERROR_DEADLINE, NULL, NULL, FALSE },
  { "agreed-call-of-a-home's-second-round", WORDS "[TTS 1.2.8 p1=3 p2=1 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN,
    TUNTAS_RESUME_ERROR_FAMILY, "pots", NULL, FALSE },
  { "until-under-no-such-clause", WORDS "[TTS 1.2.1 p1=0 s.d. 24-11 08.00 WIB #k7f3q2]", WRITTEN, TUNTAS_RESUME_ERROR_REACHED,
    NULL, NULL, FALSE },
  { "closed", "Close.\n[TTS 1.2.9 p1=3 p2=3 #m2n4p6]", MORNING, TUNTAS_RESUME_ERROR_NOTHING, NULL, TRUE_ONE, FALSE },
  { "returned", "Dikembalikan.\n[TTS 1.2.8 p1=3 p2=1 #m2n4p6]", MORNING, TUNTAS_RESUME_ERROR_NOTHING, NULL, TRUE_ONE, FALSE },
  { "closed-at-once", "Close.\n[TTS 1.2.10 p1=3 #m2n4p6]", MORNING, TUNTAS_RESUME_ERROR_NOTHING, "pots", NULL, FALSE },
};

static void
test_doubted (gconstpointer data)
{
  const Doubt *row = data;
  g_autoptr (TuntasTicket) ticket = make_ticket ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  CaseDriver driver;

  case_driver_begin (&driver, row->family != NULL ? row->family : "datin", "08:00");
  if (row->second != NULL)
    add_note (notes, row->second, "2026-11-23T20:21:00+07:00", FALSE);
  add_note (notes, row->text, row->at, row->foreign);
  g_assert_null (tuntas_resume_find (driver.state, ticket, notes, instant (MORNING), &error));
  g_assert_error (error, TUNTAS_RESUME_ERROR, (int) row->code);
  case_driver_end (&driver);
}

/* Of a pasted text nothing says when: what tells of more is newer, and what ends before what waits. */
static void
test_without_times (void)
{
  static const struct
  {
    const char *one, *other;
    gboolean offered;
  } rows[] = {
    { TRUE_ONE, WORDS "[TTS 1.2.7 p1=3 p2=1 email=08.20 #m2n4p6]", TRUE },
    { TRUE_ONE, "Close.\n[TTS 1.2.9 p1=3 p2=1 #m2n4p6]", FALSE },
    { TRUE_ONE, "Hub. PIC: NORMAL.\n[TTS 1.2.5 p1=3 #m2n4p6]", FALSE },
    { TRUE_ONE, "[TTS 1.2.7 rusak", FALSE },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rows); i++)
    {
      gboolean swapped = i % 2 == 1;
      g_autoptr (TuntasTicket) ticket = make_ticket ();
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (TuntasResume) offer = NULL;
      CaseDriver driver;

      case_driver_begin (&driver, "datin", "08:00");
      add_note (notes, swapped ? rows[i / 2].other : rows[i / 2].one, NULL, FALSE);
      add_note (notes, swapped ? rows[i / 2].one : rows[i / 2].other, NULL, FALSE);
      offer = tuntas_resume_find (driver.state, ticket, notes, instant (MORNING), NULL);
      g_assert_cmpint (offer != NULL, ==, rows[i / 2].offered);
      if (offer != NULL)
        g_assert_cmpint (offer->trailer->calls[1], ==, 1);
      case_driver_end (&driver);
    }
}

/* A pasted note of which no time is known may be newer than what Nossa has told, and it may be the same one. */
static void
test_timed_and_pasted (void)
{
  static const struct
  {
    const char *timed, *pasted;
    int second; /* counted in the second round; -2: nothing is offered */
  } rows[] = {
    { TRUE_ONE, WORDS "[TTS 1.2.7 p1=3 p2=1 email=08.20 #m2n4p6]", 1 },
    { WORDS "[TTS 1.2.7 p1=3 p2=1 email=08.20 #m2n4p6]", TRUE_ONE, 1 },
    { TRUE_ONE, "Close.\n[TTS 1.2.9 p1=3 p2=1 #m2n4p6]", -2 },
    { TRUE_ONE, "[TTS 1.2.7 rusak", -2 },
    { TRUE_ONE, "23-11-2026 21:21 BAGAS WORK\n" TRUE_ONE, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasTicket) ticket = make_ticket ();
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (TuntasResume) offer = NULL;
      CaseDriver driver;

      case_driver_begin (&driver, "datin", "08:00");
      add_note (notes, rows[i].timed, WRITTEN, FALSE);
      add_note (notes, rows[i].pasted, NULL, FALSE);
      offer = tuntas_resume_find (driver.state, ticket, notes, instant (MORNING), NULL);
      g_assert_cmpint (offer != NULL ? offer->trailer->calls[1] : -2, ==, rows[i].second);
      case_driver_end (&driver);
    }
}

/* Who was reached is called as agreed, once beyond every bound; the count of calls in vain begins anew; and what an earlier note
 * tells of the pending still holds. */
static void
test_agreed (void)
{
  g_autoptr (TuntasTicket) ticket = make_ticket ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TuntasResume) offer = NULL;
  g_autoptr (TuntasAct) act = NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  CaseDriver driver;
  gint64 informed;

  case_driver_begin (&driver, "datin", "08:00");
  add_note (notes, "Hub. PIC: minta dihubungi kembali.\n[TTS 1.2.5 p1=3 s.d. 24-11 10.00 WIB #m2n4p6]",
            "2026-11-24T08:30:00+07:00", FALSE);
  add_note (notes, TRUE_ONE, WRITTEN, FALSE);
  offer = tuntas_resume_find (driver.state, ticket, notes, instant (MORNING), NULL);
  g_assert_true (offer->agreed);
  act = tuntas_resume_make_act (offer, driver.state, "splitter ODP rusak", "ganti splitter");
  g_assert_true (tuntas_act_get_instant (act, "informed_at", &informed));
  g_assert_cmpint (informed, ==, instant ("2026-11-23T21:20:00+07:00"));
  applied = tuntas_case_apply (driver.state, act, instant (MORNING), "AYU", TRUE);
  g_assert_true (applied->accepted);
  g_assert_cmpstr (tuntas_case_get_step (applied->next)->id, ==, "promised");
  g_assert_cmpint (tuntas_case_get_deadline (applied->next), ==, instant ("2026-11-24T10:00:00+07:00"));
  g_assert_cmpint (tuntas_case_get_unreached (applied->next), ==, 0);
  g_assert_cmpint (tuntas_case_get_counted_in (applied->next, 1), ==, 3);
  g_assert_true (tuntas_case_is_pended (applied->next));
  g_assert_true (tuntas_case_is_informed (applied->next));
  case_driver_end (&driver);
}

/* Cause and repair come from the ticket, else from the newest note that tells both; the e-mail's time from the trailer. */
static void
test_words (void)
{
  g_autoptr (TuntasTicket) bare = make_ticket ();
  g_autoptr (TuntasTicket) told = make_ticket ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TuntasResume) from_note = NULL;
  g_autoptr (TuntasResume) from_ticket = NULL;
  g_autoptr (TuntasAct) act = NULL;
  g_autoptr (TuntasAct) edited = NULL;
  CaseDriver driver;
  gint64 informed;

  case_driver_begin (&driver, "datin", "08:00");
  add_note (notes, TRUE_ONE, WRITTEN, FALSE);
  add_note (notes, "23-11 20.40 WIB info teknisi. RFO: patch cord putus. Perbaikan: ganti patch cord. Agent: Bagas",
            "2026-11-23T20:41:00+07:00", FALSE);
  from_note = tuntas_resume_find (driver.state, bare, notes, instant (MORNING), NULL);
  g_assert_cmpstr (from_note->rfo, ==, "patch cord putus");
  g_assert_cmpstr (from_note->repair, ==, "ganti patch cord");
  g_assert_cmpint (from_note->pended_at, ==, instant (WRITTEN));
  act = tuntas_resume_make_act (from_note, driver.state, from_note->rfo, from_note->repair);
  g_assert_cmpstr (tuntas_act_get (act, "rfo_source"), ==, "note");
  g_assert_true (tuntas_act_get_instant (act, "informed_at", &informed));
  g_assert_cmpint (informed, ==, instant ("2026-11-23T21:20:00+07:00"));
  edited = tuntas_resume_make_act (from_note, driver.state, "lain", from_note->repair);
  g_assert_cmpstr (tuntas_act_get (edited, "rfo_source"), ==, "agent");

  tuntas_ticket_set (told, TUNTAS_TICKET_RFO, "kabel putus");
  tuntas_ticket_set (told, TUNTAS_TICKET_REPAIR, "sambung kabel");
  tuntas_ticket_set (told, TUNTAS_TICKET_STATUS_AT, "2026-11-23T14:14:00Z");
  from_ticket = tuntas_resume_find (driver.state, told, notes, instant (MORNING), NULL);
  g_assert_cmpstr (from_ticket->rfo, ==, "kabel putus");
  g_assert_cmpstr (from_ticket->words_from, ==, "nossa");
  g_assert_cmpint (from_ticket->pended_at, ==, instant ("2026-11-23T21:14:00+07:00"));
  case_driver_end (&driver);
}

/* What the agent states is held against the same bounds. */
static void
test_stated (void)
{
  static const struct
  {
    const char *p1, *p2, *until;
    int code; /* -1: believed */
  } rows[] = {
    { "3", NULL, "2026-11-24T10:00:00+07:00", -1 },
    { "2", NULL, NULL, -1 },
    { "2", NULL, "2026-11-24T10:00:00+07:00", TUNTAS_RESUME_ERROR_COUNTS },
    { "2", "1", NULL, TUNTAS_RESUME_ERROR_COUNTS },
    { "3", "4", NULL, TUNTAS_RESUME_ERROR_COUNTS },
    { "3", NULL, "2026-11-29T10:00:00+07:00", TUNTAS_RESUME_ERROR_DEADLINE },
    { "3", NULL, "2026-11-22T10:00:00+07:00", TUNTAS_RESUME_ERROR_DEADLINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasTicket) ticket = make_ticket ();
      g_autoptr (TuntasAct) act = tuntas_act_new ("adopted");
      g_autoptr (GError) error = NULL;
      CaseDriver driver;

      case_driver_begin (&driver, "datin", "08:00");
      tuntas_act_set (act, "p1", rows[i].p1);
      tuntas_act_set (act, "p2", rows[i].p2);
      tuntas_act_set (act, "until", rows[i].until);
      g_assert_cmpint (tuntas_resume_check (driver.state, ticket, act, instant (MORNING), &error), ==, rows[i].code < 0);
      if (rows[i].code >= 0)
        g_assert_error (error, TUNTAS_RESUME_ERROR, rows[i].code);
      case_driver_end (&driver);
    }
}

/* A note alone, or with what stands around it; not a table of tickets, nor what has no note of ours. */
static void
test_work_log (void)
{
  g_assert_true (tuntas_resume_is_work_log ("Dipending s.d. 08.00. [TTS 1.2.7 p1=3 #k7f3q2]"));
  g_assert_true (tuntas_resume_is_work_log ("IN190001007\nAYU 23-11 [TTS 1.2.7 p1=3 #k7f3q2]\nlain"));
  g_assert_false (tuntas_resume_is_work_log ("IN190001007\tSALAMSIM\tDipending. [TTS 1.2.7 p1=3 #k7f3q2]"));
  g_assert_false (tuntas_resume_is_work_log ("IN190001007"));
}

static void
test_pasted_text (void)
{
  g_autoptr (GPtrArray) pieces = tuntas_resume_split ("IN190000001 AYU\n" TRUE_ONE "\n\n" TRUE_ONE " lalu\n  \n",
                                                      "IN190000001");
  g_autoptr (GPtrArray) none = tuntas_resume_split (" \n ", "IN190000001");
  g_autoptr (GPtrArray) open = tuntas_resume_split ("catatan [TTS 1.2.7 p1=3", "IN190000001");

  g_assert_cmpuint (pieces->len, ==, 3);
  g_assert_true (g_str_has_prefix (((TuntasResumePiece *) pieces->pdata[0])->text, "IN190000001 AYU\n"));
  g_assert_true (g_str_has_suffix (((TuntasResumePiece *) pieces->pdata[1])->text, "#k7f3q2]"));
  g_assert_cmpstr (((TuntasResumePiece *) pieces->pdata[2])->text, ==, "lalu");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (open->len, ==, 1);
}

/* Whose each entry of a pasted text is */

#define OURS "IN190000001"
#define OTHERS "IN190000002"
#define THIRD "INC29000003"

typedef struct
{
  const char *what;
  const char *text;
  const char *ours, *others; /* for each entry, as the one and as the other ticket sees it: t its own, o another's, n unnamed */
} Naming;

static const Naming namings[] = {
  { "nobody", TRUE_ONE, "n", "n" },
  { "ours-alone", "tolong lanjutkan tiket in190000001 ya\n" TRUE_ONE "\n" TRUE_ONE " lalu", "ttt", "ooo" },
  { "longer-number", "tiket " OURS "2\n" TRUE_ONE, "o", "o" },
  { "beside", OTHERS "\n" OURS " AYU\n" TRUE_ONE, "t", "o" },
  { "one-below-the-other", OURS "\n" TRUE_ONE "\n" TRUE_ONE "\n" OTHERS "\n" TRUE_ONE "\n" TRUE_ONE, "ttoo", "oott" },
  { "labelled", "Tiket: " OTHERS "\n" TRUE_ONE "\nTiket: " OURS "\n" TRUE_ONE, "ot", "to" },
  { "rows", "21.20\tAYU\t" OURS "\tpending [TTS 1.2.7 p1=3 #k7f3q2]\n21.30\tAYU\t" OTHERS "\tpending [TTS 1.2.7 p1=3 #k7f3q3]",
    "to", "ot" },
  { "none-of-its-own", TRUE_ONE "\n" OURS "\n" TRUE_ONE "\n" OTHERS "\n" TRUE_ONE, "nto", "not" },
  { "behind-it", TRUE_ONE "\nlihat juga " OURS " dan " OTHERS, "nn", "nn" },
  { "mass-outage-mentioned", OURS "\nSudah dihubungi 3x. RFO: feeder putus, gamas " OTHERS " [TTS 1.2.7 p1=3 #k7f3q2]\n" TRUE_ONE,
    "nt", "no" },
  { "mentioned-under-another", OTHERS "\nkata rekan di " OURS ": pending [TTS 1.2.7 p1=3 #k7f3q2]", "n", "n" },
  { "third", OURS "\n" THIRD "\n" TRUE_ONE, "o", "o" },
};

static void
assert_named (const char *text, const char *ticket_id, const char *wanted)
{
  g_autoptr (GPtrArray) pieces = tuntas_resume_split (text, ticket_id);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    g_string_append_c (found, "nto"[((TuntasResumePiece *) g_ptr_array_index (pieces, i))->names]);
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_named (gconstpointer data)
{
  const Naming *row = data;
  g_autofree char *all_ours = g_strnfill (strlen (row->ours), 't');

  assert_named (row->text, OURS, row->ours);
  assert_named (row->text, OTHERS, row->others);
  assert_named (row->text, NULL, all_ours);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autofree char *path = g_strconcat ("/core/resume/offered/", offers[i].what, NULL);

      g_test_add_data_func (path, &offers[i], test_offered);
    }
  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *path = g_strconcat ("/core/resume/doubted/", doubts[i].what, NULL);

      g_test_add_data_func (path, &doubts[i], test_doubted);
    }
  for (guint i = 0; i < G_N_ELEMENTS (namings); i++)
    {
      g_autofree char *path = g_strconcat ("/core/resume/named/", namings[i].what, NULL);

      g_test_add_data_func (path, &namings[i], test_named);
    }
  g_test_add_func ("/core/resume/without-times", test_without_times);
  g_test_add_func ("/core/resume/timed-and-pasted", test_timed_and_pasted);
  g_test_add_func ("/core/resume/agreed", test_agreed);
  g_test_add_func ("/core/resume/words", test_words);
  g_test_add_func ("/core/resume/stated", test_stated);
  g_test_add_func ("/core/resume/work-log", test_work_log);
  g_test_add_func ("/core/resume/pasted-text", test_pasted_text);
  return g_test_run ();
}
