/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-transport.h"

/* What can go wrong with Nossa, by what it allows the layer above to do next.
 *
 * One const table maps Maximo's reason codes and HTTP's status codes to these (maximo.md §5). Cancelling is
 * G_IO_ERROR_CANCELLED and not in here; a write that was cancelled once it had begun counts as UNKNOWN. */

G_BEGIN_DECLS

#define TUNTAS_NOSSA_ERROR (tuntas_nossa_error_quark ())
GQuark tuntas_nossa_error_quark (void);

/* The second word: may a write be sent again without asking the server first? */
typedef enum
{
  TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED, /* yes, after the agent gave other credentials; never by itself */
  TUNTAS_NOSSA_ERROR_SESSION_ENDED,   /* yes, after the agent signed in again */
  TUNTAS_NOSSA_ERROR_BLOCKED,         /* yes, after the administrator or the agent cleared the account */
  TUNTAS_NOSSA_ERROR_UNREACHABLE,     /* yes: a write was surely not applied; a read got no whole answer */
  TUNTAS_NOSSA_ERROR_UNTRUSTED,       /* yes: the server's certificate was refused before any byte of ours left */
  TUNTAS_NOSSA_ERROR_UNKNOWN,         /* NO: a write may have been applied; read back. Never set by a read */
  TUNTAS_NOSSA_ERROR_CONFLICT,        /* no: the record was changed by somebody else; read it and compare */
  TUNTAS_NOSSA_ERROR_DUPLICATE,       /* no: this transaction id was already used; confirm by reading back */
  TUNTAS_NOSSA_ERROR_REFUSED,         /* no: the server's rule is against it; its text says why */
  TUNTAS_NOSSA_ERROR_NOT_FOUND,       /* no: Maximo says that there is no such record */
  TUNTAS_NOSSA_ERROR_NOT_ALLOWED,     /* no: Maximo says that this account may not */
  TUNTAS_NOSSA_ERROR_BUSY,            /* yes, later: see tuntas_nossa_error_get_retry_after () */
  TUNTAS_NOSSA_ERROR_NOT_DATA,        /* no, read back first: a sign-in page, a redirect, a gateway's own page */
  TUNTAS_NOSSA_ERROR_MALFORMED,       /* yes: what came has not the form it must have, or what was to be sent; the
                                         message says place and reason. A write's own answer gives UNKNOWN instead */
  TUNTAS_NOSSA_ERROR_TOO_LARGE,       /* yes: more bytes than the site allows; likewise */
} TuntasNossaError;

/* What was asked, because the same answer means different things. */
typedef enum
{
  TUNTAS_NOSSA_SIGN_IN,
  TUNTAS_NOSSA_READ,
  TUNTAS_NOSSA_WRITE,
} TuntasNossaIntent;

/* TRUE for an answer that carries what was asked for: 2xx and, where there is a body, one that may be JSON.
 * Everything else sets an error of the domain above. */
gboolean    tuntas_nossa_answer_check (TuntasAnswer *answer, TuntasNossaIntent intent, GError **error);

/* Of an answer to somebody who is not signed in: FALSE where no Nossa speaks, but a web server or a gateway of its own
 * (NOT_DATA). A sign-in page, the way to it and every error of Maximo's pass. */
gboolean    tuntas_nossa_answer_may_be_nossa (TuntasAnswer *answer, GError **error);

/* The error of a transport, read for what was asked: UNKNOWN becomes UNREACHABLE for what changes nothing,
 * TOO_LARGE becomes UNKNOWN for a write, because an answer came. (transfer full) both ways. */
GError     *tuntas_nossa_error_for_intent (GError *error, TuntasNossaIntent intent);

/* Facts of an error of this domain; for any other error they are absent. */
/* Seconds to wait as the server asked for, 0..86400, or -1 where it did not say. */
gint64      tuntas_nossa_error_get_retry_after (const GError *error);
/* (nullable): the server's own text, plain, at most 500 characters, without its reason code. */
const char *tuntas_nossa_error_get_server_text (const GError *error);
/* (nullable): "BMXAA8229W" */
const char *tuntas_nossa_error_get_reason_code (const GError *error);
/* (nullable): as which trouble it is told to the agent, finer than the error: "value-missing". NULL for an error of
 * another domain. The sentences are made on the screen (tuntas-trouble-words.c). */
const char *tuntas_nossa_error_get_trouble (const GError *error);
/* (transfer full): all that there are; some stand twice. */
GStrv       tuntas_nossa_error_list_troubles (void);
/* The answer's HTTP status, or 0 where there was no answer. */
guint       tuntas_nossa_error_get_http_status (const GError *error);

G_END_DECLS
