/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem () */
#include "shift.h"

#include "faulty-disk.h"

#include <string.h>

/* The end of life of what is known of customers: by the calendar, and when the agent says so. */

#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define SAID "dropcore digigit tikus"
#define MORNING "2026-11-23T09:00:00+07:00"
#define DAYS(n) ((n) * G_TIME_SPAN_DAY)

typedef struct
{
  Shift *shift;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->shift = shift_new (MORNING);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shift_free (self->shift);
}

static void
close_home (Fixture *self)
{
  shift_act (self->shift, HOME, "received", "rfo", SAID, "repair", "ganti dropcore", NULL);
  shift_act (self->shift, HOME, "resolved", NULL);
  shift_call (self->shift, HOME, HOME_PHONE, "connected");
  shift_act (self->shift, HOME, "normal-close", "told", "true", NULL);
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
}

static void
jump (Fixture *self, gint64 microseconds)
{
  tuntas_test_clock_set (self->shift->clock, tuntas_clock_now (TUNTAS_CLOCK (self->shift->clock)) + microseconds);
}

/* Whether the bytes stand anywhere in the account's folder. */
static gboolean
stands (Shift *shift, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (shift->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (shift->directory, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_get_contents (path, &bytes, &length, NULL) && memmem (bytes, length, text, strlen (text)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_removed (Shift *shift, gpointer text)
{
  return !stands (shift, text);
}

/* Seven days are the default. Until then it is there; then it goes while the program runs, from all files. */
static void
test_by_the_calendar (Fixture *self, gconstpointer data)
{
  close_home (self);
  jump (self, DAYS (7) - G_TIME_SPAN_HOUR);
  shift_restart (self->shift);
  g_assert_true (stands (self->shift, SAID));
  jump (self, 7 * G_TIME_SPAN_HOUR);
  shift_wait (self->shift, "the case to be removed", is_removed, (gpointer) SAID);
  shift_wait (self->shift, "the cached ticket to be removed", is_removed, (gpointer) HOME_PHONE);
  g_assert_null (tuntas_desk_find_item (self->shift->desk, HOME));
  shift_restart (self->shift);
  g_assert_null (tuntas_desk_get_recovered (self->shift->desk));
}

/* … or at the start, where the program was away meanwhile, by the site's own number of days. */
static void
test_at_the_start (Fixture *self, gconstpointer data)
{
  close_home (self);
  shift_end (self->shift);
  jump (self, DAYS (30));
  g_assert_true (stands (self->shift, SAID));
  shift_begin (self->shift);
  shift_wait (self->shift, "the case to be removed", is_removed, (gpointer) SAID);
}

/* What goes on and what has not been sent stays, however old it is. */
static void
test_unfinished_stays (Fixture *self, gconstpointer data)
{
  shift_receive_and_check (self->shift, DATIN);
  shift_fault (self->shift, "{\"kind\":\"offline\"}");
  shift_act (self->shift, HOME, "received", "rfo", SAID, "repair", "ganti dropcore", NULL);
  shift_act (self->shift, HOME, "resolved", NULL);
  shift_call (self->shift, HOME, HOME_PHONE, "connected");
  shift_act (self->shift, HOME, "normal-close", "told", "true", NULL);
  shift_pass (self->shift, 30);
  jump (self, DAYS (60));
  shift_pass (self->shift, 60);
  g_assert_true (stands (self->shift, SAID));
  g_assert_true (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));
  shift_fault (self->shift, "{\"kind\":\"clear\"}");
  shift_settle (self->shift, HOME);
  shift_assert_status (self->shift, HOME, "CLOSED");
}

/* A clock that is years ahead is wrong. */
static void
test_wrong_clock (Fixture *self, gconstpointer data)
{
  close_home (self);
  shift_end (self->shift);
  jump (self, DAYS (50 * 365));
  shift_begin (self->shift);
  shift_pass (self->shift, 60);
  g_assert_true (stands (self->shift, SAID));
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  if (tuntas_desk_erase_finish (TUNTAS_DESK (source), result, error))
    *error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS, "done");
}

static gboolean
has_answered (Shift *shift, gpointer error)
{
  return *(GError **) error != NULL;
}

/* (transfer full) (nullable): the error. */
static GError *
erase (Fixture *self, GPtrArray *tickets)
{
  GError *error = NULL;

  g_ptr_array_add (tickets, NULL);
  tuntas_desk_erase_async (self->shift->desk, (const char *const *) tickets->pdata, NULL, erased_cb, &error);
  shift_wait (self->shift, "the erasing", has_answered, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_clear_error (&error);
  return error;
}

static GPtrArray *
of_customer (Fixture *self, const char *ticket)
{
  return tuntas_desk_list_of_customer (self->shift->desk, shift_item (self->shift, ticket));
}

/* A ticket that is done goes at once; one in work does not, and nothing with it. */
static void
test_erase (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = NULL;
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GError) error = NULL;

  close_home (self);
  shift_receive_and_check (self->shift, DATIN);
  both = of_customer (self, HOME);
  g_assert_cmpuint (both->len, ==, 1);
  g_ptr_array_add (both, g_strdup (DATIN));
  error = erase (self, both);
  g_assert_error (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_IN_WORK);
  g_assert_cmpstr (error->message, ==, DATIN);
  g_clear_error (&error);
  g_assert_true (stands (self->shift, SAID));

  tickets = of_customer (self, HOME);
  error = erase (self, tickets);
  g_assert_no_error (error);
  shift_wait (self->shift, "the case to be removed", is_removed, (gpointer) SAID);
  g_assert_null (tuntas_desk_find_item (self->shift->desk, HOME));
  g_assert_true (tuntas_desk_item_is_begun (shift_item (self->shift, DATIN)));
  /* Where the ticket comes back, another case of it can be worked on, also after a restart. */
  shift_change_in_nossa (self->shift, HOME, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"MEDIACARE\"}}");
  shift_restart (self->shift);
  g_assert_null (tuntas_desk_get_recovered (self->shift->desk));
  shift_act (self->shift, HOME, "received", "rfo", "kabel putus", "repair", "sambung", NULL);
}

/* Who shares a telephone number is the same customer, also where the case ended on another day. */
static void
test_of_customer (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = NULL;
  g_autoptr (GError) error = NULL;

  close_home (self);
  jump (self, DAYS (2));
  shift_restart (self->shift);
  g_assert_null (tuntas_desk_find_item (self->shift->desk, HOME));
  shift_act (self->shift, DATIN, "add-phone", "phone", "+62 " "8000000121", "source", "pelanggan", NULL);
  tickets = of_customer (self, DATIN);
  g_assert_cmpuint (tickets->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (tickets, 0), ==, DATIN);
  g_assert_cmpstr (g_ptr_array_index (tickets, 1), ==, HOME);
  g_ptr_array_remove_index (tickets, 0);
  error = erase (self, tickets);
  g_assert_no_error (error);
  g_assert_false (stands (self->shift, SAID));
}

/* What was typed at a ticket that nobody began goes with it. */
static void
test_erase_unbegun (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  tuntas_desk_put_draft (self->shift->desk, shift_item (self->shift, HOME), "received:rfo", SAID);
  shift_restart (self->shift);
  g_assert_true (stands (self->shift, SAID));
  g_ptr_array_add (tickets, g_strdup (HOME));
  error = erase (self, tickets);
  g_assert_no_error (error);
  g_assert_false (stands (self->shift, SAID));
}

/* Where the cache does not let a ticket go that is told, nothing else is removed either, and it can be tried again. */
static void
test_cache_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tickets = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  shift_end (self->shift);
  self->shift->vfs = FAULTY_DISK;
  shift_begin (self->shift);
  close_home (self);
  tickets = of_customer (self, HOME);
  faulty_disk_set (FAULT_CACHE, 0, G_MAXUINT);
  error = erase (self, tickets);
  g_assert_nonnull (error);
  g_assert_cmpuint (faulty_disk_failed (), >, 0);
  g_clear_error (&error);
  faulty_disk_set (FAULT_NONE, 0, 0);
  g_assert_true (stands (self->shift, SAID));
  again = of_customer (self, HOME);
  error = erase (self, again);
  g_assert_no_error (error);
  g_assert_false (stands (self->shift, SAID));
}

#define ADD(path, func) g_test_add ("/end-of-life/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_register ();
  ADD ("by-the-calendar", test_by_the_calendar);
  ADD ("at-the-start", test_at_the_start);
  ADD ("unfinished-stays", test_unfinished_stays);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("erase", test_erase);
  ADD ("of-customer", test_of_customer);
  ADD ("erase-unbegun", test_erase_unbegun);
  ADD ("cache-stays", test_cache_stays);
  return g_test_run ();
}
