/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-beats.h"

static const struct
{
  TuntasCue cue;
  const char *name;
  const char *said;
} beats[TUNTAS_N_BEATS] = {
  { TUNTAS_CUE_GREET, "beat-greet", "greeting" },
  { TUNTAS_CUE_TELL, "beat-tell", "tell" },
  { TUNTAS_CUE_ASK, "beat-ask", "confirm" },
  { TUNTAS_CUE_PERMISSION, "beat-permission", "permission" },
};

TuntasCue
tuntas_beat_get_cue (guint beat)
{
  g_return_val_if_fail (beat < TUNTAS_N_BEATS, TUNTAS_CUE_GREET);
  return beats[beat].cue;
}

const char *
tuntas_beat_get_name (guint beat)
{
  g_return_val_if_fail (beat < TUNTAS_N_BEATS, NULL);
  return beats[beat].name;
}

const char *
tuntas_beat_get_said (guint beat)
{
  g_return_val_if_fail (beat < TUNTAS_N_BEATS, NULL);
  return beats[beat].said;
}
