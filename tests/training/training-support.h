/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-debrief.h"

/* What the tests of the training share: the procedure and the scenarios that the program carries. */

G_BEGIN_DECLS

#define TRAINING_SUPPORT_W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"

/* (transfer full) */
TuntasProcedure *training_support_load_w03  (void);
/* (transfer full): a built-in scenario; fails the test where it is not right. */
TuntasScenario  *training_support_load      (TuntasProcedure *procedure, const char *id);
/* (transfer full): the text of a built-in scenario. */
char            *training_support_read      (const char *id);
/* (transfer full) (nullable): a scenario of that text; findings as of tuntas_scenario_prove (). */
TuntasScenario  *training_support_prove     (const char *text, GPtrArray **findings);
/* (transfer full): the text with the first occurrence of what replaced; fails the test where there is none. */
char            *training_support_replace   (const char *text, const char *what, const char *by);
/* A line "figure NAME VALUE UNIT" of the test's output. */
void             training_support_figure    (const char *name, guint value, const char *unit);

G_END_DECLS
