/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-finding.h"

/* What is wrong with a line of a site's settings, as a sentence: core gives codes, the words are made here. */

G_BEGIN_DECLS

/* (transfer full): "/etc/xdg/tuntas/site.ini line 12, [procedure] first_round_min: “0” is out of range 3..9" */
char *tuntas_finding_words (const TuntasFinding *finding);
/* (transfer full): all of them, a line each; "" for none. */
char *tuntas_finding_words_all (GPtrArray *findings);

G_END_DECLS
