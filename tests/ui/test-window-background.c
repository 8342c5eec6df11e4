/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-notices.h"
#include "tuntas-notifications.h"
#include "tuntas-preferences.h"
#include "tuntas-settings.h"
#include "tuntas-window-private.h"
#include "tuntas-wiring.h"
#include "whole-application.h"

#include <glib/gstdio.h>

/* A start without a window that cannot open its journal; and what else a program has to know of its desktop. */

typedef struct
{
  TuntasApplication *application;
  gboolean ended;
} Fixture;

static void
ended_cb (Fixture *fixture)
{
  fixture->ended = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in_the_way = g_build_filename (g_get_user_data_dir (), "tuntas", NULL);
  g_autoptr (TuntasSettings) settings = tuntas_settings_new ();

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (in_the_way, "no folder", -1, NULL));
  tuntas_settings_set_account (settings, "https://nossa.example", "ayu");
  fixture->application = whole_application_new (data);
  tuntas_application_set_start_hidden (fixture->application);
  g_signal_connect_swapped (fixture->application, "window-removed", G_CALLBACK (ended_cb), fixture);
  whole_application_open (fixture->application);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  TuntasWindow *window = tuntas_application_get_window (fixture->application);
  g_autofree char *in_the_way = g_build_filename (g_get_user_data_dir (), "tuntas", NULL);

  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (fixture->application);
  g_unlink (in_the_way);
}

/* Nobody sees it: it ends. To which instruction the agent comes next is known by then. */
static void
test_unseen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TuntasSettings) settings = tuntas_settings_new ();
  g_autofree char *followed = tuntas_settings_dup_followed_revision (settings);

  g_assert_true (g_str_has_prefix (followed, "IN.OCC.TENESA.W-03"));
  while (!fixture->ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (tuntas_application_get_window (fixture->application));
}

/* It has ended, but for a moment that it still takes, and somebody starts it in that moment: there is a window. */
static void
test_started_at_its_end (Fixture *fixture, gconstpointer data)
{
  TuntasWindow *window;

  while (!fixture->ended)
    g_main_context_iteration (NULL, TRUE);
  g_application_activate (G_APPLICATION (fixture->application));
  window = tuntas_application_get_window (fixture->application);
  g_assert_nonnull (window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_cmpint (window->place, !=, TUNTAS_PLACE_OPENING);
  /* GTK 4.8 does not survive a window that goes before it is announced to assistive programs. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A notification of an earlier run has brought it to the front meanwhile: it goes to the preparation, and says why. */
static void
test_raised (Fixture *fixture, gconstpointer data)
{
  TuntasWindow *window = tuntas_application_get_window (fixture->application);

  g_assert_cmpint (window->place, ==, TUNTAS_PLACE_OPENING);
  tuntas_window_come_back (window, TRUE);
  while (window->place == TUNTAS_PLACE_OPENING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (window->place, ==, TUNTAS_PLACE_PREPARE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_true (gtk_widget_get_visible (window->banner));
  g_assert_false (fixture->ended);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(int *) user_data = tuntas_notices_find_service_finish (result);
}

static gboolean
find_service (TuntasApplication *application)
{
  int found = -1;

  tuntas_notices_find_service_async ((GApplication *) application, found_cb, &found);
  while (found < 0)
    g_main_context_iteration (NULL, TRUE);
  return found;
}

/* Whether notifications can be seen at all; a bus without a running service may still know one to start. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TuntasNotifications) desktop = tuntas_notifications_new ();

  g_assert_true (find_service (fixture->application));
  g_assert_false (find_service (NULL));
}

/* The preferences are closed before it is known whether the program may start with the desktop: the settings learn it. */
static void
test_preferences_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TuntasSettings) settings = tuntas_settings_new ();
  g_autoptr (TuntasSite) site = tuntas_wiring_load_site (NULL, NULL);
  g_autoptr (TuntasWorkplace) work = tuntas_wiring_work (site, NULL, NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  GtkWidget *preferences = tuntas_preferences_new (NULL, settings, findings, work, NULL);
  GObject *autostart = gtk_widget_get_template_child (preferences, TUNTAS_TYPE_PREFERENCES, "autostart");

  g_assert_false (tuntas_settings_get_autostart (settings));
  gtk_switch_set_active (GTK_SWITCH (autostart), TRUE);
  gtk_window_destroy (GTK_WINDOW (preferences));
  while (!tuntas_settings_get_autostart (settings))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/window-background/unseen", Fixture, "io.github.tuntas.Unseen", set_up, test_unseen, tear_down);
  g_test_add ("/ui/window-background/started-at-its-end", Fixture, "io.github.tuntas.StartedAtItsEnd", set_up,
              test_started_at_its_end, tear_down);
  g_test_add ("/ui/window-background/raised", Fixture, "io.github.tuntas.Raised", set_up, test_raised, tear_down);
  g_test_add ("/ui/window-background/service", Fixture, "io.github.tuntas.Service", set_up, test_service, tear_down);
  g_test_add ("/ui/window-background/preferences-closed", Fixture, "io.github.tuntas.Preferences", set_up,
              test_preferences_closed, tear_down);
  return g_test_run ();
}
