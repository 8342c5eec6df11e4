/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-probe.h"

/* What a test of the connection found, in words: facts come as values (tuntas-probe.h), the sentences are made here and
 * nowhere else. */

G_BEGIN_DECLS

/* (transfer none), translated: what a step is about; how it went. */
const char *tuntas_probe_words_step    (TuntasProbeStep step);
const char *tuntas_probe_words_verdict (TuntasProbeVerdict verdict);
/* (transfer full): what was found, and what to change; one or two sentences. */
char       *tuntas_probe_words_found   (const TuntasProbeResult *result);
/* (transfer full): all of it in one line, for a terminal and for whoever sets the site up. */
char       *tuntas_probe_words_line    (const TuntasProbeResult *result);

G_END_DECLS
