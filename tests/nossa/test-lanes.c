/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-lanes.h"

#include <string.h>

/* Who may send now: what has started is written down by the names of the tasks. */

static GString *started;

static void
start_cb (GTask *task)
{
  g_string_append (started, g_task_get_name (task));
  g_object_unref (task);
}

static void
enter (TuntasNossaLanes *lanes, const char *path, const char *name)
{
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_name (task, name);
  g_task_return_boolean (task, TRUE);
  tuntas_nossa_lanes_enter (lanes, path, task);
}

#define A "/maximo/oslc/os/mxincident/_A"
#define B "/maximo/oslc/os/mxincident/_B"
#define LIST "/maximo/oslc/os/mxincident"

static void
test_one_for_each_record (void)
{
  g_autoptr (TuntasNossaLanes) lanes = tuntas_nossa_lanes_new (start_cb);

  g_string_truncate (started, 0);
  enter (lanes, A "?lean=1", "a");
  enter (lanes, A "/worklog?lean=1", "w");
  enter (lanes, B, "b");
  g_assert_cmpstr (started->str, ==, "ab");
  tuntas_nossa_lanes_leave (lanes, B);
  g_assert_cmpstr (started->str, ==, "ab");
  tuntas_nossa_lanes_leave (lanes, A "?lean=1");
  g_assert_cmpstr (started->str, ==, "abw");
  tuntas_nossa_lanes_leave (lanes, A "/worklog?lean=1");
}

/* Two at most, in the order of coming; one that has to wait for its record is passed by those that need not. */
static void
test_two_at_most (void)
{
  g_autoptr (TuntasNossaLanes) lanes = tuntas_nossa_lanes_new (start_cb);

  g_string_truncate (started, 0);
  enter (lanes, LIST "?x=/os/mxincident/_A", "1");
  enter (lanes, A, "a");
  enter (lanes, A, "A");
  enter (lanes, LIST "/?x", "2");
  enter (lanes, "/maximo/oslc/os/mxsr/_A", "s");
  g_assert_cmpstr (started->str, ==, "1a");
  tuntas_nossa_lanes_leave (lanes, LIST "?x=/os/mxincident/_A");
  g_assert_cmpstr (started->str, ==, "1a2");
  tuntas_nossa_lanes_leave (lanes, A);
  g_assert_cmpstr (started->str, ==, "1a2A");
  tuntas_nossa_lanes_leave (lanes, LIST "/?x");
  g_assert_cmpstr (started->str, ==, "1a2As");
  tuntas_nossa_lanes_leave (lanes, A);
  tuntas_nossa_lanes_leave (lanes, "/maximo/oslc/os/mxsr/_A");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  started = g_string_new (NULL);
  g_test_add_func ("/nossa/lanes/one-for-each-record", test_one_for_each_record);
  g_test_add_func ("/nossa/lanes/two-at-most", test_two_at_most);
  return g_test_run ();
}
