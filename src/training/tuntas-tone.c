/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-tone.h"

#include <math.h>

/* A quarter of what is possible: a telephone in an office, amid other people's calls. */
#define LOUDNESS 8000.0
/* Over which a sound comes and goes, so that it does not crack. */
#define EDGE_MS 5

typedef struct
{
  int hertz; /* 0: a pause */
  int ms;
} Stretch;

/* Each begins anew after its last stretch. */
static const Stretch ring[] = { { 425, 1000 }, { 0, 4000 }, { 0, 0 } };
static const Stretch busy[] = { { 425, 500 }, { 0, 500 }, { 0, 0 } };
static const Stretch unreachable[] = { { 950, 330 }, { 1400, 330 }, { 1800, 330 }, { 0, 1000 }, { 0, 0 } };

/* (nullable) */
static const Stretch *
get_stretches (TuntasLineTone tone)
{
  switch (tone)
    {
    case TUNTAS_LINE_TONE_RING:
      return ring;
    case TUNTAS_LINE_TONE_BUSY:
      return busy;
    case TUNTAS_LINE_TONE_UNREACHABLE:
      return unreachable;
    case TUNTAS_LINE_TONE_NONE:
    case TUNTAS_LINE_TONE_DEAD:
    default:
      return NULL;
    }
}

static guint64
count_samples (const Stretch *stretch)
{
  return (guint64) stretch->ms * TUNTAS_TONE_RATE / 1000;
}

static guint64
count_all (const Stretch *stretches)
{
  guint64 n = 0;

  for (const Stretch *stretch = stretches; stretch->ms > 0; stretch++)
    n += count_samples (stretch);
  return n;
}

static gint16
sound_at (const Stretch *stretch, guint64 at)
{
  guint64 edge = EDGE_MS * TUNTAS_TONE_RATE / 1000;
  guint64 left = count_samples (stretch) - 1 - at;
  double loudness = LOUDNESS * (double) MIN (edge, MIN (at, left)) / (double) edge;

  return (gint16) lrint (loudness * sin (2 * G_PI * stretch->hertz * (double) at / TUNTAS_TONE_RATE));
}

gboolean
tuntas_tone_is_audible (TuntasLineTone tone)
{
  return get_stretches (tone) != NULL;
}

void
tuntas_tone_fill (TuntasLineTone tone, guint64 first, gint16 *samples, gsize n)
{
  const Stretch *stretches = get_stretches (tone);
  const Stretch *stretch = stretches;
  guint64 at = stretches != NULL ? first % count_all (stretches) : 0;

  for (gsize i = 0; i < n; i++, at++)
    {
      while (stretch != NULL && at >= count_samples (stretch))
        {
          at -= count_samples (stretch);
          stretch = stretch[1].ms > 0 ? stretch + 1 : stretches;
        }
      samples[i] = stretch != NULL ? sound_at (stretch, at) : 0;
    }
}
