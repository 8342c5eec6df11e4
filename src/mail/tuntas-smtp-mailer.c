/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-smtp-mailer.h"

#include "tuntas-smtp-delivery.h"
#include "tuntas-wipe.h"

#include <curl/curl.h>

/* A sending is settled by whichever is first: the end of the conversation, the deadline, or the caller's cancellable.
 * A conversation that ends after that is let go unheard; it has been stopped, so it sends no final dot any more. */

struct _TuntasSmtpMailer
{
  GObject parent_instance;

  TuntasMailSettings *settings; /* (owned) */
  TuntasMailLogin *login;       /* (owned) (nullable) */
  TuntasClock *clock;           /* (owned) */
};

/* One sending; owned by its task. */
typedef struct
{
  TuntasClock *clock;           /* (owned) */
  TuntasMail *mail;             /* (owned) */
  GCancellable *asking;         /* (owned): of the question for the password */
  GSource *outer;               /* (owned) (nullable): the caller's cancellable */
  guint login;                  /* which password */
  guint wake;
  TuntasSmtpDelivery *delivery; /* (owned) (nullable): once the password is there */
  gboolean settled;
} Sending;

static void tuntas_smtp_mailer_iface_init (TuntasMailerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasSmtpMailer, tuntas_smtp_mailer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_MAILER, tuntas_smtp_mailer_iface_init))

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->asking);
  g_object_unref (sending->clock);
  tuntas_mail_unref (sending->mail);
  g_clear_pointer (&sending->delivery, tuntas_smtp_delivery_unref);
  g_free (sending);
}

static void
settle (Sending *sending)
{
  sending->settled = TRUE;
  if (sending->wake != 0)
    tuntas_clock_forget (sending->clock, sending->wake);
  sending->wake = 0;
  if (sending->outer != NULL)
    g_source_destroy (sending->outer);
  g_clear_pointer (&sending->outer, g_source_unref);
}

/* The conversation is over, or stopped. */
static void
conclude (GTask *task)
{
  TuntasSmtpMailer *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  g_autofree char *evidence = NULL;
  g_autoptr (GError) error = NULL;

  settle (sending);
  if (tuntas_smtp_delivery_judge (sending->delivery, &evidence, &error))
    {
      tuntas_mailer_return (task, TUNTAS_MAIL_SENT, evidence);
      return;
    }
  if (g_error_matches (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_SIGN_IN) &&
      !tuntas_mail_login_refused (self->login, sending->login, error->message))
    error->code = TUNTAS_MAIL_ERROR_UNREACHABLE; /* the new one has not been tried */
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
give_up (GTask *borrowed)
{
  /* Whoever is asked may answer at once that it is cancelled, and hold the last reference. */
  g_autoptr (GTask) task = g_object_ref (borrowed);
  Sending *sending = g_task_get_task_data (task);

  if (sending->settled)
    return;
  if (sending->delivery != NULL)
    {
      tuntas_smtp_delivery_stop (sending->delivery);
      conclude (task);
      return;
    }
  settle (sending);
  g_cancellable_cancel (sending->asking);
  g_task_return_new_error (task, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_UNREACHABLE,
                           "the password was not there in time");
}

static void
deadline_cb (gpointer user_data)
{
  GTask *task = user_data;

  ((Sending *) g_task_get_task_data (task))->wake = 0;
  give_up (task);
}

static gboolean
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  give_up (user_data);
  return G_SOURCE_REMOVE;
}

/* One that is stopped may take its time to end: a pool of threads would run dry of them. */
static gpointer
deliver_thread (gpointer user_data)
{
  g_autoptr (GTask) work = user_data;

  tuntas_smtp_delivery_run (g_task_get_task_data (work));
  g_task_return_boolean (work, TRUE);
  return NULL;
}

static void
delivered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (!((Sending *) g_task_get_task_data (task))->settled)
    conclude (task);
}

/* password (nullable) (transfer full) */
static void
deliver (GTask *task, char *password)
{
  TuntasSmtpMailer *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  /* Without a source, for which the thread might be the last to let go of it. */
  GTask *work = g_task_new (NULL, NULL, delivered_cb, g_object_ref (task));

  sending->delivery = tuntas_smtp_delivery_new (self->settings, sending->mail, password);
  g_task_set_source_tag (work, deliver);
  g_task_set_task_data (work, tuntas_smtp_delivery_ref (sending->delivery),
                        (GDestroyNotify) tuntas_smtp_delivery_unref);
  g_thread_unref (g_thread_new ("mail", deliver_thread, work));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *password = tuntas_mail_login_ask_finish (TUNTAS_MAIL_LOGIN (source), result, &sending->login, &error);

  if (sending->settled)
    tuntas_wipe (password);
  else if (password != NULL)
    deliver (task, password);
  else
    {
      settle (sending);
      g_task_return_new_error (task, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_SIGN_IN, "%s", error->message);
    }
}

static void
watch (TuntasSmtpMailer *self, Sending *sending, GTask *task)
{
  sending->wake = tuntas_clock_wake_at (
      self->clock, tuntas_clock_now (self->clock) + TUNTAS_SMTP_SECONDS * G_USEC_PER_SEC, deadline_cb, task, NULL);
  if (g_task_get_cancellable (task) == NULL)
    return;
  sending->outer = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (sending->outer, G_SOURCE_FUNC (outer_cancelled_cb), task, NULL);
  g_source_attach (sending->outer, g_main_context_get_thread_default ());
}

static void
tuntas_smtp_mailer_send (TuntasMailer *mailer, TuntasMail *mail, GTask *task)
{
  TuntasSmtpMailer *self = TUNTAS_SMTP_MAILER (mailer);
  g_autoptr (GTask) owned = task;
  Sending *sending = g_new0 (Sending, 1);

  sending->clock = g_object_ref (self->clock);
  sending->mail = tuntas_mail_ref (mail);
  sending->asking = g_cancellable_new ();
  g_task_set_task_data (task, sending, sending_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* From now on its own verdict says more than that it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  watch (self, sending, task);
  if (self->login == NULL)
    deliver (task, NULL);
  else
    tuntas_mail_login_ask_async (self->login, sending->asking, asked_cb, g_object_ref (task));
}

static void
tuntas_smtp_mailer_finalize (GObject *object)
{
  TuntasSmtpMailer *self = TUNTAS_SMTP_MAILER (object);

  tuntas_mail_settings_unref (self->settings);
  g_clear_object (&self->login);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tuntas_smtp_mailer_parent_class)->finalize (object);
}

static void
tuntas_smtp_mailer_class_init (TuntasSmtpMailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_smtp_mailer_finalize;
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

static void
tuntas_smtp_mailer_iface_init (TuntasMailerInterface *iface)
{
  iface->send = tuntas_smtp_mailer_send;
}

static void
tuntas_smtp_mailer_init (TuntasSmtpMailer *self)
{
}

TuntasMailer *
tuntas_smtp_mailer_new (TuntasMailSettings *settings, TuntasMailLogin *login, TuntasClock *clock)
{
  TuntasSmtpMailer *self;

  g_return_val_if_fail (settings->way == TUNTAS_MAIL_WAY_SMTP, NULL);
  g_return_val_if_fail ((login != NULL) == (*settings->user != '\0'), NULL);
  self = g_object_new (TUNTAS_TYPE_SMTP_MAILER, NULL);
  self->settings = tuntas_mail_settings_ref (settings);
  self->login = login != NULL ? g_object_ref (login) : NULL;
  self->clock = g_object_ref (clock);
  return TUNTAS_MAILER (self);
}
