/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* A case that a test leads along by hand: each act a second after the one before, unless the test moves the clock. */

G_BEGIN_DECLS

typedef struct
{
  TuntasProcedure *procedure;
  TuntasCase *state;
  gint64 now; /* seconds UTC */
} CaseDriver;

/* Of W-03; begins on 2026-11-23 at that time of the customer's clock ("09:00"), zone Asia/Jakarta, one number. */
void     case_driver_begin (CaseDriver *self, const char *family, const char *clock);
/* The same by that procedure (transfer full), for a ticket of that mass outage (nullable). */
void     case_driver_begin_with (CaseDriver *self, TuntasProcedure *procedure, const char *family, const char *clock,
                                 const char *mass_outage);
void     case_driver_end   (CaseDriver *self);
/* Pairs of field and value, ending with NULL. Fails the test where the act is refused. */
void     case_driver_do    (CaseDriver *self, const char *act, ...) G_GNUC_NULL_TERMINATED;
/* The same as an act of the program's own. */
void     case_driver_do_by_program (CaseDriver *self, const char *act, ...) G_GNUC_NULL_TERMINATED;
/* Received, checked, called so many times without an answer, five minutes apart. */
void     case_driver_call_in_vain (CaseDriver *self, guint times);
void     case_driver_wait  (CaseDriver *self, gint64 seconds);

#define CASE_DRIVER_PHONE "0800000001"

G_END_DECLS
