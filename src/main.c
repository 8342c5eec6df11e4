/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-commands.h"

#include <stdlib.h>

int
main (int argc, char **argv)
{
  if (argc > 1 && tuntas_commands_has (argv[1]))
    return tuntas_commands_run (argc, argv);
  g_printerr ("tuntas: no window yet\n");
  return EXIT_FAILURE;
}
