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
/* (transfer full): the numbers of a field that is there for them, as they are written, parted by ; , / | or lines; of a part
 * that is none itself, those that are within it. Perhaps empty. */
GStrv    tuntas_phone_split     (const char *text);
/* (transfer full): "0812****78", for lists, notes, e-mails, logs and exports. Short ones keep the last two digits. */
char    *tuntas_phone_mask      (const char *phone);
/* (transfer full): "0812 5550 0177", for the agent who dials by hand. */
char    *tuntas_phone_group     (const char *phone);

/* Telephone numbers within a free text (a complaint, a work-log entry, a typed note): what begins with 0, 62 or +62 and
 * an area or operator code, of 9 to 13 digits in all, also in groups parted by single blanks, dots or dashes and with
 * the code in parentheses. Whatever else is made of digits is none: ticket and service numbers (131…, 4700001-0021),
 * measurements, dates, times of day, addresses. */

/* (transfer full): the text with each of them masked. keep (nullable): a number that stays as it is: a service number
 * that is a telephone number itself. Masking twice changes nothing more. */
char    *tuntas_phone_mask_text (const char *text, const char *keep);
/* (transfer full): each of them once, normalised, in the text's order; perhaps empty. */
GStrv    tuntas_phone_list_in_text (const char *text);

G_END_DECLS
