/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include "smtp-server.h"

/* An e-mail that the program sends itself (clause 1.2.7): what the agent sees of the mail server, and does about it. */

#define DATIN "IN190001007"
#define MORNING "2026-11-23T09:00:00+07:00"
#define RNA "Tidak diangkat (RNA)"

static const char *window_program;

static void
add_mail_server (E2e *e2e, SmtpServer *server)
{
  g_autofree char *site = NULL, *text = NULL;

  g_assert_true (g_file_get_contents (e2e->site, &site, NULL, NULL));
  text = g_strdup_printf ("%s[mail]\nway = smtp\nserver = smtp://127.0.0.1:%u\nuser = " SMTP_USER "\n", site,
                          smtp_server_get_port (server));
  g_assert_true (g_file_set_contents (e2e->site, text, -1, NULL));
}

/* The password is asked for where it is missed, kept in the keyring, and then the e-mail goes; one that nobody answered
 * for goes once more by one key, and is the same. */
static void
test_password_and_doubt (void)
{
  const SmtpPlace place = { NULL };
  SmtpServer *server = smtp_server_new (&place);
  E2e *e2e = e2e_prepare ("mail", MORNING);
  g_autoptr (GBytes) first = NULL, second = NULL, third = NULL;

  add_mail_server (e2e, server);
  smtp_server_script (server, SMTP_DOT, SMTP_DROP);
  e2e_start (e2e, window_program);
  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_press (e2e, "Kirim keduanya*");
  e2e_see (e2e, "menunggu password server email: isi di Preferensi");
  e2e_picture (e2e);

  e2e_key (e2e, "Ctrl+comma");
  e2e_see (e2e, "Belum ada password: email menunggu sampai diisi.");
  e2e_picture (e2e);
  e2e_type_mail_password (e2e, SMTP_PASSWORD);
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Password tersimpan di keyring.");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "Server email tidak menjawab apakah email ke *Sudah terkirim?");
  e2e_picture (e2e);
  smtp_server_script (server, SMTP_DOT, SMTP_2XX);
  e2e_press (e2e, "Belum, kirim lagi*");
  e2e_see (e2e, "* · terkirim *");
  e2e_picture (e2e);
  /* Nobody knew when it left, and what it said then it goes on saying. */
  e2e_nossa_has_note (e2e, DATIN, "*belum dipastikan terkirim *[TTS 1.2.7 *");
  first = smtp_server_next_mail (server);
  second = smtp_server_next_mail (server);
  third = smtp_server_next_mail (server);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_null (third);
  e2e_free (e2e);
  smtp_server_stop (server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/mail/password-and-doubt", test_password_and_doubt);
  return g_test_run ();
}
