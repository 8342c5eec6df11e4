/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The sessions of exercises that are kept on this computer, each in a folder that is called by when it began and by its
 * exercise: "20261126T225743-pots-unreached-a1B2c3". */

G_BEGIN_DECLS

/* Of the folder that they are in, beside a trainee's progress. */
#define TUNTAS_KEPT_SESSIONS "sessions"

typedef struct
{
  char *name;     /* of the folder */
  char *path;     /* likewise, as tuntas_session_read_async () wants it */
  char *scenario; /* its id */
  gint64 at;      /* seconds UTC of the real clock: when it began */
} TuntasKeptSession;

/* (transfer full): for g_mkdtemp (): what a session that begins then is called. */
char      *tuntas_kept_session_dup_template (const char *scenario, GDateTime *now);
/* (transfer full) (element-type TuntasKeptSession): those in that folder, the newest first; what is not called as sessions
 * are is left out. None, where there is no such folder. */
GPtrArray *tuntas_kept_session_list         (const char *directory);

G_END_DECLS
