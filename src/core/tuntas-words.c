/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-words-private.h"

#include "tuntas-phone.h"
#include "tuntas-service.h"
#include "tuntas-trailer.h"

#include <string.h>

/* Texts of the procedure with their places filled, and the words that only sending has: what became of the e-mail, the
 * trailer. What stands in each place is in tuntas-words-places.c. */

char *
tuntas_words_clock (GTimeZone *zone, gint64 instant, gint64 now)
{
  g_autoptr (GDateTime) then = tuntas_instant_in_zone (instant, zone);
  g_autoptr (GDateTime) today = tuntas_instant_in_zone (now, zone);
  gboolean same_day = g_date_time_get_year (then) == g_date_time_get_year (today) &&
                      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today);

  return g_date_time_format (then, same_day ? "%H.%M" : "%d-%m %H.%M");
}

char *
tuntas_words_dup_clock (const TuntasWordsContext *context, gint64 instant)
{
  return tuntas_words_clock (tuntas_case_get_zone (context->state), instant, context->now);
}

const char *
tuntas_words_zone_label (const char *zone_id)
{
  /* In the order of the zones of the country. */
  static const char *const labels[] = { "WIB", "WIB", "WITA", "WIT" };
  const char *const *zones = tuntas_service_list_zones ();

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (zones[i], zone_id) == 0)
      return labels[i];
  return "UTC";
}

const char *
tuntas_words_get_zone (const TuntasWordsContext *context)
{
  return context->zone_label != NULL ? context->zone_label
                                     : tuntas_words_zone_label (tuntas_case_get_zone_id (context->state));
}

char *
tuntas_words_dup_text (const TuntasWordsContext *context, const char *name)
{
  const TuntasText *text = tuntas_procedure_find_text (tuntas_case_get_procedure (context->state), name);

  return text != NULL ? g_strdup (tuntas_text_in (text, context->language)) : NULL;
}

/* A value brings no place of its own with it, which a later filling would take for one of the text. */
static char *
without_braces (char *value)
{
  for (char *p = value; p != NULL && *p != '\0'; p++)
    *p = *p == '{' ? '(' : *p == '}' ? ')' : *p;
  return value;
}

char *
tuntas_words_fill (const char *text, const TuntasWordsContext *context, GPtrArray *missing)
{
  GString *filled = g_string_new (NULL);
  const char *open;

  while ((open = strchr (text, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (close == NULL)
        break;
      g_string_append_len (filled, text, open - text);
      name = g_strndup (open + 1, close - open - 1);
      if (tuntas_words_is_late (name))
        g_string_append_len (filled, open, close - open + 1);
      else if ((value = without_braces (tuntas_words_fill_place (name, context))) != NULL)
        g_string_append (filled, value);
      else
        {
          g_string_append (filled, "…");
          if (missing != NULL)
            g_ptr_array_add (missing, g_strdup (name));
        }
      text = close + 1;
    }
  g_string_append (filled, text);
  return g_string_free (filled, FALSE);
}

char *
tuntas_words_finish (const char *text, const char *place, const char *value)
{
  g_autofree char *marker = g_strdup_printf ("{%s}", place);
  GString *finished = g_string_new (text);

  if (value != NULL)
    g_string_replace (finished, marker, value, 0);
  return g_string_free (finished, FALSE);
}

static char *
finish_with (char *text, const char *place, const char *value)
{
  g_autofree char *before = text;
  g_autofree char *plain = without_braces (g_strdup (value != NULL ? value : "-"));

  return tuntas_words_finish (before, place, plain);
}

char *
tuntas_words_email_status (const TuntasWordsContext *context, const TuntasWordsEmail *email)
{
  static const char *const names[] = {
    [TUNTAS_WORDS_EMAIL_SENT] = "email-sent",
    [TUNTAS_WORDS_EMAIL_NOT_SENT] = "email-not-sent",
    [TUNTAS_WORDS_EMAIL_UNKNOWN] = "email-unknown",
    [TUNTAS_WORDS_EMAIL_ELSEWHERE] = "email-elsewhere",
  };
  g_autofree char *clock = email->at >= 0 ? tuntas_words_dup_clock (context, email->at) : NULL;
  g_autofree char *reason = email->reason != NULL ? tuntas_phone_mask_text (email->reason, NULL) : NULL;
  char *text = tuntas_words_dup_text (context, names[email->result]);

  /* An older instruction may have no word for what nobody knows, or for what was done elsewhere; then nothing is said
   * but the address. */
  if (text == NULL)
    text = g_strdup ("email {email} {jam_email}: ?");
  text = finish_with (text, "email", email->to);
  text = finish_with (text, "jam_email", clock);
  return finish_with (text, "alasan_email", reason);
}

char *
tuntas_words_trailer (const TuntasWordsContext *context, const char *clause, const char *email, const char *reference)
{
  TuntasCase *state = context->state;
  TuntasTrailer trailer = {
    .clause = (char *) clause,
    .calls = { tuntas_case_get_counted_in (state, 1),
               tuntas_case_get_round (state) > 1 ? tuntas_case_get_counted_in (state, 2) : -1 },
    .email = (char *) email,
    .until = tuntas_case_get_deadline (state),
    .zone = (char *) tuntas_words_get_zone (context),
    .reference = (char *) reference,
  };

  return tuntas_trailer_format (&trailer, tuntas_case_get_zone (state));
}
