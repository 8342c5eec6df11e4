/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-scenario.h"

/* Lets the tones of a telephone line be heard through the desktop's sound server (PulseAudio, or PipeWire in its place).
 * Where there is none, or it goes away, nothing is heard and nothing is said about it: what the line does stands on the
 * screen in words. The server is looked for when the first tone is to be heard, and is never started. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_LOUDSPEAKER (tuntas_loudspeaker_get_type ())
G_DECLARE_FINAL_TYPE (TuntasLoudspeaker, tuntas_loudspeaker, TUNTAS, LOUDSPEAKER, GObject)

/* (transfer full): works on the default main context. name: of what is heard, for the desktop's mixer. */
TuntasLoudspeaker *tuntas_loudspeaker_new       (const char *name);
/* From now on, and from its beginning; a tone that is heard already goes on. */
void               tuntas_loudspeaker_play      (TuntasLoudspeaker *self, TuntasLineTone tone);
/* A tone that is still played then begins anew. */
void               tuntas_loudspeaker_set_muted (TuntasLoudspeaker *self, gboolean muted);

G_END_DECLS
