/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include <sys/resource.h>
#include <sys/wait.h>

/* How long a window takes from its start to its first frame, and how much memory at most: bench-start HELLO WINDOW.
 * The two take turns, so that whatever else the computer does falls on both; the ratio is what can be compared. */

#define ROUNDS 10

typedef struct
{
  const char *program;
  Figures milliseconds;
  Figures mebibytes;
} Runner;

static void
run (Runner *self, gboolean measured)
{
  const char *argv[] = { self->program, NULL };
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  gint64 start = g_get_monotonic_time ();
  int status;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  if (!measured)
    return;
  figures_add (&self->milliseconds, milliseconds_since (start));
  figures_add (&self->mebibytes, (double) usage.ru_maxrss / 1024);
}

static void
runner_init (Runner *self, const char *program)
{
  self->program = program;
  figures_init (&self->milliseconds);
  figures_init (&self->mebibytes);
  /* Once for the caches of the home that is fresh. */
  run (self, FALSE);
}

static void
runner_clear (Runner *self)
{
  figures_clear (&self->milliseconds);
  figures_clear (&self->mebibytes);
}

int
main (int argc, char **argv)
{
  Runner hello, window;

  g_assert (argc == 3);
  runner_init (&hello, argv[1]);
  runner_init (&window, argv[2]);
  for (guint i = 0; i < ROUNDS; i++)
    {
      run (&hello, TRUE);
      run (&window, TRUE);
    }
  figure_print ("start.hello", figures_at (&hello.milliseconds, 0.5), "ms");
  figure_print ("start.window", figures_at (&window.milliseconds, 0.5), "ms");
  figure_print ("start.ratio", figures_at (&window.milliseconds, 0.5) / figures_at (&hello.milliseconds, 0.5), "times");
  figure_print ("start.hello.peak", figures_at (&hello.mebibytes, 0.5), "MiB");
  figure_print ("start.window.peak", figures_at (&window.mebibytes, 0.5), "MiB");
  runner_clear (&hello);
  runner_clear (&window);
  return 0;
}
