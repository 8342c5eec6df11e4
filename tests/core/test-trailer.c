/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-clock.h"
#include "tuntas-trailer.h"

/* The line at the end of our notes: what was written is read back the same, what we would not have written is not. */

static gint64
instant (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
test_format (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Makassar");
  TuntasTrailer trailer = { .clause = (char *) "1.2.6", .calls = { 3, -1 }, .email = (char *) "21.20",
                            .until = instant ("2026-11-24T08:00:00+08:00"), .zone = (char *) "WITA",
                            .reference = (char *) "k7f3q2" };
  g_autofree char *full = tuntas_trailer_format (&trailer, zone);
  g_autofree char *bare = NULL;

  g_assert_cmpstr (full, ==, "[TTS 1.2.6 p1=3 email=21.20 s.d. 24-11 08.00 WITA #k7f3q2]");
  trailer.email = NULL;
  trailer.until = -1;
  trailer.calls[1] = 2;
  bare = tuntas_trailer_format (&trailer, zone);
  g_assert_cmpstr (bare, ==, "[TTS 1.2.6 p1=3 p2=2 #k7f3q2]");
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *written;
    int calls[2];
    const char *email;
    const char *until; /* (nullable) */
  } rows[] = {
    { "[TTS 1.2.6 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]", "2026-11-23T21:20:00+07:00", { 3, -1 }, "21.20",
      "2026-11-24T08:00:00+07:00" },
    { "Sudah dihubungi 3x.\n[TTS 1.2.10 p1=3 #k7f3q2]", "2026-11-23T21:20:00+07:00", { 3, -1 }, NULL, NULL },
    { "[TTS 1.2.9 p1=4 p2=3 email=09.16 #abc234]<br>", "2026-11-23T21:20:00+07:00", { 4, 3 }, "09.16", NULL },
    { "a [TTS 1.2.6 p1=1 #aaaaaa] b [TTS 1.2.7 p1=5 #bbbbbb]", "2026-11-23T21:20:00+07:00", { 5, -1 }, NULL, NULL },
    { "[TTS 1.2.6 p1=3 s.d. 01-01 08.00 WIT #k7f3q2]", "2026-12-31T21:20:00+09:00", { 3, -1 }, NULL,
      "2027-01-01T08:00:00+09:00" },
    { "[TTS 1.2.6 p1=3 s.d. 31-12 23.50 WITA #k7f3q2]", "2027-01-01T00:10:00+08:00", { 3, -1 }, NULL,
      "2026-12-31T23:50:00+08:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasTrailer) trailer = tuntas_trailer_find (rows[i].text, instant (rows[i].written), &error);

      g_test_message ("%s", rows[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (trailer->calls[0], ==, rows[i].calls[0]);
      g_assert_cmpint (trailer->calls[1], ==, rows[i].calls[1]);
      g_assert_cmpstr (trailer->email, ==, rows[i].email);
      g_assert_cmpint (trailer->until, ==, rows[i].until != NULL ? instant (rows[i].until) : -1);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
  } rows[] = {
    { "Sudah dihubungi 3x", TUNTAS_TRAILER_ERROR_NONE },
    { "", TUNTAS_TRAILER_ERROR_NONE },
    { "[TTS 1.2.6 p1=3", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS p1=3 #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=300 #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=-1 #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=3 email=25.00 #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=3 s.d. 31-02 08.00 WIB #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=3 s.d. 24-11 08.00 CET #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=3 #K7F3Q2]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=3 #k7f3]", TUNTAS_TRAILER_ERROR_BROKEN },
    { "[TTS 1.2.6 p1=3 #k7f3q2] [TTS 1.2.6 p1=x #k7f3q2]", TUNTAS_TRAILER_ERROR_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_null (tuntas_trailer_find (rows[i].text, instant ("2026-11-23T21:20:00+07:00"), &error));
      g_assert_error (error, TUNTAS_TRAILER_ERROR, rows[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/trailer/format", test_format);
  g_test_add_func ("/core/trailer/find", test_find);
  g_test_add_func ("/core/trailer/refused", test_refused);
  return g_test_run ();
}
