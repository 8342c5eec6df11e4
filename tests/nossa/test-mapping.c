/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-error.h"
#include "tuntas-nossa-mapping.h"

#include <string.h>

static TuntasNossaSite *
site_new (void)
{
  return tuntas_nossa_site_new_default ("https://nossa.example", NULL);
}

static TuntasTicket *
map (const char *json, GError **error)
{
  g_autoptr (TuntasNossaSite) site = site_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (JsonNode) root = tuntas_nossa_body_parse (bytes, error);

  g_assert_nonnull (root);
  return tuntas_nossa_map_ticket (site, json_node_get_object (root), "t", error);
}

static void
test_query (void)
{
  static const char *const statuses[] = { "A", "B", NULL };
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  g_autofree char *text = NULL;

  tuntas_nossa_query_select (query, "ticketid");
  tuntas_nossa_query_select (query, "status");
  tuntas_nossa_query_select (query, "ticketid");
  g_assert_true (tuntas_nossa_query_where_in (query, "status", statuses, NULL));
  g_assert_true (tuntas_nossa_query_where (query, "owner", "DOM\\a b", NULL));
  tuntas_nossa_query_where_since (query, "changedate", 1795399200);
  tuntas_nossa_query_order (query, "reportdate", TRUE);
  tuntas_nossa_query_order (query, "ticketuid", FALSE);
  tuntas_nossa_query_page (query, 100);
  text = tuntas_nossa_query_print (query);
  g_assert_cmpstr (text, ==,
                   "lean=1&internalvalues=1&oslc.select=ticketid%2Cstatus"
                   "&oslc.where=status%20in%20%5B%22A%22%2C%22B%22%5D%20and%20owner%3D%22DOM%5Ca%20b%22"
                   "%20and%20changedate%3E%3D%222026-11-23T02%3A00%3A00%2B00%3A00%22"
                   "&oslc.orderBy=-reportdate%2C%2Bticketuid&oslc.pageSize=100&collectioncount=1");
}

static void
test_query_refused (void)
{
  static const char *const values[] = { "", "a\"b", "%", "*", "a\nb", "\xE9" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (tuntas_nossa_query_where (query, "owner", values[i], &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
    }
}

#define LEAN                                                                                                     \
  "{\"_rowstamp\":\"894634\",\"ticketid\":\"IN190000001\",\"ticketuid\":367,\"class\":\"INCIDENT\","            \
  "\"status\":\"INPROGL1\",\"status_maxvalue\":\"BACKEND\",\"reportdate\":\"2026-11-23T09:00:00+07:00\","       \
  "\"description\":\"Internet mati\",\"description_longdescription\":\"<p>Satu &amp; dua</p>tiga<!-- RICH TEXT -->\"," \
  "\"affectedphone\":\"0800-000-001; 0800-000-002\",\"ttrcustomer\":1.5,\"gaul\":2,"                          \
  "\"href\":\"http://localhost/maxrest/oslc/os/mxincident/_SU5D\"}"

static void
test_lean (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = map (LEAN, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_ticket_get_id (ticket), ==, "IN190000001");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_UID), ==, "367");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS), ==, "BACKEND");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_REPORTED_AT), ==, "2026-11-23T02:00:00Z");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_DETAIL), ==, "Satu & dua\ntiga");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_TTR), ==, "5400");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_GAUL), ==, "2");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF), ==, "/maximo/oslc/os/mxincident/_SU5D");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_ROWSTAMP), ==, "894634");
  g_assert_null (tuntas_ticket_get (ticket, TUNTAS_TICKET_WITEL));
}

static void
test_non_lean (void)
{
  g_autoptr (TuntasTicket) ticket
      = map ("{\"spi:ticketid\":\"IN1\",\"spi:status\":\"MEDIACARE\",\"spi:status_maxvalue\":\"RESOLVED\","
             "\"spi:reportdate\":\"2026-11-22T21:00:00.000-05:00\",\"spi:description\":{\"ldtext\":\"x\"},"
             "\"rdf:about\":\"https://other.example/maximo/oslc/os/mxincident/_A\",\"_rowstamp\":\"7\"}",
             NULL);

  g_assert_nonnull (ticket);
  /* A status that the site names is kept although it is a synonym. */
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS), ==, "MEDIACARE");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_REPORTED_AT), ==, "2026-11-23T02:00:00Z");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_SUMMARY), ==, "x");
  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF), ==, "/maximo/oslc/os/mxincident/_A");
}

/* A null is there, though it is no value. */
static void
test_has (void)
{
  static const char json[] = "{\"status\":null,\"spi:owner\":null,\"dcterms:title\":\"x\",\"rdf:about\":\"y\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, sizeof json - 1);
  g_autoptr (JsonNode) root = tuntas_nossa_body_parse (bytes, NULL);
  JsonObject *object = json_node_get_object (root);

  g_assert_true (tuntas_nossa_body_has (object, "status"));
  g_assert_null (tuntas_nossa_body_get (object, "status"));
  g_assert_true (tuntas_nossa_body_has (object, "owner"));
  g_assert_true (tuntas_nossa_body_has (object, "title"));
  g_assert_true (tuntas_nossa_body_has (object, "href"));
  g_assert_false (tuntas_nossa_body_has (object, "ticketid"));
}

static void
test_refused (void)
{
  static const char *const pairs[][2] = {
    { "{\"status\":\"A\"}", "t.ticketid: the ticket's number is missing" },
    { "{\"ticketid\":\" \"}", "t.ticketid: the ticket's number is missing" },
    { "{\"ticketid\":\"IN1\",\"reportdate\":\"yesterday\"}",
      "t.reportdate: \"yesterday\" is no date and time with an offset" },
    { "{\"ticketid\":\"IN1\",\"changedate\":\"2026-11-23T09:00:00\"}",
      "t.changedate: \"2026-11-23T09:00:00\" is no date and time with an offset" },
    { "{\"ticketid\":\"IN1\",\"description\":[1]}", "t.description: text is wanted here" },
    { "{\"ticketid\":\"IN1\",\"ttrcustomer\":\"soon\"}", "t.ttrcustomer: \"soon\" is no duration" },
    { "{\"ticketid\":\"IN1\",\"href\":\"https://evil.example/\"}",
      "t.href: \"https://evil.example/\" is no record's address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      TuntasTicket *ticket = map (pairs[i][0], &error);

      g_assert_null (ticket);
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
      g_assert_cmpstr (error->message, ==, pairs[i][1]);
    }
}

static void
test_duration (void)
{
  g_autoptr (TuntasTicket) ticket = map ("{\"ticketid\":\"IN1\",\"ttrcustomer\":\"30:01:05\"}", NULL);

  g_assert_cmpstr (tuntas_ticket_get (ticket, TUNTAS_TICKET_TTR), ==, "108065");
}

static void
test_rich_text (void)
{
  static const char *const pairs[][2] = {
    { "plain", "plain" },
    { "two\nlines", "two\nlines" },
    { "redaman <25 dB> normal", "redaman <25 dB> normal" },
    { "a < b && c", "a < b && c" },
    { "Q&amp;A &lt;1&gt; &#65;&#x42;", "Q&A <1> AB" },
    { "&#0;&#xD800;&unknown;", "&#0;&#xD800;&unknown;" },
    { "<div>a</div><div>b</div>", "a\nb" },
    { "<p>a<br />b</p>\n<p>c</p><!-- RICH TEXT -->", "a\nb\nc" },
    { "<style>p{}</style><b>x</b>   y", "x y" },
    { "<script>alert(1)</script>", "" },
    { "<br", "<br" },
    { "<!-- open", "<!-- open" },
  };
  static const char *const texts[] = { "one line", "a & b <c> \"d\"", "satu\ndua\n\ntiga #k7f3q2]", "é 😀" };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *plain = tuntas_nossa_rich_text_to_plain (pairs[i][0]);

      g_assert_cmpstr (plain, ==, pairs[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *rich = tuntas_nossa_rich_text_from_plain (texts[i]);
      g_autofree char *plain = tuntas_nossa_rich_text_to_plain (rich);

      g_assert_cmpstr (plain, ==, texts[i]);
    }
}

#define LONG (2 * 1024 * 1024)

/* (transfer full): that part over and over. */
static char *
make_long (const char *part)
{
  gsize length = strlen (part);
  GString *text = g_string_sized_new (LONG + length);

  while (text->len < LONG)
    g_string_append_len (text, part, (gssize) length);
  return g_string_free (text, FALSE);
}

/* What never ends must not be looked through from each of its beginnings, nor what was read already at each line. */
static void
test_rich_text_long (void)
{
  static const char *const unended[] = { "<", "<b ", "<!--", "<div <!-- ", "&", "&#", "<script" };
  g_autofree char *lines = make_long ("a<br>");
  g_autofree char *read = tuntas_nossa_rich_text_to_plain (lines);

  g_assert_true (g_str_has_prefix (read, "a\na\na\n"));
  g_assert_cmpuint (strlen (read), >=, strlen (lines) / 3);
  for (guint i = 0; i < G_N_ELEMENTS (unended); i++)
    {
      g_autofree char *text = make_long (unended[i]);
      g_autofree char *plain = tuntas_nossa_rich_text_to_plain (text);

      g_strstrip (text);
      g_assert_cmpstr (plain, ==, text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/query/print", test_query);
  g_test_add_func ("/nossa/query/refused", test_query_refused);
  g_test_add_func ("/nossa/mapping/lean", test_lean);
  g_test_add_func ("/nossa/mapping/non-lean", test_non_lean);
  g_test_add_func ("/nossa/mapping/has", test_has);
  g_test_add_func ("/nossa/mapping/refused", test_refused);
  g_test_add_func ("/nossa/mapping/duration", test_duration);
  g_test_add_func ("/nossa/mapping/rich-text", test_rich_text);
  g_test_add_func ("/nossa/mapping/rich-text-long", test_rich_text_long);
  return g_test_run ();
}
