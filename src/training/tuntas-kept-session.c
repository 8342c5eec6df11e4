/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-kept-session.h"

#include <string.h>

#define STAMP "%Y%m%dT%H%M%S"
#define STAMP_LENGTH 15
#define UNIQUE "-XXXXXX"

static void
session_free (gpointer data)
{
  TuntasKeptSession *session = data;

  g_free (session->name);
  g_free (session->path);
  g_free (session->scenario);
  g_free (session);
}

char *
tuntas_kept_session_dup_template (const char *scenario, GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);
  g_autofree char *stamp = g_date_time_format (utc, STAMP);

  return g_strdup_printf ("%s-%s" UNIQUE, stamp, scenario);
}

/* (transfer full) (nullable): NULL where nothing that keeps sessions gave that name. */
static TuntasKeptSession *
parse (const char *directory, const char *name)
{
  gsize length = strlen (name), unique = strlen (UNIQUE);
  g_autofree char *stamp = g_strdup_printf ("%.*sZ", STAMP_LENGTH, name);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (stamp, NULL);
  TuntasKeptSession *session;

  if (at == NULL || length <= STAMP_LENGTH + 1 + unique || name[STAMP_LENGTH] != '-' || name[length - unique] != '-')
    return NULL;
  session = g_new0 (TuntasKeptSession, 1);
  session->name = g_strdup (name);
  session->path = g_build_filename (directory, name, NULL);
  session->scenario = g_strndup (name + STAMP_LENGTH + 1, length - STAMP_LENGTH - 1 - unique);
  session->at = g_date_time_to_unix (at);
  return session;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const TuntasKeptSession *first = *(TuntasKeptSession *const *) a, *second = *(TuntasKeptSession *const *) b;

  return strcmp (second->name, first->name);
}

GPtrArray *
tuntas_kept_session_list (const char *directory)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (session_free);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      TuntasKeptSession *session = parse (directory, name);

      if (session != NULL)
        g_ptr_array_add (sessions, session);
    }
  g_ptr_array_sort (sessions, compare_newest_first);
  return sessions;
}
