/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* W-03 with one thing replaced by another, and what the author of such a file is told. */

G_BEGIN_DECLS

typedef enum
{
  MISTAKE_SHAPE,   /* an editor with the schema sees it, too */
  MISTAKE_BEYOND,  /* found while reading, but beyond what a schema can say */
  MISTAKE_MEANING, /* it reads well and cannot work */
} MistakeKind;

typedef struct
{
  const char *name;
  const char *old;     /* its first occurrence is replaced … */
  const char *fresh;   /* … by this */
  MistakeKind kind;
  const char *place;   /* one of the findings has this place … */
  const char *reason;  /* … and this reason */
  gboolean everywhere; /* all occurrences are replaced */
} Mistake;

/* Both end with an empty row. */
extern const Mistake mistakes_of_shape[];
extern const Mistake mistakes_of_meaning[];

/* (transfer full): the text of W-03 with the mistake in it. */
char *mistake_make (const Mistake *mistake, const char *w03);

G_END_DECLS
