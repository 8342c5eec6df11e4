/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-remote-clock.h"
#include "tuntas-no-dumps.h"
#include "tuntas-run.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <stdlib.h>

static gboolean
terminated_cb (gpointer user_data)
{
  g_application_quit (g_application_get_default ());
  return G_SOURCE_CONTINUE;
}

/* The program as it is, with the test's clock on an inherited socket: TUNTAS_CLOCK_FD is its number. SIGTERM ends it as
 * at the end of a day, whatever it shows. */
int
main (int argc, char **argv)
{
  const char *fd = g_getenv ("TUNTAS_CLOCK_FD");
  g_autoptr (TuntasRemoteClock) clock = fd != NULL ? tuntas_remote_clock_new (atoi (fd)) : NULL;

#ifdef TUNTAS_NO_DUMPS
  tuntas_no_dumps ();
#endif
  g_unix_signal_add (SIGTERM, terminated_cb, NULL);
  return tuntas_run (argc, argv, clock != NULL ? TUNTAS_CLOCK (clock) : NULL);
}
