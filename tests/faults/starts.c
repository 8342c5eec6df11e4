/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"
#include "store-test.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Many starts at once in a fresh folder: starts WINDOW. Of the stores one is opened, the others are told at once; of the
 * programs one stays, the others hand their start over to it on the bus, or without one say that it is there, and end. */

#define FULL_STARTS 100
#define ALREADY_OPEN "Tuntas sudah terbuka di komputer ini."

static const char *window_program;

/* Stores */

static int
open_once (const char *directory)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_thread ("store");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStore) store = store_open (directory, NULL, executor, MACHINE, &error);

  if (store == NULL)
    return g_error_matches (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_LOCKED) ? 3 : 1;
  if (write (STDOUT_FILENO, "1", 1) != 1)
    return 1;
  /* Until the parent lets go of the other end. */
  while (read (STDIN_FILENO, (char[1]){ 0 }, 1) > 0)
    continue;
  return 0;
}

typedef struct
{
  GPid pid;
  int in;
  int out;
} Child;

static void
start_store (Child *child, const char *directory)
{
  const char *const argv[] = { "/proc/self/exe", "--open-once", directory, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child->pid, &child->in,
                            &child->out, NULL, &error);
  g_assert_no_error (error);
}

static int
end_store (Child *child)
{
  int status;

  close (child->in);
  close (child->out);
  g_assert_cmpint (waitpid (child->pid, &status, 0), ==, child->pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_stores (Fixture *f, gconstpointer data)
{
  guint n = (guint) faults_share (FULL_STARTS), n_open = 0, n_locked = 0;
  g_autofree Child *children = g_new0 (Child, n);

  for (guint i = 0; i < n; i++)
    start_store (&children[i], f->directory);
  for (guint i = 0; i < n; i++)
    n_open += read (children[i].out, (char[1]){ 0 }, 1) == 1 ? 1 : 0;
  for (guint i = 0; i < n; i++)
    n_locked += end_store (&children[i]) == 3 ? 1 : 0;
  g_assert_cmpuint (n_open, ==, 1);
  g_assert_cmpuint (n_locked, ==, n - 1);
  faults_figure ("starts.stores", n, "starts");
  faults_figure ("starts.stores.writers", n_open, "writers");
}

/* Programs */

static GSubprocess *
start_program (const char *home, gboolean with_bus)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  if (!with_bus)
    {
      /* At an address where nobody is; unset, one would be started. Of its absence GTK itself warns. */
      g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
      g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
    }
  process = g_subprocess_launcher_spawn (launcher, &error, window_program, NULL);
  g_assert_no_error (error);
  return process;
}

static void
remove_home (const char *home)
{
  const char *const argv[] = { "rm", "-r", home, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_ended = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  (*n_ended)++;
}

/* (transfer full) */
static char *
error_text (GSubprocess *process)
{
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes (g_subprocess_get_stderr_pipe (process), 4096, NULL, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* All but one end by themselves. That one is ended at last. */
static void
test_programs (gconstpointer with_bus)
{
  guint n = (guint) faults_share (FULL_STARTS), n_ended = 0, n_handed_over = 0, n_said = 0;
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *home = g_dir_make_tmp ("tuntas-starts-XXXXXX", NULL);
  g_autofree char *figure = g_strdup_printf ("starts.%s", with_bus != NULL ? "bus" : "no-bus");

  for (guint i = 0; i < n; i++)
    {
      GSubprocess *process = start_program (home, with_bus != NULL);

      g_ptr_array_add (processes, process);
      g_subprocess_wait_async (process, NULL, ended_cb, &n_ended);
    }
  while (n_ended < n - 1)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < n; i++)
    {
      GSubprocess *process = g_ptr_array_index (processes, i);

      if (g_subprocess_get_identifier (process) != NULL)
        g_subprocess_force_exit (process);
      else if (g_subprocess_get_exit_status (process) == 0)
        n_handed_over++;
      else
        {
          g_autofree char *text = error_text (process);

          g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
          g_assert_nonnull (strstr (text, ALREADY_OPEN));
          n_said++;
        }
    }
  while (n_ended < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_handed_over + n_said, ==, n - 1);
  if (with_bus == NULL)
    g_assert_cmpuint (n_handed_over, ==, 0);
  remove_home (home);
  faults_figure (figure, n, "starts");
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Once the first one has its name on the bus, the second hands its start over and ends well. (Whether its
 * window comes to the front is not looked at.) */
static void
test_hands_over (void)
{
  g_autofree char *home = g_dir_make_tmp ("tuntas-starts-XXXXXX", NULL);
  gboolean is_on_bus = FALSE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "io.github.tuntas.Tuntas", G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb,
                                  NULL, &is_on_bus, NULL);
  g_autoptr (GSubprocess) first = start_program (home, TRUE);
  g_autoptr (GSubprocess) second = NULL;

  while (!is_on_bus)
    {
      g_assert_nonnull (g_subprocess_get_identifier (first));
      g_main_context_iteration (NULL, TRUE);
    }
  g_bus_unwatch_name (watch);
  second = start_program (home, TRUE);
  g_assert_true (g_subprocess_wait_check (second, NULL, NULL));
  g_assert_nonnull (g_subprocess_get_identifier (first));
  g_subprocess_force_exit (first);
  g_subprocess_wait (first, NULL, NULL);
  remove_home (home);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--open-once") == 0)
    return open_once (argv[2]);

  faults_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];
  g_test_add ("/faults/starts/stores", Fixture, NULL, fixture_set_up, test_stores, fixture_tear_down);
  g_test_add_func ("/faults/starts/hands-over", test_hands_over);
  g_test_add_data_func ("/faults/starts/bus", GINT_TO_POINTER (TRUE), test_programs);
  g_test_add_data_func ("/faults/starts/no-bus", NULL, test_programs);
  return g_test_run ();
}
