/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Puts what differs between two procedures into a group, a row each: what it is, and from what to what. Where nothing
 * does, the group says so. language: of the texts, "id" or "en". */
void tuntas_difference_list_show (AdwPreferencesGroup *group, TuntasProcedure *from, TuntasProcedure *to,
                                  const char *language);

G_END_DECLS
