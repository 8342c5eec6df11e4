/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hand-mailer.h"
#include "shift.h"

/* A datin ticket of this morning that was called three times in vain and is pended, 09.16, the e-mail still to come; a
 * fixture for g_test_add (), whose data is a HandMailerWay. */

#define PENDED_TICKET "IN190001007"
#define PENDED_ADDRESS "noc@cakrawalatirta.example"

typedef struct
{
  Shift *shift;
  HandMailer *mailer;
} Pended;

void pended_set_up      (Pended *self, gconstpointer way);
void pended_tear_down   (Pended *self, gconstpointer way);

/* wanted: the addresses that mails were asked for to, joined by ','. */
void pended_assert_sent (Pended *self, const char *wanted);
