/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nossa-fake.h"

/* Everything that the client asks of Nossa and writes to it, as a table: for what must hold of all of it. */

#define WHO "{\"personId\":\"BUDI\"}"
#define SIGN_IN                                                                     \
  { "POST", "/maximo/oslc/login?lean=1", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s1; Path=/", "{}" }, \
  { "GET", "/maximo/oslc/whoami?lean=1", "Cookie: JSESSIONID=s1", NULL, 0, 200, NULL, WHO }

/* A client at a server that plays a script, and the ticket that it asks about. */
typedef struct
{
  FakeTransport *transport;
  TuntasNossa   *nossa;
  TuntasTicket  *ticket;
} Asked;

void asked_set_up    (Asked *f, const Turn *turns);
/* Fails where not every turn was played. */
void asked_tear_down (Asked *f);

typedef struct
{
  const char *name;
  const char *method;
  const char *path; /* how it begins */
  /* Asks and waits; whether something came of it. */
  gboolean (*ask) (Asked *f, GError **error);
} Question;

#define N_QUESTIONS 7
extern const Question questions[N_QUESTIONS];
#define NOTE_QUESTION (&questions[5])

gboolean is_write_question (const Question *question);

gboolean ask_sign_in       (Asked *f, GError **error);
gboolean ask_list          (Asked *f, GError **error);
gboolean ask_note          (Asked *f, GError **error);
