/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

#include <json-glib/json-glib.h>

/* What the tests of core share: the instruction and the corpus of cases, both from the source tree. */

G_BEGIN_DECLS

/* (transfer full): a file of the source tree; path is relative to the tests folder. Fails the test where it is not. */
char            *core_support_read      (const char *path);
/* (transfer full): W-03 as it is shipped. */
TuntasProcedure *core_support_load_w03  (void);
/* (transfer full): W-03 with one text (nullable) replaced by another, as a later revision would be; it may want two calls
 * only. */
TuntasProcedure *core_support_revise_w03 (const char *revision, const char *find, const char *replacement);
/* (transfer full) (nullable): the procedure in that text; name is the file's, for messages. */
TuntasProcedure *core_support_read_procedure (const char *text, const char *name, GError **error);
/* (transfer full) (nullable): the case of one procedure's events. */
TuntasCase      *core_support_fold      (TuntasProcedure *procedure, GTimeZone *zone, GPtrArray *events, GError **error);
/* (transfer full): the events of a case just opened, at 1970. zone_id "" has no data; phones are parted by ';'. */
GPtrArray       *core_support_opening   (TuntasProcedure *procedure, const char *family, const char *zone_id,
                                         const char *phones, const char *email);
/* (transfer full): that case. */
TuntasCase      *core_support_open_case (TuntasProcedure *procedure, const char *family, const char *zone_id,
                                         const char *phones, const char *email);
/* A TuntasZoneFunc over the system's zones. */
GTimeZone       *core_support_find_zone (const char *id, gpointer user_data);

/* Calls func with every script of tests/core/cases, files in the order of their names. */
typedef void (*CoreScriptFunc) (const char *file, guint index, JsonObject *script, gpointer user_data);
void             core_support_for_each_script (CoreScriptFunc func, gpointer user_data);

G_END_DECLS
