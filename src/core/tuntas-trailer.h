/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The line that ends our notes in Nossa's work log (procedure.md, Q10):
 *
 *   [TTS 1.2.6 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]
 *
 * the clause reached, the counted calls of each round, when the e-mail went, until when the ticket is pended, and the
 * note's reference. It is what read-back looks for, and what another computer carries a case on from. */

G_BEGIN_DECLS

#define TUNTAS_TRAILER_ERROR (tuntas_trailer_error_quark ())
GQuark tuntas_trailer_error_quark (void);

typedef enum
{
  TUNTAS_TRAILER_ERROR_NONE,   /* the text carries none */
  TUNTAS_TRAILER_ERROR_BROKEN, /* it carries one that we would not have written; the message names what is wrong */
} TuntasTrailerError;

typedef struct
{
  char *clause;
  int calls[2];     /* of round 1 and 2; calls[1] is -1 in round 1 */
  char *email;      /* (nullable): "21.20", on the customer's clock */
  gint64 until;     /* seconds UTC; -1: none */
  char *zone;       /* (nullable): "WIB", "WITA", "WIT"; there where `until` is */
  char *reference;  /* six letters and digits */
} TuntasTrailer;

#define TUNTAS_TRAILER_OPENING "[TTS "
/* Of what our references are made: without letters and digits that are taken for one another over the phone. */
#define TUNTAS_TRAILER_LETTERS "abcdefghjkmnpqrstuvwxyz23456789"

void           tuntas_trailer_free   (TuntasTrailer *trailer);

/* (transfer full): email may also be a placeholder that is filled when the note leaves. local (nullable): the zone of
 * `until`; NULL is UTC. */
char          *tuntas_trailer_format (const TuntasTrailer *trailer, GTimeZone *local);

/* (transfer full) (nullable): the last trailer of a work-log entry that was written at that instant (seconds UTC): it
 * gives the year that the trailer leaves out. Checked as far as the text alone allows: form, times, reference; whether
 * the clause exists, whether the counts are possible and whether it belongs to the ticket is for the caller. */
TuntasTrailer *tuntas_trailer_find   (const char *text, gint64 written_at, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasTrailer, tuntas_trailer_free)

G_END_DECLS
