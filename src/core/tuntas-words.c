/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-words.h"

#include "tuntas-phone.h"

#include <string.h>

/* One row per place that a text can name. A function gives the value (transfer full), or NULL where there is none:
 * the place is then missing and the text does not leave. */
typedef char *(*PlaceFunc) (const TuntasWordsContext *context);

static char *
local_format (const TuntasWordsContext *context, gint64 instant, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local = NULL;
  GTimeZone *zone = tuntas_case_get_zone (context->state);

  if (zone == NULL)
    return g_date_time_format (utc, format);
  local = g_date_time_to_timezone (utc, zone);
  return g_date_time_format (local, format);
}

char *
tuntas_words_clock (GTimeZone *zone, gint64 instant, gint64 now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) utc_now = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) then = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  g_autoptr (GDateTime) today = zone != NULL ? g_date_time_to_timezone (utc_now, zone) : g_date_time_ref (utc_now);
  gboolean same_day = g_date_time_get_year (then) == g_date_time_get_year (today) &&
                      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today);

  return g_date_time_format (then, same_day ? "%H.%M" : "%d-%m %H.%M");
}

static char *
clock_words (const TuntasWordsContext *context, gint64 instant)
{
  return tuntas_words_clock (tuntas_case_get_zone (context->state), instant, context->now);
}

const char *
tuntas_words_zone_label (const char *zone_id)
{
  static const struct { const char *zone; const char *label; } labels[] = {
    { "Asia/Jakarta", "WIB" }, { "Asia/Pontianak", "WIB" }, { "Asia/Makassar", "WITA" }, { "Asia/Jayapura", "WIT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].zone, zone_id) == 0)
      return labels[i].label;
  return "UTC";
}

static char *
word (const TuntasWordsContext *context, const char *name)
{
  const TuntasText *text = tuntas_procedure_find_text (tuntas_case_get_procedure (context->state), name);

  return text != NULL ? g_strdup (tuntas_text_in (text, context->language)) : NULL;
}

static char *
part_of_day (const TuntasWordsContext *context)
{
  g_autofree char *hour_text = local_format (context, context->now, "%H");
  gint64 hour = 0;

  g_ascii_string_to_signed (hour_text, 10, 0, 23, &hour, NULL);
  return word (context, hour < 10 ? "morning" : hour < 15 ? "noon" : hour < 18 ? "afternoon" : "night");
}

static char *
ticket_field (const TuntasWordsContext *context, TuntasTicketField field)
{
  return g_strdup (tuntas_ticket_get (context->ticket, field));
}

static char *
first_of (char *first, char *second)
{
  if (first != NULL)
    {
      g_free (second);
      return first;
    }
  return second;
}

static char *
field_of_case (const TuntasWordsContext *context, const char *field)
{
  return g_strdup (tuntas_case_find_field (context->state, field));
}

/* The calls by which the customer was not reached: as many as the gates count. In order. */
static GPtrArray *
list_unreached (const TuntasWordsContext *context)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);
  GPtrArray *list = g_ptr_array_new ();
  int left = tuntas_case_get_unreached (context->state);

  for (guint i = attempts->len; i > 0 && left > 0; i--)
    {
      TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->outcome == NULL || !attempt->outcome->counts || attempt->outcome->connected)
        continue;
      g_ptr_array_insert (list, 0, attempt);
      left--;
    }
  return list;
}

static char *
join_unreached (const TuntasWordsContext *context, gboolean with_outcome)
{
  g_autoptr (GPtrArray) list = list_unreached (context);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (list, i);
      g_autofree char *clock = clock_words (context, attempt->dialled_at);
      const TuntasText *brief = attempt->outcome->brief != NULL ? attempt->outcome->brief : attempt->outcome->label;

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", clock);
      if (with_outcome)
        g_string_append_printf (words, " %s", tuntas_text_in (brief, context->language));
    }
  if (words->len == 0)
    g_string_append (words, "-");
  return g_string_free (words, FALSE);
}

static const TuntasAttempt *
reached_attempt (const TuntasWordsContext *context)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);

  for (guint i = attempts->len; i > 0; i--)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->outcome != NULL && attempt->outcome->connected)
        return attempt;
    }
  return NULL;
}

static char *
event_clock (const TuntasWordsContext *context, const char *act_id)
{
  TuntasEvent *event = tuntas_case_find_last (context->state, act_id);

  return event != NULL ? clock_words (context, tuntas_event_get_at (event)) : NULL;
}

static char *place_waktu (const TuntasWordsContext *c) { return part_of_day (c); }
static char *place_agent (const TuntasWordsContext *c) { return g_strdup (c->agent); }
static char *place_unit (const TuntasWordsContext *c) { return g_strdup (c->unit); }
static char *place_perusahaan (const TuntasWordsContext *c) { return g_strdup (c->company); }
static char *place_tujuan (const TuntasWordsContext *c) { return g_strdup (c->destination); }
static char *place_tiket (const TuntasWordsContext *c) { return ticket_field (c, TUNTAS_TICKET_ID); }
static char *place_layanan (const TuntasWordsContext *c) { return ticket_field (c, TUNTAS_TICKET_SERVICE_TYPE); }
static char *place_rfo (const TuntasWordsContext *c) { return field_of_case (c, "rfo"); }
static char *place_perbaikan (const TuntasWordsContext *c) { return field_of_case (c, "repair"); }
static char *place_alasan (const TuntasWordsContext *c) { return field_of_case (c, "reason"); }
static char *place_pertanyaan (const TuntasWordsContext *c) { return field_of_case (c, "question"); }
static char *place_koordinator (const TuntasWordsContext *c) { return field_of_case (c, "by"); }
static char *place_keluhan_baru (const TuntasWordsContext *c) { return field_of_case (c, "complaint"); }
static char *place_daftar (const TuntasWordsContext *c) { return join_unreached (c, TRUE); }
static char *place_daftar_jam (const TuntasWordsContext *c) { return join_unreached (c, FALSE); }
static char *place_jam_cek (const TuntasWordsContext *c) { return event_clock (c, "resolved"); }
static char *place_jam_aktif (const TuntasWordsContext *c) { return event_clock (c, TUNTAS_EVENT_DUE); }
static char *place_tgl (const TuntasWordsContext *c) { return local_format (c, c->now, "%d-%m-%Y"); }
static char *place_jam (const TuntasWordsContext *c) { return local_format (c, c->now, "%H.%M"); }

static char *
place_dokumen (const TuntasWordsContext *c)
{
  return g_strdup (tuntas_procedure_get_document (tuntas_case_get_procedure (c->state)));
}

static char *
place_kontak (const TuntasWordsContext *c)
{
  return first_of (ticket_field (c, TUNTAS_TICKET_CONTACT), ticket_field (c, TUNTAS_TICKET_CUSTOMER));
}

static char *
place_keluhan (const TuntasWordsContext *c)
{
  return first_of (ticket_field (c, TUNTAS_TICKET_SUMMARY), ticket_field (c, TUNTAS_TICKET_SYMPTOM));
}

static char *
place_nomor_layanan (const TuntasWordsContext *c)
{
  return first_of (ticket_field (c, TUNTAS_TICKET_SERVICE_NO), ticket_field (c, TUNTAS_TICKET_SERVICE_ID));
}

static char *
place_rfo_pelanggan (const TuntasWordsContext *c)
{
  return first_of (field_of_case (c, "rfo_customer"), place_rfo (c));
}

static char *
place_perbaikan_pelanggan (const TuntasWordsContext *c)
{
  return first_of (field_of_case (c, "repair_customer"), place_perbaikan (c));
}

static char *
place_zona (const TuntasWordsContext *c)
{
  return g_strdup (c->zone_label != NULL ? c->zone_label
                                         : tuntas_words_zone_label (tuntas_case_get_zone_id (c->state)));
}

static char *
place_n (const TuntasWordsContext *c)
{
  return g_strdup_printf ("%d", tuntas_case_get_unreached (c->state));
}

static char *
place_hingga (const TuntasWordsContext *c)
{
  gint64 deadline = tuntas_case_get_deadline (c->state);

  return deadline >= 0 ? clock_words (c, deadline) : NULL;
}

static char *
place_janji (const TuntasWordsContext *c)
{
  gint64 instant;

  return tuntas_instant_parse (tuntas_case_find_field (c->state, "call_back"), &instant) ? clock_words (c, instant)
                                                                                         : NULL;
}

static char *
place_cek (const TuntasWordsContext *c)
{
  g_autofree char *app = field_of_case (c, "app");
  g_autofree char *result = field_of_case (c, "result");

  if (app != NULL && result != NULL)
    return g_strdup_printf ("%s %s", app, result);
  return first_of (first_of (g_steal_pointer (&result), g_steal_pointer (&app)), word (c, "check-default"));
}

static char *
place_penerima (const TuntasWordsContext *c)
{
  return first_of (field_of_case (c, "who"), place_kontak (c));
}

static char *
place_hubungan (const TuntasWordsContext *c)
{
  return first_of (field_of_case (c, "relation"), g_strdup ("PIC"));
}

static char *
place_nomor (const TuntasWordsContext *c)
{
  const TuntasAttempt *attempt = reached_attempt (c);

  if (attempt != NULL)
    return tuntas_phone_mask (attempt->phone);
  return first_of (field_of_case (c, "channel"), g_strdup ("-"));
}

static const struct
{
  const char *name;
  PlaceFunc fill;
  gboolean is_free; /* somebody typed it: telephone numbers in it are masked */
} places[] = {
  { "waktu", place_waktu },
  { "agent", place_agent },
  { "unit", place_unit },
  { "perusahaan", place_perusahaan },
  { "tujuan", place_tujuan },
  { "tiket", place_tiket },
  { "kontak", place_kontak, TRUE },
  { "keluhan", place_keluhan, TRUE },
  { "layanan", place_layanan },
  { "nomor_layanan", place_nomor_layanan },
  { "rfo", place_rfo, TRUE },
  { "perbaikan", place_perbaikan, TRUE },
  { "rfo_pelanggan", place_rfo_pelanggan, TRUE },
  { "perbaikan_pelanggan", place_perbaikan_pelanggan, TRUE },
  { "tgl", place_tgl },
  { "jam", place_jam },
  { "zona", place_zona },
  { "n", place_n },
  { "daftar", place_daftar },
  { "daftar_jam", place_daftar_jam },
  { "hingga", place_hingga },
  { "janji", place_janji },
  { "jam_aktif", place_jam_aktif },
  { "jam_cek", place_jam_cek },
  { "cek", place_cek, TRUE },
  { "dokumen", place_dokumen },
  { "penerima", place_penerima, TRUE },
  { "hubungan", place_hubungan, TRUE },
  { "nomor", place_nomor },
  { "alasan", place_alasan, TRUE },
  { "pertanyaan", place_pertanyaan, TRUE },
  { "koordinator", place_koordinator, TRUE },
  { "keluhan_baru", place_keluhan_baru, TRUE },
};

gboolean
tuntas_words_is_late (const char *place)
{
  return strcmp (place, "status_email") == 0 || strcmp (place, "tiket_baru") == 0;
}

static char *
fill_place (const char *name, const TuntasWordsContext *context)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0)
      {
        g_autofree char *value = places[i].fill (context);

        return value != NULL && places[i].is_free ? tuntas_phone_mask_text (value, NULL) : g_steal_pointer (&value);
      }
  return NULL;
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
      else if ((value = fill_place (name, context)) != NULL)
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

char *
tuntas_words_trailer (const TuntasWordsContext *context, const char *clause, const char *email, const char *reference)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);
  GString *trailer = g_string_new (NULL);
  int counted[2] = { 0, 0 };
  g_autofree char *until = place_hingga (context);
  g_autofree char *zone = place_zona (context);

  for (guint i = 0; i < attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i);

      if (attempt->outcome != NULL && attempt->outcome->counts && !attempt->promised && !attempt->dropped)
        counted[attempt->round - 1]++;
    }
  g_string_printf (trailer, "[TTS %s p1=%d", clause, counted[0]);
  if (tuntas_case_get_round (context->state) > 1)
    g_string_append_printf (trailer, " p2=%d", counted[1]);
  if (email != NULL)
    g_string_append_printf (trailer, " email=%s", email);
  if (until != NULL)
    g_string_append_printf (trailer, " s.d. %s %s", until, zone);
  g_string_append_printf (trailer, " #%s]", reference);
  return g_string_free (trailer, FALSE);
}
