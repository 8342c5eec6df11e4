/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-set-aside.h"

#include <errno.h>
#include <glib/gstdio.h>

char *
tuntas_set_aside (const char *path, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", path, i);

      if (g_file_test (aside, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (path, aside) == 0)
        return g_steal_pointer (&aside);
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
      return NULL;
    }
}
