/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "tuntas-nossa-mapping.h"

#include <string.h>

/* Every column of a ticket and of a work-log entry against every shape that a value can have. */

#define TEN "abcdefghij"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

typedef struct
{
  const char *json;
  const char *value;  /* what the field then is, or NULL: it has none */
  const char *reason; /* (nullable): what follows "t.COLUMN: " where it is refused */
} Shape;

static const Shape text_shapes[] = {
  { "\"Internet mati\"", "Internet mati", NULL },
  { "\"  Internet mati \"", "Internet mati", NULL },
  { "\"dua\\nbaris\"", "dua\nbaris", NULL },
  { "\"" HUNDRED "k\"", HUNDRED "k", NULL },
  { "{\"ldtext\":\"Internet mati\"}", "Internet mati", NULL },
  { "7", "7", NULL },
  { "1.5", "1.5", NULL },
  { "true", "true", NULL },
  { "\"\"", NULL, NULL },
  { "\" \\t\\n\"", NULL, NULL },
  { "null", NULL, NULL },
  { "[]", NULL, "text is wanted here" },
  { "[\"a\"]", NULL, "text is wanted here" },
  { "{}", NULL, "text is wanted here" },
  { "{\"ldtext\":5}", NULL, "text is wanted here" },
  { "{\"ldtext\":null}", NULL, "text is wanted here" },
  { NULL },
};

static const Shape rich_shapes[] = {
  { "\"<p>Satu &amp; dua</p>tiga<!-- RICH TEXT -->\"", "Satu & dua\ntiga", NULL },
  { "{\"ldtext\":\"<b>x</b>\"}", "x", NULL },
  { "\"  \"", NULL, NULL },
  { "null", NULL, NULL },
  { "7", NULL, "text is wanted here" },
  { "1.5", NULL, "text is wanted here" },
  { "false", NULL, "text is wanted here" },
  { "[]", NULL, "text is wanted here" },
  { "{}", NULL, "text is wanted here" },
  { NULL },
};

static const Shape name_shapes[] = {
  { "\"IN190000002\"", "IN190000002", NULL },
  { "\" BUDI \"", "BUDI", NULL },
  { "\"" HUNDRED "\"", HUNDRED, NULL },
  { "367", "367", NULL },
  { "-1", "-1", NULL },
  { "123456789012345678", "123456789012345678", NULL },
  { "\"" HUNDRED "k\"", NULL, "\"" TEN TEN TEN TEN "\" is too long for a name" },
  { "\"a\\nb\"", NULL, "\"a\nb\" is of more than one line" },
  { "\"a\\u007fb\"", NULL, "\"a\x7F" "b\" is of more than one line" },
  { "1.5", NULL, "text or a whole number is wanted here" },
  { "true", NULL, "text or a whole number is wanted here" },
  { "[1]", NULL, "text or a whole number is wanted here" },
  { "{}", NULL, "text or a whole number is wanted here" },
  { "{\"ldtext\":\"x\"}", NULL, "text or a whole number is wanted here" },
  { NULL },
};

static const Shape domain_shapes[] = {
  { "\"MEDIACARE\"", "MEDIACARE", NULL },
  { "null", NULL, NULL },
  { "\" \"", NULL, NULL },
  { "\"a\\tb\"", NULL, "\"a\tb\" is of more than one line" },
  { "5", NULL, "text is wanted here" },
  { "1.5", NULL, "text is wanted here" },
  { "true", NULL, "text is wanted here" },
  { "[\"NEW\"]", NULL, "text is wanted here" },
  { "{\"ldtext\":\"NEW\"}", NULL, "text is wanted here" },
  { NULL },
};

/* What cannot be dialled is none. */
static const Shape phone_shapes[] = {
  { "\"08000000101\"", "08000000101", NULL },
  { "\"08000000101; 0800-000-102 / +62 800 000 103\"", "08000000101;0800-000-102;+62 800 000 103", NULL },
  { "\"08000000101 (Budi, siang)\"", "08000000101", NULL },
  { "\"0800\\u202a0000\\u202c101\"", "08000000101", NULL },
  { "\"*21*08000000101#\"", NULL, NULL },
  { "\"-\"", NULL, NULL },
  { "8000000101", "8000000101", NULL },
  { "null", NULL, NULL },
  { "[1]", NULL, "text is wanted here" },
  { NULL },
};

static const Shape instant_shapes[] = {
  { "\"2026-11-23T09:00:00+07:00\"", "2026-11-23T02:00:00Z", NULL },
  { "\"2026-11-23T02:00:00Z\"", "2026-11-23T02:00:00Z", NULL },
  { "\"2026-11-22T21:00:00.000-05:00\"", "2026-11-23T02:00:00Z", NULL },
  { "\"2024-02-29T00:00:00Z\"", "2024-02-29T00:00:00Z", NULL },
  { "\"\"", NULL, NULL },
  { "null", NULL, NULL },
  { "\"2026-11-23T09:00:00\"", NULL, "\"2026-11-23T09:00:00\" is no date and time with an offset" },
  { "\"2026-11-23\"", NULL, "\"2026-11-23\" is no date and time with an offset" },
  { "\"2025-02-29T00:00:00Z\"", NULL, "\"2025-02-29T00:00:00Z\" is no date and time with an offset" },
  { "\"2026-11-23T25:00:00Z\"", NULL, "\"2026-11-23T25:00:00Z\" is no date and time with an offset" },
  { "\"0001-01-01T00:00:00+07:00\"", NULL, "\"0001-01-01T00:00:00+07:00\" is no date and time with an offset" },
  { "\"23/11/2026 09:00\"", NULL, "\"23/11/2026 09:00\" is no date and time with an offset" },
  { "\"kemarin\"", NULL, "\"kemarin\" is no date and time with an offset" },
  { "1795399200", NULL, "a date and time as text is wanted here" },
  { "1795399200.5", NULL, "a date and time as text is wanted here" },
  { "false", NULL, "a date and time as text is wanted here" },
  { "[]", NULL, "a date and time as text is wanted here" },
  { "{\"ldtext\":\"2026-11-23T02:00:00Z\"}", NULL, "a date and time as text is wanted here" },
  { NULL },
};

static const Shape duration_shapes[] = {
  { "1.5", "5400", NULL },
  { "2", "7200", NULL },
  { "0", "0", NULL },
  { "-1", "-3600", NULL },
  { "\"1.5\"", "5400", NULL },
  { "\"30:01:05\"", "108065", NULL },
  { "\"\"", NULL, NULL },
  { "\"30:61:05\"", NULL, "\"30:61:05\" is no duration" },
  { "\"30:01\"", NULL, "\"30:01\" is no duration" },
  { "\"1,5\"", NULL, "\"1,5\" is no duration" },
  { "\"0x10\"", NULL, "\"0x10\" is no duration" },
  { "\"inf\"", NULL, "\"inf\" is no duration" },
  { "\"nan\"", NULL, "\"nan\" is no duration" },
  { "\"1 jam\"", NULL, "\"1 jam\" is no duration" },
  { "1e300", NULL, "\"1.0000000000000001e+300\" is no duration" },
  { "true", NULL, "a number or text is wanted here" },
  { "[1]", NULL, "a number or text is wanted here" },
  { "{\"ldtext\":\"1\"}", NULL, "a number or text is wanted here" },
  { NULL },
};

static const Shape href_shapes[] = {
  { "\"oslc/os/mxincident/_SU5D\"", "/maximo/oslc/os/mxincident/_SU5D", NULL },
  { "\"http://10.0.0.1:9080/maxrest/oslc/os/mxincident/_SU5D\"", "/maximo/oslc/os/mxincident/_SU5D", NULL },
  { "\"oslc/os/mxincident/_SU5D?lean=1\"", "/maximo/oslc/os/mxincident/_SU5D", NULL },
  { "null", NULL, NULL },
  { "\"\"", NULL, "\"\" is no record's address" },
  { "\"https://evil.example/\"", NULL, "\"https://evil.example/\" is no record's address" },
  { "\"oslc/os/../../x\"", NULL, "\"oslc/os/../../x\" is no record's address" },
  { "\"oslc/os/a b\"", NULL, "\"oslc/os/a b\" is no record's address" },
  { "5", NULL, "text is wanted here" },
  { "true", NULL, "text is wanted here" },
  { "[]", NULL, "text is wanted here" },
  { NULL },
};

typedef struct
{
  const Shape *shapes;
  int          field;  /* a TuntasTicketField, or -1: of a work-log entry */
  const char  *column;
} Column;

#define T(name) TUNTAS_TICKET_##name

static const Column columns[] = {
  { name_shapes, T (UID), "ticketuid" },
  { name_shapes, T (OWNER), "owner" },
  { name_shapes, T (OWNER_GROUP), "ownergroup" },
  { name_shapes, T (CHANGED_BY), "changeby" },
  { name_shapes, T (ROWSTAMP), "_rowstamp" },
  { domain_shapes, T (CLASS), "class" },
  { domain_shapes, T (STATUS), "status" },
  { instant_shapes, T (REPORTED_AT), "reportdate" },
  { instant_shapes, T (STATUS_AT), "statusdate" },
  { instant_shapes, T (CHANGED_AT), "changedate" },
  { duration_shapes, T (TTR), "ttrcustomer" },
  { rich_shapes, T (DETAIL), "description_longdescription" },
  { rich_shapes, T (RFO), "fr1code_longdescription" },
  { rich_shapes, T (REPAIR), "fr2code_longdescription" },
  { href_shapes, T (HREF), "href" },
  { text_shapes, T (SUMMARY), "description" },
  { text_shapes, T (SYMPTOM), "symptom" },
  { text_shapes, T (CUSTOMER), "customername" },
  { text_shapes, T (CONTACT), "contactname" },
  { phone_shapes, T (PHONES), "affectedphone" },
  { text_shapes, T (EMAIL), "affectedemail" },
  { text_shapes, T (SEGMENT), "customersegment" },
  { text_shapes, T (SERVICE_TYPE), "servicetype" },
  { text_shapes, T (SERVICE_ID), "serviceid" },
  { text_shapes, T (SERVICE_NO), "serviceno" },
  { text_shapes, T (WITEL), "witel" },
  { text_shapes, T (REGIONAL), "regional" },
  { text_shapes, T (WORKZONE), "workzone" },
  { text_shapes, T (GAMAS), "globalticketid" },
  { text_shapes, T (GAUL), "gaul" },
  { text_shapes, T (LAPUL), "lapul" },
};

static JsonNode *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  JsonNode *root = tuntas_nossa_body_parse (bytes, &error);

  g_assert_no_error (error);
  return root;
}

static TuntasTicket *
map_ticket (const char *json, GError **error)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (JsonNode) root = parse (json);

  return tuntas_nossa_map_ticket (site, json_node_get_object (root), "t", error);
}

static void
assert_refused (const GError *error, const char *column, const Shape *shape)
{
  /* A value is quoted after the column, a wish follows it. */
  g_autofree char *message = g_strdup_printf ("t.%s: %s", column, shape->reason);

  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_column (gconstpointer data)
{
  const Column *column = data;

  for (const Shape *shape = column->shapes; shape->json != NULL; shape++)
    {
      g_autofree char *json = g_strdup_printf ("{\"ticketid\":\"IN1\",\"%s\":%s}", column->column, shape->json);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasTicket) ticket = map_ticket (json, &error);

      if (shape->reason != NULL)
        {
          g_assert_null (ticket);
          assert_refused (error, column->column, shape);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (tuntas_ticket_get (ticket, column->field), ==, shape->value);
    }
}

/* Without a number there is no ticket; what stands where it should is then the reason. */
static void
test_id (void)
{
  for (const Shape *shape = name_shapes; shape->json != NULL; shape++)
    {
      g_autofree char *json = g_strdup_printf ("{\"ticketid\":%s}", shape->json);
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasTicket) ticket = map_ticket (json, &error);

      if (shape->reason != NULL)
        {
          g_assert_null (ticket);
          assert_refused (error, "ticketid", shape);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (tuntas_ticket_get_id (ticket), ==, shape->value);
    }
}

/* The internal value of a domain is one of its names too. */
static void
test_internal (void)
{
  static const char *const names[] = { "class", "status" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (const Shape *shape = domain_shapes; shape->json != NULL; shape++)
      {
        g_autofree char *column = g_strconcat (names[i], "_maxvalue", NULL);
        g_autofree char *json = g_strdup_printf ("{\"ticketid\":\"IN1\",\"%s\":\"X\",\"%s\":%s}", names[i], column,
                                                 shape->json);
        g_autoptr (GError) error = NULL;
        g_autoptr (TuntasTicket) ticket = map_ticket (json, &error);

        if (shape->reason != NULL)
          assert_refused (error, column, shape);
        else
          g_assert_no_error (error);
      }
}

static const char *
note_value (const TuntasNossaNote *note, const char *column)
{
  return g_str_equal (column, "worklogid") ? note->id
         : g_str_equal (column, "logtype") ? note->type
         : g_str_equal (column, "createby") ? note->by
         : g_str_equal (column, "createdate") ? note->at
                                            : note->text;
}

static void
test_note (void)
{
  static const Column all[] = {
    { name_shapes, -1, "worklogid" },    { domain_shapes, -1, "logtype" },
    { name_shapes, -1, "createby" },     { instant_shapes, -1, "createdate" },
    { rich_shapes, -1, "description_longdescription" },
  };
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (const Shape *shape = all[i].shapes; shape->json != NULL; shape++)
      {
        g_autofree char *json = g_strdup_printf ("{%s\"%s\":%s}", i > 0 ? "\"worklogid\":1," : "", all[i].column,
                                                 shape->json);
        g_autoptr (JsonNode) root = parse (json);
        g_autoptr (GError) error = NULL;
        g_autoptr (TuntasNossaNote) note = tuntas_nossa_map_note (site, json_node_get_object (root), "t", &error);

        if (shape->reason != NULL)
          {
            g_assert_null (note);
            assert_refused (error, all[i].column, shape);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpstr (note_value (note, all[i].column), ==, shape->value);
      }
}

static void
test_note_without_number (void)
{
  static const char *const bodies[] = { "{}", "{\"worklogid\":null}", "{\"worklogid\":\" \"}" };
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (JsonNode) root = parse (bodies[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (tuntas_nossa_map_note (site, json_node_get_object (root), "t", &error));
      g_assert_cmpstr (error->message, ==, "t.worklogid: is missing");
    }
}

/* Every field that a record can have stands in the table above. */
static void
test_all_columns (void)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);

  for (guint field = 0; field < TUNTAS_TICKET_N_FIELDS; field++)
    {
      const char *name = tuntas_nossa_site_get_column (site, field);
      /* The number is tried in a test of its own; MORE no record has. */
      guint found = field == TUNTAS_TICKET_ID || field == TUNTAS_TICKET_MORE;

      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        if (columns[i].field == (int) field)
          {
            found++;
            if (name != NULL)
              g_assert_cmpstr (columns[i].column, ==, name);
          }
      g_assert_cmpuint (found, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *path = g_strconcat ("/nossa/shape/ticket/", columns[i].column, NULL);

      g_test_add_data_func (path, &columns[i], test_column);
    }
  g_test_add_func ("/nossa/shape/ticket/ticketid", test_id);
  g_test_add_func ("/nossa/shape/internal-value", test_internal);
  g_test_add_func ("/nossa/shape/note", test_note);
  g_test_add_func ("/nossa/shape/note-without-number", test_note_without_number);
  g_test_add_func ("/nossa/shape/all-columns", test_all_columns);
  return g_test_run ();
}
