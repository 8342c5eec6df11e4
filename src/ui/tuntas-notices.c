/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-notices.h"

/* So long the desktop may take for its answer. */
#define ANSWER_US (2 * G_USEC_PER_SEC)
#define NOTICES "tuntas-notices"

typedef struct
{
  GApplication *application;
  char *id;
} Later;

/* When each was last given (monotonic, µs), by its id; belongs to the application. */
static GHashTable *
get_given (GApplication *application)
{
  GHashTable *given = g_object_get_data (G_OBJECT (application), NOTICES);

  if (given != NULL)
    return given;
  given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_object_set_data_full (G_OBJECT (application), NOTICES, given, (GDestroyNotify) g_hash_table_unref);
  return given;
}

void
tuntas_notices_give (GApplication *application, const char *id, GNotification *notification)
{
  gint64 *at = g_new (gint64, 1);

  *at = g_get_monotonic_time ();
  g_hash_table_replace (get_given (application), g_strdup (id), at);
  g_application_send_notification (application, id, notification);
}

static void
later_free (gpointer data)
{
  Later *later = data;

  g_object_unref (later->application);
  g_free (later->id);
  g_free (later);
}

static gboolean
later_cb (gpointer user_data)
{
  Later *later = user_data;

  /* Given again, it is wanted again. */
  if (!g_hash_table_contains (get_given (later->application), later->id))
    g_application_withdraw_notification (later->application, later->id);
  return G_SOURCE_REMOVE;
}

void
tuntas_notices_take_back (GApplication *application, const char *id)
{
  const gint64 *at = g_hash_table_lookup (get_given (application), id);
  gint64 left = at != NULL ? *at + ANSWER_US - g_get_monotonic_time () : 0;
  Later *later;

  g_hash_table_remove (get_given (application), id);
  if (left <= 0)
    {
      g_application_withdraw_notification (application, id);
      return;
    }
  later = g_new (Later, 1);
  later->application = g_object_ref (application);
  later->id = g_strdup (id);
  g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) (left / 1000 + 1), later_cb, later, later_free);
}
