/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile-text.h"

#include "core-support.h"
#include "mail-reader.h"
#include "tuntas-dialler.h"
#include "tuntas-handover.h"
#include "tuntas-list.h"
#include "tuntas-nossa-error.h"
#include "tuntas-nossa-mapping.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"
#include "tuntas-reminder-words.h"
#include "tuntas-rfo-text.h"
#include "tuntas-words.h"

#include <string.h>

/* Every hostile text into every place where a text from outside goes, as far as that needs no window: it comes out as the
 * text that it is, or is refused. A new place is a line of the table. (The window: test-hostile-window.c.) */

#define DATE G_GINT64_CONSTANT (1795400000)
#define TICKET "IN190000001"

static TuntasProcedure *procedure;
static guint n_tried;

/* In: what comes from outside, to what is kept of it */

/* Nothing in it that nobody sees, and nothing that was not there. */
static void
assert_plain (const char *kept, const char *from)
{
  g_autofree char *plain = tuntas_plain_text (kept, FALSE);

  g_assert_cmpstr (kept, ==, plain);
  g_assert_cmpuint (g_utf8_strlen (kept, -1), <=, g_utf8_strlen (from, -1));
}

static void
assert_field (TuntasTicket *ticket, TuntasTicketField field, const char *expected)
{
  const char *value = tuntas_ticket_get (ticket, field);

  g_assert_cmpstr (value != NULL ? value : "", ==, expected);
}

static void
assert_phones (TuntasTicket *ticket)
{
  g_auto (GStrv) phones = tuntas_ticket_dup_phones (ticket);

  for (guint i = 0; phones[i] != NULL; i++)
    g_assert_true (tuntas_phone_is_dialable (phones[i]));
}

static GBytes *
make_record (const HostileText *text)
{
  static const char *const columns[] = { "description", "description_longdescription", "customername", "affectedphone",
                                         "affectedemail", "servicetype" };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *record = json_object_new ();
  char *json;

  json_node_take_object (node, record);
  json_object_set_string_member (record, "ticketid", TICKET);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    json_object_set_string_member (record, columns[i], text->text);
  json = tuntas_json_print (node);
  return g_bytes_new_take (json, strlen (json));
}

static void
to_nossa_record (const HostileText *text)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (GBytes) body = make_record (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = tuntas_nossa_body_parse (body, &error);
  g_autoptr (TuntasTicket) ticket = NULL;
  g_autofree char *plain = tuntas_plain_text (text->text, FALSE);

  g_assert_no_error (error);
  ticket = tuntas_nossa_map_ticket (site, json_node_get_object (root), "record", &error);
  g_assert_no_error (error);
  assert_field (ticket, TUNTAS_TICKET_SUMMARY, plain);
  assert_field (ticket, TUNTAS_TICKET_CUSTOMER, plain);
  assert_field (ticket, TUNTAS_TICKET_SERVICE_TYPE, plain);
  assert_field (ticket, TUNTAS_TICKET_EMAIL, plain);
  assert_phones (ticket);
  if (tuntas_ticket_get (ticket, TUNTAS_TICKET_DETAIL) != NULL)
    assert_plain (tuntas_ticket_get (ticket, TUNTAS_TICKET_DETAIL), text->text);
}

/* Names are compared byte by byte: they are what they show, or the record is refused. */
static void
to_nossa_name (const HostileText *text)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default ("https://nossa.example", NULL);
  g_autoptr (JsonObject) record = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;
  g_autofree char *plain = tuntas_plain_text (text->text, TRUE);

  json_object_set_string_member (record, "ticketid", TICKET);
  json_object_set_string_member (record, "owner", text->text);
  ticket = tuntas_nossa_map_ticket (site, record, "record", &error);
  if (ticket == NULL)
    g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  else
    assert_field (ticket, TUNTAS_TICKET_OWNER, plain);
}

/* The bytes as they are in an answer: what is no text refuses it as a whole. */
static void
to_nossa_answer (const HostileText *text)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (text->bytes, &size);

  g_byte_array_append (body, (const guint8 *) "{\"description\":\"", 16);
  g_byte_array_append (body, data, size);
  g_byte_array_append (body, (const guint8 *) "\"}", 2);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&body));
  root = tuntas_nossa_body_parse (bytes, &error);
  if (root == NULL)
    g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
  g_assert_true (root == NULL || hostile_text_is_text (text));
}

static char *
quote (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf ("\"%s\"", doubled);
}

static void
to_list (const HostileText *text)
{
  g_autofree char *cell = quote (text->text);
  g_autofree char *csv = g_strdup_printf ("TICKET ID,CUSTOMER NAME,SUMMARY,CONTACT PHONE\n" TICKET ",%s,%s,%s\n", cell,
                                          cell, cell);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const TuntasListOptions options = { .zone = zone };
  const TuntasListWatch watch = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasList) list = tuntas_list_read (csv, strlen (csv), &options, &watch, &error);
  g_autofree char *plain = tuntas_plain_text (text->text, TRUE);
  const TuntasListRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (list->rows->len, ==, 1);
  row = g_ptr_array_index (list->rows, 0);
  g_assert_cmpstr (tuntas_ticket_get_id (row->ticket), ==, TICKET);
  assert_field (row->ticket, TUNTAS_TICKET_CUSTOMER, plain);
  assert_phones (row->ticket);
}

/* The bytes as they are, dropped onto the window as a list. */
static void
to_list_as_it_is (const HostileText *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (text->bytes, &size);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const TuntasListOptions options = { .zone = zone };
  const TuntasListWatch watch = { NULL };
  g_autoptr (TuntasList) list = tuntas_list_read (bytes, size, &options, &watch, NULL);

  for (guint i = 0; list != NULL && i < list->problems->len; i++)
    assert_plain (((TuntasListProblem *) g_ptr_array_index (list->problems, i))->text, text->text);
}

static void
to_pasted_chat (const HostileText *text)
{
  g_autofree char *chat = g_strdup_printf ("RFO : %s\nPerbaikan : %s", text->text, text->text);
  g_autoptr (TuntasRfoText) read = tuntas_rfo_text_parse (chat);

  if (read->rfo != NULL)
    assert_plain (read->rfo, chat);
  if (read->repair != NULL)
    assert_plain (read->repair, chat);
}

/* Kept, and carried to another computer */

static void
to_event (const HostileText *text)
{
  g_autoptr (TuntasAct) act = tuntas_act_new ("received");
  g_autoptr (TuntasEvent) event = NULL, again = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_act_set (act, "rfo", text->text);
  event = tuntas_event_new (1, DATE, text->text, act);
  json = tuntas_event_to_json (event);
  again = tuntas_event_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_event_get (again, "rfo"), ==, tuntas_event_get (event, "rfo"));
  g_assert_cmpstr (tuntas_event_get_agent (again), ==, tuntas_event_get_agent (event));
}

static TuntasTicket *
make_ticket (const char *text)
{
  static const TuntasTicketField fields[] = {
    TUNTAS_TICKET_SUMMARY, TUNTAS_TICKET_DETAIL, TUNTAS_TICKET_CUSTOMER, TUNTAS_TICKET_CONTACT, TUNTAS_TICKET_SERVICE_TYPE,
    TUNTAS_TICKET_SERVICE_ID, TUNTAS_TICKET_SERVICE_NO, TUNTAS_TICKET_WITEL, TUNTAS_TICKET_OWNER_GROUP,
  };
  TuntasTicket *ticket = tuntas_ticket_new (TICKET);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    tuntas_ticket_set (ticket, fields[i], text);
  return ticket;
}

static void
to_handover (const HostileText *text)
{
  g_autoptr (TuntasTicket) ticket = make_ticket (text->text);
  g_autoptr (TuntasHandover) handover = tuntas_handover_new ("1", "https://nossa.example", "ayu", "bagas", DATE);
  g_autofree char *printed = NULL;
  g_autoptr (TuntasHandover) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasAct) act = tuntas_act_new ("received");
  TuntasHandoverCase *carried = tuntas_handover_add_case (handover, TICKET, ticket, "00");

  tuntas_act_set (act, "rfo", text->text);
  g_ptr_array_add (carried->events, tuntas_event_new (1, DATE, text->text, act));
  printed = tuntas_handover_print (handover);
  read = tuntas_handover_parse (printed, -1, &error);
  g_assert_no_error (error);
  carried = g_ptr_array_index (read->cases, 0);
  g_assert_cmpstr (tuntas_ticket_get (carried->ticket, TUNTAS_TICKET_CUSTOMER), ==,
                   tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER));
}

/* Out: to the telephone */

static void
to_telephone (const HostileText *text)
{
  g_autofree char *number = tuntas_dialler_plan (text->text, "", NULL, "0");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = tuntas_dialler_split ("dial --number %s --quiet", number, &error);

  g_assert_true (g_regex_match_simple ("^\\+?[0-9]*$", number, G_REGEX_DOLLAR_ENDONLY, 0));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (words), ==, 4);
  g_assert_cmpstr (words[2], ==, number);
  g_assert_cmpstr (words[3], ==, "--quiet");
}

/* To the customer by e-mail */

static void
assert_mail (TuntasMail *mail, const GError *error)
{
  g_autofree char *uri = mail != NULL ? tuntas_mail_to_uri (mail) : NULL;
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL) : NULL;
  g_auto (GStrv) members = NULL;

  if (mail == NULL)
    {
      g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID);
      return;
    }
  mail_reader_assert (mail);
  g_assert_nonnull (parsed);
  g_assert_cmpstr (g_uri_get_scheme (parsed), ==, "mailto");
  g_assert_null (g_uri_get_fragment (parsed));
  members = g_strsplit (g_uri_get_query (parsed), "&", -1);
  g_assert_cmpuint (g_strv_length (members), ==, 2);
  g_assert_true (g_str_has_prefix (members[0], "subject=") && g_str_has_prefix (members[1], "body="));
}

static void
try_mail (const char *name, const char *to, const char *subject, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMail) mail = tuntas_mail_new (name, "agen@operator.example", to, subject, body, "k7f3q2@operator.example",
                                                 DATE, &error);

  assert_mail (mail, error);
}

static void
to_mail_name (const HostileText *text)
{
  try_mail (text->text, "noc@pelanggan.example", "RFO", "isi");
}

static void
to_mail_address (const HostileText *text)
{
  try_mail ("Ayu", text->text, "RFO", "isi");
}

static void
to_mail_subject (const HostileText *text)
{
  try_mail ("Ayu", "noc@pelanggan.example", text->text, "isi");
}

static void
to_mail_body (const HostileText *text)
{
  try_mail ("Ayu", "noc@pelanggan.example", "RFO", text->text);
}

/* What became plain on its way in is refused by no mail server's rules: it leaves as it is. */
static void
to_mail_plain (const HostileText *text)
{
  g_autofree char *plain = tuntas_plain_text (text->text, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMail) mail = tuntas_mail_new ("Ayu", "agen@operator.example", "noc@pelanggan.example", "RFO", plain,
                                                 "k7f3q2@operator.example", DATE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tuntas_mail_get_body (mail), ==, plain);
  assert_mail (mail, NULL);
}

/* To Nossa */

/* Only our own line breaks are markup in it. */
static void
to_rich_text (const HostileText *text)
{
  g_autofree char *rich = tuntas_nossa_rich_text_from_plain (text->text);
  g_autoptr (GString) rest = g_string_new (rich);

  g_string_replace (rest, "<br>\n", "", 0);
  g_string_replace (rest, "<!-- RICH TEXT -->", "", 0);
  g_assert_null (strchr (rest->str, '<'));
  g_assert_null (strchr (rest->str, '>'));
}

static void
to_query (const HostileText *text)
{
  g_autoptr (TuntasNossaQuery) query = tuntas_nossa_query_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL, *decoded = NULL, *wanted = NULL;

  if (!tuntas_nossa_query_where (query, "owner", text->text, &error))
    {
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED);
      return;
    }
  printed = tuntas_nossa_query_print (query);
  g_assert_null (strpbrk (printed, " \"<>#\r\n"));
  decoded = g_uri_unescape_string (strstr (printed, "oslc.where=") + strlen ("oslc.where="), "&");
  wanted = g_strdup_printf ("owner=\"%s\"", text->text);
  g_assert_true (decoded == NULL || g_str_has_prefix (decoded, wanted));
}

/* Words: notes, e-mails, reminders */

static TuntasCase *
make_case (const char *text)
{
  g_autoptr (TuntasCase) opened = core_support_open_case (procedure, "datin", "Asia/Jakarta", "08000000101",
                                                          "noc@pelanggan.example");
  g_autoptr (TuntasAct) act = tuntas_act_new ("received");
  g_autoptr (TuntasApplied) applied = NULL;

  tuntas_act_set (act, "rfo", text);
  tuntas_act_set (act, "repair", text);
  applied = tuntas_case_apply (opened, act, DATE, "AYU", FALSE);
  return tuntas_case_ref (applied->next);
}

/* All texts of the instruction, whose places are filled, and no place comes in with a value. */
static void
to_words (const HostileText *text)
{
  static const char *const languages[] = { "id", "en" };
  g_autoptr (TuntasTicket) ticket = make_ticket (text->text);
  g_autoptr (TuntasCase) state = make_case (text->text);
  g_autofree char *plain = tuntas_plain_text (text->text, FALSE);
  g_autofree char *shown = tuntas_phone_mask_text (plain, NULL);
  GHashTableIter iter;
  gpointer template_text;

  g_strdelimit (shown, "{", '(');
  g_strdelimit (shown, "}", ')');
  g_hash_table_iter_init (&iter, tuntas_procedure_get_texts (procedure));
  while (g_hash_table_iter_next (&iter, NULL, &template_text))
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
      {
        const TuntasWordsContext context = { state, ticket, DATE, languages[i], text->text, text->text, text->text, NULL,
                                             text->text };
        const char *template = tuntas_text_in (template_text, languages[i]);
        g_autofree char *words = tuntas_words_fill (template, &context, NULL);
        g_auto (GStrv) late = g_strsplit (words, "{", -1);

        for (guint j = 1; late[j] != NULL; j++)
          {
            g_autofree char *place = g_strndup (late[j], strcspn (late[j], "}"));

            g_assert_true (tuntas_words_is_late (place));
          }
        if (strstr (template, "{rfo}") != NULL && *plain != '\0')
          g_assert_nonnull (strstr (words, shown));
      }
}

/* What the desktop shows of it, whose body some desktops read as markup: nothing from outside is in it. */
static void
to_notification (const HostileText *text)
{
  g_autoptr (TuntasCase) state = make_case (text->text);
  /* What is blank is no cause at all. */
  g_autoptr (TuntasCase) harmless = make_case (tuntas_case_find_field (state, "rfo") != NULL ? "kabel putus" : "");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *words = tuntas_reminder_words_new (state, zone, "id", DATE);
  g_autofree char *expected = tuntas_reminder_words_new (harmless, zone, "id", DATE);

  g_assert_cmpstr (words, ==, expected);
}

static const struct
{
  const char *name;
  void (*take) (const HostileText *text);
} sinks[] = {
  { "a record of Nossa", to_nossa_record },
  { "a name in a record", to_nossa_name },
  { "an answer's bytes", to_nossa_answer },
  { "a cell of a list", to_list },
  { "a list's bytes", to_list_as_it_is },
  { "a pasted chat", to_pasted_chat },
  { "an event of the journal", to_event },
  { "a hand-over", to_handover },
  { "the telephone", to_telephone },
  { "an e-mail's sender", to_mail_name },
  { "an e-mail's address", to_mail_address },
  { "an e-mail's subject", to_mail_subject },
  { "an e-mail's body", to_mail_body },
  { "an e-mail of a plain text", to_mail_plain },
  { "a note's bytes to Nossa", to_rich_text },
  { "a query to Nossa", to_query },
  { "the words of notes and e-mails", to_words },
  { "a notification", to_notification },
};

static void
test_sink (gconstpointer data)
{
  g_autoptr (GPtrArray) texts = hostile_text_list ();
  guint i = GPOINTER_TO_UINT (data);

  for (guint j = 0; j < texts->len; j++)
    sinks[i].take (g_ptr_array_index (texts, j));
  g_assert_cmpuint (texts->len, ==, HOSTILE_N_TEXTS);
  n_tried += texts->len;
}

/* What a line of it looks like that a reader may take for something. */
static void
test_plain (void)
{
  static const struct { const char *text, *line, *lines; } rows[] = {
    { " a\tb\302\240c ", "a b c", "a b c" },
    { "a\r\nb\rc\nd\342\200\250e\302\205f", "a b c d e f", "a\nb\nc\nd\ne\nf" },
    { "0812\342\200\25234\342\200\21356", "08123456", "08123456" },
    { "\342\201\246x\342\201\251\363\240\201\201\357\273\277", "x", "x" },
    { "\360\237\221\250\342\200\215\360\237\221\251", "\360\237\221\250\342\200\215\360\237\221\251",
      "\360\237\221\250\342\200\215\360\237\221\251" },
    { "\001\033[1m", "[1m", "[1m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = tuntas_plain_text (rows[i].text, TRUE);
      g_autofree char *lines = tuntas_plain_text (rows[i].text, FALSE);

      g_assert_cmpstr (line, ==, rows[i].line);
      g_assert_cmpstr (lines, ==, rows[i].lines);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  procedure = core_support_load_w03 ();
  g_test_add_func ("/hostile-text/plain", test_plain);
  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile-text/%s", sinks[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_sink);
    }
  status = g_test_run ();
  g_print ("# figure secrets.hostile-texts-without-window %u tries\n", n_tried);
  g_object_unref (procedure);
  return status;
}
