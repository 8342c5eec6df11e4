/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-alone.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#define LOCK_FILE "tuntas.lock"

gboolean
tuntas_alone_is_first (void)
{
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "tuntas", NULL);
  g_autofree char *path = g_build_filename (directory, LOCK_FILE, NULL);
  int lock;

  if (g_mkdir_with_parents (directory, 0700) != 0)
    return TRUE;
  /* It is never closed: the lock goes with the process, whatever ends it. */
  lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  return lock < 0 || flock (lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}
