/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small window for the driver's own test, with the kinds of controls that differ on the accessibility bus:
 * window-under-test PORT, with a clock to follow at file descriptor 3. */
#include "tuntas-remote-clock.h"

#include <adwaita.h>
#include <stdlib.h>

typedef struct
{
  GtkApplication *application;
  GtkWindow *window;
  TuntasClock *clock;
  guint16 port;
  GtkLabel *status;
  GtkWidget *entry;
} Desk;

static GtkWidget *
add_button (GtkBox *box, const char *label, GCallback callback, Desk *desk)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, desk);
  gtk_box_append (box, button);
  return button;
}

static void
greet_cb (Desk *desk)
{
  g_autofree char *text = g_strconcat ("Halo, ", gtk_editable_get_text (GTK_EDITABLE (desk->entry)), NULL);

  gtk_label_set_text (desk->status, text);
}

static void
woken_cb (gpointer user_data)
{
  Desk *desk = user_data;

  gtk_label_set_text (desk->status, "Waktu habis");
}

static void
wait_cb (Desk *desk)
{
  gtk_label_set_text (desk->status, "Menunggu");
  tuntas_clock_wake_at (desk->clock, tuntas_clock_now (desk->clock) + 3600 * G_GINT64_CONSTANT (1000000), woken_cb,
                        desk, NULL);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  gtk_label_set_text (desk->status, line != NULL ? line : "Tanpa jawaban");
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  g_autoptr (GDataInputStream) lines = NULL;

  if (connection == NULL)
    g_error ("No connection: %s", error->message);
  lines = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_object_set_data_full (G_OBJECT (lines), "connection", g_steal_pointer (&connection), g_object_unref);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, answered_cb, user_data);
}

/* Asks the server in the test's process. */
static void
ask_cb (Desk *desk)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_connect_to_host_async (client, "127.0.0.1", desk->port, NULL, connected_cb, desk);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Desk *desk = user_data;

  gtk_label_set_text (desk->status, g_str_equal (response, "end") ? "Diakhiri" : "Dibatalkan");
}

static void
confirm_cb (Desk *desk)
{
  GtkWidget *dialog = adw_message_dialog_new (desk->window, "Akhiri tiket?", NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", "Batal", "end", "Akhiri tiket", NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), desk);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
call_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Desk *desk = user_data;

  gtk_label_set_text (desk->status, "Menelepon");
}

static void
ticked_cb (GtkCheckButton *check, GParamSpec *pspec, gpointer user_data)
{
  Desk *desk = user_data;

  gtk_label_set_text (desk->status, gtk_check_button_get_active (check) ? "Dicentang" : "Tidak dicentang");
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("09.13"));
  gtk_list_item_set_child (item, box);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
create_list (void)
{
  const char *const rows[] = { "IN190000001", "IN190000002", NULL };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  return gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (rows)))),
                            factory);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  Desk *desk = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *hidden;
  GtkWidget *check;

  desk->window = GTK_WINDOW (gtk_application_window_new (desk->application));
  desk->status = GTK_LABEL (gtk_label_new ("Siap"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->status));
  desk->entry = gtk_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (desk->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Nama", -1);
  gtk_box_append (GTK_BOX (box), desk->entry);
  hidden = add_button (GTK_BOX (box), "Sapa", G_CALLBACK (abort), desk);
  gtk_widget_set_visible (hidden, FALSE);
  add_button (GTK_BOX (box), "Sapa", G_CALLBACK (greet_cb), desk);
  add_button (GTK_BOX (box), "Tunggu", G_CALLBACK (wait_cb), desk);
  add_button (GTK_BOX (box), "Tanya", G_CALLBACK (ask_cb), desk);
  add_button (GTK_BOX (box), "Akhiri", G_CALLBACK (confirm_cb), desk);
  check = gtk_check_button_new_with_label ("Simpan login");
  g_signal_connect (check, "notify::active", G_CALLBACK (ticked_cb), desk);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), create_list ());
  gtk_window_set_child (desk->window, box);
  gtk_window_present (desk->window);
}

int
main (int argc, char *argv[])
{
  static const GActionEntry actions[] = { { "call", call_activated, NULL, NULL, NULL } };
  static const char *const call_keys[] = { "F8", "<Control>Return", NULL };
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (TuntasRemoteClock) clock = tuntas_remote_clock_new (3);
  Desk desk = { 0 };

  if (argc != 2 || clock == NULL)
    return EXIT_FAILURE;
  application = adw_application_new ("io.github.tuntas.WindowUnderTest", G_APPLICATION_NON_UNIQUE);
  desk.application = GTK_APPLICATION (application);
  desk.clock = TUNTAS_CLOCK (clock);
  desk.port = (guint16) g_ascii_strtoull (argv[1], NULL, 10);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), &desk);
  gtk_application_set_accels_for_action (desk.application, "app.call", call_keys);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &desk);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
