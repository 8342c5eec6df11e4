/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Documents for the gate: each production of RFC 8259 in what it allows and in what it does not, and every trap that
 * readers of JSON are known to fall into. */

typedef struct
{
  const char *name;
  const char *text;
  gsize       length;
  /* Of one that is accepted: the innermost first value, as json-glib must have it: "[]" and "{}" for empty ones.
   * Of one that is refused: NULL. */
  const char *value;
  int         code; /* of one that is refused: a TuntasJsonError */
} JsonDocument;

/* Both end with a name of NULL. */
extern const JsonDocument json_documents_valid[];
extern const JsonDocument json_documents_invalid[];
