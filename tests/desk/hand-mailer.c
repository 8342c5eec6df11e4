/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-mailer.h"

struct _HandMailer
{
  GObject parent_instance;

  HandMailerWay way;
  GString *sent;
};

static void mailer_init (TuntasMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HandMailer, hand_mailer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAILER, mailer_init))

static void
given_up_cb (GCancellable *cancellable, GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "given up");
}

static void
send (TuntasMailer *mailer, TuntasMail *mail, GTask *task)
{
  HandMailer *self = HAND_MAILER (mailer);

  g_string_append_printf (self->sent, "%s%s", self->sent->len > 0 ? "," : "", tuntas_mail_get_to (mail));
  switch (self->way)
    {
    case HAND_MAILER_SENDS:
      tuntas_mailer_return (task, TUNTAS_MAIL_SENT, "hand");
      break;
    case HAND_MAILER_HANDS_OVER:
      tuntas_mailer_return (task, TUNTAS_MAIL_HANDED_OVER, "hand");
      break;
    case HAND_MAILER_REFUSES:
      g_task_return_new_error (task, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_REFUSED, "550 no such user");
      break;
    case HAND_MAILER_IS_UNREACHABLE:
      g_task_return_new_error (task, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_UNREACHABLE, "no route");
      break;
    case HAND_MAILER_IS_SILENT:
      g_signal_connect_data (g_task_get_cancellable (task), "cancelled", G_CALLBACK (given_up_cb),
                             g_object_ref (task), (GClosureNotify) (GCallback) g_object_unref, 0);
      break;
    default:
      g_assert_not_reached ();
    }
  g_object_unref (task);
}

static void
mailer_init (TuntasMailerInterface *iface)
{
  iface->send = send;
}

static void
hand_mailer_finalize (GObject *object)
{
  g_string_free (HAND_MAILER (object)->sent, TRUE);
  G_OBJECT_CLASS (hand_mailer_parent_class)->finalize (object);
}

static void
hand_mailer_class_init (HandMailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hand_mailer_finalize;
}

static void
hand_mailer_init (HandMailer *self)
{
  self->sent = g_string_new (NULL);
}

TuntasMailer *
hand_mailer_new (void)
{
  return g_object_new (HAND_TYPE_MAILER, NULL);
}

void
hand_mailer_set_way (HandMailer *self, HandMailerWay way)
{
  self->way = way;
}

char *
hand_mailer_dup_sent (HandMailer *self)
{
  return g_strdup (self->sent->str);
}
