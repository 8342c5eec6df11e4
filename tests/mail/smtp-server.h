/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A mail server on loopback that answers by a script: at one phase of the conversation it does one thing that it should
 * not, everywhere else what a good server does. It answers in threads of its own, and keeps what it heard and what it
 * really took, whatever the client was told. */

G_BEGIN_DECLS

typedef enum
{
  SMTP_GREETING,
  SMTP_EHLO,
  SMTP_STARTTLS,
  SMTP_TLS,
  SMTP_AUTH,
  SMTP_MAIL,
  SMTP_RCPT,
  SMTP_DATA,
  SMTP_BODY, /* before anything of it is read */
  SMTP_DOT,
  SMTP_QUIT,
  SMTP_N_PHASES
} SmtpPhase;

typedef enum
{
  SMTP_2XX,
  SMTP_4XX,
  SMTP_5XX,
  SMTP_DROP,
  SMTP_STALL,
  SMTP_GARBAGE,
  SMTP_N_REACTIONS
} SmtpReaction;

#define SMTP_LATER "451 4.3.0 later"
#define SMTP_NEVER "554-5.7.1 never\r\n554 5.7.1 ask the postmaster"
/* SMTP_NEVER as it is shown. */
#define SMTP_NEVER_WORDS "554 5.7.1 never 5.7.1 ask the postmaster"
#define SMTP_TAKEN "250 2.0.0 queued as 4XyZ"
#define SMTP_USER "agen@operator.example"
#define SMTP_PASSWORD "rahasia 1"

typedef struct
{
  const char *pem;       /* (nullable): certificate and key; without them there is no TLS */
  gboolean at_once;      /* TLS before the greeting */
  const char *login;     /* (nullable): the ways to log in that it offers, "" for none; else "PLAIN LOGIN" */
} SmtpPlace;

typedef struct _SmtpServer SmtpServer;

/* It listens on every address of this computer. */
SmtpServer *smtp_server_new       (const SmtpPlace *place);
/* Threads may still be at the end of a conversation; what they use is left to the process. */
void        smtp_server_stop      (SmtpServer *self);
guint16     smtp_server_get_port  (SmtpServer *self);

/* For the conversations that begin from now on. */
void        smtp_server_script    (SmtpServer *self, SmtpPhase phase, SmtpReaction reaction);

/* Another one instead of the place's login. */
void        smtp_server_offer     (SmtpServer *self, const char *login);

/* TRUE once for each time that it has begun to stall by the script that holds; the main context is woken then. */
gboolean    smtp_server_stalls    (SmtpServer *self);
/* What stalls goes on as if nothing had been. */
void        smtp_server_go_on     (SmtpServer *self);
/* Until every conversation is over. */
void        smtp_server_wait      (SmtpServer *self);

/* (transfer full): the commands since the last call, one a line, with what stands in brackets. */
char       *smtp_server_heard     (SmtpServer *self);
/* (transfer full) (nullable): the next mail that was taken, as it came, without the dots of the protocol. */
GBytes     *smtp_server_next_mail (SmtpServer *self);

G_END_DECLS
