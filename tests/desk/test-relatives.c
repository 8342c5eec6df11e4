/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importing.h"

#include <string.h>

/* Tickets that belong together: children of a mass outage (Q14), and those of one customer's number (Q15). */

#define CHILD "IN190001147"
#define SIBLING "IN190001154"
#define PARENT "IN190000500"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"

static gboolean
is_idle (Shift *shift, gpointer unused)
{
  return tuntas_desk_get_sync_state (shift->desk) == TUNTAS_SYNC_IDLE;
}

/* A whole list, after whatever pull is under way. */
static void
sync_now (Shift *shift)
{
  shift_pass (shift, 0);
  shift_wait (shift, "the pull before", is_idle, NULL);
  tuntas_desk_sync_async (shift->desk, NULL, NULL, NULL);
  shift_pass (shift, 0);
}

static gboolean
has_gamas (Shift *shift, gpointer ticket)
{
  return tuntas_ticket_get (tuntas_desk_item_get_ticket (shift_item (shift, ticket)), TUNTAS_TICKET_GAMAS) != NULL;
}

static gboolean
parent_is (Shift *shift, gpointer state)
{
  return (int) tuntas_desk_get_parent (shift->desk, shift_item (shift, CHILD), NULL) == GPOINTER_TO_INT (state);
}

/* The parent is nobody's here: a look tells how it stands, and again when that is old. */
static void
test_parent (void)
{
  Shift *shift = shift_new (MORNING);
  const char *status;

  g_assert_cmpint (tuntas_desk_get_parent (shift->desk, shift_item (shift, HOME), NULL), ==, TUNTAS_PARENT_NONE);
  g_assert_cmpint (tuntas_desk_get_parent (shift->desk, shift_item (shift, CHILD), &status), ==, TUNTAS_PARENT_UNKNOWN);
  g_assert_null (status);
  tuntas_desk_look_at_parent (shift->desk, shift_item (shift, CHILD));
  shift_wait (shift, "the parent", parent_is, GINT_TO_POINTER (TUNTAS_PARENT_SOLVED));
  shift_change_in_nossa (shift, PARENT, "{\"by\":\"TEKNISI1\",\"set\":{\"status\":\"BACKEND\"}}");
  shift_pass (shift, 301);
  tuntas_desk_look_at_parent (shift->desk, shift_item (shift, CHILD));
  shift_wait (shift, "the parent", parent_is, GINT_TO_POINTER (TUNTAS_PARENT_UNSOLVED));
  tuntas_desk_get_parent (shift->desk, shift_item (shift, CHILD), &status);
  g_assert_cmpstr (status, ==, "BACKEND");
  shift_free (shift);
}

#define LIST "Incident\tStatus\tStatus Date\tService Type\tInduk GAMAS\tRFO\n"
#define CHILD_ROW CHILD "\tMEDIACARE\t2026-11-23 08:00\tINTERNET\t" PARENT "\t\n"

static void
assert_parent (Shift *shift, TuntasParentState wanted, const char *wanted_status)
{
  const char *status;

  g_assert_cmpint (tuntas_desk_get_parent (shift->desk, shift_item (shift, CHILD), &status), ==, wanted);
  g_assert_cmpstr (status, ==, wanted_status);
}

static void
count_cb (TuntasDeskItem *item, guint *n)
{
  (*n)++;
}

/* Without a server the parent's row tells it, though it is no ticket of this desk; also after another start, and until a newer
 * list says otherwise. */
static void
test_listed_parent (void)
{
  Shift *shift = importing_alone (NULL);
  const char *from = NULL;
  guint changes = 0;

  shift_end (shift);
  shift->without_server = TRUE;
  shift_begin (shift);
  importing_take_list (shift, LIST CHILD_ROW);
  assert_parent (shift, TUNTAS_PARENT_UNKNOWN, NULL);
  g_signal_connect (shift_item (shift, CHILD), "changed", G_CALLBACK (count_cb), &changes);
  importing_take_list (shift, LIST CHILD_ROW PARENT "\tBACKEND\t2026-11-23 08:30\t\t\tfeeder putus\n"
                       "IN190000501\tBACKEND\t2026-11-23 08:30\t\t\t\n");
  g_assert_null (tuntas_desk_find_item (shift->desk, PARENT));
  assert_parent (shift, TUNTAS_PARENT_UNSOLVED, "BACKEND");
  g_assert_cmpuint (changes, >, 0);
  shift_restart (shift);
  assert_parent (shift, TUNTAS_PARENT_UNSOLVED, "BACKEND");
  g_assert_cmpstr (tuntas_desk_find_given (shift->desk, shift_item (shift, CHILD), "rfo", &from), ==, "feeder putus");
  g_assert_cmpstr (from, ==, PARENT);
  importing_take_list (shift, LIST CHILD_ROW PARENT "\tCLOSED\t2026-11-23 08:00\t\t\t\n");
  assert_parent (shift, TUNTAS_PARENT_UNSOLVED, "BACKEND");
  importing_take_list (shift, LIST CHILD_ROW PARENT "\tCLOSED\t2026-11-23 09:00\t\t\t\n");
  assert_parent (shift, TUNTAS_PARENT_SOLVED, "CLOSED");
  shift_free (shift);
}

/* One that was on this desk goes back to handling, and its children know. */
static void
test_parent_leaves (void)
{
  Shift *shift = importing_alone (NULL);

  shift_end (shift);
  shift->without_server = TRUE;
  shift_begin (shift);
  importing_take_list (shift, LIST CHILD_ROW PARENT "\tMEDIACARE\t2026-11-23 08:30\t\t\t\n");
  assert_parent (shift, TUNTAS_PARENT_SOLVED, "MEDIACARE");
  importing_take_list (shift, LIST CHILD_ROW PARENT "\tBACKEND\t2026-11-23 09:00\t\t\t\n");
  g_assert_null (tuntas_desk_find_item (shift->desk, PARENT));
  assert_parent (shift, TUNTAS_PARENT_UNSOLVED, "BACKEND");
  shift_free (shift);
}

/* Cause and repair are typed once for all children. */
static void
test_given (void)
{
  Shift *shift = shift_new (MORNING);
  const char *from = NULL;

  shift_change_in_nossa (shift, SIBLING, "{\"by\":\"HELPDESK\",\"set\":{\"globalticketid\":\"" PARENT "\"}}");
  sync_now (shift);
  shift_wait (shift, "the sibling", has_gamas, (gpointer) SIBLING);
  g_assert_null (tuntas_desk_find_given (shift->desk, shift_item (shift, SIBLING), "rfo", &from));
  shift_act (shift, CHILD, "received", "rfo", "feeder putus", "repair", "sambung feeder", NULL);
  g_assert_cmpstr (tuntas_desk_find_given (shift->desk, shift_item (shift, SIBLING), "rfo", &from), ==, "feeder putus");
  g_assert_cmpstr (from, ==, CHILD);
  g_assert_cmpstr (tuntas_desk_find_given (shift->desk, shift_item (shift, SIBLING), "repair", &from), ==, "sambung feeder");
  g_assert_null (tuntas_desk_find_given (shift->desk, shift_item (shift, HOME), "rfo", &from));
  shift_free (shift);
}

static gboolean
is_stopped (Shift *shift, gpointer ticket)
{
  return g_strcmp0 (tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, ticket))), "stopped") == 0;
}

/* Closed with its parent meanwhile: the case ends neither well nor badly, and its calls stay. */
static void
test_closed_by_parent (void)
{
  Shift *shift = shift_new (MORNING);
  TuntasCase *state;

  shift_receive_and_check (shift, CHILD);
  shift_call (shift, CHILD, tuntas_case_get_phone (tuntas_desk_item_get_case (shift_item (shift, CHILD)), 0, NULL), "busy");
  shift_change_in_nossa (shift, CHILD, "{\"by\":\"HELPDESK\",\"set\":{\"status\":\"CLOSED\"}}");
  sync_now (shift);
  shift_wait (shift, "the end", is_stopped, (gpointer) CHILD);
  state = tuntas_desk_item_get_case (shift_item (shift, CHILD));
  g_assert_cmpuint (tuntas_case_get_attempts (state)->len, ==, 1);
  g_assert_cmpint (tuntas_case_get_counted (state), ==, 1);
  g_assert_cmpuint (tuntas_case_get_departures (state)->len, ==, 0);
  g_assert_cmpuint (tuntas_desk_get_n_unsent (shift->desk), ==, 0);
  shift_assert_status (shift, CHILD, "CLOSED");
  shift_free (shift);
}

/* One number */

static gboolean
shares (Shift *shift, gpointer wanted)
{
  g_autoptr (GPtrArray) sharing = tuntas_desk_list_sharing (shift->desk, shift_item (shift, HOME), HOME_PHONE);

  return sharing->len == GPOINTER_TO_UINT (wanted);
}

static gboolean
has_the_number (Shift *shift, gpointer ticket)
{
  return g_str_has_suffix (tuntas_case_get_phone (tuntas_desk_item_get_case (shift_item (shift, ticket)), 0, NULL), "121");
}

/* Two tickets of one customer, ready for their calls. */
static Shift *
begin_shared (void)
{
  Shift *shift = shift_new (MORNING);

  shift_change_in_nossa (shift, SIBLING, "{\"by\":\"HELPDESK\",\"set\":{\"affectedphone\":\"+62 800-0000-121\"}}");
  sync_now (shift);
  shift_wait (shift, "the number", has_the_number, (gpointer) SIBLING);
  shift_receive_and_check (shift, HOME);
  g_assert_true (shares (shift, GUINT_TO_POINTER (0)));
  shift_receive_and_check (shift, SIBLING);
  shift_wait (shift, "the same number", shares, GUINT_TO_POINTER (1));
  return shift;
}

static gboolean
is_calling (Shift *shift, gpointer ticket)
{
  return tuntas_case_get_open_attempt (tuntas_desk_item_get_case (shift_item (shift, ticket))) != NULL;
}

static gboolean
is_concluded (Shift *shift, gpointer ticket)
{
  return !is_calling (shift, ticket);
}

static const TuntasAttempt *
last_attempt (Shift *shift, const char *ticket)
{
  GPtrArray *attempts = tuntas_case_get_attempts (tuntas_desk_item_get_case (shift_item (shift, ticket)));

  return g_ptr_array_index (attempts, attempts->len - 1);
}

/* One conversation, an attempt on each, marked as the same call; another customer cannot be called meanwhile. */
static void
test_shared (void)
{
  Shift *shift = begin_shared ();
  g_autofree char *refused = NULL;

  shift_receive_and_check (shift, CHILD);
  shift_act (shift, HOME, "call", "phone", HOME_PHONE, "with", SIBLING, NULL);
  shift_wait (shift, "the call on the other ticket", is_calling, (gpointer) SIBLING);
  refused = shift_refused (shift, CHILD, "call", "phone", "08000000129", NULL);
  g_assert_cmpstr (refused, ==, "attempt-elsewhere");
  tuntas_test_clock_advance_seconds (shift->clock, 30);
  shift_act (shift, HOME, "outcome", "outcome", "busy", NULL);
  shift_wait (shift, "the outcome on the other ticket", is_concluded, (gpointer) SIBLING);
  g_assert_true (last_attempt (shift, HOME)->shared);
  g_assert_true (last_attempt (shift, SIBLING)->shared);
  g_assert_cmpstr (last_attempt (shift, SIBLING)->outcome->id, ==, "busy");
  g_assert_cmpint (last_attempt (shift, SIBLING)->dialled_at, ==, last_attempt (shift, HOME)->dialled_at);
  g_assert_cmpint (last_attempt (shift, SIBLING)->ended_at, ==, last_attempt (shift, HOME)->ended_at);
  /* The next one is this ticket's alone. */
  shift_call (shift, HOME, HOME_PHONE, "no-answer");
  g_assert_cmpuint (tuntas_case_get_attempts (tuntas_desk_item_get_case (shift_item (shift, SIBLING)))->len, ==, 1);
  shift_free (shift);
}

static void
refused_cb (TuntasDesk *desk, TuntasDeskItem *item, TuntasAct *act, const TuntasApplied *applied, guint *n)
{
  (*n)++;
}

/* Three of them: each is told the outcome once, and none refuses it. */
static void
test_shared_by_three (void)
{
  static const char *const ids[] = { HOME, SIBLING, CHILD };
  Shift *shift = begin_shared ();
  guint refused = 0;

  shift_change_in_nossa (shift, CHILD, "{\"by\":\"HELPDESK\",\"set\":{\"affectedphone\":\"" HOME_PHONE "\"}}");
  sync_now (shift);
  shift_wait (shift, "the number", has_the_number, (gpointer) CHILD);
  shift_receive_and_check (shift, CHILD);
  g_signal_connect (shift->desk, "act-refused", G_CALLBACK (refused_cb), &refused);
  shift_act (shift, HOME, "call", "phone", HOME_PHONE, "with", SIBLING ";" CHILD, NULL);
  shift_wait (shift, "the call on the second ticket", is_calling, (gpointer) SIBLING);
  shift_wait (shift, "the call on the third ticket", is_calling, (gpointer) CHILD);
  shift_act (shift, SIBLING, "outcome", "outcome", "no-answer", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      shift_wait (shift, "the outcome", is_concluded, (gpointer) ids[i]);
      g_assert_cmpstr (last_attempt (shift, ids[i])->outcome->id, ==, "no-answer");
    }
  /* An act of its own comes after whatever the desk still had to do by itself. */
  shift_call (shift, HOME, HOME_PHONE, "busy");
  g_assert_cmpuint (refused, ==, 0);
  shift_free (shift);
}

/* The program ends in the middle of it: both are asked for, and one answer does for both. */
static void
test_shared_restart (void)
{
  Shift *shift = begin_shared ();

  shift_act (shift, HOME, "call", "phone", HOME_PHONE, "with", SIBLING, NULL);
  shift_wait (shift, "the call on the other ticket", is_calling, (gpointer) SIBLING);
  shift_restart (shift);
  g_assert_true (is_calling (shift, (gpointer) HOME) && is_calling (shift, (gpointer) SIBLING));
  shift_act (shift, SIBLING, "outcome", "outcome", "connected", NULL);
  shift_wait (shift, "the outcome on the first ticket", is_concluded, (gpointer) HOME);
  g_assert_cmpstr (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, HOME)))->id, ==, "confirm");
  g_assert_cmpstr (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, SIBLING)))->id, ==, "confirm");
  /* What follows is each ticket's own. */
  shift_act (shift, HOME, "normal-close", "told", "true", NULL);
  g_assert_null (tuntas_case_get_end (tuntas_desk_item_get_case (shift_item (shift, SIBLING))));
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/relatives/parent", test_parent);
  g_test_add_func ("/desk/relatives/listed-parent", test_listed_parent);
  g_test_add_func ("/desk/relatives/parent-leaves", test_parent_leaves);
  g_test_add_func ("/desk/relatives/given", test_given);
  g_test_add_func ("/desk/relatives/closed-by-parent", test_closed_by_parent);
  g_test_add_func ("/desk/relatives/shared", test_shared);
  g_test_add_func ("/desk/relatives/shared-by-three", test_shared_by_three);
  g_test_add_func ("/desk/relatives/shared-restart", test_shared_restart);
  return g_test_run ();
}
