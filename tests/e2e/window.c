/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-remote-clock.h"
#include "tuntas-run.h"

#include <stdlib.h>

/* The program as it is, with the test's clock on an inherited socket: TUNTAS_CLOCK_FD is its number. */
int
main (int argc, char **argv)
{
  const char *fd = g_getenv ("TUNTAS_CLOCK_FD");
  g_autoptr (TuntasRemoteClock) clock = fd != NULL ? tuntas_remote_clock_new (atoi (fd)) : NULL;

  return tuntas_run (argc, argv, clock != NULL ? TUNTAS_CLOCK (clock) : NULL);
}
