/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether no other program works on this user's data on this computer; from then on this one does, until it ends. Where
 * that cannot be found out (the folder cannot be written to) it is taken for the first: what is saved there has a lock
 * of its own. */
gboolean tuntas_alone_is_first (void);

G_END_DECLS
