/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets-driver.h"

#include "tuntas-secret-service.h"
#include "tuntas-test-clock.h"

#include <glib/gstdio.h>

static void
test_no_bus (void)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (START);
  g_autoptr (TuntasSecrets) secrets = tuntas_secret_service_new (TUNTAS_CLOCK (clock));

  assert_all_fail (secrets, TUNTAS_KEYRING_ERROR_NO_BUS);
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (clock), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("tuntas-no-bus-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("DISPLAY");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/service/no-bus", test_no_bus);
  status = g_test_run ();
  g_rmdir (folder);
  return status;
}
