/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* One e-mail to one customer (clause 1.2.7): a plain, reference-counted value that does not change once it is made,
 * so that sending it again sends the same bytes with the same Message-ID. */

G_BEGIN_DECLS

#define TUNTAS_MAIL_ERROR (tuntas_mail_error_quark ())

typedef enum
{
  TUNTAS_MAIL_ERROR_INVALID,     /* a field cannot be sent as it is; the message names field and reason */
  TUNTAS_MAIL_ERROR_REFUSED,     /* the server said no, with its words; trying again is no use */
  TUNTAS_MAIL_ERROR_UNREACHABLE, /* nothing was sent: may be tried again */
  TUNTAS_MAIL_ERROR_UNKNOWN,     /* it was sent, and no answer says whether it was taken: never resend unasked */
  TUNTAS_MAIL_ERROR_SIGN_IN,     /* nothing was sent: there is no password, or the server does not take it */
  TUNTAS_MAIL_ERROR_NO_LOGIN,    /* nothing was sent: the server offers no login that can be used, and one is set */
  TUNTAS_MAIL_ERROR_NO_HANDLER,  /* the desktop opened no mail program */
} TuntasMailError;

GQuark tuntas_mail_error_quark (void);

typedef struct _TuntasMail TuntasMail;

#define TUNTAS_TYPE_MAIL (tuntas_mail_get_type ())
GType       tuntas_mail_get_type (void);

/* (transfer full), or NULL with TUNTAS_MAIL_ERROR_INVALID.
 * from_name (nullable), from and to: one bare address each, ASCII, without comments or quotes; message_id without
 * its brackets, "random@host", from a random source of the caller's; subject one line and not empty; body UTF-8
 * whose lines end in LF or CRLF; date in seconds since 1970 UTC. No field holds control characters, bidirectional
 * overrides or line separators; the body may hold tabs. from_name holds no "=" and subject no "=?", by which a
 * mail program would decode what comes behind it into something that nobody checked. */
TuntasMail *tuntas_mail_new      (const char *from_name, const char *from, const char *to, const char *subject,
                                  const char *body, const char *message_id, gint64 date, GError **error);
TuntasMail *tuntas_mail_ref      (TuntasMail *self);
void        tuntas_mail_unref    (TuntasMail *self);

/* Whether a mail can go to it: one bare address, as tuntas_mail_new () wants it. */
gboolean    tuntas_mail_is_address (const char *text);

/* Whether a mail can have it as its sender's name. */
gboolean    tuntas_mail_is_name    (const char *text);

/* (transfer none); from_name is "" where there is none. The body's lines end in LF. */
const char *tuntas_mail_get_from_name  (TuntasMail *self);
const char *tuntas_mail_get_from       (TuntasMail *self);
const char *tuntas_mail_get_to         (TuntasMail *self);
const char *tuntas_mail_get_subject    (TuntasMail *self);
const char *tuntas_mail_get_body       (TuntasMail *self);
const char *tuntas_mail_get_message_id (TuntasMail *self);
gint64      tuntas_mail_get_date       (TuntasMail *self);

/* (transfer full): a mailto: URI (RFC 6068) with subject and body and nothing else; all but letters, digits and
 * "-._~" is percent-encoded, and lines end in %0D%0A. Sender, date and Message-ID are then the mail program's. */
char       *tuntas_mail_to_uri         (TuntasMail *self);

/* (transfer full): the message as it goes over the wire (RFC 5322, MIME): CRLF lines, ASCII only, the header fields
 * From, To, Subject, Date, Message-ID, MIME-Version, Content-Type and Content-Transfer-Encoding, each once, the body
 * as one text in base64. The same value gives the same bytes on every computer. */
GBytes     *tuntas_mail_to_rfc5322     (TuntasMail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasMail, tuntas_mail_unref)

G_END_DECLS
