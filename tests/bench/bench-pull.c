/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"
#include "store-test.h"
#include "tuntas-nossa.h"
#include "tuntas-soup-transport.h"
#include "tuntas-system-clock.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* 10,000 assigned tickets of forty fields from a server in another process into the cache, beside a bare loop of the same
 * libraries (libsoup, json-glib, SQLite) that checks nothing and keeps the same columns. Both in turns, medians, and how
 * much memory each needed above what was resident before it. The first argument is the server. */

#define TICKETS 10000
#define ROUNDS 7
#define MIB (1024.0 * 1024)

static guint16 port;

/* Bytes of this process, by the kernel's own word. */
static double
resident (const char *which)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = strstr (status, which);
  return line != NULL ? (double) g_ascii_strtoull (line + strlen (which), NULL, 10) * 1024 : 0;
}

static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

/* --- ours --- */

static TuntasNossa *
sign_in (void)
{
  g_autofree char *origin = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default (origin, NULL);
  g_autoptr (TuntasTransport) transport = tuntas_soup_transport_new (site, NULL);
  g_autoptr (TuntasClock) clock = tuntas_system_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TuntasNossa *nossa = tuntas_nossa_new (site, transport, clock);

  tuntas_nossa_sign_in_async (nossa, "budi", "rahasia", NULL, await_cb, &result);
  tuntas_nossa_sign_in_finish (nossa, await (&result), NULL, NULL, &error);
  g_assert_no_error (error);
  return nossa;
}

static void
pull_ours (TuntasNossa *nossa, TuntasStore *store)
{
  g_autoptr (GAsyncResult) listed = NULL, stored = NULL;
  g_autoptr (TuntasNossaList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) gone = NULL;

  tuntas_nossa_list_assigned_async (nossa, -1, NULL, await_cb, &listed);
  list = tuntas_nossa_list_assigned_finish (nossa, await (&listed), &error);
  g_assert_no_error (error);
  g_assert_true (list->complete && list->tickets->len == TICKETS);
  tuntas_store_put_tickets_async (store, list->tickets, TRUE, "2026-11-23T02:30:00Z", NULL, await_cb, &stored);
  gone = tuntas_store_put_tickets_finish (store, await (&stored), &error);
  g_assert_no_error (error);
}

/* --- bare --- */

static const char *const columns[] = {
  "ticketid", "ticketuid", "class", "href", "_rowstamp", "status", "owner", "ownergroup", "description",
  "description_longdescription", "symptom", "customername", "contactname", "affectedphone", "affectedemail",
  "customersegment", "servicetype", "serviceid", "serviceno", "witel", "regional", "workzone", "fr1code_longdescription",
  "fr2code_longdescription", "globalticketid", "gaul", "lapul", "ttrcustomer", "reportdate", "statusdate", "changedate",
  "changeby",
};

static void
run_sql (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static sqlite3 *
open_bare (const char *folder, sqlite3_stmt **insert)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autoptr (GString) create = g_string_new ("CREATE TABLE tickets (");
  g_autoptr (GString) sql = g_string_new ("INSERT OR REPLACE INTO tickets VALUES (");
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_printf (create, "%s\"%s\" TEXT%s", i > 0 ? "," : "", columns[i], i == 0 ? " PRIMARY KEY" : "");
      g_string_append (sql, i > 0 ? ",?" : "?");
    }
  g_string_append (create, ") STRICT, WITHOUT ROWID");
  g_string_append_c (sql, ')');
  run_sql (db, create->str);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql->str, -1, insert, NULL), ==, SQLITE_OK);
  return db;
}

static void
insert_bare (sqlite3_stmt *insert, JsonObject *row)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      JsonNode *node = json_object_get_member (row, columns[i]);

      if (node == NULL)
        sqlite3_bind_null (insert, (int) i + 1);
      else if (json_node_get_value_type (node) == G_TYPE_STRING)
        sqlite3_bind_text (insert, (int) i + 1, json_node_get_string (node), -1, SQLITE_TRANSIENT);
      else
        sqlite3_bind_text (insert, (int) i + 1, g_ascii_dtostr (number, sizeof number, json_node_get_double (node)), -1,
                           SQLITE_TRANSIENT);
    }
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_reset (insert);
}

/* (transfer full) (nullable): the path of the next page. */
static char *
pull_bare_page (SoupSession *session, const char *path, sqlite3_stmt *insert, guint *n)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/maximo/%s", port, path);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root, *info;
  JsonArray *rows;

  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  rows = json_object_get_array_member (root, "member");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    insert_bare (insert, json_array_get_object_element (rows, i));
  *n += json_array_get_length (rows);
  info = json_object_get_object_member (root, "responseInfo");
  if (!json_object_has_member (info, "nextPage"))
    return NULL;
  return g_strdup (json_object_get_string_member (json_object_get_object_member (info, "nextPage"), "href"));
}

static void
pull_bare (SoupSession *session, sqlite3 *db, sqlite3_stmt *insert)
{
  char *path = g_strdup ("oslc/os/mxincident?lean=1&oslc.pageSize=100&collectioncount=1");
  guint n = 0;

  run_sql (db, "BEGIN");
  while (path != NULL)
    {
      char *next = pull_bare_page (session, path, insert, &n);

      g_free (path);
      path = next;
    }
  run_sql (db, "COMMIT");
  g_assert_cmpuint (n, ==, TICKETS);
}

/* --- both --- */

typedef struct
{
  Figures times;
  Figures memory;
} Side;

static gint64
begin (double *before)
{
  forget_peak ();
  *before = resident ("VmRSS:");
  return g_get_monotonic_time ();
}

static void
finish (Side *side, gint64 start, double before)
{
  figures_add (&side->times, milliseconds_since (start));
  figures_add (&side->memory, (resident ("VmHWM:") - before) / MIB);
}

static void
measure_ours (Side *side)
{
  g_autoptr (TuntasNossa) nossa = sign_in ();
  Fixture f = { NULL };
  double before;
  gint64 start;

  fixture_set_up (&f, NULL);
  open_store (&f);
  start = begin (&before);
  pull_ours (nossa, f.store);
  finish (side, start, before);
  fixture_tear_down (&f, NULL);
}

static void
measure_bare (Side *side)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  Fixture f = { NULL };
  sqlite3_stmt *insert;
  sqlite3 *db;
  double before;
  gint64 start;

  fixture_set_up (&f, NULL);
  db = open_bare (f.directory, &insert);
  start = begin (&before);
  pull_bare (session, db, insert);
  finish (side, start, before);
  sqlite3_finalize (insert);
  sqlite3_close (db);
  fixture_tear_down (&f, NULL);
}

static void
side_init (Side *side)
{
  figures_init (&side->times);
  figures_init (&side->memory);
}

static void
side_clear (Side *side)
{
  figures_clear (&side->times);
  figures_clear (&side->memory);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) server = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_auto (Figures) ratios = { NULL };
  Side ours, bare;

  tuntas_nossa_init_process ();
  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, argv[1], NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  port = (guint16) g_ascii_strtoull (line, NULL, 10);
  side_init (&ours);
  side_init (&bare);
  figures_init (&ratios);
  for (guint round = 0; round < ROUNDS; round++)
    {
      measure_ours (&ours);
      measure_bare (&bare);
      /* Of one round, so that what else the computer does falls on both. */
      figures_add (&ratios, g_array_index (ours.times.values, double, round)
                                / g_array_index (bare.times.values, double, round));
    }
  figure_print ("pull_10000_tickets", figures_at (&ours.times, 0.5), "ms");
  figure_print ("pull_10000_bare", figures_at (&bare.times, 0.5), "ms");
  figure_print ("pull_10000_ratio", figures_at (&ratios, 0.5), "x");
  figure_print ("pull_10000_memory", figures_at (&ours.memory, 1), "MiB");
  figure_print ("pull_10000_bare_memory", figures_at (&bare.memory, 1), "MiB");
  side_clear (&ours);
  side_clear (&bare);
  g_output_stream_close (g_subprocess_get_stdin_pipe (server), NULL, NULL);
  g_subprocess_wait (server, NULL, NULL);
  return 0;
}
