/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-probe.h"

TuntasProbeResult *
tuntas_probe_result_new (TuntasProbeStep step, TuntasProbeVerdict verdict, TuntasProbeFinding finding,
                         const char *detail, const char *setting)
{
  TuntasProbeResult *self = g_new0 (TuntasProbeResult, 1);

  self->step = step;
  self->verdict = verdict;
  self->finding = finding;
  self->detail = g_strdup (detail);
  self->setting = g_strdup (setting);
  return self;
}

void
tuntas_probe_result_free (TuntasProbeResult *self)
{
  g_free (self->detail);
  g_free (self->setting);
  g_free (self);
}
