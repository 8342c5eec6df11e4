/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-finding-words.h"

#include <glib/gi18n.h>

/* {value} and {wanted} are filled in. */
static const char *const reasons[] = {
  [TUNTAS_FINDING_LINE] = N_("this line is no group, no comment and no key = value"),
  [TUNTAS_FINDING_TWICE] = N_("stands twice; the first one counts"),
  [TUNTAS_FINDING_UNKNOWN] = N_("there is no such setting"),
  [TUNTAS_FINDING_SYSTEM_ONLY] = N_("only the system's file may set this"),
  [TUNTAS_FINDING_TEXT] = N_("text without control characters is wanted here"),
  /* Translators: keep {value} and {wanted}: what was written, and a range such as 3..9. */
  [TUNTAS_FINDING_RANGE] = N_("“{value}” is out of range {wanted}"),
  /* Translators: keep {value} and {wanted}: what was written, and a list of words. */
  [TUNTAS_FINDING_CHOICE] = N_("“{value}” is none of {wanted}"),
  /* Translators: keep {value}. */
  [TUNTAS_FINDING_TIME] = N_("“{value}” is no time of day such as 06:00"),
  /* Translators: keep {value}. */
  [TUNTAS_FINDING_DATE] = N_("“{value}” is no date such as 2026-12-25"),
  /* Translators: keep {value}. */
  [TUNTAS_FINDING_DURATION] = N_("“{value}” is no length of time such as 4:00"),
  /* Translators: keep {value}: the name between braces in a text. */
  [TUNTAS_FINDING_PLACEHOLDER] = N_("“{value}” is no placeholder"),
  /* Translators: keep {value}. */
  [TUNTAS_FINDING_ADDRESS] = N_("“{value}” is no web address"),
  /* Translators: keep {value}. */
  [TUNTAS_FINDING_DIGITS] = N_("“{value}” has more than a telephone's keys: 0-9 + * # , ;"),
  /* Translators: keep {wanted}: the names of two settings that are times. */
  [TUNTAS_FINDING_ORDER] = N_("the times must come in this order: {wanted}"),
  [TUNTAS_FINDING_OTHER] = NULL, /* a technical message, as it is */
};

static char *
fill (const TuntasFinding *finding)
{
  const char *reason = reasons[finding->code];
  GString *text = g_string_new (reason != NULL ? _(reason) : "{wanted}");

  /* What was written comes last: it may have braces of its own. */
  g_string_replace (text, "{wanted}", finding->wanted != NULL ? finding->wanted : "", 1);
  g_string_replace (text, "{value}", finding->value != NULL ? finding->value : "", 1);
  return g_string_free (text, FALSE);
}

char *
tuntas_finding_words (const TuntasFinding *finding)
{
  g_autofree char *reason = fill (finding);
  GString *text = g_string_new (NULL);

  if (finding->line > 0)
    /* Translators: the path of a settings file, then the number of a line: "/etc/xdg/tuntas/site.ini baris 12" */
    g_string_append_printf (text, _("%s line %u"), finding->file, finding->line);
  else
    g_string_append (text, finding->file);
  if (finding->group != NULL)
    g_string_append_printf (text, ", [%s]", finding->group);
  if (finding->key != NULL)
    g_string_append_printf (text, "%s%s", finding->group != NULL ? " " : ", ", finding->key);
  g_string_append_printf (text, ": %s", reason);
  return g_string_free (text, FALSE);
}

char *
tuntas_finding_words_all (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = tuntas_finding_words (g_ptr_array_index (findings, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (text, FALSE);
}
