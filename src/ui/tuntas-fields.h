/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

/* The words of an act's fields: their names, the values of choices, and the usual reasons. A procedure file names its
 * fields; one that is unknown here is shown by the name it has there. */

G_BEGIN_DECLS

/* Translated, or the name itself. */
const char        *tuntas_field_label   (const char *name);
/* Translated: the value of a choice ("account-manager" → "Account manager"), or the value itself. */
const char        *tuntas_field_value   (const char *value);
/* (nullable) NULL-terminated, untranslated (pass each through _ ()): the reasons that are offered for a field of an
 * act. What is kept is the agent's text, whether taken from the list or typed. */
const char *const *tuntas_field_reasons (const char *act_id, const char *field);

G_END_DECLS
