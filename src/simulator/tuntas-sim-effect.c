/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-simulator.h"

G_DEFINE_BOXED_TYPE (TuntasSimulatorEffect, tuntas_simulator_effect, tuntas_simulator_effect_copy,
                     tuntas_simulator_effect_free)

TuntasSimulatorEffect *
tuntas_simulator_effect_copy (const TuntasSimulatorEffect *self)
{
  TuntasSimulatorEffect *copy = g_new0 (TuntasSimulatorEffect, 1);

  copy->at = self->at;
  copy->user = g_strdup (self->user);
  copy->kind = self->kind;
  copy->ticket = g_strdup (self->ticket);
  copy->details = g_strdup (self->details);
  return copy;
}

void
tuntas_simulator_effect_free (TuntasSimulatorEffect *self)
{
  g_free (self->user);
  g_free (self->ticket);
  g_free (self->details);
  g_free (self);
}

const char *
tuntas_simulator_effect_kind_name (TuntasSimulatorEffectKind kind)
{
  static const char *const names[] = { "create", "status", "worklog", "update", "delete" };

  return names[kind];
}
