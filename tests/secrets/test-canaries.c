/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-relay.h"
#include "canary.h"
#include "e2e.h"
#include "raw-server.h"
#include "smtp-server.h"
#include "tuntas-clipboard.h"
#include "tuntas-data.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

/* A whole run of the real window in which everything that must not leak has a name of its own: log in, call, e-mail,
 * note, copy, hand over, redirects to other hosts, ports and schemes, a crash, the log for support, and everything told
 * that G_MESSAGES_DEBUG can make it tell. Afterwards all files of the session, all that was printed, and all that reached
 * another server are searched. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define HANDED_OVER "IN190001147"
#define RNA "Tidak diangkat (RNA)"
#define SAMPLE "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"

#define PASSWORD "KenariSandi7Q9"
#define API_KEY "KenariKunci4W2"
#define CUSTOMER "Kenariwati"
#define PHONE "08000000971"

/* What was asked elsewhere; the first is also another port, the second another address, the third another scheme. */
#define N_ELSEWHERE 3

typedef struct
{
  E2e *e2e;
  CanaryRelay *relay;
  RawServer *elsewhere[N_ELSEWHERE];
  GString *notes; /* what is no file: the clipboard, the desktop's notifications, the process's arguments */
} Run;

static const char *window_program;
static const guint statuses[] = { 301, 302, 303, 307, 308 };

/* The sample shift, where they have these names. */
static void
load_canaries (E2e *e2e)
{
  g_autoptr (GBytes) sample = g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE, 0, NULL);
  g_autoptr (GString) text = g_string_new (g_bytes_get_data (sample, NULL));
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, "\"latihan\"", "\"" PASSWORD "\"", 0), >, 0);
  g_assert_cmpuint (g_string_replace (text, "latihan-ayu-0001", API_KEY, 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "Budi Hartanto", CUSTOMER " Hartanto", 0), >, 0);
  g_assert_cmpuint (g_string_replace (text, "Lestari Handayani", CUSTOMER " Handayani", 0), >, 0);
  g_assert_cmpuint (g_string_replace (text, "08000000101", PHONE, 0), >, 1);
  changed = g_bytes_new (text->str, text->len);
  tuntas_simulator_load_scenario (e2e->nossa, changed, "sample-shift.json", &error);
  g_assert_no_error (error);
}

static void
write_site (Run *run, const char *auth, SmtpServer *mail)
{
  g_autofree char *origin = canary_relay_dup_origin (run->relay);
  g_autofree char *text = g_strdup_printf ("[server]\norigin=%s\nauth=%s\nrequest_deadline=300\n[agent]\nunit=OCC Bandung\n"
                                           "mail_from=occ@latihan.example\n[privacy]\nlock_minutes=0\n"
                                           "[mail]\nway=smtp\nserver=smtp://127.0.0.1:%u\nuser=" SMTP_USER "\n",
                                           origin, auth, smtp_server_get_port (mail));

  g_assert_true (g_file_set_contents (run->e2e->site, text, -1, NULL));
}

static void
set_up (Run *run, const char *name, const char *auth, SmtpServer *mail)
{
  const RawPlace places[N_ELSEWHERE] = { { .address = "127.0.0.1" }, { .address = "127.0.0.2" }, { .pem = RAW_SERVER_PEM } };
  g_autofree char *folder = NULL;

  run->e2e = e2e_prepare (name, MORNING);
  load_canaries (run->e2e);
  run->relay = canary_relay_new (tuntas_simulator_get_origin (run->e2e->nossa));
  run->notes = g_string_new (NULL);
  for (guint i = 0; i < N_ELSEWHERE; i++)
    run->elsewhere[i] = raw_server_new_at (&places[i], RAW_EMPTY, sizeof RAW_EMPTY - 1, RAW_CLOSE);
  write_site (run, auth, mail);
  folder = g_strconcat (run->e2e->home, "-prints", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  run->e2e->prints = g_strconcat (folder, "/", NULL);
}

/* What the window asks for meanwhile may still be on its way, so it is told again. */
static gboolean
has_redirected (gpointer user_data)
{
  Run *run = user_data;

  if (canary_relay_has_redirected (run->relay))
    return TRUE;
  e2e_activate ("sync", NULL);
  return FALSE;
}

/* Whatever the window asks next is elsewhere. */
static void
redirect_all (Run *run)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses) * N_ELSEWHERE; i++)
    {
      guint place = i % N_ELSEWHERE;
      g_autofree char *address =
          g_strdup_printf ("%s://%s:%u/maximo/oslc", place == 2 ? "https" : "http", place == 1 ? "127.0.0.2" : "127.0.0.1",
                           run->elsewhere[place]->port);

      canary_relay_redirect (run->relay, statuses[i / N_ELSEWHERE], address);
      if (!tuntas_driver_wait (run->e2e->driver, has_redirected, run))
        g_error ("nothing was asked that could be sent to %s", address);
    }
}

/* What the process was started with, as other users of the computer may read it. */
static void
note_process (Run *run)
{
  static const char *const names[] = { "cmdline", "environ" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (run->e2e->process), names[i]);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_string_append_len (run->notes, bytes, (gssize) length);
    }
}

static void
note_clipboard (Run *run)
{
  g_autofree char *text = NULL;

  e2e_key (run->e2e, "Ctrl+Shift+r");
  e2e_see (run->e2e, "Rekap shift*");
  text = tuntas_clipboard_read ();
  g_assert_nonnull (strstr (text, "Rekap"));
  g_string_append (run->notes, text);
}

static void
note_notifications (Run *run)
{
  GPtrArray *shown = tuntas_notifications_list (run->e2e->desktop);

  for (guint i = 0; i < shown->len; i++)
    {
      const TuntasShownNotification *notification = g_ptr_array_index (shown, i);

      g_string_append_printf (run->notes, "%s\n%s\n", notification->title, notification->body);
    }
}

/* Where customers may be: in an account's own folder (the session has those of both runs) and its hand-over file, at Nossa,
 * and by name in the e-mail to them. Credentials may be at Nossa, and nowhere else. */
static gboolean
may_be (const Canary *canary, const char *place, gpointer user_data)
{
  gboolean own = g_pattern_match_simple ("*/tuntas-desk-*/tuntas/*", place);
  gboolean customer = g_str_equal (canary->name, "customer");
  gboolean phone = g_str_equal (canary->name, "phone");

  if (g_str_equal (place, "what Nossa answered"))
    return customer || phone || g_str_equal (canary->name, "cookie");
  if (g_str_equal (place, "what was said to Nossa"))
    return !phone && !g_str_equal (canary->name, "mail password");
  if (g_str_equal (place, "an e-mail"))
    return customer;
  return (customer || phone) && (own || strstr (place, "/serah-terima-") != NULL);
}

/* (transfer full): the session's, as the server gave it; with a key there is none. */
static char *
dup_cookie (Run *run)
{
  g_autoptr (GBytes) answered = canary_relay_dup_answered (run->relay);
  g_autofree char *text = g_strndup (g_bytes_get_data (answered, NULL), g_bytes_get_size (answered));
  const char *cookie = strstr (text, "JSESSIONID=");

  g_assert_true ((cookie == NULL) == g_str_equal (run->e2e->password, API_KEY));
  if (cookie == NULL)
    return g_strdup ("there is no cookie");
  cookie += strlen ("JSESSIONID=");
  return g_strndup (cookie, strcspn (cookie, "; \r\n"));
}

static void
hunt_servers (CanaryHunt *hunt, Run *run, SmtpServer *mail)
{
  g_autoptr (GBytes) said = canary_relay_dup_said (run->relay);
  g_autoptr (GBytes) answered = canary_relay_dup_answered (run->relay);
  GBytes *sent;

  canary_hunt_bytes (hunt, "what was said to Nossa", g_bytes_get_data (said, NULL), g_bytes_get_size (said));
  canary_hunt_bytes (hunt, "what Nossa answered", g_bytes_get_data (answered, NULL), g_bytes_get_size (answered));
  while ((sent = smtp_server_next_mail (mail)) != NULL)
    {
      canary_hunt_bytes (hunt, "an e-mail", g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
      g_bytes_unref (sent);
    }
  for (guint i = 0; i < N_ELSEWHERE; i++)
    {
      g_autofree char *request = raw_server_next (run->elsewhere[i]);

      g_assert_null (request);
      g_assert_cmpuint (raw_server_count (run->elsewhere[i]), ==, 0);
    }
}

/* It finds what is there: the search itself is at work. */
static void
assert_finds (Run *run, const Canary *canary)
{
  g_autofree char *own = g_build_filename (run->e2e->home, "tuntas", NULL);
  CanaryHunt hunt = { .canaries = canary, .n_canaries = 1 };

  canary_hunt_tree (&hunt, own);
  g_assert_cmpuint (hunt.found, >, 0);
}

static void
search (Run *run, SmtpServer *mail, const char *figure)
{
  g_autofree char *cookie = dup_cookie (run);
  g_autofree char *root = g_path_get_dirname (g_get_home_dir ());
  const Canary canaries[] = {
    { "password", PASSWORD }, { "API key", API_KEY }, { "cookie", cookie }, { "mail password", SMTP_PASSWORD },
    { "customer", CUSTOMER }, { "phone", PHONE },
  };
  CanaryHunt hunt = { canaries, G_N_ELEMENTS (canaries), may_be, run, 0, 0, 0 };
  g_autoptr (GBytes) said = canary_relay_dup_said (run->relay);

  g_assert_true (canary_is_in (&canaries[g_str_equal (run->e2e->password, API_KEY)], g_bytes_get_data (said, NULL),
                               g_bytes_get_size (said)));
  assert_finds (run, &canaries[4]);
  assert_finds (run, &canaries[5]);
  note_notifications (run);
  canary_hunt_tree (&hunt, root);
  hunt_servers (&hunt, run, mail);
  canary_hunt_bytes (&hunt, "arguments, environment, clipboard or notifications", run->notes->str, run->notes->len);
  g_print ("figure canaries_%s_places %u files\nfigure canaries_%s_searched %" G_GUINT64_FORMAT " bytes\n"
           "figure canaries_%s_leaks %u places\n", figure, hunt.places, figure, hunt.bytes, figure, hunt.found);
  g_assert_cmpuint (hunt.found, ==, 0);
}

static void
tear_down (Run *run, SmtpServer *mail)
{
  e2e_free (run->e2e);
  for (guint i = 0; i < N_ELSEWHERE; i++)
    raw_server_stop (run->elsewhere[i]);
  smtp_server_stop (mail);
  g_string_free (run->notes, TRUE);
}

static void
give_mail_password (E2e *e2e)
{
  e2e_key (e2e, "Ctrl+comma");
  e2e_see (e2e, "Belum ada password: email menunggu sampai diisi.");
  e2e_type_mail_password (e2e, SMTP_PASSWORD);
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Password tersimpan di keyring.");
  e2e_key (e2e, "Escape");
}

/* A case goes to a file of its own. */
static void
hand_over (E2e *e2e)
{
  e2e_open (e2e, HANDED_OVER);
  e2e_receive (e2e);
  e2e_call (e2e, RNA);
  e2e_key (e2e, "Ctrl+Shift+h");
  e2e_see (e2e, "Yang dipilih dilanjutkan oleh penerima*");
  e2e_press (e2e, CUSTOMER " Handayani · " HANDED_OVER "*");
  e2e_type (e2e, "Login penerima", "BAGAS");
  e2e_press (e2e, "Serahkan sebagai file*");
  e2e_see (e2e, "Sudah diserahkan. Berikan file ini ke penerimanya saja: */serah-terima-bagas-*.json");
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "Diserahkan · 1");
}

/* A case is called, written to and pended. */
static void
work (E2e *e2e)
{
  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_press (e2e, "Kirim keduanya*");
  e2e_see (e2e, "menunggu password server email: isi di Preferensi");
  give_mail_password (e2e);
  e2e_nossa_has_note (e2e, DATIN, "*[TTS 1.2.7 *");
}

static void
test_whole_run (void)
{
  const SmtpPlace place = { NULL };
  SmtpServer *mail = smtp_server_new (&place);
  Run run = { NULL };

  set_up (&run, "canaries", "maxauth", mail);
  run.e2e->password = PASSWORD;
  e2e_start_page (run.e2e, window_program);
  tuntas_driver_press (run.e2e->driver, NULL, ATSPI_ROLE_CHECK_BOX, "Simpan login");
  e2e_type (run.e2e, "Login", "ayu");
  e2e_type (run.e2e, "Password", PASSWORD);
  e2e_press (run.e2e, "*Siap melayani pelanggan*");
  e2e_see (run.e2e, "Perlu tindakan*");
  hand_over (run.e2e);
  work (run.e2e);
  note_clipboard (&run);
  note_process (&run);
  redirect_all (&run);
  e2e_crash (run.e2e, window_program);
  e2e_see (run.e2e, "Ganti password tersimpan");
  e2e_press (run.e2e, "*Siap melayani pelanggan*");
  e2e_see (run.e2e, "Perlu tindakan*");
  search (&run, mail, "run");
  tear_down (&run, mail);
}

static void
test_api_key (void)
{
  const SmtpPlace place = { NULL };
  SmtpServer *mail = smtp_server_new (&place);
  Run run = { NULL };

  set_up (&run, "canaries-key", "apikey", mail);
  run.e2e->password = API_KEY;
  e2e_start (run.e2e, window_program);
  e2e_open (run.e2e, DATIN);
  note_process (&run);
  redirect_all (&run);
  e2e_crash (run.e2e, window_program);
  search (&run, mail, "key");
  tear_down (&run, mail);
}

/* In whatever form it comes. */
static void
test_found (void)
{
  static const Canary canary = { "password", "Kenari Sandi7Q9" };
  static const char *const forms[] = {
    "maxauth: KenariSandi7Q9", "x KENARI SANDI7Q9", "4b656e6172692053616e64693751390a", "S2VuYXJpIFNhbmRpN1E5",
    "YXl1OktlbmFyaSBTYW5kaTdROQ==", "eHlLZW5hcmkgU2FuZGk3UTk=",
  };
  static const char wide[] = "K\0e\0n\0a\0r\0i\0 \0S\0a\0n\0d\0i\0" "7\0Q\0" "9\0";

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (!canary_is_in (&canary, forms[i], strlen (forms[i])))
      g_error ("not found: %s", forms[i]);
  g_assert_true (canary_is_in (&canary, wide, sizeof wide));
  g_assert_false (canary_is_in (&canary, "Kenari Sandi7Q", 14));
  g_assert_false (canary_is_in (&canary, "", 0));
}

int
main (int argc, char **argv)
{
  static const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = g_canonicalize_filename (argv[1], NULL);
  /* The program itself has to see to it that a crash leaves nothing behind. */
  setrlimit (RLIMIT_CORE, &unlimited);
  g_test_add_func ("/secrets/canaries/found", test_found);
  g_test_add_func ("/secrets/canaries/whole-run", test_whole_run);
  g_test_add_func ("/secrets/canaries/api-key", test_api_key);
  return g_test_run ();
}
