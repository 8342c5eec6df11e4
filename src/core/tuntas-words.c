/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-words.h"

#include "tuntas-json.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"
#include "tuntas-service.h"
#include "tuntas-trailer.h"

#include <string.h>

/* One row per place that a text can name. A function gives the value (transfer full), or NULL where there is none:
 * the place is then missing and the text does not leave. */
typedef char *(*PlaceFunc) (const TuntasWordsContext *context);

static char *
local_format (const TuntasWordsContext *context, gint64 instant, const char *format)
{
  g_autoptr (GDateTime) local = tuntas_instant_in_zone (instant, tuntas_case_get_zone (context->state));

  return g_date_time_format (local, format);
}

char *
tuntas_words_clock (GTimeZone *zone, gint64 instant, gint64 now)
{
  g_autoptr (GDateTime) then = tuntas_instant_in_zone (instant, zone);
  g_autoptr (GDateTime) today = tuntas_instant_in_zone (now, zone);
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
  /* In the order of the zones of the country. */
  static const char *const labels[] = { "WIB", "WIB", "WITA", "WIT" };
  const char *const *zones = tuntas_service_list_zones ();

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (zones[i], zone_id) == 0)
      return labels[i];
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

  /* Fewer than that, where some were made on another computer. */
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

/* (transfer full): a call: "09.13 RNA". */
static char *
call_words (const TuntasWordsContext *context, const TuntasAttempt *attempt)
{
  g_autofree char *clock = clock_words (context, attempt->dialled_at);
  const TuntasText *brief;

  if (attempt->outcome == NULL)
    return g_steal_pointer (&clock);
  brief = attempt->outcome->brief != NULL ? attempt->outcome->brief : attempt->outcome->label;
  return g_strdup_printf ("%s %s", clock, tuntas_text_in (brief, context->language));
}

/* (transfer full): so many calls that were made on another computer. */
static char *
elsewhere_words (const TuntasWordsContext *context, int n)
{
  g_autofree char *template = word (context, "calls-elsewhere");
  g_autofree char *number = g_strdup_printf ("%d", n);

  return tuntas_words_finish (template != NULL ? template : "{n}x", "n", number);
}

static char *
join_unreached (const TuntasWordsContext *context, gboolean with_outcome)
{
  g_autoptr (GPtrArray) list = list_unreached (context);
  int n = tuntas_case_get_unreached (context->state);
  GString *words = g_string_new (NULL);

  if (tuntas_case_get_adopted (context->state, tuntas_case_get_round (context->state)) > 0 && (int) list->len < n)
    {
      g_autofree char *elsewhere = elsewhere_words (context, n - (int) list->len);

      g_string_append (words, elsewhere);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (list, i);
      g_autofree char *call = with_outcome ? call_words (context, attempt)
                                           : clock_words (context, attempt->dialled_at);

      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", call);
    }
  if (words->len == 0)
    g_string_append (words, "-");
  return g_string_free (words, FALSE);
}

/* Every call of the case, also those that do not count, by rounds: "1: 09.02 RNA, 09.07 sibuk; 2: 10.25 RNA". */
static char *
place_semua_panggilan (const TuntasWordsContext *context)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);
  GString *words = g_string_new (NULL);

  for (int round = 1; round <= 2; round++)
    {
      int elsewhere = tuntas_case_get_adopted (context->state, round);
      gboolean first = TRUE;

      for (int i = elsewhere > 0 ? -1 : 0; i < (int) attempts->len; i++)
        {
          const TuntasAttempt *attempt = i >= 0 ? g_ptr_array_index (attempts, i) : NULL;
          g_autofree char *call = NULL;

          if (attempt != NULL && attempt->round != round)
            continue;
          call = attempt != NULL ? call_words (context, attempt) : elsewhere_words (context, elsewhere);
          if (first)
            g_string_append_printf (words, "%s%d: %s", words->len > 0 ? "; " : "", round, call);
          else
            g_string_append_printf (words, ", %s", call);
          first = FALSE;
        }
    }
  if (words->len == 0)
    g_string_append (words, "-");
  return g_string_free (words, FALSE);
}

/* How the customer was last reached: by that call (nullable), or by the act `seq`, in which the customer made contact. */
typedef struct
{
  gint64 seq; /* of the event; 0: never */
  const TuntasAttempt *attempt;
} Reach;

static gboolean
is_reach (const TuntasWordsContext *context, TuntasEvent *event)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure_of (context->state, tuntas_event_get_seq (event));

  return tuntas_procedure_does (procedure, tuntas_event_get_id (event), TUNTAS_OP_REACH) &&
         !tuntas_case_is_taken_back (context->state, tuntas_event_get_seq (event));
}

static Reach
find_reach (const TuntasWordsContext *context)
{
  GPtrArray *attempts = tuntas_case_get_attempts (context->state);
  GPtrArray *events = tuntas_case_get_events (context->state);
  Reach reach = { 0, NULL };

  for (guint i = attempts->len; i > 0 && reach.attempt == NULL; i--)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->outcome != NULL && attempt->outcome->connected)
        reach = (Reach) { attempt->seq, attempt };
    }
  for (guint i = events->len; (gint64) i > reach.seq; i--)
    if (is_reach (context, g_ptr_array_index (events, i - 1)))
      return (Reach) { i, NULL };
  return reach;
}

/* (transfer full) (nullable): the newest value of a field since the customer was last reached: what was said of an
 * earlier conversation does not belong to this one. */
static char *
field_since_reached (const TuntasWordsContext *context, const char *field)
{
  GPtrArray *events = tuntas_case_get_events (context->state);
  gint64 first = MAX (find_reach (context).seq, 1);

  for (gint64 seq = events->len; seq >= first; seq--)
    {
      const char *value = tuntas_event_get (g_ptr_array_index (events, seq - 1), field);

      if (value != NULL && !tuntas_case_is_taken_back (context->state, seq))
        return g_strdup (value);
    }
  return NULL;
}

/* (nullable): the event by which the waiting of the pended ticket was over: the first deadline after the act that
 * pended it, or the customer's own contact before that. Later deadlines are those of agreed calls. */
static TuntasEvent *
find_active (const TuntasWordsContext *context)
{
  GPtrArray *events = tuntas_case_get_events (context->state);
  TuntasEvent *active = NULL;

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);
      gint64 seq = tuntas_event_get_seq (event);
      TuntasProcedure *procedure = tuntas_case_get_procedure_of (context->state, seq);
      const char *id = tuntas_event_get_id (event);

      if (tuntas_case_is_taken_back (context->state, seq))
        continue;
      if (strcmp (id, TUNTAS_EVENT_DUE) == 0 || is_reach (context, event))
        active = event;
      else if (tuntas_procedure_does (procedure, id, TUNTAS_OP_PEND) ||
               tuntas_procedure_does (procedure, id, TUNTAS_OP_ADOPT))
        break;
    }
  return active;
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
static char *place_email (const TuntasWordsContext *c) { return g_strdup (tuntas_case_get_email (c->state)); }
static char *place_daftar (const TuntasWordsContext *c) { return join_unreached (c, TRUE); }
static char *place_daftar_jam (const TuntasWordsContext *c) { return join_unreached (c, FALSE); }
static char *place_tgl (const TuntasWordsContext *c) { return local_format (c, c->now, "%d-%m-%Y"); }
static char *place_jam (const TuntasWordsContext *c) { return local_format (c, c->now, "%H.%M"); }

/* (nullable) (transfer full): what another computer did (Q10), at a time that nobody here knows. */
static char *
earlier_words (const TuntasWordsContext *c)
{
  if (tuntas_case_find_field (c->state, "evidence") == NULL)
    return NULL;
  return first_of (word (c, "earlier-elsewhere"), g_strdup ("-"));
}

static char *
place_jam_aktif (const TuntasWordsContext *c)
{
  TuntasEvent *active = find_active (c);

  return active != NULL ? clock_words (c, tuntas_event_get_at (active)) : earlier_words (c);
}

/* The service was checked again by the last act that asks for a result. */
static char *
place_jam_cek (const TuntasWordsContext *c)
{
  GPtrArray *events = tuntas_case_get_events (c->state);
  TuntasProcedure *procedure = tuntas_case_get_procedure (c->state);

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);

      if (tuntas_procedure_asks_for (procedure, tuntas_event_get_id (event), "result") &&
          !tuntas_case_is_taken_back (c->state, tuntas_event_get_seq (event)))
        return clock_words (c, tuntas_event_get_at (event));
    }
  return earlier_words (c);
}

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
  return first_of (field_since_reached (c, "who"), place_kontak (c));
}

static char *
place_hubungan (const TuntasWordsContext *c)
{
  g_autofree char *who = field_since_reached (c, "who");

  /* The ticket's contact is the PIC; of somebody else only what was said is known. */
  return first_of (field_since_reached (c, "relation"),
                   who == NULL ? g_strdup ("PIC") : first_of (word (c, "relation-contact"), g_strdup ("-")));
}

/* The number by which the customer was reached; where the customer made contact, the way instead. */
static char *
place_nomor (const TuntasWordsContext *c)
{
  Reach reach = find_reach (c);
  g_autofree char *channel = reach.attempt == NULL ? field_since_reached (c, "channel") : NULL;
  g_autofree char *name = channel != NULL ? g_strconcat ("channel-", channel, NULL) : NULL;

  if (reach.attempt != NULL)
    return tuntas_phone_mask (reach.attempt->phone);
  return first_of (name != NULL ? word (c, name) : NULL, g_strdup ("-"));
}

/* Every place that a text can have, with the texts of the procedure that its value is made of. */
static const struct
{
  const char *name;
  TuntasPlaceKinds kinds;
  PlaceFunc fill;         /* of TUNTAS_PLACE_FILLED */
  const char *needs[5];   /* ends with NULL */
  gboolean is_free;       /* somebody typed it: telephone numbers in it are masked */
} places[] = {
  { "waktu", TUNTAS_PLACE_FILLED, place_waktu, { "morning", "noon", "afternoon", "night" } },
  { "agent", TUNTAS_PLACE_FILLED, place_agent },
  { "unit", TUNTAS_PLACE_FILLED, place_unit },
  { "perusahaan", TUNTAS_PLACE_FILLED, place_perusahaan },
  { "tujuan", TUNTAS_PLACE_FILLED, place_tujuan },
  { "tiket", TUNTAS_PLACE_FILLED, place_tiket },
  { "kontak", TUNTAS_PLACE_FILLED, place_kontak, .is_free = TRUE },
  { "keluhan", TUNTAS_PLACE_FILLED, place_keluhan, .is_free = TRUE },
  { "layanan", TUNTAS_PLACE_FILLED, place_layanan },
  { "nomor_layanan", TUNTAS_PLACE_FILLED, place_nomor_layanan },
  { "rfo", TUNTAS_PLACE_FILLED, place_rfo, .is_free = TRUE },
  { "perbaikan", TUNTAS_PLACE_FILLED, place_perbaikan, .is_free = TRUE },
  { "rfo_pelanggan", TUNTAS_PLACE_FILLED, place_rfo_pelanggan, .is_free = TRUE },
  { "perbaikan_pelanggan", TUNTAS_PLACE_FILLED, place_perbaikan_pelanggan, .is_free = TRUE },
  { "tgl", TUNTAS_PLACE_FILLED, place_tgl },
  { "jam", TUNTAS_PLACE_FILLED, place_jam },
  { "zona", TUNTAS_PLACE_FILLED, place_zona },
  { "n", TUNTAS_PLACE_FILLED, place_n },
  { "daftar", TUNTAS_PLACE_FILLED, place_daftar },
  { "daftar_jam", TUNTAS_PLACE_FILLED, place_daftar_jam },
  { "semua_panggilan", TUNTAS_PLACE_FILLED, place_semua_panggilan },
  { "hingga", TUNTAS_PLACE_FILLED, place_hingga },
  { "janji", TUNTAS_PLACE_FILLED, place_janji },
  { "jam_aktif", TUNTAS_PLACE_FILLED, place_jam_aktif },
  { "jam_cek", TUNTAS_PLACE_FILLED, place_jam_cek },
  { "cek", TUNTAS_PLACE_FILLED, place_cek, { "check-default" }, TRUE },
  { "dokumen", TUNTAS_PLACE_FILLED, place_dokumen },
  { "penerima", TUNTAS_PLACE_FILLED, place_penerima, .is_free = TRUE },
  { "hubungan", TUNTAS_PLACE_FILLED, place_hubungan, .is_free = TRUE },
  { "nomor", TUNTAS_PLACE_FILLED, place_nomor },
  { "alasan", TUNTAS_PLACE_FILLED, place_alasan, .is_free = TRUE },
  { "pertanyaan", TUNTAS_PLACE_FILLED, place_pertanyaan, .is_free = TRUE },
  { "koordinator", TUNTAS_PLACE_FILLED, place_koordinator, .is_free = TRUE },
  { "keluhan_baru", TUNTAS_PLACE_FILLED, place_keluhan_baru, .is_free = TRUE },
  { "status_email", TUNTAS_PLACE_LATE, NULL, { "email-sent", "email-not-sent" } },
  { "tiket_baru", TUNTAS_PLACE_LATE, NULL },
  { "email", TUNTAS_PLACE_FILLED | TUNTAS_PLACE_OF_EMAIL, place_email },
  { "jam_email", TUNTAS_PLACE_OF_EMAIL, NULL },
  { "alasan_email", TUNTAS_PLACE_OF_EMAIL, NULL },
};

static int
find_place (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0)
      return (int) i;
  return -1;
}

TuntasPlaceKinds
tuntas_words_get_kinds (const char *place)
{
  int index = find_place (place);

  return index >= 0 ? places[index].kinds : TUNTAS_PLACE_UNKNOWN;
}

const char *const *
tuntas_words_get_needs (const char *place)
{
  int index = find_place (place);

  return index >= 0 ? places[index].needs : NULL;
}

GStrv
tuntas_words_list_places (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_strv_builder_add (builder, places[i].name);
  return g_strv_builder_end (builder);
}

gboolean
tuntas_words_is_late (const char *place)
{
  return tuntas_words_get_kinds (place) == TUNTAS_PLACE_LATE;
}

/* A value brings no place of its own with it, which a later filling would take for one of the text. */
static char *
without_braces (char *value)
{
  for (char *p = value; p != NULL && *p != '\0'; p++)
    *p = *p == '{' ? '(' : *p == '}' ? ')' : *p;
  return value;
}

static char *
fill_place (const char *name, const TuntasWordsContext *context)
{
  int index = find_place (name);
  g_autofree char *value = index >= 0 && places[index].fill != NULL ? places[index].fill (context) : NULL;

  g_autofree char *plain = value != NULL ? tuntas_plain_text (value, FALSE) : NULL;

  if (plain != NULL && places[index].is_free)
    return without_braces (tuntas_phone_mask_text (plain, NULL));
  return without_braces (g_steal_pointer (&plain));
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
  g_autofree char *clock = email->at >= 0 ? clock_words (context, email->at) : NULL;
  g_autofree char *reason = email->reason != NULL ? tuntas_phone_mask_text (email->reason, NULL) : NULL;
  char *text = word (context, names[email->result]);

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
  g_autofree char *zone = place_zona (context);
  TuntasTrailer trailer = {
    .clause = (char *) clause,
    .calls = { tuntas_case_get_counted_in (state, 1),
               tuntas_case_get_round (state) > 1 ? tuntas_case_get_counted_in (state, 2) : -1 },
    .email = (char *) email,
    .until = tuntas_case_get_deadline (state),
    .zone = zone,
    .reference = (char *) reference,
  };

  return tuntas_trailer_format (&trailer, tuntas_case_get_zone (state));
}
