/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-leaks.h"
#include "tuntas-remote-clock.h"
#include "tuntas-run.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
/* GLib gives its table of names up for a larger one where it is full, and cannot free it. It is made before main (),
 * with all that libraries make for themselves. */
static void (*const before_libraries) (void) __attribute__ ((used, section (".preinit_array"))) = __lsan_disable;
#endif

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

  __lsan_enable ();
  g_unix_signal_add (SIGTERM, terminated_cb, NULL);
  return tuntas_run (argc, argv, clock != NULL ? TUNTAS_CLOCK (clock) : NULL);
}
