/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-notices.h"

/* So long the desktop may take for its answer. */
#define ANSWER_US (2 * G_USEC_PER_SEC)
#define NOTICES "tuntas-notices"

typedef struct
{
  GApplication *application; /* borrowed: it has the table that this stands in */
  char *id;
  gint64 at;    /* when it was given (monotonic, µs) */
  guint source; /* 0: nobody wants it back */
} Given;

static void
given_free (gpointer data)
{
  Given *given = data;

  if (given->source != 0)
    {
      g_source_remove (given->source);
      g_application_release (given->application);
    }
  g_free (given->id);
  g_free (given);
}

/* Those that the desktop may not have answered yet, by their id; belongs to the application. */
static GHashTable *
get_given (GApplication *application)
{
  GHashTable *given = g_object_get_data (G_OBJECT (application), NOTICES);

  if (given != NULL)
    return given;
  given = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, given_free);
  g_object_set_data_full (G_OBJECT (application), NOTICES, given, (GDestroyNotify) g_hash_table_unref);
  return given;
}

void
tuntas_notices_give (GApplication *application, const char *id, GNotification *notification)
{
  Given *given = g_new0 (Given, 1);

  given->application = application;
  given->id = g_strdup (id);
  given->at = g_get_monotonic_time ();
  /* Was it to be taken back, it is wanted again. */
  g_hash_table_replace (get_given (application), given->id, given);
  g_application_send_notification (application, id, notification);
}

static void
take_back (GApplication *application, const char *id)
{
  g_application_withdraw_notification (application, id);
  g_hash_table_remove (get_given (application), id);
}

static gboolean
later_cb (gpointer user_data)
{
  Given *given = user_data;
  GApplication *application = given->application;

  given->source = 0;
  take_back (application, given->id);
  g_application_release (application);
  return G_SOURCE_REMOVE;
}

void
tuntas_notices_take_back (GApplication *application, const char *id)
{
  Given *given = g_hash_table_lookup (get_given (application), id);
  gint64 left = given != NULL ? given->at + ANSWER_US - g_get_monotonic_time () : 0;

  if (left <= 0)
    take_back (application, id);
  else if (given->source == 0)
    {
      /* A program that ends first would leave it there. */
      g_application_hold (application);
      given->source = g_timeout_add ((guint) (left / 1000 + 1), later_cb, given);
    }
}

/* The service */

static gboolean
names_a_service (GVariant *answer)
{
  g_autofree const char **names = NULL;

  g_variant_get (answer, "(^a&s)", &names);
  return g_strv_contains (names, "org.freedesktop.Notifications") || g_strv_contains (names, "org.gtk.Notifications");
}

static void
activatable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_task_return_boolean (task, answer != NULL && names_a_service (answer));
}

static void
ask_bus (GDBusConnection *bus, const char *method, GAsyncReadyCallback callback, GTask *task)
{
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, NULL,
                          G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, callback, task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer != NULL && names_a_service (answer))
    g_task_return_boolean (task, TRUE);
  else
    ask_bus (G_DBUS_CONNECTION (source), "ListActivatableNames", activatable_cb, g_steal_pointer (&task));
}

void
tuntas_notices_find_service_async (GApplication *application, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GDBusConnection *bus = application != NULL ? g_application_get_dbus_connection (application) : NULL;

  g_task_set_source_tag (task, tuntas_notices_find_service_async);
  if (bus == NULL)
    g_task_return_boolean (task, FALSE);
  else
    ask_bus (bus, "ListNames", listed_cb, g_steal_pointer (&task));
}

gboolean
tuntas_notices_find_service_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
