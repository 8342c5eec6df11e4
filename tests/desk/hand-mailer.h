/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mailer.h"

/* A way for a mail to leave that does what the test says, and remembers whom it was asked to send to. */

G_BEGIN_DECLS

typedef enum
{
  HAND_MAILER_SENDS,
  HAND_MAILER_HANDS_OVER,
  HAND_MAILER_REFUSES,
  HAND_MAILER_IS_UNREACHABLE,
  HAND_MAILER_IS_SILENT, /* no answer before it is given up */
} HandMailerWay;

#define HAND_TYPE_MAILER (hand_mailer_get_type ())
G_DECLARE_FINAL_TYPE (HandMailer, hand_mailer, HAND, MAILER, GObject)

/* (transfer full) */
TuntasMailer *hand_mailer_new      (void);
/* From now on. */
void          hand_mailer_set_way  (HandMailer *self, HandMailerWay way);
/* (transfer full): the addresses in the order in which they were asked for, joined by ','. */
char         *hand_mailer_dup_sent (HandMailer *self);

G_END_DECLS
