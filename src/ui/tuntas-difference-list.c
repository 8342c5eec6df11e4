/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-difference-list.h"

#include "tuntas-plain-row.h"
#include "tuntas-revision.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 200 /* more than that nobody reads; the rest is counted */

void
tuntas_difference_list_show (AdwPreferencesGroup *group, TuntasProcedure *from, TuntasProcedure *to, const char *language)
{
  g_autoptr (GPtrArray) differences = tuntas_procedure_diff (from, to, language);

  for (guint i = 0; i < MIN (differences->len, MOST_ROWS); i++)
    {
      const TuntasDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *place = tuntas_revision_dup_place (difference);
      g_autofree char *change = tuntas_revision_dup_change (difference);

      tuntas_plain_row_add (group, place, change);
    }
  if (differences->len > MOST_ROWS)
    {
      guint more = differences->len - MOST_ROWS;
      /* Translators: how many differences are not shown. */
      g_autofree char *rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", more), more);

      tuntas_plain_row_add (group, rest, "");
    }
  if (differences->len == 0)
    adw_preferences_group_set_description (group, _("Nothing in what it says; only its number or the way it is written."));
}
