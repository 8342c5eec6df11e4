/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

#include <adwaita.h>

/* A word on a coloured ground: the service family of a ticket, a clause. Its colours are in style.css, in each at
 * least 4.5:1 in light, dark and high contrast; the word says it without them. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_CHIP_NEUTRAL,
  TUNTAS_CHIP_BLUE,
  TUNTAS_CHIP_GREEN,
  TUNTAS_CHIP_RED,
  TUNTAS_CHIP_VIOLET,
  TUNTAS_CHIP_CLAUSE,  /* "1.2.3" */
  TUNTAS_CHIP_WARNING, /* GAMAS, GAUL … */
} TuntasChipColour;

#define TUNTAS_TYPE_CHIP (tuntas_chip_get_type ())
G_DECLARE_FINAL_TYPE (TuntasChip, tuntas_chip, TUNTAS, CHIP, GtkWidget)

GtkWidget  *tuntas_chip_new        (void);
void        tuntas_chip_set        (TuntasChip *self, const char *text, TuntasChipColour colour);
/* The name and the tone of the case's family, as its procedure has them; in the language "id" or "en". */
void        tuntas_chip_set_family (TuntasChip *self, TuntasCase *state, const char *language);
const char *tuntas_chip_get_text   (TuntasChip *self);

G_END_DECLS
