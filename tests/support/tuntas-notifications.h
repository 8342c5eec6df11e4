/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The desktop's notifications (org.freedesktop.Notifications) on the session's own bus: shows nothing, keeps all it got,
 * and presses buttons as a person would. */

G_BEGIN_DECLS

/* One that was shown; also after it was taken back. */
typedef struct
{
  guint32 id;
  guint32 replaces;  /* 0: none */
  char *title;
  char *body;
  GStrv actions;     /* name, label, name, label … */
  int urgency;       /* 0 low, 1 normal, 2 critical */
  gboolean closed;   /* taken back by whoever sent it, or replaced */
} TuntasShownNotification;

#define TUNTAS_TYPE_NOTIFICATIONS (tuntas_notifications_get_type ())
G_DECLARE_FINAL_TYPE (TuntasNotifications, tuntas_notifications, TUNTAS, NOTIFICATIONS, GObject)

/* (transfer full): there before this returns. */
TuntasNotifications *tuntas_notifications_new   (void);
/* (element-type TuntasShownNotification) (transfer none): all, in the order in which they came. */
GPtrArray           *tuntas_notifications_list  (TuntasNotifications *self);
/* (nullable): the newest whose title and body match, with '*' for any text; that stands, or that was closed. */
TuntasShownNotification *tuntas_notifications_find (TuntasNotifications *self, const char *title, const char *body,
                                                    gboolean closed);
/* Whether it has a button of that label. */
gboolean             tuntas_notifications_has_button (const TuntasShownNotification *shown, const char *label);
/* Presses it, after which it is gone; "" is the notification itself. There must be one. */
void                 tuntas_notifications_press (TuntasNotifications *self, const TuntasShownNotification *shown,
                                                 const char *label);

G_END_DECLS
