/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-scenario.h"

/* What a telephone line sounds like while nobody speaks, made when it is wanted: one channel of signed 16-bit samples in
 * this machine's order. Ring and busy are the tones of Indonesian networks (425 Hz, ITU-T E.180, annex "Various tones used
 * in national networks"); before the announcement that a number is switched off come the three rising tones of ITU-T
 * E.182. Pure: the same stretch of a tone is always the same. */

G_BEGIN_DECLS

#define TUNTAS_TONE_RATE 16000 /* samples a second */

/* Whether there is something to be heard in it at all. */
gboolean tuntas_tone_is_audible (TuntasLineTone tone);
/* Writes n samples; first: of these, counted from the beginning of the tone, which goes on for ever. */
void     tuntas_tone_fill       (TuntasLineTone tone, guint64 first, gint16 *samples, gsize n);

G_END_DECLS
