/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-office.h"

/* 2026-11-24 01:00:00 UTC */
#define START (G_GINT64_CONSTANT (1795482000) * G_USEC_PER_SEC)

void
smtp_office_set_up (SmtpOffice *office, gconstpointer data)
{
  office->clock = tuntas_test_clock_new (START);
  office->certificates = tuntas_certificates_new ();
  office->login = hand_login_new ("rahasia 1");
}

void
smtp_office_tear_down (SmtpOffice *office, gconstpointer data)
{
  /* Whatever the end was, no deadline is left. */
  g_assert_cmpuint (tuntas_test_clock_get_n_wake_ups (office->clock), ==, 0);
  g_assert_null (office->came);
  g_object_unref (office->login);
  g_object_unref (office->clock);
  tuntas_certificates_free (office->certificates);
}

TuntasMailer *
smtp_office_new_mailer (SmtpOffice *office, const char *server, guint16 port, const char *user, const char *authority)
{
  g_autofree char *ca_file = authority != NULL ? tuntas_certificates_dup_path (office->certificates, authority)
                                               : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("[mail]\nway = smtp\nserver = %s:%u\nuser = %s\nca_file = %s\n", server, port,
                                           user, ca_file);
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "site.ini");
  g_autoptr (TuntasMailSettings) settings = tuntas_mail_settings_read (file);

  tuntas_settings_file_close (file);
  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  return tuntas_smtp_mailer_new (settings, *user != '\0' ? TUNTAS_MAIL_LOGIN (office->login) : NULL,
                                 TUNTAS_CLOCK (office->clock));
}

TuntasMail *
smtp_office_new_mail (const char *body)
{
  g_autoptr (GError) error = NULL;
  TuntasMail *mail = tuntas_mail_new ("Agen \xc3\xa9", "agen@operator.example", "noc@pelanggan.example", "RFO & perbaikan",
                                      body, "k7f3q2@tuntas.invalid", 1795400000, &error);

  g_assert_no_error (error);
  return mail;
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SmtpOffice *office = user_data;

  g_assert_null (office->came);
  office->came = g_object_ref (result);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("a minute has passed and nothing has come");
  return G_SOURCE_REMOVE;
}

int
smtp_office_send (SmtpOffice *office, TuntasMailer *mailer, TuntasMail *mail, GCancellable *cancellable,
                  void (*look) (SmtpOffice *office, gpointer data), gpointer data, char **words)
{
  guint limit = g_timeout_add_seconds (60, too_late_cb, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *evidence = NULL;
  TuntasMailVerdict verdict;
  gboolean sent;

  tuntas_mailer_send_async (mailer, mail, cancellable, came_cb, office);
  while (office->came == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      if (look != NULL && office->came == NULL)
        look (office, data);
    }
  g_source_remove (limit);
  result = g_steal_pointer (&office->came);
  sent = tuntas_mailer_send_finish (mailer, result, &verdict, &evidence, &error);
  if (words != NULL)
    *words = g_strdup (sent ? evidence : error->message);
  if (sent)
    g_assert_cmpint (verdict, ==, TUNTAS_MAIL_SENT);
  else if (cancellable != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return SMTP_OFFICE_CANCELLED;
  else
    g_assert_true (error->domain == TUNTAS_MAIL_ERROR);
  return sent ? SMTP_OFFICE_SENT : error->code;
}
