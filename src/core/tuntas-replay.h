/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* The headless way in: a script of acts in, one JSON line per act out. For tests, support and the authors of
 * procedures; the format is in data/procedures/README.md. */

G_BEGIN_DECLS

#define TUNTAS_REPLAY_ERROR (tuntas_replay_error_quark ())
GQuark tuntas_replay_error_quark (void);

typedef enum
{
  TUNTAS_REPLAY_ERROR_SCRIPT, /* the script is malformed; the message names place and reason */
} TuntasReplayError;

/* (transfer full) (nullable): the zone of that IANA name, NULL where there are no data for it. */
typedef GTimeZone *(*TuntasZoneFunc) (const char *id, gpointer user_data);

/* (transfer full) (nullable): the lines, each ending in a newline. The whole script is checked before the first act
 * is tried, so a malformed one prints nothing. name is the file's, for messages. */
char *tuntas_replay (TuntasProcedure *procedure, const char *script, gssize length, const char *name,
                     TuntasZoneFunc find_zone, gpointer user_data, GError **error);

G_END_DECLS
