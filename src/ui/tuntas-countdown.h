/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <gtk/gtk.h>

/* A ring and words: "Active 10.20 WIB, 42 min left". It is announced by its accessible name at whole minutes, the last
 * minute and zero, and never while a call has no outcome: nobody is talked over. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_COUNTDOWN (tuntas_countdown_get_type ())
G_DECLARE_FINAL_TYPE (TuntasCountdown, tuntas_countdown, TUNTAS, COUNTDOWN, GtkBox)

/* Shows the wait from…until (seconds UTC); until < 0 hides it. kind says in which words. */
void tuntas_countdown_show (TuntasCountdown *self, TuntasActor *actor, TuntasDueKind kind, gint64 from, gint64 until);

G_END_DECLS
