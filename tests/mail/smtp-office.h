/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hand-login.h"
#include "tuntas-certificates.h"
#include "tuntas-smtp-mailer.h"
#include "tuntas-test-clock.h"

/* A desk's half of sending by SMTP: a mailer on the test clock, with settings as a site has them, and what becomes of a
 * mail. */

G_BEGIN_DECLS

typedef struct
{
  TuntasTestClock *clock;
  TuntasCertificates *certificates;
  HandLogin *login;
  GAsyncResult *came; /* (nullable) */
} SmtpOffice;

/* A server's verdict; the others are codes of TUNTAS_MAIL_ERROR. */
#define SMTP_OFFICE_SENT (-1)
#define SMTP_OFFICE_CANCELLED (-2)

void smtp_office_set_up    (SmtpOffice *office, gconstpointer data);
void smtp_office_tear_down (SmtpOffice *office, gconstpointer data);

/* (transfer full). server: "smtp://127.0.0.1"; user: "" for none; authority (nullable): whose PEM file alone is trusted */
TuntasMailer *smtp_office_new_mailer (SmtpOffice *office, const char *server, guint16 port, const char *user,
                                      const char *authority);
/* (transfer full) */
TuntasMail   *smtp_office_new_mail   (const char *body);

/* Sends, and while nothing comes lets look (nullable) see whether it is time to move the clock; words (out)
 * (transfer full) (optional): the evidence, or the error's message. */
int smtp_office_send (SmtpOffice *office, TuntasMailer *mailer, TuntasMail *mail, GCancellable *cancellable,
                      void (*look) (SmtpOffice *office, gpointer data), gpointer data, char **words);

G_END_DECLS
