/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Telephone numbers as people write them. */

G_BEGIN_DECLS

/* (transfer full): digits only, with the trunk zero: "+62 812-34" and "62812 34" and "081234" are one number. */
char    *tuntas_phone_normalise (const char *phone);
gboolean tuntas_phone_equal     (const char *a, const char *b);
/* Whether it can be dialled: digits and how people part them, at least three of the digits. */
gboolean tuntas_phone_is_dialable (const char *phone);
/* (transfer full): "0812****78", for lists, notes, e-mails, logs and exports. Short ones keep the last two digits. */
char    *tuntas_phone_mask      (const char *phone);
/* (transfer full): "0812 5550 0177", for the agent who dials by hand. */
char    *tuntas_phone_group     (const char *phone);

G_END_DECLS
