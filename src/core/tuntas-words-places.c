/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-words-private.h"

#include "tuntas-phone.h"
#include "tuntas-plain.h"

#include <string.h>

/* The places that a text can name, and what stands there: from the ticket, the case and the desk. The table at the end
 * has one row for each. */

/* (transfer full) (nullable): the value; where there is none the place is missing and the text does not leave. */
typedef char *(*PlaceFunc) (const TuntasWordsContext *context);

static char *
local_format (const TuntasWordsContext *context, gint64 instant, const char *format)
{
  g_autoptr (GDateTime) local = tuntas_instant_in_zone (instant, tuntas_case_get_zone (context->state));

  return g_date_time_format (local, format);
}

static char *
part_of_day (const TuntasWordsContext *context)
{
  g_autofree char *hour_text = local_format (context, context->now, "%H");
  gint64 hour = 0;
  const char *part;

  g_ascii_string_to_signed (hour_text, 10, 0, 23, &hour, NULL);
  part = hour < 10 ? "morning" : hour < 15 ? "noon" : hour < 18 ? "afternoon" : "night";
  return tuntas_words_dup_text (context, part);
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
static char *place_daftar (const TuntasWordsContext *c) { return tuntas_words_join_unreached (c, TRUE); }
static char *place_daftar_jam (const TuntasWordsContext *c) { return tuntas_words_join_unreached (c, FALSE); }
static char *place_semua_panggilan (const TuntasWordsContext *c) { return tuntas_words_join_calls (c); }
static char *place_tgl (const TuntasWordsContext *c) { return local_format (c, c->now, "%d-%m-%Y"); }
static char *place_jam (const TuntasWordsContext *c) { return local_format (c, c->now, "%H.%M"); }

/* (nullable) (transfer full): what another computer did (Q10), at a time that nobody here knows. */
static char *
earlier_words (const TuntasWordsContext *c)
{
  if (tuntas_case_find_field (c->state, "evidence") == NULL)
    return NULL;
  return first_of (tuntas_words_dup_text (c, "earlier-elsewhere"), g_strdup ("-"));
}

static char *
place_jam_aktif (const TuntasWordsContext *c)
{
  TuntasEvent *active = tuntas_words_find_active (c->state);

  return active != NULL ? tuntas_words_dup_clock (c, tuntas_event_get_at (active)) : earlier_words (c);
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
        return tuntas_words_dup_clock (c, tuntas_event_get_at (event));
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
  return g_strdup (tuntas_words_get_zone (c));
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

  return deadline >= 0 ? tuntas_words_dup_clock (c, deadline) : NULL;
}

static char *
place_janji (const TuntasWordsContext *c)
{
  gint64 instant;

  if (!tuntas_instant_parse (tuntas_case_find_field (c->state, "call_back"), &instant))
    return NULL;
  return tuntas_words_dup_clock (c, instant);
}

static char *
place_cek (const TuntasWordsContext *c)
{
  g_autofree char *app = field_of_case (c, "app");
  g_autofree char *result = field_of_case (c, "result");

  if (app != NULL && result != NULL)
    return g_strdup_printf ("%s %s", app, result);
  return first_of (first_of (g_steal_pointer (&result), g_steal_pointer (&app)),
                   tuntas_words_dup_text (c, "check-default"));
}

static char *
place_penerima (const TuntasWordsContext *c)
{
  return first_of (tuntas_words_dup_since_reached (c->state, "who"), place_kontak (c));
}

static char *
place_hubungan (const TuntasWordsContext *c)
{
  g_autofree char *who = tuntas_words_dup_since_reached (c->state, "who");

  /* The ticket's contact is the PIC; of somebody else only what was said is known. */
  return first_of (tuntas_words_dup_since_reached (c->state, "relation"),
                   who == NULL ? g_strdup ("PIC")
                               : first_of (tuntas_words_dup_text (c, "relation-contact"), g_strdup ("-")));
}

/* The number by which the customer was reached; where the customer made contact, the way instead. */
static char *
place_nomor (const TuntasWordsContext *c)
{
  const TuntasAttempt *call = tuntas_words_find_reaching (c->state);
  g_autofree char *channel = call == NULL ? tuntas_words_dup_since_reached (c->state, "channel") : NULL;
  g_autofree char *name = channel != NULL ? g_strconcat ("channel-", channel, NULL) : NULL;

  if (call != NULL)
    return tuntas_phone_mask (call->phone);
  return first_of (name != NULL ? tuntas_words_dup_text (c, name) : NULL, g_strdup ("-"));
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

char *
tuntas_words_fill_place (const char *place, const TuntasWordsContext *context)
{
  int index = find_place (place);
  g_autofree char *value = index >= 0 && places[index].fill != NULL ? places[index].fill (context) : NULL;
  g_autofree char *plain = value != NULL ? tuntas_plain_text (value, FALSE) : NULL;

  return plain != NULL && places[index].is_free ? tuntas_phone_mask_text (plain, NULL) : g_steal_pointer (&plain);
}
