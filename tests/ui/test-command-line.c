/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>
#include <sys/wait.h>

/* What the program makes of words that begin no command. It comes to a decision before it wants a display. */

/* errors (out): what it says. Gives the exit code. */
static int
run (const char *first, const char *second, char **errors)
{
  const char *argv[] = { TUNTAS_PROGRAM, first, second, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* Somebody meant to train, or to know something, and not to work. */
static void
test_unknown (void)
{
  static const char *const words[] = { "--trainig", "verdit", "--speed=fast", "--speed=2" };
  static const char *const named[] = { "--trainig", "verdit", "--speed", "--speed" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *errors = NULL;

      g_assert_cmpint (run (words[i], NULL, &errors), ==, 2);
      g_assert_true (g_str_has_prefix (errors, "tuntas: "));
      g_assert_nonnull (strstr (errors, named[i]));
    }
}

/* By that word the bus starts the program, see data/io.github.tuntas.Tuntas.service.in. */
static void
test_service (void)
{
  g_autofree char *errors = NULL;

  g_assert_cmpint (run ("--gapplication-service", "--version", &errors), ==, 0);
  g_assert_cmpstr (errors, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/command-line/unknown", test_unknown);
  g_test_add_func ("/ui/command-line/service", test_service);
  return g_test_run ();
}
