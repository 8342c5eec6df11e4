/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

char *
mistake_make (const Mistake *mistake, const char *w03)
{
  g_autoptr (GString) changed = g_string_new (w03);

  g_assert_cmpuint (g_string_replace (changed, mistake->old, mistake->fresh, mistake->everywhere ? 0 : 1), >, 0);
  return g_string_free (g_steal_pointer (&changed), FALSE);
}
