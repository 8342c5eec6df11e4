/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const TuntasCertificate *certificate; /* a complete one */
  const char *name;                     /* of the trainee, as typed */
  TuntasProcedure *procedure;
  const char *language;                 /* of the procedure's texts: "id" or "en" */
  GTimeZone *zone;                      /* of the date */
} TuntasCertificatePaper;

/* (transfer full) (nullable): that every clause was passed in an exam, as a PDF: who, by which document and revision,
 * when, and the clauses. The language is the locale's. Errors of G_IO_ERROR. */
GBytes *tuntas_certificate_paper_print (const TuntasCertificatePaper *paper, GError **error);

G_END_DECLS
