/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"

#include <gtk/gtk.h>

/* How a number gets to the telephone: by the desktop's handler for tel:, by a command, or by the agent's hand, which
 * is the normal case on many desks. Either way the call is already in the journal when this is asked to dial. */

G_BEGIN_DECLS

/* (transfer full): only what a telephone has keys for: + 0-9 * # , ; */
char    *tuntas_dialler_reduce (const char *phone);
/* (transfer full): what is dialled for a number by a dial plan: the outside line, the prefix, then the number, of which digits
 * alone are dialled, and a + before them; its 62 or +62 becomes instead_of_62. prefix (nullable), instead_of_62 (nullable):
 * the number stays as it is. */
char    *tuntas_dialler_plan   (const char *phone, const char *outside_line, const char *prefix,
                                const char *instead_of_62);
/* (transfer full) (nullable): the words of a command line, with the number for each %s; without a %s the number is the
 * last word. The line is never given to a shell. */
GStrv    tuntas_dialler_split  (const char *command, const char *number, GError **error);
/* Whether this desktop has anything that takes tel: addresses. */
gboolean tuntas_dialler_has_handler (void);
/* Dials as that mode says, by the dial plan of the settings. FALSE with an error where nothing could be asked to
 * dial; by hand is always TRUE. */
gboolean tuntas_dialler_dial   (TuntasSettings *settings, TuntasDialMode mode, const char *phone, GtkWidget *widget,
                                GError **error);

G_END_DECLS
