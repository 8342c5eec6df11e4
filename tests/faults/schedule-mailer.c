/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-mailer.h"

struct _ScheduleMailer
{
  GObject parent_instance;

  World *world;
  guint life;
};

static void mailer_init (TuntasMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ScheduleMailer, schedule_mailer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAILER, mailer_init))

static void
fail (GTask *task, TuntasMailError code, const char *words)
{
  g_task_return_new_error (task, TUNTAS_MAIL_ERROR, (int) code, "%s", words);
}

/* fate: of one that the server took. */
static void
answer (GTask *task, WorldMailFate fate)
{
  switch (fate)
    {
    case WORLD_MAIL_GOES:
      tuntas_mailer_return (task, TUNTAS_MAIL_SENT, "250 taken");
      break;
    case WORLD_MAIL_HANDED_OVER:
    case WORLD_MAIL_LEFT:
      tuntas_mailer_return (task, TUNTAS_MAIL_HANDED_OVER, "a mail program");
      break;
    case WORLD_MAIL_REFUSED:
      fail (task, TUNTAS_MAIL_ERROR_REFUSED, "550 no such user");
      break;
    case WORLD_MAIL_UNREACHABLE:
      fail (task, TUNTAS_MAIL_ERROR_UNREACHABLE, "no route");
      break;
    case WORLD_MAIL_CUT:
    case WORLD_MAIL_CUT_BEFORE:
      fail (task, TUNTAS_MAIL_ERROR_UNKNOWN, "the connection ended before the answer came");
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
goes (WorldMailFate fate)
{
  return fate == WORLD_MAIL_GOES || fate == WORLD_MAIL_HANDED_OVER || fate == WORLD_MAIL_CUT;
}

static void
mailer_send (TuntasMailer *mailer, TuntasMail *mail, GTask *own_task)
{
  ScheduleMailer *self = SCHEDULE_MAILER (mailer);
  World *world = self->world;
  g_autoptr (GTask) task = own_task;
  WorldMailFate fate;

  if (self->life == world->n_lives && world->alive)
    world_mail_passes (world, FALSE);
  if (self->life != world->n_lives || !world->alive)
    {
      fail (task, TUNTAS_MAIL_ERROR_UNKNOWN, "the program has ended");
      return;
    }
  fate = world->funcs.draw_mail (world);
  world_log (world, "mails: %d", fate);
  if (goes (fate))
    world_mail_arrives (world, mail);
  world_mail_passes (world, TRUE);
  answer (task, fate);
}

static void
mailer_init (TuntasMailerInterface *iface)
{
  iface->send = mailer_send;
}

static void
schedule_mailer_class_init (ScheduleMailerClass *klass)
{
}

static void
schedule_mailer_init (ScheduleMailer *self)
{
}

TuntasMailer *
schedule_mailer_new (World *world)
{
  ScheduleMailer *self = g_object_new (SCHEDULE_TYPE_MAILER, NULL);

  self->world = world;
  self->life = world->n_lives;
  return TUNTAS_MAILER (self);
}
