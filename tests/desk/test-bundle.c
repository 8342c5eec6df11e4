/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pended.h"

#include "tuntas-soup-transport.h"

#include <string.h>

/* The bundle of 1.2.6 and 1.2.7: the ticket is pended at once; then e-mail and note, in that order. What the note says of
 * the e-mail is settled once, when the note begins, and what was begun is what is sent again. */

#define DATIN PENDED_TICKET
#define DATIN_PHONE "08000000101"
#define ADDRESS PENDED_ADDRESS
#define MORNING "2026-11-23T09:00:00+07:00"

static const TuntasSending *
find_sending (Pended *self, TuntasEffectKind kind)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self->shift, DATIN));

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->kind == kind)
      return g_ptr_array_index (sendings, i);
  g_assert_not_reached ();
}

static void
assert_notes (Pended *self, guint n, const char *first)
{
  g_auto (GStrv) notes = shift_nossa_notes (self->shift, DATIN);

  g_assert_cmpuint (g_strv_length (notes), ==, n);
  if (n > 0 && !g_pattern_match_simple (first, notes[0]))
    g_error ("the note is not as wanted:\n%s\n%s", notes[0], first);
  for (guint i = 0; i < n; i++)
    g_assert_null (strchr (notes[i], '{'));
}

/* Whoever looks at the journal finds the words that went, not the places. */
static void
assert_frozen (Pended *self, const char *wanted)
{
  const TuntasSending *note = find_sending (self, TUNTAS_EFFECT_NOTE);

  if (!g_pattern_match_simple (wanted, note->text))
    g_error ("the saved note is not as wanted:\n%s\n%s", note->text, wanted);
}

/* Each leg has its receipt, in the order in which they went. */
static void
test_in_order (Pended *self, gconstpointer way)
{
  GPtrArray *sendings;

  shift_act (self->shift, DATIN, "inform", NULL);
  shift_settle (self->shift, DATIN);
  sendings = tuntas_desk_item_get_sendings (shift_item (self->shift, DATIN));
  g_assert_cmpuint (sendings->len, ==, 3);
  for (guint i = 0; i < sendings->len; i++)
    {
      static const TuntasEffectKind kinds[] = { TUNTAS_EFFECT_STATUS, TUNTAS_EFFECT_EMAIL, TUNTAS_EFFECT_NOTE };
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      g_assert_cmpint (sending->kind, ==, kinds[i]);
      g_assert_cmpint (sending->state, ==, TUNTAS_SENDING_PROVED);
    }
  pended_assert_sent (self, ADDRESS);
  assert_notes (self, 1, "*dikirim via email ke " ADDRESS " 09.16.*");
  assert_frozen (self, "*dikirim via email ke " ADDRESS " 09.16.*");
}

/* The program is killed while the mail server is silent: nobody knows what became of the e-mail. The note says so and
 * waits for nobody; the e-mail does not go a second time by itself; whatever the agent says later, the note stays. */
static void
test_killed_amid_the_email (Pended *self, gconstpointer way)
{
  shift_act (self->shift, DATIN, "inform", NULL);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_EMAIL, TUNTAS_SENDING_UNDER_WAY, NULL);
  assert_notes (self, 0, NULL);
  hand_mailer_set_way (self->mailer, HAND_MAILER_SENDS);
  shift_restart (self->shift);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_PROVED, NULL);
  assert_notes (self, 1, "*Email RFO ke " ADDRESS " belum dipastikan terkirim 09.16.*email=- *");
  g_assert_no_error (shift_decide (self->shift, DATIN, find_sending (self, TUNTAS_EFFECT_EMAIL)->id,
                                   TUNTAS_SENDING_CONFIRM, NULL));
  shift_settle (self->shift, DATIN);
  pended_assert_sent (self, ADDRESS);
  assert_notes (self, 1, "*belum dipastikan terkirim*");
}

static gboolean
is_active (Shift *shift, gpointer data)
{
  g_autofree char *status = shift_nossa_get (shift, DATIN, "status");

  return strcmp (status, "SALAMSIM") == 0;
}

/* The mail server cannot be reached until the ticket is active again: then the note goes, and the ticket; the e-mail
 * still goes when it can. */
static void
test_deadline (Pended *self, gconstpointer way)
{
  shift_act (self->shift, DATIN, "inform", NULL);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_EMAIL, TUNTAS_SENDING_WAITING, "unreachable");
  shift_pass (self->shift, 600);
  assert_notes (self, 0, NULL);
  shift_pass (self->shift, 3000);
  shift_wait (self->shift, "the ticket to be active again", is_active, NULL);
  assert_notes (self, 1, "*belum dipastikan terkirim 10.1?.*");
  g_assert_cmpint (find_sending (self, TUNTAS_EFFECT_EMAIL)->state, ==, TUNTAS_SENDING_WAITING);
  hand_mailer_set_way (self->mailer, HAND_MAILER_SENDS);
  shift_settle (self->shift, DATIN);
  g_assert_cmpint (find_sending (self, TUNTAS_EFFECT_EMAIL)->state, ==, TUNTAS_SENDING_PROVED);
  assert_notes (self, 1, "*belum dipastikan terkirim 10.1?.*");
}

/* A note that began is the same when it goes again, over a restart too, though by then more is known of the e-mail. */
static void
test_frozen (Pended *self, gconstpointer way)
{
  g_autofree char *begun = NULL;

  shift_act (self->shift, DATIN, "inform", NULL);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_EMAIL, TUNTAS_SENDING_WAITING, "unreachable");
  shift_fault (self->shift, "{\"kind\":\"offline\"}");
  shift_pass (self->shift, 3600);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_WAITING, "unreachable");
  begun = g_strdup (find_sending (self, TUNTAS_EFFECT_NOTE)->text);
  assert_frozen (self, "*belum dipastikan terkirim 10.1?.*");
  g_assert_no_error (shift_decide (self->shift, DATIN, find_sending (self, TUNTAS_EFFECT_EMAIL)->id,
                                   TUNTAS_SENDING_CONFIRM, NULL));
  shift_fault (self->shift, "{\"kind\":\"clear\"}");
  shift_restart (self->shift);
  shift_settle (self->shift, DATIN);
  g_assert_cmpstr (find_sending (self, TUNTAS_EFFECT_NOTE)->text, ==, begun);
  assert_notes (self, 1, "*belum dipastikan terkirim 10.1?.*");
}

/* In the agent's mail program the word is waited for; without one the note goes at the deadline. */
static void
test_in_the_agents_hands (Pended *self, gconstpointer way)
{
  shift_act (self->shift, DATIN, "inform", NULL);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_EMAIL, TUNTAS_SENDING_UNKNOWN, "agent-word");
  shift_pass (self->shift, 600);
  assert_notes (self, 0, NULL);
  shift_pass (self->shift, 3000);
  shift_wait_for (self->shift, DATIN, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_PROVED, NULL);
  assert_notes (self, 1, "*belum dipastikan terkirim*");
}

/* The reason that the note of an end gives for the missing e-mail is that of the act that left it out, whatever reasons
 * were given since. */
static void
test_reason_of_its_act (Pended *self, gconstpointer way)
{
  shift_act (self->shift, DATIN, "inform-without-email", "reason", "tidak punya email", NULL);
  shift_settle (self->shift, DATIN);
  assert_notes (self, 1, "*Email RFO tidak terkirim: tidak punya email.*");
  shift_pass (self->shift, 3600);
  shift_wait (self->shift, "the ticket to be active again", is_active, NULL);
  shift_call (self->shift, DATIN, DATIN_PHONE, "connected");
  shift_act (self->shift, DATIN, "refused", "reason", "ingin memantau", "call_back", "2026-11-23T14:00:00+07:00", NULL);
  shift_settle (self->shift, DATIN);
  shift_end (self->shift);
  shift_pass (self->shift, 4 * 3600);
  shift_begin (self->shift);
  shift_call (self->shift, DATIN, DATIN_PHONE, "busy");
  shift_act (self->shift, DATIN, "close-unreached", NULL);
  shift_settle (self->shift, DATIN);
  {
    g_auto (GStrv) notes = shift_nossa_notes (self->shift, DATIN);

    g_assert_cmpuint (g_strv_length (notes), ==, 3);
    /* Not the time of the agreed call, and not the customer's reason. */
    g_assert_true (g_pattern_match_simple ("Tiket aktif kembali 10.1?. Dihubungi ulang 1x (1?.?? sibuk)*"
                                           "Semua panggilan: 1: 09.0? RNA, *; 2: 10.1? terhubung, 1?.?? sibuk.*"
                                           "Email RFO tidak terkirim: tidak punya email.*", notes[2]));
  }
}

/* More than Nossa takes is refused with the numbers, and already said in the preview; nothing is cut. */
static void
test_too_long (Pended *self, gconstpointer way)
{
  g_autofree char *long_note = g_strnfill (tuntas_desk_get_text_length (self->shift->desk) + 1, 'x');
  g_autoptr (TuntasAct) inform = tuntas_act_new ("inform");
  g_autoptr (GPtrArray) preview = NULL;
  g_autofree char *refused = shift_refused (self->shift, DATIN, "inform", "text:note", long_note, NULL);

  g_assert_cmpstr (refused, ==, "too-long");
  tuntas_act_set (inform, "text:note", long_note);
  preview = tuntas_desk_preview (self->shift->desk, shift_item (self->shift, DATIN), inform);
  g_assert_cmpstr (((TuntasSending *) g_ptr_array_index (preview, 1))->code, ==, "too-long");
  long_note[tuntas_desk_get_text_length (self->shift->desk) - 200] = '\0';
  shift_act (self->shift, DATIN, "inform", "text:note", long_note, NULL);
  shift_settle (self->shift, DATIN);
  assert_notes (self, 1, "xxxx*");
}

static void
paste (Pended *self, TuntasEffectKind kind)
{
  shift_wait_for (self->shift, DATIN, kind, TUNTAS_SENDING_WAITING, "paste");
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (self->shift, DATIN)), ==, TUNTAS_SECTION_NEEDS_ACTION);
  g_assert_no_error (shift_decide (self->shift, DATIN, find_sending (self, kind)->id, TUNTAS_SENDING_CONFIRM, NULL));
  g_assert_cmpint (find_sending (self, kind)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpstr (find_sending (self, kind)->evidence, ==, "agent");
}

/* Where Nossa gives programs no way to write, the agent copies what would have gone, in the same order; nothing is
 * written, and the receipts rest on the agent's word. The words that were copied stay as they were. */
static void
test_pasted (void)
{
  Pended self = { shift_new (MORNING), NULL };
  g_autofree char *copied = NULL;
  const TuntasSending *note;

  shift_end (self.shift);
  self.shift->nossa_site = "write=paste\n";
  shift_begin (self.shift);
  shift_receive_and_check (self.shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (self.shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (self.shift, DATIN, "pend", NULL);
  paste (&self, TUNTAS_EFFECT_STATUS);
  shift_act (self.shift, DATIN, "inform", NULL);
  shift_wait_for (self.shift, DATIN, TUNTAS_EFFECT_EMAIL, TUNTAS_SENDING_PROVED, NULL);
  note = find_sending (&self, TUNTAS_EFFECT_NOTE);
  copied = tuntas_desk_dup_sending_text (self.shift->desk, shift_item (self.shift, DATIN), note->id);
  g_assert_true (g_pattern_match_simple ("*dikirim via email ke " ADDRESS " 09.16.*[TTS 1.2.7 *", copied));
  g_assert_null (strchr (copied, '{'));
  paste (&self, TUNTAS_EFFECT_NOTE);
  g_assert_cmpstr (find_sending (&self, TUNTAS_EFFECT_NOTE)->text, ==, copied);
  shift_restart (self.shift);
  g_assert_cmpstr (find_sending (&self, TUNTAS_EFFECT_NOTE)->text, ==, copied);
  g_assert_cmpint (tuntas_simulator_get_counters (self.shift->nossa).writes, ==, 0);
  shift_free (self.shift);
}

static gboolean
names_other_address (Shift *shift, gpointer id)
{
  g_autofree char *text = tuntas_desk_dup_sending_text (shift->desk, shift_item (shift, DATIN), *(gint64 *) id);

  return strstr (text, "email ke lain@cakrawalatirta.example") != NULL;
}

/* What was copied is what is recorded, although more is known by the time of the agent's word. */
static void
test_copied (void)
{
  Pended self = { shift_new (MORNING), NULL };
  g_autofree char *copied = NULL;
  gint64 id;

  shift_end (self.shift);
  self.shift->nossa_site = "write=paste\n";
  shift_begin (self.shift);
  shift_receive_and_check (self.shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (self.shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (self.shift, DATIN, "pend", NULL);
  paste (&self, TUNTAS_EFFECT_STATUS);
  shift_act (self.shift, DATIN, "inform", NULL);
  shift_wait_for (self.shift, DATIN, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_WAITING, "paste");
  id = find_sending (&self, TUNTAS_EFFECT_NOTE)->id;
  copied = tuntas_desk_copy_sending (self.shift->desk, shift_item (self.shift, DATIN), id);
  tuntas_desk_readdress_async (self.shift->desk, shift_item (self.shift, DATIN),
                               find_sending (&self, TUNTAS_EFFECT_EMAIL)->id, "lain@cakrawalatirta.example", NULL, NULL,
                               NULL);
  shift_wait (self.shift, "the other e-mail in the note", names_other_address, &id);
  shift_restart (self.shift);
  paste (&self, TUNTAS_EFFECT_NOTE);
  g_assert_cmpstr (find_sending (&self, TUNTAS_EFFECT_NOTE)->text, ==, copied);
  shift_free (self.shift);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full) (nullable): why that number is not taken. */
static GError *
confirm_created (Pended *self, const char *number)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  tuntas_desk_confirm_created_async (self->shift->desk, shift_item (self->shift, DATIN),
                                     find_sending (self, TUNTAS_EFFECT_CREATE)->id, number, NULL, got_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  tuntas_desk_decide_finish (self->shift->desk, result, &error);
  return error;
}

/* A monitoring ticket that the agent makes by hand: its number is checked, and the note that follows names it. */
static void
test_made_by_hand (void)
{
  static const char *const wrong[] = { "", "IN", "900000431", "XX900000431", "IN90000043X", DATIN, "IN900000431 IN1" };
  Pended self = { shift_new (MORNING), NULL };
  g_autofree char *note = NULL;

  shift_end (self.shift);
  self.shift->nossa_site = "write=paste\n";
  shift_begin (self.shift);
  shift_receive_and_check (self.shift, DATIN);
  shift_call (self.shift, DATIN, DATIN_PHONE, "connected");
  shift_act (self.shift, DATIN, "normal-monitoring", "told", "true", NULL);
  shift_pass (self.shift, 11);
  shift_wait_for (self.shift, DATIN, TUNTAS_EFFECT_CREATE, TUNTAS_SENDING_WAITING, "paste");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = confirm_created (&self, wrong[i]);

      g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NO_NUMBER);
    }
  g_assert_no_error (confirm_created (&self, " inc900000431 "));
  g_assert_cmpstr (find_sending (&self, TUNTAS_EFFECT_CREATE)->evidence, ==, "agent:INC900000431");
  g_assert_true (tuntas_sending_rests_on_word (find_sending (&self, TUNTAS_EFFECT_CREATE)));
  note = tuntas_desk_dup_sending_text (self.shift->desk, shift_item (self.shift, DATIN),
                                       find_sending (&self, TUNTAS_EFFECT_NOTE)->id);
  g_assert_nonnull (strstr (note, "INC900000431"));
  shift_free (self.shift);
}

/* What is being typed is not overwritten by what arrives from Nossa, and is there again after the end of the program. */
static void
test_drafts (void)
{
  Shift *shift = shift_new (MORNING);

  tuntas_desk_put_draft (shift->desk, shift_item (shift, DATIN), "rfo", "splitter ODP ru");
  shift_change_in_nossa (shift, DATIN, "{\"by\":\"BAGAS\",\"set\":{\"fr1code_longdescription\":\"kabel putus\"}}");
  shift_restart (shift);
  g_assert_cmpstr (tuntas_ticket_get (tuntas_desk_item_get_ticket (shift_item (shift, DATIN)), TUNTAS_TICKET_RFO), ==,
                   "kabel putus");
  g_assert_cmpstr (tuntas_desk_item_get_draft (shift_item (shift, DATIN), "rfo"), ==, "splitter ODP ru");
  tuntas_desk_put_draft (shift->desk, shift_item (shift, DATIN), "rfo", NULL);
  shift_restart (shift);
  g_assert_null (tuntas_desk_item_get_draft (shift_item (shift, DATIN), "rfo"));
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, way, func) g_test_add (path, Pended, GINT_TO_POINTER (way), pended_set_up, func, pended_tear_down)
  ADD ("/desk/bundle/in-order", HAND_MAILER_SENDS, test_in_order);
  ADD ("/desk/bundle/killed-amid-the-email", HAND_MAILER_IS_SILENT, test_killed_amid_the_email);
  ADD ("/desk/bundle/deadline", HAND_MAILER_IS_UNREACHABLE, test_deadline);
  ADD ("/desk/bundle/frozen", HAND_MAILER_IS_UNREACHABLE, test_frozen);
  ADD ("/desk/bundle/in-the-agents-hands", HAND_MAILER_HANDS_OVER, test_in_the_agents_hands);
  ADD ("/desk/bundle/reason-of-its-act", HAND_MAILER_SENDS, test_reason_of_its_act);
  ADD ("/desk/bundle/too-long", HAND_MAILER_SENDS, test_too_long);
#undef ADD
  g_test_add_func ("/desk/bundle/pasted", test_pasted);
  g_test_add_func ("/desk/bundle/copied", test_copied);
  g_test_add_func ("/desk/bundle/made-by-hand", test_made_by_hand);
  g_test_add_func ("/desk/bundle/drafts", test_drafts);
  return g_test_run ();
}
