/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-actor.h"

#include <adwaita.h>

/* The running case goes by another procedure than the installed one: what differs, and the act that moves it. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_REVISION_DIALOG (tuntas_revision_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TuntasRevisionDialog, tuntas_revision_dialog, TUNTAS, REVISION_DIALOG, AdwWindow)

/* The actor has an item whose procedure is not the desk's. */
GtkWidget *tuntas_revision_dialog_new (GtkWindow *parent, TuntasActor *actor);

G_END_DECLS
