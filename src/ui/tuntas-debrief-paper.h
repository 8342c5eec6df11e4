/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-debrief.h"

#include <gio/gio.h>

/* A debrief on paper: what the screen says of it, and when the exercise was ended. It names nobody: it is the trainee's
 * own, and no proof; that is the certificate (tuntas-certificate-paper.h), which asks for the name. */

G_BEGIN_DECLS

typedef struct
{
  const TuntasDebrief *debrief;
  const char *title;          /* of the scenario */
  const char *mode;           /* in words: "Ujian" */
  TuntasProcedure *procedure;
  GTimeZone *zone;            /* of the rows' times: the scenario's */
  gint64 at;                  /* seconds UTC of the real clock: when it was judged */
  GTimeZone *local;           /* of that: where the trainee is */
} TuntasDebriefPaper;

/* (transfer full) (nullable): the PDF; the language is the locale's. Errors of G_IO_ERROR. */
GBytes *tuntas_debrief_paper_print (const TuntasDebriefPaper *paper, GError **error);

G_END_DECLS
