/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-no-dumps.h"
#include "tuntas-run.h"

int
main (int argc, char **argv)
{
#ifdef TUNTAS_NO_DUMPS
  tuntas_no_dumps ();
#endif
  return tuntas_run (argc, argv, NULL);
}
