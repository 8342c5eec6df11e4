/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-body.h"
#include "tuntas-nossa-query.h"
#include "tuntas-nossa-site.h"
#include "tuntas-nossa-values.h"

/* Records of the server to values of ours. path names the record in messages; a value that does not fit refuses the
 * record: TUNTAS_NOSSA_ERROR_MALFORMED with "path.attribute: reason". Safe in any thread. */

G_BEGIN_DECLS

/* Asks for the columns that the functions below read. */
void             tuntas_nossa_select_ticket (TuntasNossaSite *site, TuntasNossaQuery *query);
void             tuntas_nossa_select_note   (TuntasNossaQuery *query);

/* (transfer full). A record without a number is refused. */
TuntasTicket    *tuntas_nossa_map_ticket    (TuntasNossaSite *site, JsonObject *record, const char *path,
                                             GError **error);
TuntasNossaNote *tuntas_nossa_map_note      (TuntasNossaSite *site, JsonObject *record, const char *path,
                                             GError **error);
/* (nullable) (transfer full): the number, where it can be read; for a record that was refused. */
char            *tuntas_nossa_map_id        (TuntasNossaSite *site, JsonObject *record);

G_END_DECLS
