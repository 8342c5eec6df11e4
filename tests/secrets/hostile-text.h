/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Texts from outside that try to be more than text: markup, marks of direction, control characters, formulas, lines of
 * headers … The same at every run. */

G_BEGIN_DECLS

#define HOSTILE_N_TEXTS 500

typedef struct
{
  const char *kind; /* "markup", "formula" … */
  GBytes *bytes;    /* as they come from the wire: perhaps no text at all */
  char *text;       /* what a reader makes of them that takes any bytes: UTF-8, up to a NUL */
} HostileText;

/* (transfer full) (element-type HostileText): HOSTILE_N_TEXTS of them, no two alike; as many of each kind as of any other,
 * one more or less. */
GPtrArray *hostile_text_list (void);
/* Whether the bytes are text, so that something of theirs can get further than to the first reader. */
gboolean   hostile_text_is_text (const HostileText *self);

G_END_DECLS
