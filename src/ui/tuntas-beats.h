/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-scenario.h"

/* The four beats of a conversation, by the names of their texts in the procedure. A procedure may lack them. */

G_BEGIN_DECLS

#define TUNTAS_N_BEATS 4

/* The cue of the beat: they follow each other as the cues from TUNTAS_CUE_GREET on. */
TuntasCue   tuntas_beat_get_cue  (guint beat);
/* What it is called: "beat-greet". */
const char *tuntas_beat_get_name (guint beat);
/* What is said: "greeting". */
const char *tuntas_beat_get_said (guint beat);

G_END_DECLS
