/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first-frame.h"

#include "tuntas-run.h"

/* The program as it is, up to its first frame. */
int
main (int argc, char **argv)
{
  first_frame_ends_process ();
  return tuntas_run (argc, argv, NULL);
}
