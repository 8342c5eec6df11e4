/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule-world.h"
#include "tuntas-mailer.h"

/* The way a mail takes in that world. */

G_BEGIN_DECLS

#define SCHEDULE_TYPE_MAILER (schedule_mailer_get_type ())
G_DECLARE_FINAL_TYPE (ScheduleMailer, schedule_mailer, SCHEDULE, MAILER, GObject)

/* (transfer full) */
TuntasMailer *schedule_mailer_new (World *world);

/* The world's side of it. */
void world_mail_arrives (World *self, TuntasMail *mail);
void world_mail_passes  (World *self, gboolean after);

G_END_DECLS
