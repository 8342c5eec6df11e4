/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-wipe.h"

#include <string.h>

void
tuntas_wipe (char *text)
{
  /* Unlike memset () it is not left out where nobody reads the memory again. */
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}
