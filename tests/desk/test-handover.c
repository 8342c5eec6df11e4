/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handing.h"

#include "faulty-disk.h"

#include <glib/gstdio.h>
#include <string.h>

/* A shift hands its cases to another computer: each goes on in one place, and nothing is lost or done twice. */

static gboolean
is_active (Shift *shift, gpointer unused)
{
  return strcmp (tuntas_case_get_step (tuntas_desk_item_get_case (shift_item (shift, DATIN)))->id, "follow-up") == 0;
}

/* While it is away nothing is done about it here: no act, no deadline, no sending; taken back it all goes on. */
static void
test_taken_back (Handing *self, gconstpointer data)
{
  g_autofree char *refused = NULL;
  g_autofree char *name = NULL;
  GStatBuf status;
  guint events;

  handing_work (self);
  g_assert_true (tuntas_desk_waits (shift_item (self->shift, DATIN)));
  g_assert_no_error (handing_give (self, "BAGAS", DATIN, HOME));
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  name = g_path_get_basename (self->path);
  g_assert_true (g_str_has_prefix (name, "serah-terima-bagas-"));
  g_assert_cmpint (tuntas_desk_item_get_section (shift_item (self->shift, DATIN)), ==, TUNTAS_SECTION_AWAY);
  refused = shift_refused (self->shift, HOME, "call", "phone", HOME_PHONE, NULL);
  g_assert_cmpstr (refused, ==, "handed-over");
  events = tuntas_case_get_events (handing_case_of (self, DATIN))->len;
  tuntas_desk_start_reminding (self->shift->desk);
  computers_sleep (self->computers, 12 * 3600);
  g_assert_cmpuint (tuntas_case_get_events (handing_case_of (self, DATIN))->len, ==, events);
  shift_assert_status (self->shift, DATIN, "PENDING");
  g_assert_true (tuntas_desk_get_alarms_hold (self->shift->desk));
  shift_restart (self->shift);
  g_assert_true (tuntas_desk_item_is_away (shift_item (self->shift, DATIN)));

  g_assert_no_error (handing_take_back (self, DATIN, NULL, FALSE));
  shift_pass (self->shift, 10);
  shift_wait (self->shift, "the ticket to be active", is_active, NULL);
  shift_settle (self->shift, DATIN);
  shift_call (self->shift, DATIN, DATIN_PHONE, "busy");
  shift_act (self->shift, DATIN, "close-unreached", NULL);
  shift_settle (self->shift, DATIN);
  shift_assert_status (self->shift, DATIN, "CLOSED");
}

/* To another computer and back: events, counters, deadline and what is unsent go along; imported twice nothing changes; a
 * third computer is told where it is. */
static void
test_there_and_back (Handing *self, gconstpointer data)
{
  g_autoptr (GError) accepted = NULL;
  g_autofree char *first = NULL;
  g_auto (GStrv) notes = NULL;
  guint events;

  handing_work (self);
  /* Held for ten seconds when it is handed over: it goes from there. */
  shift_call (self->shift, HOME, HOME_PHONE, "no-answer");
  shift_call (self->shift, HOME, HOME_PHONE, "no-answer");
  shift_act (self->shift, HOME, "close-unreached", NULL);
  g_assert_no_error (handing_give (self, "ayu", DATIN, HOME));
  first = g_strdup (self->path);
  events = tuntas_case_get_events (handing_case_of (self, DATIN))->len;
  shift_pass (self->shift, 60);
  shift_assert_status (self->shift, HOME, "MEDIACARE");

  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_first_state (self), ==, TUNTAS_TAKEOVER_NEW);
  g_assert_cmpint (handing_take (self, NULL), ==, 2);
  g_assert_cmpint (handing_first_state (self), ==, TUNTAS_TAKEOVER_HERE);
  g_assert_cmpint (handing_take (self, NULL), ==, 0);
  g_assert_cmpuint (tuntas_case_get_events (handing_case_of (self, DATIN))->len, ==, events + 1);
  g_assert_cmpint (tuntas_case_get_counted_in (handing_case_of (self, DATIN), 1), ==, 3);
  shift_restart (self->shift);
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
  notes = shift_nossa_notes (self->shift, HOME);
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  computers_sleep (self->computers, 12 * 3600);
  shift_wait (self->shift, "the ticket to be active", is_active, NULL);
  shift_settle (self->shift, DATIN);
  shift_call (self->shift, DATIN, DATIN_PHONE, "busy");

  computers_sit (self->computers, "c");
  g_assert_cmpint (handing_take (self, &accepted), ==, -1);
  g_assert_error (accepted, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_ACCEPTED);
  g_assert_nonnull (strstr (accepted->message, "\"machine\":\"b\""));
  g_assert_false (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));

  computers_sit (self->computers, "b");
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  computers_sit (self->computers, "a");
  g_assert_true (tuntas_desk_item_is_away (shift_item (self->shift, DATIN)));
  g_assert_cmpint (handing_first_state (self), ==, TUNTAS_TAKEOVER_COMES_BACK);
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
  g_assert_false (tuntas_desk_item_is_away (shift_item (self->shift, DATIN)));
  g_assert_cmpint (tuntas_case_get_counted_in (handing_case_of (self, DATIN), 2), ==, 1);
  shift_restart (self->shift); /* the chain holds */
  shift_act (self->shift, DATIN, "close-unreached", NULL);
  shift_settle (self->shift, DATIN);
  shift_assert_status (self->shift, DATIN, "CLOSED");
}

static gboolean
is_off_the_desk (Shift *shift, gpointer ticket)
{
  return tuntas_desk_find_item (shift->desk, ticket) == NULL;
}

/* Ended by whoever has it: the row leaves the giver's desk. */
static void
test_ended_there (Handing *self, gconstpointer data)
{
  handing_work (self);
  g_assert_no_error (handing_give (self, "BAGAS", DATIN, NULL));
  shift_change_in_nossa (self->shift, DATIN, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}");
  computers_sleep (self->computers, 60);
  shift_wait (self->shift, "the row to leave", is_off_the_desk, (gpointer) DATIN);
}

/* Taken back here on a wrong word although it went on there: two ways of one case, of which neither is written over. */
static void
test_conflict (Handing *self, gconstpointer data)
{
  guint events;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  g_assert_no_error (handing_take_back (self, DATIN, NULL, TRUE));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  computers_sit (self->computers, "a");
  events = tuntas_case_get_events (handing_case_of (self, DATIN))->len;
  g_assert_cmpint (handing_first_state (self), ==, TUNTAS_TAKEOVER_CONFLICT);
  g_assert_cmpint (handing_take (self, NULL), ==, 0);
  g_assert_cmpuint (tuntas_case_get_events (handing_case_of (self, DATIN))->len, ==, events);
}

static void
test_refused (Handing *self, gconstpointer data)
{
  g_autoptr (GError) receiver = NULL;
  g_autoptr (GError) damaged = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) calling = NULL;
  g_autofree char *text = NULL;
  gsize length;

  handing_work (self);
  shift_act (self->shift, HOME, "call", "phone", HOME_PHONE, NULL);
  calling = handing_give (self, "BAGAS", HOME, NULL);
  g_assert_error (calling, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_TOO_LATE);
  g_assert_no_error (handing_give (self, "BAGAS", DATIN, NULL));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, &receiver), ==, -1);
  g_assert_error (receiver, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_OTHER_RECEIVER);
  g_assert_cmpstr (receiver->message, ==, "BAGAS");

  g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
  text[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (self->path, text, (gssize) length, NULL));
  g_assert_cmpint (handing_take (self, &damaged), ==, -1);
  g_assert_error (damaged, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_HANDOVER);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (handing_take (self, &missing), ==, -1);
  g_assert_error (missing, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_FILE);
  g_assert_false (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));
}

/* The mark is there and the file is not, because the folder is gone or the program was: it is written again. */
static void
test_written_again (Handing *self, gconstpointer data)
{
  g_autofree char *folder = g_steal_pointer (&self->folder);
  g_autoptr (GError) error = NULL;
  const char *handover = NULL;

  handing_work (self);
  self->folder = g_strdup ("/nonexistent");
  error = handing_give (self, "AYU", DATIN, NULL);
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_FILE);
  g_free (self->folder);
  self->folder = g_steal_pointer (&folder);
  shift_restart (self->shift);
  g_assert_nonnull (tuntas_case_get_holder (handing_case_of (self, DATIN), NULL, &handover));
  g_assert_no_error (handing_write_again (self, handover));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
}

/* The disk refuses the mark: nothing has happened, no file. It refuses the import: nothing is here, and later it works. */
static void
test_disk_refuses (Handing *self, gconstpointer data)
{
  g_autoptr (GError) mark = NULL;
  g_autoptr (GError) import = NULL;

  handing_work (self);
  shift_end (self->shift);
  self->shift->vfs = FAULTY_DISK;
  shift_begin (self->shift);
  faulty_disk_set (FAULT_FULL, 0, G_MAXUINT);
  mark = handing_give (self, "AYU", DATIN, HOME);
  faulty_disk_set (FAULT_NONE, 0, 0);
  g_assert_error (mark, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED);
  g_assert_null (self->path);
  g_assert_false (tuntas_desk_item_is_away (shift_item (self->shift, DATIN)));
  g_assert_false (tuntas_desk_item_is_away (shift_item (self->shift, HOME)));
  g_assert_no_error (handing_give (self, "AYU", DATIN, HOME));

  computers_sit (self->computers, "b");
  faulty_disk_set (FAULT_FULL, 0, G_MAXUINT);
  g_assert_cmpint (handing_take (self, &import), ==, -1);
  faulty_disk_set (FAULT_NONE, 0, 0);
  g_assert_error (import, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED);
  g_assert_false (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));
  shift_restart (self->shift);
  g_assert_false (tuntas_desk_item_is_begun (shift_item (self->shift, HOME)));
  g_assert_cmpint (handing_take (self, NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();
#define ADD(name, func) g_test_add ("/desk/handover/" name, Handing, NULL, handing_set_up, func, handing_tear_down)
  ADD ("taken-back", test_taken_back);
  ADD ("there-and-back", test_there_and_back);
  ADD ("ended-there", test_ended_there);
  ADD ("conflict", test_conflict);
  ADD ("refused", test_refused);
  ADD ("written-again", test_written_again);
  ADD ("disk-refuses", test_disk_refuses);
#undef ADD
  return g_test_run ();
}
