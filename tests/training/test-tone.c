/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-tone.h"

#include <string.h>

/* The tones of a telephone line, measured: when there is something to hear, and how high it is. */

#define MS (TUNTAS_TONE_RATE / 1000)
#define SECONDS 11

typedef struct
{
  TuntasLineTone tone;
  const char *cadence; /* sounds and pauses in turn, in ms, to 10 */
} Cadence;

static gint16 *
make (TuntasLineTone tone)
{
  gint16 *samples = g_new (gint16, SECONDS * 1000 * MS);

  tuntas_tone_fill (tone, 0, samples, SECONDS * 1000 * MS);
  return samples;
}

static gboolean
is_loud (const gint16 *samples)
{
  for (guint i = 0; i < 10 * MS; i++)
    if (ABS (samples[i]) > 1000)
      return TRUE;
  return FALSE;
}

/* Those that are over within the samples. */
static char *
describe (const gint16 *samples)
{
  GString *text = g_string_new (NULL);
  gboolean loud = is_loud (samples);
  int since = 0;

  for (int ms = 10; ms < SECONDS * 1000; ms += 10)
    {
      if (is_loud (samples + ms * MS) == loud)
        continue;
      g_string_append_printf (text, "%s%d", text->len > 0 ? " " : "", ms - since);
      loud = !loud;
      since = ms;
    }
  return g_string_free (text, FALSE);
}

static void
test_cadence (gconstpointer data)
{
  const Cadence *wanted = data;
  g_autofree gint16 *samples = make (wanted->tone);
  g_autofree char *cadence = describe (samples);

  g_assert_true (tuntas_tone_is_audible (wanted->tone));
  g_assert_true (g_str_has_prefix (cadence, wanted->cadence));
}

static int
count_rises (const gint16 *samples, int ms)
{
  int rises = 0;

  for (int i = 1; i < ms * MS; i++)
    rises += samples[i - 1] < 0 && samples[i] >= 0;
  return rises;
}

static void
test_pitch (void)
{
  g_autofree gint16 *ring = make (TUNTAS_LINE_TONE_RING);
  g_autofree gint16 *busy = make (TUNTAS_LINE_TONE_BUSY);
  g_autofree gint16 *rising = make (TUNTAS_LINE_TONE_UNREACHABLE);

  g_assert_cmpint (ABS (count_rises (ring, 1000) - 425), <=, 1);
  g_assert_cmpint (ABS (count_rises (busy + 1000 * MS, 400) - 170), <=, 1);
  /* A fifth of a second of each. */
  g_assert_cmpint (ABS (count_rises (rising + 50 * MS, 200) - 190), <=, 1);
  g_assert_cmpint (ABS (count_rises (rising + 380 * MS, 200) - 280), <=, 1);
  g_assert_cmpint (ABS (count_rises (rising + 710 * MS, 200) - 360), <=, 1);
}

/* The server wants it in pieces of any size, hours after its beginning too. */
static void
test_pieces (void)
{
  g_autofree gint16 *whole = make (TUNTAS_LINE_TONE_UNREACHABLE);
  g_autofree gint16 *pieces = g_new0 (gint16, SECONDS * 1000 * MS);
  const gsize n = SECONDS * 1000 * MS, piece = 997;
  const guint64 hours = G_GUINT64_CONSTANT (1990) * MS * 7200;

  for (gsize i = 0; i < n; i += piece)
    tuntas_tone_fill (TUNTAS_LINE_TONE_UNREACHABLE, hours + i, pieces + i, MIN (piece, n - i));
  g_assert_cmpmem (pieces, n * sizeof (gint16), whole, n * sizeof (gint16));
}

static void
test_silence (void)
{
  const TuntasLineTone silent[] = { TUNTAS_LINE_TONE_NONE, TUNTAS_LINE_TONE_DEAD };
  gint16 samples[100], nothing[100] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_assert_false (tuntas_tone_is_audible (silent[i]));
      memset (samples, 1, sizeof samples);
      tuntas_tone_fill (silent[i], 0, samples, G_N_ELEMENTS (samples));
      g_assert_cmpmem (samples, sizeof samples, nothing, sizeof nothing);
    }
}

int
main (int argc, char **argv)
{
  static const Cadence ring = { TUNTAS_LINE_TONE_RING, "1000 4000 1000 4000" };
  static const Cadence busy = { TUNTAS_LINE_TONE_BUSY, "500 500 500 500" };
  static const Cadence rising = { TUNTAS_LINE_TONE_UNREACHABLE, "990 1000 990 1000" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/training/tone/ring", &ring, test_cadence);
  g_test_add_data_func ("/training/tone/busy", &busy, test_cadence);
  g_test_add_data_func ("/training/tone/unreachable", &rising, test_cadence);
  g_test_add_func ("/training/tone/pitch", test_pitch);
  g_test_add_func ("/training/tone/pieces", test_pieces);
  g_test_add_func ("/training/tone/silence", test_silence);
  return g_test_run ();
}
