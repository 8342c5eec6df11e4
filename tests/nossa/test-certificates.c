/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "raw-call.h"
#include "raw-server.h"
#include "tuntas-certificates.h"
#include "tuntas-soup-transport.h"

#include <string.h>

/* Whom the transport trusts: rows N22 and N23 (the table is in test-hostile-wire.c). The certificates are made by openssl
 * for each run. */

typedef struct
{
  TuntasCertificates *certificates;
} Office;

static void
set_up (Office *office, gconstpointer data)
{
  office->certificates = tuntas_certificates_new ();
}

static void
tear_down (Office *office, gconstpointer data)
{
  tuntas_certificates_free (office->certificates);
}

/* trusting: the site's file has our authority, and no other counts; else the computer's authorities count. */
static TuntasAnswer *
call (Office *office, const char *method, guint16 port, gboolean trusting, GError **error)
{
  g_autofree char *ca_file = tuntas_certificates_dup_path (office->certificates, "ours.pem");
  g_autofree char *setting = trusting ? g_strdup_printf ("ca_file=%s\n", ca_file) : g_strdup ("");
  g_autoptr (TuntasTransport) transport = raw_transport_new ("https", port, setting);
  g_autoptr (TuntasRequest) request = tuntas_request_new (method, "/maximo/oslc?lean=1", RAW_LONG);

  tuntas_request_add_header (request, "maxauth", "canary");
  return raw_send (transport, request, error);
}

/* Not a byte of the request reaches such a server. */
static void
assert_refused (Office *office, const char *pem, gboolean trusting)
{
  static const char *const methods[] = { "GET", "POST" };
  const RawPlace place = { .pem = pem };
  RawServer *server = raw_server_new_at (&place, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (call (office, methods[i], server->port, trusting, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED);
    }
  g_assert_null (raw_server_next (server));
  raw_server_stop (server);
}

static void
test_expired (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1", -1);

  assert_refused (office, pem, TRUE);
}

static void
test_wrong_host (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.2,DNS:nossa.example", 2);

  assert_refused (office, pem, TRUE);
}

/* Signed by our authority, but with a hash that has been broken. */
static void
test_weak (Office *office, gconstpointer data)
{
  g_autofree char *good = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1", 2);
  g_autofree char *certificate_path = tuntas_certificates_dup_path (office->certificates, "s.pem");
  g_autofree char *key_path = tuntas_certificates_dup_path (office->certificates, "s.key");
  g_autofree char *certificate = NULL, *key = NULL, *pem = NULL;

  tuntas_certificates_run (office->certificates, "openssl x509 -req -in s.csr -CA ours.pem -CAkey ours.key -days 2 -sha1 "
                                                 "-set_serial 0x1001 -copy_extensions copy -out s.pem");
  g_assert_true (g_file_get_contents (certificate_path, &certificate, NULL, NULL));
  g_assert_true (g_file_get_contents (key_path, &key, NULL, NULL));
  pem = g_strconcat (certificate, key, NULL);
  assert_refused (office, pem, TRUE);
}

static void
test_self_signed (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make_unsigned (office->certificates, "IP:127.0.0.1");

  assert_refused (office, pem, TRUE);
  assert_refused (office, pem, FALSE);
}

static void
test_unknown_authority (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "theirs", "IP:127.0.0.1", 2);

  assert_refused (office, pem, TRUE);
  assert_refused (office, pem, FALSE);
}

/* A company's authority counts only where the administrator named it. */
static void
test_named_authority (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1", 2);
  const RawPlace place = { .pem = pem };
  RawServer *server = raw_server_new_at (&place, RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  g_autoptr (TuntasAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  answer = call (office, "GET", server->port, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuntas_answer_get_status (answer), ==, 200);
  got = raw_server_next (server);
  g_assert_nonnull (strstr (got, "maxauth: canary"));
  raw_server_stop (server);
  assert_refused (office, pem, FALSE);
}

/* (transfer full): openssl's own server, which can do what ours would not, and the port it chose. */
static GSubprocess *
serve (Office *office, const char *options, GDataInputStream **output, guint16 *port)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                                         G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                         G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *command = g_strdup_printf ("openssl s_server -accept 127.0.0.1:0 -cert s.pem -key s.key %s", options);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
  g_subprocess_launcher_set_cwd (launcher, tuntas_certificates_get_folder (office->certificates));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  *output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  while ((line = g_data_input_stream_read_line (*output, NULL, NULL, &error)) != NULL
         && !g_str_has_prefix (line, "ACCEPT 127.0.0.1:"))
    g_clear_pointer (&line, g_free);
  g_assert_nonnull (line);
  *port = (guint16) g_ascii_strtoull (line + strlen ("ACCEPT 127.0.0.1:"), NULL, 10);
  return process;
}

typedef struct
{
  GSubprocess *process;
  gboolean     got;   /* a request got there */
  gboolean     ended;
} Watch;

/* The server never answers, so it ends once a request is there. */
static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  watch->ended = line == NULL;
  if (watch->ended)
    return;
  if (strstr (line, "/maximo/oslc") != NULL)
    {
      watch->got = TRUE;
      g_subprocess_force_exit (watch->process);
    }
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, line_cb, watch);
}

/* What becomes of a request to such a server: UNKNOWN where it gets there; else not a byte of it does. */
static void
assert_ends (Office *office, const char *options, TuntasNossaError wanted)
{
  g_autoptr (GDataInputStream) output = NULL;
  guint16 port;
  g_autoptr (GSubprocess) process = serve (office, options, &output, &port);
  Watch watch = { .process = process };
  g_autoptr (GError) error = NULL;

  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, line_cb, &watch);
  g_assert_null (call (office, "GET", port, TRUE, &error));
  g_subprocess_force_exit (process);
  while (!watch.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, TUNTAS_NOSSA_ERROR, (int) wanted);
  g_assert_true (watch.got == (wanted == TUNTAS_NOSSA_ERROR_UNKNOWN));
}

static void
test_old_protocol (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1", 2);

  assert_ends (office, "-cipher ALL:@SECLEVEL=0 -tls1_2", TUNTAS_NOSSA_ERROR_UNKNOWN);
  assert_ends (office, "-cipher ALL:@SECLEVEL=0 -tls1_1", TUNTAS_NOSSA_ERROR_UNREACHABLE);
  assert_ends (office, "-cipher ALL:@SECLEVEL=0 -tls1", TUNTAS_NOSSA_ERROR_UNREACHABLE);
}

/* What is said of the server's certificate, in staple.der: "V" that it is valid, "R" that it was revoked; signed by that
 * authority. */
static void
make_staple (Office *office, const char *status, const char *authority)
{
  g_autofree char *index_path = tuntas_certificates_dup_path (office->certificates, "index.txt");
  g_autofree char *index = g_strdup_printf ("%s\t491231235959Z\t%s\t" TUNTAS_CERTIFICATES_SERIAL "\tunknown\t/CN=s\n", status,
                                            *status == 'R' ? "200101000000Z" : "");
  g_autofree char *sign = g_strdup_printf ("openssl ocsp -index index.txt -CA ours.pem -rsigner %s.pem -rkey %s.key "
                                           "-reqin ask.der -ndays 1 -respout staple.der", authority, authority);

  g_assert_true (g_file_set_contents (index_path, index, -1, NULL));
  tuntas_certificates_run (office->certificates, "openssl ocsp -issuer ours.pem -cert s.pem -no_nonce -reqout ask.der");
  tuntas_certificates_run (office->certificates, sign);
}

static void
test_revoked (Office *office, gconstpointer data)
{
  static const char *const versions[] = { "-tls1_2", "-tls1_3" };
  g_autofree char *pem = tuntas_certificates_make (office->certificates, "ours", "IP:127.0.0.1", 2);

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *options = g_strconcat ("-status_file staple.der ", versions[i], NULL);

      make_staple (office, "V", "ours");
      assert_ends (office, options, TUNTAS_NOSSA_ERROR_UNKNOWN);
      make_staple (office, "R", "ours");
      assert_ends (office, options, TUNTAS_NOSSA_ERROR_UNTRUSTED);
    }
}

/* A certificate which says that its server staples is not trusted without, nor with what a stranger says. */
static void
test_must_staple (Office *office, gconstpointer data)
{
  g_autofree char *pem = tuntas_certificates_make_with (office->certificates, "ours", "IP:127.0.0.1", 2,
                                                         "-addext tlsfeature=status_request");

  make_staple (office, "V", "ours");
  assert_ends (office, "-status_file staple.der", TUNTAS_NOSSA_ERROR_UNKNOWN);
  make_staple (office, "V", "theirs");
  assert_ends (office, "-status_file staple.der", TUNTAS_NOSSA_ERROR_UNTRUSTED);
  assert_refused (office, pem, TRUE);
}

#define ADD(path, func) g_test_add ("/nossa/certificates/" path, Office, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  ADD ("N22/expired", test_expired);
  ADD ("N22/wrong-host", test_wrong_host);
  ADD ("N22/self-signed", test_self_signed);
  ADD ("N22/weak", test_weak);
  ADD ("N22/unknown-authority", test_unknown_authority);
  ADD ("N23/named-authority", test_named_authority);
  ADD ("N23/old-protocol", test_old_protocol);
  ADD ("N23/revoked", test_revoked);
  ADD ("N23/must-staple", test_must_staple);
  return g_test_run ();
}
