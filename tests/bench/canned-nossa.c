/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>

/* A Nossa that knows one answer by heart: TICKETS tickets of forty fields, in pages. It prints its port and serves until
 * its standard input ends. Everything is made before, so that whoever measures a client does not measure this. */

#define TICKETS 10000
#define PAGE_SIZE 100
#define N_PAGES (TICKETS / PAGE_SIZE)

static GBytes *pages[N_PAGES];

/* The attributes that every ticket has, with values that are told apart by its number. */
static const char *const texts[] = {
  "owner", "ownergroup", "description", "symptom", "customername", "contactname", "affectedphone", "affectedemail",
  "customersegment", "servicetype", "serviceid", "serviceno", "witel", "regional", "workzone", "globalticketid",
  "changeby", "reportedby", "siteid", "orgid", "assetnum", "location", "classstructureid", "commodity", "source",
  "externalsystem",
};

static void
append_ticket (GString *page, guint n)
{
  g_string_append_printf (page,
                          "{\"_rowstamp\":\"%u\",\"ticketid\":\"IN19%07u\",\"ticketuid\":%u,\"class\":\"INCIDENT\","
                          "\"status\":\"MEDIACARE\",\"reportdate\":\"2026-11-23T09:%02u:%02u+07:00\","
                          "\"statusdate\":\"2026-11-23T09:30:00+07:00\",\"changedate\":\"2026-11-23T09:%02u:00+07:00\","
                          "\"description_longdescription\":\"<p>Internet mati sejak pagi, modem %u</p>lampu LOS merah"
                          "<!-- RICH TEXT -->\",\"fr1code_longdescription\":\"kabel putus\",\"ttrcustomer\":%u.5,"
                          "\"gaul\":%u,\"lapul\":0,\"href\":\"oslc/os/mxincident/_SU5DSURFTlQvSU4xO%u\"",
                          894634 + n, n, 1000 + n, n / 60 % 60, n % 60, n % 60, n, n % 72, n % 4, n);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_printf (page, ",\"%s\":\"%s %u-%u\"", texts[i], texts[i], n, i);
  g_string_append_c (page, '}');
}

static GBytes *
make_page (guint page)
{
  GString *text = g_string_new ("{\"member\":[");

  for (guint i = 0; i < PAGE_SIZE; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      append_ticket (text, page * PAGE_SIZE + i);
    }
  g_string_append_printf (text, "],\"href\":\"oslc/os/mxincident\",\"responseInfo\":{\"totalPages\":%d,\"totalCount\":%d,"
                          "\"pagenum\":%u", N_PAGES, TICKETS, page + 1);
  if (page + 1 < N_PAGES)
    g_string_append_printf (text, ",\"nextPage\":{\"href\":\"oslc/os/mxincident?pageno=%u\"}", page + 2);
  g_string_append (text, "}}");
  return g_string_free_to_bytes (text);
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  static const char who[] = "{\"personId\":\"BUDI\"}";
  const char *number = query != NULL ? g_hash_table_lookup (query, "pageno") : NULL;
  guint page = number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : 1;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (!g_str_has_suffix (path, "/mxincident") || page < 1 || page > N_PAGES)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, who, sizeof who - 1);
  else
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC,
                                      g_bytes_get_data (pages[page - 1], NULL), g_bytes_get_size (pages[page - 1]));
}

static gboolean
ended_cb (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

int
main (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  for (guint i = 0; i < N_PAGES; i++)
    pages[i] = make_page (i);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);
  uris = soup_server_get_uris (server);
  g_print ("%d\n", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, ended_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
