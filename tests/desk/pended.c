/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pended.h"

void
pended_set_up (Pended *self, gconstpointer way)
{
  g_autoptr (TuntasMailer) mailer = hand_mailer_new ();

  self->shift = shift_new ("2026-11-23T09:00:00+07:00");
  self->mailer = HAND_MAILER (mailer);
  hand_mailer_set_way (self->mailer, (HandMailerWay) GPOINTER_TO_INT (way));
  shift_use_mailer (self->shift, mailer);
  shift_receive_and_check (self->shift, PENDED_TICKET);
  for (guint i = 0; i < 3; i++)
    shift_call (self->shift, PENDED_TICKET, "08000000101", "no-answer");
  shift_act (self->shift, PENDED_TICKET, "pend", NULL);
  shift_settle (self->shift, PENDED_TICKET);
  shift_assert_status (self->shift, PENDED_TICKET, "PENDING");
}

void
pended_tear_down (Pended *self, gconstpointer way)
{
  shift_free (self->shift);
}

void
pended_assert_sent (Pended *self, const char *wanted)
{
  g_autofree char *sent = hand_mailer_dup_sent (self->mailer);

  g_assert_cmpstr (sent, ==, wanted);
}
