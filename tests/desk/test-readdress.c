/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pended.h"

#include "tuntas-soup-transport.h"

#include <string.h>

/* An e-mail that goes to another address, whatever has become of it before, and one that comes back. */

#define DATIN PENDED_TICKET
#define OLD PENDED_ADDRESS
#define OTHER "budi@cakrawalatirta.example"

static void
inform (Pended *self)
{
  shift_act (self->shift, DATIN, "inform", NULL);
  shift_settle (self->shift, DATIN);
}

/* The e-mail to that address. */
static const TuntasSending *
find_email (Pended *self, const char *to)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self->shift, DATIN));
  const TuntasSending *found = NULL;

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->kind == TUNTAS_EFFECT_EMAIL && g_strcmp0 (sending->to, to) == 0 &&
          (found == NULL || sending->id > found->id))
        found = sending;
    }
  g_assert_nonnull (found);
  return found;
}

typedef struct
{
  GError *error;
  gboolean done;
} Decided;

static void
readdressed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Decided *decided = user_data;

  tuntas_desk_readdress_finish (TUNTAS_DESK (source), result, &decided->error);
  decided->done = TRUE;
}

/* (transfer full) (nullable): the error. */
static GError *
readdress (Pended *self, const char *from, const char *to)
{
  Decided decided = { NULL, FALSE };

  tuntas_desk_readdress_async (self->shift->desk, shift_item (self->shift, DATIN), find_email (self, from)->id, to,
                               NULL, readdressed_cb, &decided);
  shift_wait (self->shift, "another address", shift_is_true, &decided.done);
  if (decided.error == NULL)
    shift_settle (self->shift, DATIN);
  return decided.error;
}

static GError *
decide (Pended *self, const char *to, TuntasSendingAct act)
{
  GError *error = shift_decide (self->shift, DATIN, find_email (self, to)->id, act, NULL);

  if (error == NULL)
    shift_settle (self->shift, DATIN);
  return error;
}

/* There is that one note and no other. */
static void
assert_one_note (Pended *self, const char *wanted)
{
  g_auto (GStrv) notes = shift_nossa_notes (self->shift, DATIN);

  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  if (!g_pattern_match_simple (wanted, notes[0]))
    g_error ("the note is not as wanted:\n%s\n%s", notes[0], wanted);
}

/* The journal says who, when, and both addresses; over a restart too. */
static void
assert_in_journal (Pended *self)
{
  gint64 now = tuntas_clock_now_seconds (TUNTAS_CLOCK (self->shift->clock));
  TuntasCase *state;
  guint n = 0;

  shift_restart (self->shift);
  state = tuntas_desk_item_get_case (shift_item (self->shift, DATIN));
  for (guint i = 0; i < tuntas_case_get_events (state)->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (tuntas_case_get_events (state), i);

      if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_READDRESSED) != 0)
        continue;
      n++;
      g_assert_cmpstr (tuntas_event_get_agent (event), ==, "AYU");
      g_assert_cmpint (tuntas_event_get_at (event), <=, now);
      g_assert_cmpstr (tuntas_event_get (event, "instead_of"), ==, OLD);
      g_assert_cmpstr (tuntas_event_get (event, "email"), ==, OTHER);
    }
  g_assert_cmpuint (n, ==, 1);
  /* What comes next goes to the new one. */
  g_assert_cmpstr (tuntas_case_get_email (state), ==, OTHER);
}

/* The address does not exist: the note has said so; the e-mail goes to another one and nothing is left to decide. */
static void
test_refused (Pended *self, gconstpointer way)
{
  inform (self);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_PROVED, NULL);
  assert_one_note (self, "*Email RFO tidak terkirim: 550 no such user*");
  g_assert_cmpint (find_email (self, OLD)->state, ==, TUNTAS_SENDING_BLOCKED);
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (self->shift, DATIN)), ==, TUNTAS_SECTION_NEEDS_ACTION);

  hand_mailer_set_way (self->mailer, HAND_MAILER_SENDS);
  g_assert_no_error (readdress (self, OLD, "  " OTHER " "));
  pended_assert_sent (self, OLD "," OTHER);
  assert_in_journal (self);
  g_assert_cmpint (find_email (self, OTHER)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpint (find_email (self, OLD)->state, ==, TUNTAS_SENDING_CANCELLED);
  g_assert_cmpstr (find_email (self, OLD)->code, ==, "readdressed");
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (self->shift, DATIN)), ==, TUNTAS_SECTION_WAITING);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (self->shift->desk), ==, 0);
  assert_one_note (self, "*Email RFO tidak terkirim*");
}

/* The same address again, once the server takes it: asked for as "send again". */
static void
test_refused_again (Pended *self, gconstpointer way)
{
  inform (self);
  g_assert_no_error (decide (self, OLD, TUNTAS_SENDING_RETRY));
  pended_assert_sent (self, OLD "," OLD);
  hand_mailer_set_way (self->mailer, HAND_MAILER_SENDS);
  g_assert_no_error (decide (self, OLD, TUNTAS_SENDING_RETRY));
  pended_assert_sent (self, OLD "," OLD "," OLD);
  g_assert_cmpint (find_email (self, OLD)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (self->shift, DATIN)), ==, TUNTAS_SECTION_WAITING);
}

/* It lies in the mail program and was not sent: it never goes to the old address, and the note, which has waited, tells
 * of the new one. */
static void
test_handed_over (Pended *self, gconstpointer way)
{
  g_autoptr (GError) error = NULL;

  inform (self);
  g_assert_no_error (readdress (self, OLD, OTHER));
  pended_assert_sent (self, OLD "," OTHER);
  error = decide (self, OLD, TUNTAS_SENDING_CONFIRM);
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  g_assert_no_error (decide (self, OTHER, TUNTAS_SENDING_CONFIRM));
  assert_one_note (self, "*via email ke " OTHER " 09.16*[TTS 1.2.7 * email=09.16 *");
  pended_assert_sent (self, OLD "," OTHER);
  assert_in_journal (self);
}

/* Without a connection to the mail server it waits: only the new address gets it. */
static void
test_waiting (Pended *self, gconstpointer way)
{
  shift_act (self->shift, DATIN, "inform", NULL);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_EMAIL, TUNTAS_SENDING_WAITING, "unreachable");
  hand_mailer_set_way (self->mailer, HAND_MAILER_SENDS);
  g_assert_no_error (readdress (self, OLD, OTHER));
  pended_assert_sent (self, OLD "," OTHER);
  g_assert_cmpint (find_email (self, OLD)->state, ==, TUNTAS_SENDING_CANCELLED);
  assert_one_note (self, "*via email ke " OTHER " 09.16*");
}

/* It went, and comes back later: the other address gets it too; the same one does not get it twice. */
static void
test_sent (Pended *self, gconstpointer way)
{
  g_autoptr (GError) same = NULL;
  g_autoptr (GError) again = NULL;

  inform (self);
  same = readdress (self, OLD, "NOC@cakrawalatirta.example");
  g_assert_error (same, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  g_assert_no_error (readdress (self, OLD, OTHER));
  again = readdress (self, OLD, OTHER);
  g_assert_error (again, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  pended_assert_sent (self, OLD "," OTHER);
  g_assert_cmpint (find_email (self, OLD)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpint (find_email (self, OTHER)->state, ==, TUNTAS_SENDING_PROVED);
  assert_one_note (self, "*via email ke " OLD "*");
  assert_in_journal (self);
}

static void
test_no_address (Pended *self, gconstpointer way)
{
  g_autoptr (GError) error = NULL;

  inform (self);
  error = readdress (self, OLD, "budi di kantor");
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NO_ADDRESS);
  pended_assert_sent (self, OLD);
}

static void
bounced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Decided *decided = user_data;
  TuntasApplied *applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &decided->error);

  if (applied != NULL)
    g_assert_true (applied->accepted);
  g_clear_pointer (&applied, tuntas_applied_free);
  decided->done = TRUE;
}

static GError *
report_bounce (Pended *self, const char *to)
{
  Decided decided = { NULL, FALSE };

  tuntas_desk_report_bounce_async (self->shift->desk, shift_item (self->shift, DATIN), find_email (self, to)->id,
                                   "mailbox unavailable", NULL, bounced_cb, &decided);
  shift_wait (self->shift, "a report", shift_is_true, &decided.done);
  if (decided.error == NULL)
    shift_settle (self->shift, DATIN);
  return decided.error;
}

/* Q8: the note is corrected, the customer is to be informed anew, and the receipt says why; over a restart too. Only the
 * e-mail that went last can come back, once. */
static void
test_came_back (Pended *self, gconstpointer way)
{
  g_autoptr (GError) earlier = NULL;
  g_autoptr (GError) again = NULL;
  g_auto (GStrv) notes = NULL;
  TuntasDeskItem *item;

  inform (self);
  g_assert_no_error (readdress (self, OLD, OTHER));
  earlier = report_bounce (self, OLD);
  g_assert_error (earlier, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  g_assert_no_error (report_bounce (self, OTHER));
  again = report_bounce (self, OTHER);
  g_assert_error (again, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  notes = shift_nossa_notes (self->shift, DATIN);
  g_assert_cmpuint (g_strv_length (notes), ==, 2);
  g_assert_true (g_pattern_match_simple ("*Email RFO ke " OTHER " tidak sampai: mailbox unavailable.*", notes[1]));

  shift_restart (self->shift);
  item = shift_item (self->shift, DATIN);
  g_assert_cmpstr (find_email (self, OTHER)->code, ==, "came-back");
  g_assert_cmpstr (find_email (self, OTHER)->reason, ==, "mailbox unavailable");
  g_assert_cmpstr (find_email (self, OLD)->code, ==, NULL);
  g_assert_false (tuntas_case_is_informed (tuntas_desk_item_get_case (item)));
  g_assert_cmpint (tuntas_desk_item_get_section (item), ==, TUNTAS_SECTION_NEEDS_ACTION);
  shift_act (self->shift, DATIN, "inform", "email", "sari@cakrawalatirta.example", NULL);
  shift_settle (self->shift, DATIN);
  pended_assert_sent (self, OLD "," OTHER ",sari@cakrawalatirta.example");
  g_assert_true (tuntas_case_is_informed (tuntas_desk_item_get_case (item)));
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, way, func) g_test_add (path, Pended, GINT_TO_POINTER (way), pended_set_up, func, pended_tear_down)
  ADD ("/desk/readdress/refused", HAND_MAILER_REFUSES, test_refused);
  ADD ("/desk/readdress/refused-again", HAND_MAILER_REFUSES, test_refused_again);
  ADD ("/desk/readdress/handed-over", HAND_MAILER_HANDS_OVER, test_handed_over);
  ADD ("/desk/readdress/waiting", HAND_MAILER_IS_UNREACHABLE, test_waiting);
  ADD ("/desk/readdress/sent", HAND_MAILER_SENDS, test_sent);
  ADD ("/desk/readdress/no-address", HAND_MAILER_SENDS, test_no_address);
  ADD ("/desk/readdress/came-back", HAND_MAILER_SENDS, test_came_back);
#undef ADD
  return g_test_run ();
}
