/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handing.h"

#include <glib/gstdio.h>
#include <string.h>

/* Who has a hand-over is said beside its file, once: who takes a case back makes the file void, who takes it over leaves
 * nobody else in doubt; what has left does not stay here for ever; and who leaves the desk amid all that loses nothing. */

static char *
acceptance_path (Handing *self)
{
  return g_strconcat (self->path, ".diterima", NULL);
}

static gboolean
is_accepted (Handing *self)
{
  g_autofree char *path = acceptance_path (self);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* After that nobody goes on by the file; whoever tries is told who took it back. */
static void
test_void (Handing *self, gconstpointer data)
{
  g_autoptr (GError) refused = NULL;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  g_assert_no_error (handing_take_back (self, DATIN, NULL, FALSE));
  g_assert_true (is_accepted (self));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, &refused), ==, -1);
  g_assert_error (refused, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_ACCEPTED);
  g_assert_nonnull (strstr (refused->message, "\"taken_back\":\"true\""));
}

/* What else is in the file is written again and can be taken over; the one that was taken back is not in it. */
static void
test_one_of_two (Handing *self, gconstpointer data)
{
  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, HOME));
  g_assert_no_error (handing_take_back (self, DATIN, NULL, FALSE));
  g_assert_false (is_accepted (self));
  g_assert_true (tuntas_desk_item_is_away (shift_item (self->shift, HOME)));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
  g_assert_false (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));
  g_assert_true (tuntas_desk_item_is_begun (shift_item (self->shift, HOME)));
}

/* Who has taken it over has it. */
static void
test_too_late (Handing *self, gconstpointer data)
{
  g_autoptr (GError) refused = NULL;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
  computers_sit (self->computers, "a");
  refused = handing_take_back (self, DATIN, NULL, FALSE);
  g_assert_error (refused, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_ACCEPTED);
  g_assert_true (tuntas_desk_item_is_away (shift_item (self->shift, DATIN)));
}

/* Carried away, the file is asked for; another one is none; where it is now it is made void; and the agent can say that
 * nobody has it, which stays in the history. */
static void
test_out_of_reach (Handing *self, gconstpointer data)
{
  g_autoptr (GError) away = NULL;
  g_autoptr (GError) other = NULL;
  g_autofree char *carried = NULL;
  g_autofree char *of_home = NULL;
  GPtrArray *events;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", HOME, NULL));
  of_home = g_strdup (self->path);
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  carried = g_strconcat (self->path, "-lain", NULL);
  g_assert_cmpint (g_rename (self->path, carried), ==, 0);
  away = handing_take_back (self, DATIN, NULL, FALSE);
  g_assert_error (away, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_OUT_OF_REACH);
  g_assert_cmpstr (away->message, ==, self->path);
  other = handing_take_back (self, DATIN, of_home, FALSE);
  g_assert_error (other, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_HANDOVER);
  g_assert_cmpstr (tuntas_desk_error_get_trouble (other), ==, "handover-other");
  g_assert_true (tuntas_desk_item_is_away (shift_item (self->shift, DATIN)));
  /* The place is known also after a restart. */
  shift_restart (self->shift);
  g_assert_no_error (handing_take_back (self, DATIN, carried, FALSE));
  g_free (self->path);
  self->path = g_steal_pointer (&carried);
  g_assert_true (is_accepted (self));

  g_assert_cmpint (g_unlink (of_home), ==, 0);
  g_assert_no_error (handing_take_back (self, HOME, NULL, TRUE));
  events = tuntas_case_get_events (handing_case_of (self, HOME));
  g_assert_cmpstr (tuntas_event_get (g_ptr_array_index (events, events->len - 1), "file"), ==, "out-of-reach");
}

/* What cannot go on here is not taken from where it can: the file is not accepted. Nor does a torn acceptance let two. */
static void
test_judged_first (Handing *self, gconstpointer data)
{
  g_autoptr (GError) torn = NULL;
  g_autofree char *path = NULL;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, NULL));
  computers_sit (self->computers, "b");
  shift_receive_and_check (self->shift, DATIN);
  g_assert_cmpint (handing_take (self, NULL), ==, 0);
  g_assert_false (is_accepted (self));
  path = acceptance_path (self);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  computers_sit (self->computers, "c");
  g_assert_cmpint (handing_take (self, &torn), ==, -1);
  g_assert_error (torn, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_ACCEPTED);
}

/* What was being typed goes along, but for what nobody's act will use. */
static void
test_drafts (Handing *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  handing_work (self);
  tuntas_desk_put_draft (self->shift->desk, shift_item (self->shift, HOME), "log-call:why", "telepon lain");
  tuntas_desk_put_draft (self->shift->desk, shift_item (self->shift, HOME), "source_text", "obrolan dengan Budi");
  tuntas_desk_put_draft (self->shift->desk, shift_item (self->shift, HOME), "copied:1", "sudah disalin");
  g_assert_no_error (handing_give (self, "AYU", HOME, NULL));
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "obrolan"));
  g_assert_null (strstr (text, "sudah disalin"));
  computers_sit (self->computers, "b");
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (tuntas_desk_item_get_draft (shift_item (self->shift, HOME), "log-call:why"), ==, "telepon lain");
      shift_restart (self->shift);
    }
}

static gboolean
is_gone (Shift *shift, gpointer ticket)
{
  TuntasDeskItem *item = tuntas_desk_find_item (shift->desk, ticket);

  return item == NULL || !tuntas_desk_item_is_begun (item);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tuntas_desk_erase_finish (TUNTAS_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The giver's can be erased, unsent as it is, and goes by itself after the days of the site. */
static void
test_erased (Handing *self, gconstpointer data)
{
  static const char *const ids[] = { HOME, NULL };
  gboolean erased = FALSE;

  handing_work (self);
  shift_call (self->shift, HOME, HOME_PHONE, "no-answer");
  shift_call (self->shift, HOME, HOME_PHONE, "no-answer");
  shift_act (self->shift, HOME, "close-unreached", NULL);
  g_assert_no_error (handing_give (self, "BAGAS", HOME, NULL));
  tuntas_desk_erase_async (self->shift->desk, ids, NULL, erased_cb, &erased);
  shift_wait (self->shift, "the erasing", shift_is_true, &erased);
  g_assert_true (is_gone (self->shift, (gpointer) HOME));
  shift_restart (self->shift);
  g_assert_true (is_gone (self->shift, (gpointer) HOME));

  g_assert_no_error (handing_give (self, "BAGAS", DATIN, NULL));
  computers_sleep (self->computers, 6 * 86400);
  g_assert_false (is_gone (self->shift, (gpointer) DATIN));
  computers_sleep (self->computers, 2 * 86400);
  shift_wait (self->shift, "the end of what was handed over", is_gone, (gpointer) DATIN);
}

/* What was looked at before the giver took a case back is not taken over; what is in the file now is. */
static void
test_looked_at_before (Handing *self, gconstpointer data)
{
  HandingAnswer answer = { 0 };
  TuntasTakeover *takeover;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, HOME));
  computers_sit (self->computers, "b");
  takeover = handing_look_at (self, NULL);
  computers_sit (self->computers, "a");
  g_assert_no_error (handing_take_back (self, DATIN, NULL, FALSE));
  computers_sit (self->computers, "b");
  handing_start_taking (self, takeover, &answer);
  handing_wait_for (self, "an end of the take-over", &answer);
  g_assert_cmpint (answer.n, ==, -1);
  g_assert_cmpstr (tuntas_desk_error_get_trouble (answer.error), ==, "handover-changed");
  g_clear_error (&answer.error);
  g_assert_false (is_accepted (self));
  g_assert_false (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));
  g_assert_cmpint (handing_take (self, NULL), ==, 1);
}

/* Leaving the desk */

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  tuntas_desk_sign_out_finish (TUNTAS_DESK (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

/* Whatever was asked for comes to an end, and the journal holds all of it or nothing. turns: of the main loop before the
 * agent leaves. */
static void
leave (Handing *self, guint turns)
{
  gboolean left = FALSE;

  for (guint i = 0; i < turns; i++)
    g_main_context_iteration (NULL, FALSE);
  tuntas_desk_sign_out_async (self->shift->desk, NULL, left_cb, &left);
  shift_wait (self->shift, "the leaving", shift_is_true, &left);
}

static void
test_left_giving (Handing *self, gconstpointer data)
{
  HandingAnswer answer = { 0 };
  gboolean datin, home;

  handing_work (self);
  handing_start_giving (self, "AYU", DATIN, HOME, &answer);
  leave (self, GPOINTER_TO_UINT (data));
  handing_wait_for (self, "an end of the hand-over", &answer);
  g_clear_error (&answer.error);
  shift_restart (self->shift);
  datin = tuntas_desk_item_is_away (shift_item (self->shift, DATIN));
  home = tuntas_desk_item_is_away (shift_item (self->shift, HOME));
  g_assert_cmpint (datin, ==, home);
  g_assert_false (answer.path != NULL && !datin);
  g_free (answer.path);
}

static void
test_left_taking (Handing *self, gconstpointer data)
{
  HandingAnswer answer = { 0 };
  TuntasTakeover *takeover;

  handing_work (self);
  g_assert_no_error (handing_give (self, "AYU", DATIN, HOME));
  computers_sit (self->computers, "b");
  takeover = handing_look_at (self, NULL);
  handing_start_taking (self, takeover, &answer);
  leave (self, GPOINTER_TO_UINT (data));
  handing_wait_for (self, "an end of the take-over", &answer);
  g_clear_error (&answer.error);
  shift_restart (self->shift);
  g_assert_cmpint (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)), ==,
                   tuntas_desk_item_is_begun (shift_item (self->shift, HOME)));
  if (!tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)))
    g_assert_cmpint (handing_take (self, NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  static const guint turns[] = { 0, 1, 3, 10 };

  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/desk/takeback/" name, Handing, NULL, handing_set_up, func, handing_tear_down)
  ADD ("void", test_void);
  ADD ("one-of-two", test_one_of_two);
  ADD ("too-late", test_too_late);
  ADD ("out-of-reach", test_out_of_reach);
  ADD ("judged-first", test_judged_first);
  ADD ("drafts", test_drafts);
  ADD ("erased", test_erased);
  ADD ("looked-at-before", test_looked_at_before);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autofree char *giving = g_strdup_printf ("/desk/takeback/left-giving/%u", turns[i]);
      g_autofree char *taking = g_strdup_printf ("/desk/takeback/left-taking/%u", turns[i]);

      g_test_add (giving, Handing, GUINT_TO_POINTER (turns[i]), handing_set_up, test_left_giving, handing_tear_down);
      g_test_add (taking, Handing, GUINT_TO_POINTER (turns[i]), handing_set_up, test_left_taking, handing_tear_down);
    }
  return g_test_run ();
}
