/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-alarm-words.h"

#include "tuntas-format.h"

#include <glib/gi18n-lib.h>

char *
tuntas_alarm_words_count (const TuntasAlarms *alarms, GTimeZone *zone, gint64 now)
{
  g_autofree char *next = NULL;

  if (alarms->next < 0)
    return g_strdup (_("No reminder is to come"));
  next = tuntas_format_moment (alarms->next, zone, now);
  /* Translators: how many tickets the agent will be reminded of, and when next: "Pengingat aktif: 4, berikutnya 14.32" */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u reminder to come, next at %s", "%u reminders to come, next at %s",
                                       alarms->n), alarms->n, next);
}

char *
tuntas_alarm_words_new (const TuntasAlarms *alarms, GTimeZone *zone, gint64 now)
{
  const char *ticket = alarms->item != NULL ? tuntas_desk_item_get_id (alarms->item) : "";
  g_autofree char *until = NULL;

  switch (alarms->trouble)
    {
    case TUNTAS_ALARM_NO_DEADLINE:
      /* Translators: %s is a ticket's number. */
      return g_strdup_printf (_("Reminders are incomplete: ticket %s waits without a deadline. Open it, and ask the "
                                "coordinator how to go on."), ticket);
    case TUNTAS_ALARM_NOT_SAVED:
      /* Translators: %s is a ticket's number. */
      return g_strdup_printf (_("Reminders are incomplete: ticket %s is due, and that cannot be saved. Make room on the "
                                "disk of this computer; it is tried again by itself."), ticket);
    case TUNTAS_ALARM_TOO_FAR:
      until = tuntas_format_date (tuntas_case_get_deadline (tuntas_desk_item_get_case (alarms->item)), zone);
      /* Translators: a ticket's number, then a date that lies years ahead. */
      return g_strdup_printf (_("Reminders are incomplete: ticket %s would wait until %s. Check the date and time of this "
                                "computer; where they are right, ask the coordinator how to go on."), ticket, until);
    case TUNTAS_ALARM_NOT_ARMED:
      /* Translators: %s is a ticket's number. */
      return g_strdup_printf (_("Reminders are incomplete: nothing will remind you of ticket %s. Close Tuntas and start it "
                                "again."), ticket);
    case TUNTAS_ALARM_HOLDS:
    default:
      return tuntas_alarm_words_count (alarms, zone, now);
    }
}
