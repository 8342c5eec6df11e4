/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-w03.h"
#include "tuntas-resume.h"
#include "tuntas-work-log.h"

#include <string.h>

/* Anything that is pasted as a work log: no word of it is lost or made up, none of its entries is believed of two tickets,
 * pasted twice it is there once, and in the cache it is the same; and what is offered to carry on from is an act that the
 * rules take, as often as a trailer is one that we would print. */

#define OURS "IN190000001"
#define OTHERS "IN190000002"
#define NOW G_GINT64_CONSTANT (1795464000) /* 2026-11-23T20:00:00Z, in the night in which it waits */

static void
check_error (const GError *error, GQuark domain)
{
  g_assert_true (error->domain == domain);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_trailer (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTrailer) trailer = tuntas_trailer_find (text, NOW, &error), again = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *line = NULL;

  g_assert_true ((trailer == NULL) == (error != NULL));
  if (trailer == NULL)
    {
      check_error (error, TUNTAS_TRAILER_ERROR);
      return;
    }
  zone = g_time_zone_new_offset (g_strcmp0 (trailer->zone, "WIB") == 0    ? 7 * 3600
                                 : g_strcmp0 (trailer->zone, "WITA") == 0 ? 8 * 3600
                                 : g_strcmp0 (trailer->zone, "WIT") == 0  ? 9 * 3600 : 0);
  line = tuntas_trailer_format (trailer, zone);
  again = tuntas_trailer_find (line, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->clause, ==, trailer->clause);
  g_assert_cmpint (again->calls[0], ==, trailer->calls[0]);
  g_assert_cmpint (again->calls[1], ==, trailer->calls[1]);
  g_assert_cmpstr (again->email, ==, trailer->email);
  g_assert_cmpint (again->until, ==, trailer->until);
  g_assert_cmpstr (again->reference, ==, trailer->reference);
}

/* Pasting */

static void
check_piece (const char *text)
{
  const char *trailer = strstr (text, TUNTAS_TRAILER_OPENING);
  const char *end = trailer != NULL ? strchr (trailer, ']') : NULL;

  g_assert_true (*text != '\0' && !g_ascii_isspace (*text));
  g_assert_true (end == NULL || end[1] == '\0');
}

/* What stands between the pieces is blank. */
static void
check_pieces (GPtrArray *pieces, const char *text)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const TuntasResumePiece *piece = g_ptr_array_index (pieces, i);

      check_piece (piece->text);
      while (g_ascii_isspace (*text))
        text++;
      g_assert_true (g_str_has_prefix (text, piece->text));
      text += strlen (piece->text);
    }
  while (g_ascii_isspace (*text))
    text++;
  g_assert_cmpstr (text, ==, "");
}

static void
check_split (const char *text)
{
  g_autoptr (GPtrArray) ours = tuntas_resume_split (text, OURS);
  g_autoptr (GPtrArray) others = tuntas_resume_split (text, OTHERS);
  g_autoptr (GPtrArray) known = tuntas_resume_split (text, NULL);

  check_pieces (ours, text);
  g_assert_cmpuint (others->len, ==, ours->len);
  g_assert_cmpuint (known->len, ==, ours->len);
  for (guint i = 0; i < ours->len; i++)
    {
      TuntasResumeNames one = ((TuntasResumePiece *) ours->pdata[i])->names;
      TuntasResumeNames other = ((TuntasResumePiece *) others->pdata[i])->names;

      g_assert_true (one != TUNTAS_RESUME_NAMES_TICKET || other != TUNTAS_RESUME_NAMES_TICKET);
      g_assert_cmpint (((TuntasResumePiece *) known->pdata[i])->names, ==, TUNTAS_RESUME_NAMES_TICKET);
    }
}

static void
check_cached (const TuntasWorkLog *log)
{
  g_auto (GStrv) texts = tuntas_work_log_print (log);
  g_autoptr (TuntasWorkLog) read = tuntas_work_log_new ();

  g_assert_true (tuntas_work_log_parse (read, (const char *const *) texts));
  g_assert_cmpuint (read->entries->len, ==, log->entries->len);
  for (guint i = 0; i < log->entries->len; i++)
    {
      const TuntasWorkLogEntry *entry = log->entries->pdata[i], *again = read->entries->pdata[i];

      g_assert_true (g_utf8_validate (entry->text, -1, NULL));
      g_assert_cmpstr (again->text, ==, entry->text);
      g_assert_cmpint (again->pasted_at, ==, entry->pasted_at);
      g_assert_cmpint (again->named, ==, entry->named);
    }
}

/* (transfer full) */
static TuntasWorkLog *
paste (const char *text)
{
  TuntasWorkLog *log = tuntas_work_log_new ();
  gboolean taken = tuntas_work_log_paste (log, text, OURS, NOW);
  guint n = log->entries->len;

  g_assert_true (taken || n == 0);
  g_assert_cmpint (tuntas_work_log_paste (log, text, OURS, NOW), ==, taken);
  g_assert_cmpuint (log->entries->len, ==, n);
  check_cached (log);
  return log;
}

/* Carrying on */

/* (transfer full): begun by nobody. */
static TuntasCase *
open_case (void)
{
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (fuzz_w03_get ());
  g_autoptr (TuntasAct) opening = tuntas_case_opening (fuzz_w03_get (), OURS, "datin", "Asia/Jakarta", "08000000101", "");
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GError) error = NULL;
  TuntasCase *state;

  g_ptr_array_add (events, tuntas_event_new (1, NOW - 60, "AYU", opening));
  state = tuntas_case_fold (procedures, zone, events, &error);
  g_assert_no_error (error);
  return state;
}

/* (transfer full): told by Nossa, or as they were pasted. */
static GPtrArray *
list_notes (const TuntasWorkLog *log, gboolean told)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < log->entries->len; i++)
    {
      const TuntasWorkLogEntry *entry = log->entries->pdata[i];
      TuntasResumeNote *note = g_new0 (TuntasResumeNote, 1);

      note->at = told ? NOW - 3600 - i : -1;
      note->text = entry->text;
      note->source = told ? TUNTAS_RESUME_FROM_NOSSA : entry->named ? TUNTAS_RESUME_FROM_PASTE : TUNTAS_RESUME_FROM_UNNAMED;
      g_ptr_array_add (notes, note);
    }
  return notes;
}

static void
check_offer (TuntasCase *state, const TuntasWorkLog *log, gboolean told)
{
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new (OURS);
  g_autoptr (GPtrArray) notes = list_notes (log, told);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasResume) offer = tuntas_resume_find (state, ticket, notes, NOW, &error);
  g_autoptr (TuntasAct) act = NULL;
  g_autoptr (TuntasApplied) applied = NULL;

  g_assert_true ((offer == NULL) == (error != NULL));
  if (offer == NULL)
    {
      check_error (error, TUNTAS_RESUME_ERROR);
      return;
    }
  act = tuntas_resume_make_act (offer, state, "putus", "sambung");
  g_assert_true (tuntas_resume_check (state, ticket, act, told ? offer->at : NOW, &error));
  applied = tuntas_case_apply (state, act, NOW, "AYU", TRUE);
  g_assert_true (applied->accepted);
  g_assert_true (tuntas_case_get_step (applied->next) == offer->step);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static TuntasCase *state;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (TuntasWorkLog) log = NULL;

  if (state == NULL)
    state = open_case ();
  check_trailer (valid);
  check_split (valid);
  log = paste (valid);
  check_offer (state, log, FALSE);
  check_offer (state, log, TRUE);
  return 0;
}
