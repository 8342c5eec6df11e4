/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Tickets' numbers: IN and 6 to 10 digits (Nossa), INC and 7 to 9 digits (Insera). INC with 12 digits is one of another
 * system (Remedy, tier 3), and no ticket of ours. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_LIST_NUMBER_NONE,
  TUNTAS_LIST_NUMBER_TICKET,
  TUNTAS_LIST_NUMBER_REMEDY,
} TuntasListNumber;

/* What the text as a whole is, but for blanks around it; letters of either case. number (out) (optional) (transfer full):
 * a ticket's number in upper case, else NULL. */
TuntasListNumber tuntas_list_number_read (const char *text, char **number);

/* (transfer full): those that stand in the text as words of their own, upper case, each once, in order; 1000 at most. */
GStrv            tuntas_list_numbers_find (const char *text);

G_END_DECLS
