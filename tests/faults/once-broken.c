/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"

#include "schedule-judge.h"

#include <string.h>

/* What random schedules have found, each as the shortest story that shows it. */

#define SECOND G_TIME_SPAN_SECOND
#define TICKET "IN1900001000"

typedef struct
{
  gboolean cut;      /* the answer to the next write of a status is lost */
  gboolean slow;     /* the next look at a work log takes a while */
  gboolean delayed;  /* the next note takes more than three minutes to Nossa, and then there is no connection */
  gint64 down_until; /* no connection before that instant */
  gboolean garbled;  /* the next look at a ticket ends in the middle */
  gboolean slow_write; /* the answer to the next write takes a while */
} Story;

static void
draw_fate (World *world, TuntasRequest *request, WireFate *fate)
{
  Story *story = world->data;
  GBytes *body = tuntas_request_get_body (request);
  g_autofree char *text = body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : NULL;

  if (tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)) < story->down_until)
    fate->leaves = FALSE;
  if (story->delayed && text != NULL && strstr (text, "logtype") != NULL)
    {
      story->delayed = FALSE;
      fate->out = 200 * SECOND;
    }
  if (story->garbled && text == NULL && strstr (tuntas_request_get_path (request), "mxincident/") != NULL)
    {
      story->garbled = FALSE;
      fate->answer = WIRE_SHORT;
      fate->bytes = 100;
    }
  if (story->cut && text != NULL && strstr (text, "\"BACKEND\"") != NULL)
    {
      story->cut = FALSE;
      fate->answer = WIRE_CUT;
    }
  if (story->slow_write && tuntas_request_get_header (request, "transactionid") != NULL)
    {
      story->slow_write = FALSE;
      fate->back = 5 * SECOND;
    }
  if (story->slow && strstr (tuntas_request_get_path (request), "/worklog") != NULL)
    {
      story->slow = FALSE;
      fate->out = 10 * SECOND;
    }
}

static WorldMailFate
draw_mail (World *world)
{
  return WORLD_MAIL_GOES;
}

static World *
begin (Story *story)
{
  static const WorldFuncs funcs = { draw_fate, draw_mail };
  World *world = world_new (1, &funcs, story);

  world_sign_in (world);
  world_advance (world, 5 * SECOND);
  return world;
}

static void
finish (World *world)
{
  judge_safety (world, NULL);
  g_assert_cmpstr (world->wrong, ==, NULL);
  world_free (world);
}

static void
act (World *world, const char *id, const char *field, const char *value)
{
  g_autoptr (TuntasAct) one = tuntas_act_new (id);
  g_autofree char *said = NULL;

  if (field != NULL)
    tuntas_act_set (one, field, value);
  if (g_str_equal (id, "received"))
    tuntas_act_set (one, "repair", "sambung ulang");
  said = world_act (world, tuntas_desk_find_item (world->desk, TICKET), one);
  if (world->n_lives == 1)
    g_assert_cmpstr (said, ==, "");
}

static const TuntasSending *
find (World *world, TuntasEffectKind kind)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (tuntas_desk_find_item (world->desk, TICKET));
  const TuntasSending *found = NULL;

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->kind == kind)
      found = g_ptr_array_index (sendings, i);
  g_assert_nonnull (found);
  return found;
}

static void
change (World *world, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;

  tuntas_simulator_change_record (world->nossa, TICKET, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

static void
check (World *world)
{
  act (world, "received", "rfo", "kabel putus");
  act (world, "resolved", NULL, NULL);
}

static void
pend (World *world)
{
  check (world);
  for (guint i = 0; i < 3; i++)
    {
      act (world, "call", "phone", "08000000100");
      world_advance (world, 30 * SECOND);
      act (world, "outcome", "outcome", "no-answer");
      world_advance (world, 300 * SECOND);
    }
  act (world, "pend", NULL, NULL);
  world_advance (world, 30 * SECOND);
}

/* The program ends in the middle of an e-mail: the agent is asked, and the note does not wait for the word. */
static void
test_interrupted_mail (void)
{
  Story story = { 0 };
  World *world = begin (&story);

  pend (world);
  world->kill_at = WORLD_AFTER_MAIL;
  act (world, "inform", NULL, NULL);
  g_assert_cmpuint (world->n_lives, ==, 2);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_EMAIL)->state, ==, TUNTAS_SENDING_UNKNOWN);
  g_assert_cmpstr (find (world, TUNTAS_EFFECT_EMAIL)->code, ==, "agent-word");
  world_sign_in (world);
  world_advance (world, 60 * SECOND);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpuint (world->mails->len, ==, 1);
  finish (world);
}

/* Nossa took the status, nobody knows it here, and meanwhile somebody else gave it another one: that one stays. */
static void
test_status_changed_back (void)
{
  Story story = { .cut = TRUE };
  World *world = begin (&story);

  act (world, "received", "rfo", "kabel putus");
  act (world, "not-resolved", NULL, NULL);
  while (story.cut)
    world_advance (world, SECOND / 10);
  world_kill (world);
  world_rest (world);
  world_advance (world, 600 * SECOND);
  change (world, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"SALAMSIM\"}}");
  world_sign_in (world);
  world_advance (world, 600 * SECOND);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_STATUS)->state, ==, TUNTAS_SENDING_BLOCKED);
  g_assert_cmpstr (find (world, TUNTAS_EFFECT_STATUS)->code, ==, "conflict");
  g_assert_cmpstr (find (world, TUNTAS_EFFECT_STATUS)->reason, ==, "SALAMSIM · BAGAS");
  finish (world);
}

/* The session ends under a look that decides nothing by itself: the agent is asked to sign in all the same. */
static void
test_session_ends_unseen (void)
{
  Story story = { .slow = TRUE };
  World *world = begin (&story);
  g_autoptr (JsonNode) expire = json_from_string ("{\"kind\":\"expire-session\"}", NULL);

  /* The password is used up for the renewal. */
  g_assert_true (tuntas_simulator_set_fault (world->nossa, json_node_get_object (expire), NULL));
  tuntas_desk_sync_async (world->desk, NULL, NULL, NULL);
  world_advance (world, 5 * SECOND);
  g_assert_cmpint (tuntas_desk_get_sync_state (world->desk), ==, TUNTAS_SYNC_IDLE);

  act (world, "received", "rfo", "kabel putus");
  act (world, "not-resolved", NULL, NULL);
  while (story.slow)
    world_advance (world, SECOND / 10);
  g_assert_true (tuntas_simulator_set_fault (world->nossa, json_node_get_object (expire), NULL));
  world_advance (world, 30 * SECOND);
  g_assert_cmpint (tuntas_desk_get_sync_state (world->desk), ==, TUNTAS_SYNC_SIGN_IN_NEEDED);
  world_sign_in (world);
  world_advance (world, 30 * SECOND);
  g_assert_cmpint (tuntas_desk_get_sync_state (world->desk), ==, TUNTAS_SYNC_IDLE);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_STATUS)->state, ==, TUNTAS_SENDING_PROVED);
  finish (world);
}

/* A note was asked about and not there, then there was no connection; it arrived late, and its key died. */
static void
test_late_note (void)
{
  Story story = { .delayed = TRUE };
  World *world = begin (&story);

  act (world, "received", "rfo", "kabel putus");
  act (world, "not-resolved", NULL, NULL);
  while (story.delayed)
    world_advance (world, SECOND / 10);
  /* After the deadline of the request and before it is sent once more. */
  world_advance (world, 21 * SECOND);
  story.down_until = tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)) + 900 * SECOND;
  world_advance (world, 1800 * SECOND);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_STATUS)->state, ==, TUNTAS_SENDING_PROVED);
  finish (world);
}

/* Half a ticket refuses nothing. */
static void
test_garbled_ticket (void)
{
  Story story = { 0 };
  World *world = begin (&story);

  act (world, "received", "rfo", "kabel putus");
  act (world, "not-resolved", NULL, NULL);
  story.garbled = TRUE;
  world_advance (world, 600 * SECOND);
  g_assert_false (story.garbled);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_STATUS)->state, ==, TUNTAS_SENDING_PROVED);
  finish (world);
}

static void
assert_all_proved (World *world)
{
  g_assert_cmpint (find (world, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpint (find (world, TUNTAS_EFFECT_STATUS)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpuint (world->n_lives, ==, 1);
}

/* What cannot be saved does not begin, and is not tried without end; it goes by itself when the disk is well. */
static void
test_disk_before_sending (gconstpointer full)
{
  Story story = { 0 };
  World *world = begin (&story);

  act (world, "received", "rfo", "kabel putus");
  act (world, "not-resolved", NULL, NULL);
  world_break_disk (world, full != NULL, 60);
  world_advance (world, 59 * SECOND);
  g_assert_cmpuint (world->writes->len, ==, 0);
  world_advance (world, 120 * SECOND);
  assert_all_proved (world);
  finish (world);
}

/* The answer comes while nothing can be saved: it is kept, and nothing is sent or asked a second time. */
static void
test_disk_before_answer (gconstpointer full)
{
  Story story = { .slow_write = TRUE };
  World *world = begin (&story);

  act (world, "received", "rfo", "kabel putus");
  act (world, "not-resolved", NULL, NULL);
  while (story.slow_write)
    world_advance (world, SECOND / 10);
  world_break_disk (world, full != NULL, 60);
  world_advance (world, 59 * SECOND);
  g_assert_cmpuint (world->writes->len, ==, 1);
  world_advance (world, 120 * SECOND);
  assert_all_proved (world);
  g_assert_cmpuint (world->writes->len, ==, 2);
  finish (world);
}

int
main (int argc, char *argv[])
{
  faults_init (&argc, &argv);
  g_test_add_func ("/once-broken/interrupted-mail", test_interrupted_mail);
  g_test_add_func ("/once-broken/status-changed-back", test_status_changed_back);
  g_test_add_func ("/once-broken/session-ends-unseen", test_session_ends_unseen);
  g_test_add_func ("/once-broken/late-note", test_late_note);
  g_test_add_func ("/once-broken/garbled-ticket", test_garbled_ticket);
  g_test_add_data_func ("/once-broken/disk-fails-before-sending", NULL, test_disk_before_sending);
  g_test_add_data_func ("/once-broken/disk-full-before-sending", GINT_TO_POINTER (TRUE), test_disk_before_sending);
  g_test_add_data_func ("/once-broken/disk-fails-before-answer", NULL, test_disk_before_answer);
  g_test_add_data_func ("/once-broken/disk-full-before-answer", GINT_TO_POINTER (TRUE), test_disk_before_answer);
  return g_test_run ();
}
