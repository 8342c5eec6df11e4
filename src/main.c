/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-run.h"

int
main (int argc, char **argv)
{
  return tuntas_run (argc, argv, NULL);
}
