/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-reminder-words.h"

#include "tuntas-format.h"
#include "tuntas-json.h"
#include "tuntas-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* (transfer full): the case at the instant that is waited for, or now, where that has passed. */
static TuntasCase *
case_then (TuntasCase *state, gint64 now)
{
  gint64 due = tuntas_case_get_awaited (state, NULL);
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (state, NULL, MAX (now, due), "", TRUE);

  return tuntas_case_ref (applied->next);
}

gboolean
tuntas_reminder_words_can_call (TuntasCase *state, gint64 now)
{
  g_autoptr (TuntasCase) then = case_then (state, now);

  return tuntas_case_get_step (then)->kind == TUNTAS_STEP_CALLS;
}

char *
tuntas_reminder_words_new (TuntasCase *state, GTimeZone *zone, const char *language, gint64 now)
{
  g_autoptr (TuntasCase) then = case_then (state, now);
  gboolean promise;
  gint64 due = tuntas_case_get_awaited (state, &promise);
  g_autofree char *step = tuntas_procedure_dup_title (tuntas_case_get_procedure (then), tuntas_case_get_step (then)->title,
                                                      language);
  g_autofree char *moment = tuntas_format_moment_for (due, zone, tuntas_case_get_zone (state), now);
  g_autofree char *how_near = tuntas_format_due_spoken (due, now);

  if (promise)
    /* Translators: a reminder: a step of the instruction, the time of an agreed call, and how near it is: "Hubungi
     * pelanggan, min. 3× · janji telepon 14.00, 5 menit lagi" */
    return g_strdup_printf (_("%s · call agreed for %s, %s"), step, moment, how_near);
  /* Translators: a reminder: a step of the instruction, when the pended ticket is active again, and how near that is:
   * "Hubungi lagi, maks. 3× · tiket aktif kembali 10.16, sekarang" */
  return g_strdup_printf (_("%s · ticket active again %s, %s"), step, moment, how_near);
}

/* Reasons */

#define OWN_WORDS "own-words"

static const struct
{
  const char *code;
  const char *words;
} reasons[] = {
  { "other-ticket", N_("Busy with another ticket") },
  { "technicians", N_("Waiting for word from the technicians") },
  { "customer", N_("The customer asked for later") },
  { "break", N_("Break") },
  { OWN_WORDS, N_("Another reason") },
};

const char *const *
tuntas_reminder_words_list_reasons (void)
{
  static const char *codes[G_N_ELEMENTS (reasons) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    codes[i] = reasons[i].code;
  return codes;
}

const char *
tuntas_reminder_words_reason (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (code, reasons[i].code) == 0)
      return _(reasons[i].words);
  return code;
}

gboolean
tuntas_reminder_words_needs_text (const char *code)
{
  return strcmp (code, OWN_WORDS) == 0;
}

/* History */

static char *
dup_snoozed (TuntasEvent *event, const char *until)
{
  const char *code = tuntas_event_get (event, "code");
  const char *text = tuntas_event_get (event, "text");
  g_autofree char *masked = text != NULL ? tuntas_phone_mask_text (text, NULL) : NULL;
  g_autofree char *why = code == NULL || (masked != NULL && tuntas_reminder_words_needs_text (code))
                             ? g_strdup (masked != NULL ? masked : "–")
                         : masked != NULL ? g_strconcat (tuntas_reminder_words_reason (code), ", ", masked, NULL)
                                          : g_strdup (tuntas_reminder_words_reason (code));

  /* Translators: a line of the history: until when the agent put a reminder off, and why: "Pengingat ditunda sampai
   * 10.26: sedang menangani tiket lain" */
  return g_strdup_printf (_("Reminder put off until %s: %s"), until, why);
}

char *
tuntas_reminder_words_history (TuntasEvent *event, char *(*moment) (gint64 instant, gpointer user_data),
                               gpointer user_data)
{
  g_autofree char *until = NULL;
  gint64 instant = 0;

  if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_REMINDED) == 0)
    return g_strdup (_("Reminder given"));
  if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_SNOOZED) != 0)
    return NULL;
  tuntas_act_get_instant (tuntas_event_get_act (event), "until", &instant);
  until = moment (instant, user_data);
  return dup_snoozed (event, until);
}
