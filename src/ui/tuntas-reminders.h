/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"

/* Gives the desk's reminders as notifications of the desktop, one for each ticket, and takes them back when they are
 * over. Their buttons are the application's actions call-ticket, snooze-ticket and show-ticket, so that they work with
 * the window closed too. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_REMINDERS (tuntas_reminders_get_type ())
G_DECLARE_FINAL_TYPE (TuntasReminders, tuntas_reminders, TUNTAS, REMINDERS, GObject)

/* (transfer full): begins to give them (tuntas_desk_start_reminding ()), until it is disposed of: then what it has given
 * is taken back. training: of practice, and says so. */
TuntasReminders *tuntas_reminders_new (GApplication *application, TuntasDesk *desk, gboolean training);
/* How many of those that it has given stand. */
guint            tuntas_reminders_get_n_given (TuntasReminders *self);

G_END_DECLS
