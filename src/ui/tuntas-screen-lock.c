/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-screen-lock.h"

#define LOCKED_AT_THE_LATEST 5 /* seconds after it was asked for */
#define LOGIN_MANAGER "org.freedesktop.login1"
#define LOGIN_SESSION "org.freedesktop.login1.Session"

/* Who keeps the lock on the session's bus, in the order in which they are asked. */
static const struct { const char *name, *path; } lockers[] = {
  { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver" },
  { "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver" },
  { "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver" },
  { "org.mate.ScreenSaver", "/org/mate/ScreenSaver" },
  { "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver" },
};

struct _TuntasScreenLock
{
  GObject parent_instance;

  GCancellable *closing;
  GDBusConnection *session; /* (nullable) */
  GDBusConnection *system;  /* (nullable) */
  guint subscriptions[G_N_ELEMENTS (lockers)];
  guint login_subscription;
  char *login_session;      /* (nullable): object path of ours at the login manager */
  gboolean locked;

  GTask *asking;            /* (nullable): who asked for the lock */
  guint asked;              /* which of the lockers is being asked */
  guint timeout;            /* 0: nobody is waiting */
};

enum
{
  PROP_LOCKED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TuntasScreenLock, tuntas_screen_lock, G_TYPE_OBJECT)

static void
answer (TuntasScreenLock *self, gboolean locked)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->asking);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (task != NULL)
    g_task_return_boolean (task, locked);
}

static void
set_locked (TuntasScreenLock *self, gboolean locked)
{
  if (locked)
    answer (self, TRUE);
  if (self->locked == locked)
    return;
  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOCKED]);
}

/* Listening */

static void
active_changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                   GVariant *parameters, gpointer user_data)
{
  gboolean active;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &active);
  set_locked (user_data, active);
}

/* Its signal "Lock" is only the wish, which it repeats to whoever may fulfil it; that the screen is locked says the hint. */
static void
login_signal_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                 GVariant *parameters, gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;
  const char *of;
  gboolean locked;

  if (g_str_equal (interface, LOGIN_SESSION) && g_str_equal (signal, "Unlock"))
    set_locked (user_data, FALSE);
  if (!g_str_equal (signal, "PropertiesChanged") || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  g_variant_get (parameters, "(&s@a{sv}as)", &of, &changed, NULL);
  if (g_str_equal (of, LOGIN_SESSION) && g_variant_lookup (changed, "LockedHint", "b", &locked))
    set_locked (user_data, locked);
}

static void
session_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasScreenLock) self = user_data;

  self->session = g_bus_get_finish (result, NULL);
  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (lockers); i++)
    self->subscriptions[i] = g_dbus_connection_signal_subscribe (self->session, NULL, lockers[i].name, "ActiveChanged", NULL,
                                                                 NULL, G_DBUS_SIGNAL_FLAGS_NONE, active_changed_cb, self,
                                                                 NULL);
}

static void
login_session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasScreenLock) self = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (reply == NULL || self->system == NULL)
    return;
  g_variant_get (reply, "(o)", &self->login_session);
  self->login_subscription = g_dbus_connection_signal_subscribe (self->system, LOGIN_MANAGER, NULL, NULL,
                                                                 self->login_session, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                                 login_signal_cb, self, NULL);
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasScreenLock) self = user_data;

  self->system = g_bus_get_finish (result, NULL);
  if (self->system != NULL)
    g_dbus_connection_call (self->system, LOGIN_MANAGER, "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                            "GetSession", g_variant_new ("(s)", "auto"), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                            self->closing, login_session_cb, g_object_ref (self));
}

/* Asking */

static void ask_next (TuntasScreenLock *self);

static gboolean
not_locked_cb (gpointer user_data)
{
  TuntasScreenLock *self = user_data;

  self->timeout = 0;
  answer (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* One that says yes has to show it; one that is not there is passed over. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasScreenLock) self = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (self->asking == NULL)
    return;
  if (reply == NULL)
    ask_next (self);
  else if (self->timeout == 0)
    self->timeout = g_timeout_add_seconds (LOCKED_AT_THE_LATEST, not_locked_cb, self);
}

static void
ask_next (TuntasScreenLock *self)
{
  guint i = self->asked++;

  if (i < G_N_ELEMENTS (lockers) && self->session != NULL)
    g_dbus_connection_call (self->session, lockers[i].name, lockers[i].path, lockers[i].name, "Lock", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->closing, asked_cb, g_object_ref (self));
  else if (self->asked <= G_N_ELEMENTS (lockers) + 1 && self->login_session != NULL)
    {
      self->asked = G_N_ELEMENTS (lockers) + 2;
      g_dbus_connection_call (self->system, LOGIN_MANAGER, self->login_session, LOGIN_SESSION, "Lock", NULL, NULL,
                              G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->closing, asked_cb, g_object_ref (self));
    }
  else
    answer (self, FALSE);
}

void
tuntas_screen_lock_ask_async (TuntasScreenLock *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (TUNTAS_IS_SCREEN_LOCK (self));

  answer (self, FALSE);
  self->asking = g_task_new (self, cancellable, callback, user_data);
  if (self->locked)
    {
      answer (self, TRUE);
      return;
    }
  self->asked = 0;
  ask_next (self);
}

gboolean
tuntas_screen_lock_ask_finish (TuntasScreenLock *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Idling */

static void
idle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  guint64 milliseconds;

  if (reply == NULL)
    {
      g_task_return_int (task, -1);
      return;
    }
  g_variant_get (reply, "(t)", &milliseconds);
  g_task_return_int (task, (gssize) MIN (milliseconds, G_MAXINT32));
}

void
tuntas_screen_lock_get_idle_async (TuntasScreenLock *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->session == NULL)
    g_task_return_int (task, -1);
  else
    g_dbus_connection_call (self->session, "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core",
                            "org.gnome.Mutter.IdleMonitor", "GetIdletime", NULL, G_VARIANT_TYPE ("(t)"),
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, 2000, self->closing, idle_cb, g_steal_pointer (&task));
}

gint64
tuntas_screen_lock_get_idle_finish (TuntasScreenLock *self, GAsyncResult *result)
{
  return g_task_propagate_int (G_TASK (result), NULL);
}

/* The object */

gboolean
tuntas_screen_lock_is_locked (TuntasScreenLock *self)
{
  return self->locked;
}

static void
tuntas_screen_lock_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, TUNTAS_SCREEN_LOCK (object)->locked);
}

static void
tuntas_screen_lock_dispose (GObject *object)
{
  TuntasScreenLock *self = TUNTAS_SCREEN_LOCK (object);

  g_cancellable_cancel (self->closing);
  answer (self, FALSE);
  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (lockers); i++)
    g_dbus_connection_signal_unsubscribe (self->session, self->subscriptions[i]);
  if (self->login_subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->system, self->login_subscription);
  self->login_subscription = 0;
  g_clear_object (&self->session);
  g_clear_object (&self->system);
  g_clear_pointer (&self->login_session, g_free);
  G_OBJECT_CLASS (tuntas_screen_lock_parent_class)->dispose (object);
}

static void
tuntas_screen_lock_finalize (GObject *object)
{
  g_clear_object (&TUNTAS_SCREEN_LOCK (object)->closing);
  G_OBJECT_CLASS (tuntas_screen_lock_parent_class)->finalize (object);
}

static void
tuntas_screen_lock_class_init (TuntasScreenLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tuntas_screen_lock_get_property;
  object_class->dispose = tuntas_screen_lock_dispose;
  object_class->finalize = tuntas_screen_lock_finalize;
  props[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tuntas_screen_lock_init (TuntasScreenLock *self)
{
  self->closing = g_cancellable_new ();
}

TuntasScreenLock *
tuntas_screen_lock_new (void)
{
  TuntasScreenLock *self = g_object_new (TUNTAS_TYPE_SCREEN_LOCK, NULL);

  g_bus_get (G_BUS_TYPE_SESSION, self->closing, session_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->closing, system_bus_cb, g_object_ref (self));
  return self;
}
