/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-autostart.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define APPLICATION_ID "io.github.tuntas.Tuntas"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define OPTION "--background"

G_DEFINE_QUARK (tuntas-autostart-error-quark, tuntas_autostart_error)

typedef struct
{
  gboolean start;
  GDBusConnection *bus; /* (nullable) */
  guint answer;         /* subscription of the portal's answer; 0: none */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  if (wish->answer != 0)
    g_dbus_connection_signal_unsubscribe (wish->bus, wish->answer);
  g_clear_object (&wish->bus);
  g_free (wish);
}

/* (transfer full): the program as it runs, or by its name where the desktop finds it by that. */
static char *
dup_program (void)
{
  g_autofree char *found = g_find_program_in_path ("tuntas");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  return self == NULL || g_strcmp0 (found, self) == 0 ? g_strdup ("tuntas") : g_steal_pointer (&self);
}

/* The file */

/* (transfer full): quoted as a desktop file wants it. */
static char *
dup_exec (void)
{
  g_autofree char *program = dup_program ();
  g_autoptr (GString) exec = g_string_new ("\"");

  for (const char *c = program; *c != '\0'; c++)
    {
      /* Once for the quoting, and each of those once more for the file. */
      if (*c == '\\')
        g_string_append (exec, "\\\\\\");
      else if (strchr ("\"`$", *c) != NULL)
        g_string_append (exec, "\\\\");
      if (*c == '%')
        g_string_append_c (exec, '%');
      g_string_append_c (exec, *c);
    }
  g_string_append (exec, "\" " OPTION);
  return g_string_free (g_steal_pointer (&exec), FALSE);
}

static gboolean
write_file (const char *path, GError **error)
{
  g_autofree char *exec = dup_exec ();
  g_autofree char *text = g_strconcat ("[Desktop Entry]\nType=Application\nName=Tuntas\nExec=", exec,
                                       "\nIcon=" APPLICATION_ID "\nX-GNOME-Autostart-enabled=true\n", NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents (path, text, -1, error);
}

static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static void
file_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "autostart", APPLICATION_ID ".desktop", NULL);
  g_autoptr (GError) error = NULL;

  if (wish->start ? write_file (path, &error) : remove_file (path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* No screen waits for the disk. */
static void
set_by_file (GTask *task)
{
  g_task_run_in_thread (task, file_thread);
}

/* The portal */

static void
answered_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
             GVariant *parameters, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Wish *wish = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean starts = FALSE;
  guint32 response;

  /* Asked once, answered once: the reference of the subscription goes with it. */
  g_dbus_connection_signal_unsubscribe (bus, wish->answer);
  wish->answer = 0;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "autostart", "b", &starts);
  if (response == 0 && starts == wish->start)
    g_task_return_boolean (task, TRUE);
  else if (response > 1)
    /* A portal that cannot do it for a program that is not in a sandbox. */
    set_by_file (task);
  else
    g_task_return_new_error (task, TUNTAS_AUTOSTART_ERROR, TUNTAS_AUTOSTART_ERROR_DENIED, "the desktop said no");
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Wish *wish = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (handle != NULL)
    return;
  g_debug ("no portal for what starts with the desktop: %s", error->message);
  g_dbus_connection_signal_unsubscribe (wish->bus, wish->answer);
  wish->answer = 0;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    set_by_file (task);
}

/* (transfer full): where the portal answers that request. */
static char *
dup_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strconcat (PORTAL_PATH "/request/", sender, "/", token, NULL);
}

static void
set_by_portal (GTask *task)
{
  static guint n_requests;
  Wish *wish = g_task_get_task_data (task);
  g_autofree char *token = g_strdup_printf ("tuntas%u", ++n_requests);
  g_autofree char *path = dup_request_path (wish->bus, token);
  g_autofree char *program = dup_program ();
  const char *const command[] = { program, OPTION, NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_("To remind you of tickets that wait")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (wish->start));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  /* Before it is asked, so that no answer can be too quick. */
  wish->answer = g_dbus_connection_signal_subscribe (wish->bus, PORTAL, "org.freedesktop.portal.Request", "Response",
                                                     path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, answered_cb,
                                                     g_object_ref (task), g_object_unref);
  g_dbus_connection_call (wish->bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          g_task_get_cancellable (task), requested_cb, g_object_ref (task));
}

void
tuntas_autostart_set_async (gboolean start, GDBusConnection *bus, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  g_task_set_source_tag (task, tuntas_autostart_set_async);
  wish->start = start;
  wish->bus = bus != NULL ? g_object_ref (bus) : NULL;
  g_task_set_task_data (task, wish, wish_free);
  if (bus != NULL)
    set_by_portal (task);
  else
    set_by_file (task);
}

gboolean
tuntas_autostart_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
