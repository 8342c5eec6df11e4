/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "sim-desk.h"
#include "tuntas-soup-transport.h"
#include "tuntas-test-clock.h"
#include "tuntas-wire-log.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is written down for support: enough to see what was said, and nothing that harms anybody. */

#define KEY "kunci-ayu"

typedef struct
{
  SimDesk *server;
  TuntasNossaSite *site;
  TuntasNossa *nossa;
  char *path;
} Fixture;

static void
set_up (Fixture *f, const char *auth)
{
  g_autofree char *folder = g_dir_make_tmp ("tuntas-wire-XXXXXX", NULL);
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (FAKE_NOW * G_USEC_PER_SEC);
  g_autofree char *settings = NULL;
  g_autoptr (TuntasSettingsFile) file = NULL;
  g_autoptr (TuntasTransport) soup = NULL, log = NULL;
  g_autoptr (GError) error = NULL;

  f->server = sim_desk_new (NULL);
  f->path = g_build_filename (folder, "wire.log", NULL);
  settings = g_strdup_printf ("[server]\norigin=%s\nauth=%s\n", tuntas_simulator_get_origin (f->server->simulator), auth);
  file = tuntas_settings_file_new (settings, -1, "site.ini");
  f->site = tuntas_nossa_site_read (file);
  soup = tuntas_soup_transport_new (f->site, &error);
  g_assert_no_error (error);
  log = tuntas_wire_log_new (soup, f->site, TUNTAS_CLOCK (clock), f->path, &error);
  g_assert_no_error (error);
  f->nossa = tuntas_nossa_new (f->site, log, TUNTAS_CLOCK (clock));
}

static void
tear_down (Fixture *f)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_clear_object (&f->nossa);
  g_clear_pointer (&f->site, tuntas_nossa_site_unref);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (f->path);
  sim_desk_free (f->server);
}

/* (transfer full) */
static TuntasTicket *
work (Fixture *f, const char *secret)
{
  g_autoptr (GAsyncResult) signed_in = NULL, listed = NULL, noted = NULL;
  g_autoptr (TuntasNossaList) list = NULL;
  g_autoptr (GError) error = NULL;
  TuntasTicket *ticket;

  tuntas_nossa_sign_in_async (f->nossa, "ayu", secret, NULL, keep_result_cb, &signed_in);
  await (&signed_in);
  tuntas_nossa_sign_in_finish (f->nossa, signed_in, NULL, NULL, &error);
  g_assert_no_error (error);
  tuntas_nossa_list_assigned_async (f->nossa, -1, NULL, keep_result_cb, &listed);
  await (&listed);
  list = tuntas_nossa_list_assigned_finish (f->nossa, listed, &error);
  g_assert_no_error (error);
  ticket = tuntas_ticket_ref (g_ptr_array_index (list->tickets, 0));
  tuntas_nossa_list_worklog_async (f->nossa, ticket, NULL, keep_result_cb, &noted);
  await (&noted);
  g_ptr_array_unref (tuntas_nossa_list_worklog_finish (f->nossa, noted, &error));
  g_assert_no_error (error);
  return ticket;
}

/* The writer has ended with the log. (transfer full) */
static char *
read_log (Fixture *f)
{
  char *text = NULL;

  g_clear_object (&f->nossa);
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  return text;
}

static void
assert_has (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("not in the log: %s", what);
}

static void
assert_has_not (const char *text, const char *what)
{
  if (what != NULL && strstr (text, what) != NULL)
    g_error ("in the log: %s", what);
}

static const struct { const char *auth, *secret, *header; } ways[] = {
  { "maxauth", "latihan", "maxauth" },
  { "basic", "latihan", "Authorization" },
  { "form", "latihan", "Cookie" },
  { "apikey", KEY, "apikey" },
};

static void
test_masked (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Fixture f = { NULL };
      g_autoptr (TuntasTicket) ticket = NULL;
      g_autofree char *text = NULL;
      g_autofree char *login = g_strdup_printf ("ayu:%s", ways[i].secret);
      g_autofree char *base64 = g_base64_encode ((const guchar *) login, strlen (login));
      g_autofree char *header = g_strdup_printf ("\n  %s: «", ways[i].header);
      struct stat status;

      set_up (&f, ways[i].auth);
      ticket = work (&f, ways[i].secret);
      text = read_log (&f);
      assert_has (text, " 1 > ");
      assert_has (text, header);
      assert_has (text, tuntas_ticket_get_id (ticket));
      assert_has (text, tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS));
      assert_has_not (text, ways[i].secret);
      assert_has_not (text, base64);
      for (guint field = 0; field < TUNTAS_TICKET_N_FIELDS; field++)
        if (field == TUNTAS_TICKET_CUSTOMER || field == TUNTAS_TICKET_CONTACT || field == TUNTAS_TICKET_PHONES ||
            field == TUNTAS_TICKET_EMAIL || field == TUNTAS_TICKET_SUMMARY || field == TUNTAS_TICKET_DETAIL ||
            field == TUNTAS_TICKET_SERVICE_NO || field == TUNTAS_TICKET_RFO)
          assert_has_not (text, tuntas_ticket_get (ticket, field));
      assert_has_not (text, "second"); /* of the work log */
      g_assert_cmpint (g_stat (f.path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      tear_down (&f);
    }
}

static void
assert_refused (const char *path, int code)
{
  g_autoptr (TuntasTestClock) clock = tuntas_test_clock_new (0);
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (TuntasTransport) soup = tuntas_soup_transport_new (site, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tuntas_wire_log_new (soup, site, TUNTAS_CLOCK (clock), path, &error));
  g_assert_error (error, G_FILE_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
}

/* Not into what others can read, and not through a link. */
static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tuntas-wire-XXXXXX", NULL);
  g_autofree char *open = g_build_filename (folder, "open", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);

  g_assert_true (g_file_set_contents_full (open, "", 0, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  g_assert_cmpint (symlink (open, link), ==, 0);
  assert_refused (open, G_FILE_ERROR_ACCES);
  assert_refused (link, G_FILE_ERROR_LOOP);
  assert_refused (folder, G_FILE_ERROR_ISDIR);
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_unlink (open), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire-log/masked", test_masked);
  g_test_add_func ("/wire-log/refused", test_refused);
  return g_test_run ();
}
