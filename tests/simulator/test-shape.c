/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-desk.h"

/* Our bodies beside recorded ones of a real server, key by key. The recordings are not part of the project: they are
 * found through TUNTAS_FIXTURES, or beside the source tree. */

#define SCENARIO                                                                                                  \
  "{\"settings\":{\"object_structures\":{\"trim\":\"SR\"}},"                                                      \
  "\"users\":[{\"user\":\"ayu\",\"password\":\"latihan\",\"person\":\"AYU\"}],"                                   \
  "\"tickets\":[{\"class\":\"SR\",\"ticketid\":\"5754\",\"owner\":\"PERSON2\",\"description\":\"a\","             \
  "\"worklog\":[{\"description\":\"x\"}]},"                                                                       \
  "{\"class\":\"SR\",\"ticketid\":\"4786\",\"owner\":\"PERSON2\"},"                                               \
  "{\"class\":\"SR\",\"ticketid\":\"4495\",\"owner\":\"PERSON2\"}]}"

static JsonNode *
read_fixture (const char *name)
{
  const char *folder = g_getenv ("TUNTAS_FIXTURES");
  g_autofree char *beside = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "fixtures", NULL);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : beside, name, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("no recorded bodies: set TUNTAS_FIXTURES");
      return NULL;
    }
  return json_from_string (text, NULL);
}

/* Every key of the recorded body is there with the same type, and, where strict, no other. */
static void
compare (JsonNode *ours, JsonNode *recorded, const char *path, gboolean strict)
{
  g_autoptr (GList) members = NULL;

  g_test_message ("%s", path);
  g_assert_nonnull (ours);
  g_assert_cmpint (json_node_get_node_type (ours), ==, json_node_get_node_type (recorded));
  if (JSON_NODE_HOLDS_VALUE (recorded))
    g_assert_cmpint (json_node_get_value_type (ours), ==, json_node_get_value_type (recorded));
  if (JSON_NODE_HOLDS_ARRAY (recorded) && json_array_get_length (json_node_get_array (recorded)) > 0)
    compare (json_array_get_element (json_node_get_array (ours), 0),
             json_array_get_element (json_node_get_array (recorded), 0), path, strict);
  if (!JSON_NODE_HOLDS_OBJECT (recorded))
    return;
  if (strict)
    g_assert_cmpuint (json_object_get_size (json_node_get_object (ours)), ==,
                      json_object_get_size (json_node_get_object (recorded)));
  members = json_object_get_members (json_node_get_object (recorded));
  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *inner = g_strconcat (path, ".", l->data, NULL);

      compare (json_object_get_member (json_node_get_object (ours), l->data),
               json_object_get_member (json_node_get_object (recorded), l->data), inner, strict);
    }
}

typedef struct
{
  const char *fixture;
  const char *method;
  const char *path;
  const char *headers; /* (nullable) */
  const char *body;    /* (nullable) */
} Case;

static const Case cases[] = {
  { "collectionCount", "GET",
    "?lean=1&relativeuri=1&oslc.where=owner=%22PERSON2%22&oslc.pageSize=2&_dropnulls=0&collectioncount=1", NULL, NULL },
  { "multiRecords", "GET", "?lean=1&relativeuri=1&oslc.pageSize=2", NULL, NULL },
  { "noResults", "GET", "?lean=1&relativeuri=1&oslc.where=owner=%22sausage%22", NULL, NULL },
  { "paginationPageOne", "GET", "?lean=1&relativeuri=1&pageno=1&oslc.pageSize=1&_dropnulls=0", NULL, NULL },
  { "paginationPageTwo", "GET", "?lean=1&relativeuri=1&pageno=2&oslc.pageSize=1&_dropnulls=0", NULL, NULL },
  { "error404", "GET", "/11911?lean=1", NULL, NULL },
  { "createNoProperties", "POST", "?lean=1&relativeuri=1", "properties: _rowstamp,href", "{\"description\":\"t\"}" },
  { "createWithProperties", "POST", "?lean=1&relativeuri=1",
    "properties: _rowstamp,description_longdescription,description,href,ticketid",
    "{\"description\":\"t\",\"description_longdescription\":\"l\"}" },
  { "updateNoProperties", "POST", "/_U1IvNTc1NA--?lean=1&relativeuri=1",
    "x-method-override: PATCH\nproperties: _rowstamp,href", "{\"description\":\"t\"}" },
  { "updateWithProperties", "POST", "/_U1IvNTc1NA--?lean=1&relativeuri=1",
    "x-method-override: PATCH\nproperties: _rowstamp,description_longdescription,description,href,ticketid",
    "{\"description\":\"u\",\"description_longdescription\":\"l\"}" },
};

static SimDesk *
open_desk (void)
{
  SimDesk *desk = sim_desk_new_from (SCENARIO);
  g_autoptr (SimAnswer) answer = sim_desk_ask (desk, "POST", "/maximo/oslc/login", "maxauth: YXl1OmxhdGloYW4=", NULL);
  const char *cookie = soup_message_headers_get_list (answer->headers, "Set-Cookie");

  desk->cookie = g_strndup (cookie, strcspn (cookie, ";"));
  return desk;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *name = g_strdup_printf ("networkrail-%s.json", one->fixture);
  g_autoptr (JsonNode) recorded = read_fixture (name);
  g_autofree char *path = g_strconcat ("/maximo/oslc/os/trim", one->path, NULL);
  g_autoptr (SimDesk) desk = NULL;
  g_autoptr (SimAnswer) answer = NULL;

  if (recorded == NULL)
    return;
  desk = open_desk ();
  answer = sim_desk_ask (desk, one->method, path, one->headers, one->body);
  compare (answer->json, recorded, one->fixture, TRUE);
}

/* Another object: what is the same are the automatic keys of a record, of its children and of the collection. */
static void
test_single (void)
{
  static const char *const automatic[] = { "_rowstamp", "href" };
  g_autoptr (JsonNode) recorded = read_fixture ("networkrail-singleRecord.redacted.json");
  g_autoptr (SimDesk) desk = NULL;
  g_autoptr (SimAnswer) answer = NULL;
  JsonObject *theirs, *ours;

  if (recorded == NULL)
    return;
  desk = open_desk ();
  answer = sim_desk_get (desk, "/maximo/oslc/os/trim?oslc.select=*&oslc.where=ticketid=%225754%22&lean=1&relativeuri=1");
  compare (json_object_get_member (json_node_get_object (answer->json), "responseInfo"),
           json_object_get_member (json_node_get_object (recorded), "responseInfo"), "responseInfo", TRUE);
  theirs = json_array_get_object_element (json_object_get_array_member (json_node_get_object (recorded), "member"), 0);
  ours = json_node_get_object (sim_answer_node (answer, "member.0"));
  for (gsize i = 0; i < G_N_ELEMENTS (automatic); i++)
    compare (json_object_get_member (ours, automatic[i]), json_object_get_member (theirs, automatic[i]), automatic[i],
             TRUE);
  compare (json_object_get_member (ours, "worklog_collectionref"),
           json_object_get_member (theirs, "email_collectionref"), "collectionref", TRUE);
  compare (json_object_get_member (ours, "status_description"), json_object_get_member (theirs, "status_description"),
           "status_description", TRUE);
  g_assert_cmpuint (strlen (json_object_get_string_member (ours, "statusdate")), ==,
                    strlen (json_object_get_string_member (theirs, "statusdate")));
  theirs = json_array_get_object_element (json_object_get_array_member (theirs, "email"), 0);
  ours = json_array_get_object_element (json_object_get_array_member (ours, "worklog"), 0);
  compare (json_object_get_member (ours, "localref"), json_object_get_member (theirs, "localref"), "localref", TRUE);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (ours, "href"), "http://childkey#"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (theirs, "href"), "http://childkey#"));
}

/* nextPage in the recorded spelling and order. */
static void
test_next_page (void)
{
  g_autoptr (SimDesk) desk = open_desk ();
  g_autofree char *path = g_strconcat ("/maximo/oslc/os/trim", cases[0].path, NULL);
  g_autoptr (SimAnswer) answer = sim_desk_get (desk, path);

  g_assert_cmpstr (sim_answer_text (answer, "responseInfo.nextPage.href"), ==,
                   "oslc/os/trim?pageno=2&oslc.where=owner%3D%22PERSON2%22&oslc.pageSize=2&lean=1&_dropnulls=0"
                   "&collectioncount=1&relativeuri=1");
  g_assert_cmpstr (sim_answer_text (answer, "responseInfo.href"), ==,
                   "oslc/os/trim?lean=1&relativeuri=1&oslc.where=owner=%22PERSON2%22&oslc.pageSize=2&_dropnulls=0"
                   "&collectioncount=1");
  g_assert_cmpstr (sim_answer_text (answer, "member.0.href"), ==, "oslc/os/trim/_U1IvNTc1NA--");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/simulator/shape/", cases[i].fixture, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/simulator/shape/singleRecord", test_single);
  g_test_add_func ("/simulator/shape/next-page", test_next_page);
  return g_test_run ();
}
