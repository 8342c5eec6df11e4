/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

/* For the test of the schema: print-mistakes W-03 FOLDER writes W-03 once with each mistake of shape, by its name. */
int
main (int argc, char **argv)
{
  g_autofree char *w03 = NULL;

  if (argc != 3 || !g_file_get_contents (argv[1], &w03, NULL, NULL))
    return 2;
  for (const Mistake *mistake = mistakes_of_shape; mistake->name != NULL; mistake++)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s.json", argv[2], mistake->name);
      g_autofree char *text = mistake_make (mistake, w03);

      if (mistake->kind == MISTAKE_SHAPE && !g_file_set_contents (file, text, -1, NULL))
        return 1;
    }
  return 0;
}
