/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-no-dumps.h"

#include <glib.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that ends badly leaves its memory to nobody. */
static void
test_ends_badly (void)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      struct rlimit limit;

      tuntas_no_dumps ();
      if (prctl (PR_GET_DUMPABLE) != 0 || getrlimit (RLIMIT_CORE, &limit) != 0 || limit.rlim_max != 0)
        _exit (1);
      abort ();
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_false (WCOREDUMP (status));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/no-dumps/ends-badly", test_ends_badly);
  return g_test_run ();
}
