/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-command-parts.h"

#include "tuntas-data.h"
#include "tuntas-procedure.h"

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"

GBytes *
tuntas_command_parts_load_procedure (const char *file, GError **error)
{
  g_autoptr (GFile) source = file != NULL ? g_file_new_for_commandline_arg (file) : NULL;

  return source != NULL ? g_file_load_bytes (source, NULL, NULL, error)
                        : g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, error);
}

const char *
tuntas_command_parts_name_procedure (const char *file)
{
  return file != NULL ? file : "W-03";
}

void
tuntas_command_parts_print_findings (const char *file, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TuntasProcedureFinding *finding = g_ptr_array_index (findings, i);

      g_print ("%s:%u: %s: %s\n", file, MAX (finding->line, 1), finding->place, finding->reason);
    }
}
