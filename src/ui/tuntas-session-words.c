/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-session-words.h"

#include "tuntas-format.h"

#include <glib/gi18n-lib.h>

char *
tuntas_session_words_title (const TuntasSessionStep *step)
{
  if (!step->taken_back)
    return g_strdup (step->line);
  /* Translators: %s is what was done: "Hasil panggilan: Nada sibuk". */
  return g_strdup_printf (_("%s (taken back later)"), step->line);
}

/* Calls are told where they are what the step is about, the deadline where the case has one. */
static void
add_state (GString *text, const TuntasSessionStep *step)
{
  TuntasCase *state = step->state;
  guint counted = tuntas_case_get_counted (state);
  gint64 deadline = tuntas_case_get_deadline (state);

  if (tuntas_case_get_step (state)->kind == TUNTAS_STEP_CALLS)
    {
      g_string_append (text, " · ");
      /* Translators: how many calls of this round count. */
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u call counts", "%u calls count", counted), counted);
    }
  if (deadline >= 0)
    {
      g_autofree char *moment = tuntas_format_moment (deadline, tuntas_case_get_zone (state), step->at);

      g_string_append (text, " · ");
      /* Translators: %s is when a ticket is active again, or a customer is called as agreed: "11.05". */
      g_string_append_printf (text, _("deadline %s"), moment);
    }
}

char *
tuntas_session_words_about (const TuntasSessionStep *step)
{
  g_autofree char *clock = tuntas_format_clock_zone (step->at, tuntas_case_get_zone (step->state));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s · %s", clock, step->ticket);
  if (step->clause != NULL)
    g_string_append_printf (text, " · %s", step->clause);
  g_string_append_c (text, '\n');
  /* Translators: %s is the step that a ticket stood in after something was done. */
  g_string_append_printf (text, _("Afterwards: %s"), step->step);
  add_state (text, step);
  return g_string_free (text, FALSE);
}
