/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-debrief.h"

#include <gio/gio.h>

/* A debrief on paper: what the screen says of it, with who and when. */

G_BEGIN_DECLS

typedef struct
{
  const TuntasDebrief *debrief;
  const char *title;          /* of the scenario */
  const char *mode;           /* in words: "Ujian" */
  TuntasProcedure *procedure;
  GTimeZone *zone;            /* of the rows' times */
  gint64 at;                  /* seconds UTC of the real clock */
} TuntasDebriefPaper;

/* (transfer full) (nullable): the PDF; the language is the locale's. Errors of G_IO_ERROR. */
GBytes *tuntas_debrief_paper_print (const TuntasDebriefPaper *paper, GError **error);

G_END_DECLS
