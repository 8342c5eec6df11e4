/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Texts from outside (a ticket of Nossa, a list, a chat) as they are kept: what is shown is what is there. */

G_BEGIN_DECLS

/* (transfer full): without blanks at its ends and without what nobody sees: marks that turn the direction of writing,
 * letters without width. Every line break that there is becomes a line feed, and a blank in a one_line; control characters,
 * and blanks that do not break, become blanks. Such characters split telephone numbers, so that those are neither found nor
 * masked, make a text look like another one, and no e-mail can hold them. text is UTF-8. */
char    *tuntas_plain_text      (const char *text, gboolean one_line);

/* Whether the character is one of those: it has no picture, but for the joiners, which other letters need. */
gboolean tuntas_plain_is_unseen (gunichar c);

G_END_DECLS
