/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile-text.h"

#include "training-desk.h"
#include "tuntas-act-field.h"
#include "tuntas-act-sheet.h"
#include "tuntas-import-dialog.h"
#include "tuntas-note-box.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"
#include "tuntas-queue-row.h"
#include "tuntas-recap.h"
#include "tuntas-row-words.h"
#include "tuntas-ticket-head.h"
#include "tuntas-ticket-page.h"
#include "tuntas-ticket-side.h"
#include "tuntas-window-private.h"
#include "whole-application.h"

#include <string.h>

/* Every hostile text in the real window, as a ticket of the embedded Nossa that has it in each of its fields: it is shown as
 * the text that it is, and GTK warns of nothing. A new place is a line of the table. */

/* What the embedded Nossa takes of a field, in letters. */
#define SHORT_FIELD 60
#define LONG_FIELD  30000

typedef struct
{
  TuntasApplication *application;
  TuntasWindow *window;
  TuntasWorkplace *workplace;
  TuntasDesk *desk;
} Fixture;

static GPtrArray *texts;

/* Nossa */

static void
set_text (JsonObject *ticket, const char *column, const char *text, glong length)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > length ? g_utf8_substring (text, 0, length) : g_strdup (text);

  json_object_set_string_member (ticket, column, cut);
}

static char *
dup_number (guint i)
{
  return g_strdup_printf ("IN19%07u", i);
}

static JsonObject *
make_ticket (guint i, const char *text)
{
  static const char *const short_columns[] = { "description", "customername", "contactname", "affectedphone", "affectedemail",
                                               "symptom", "serviceid" };
  static const char *const long_columns[] = { "description_longdescription", "fr1code_longdescription",
                                              "fr2code_longdescription" };
  JsonObject *ticket = json_object_new ();
  g_autofree char *number = dup_number (i);

  json_object_set_string_member (ticket, "ticketid", number);
  json_object_set_string_member (ticket, "class", "INCIDENT");
  json_object_set_string_member (ticket, "status", "SALAMSIM");
  json_object_set_string_member (ticket, "owner", "AYU");
  json_object_set_string_member (ticket, "reportdate", "-04:10:00");
  for (guint j = 0; j < G_N_ELEMENTS (short_columns); j++)
    set_text (ticket, short_columns[j], text, j == 3 ? 50 : SHORT_FIELD);
  for (guint j = 0; j < G_N_ELEMENTS (long_columns); j++)
    set_text (ticket, long_columns[j], text, LONG_FIELD);
  json_object_set_string_member (ticket, "servicetype", "ASTINET");
  return ticket;
}

static GBytes *
make_scenario (void)
{
  g_autoptr (JsonNode) root = json_from_string ("{\"title\":\"x\",\"users\":[{\"user\":\"ayu\",\"password\":\"latihan\","
                                                "\"person\":\"AYU\"}],\"tickets\":[]}", NULL);
  JsonObject *scenario = json_node_get_object (root);
  JsonObject *ayu = json_array_get_object_element (json_object_get_array_member (scenario, "users"), 0);
  JsonArray *tickets = json_object_get_array_member (scenario, "tickets");
  char *json;

  json_object_set_string_member (ayu, "display_name", "=Ayu <b>&amp;</b> %s {tiket}");
  for (guint i = 0; i < texts->len; i++)
    json_array_add_object_element (tickets, make_ticket (i, ((HostileText *) g_ptr_array_index (texts, i))->text));
  json = json_to_string (root, FALSE);
  return g_bytes_new_take (json, strlen (json));
}

/* The window */

static gboolean
has_all (gpointer user_data)
{
  return g_list_model_get_n_items (tuntas_desk_get_queue (user_data)) == HOSTILE_N_TEXTS;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) scenario = make_scenario ();

  fixture->application = whole_application_new (data);
  fixture->window = whole_application_open (fixture->application);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->window)), "gtk-enable-animations", FALSE, NULL);
  fixture->desk = training_desk_new_of (scenario, &fixture->workplace);
  training_desk_wait (has_all, fixture->desk);
  fixture->window->trained.speed = 1;
  tuntas_window_take_desk (fixture->window, fixture->workplace, fixture->desk);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->desk);
  g_object_unref (fixture->workplace);
  g_object_unref (fixture->application);
}

/* (nullable): the first of that type below the widget. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has (const char *shown, const char *text)
{
  return shown != NULL && strstr (shown, text) != NULL;
}

/* Whether a label or an entry below the widget has the text as it is: what was read as markup would have lost its tags. */
static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && has (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  if (GTK_IS_EDITABLE (widget) && has (gtk_editable_get_text (GTK_EDITABLE (widget)), text))
    return TRUE;
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter start, end;
      g_autofree char *typed = NULL;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      typed = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
      if (has (typed, text))
        return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static void
assert_shows (GtkWidget *widget, const char *place, const char *text)
{
  if (text != NULL && *text != '\0' && !shows (widget, text))
    g_error ("%s does not show “%.200s”", place, text);
}

/* The places */

static const char *
field_of (TuntasDeskItem *item, TuntasTicketField field)
{
  return tuntas_ticket_get (tuntas_desk_item_get_ticket (item), field);
}

/* Of what stands in a line, without the numbers of telephones. */
static char *
mask (const char *text)
{
  return tuntas_phone_mask_text (text != NULL ? text : "", NULL);
}

static void
in_row (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  g_autoptr (TuntasRowWords) words = tuntas_row_words_new (item, -1, tuntas_desk_get_zone (fixture->desk), "id",
                                                           tuntas_clock_now_seconds (tuntas_desk_get_clock (fixture->desk)));
  GtkWidget *row = g_object_ref_sink (tuntas_queue_row_new ());
  GtkWidget *button;
  g_autofree char *spoken = NULL;

  tuntas_queue_row_bind (TUNTAS_QUEUE_ROW (row), G_OBJECT (item), fixture->desk, fixture->window->ticker);
  assert_shows (row, "the queue", words->customer);
  assert_shows (row, "the queue", words->detail);
  button = find (row, GTK_TYPE_BUTTON);
  spoken = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words->spoken);
  g_assert_cmpstr (spoken, ==, NULL);
  tuntas_queue_row_unbind (TUNTAS_QUEUE_ROW (row));
  g_object_unref (row);
}

static void
in_head (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  GtkWidget *head = find (GTK_WIDGET (fixture->window), TUNTAS_TYPE_TICKET_HEAD);
  g_autofree char *complaint = mask (field_of (item, TUNTAS_TICKET_SUMMARY));

  g_assert_nonnull (head);
  assert_shows (head, "the ticket's head", field_of (item, TUNTAS_TICKET_CUSTOMER));
  assert_shows (head, "the ticket's head", complaint);
  assert_shows (head, "the ticket's head", tuntas_desk_item_get_id (item));
}

/* The cause that Nossa has, in its box. */
static void
in_form (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  GtkWidget *page = find (GTK_WIDGET (fixture->window), TUNTAS_TYPE_TICKET_PAGE);
  g_autofree char *cause = mask (field_of (item, TUNTAS_TICKET_RFO));

  g_assert_nonnull (page);
  assert_shows (page, "the form", cause);
}

static void
in_toast (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  g_signal_emit_by_name (fixture->window->page, "toast", text);
}

static void
in_banner (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_SERVER, text);

  tuntas_window_show_error (fixture->window, error);
  assert_shows (GTK_WIDGET (fixture->window->banner), "the line at the top", text);
  tuntas_window_show_error (fixture->window, NULL);
}

/* Nothing that comes from outside is in the title, which the desktop shows while the window is covered. */
static void
in_title (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  const char *title = gtk_window_get_title (GTK_WINDOW (fixture->window));

  g_assert_true (g_str_has_prefix (title, "Tuntas"));
  g_assert_cmpuint (g_utf8_strlen (title, -1), <, 30);
}

/* As the cause that the agent takes over from there, in what has happened. */
static void
in_history (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  GtkWidget *side = find (GTK_WIDGET (fixture->window), TUNTAS_TYPE_TICKET_SIDE);
  g_autofree char *cause = mask (field_of (item, TUNTAS_TICKET_RFO));
  TuntasAct *act;

  g_assert_nonnull (side);
  if (*cause == '\0')
    return;
  act = tuntas_act_new ("received");
  tuntas_act_set (act, "rfo", cause);
  tuntas_act_set (act, "repair", cause);
  training_desk_act (fixture->desk, item, act);
  assert_shows (side, "what has happened", cause);
}

/* What would be sent: the note with the cause and the reason in it. */
static void
in_sheet (Fixture *fixture, TuntasDeskItem *item, const char *text)
{
  GtkWidget *page = find (GTK_WIDGET (fixture->window), TUNTAS_TYPE_TICKET_PAGE);
  GtkWidget *sheet = find (page, TUNTAS_TYPE_ACT_SHEET);
  GtkWidget *field;
  g_autofree char *plain = tuntas_plain_text (text, TRUE);
  g_autofree char *reason = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), SHORT_FIELD));
  g_autofree char *shown = mask (reason);
  g_autofree char *words = NULL;

  tuntas_ticket_page_begin (TUNTAS_TICKET_PAGE (page), "return");
  g_assert_true (tuntas_act_sheet_is_open (TUNTAS_ACT_SHEET (sheet)));
  field = find (sheet, TUNTAS_TYPE_ACT_FIELD);
  g_assert_nonnull (field);
  tuntas_act_field_set_typed (TUNTAS_ACT_FIELD (field), reason);
  g_strdelimit (shown, "{", '(');
  g_strdelimit (shown, "}", ')');
  words = g_strdup_printf ("Alasan: %s", g_strstrip (shown));
  if (*shown != '\0')
    assert_shows (sheet, "what is sent", words);
}

static void (*const places[]) (Fixture *fixture, TuntasDeskItem *item, const char *text) = {
  in_row, in_head, in_form, in_toast, in_banner, in_title, in_sheet, in_history,
};

static TuntasDeskItem *
open_ticket (Fixture *fixture, guint i)
{
  g_autofree char *number = dup_number (i);
  TuntasDeskItem *item = tuntas_desk_find_item (fixture->desk, number);

  g_assert_nonnull (item);
  tuntas_desk_page_open (TUNTAS_DESK_PAGE (fixture->window->page), item);
  return item;
}

/* Each line of what goes into a chat or a table begins with a word of ours. */
static void
assert_recap (Fixture *fixture)
{
  g_autofree char *recap = tuntas_recap_dup (fixture->desk);
  g_auto (GStrv) lines = g_strsplit (recap, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (g_unichar_isalpha (g_utf8_get_char (lines[i])));
}

/* All of them, on a page that is not drawn. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  gint64 begun = g_get_monotonic_time ();

  gtk_widget_set_child_visible (fixture->window->open_content, FALSE);
  for (guint i = 0; i < texts->len; i++)
    {
      const HostileText *text = g_ptr_array_index (texts, i);
      TuntasDeskItem *item = open_ticket (fixture, i);

      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        places[j] (fixture, item, text->text);
    }
  assert_recap (fixture);
  g_test_message ("figure secrets.hostile-texts-in-window %u tries", texts->len * (guint) G_N_ELEMENTS (places));
  g_test_message ("figure secrets.hostile-texts-in-window-time %d s",
                  (int) ((g_get_monotonic_time () - begun) / G_USEC_PER_SEC));
}

static void
add_cell (GString *list, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (list, ",\"%s\"", doubled);
}

static gboolean
shows_list (gpointer user_data)
{
  return find (user_data, GTK_TYPE_LIST_VIEW) != NULL && shows (user_data, "IN180000000");
}

/* All of them as rows of a list that is looked at before it is taken. */
static void
assert_list (Fixture *fixture)
{
  g_autoptr (GString) list = g_string_new ("TICKET ID,CUSTOMER NAME,SUMMARY,STATUS,<b>KOLOM</b> & %s\n");
  g_autoptr (GBytes) bytes = NULL;
  GtkWidget *dialog;
  GtkAdjustment *place;

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = ((HostileText *) g_ptr_array_index (texts, i))->text;

      g_string_append_printf (list, "IN18%07u", i);
      for (guint column = 0; column < 4; column++)
        add_cell (list, text);
      g_string_append_c (list, '\n');
    }
  bytes = g_bytes_new (list->str, list->len);
  dialog = tuntas_import_dialog_new (GTK_WINDOW (fixture->window), fixture->desk, bytes);
  gtk_window_present (GTK_WINDOW (dialog));
  training_desk_wait (shows_list, dialog);
  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find (dialog, GTK_TYPE_LIST_VIEW)));
  for (guint step = 0; step <= 10; step++)
    {
      gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place) * step / 10);
      gtk_test_widget_wait_for_draw (dialog);
    }
  gtk_widget_activate_action (dialog, "list.columns", NULL);
  gtk_test_widget_wait_for_draw (dialog);
  assert_shows (dialog, "the columns", "<b>KOLOM</b> & %s");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Some of each kind, and of the longest, as they are drawn. */
static void
test_drawn (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < texts->len; i += i < 32 ? 1 : 61)
    {
      open_ticket (fixture, i);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
    }
  assert_list (fixture);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  texts = hostile_text_list ();
  g_test_add ("/hostile-window/shown", Fixture, "io.github.tuntas.Shown", set_up, test_shown, tear_down);
  g_test_add ("/hostile-window/drawn", Fixture, "io.github.tuntas.Drawn", set_up, test_drawn, tear_down);
  status = g_test_run ();
  g_ptr_array_unref (texts);
  return status;
}
