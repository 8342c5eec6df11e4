/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "training-desk.h"
#include "tuntas-desk-private.h"
#include "tuntas-queue-view.h"

#include <adwaita.h>
#include <sys/resource.h>

/* The queue with ten thousand tickets: the list by itself, and on the screen. A frame's time is what it takes to lay
 * out and paint it, without the wait for its turn. */

#define ROWS 10000
#define PAGES 200

static const char *const keystrokes[] = { "s", "sa", "sar", "sari", "sari 7", "sari 77" };

static TuntasDeskItem *
make_item (TuntasDesk *desk, guint number)
{
  static const char *const names[] = { "Sari", "Budi", "Dewi", "Teguh", "PT Arung", "Klinik Sehat" };
  static const char *const services[] = { "INTERNET", "ASTINET", "VOICE" };
  g_autofree char *id = g_strdup_printf ("IN%09u", 500000000 + number);
  g_autofree char *customer = g_strdup_printf ("%s %u", names[number % G_N_ELEMENTS (names)], number);
  g_autofree char *phone = g_strdup_printf ("0800%07u", number);
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new (id);

  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, customer);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_PHONES, phone);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_TYPE, services[number % G_N_ELEMENTS (services)]);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_STATUS, "BACKEND");
  return tuntas_desk_make_item (desk, ticket);
}

static void
measure_model (GPtrArray *items)
{
  g_autoptr (TuntasQueue) queue = tuntas_queue_new ();
  g_autoptr (TuntasQueueModel) model = tuntas_queue_model_new ();
  g_auto (Figures) keys = { NULL };
  gint64 start = g_get_monotonic_time ();

  tuntas_queue_extend (queue, items);
  figure_print ("queue.sort", milliseconds_since (start), "ms");
  start = g_get_monotonic_time ();
  tuntas_queue_model_set_source (model, G_LIST_MODEL (queue));
  figure_print ("queue.fill", milliseconds_since (start), "ms");
  figures_init (&keys);
  for (guint i = 0; i < G_N_ELEMENTS (keystrokes); i++)
    {
      start = g_get_monotonic_time ();
      tuntas_queue_model_set_query (model, keystrokes[i]);
      figures_add (&keys, milliseconds_since (start));
    }
  figure_print ("queue.keystroke", figures_at (&keys, 0.5), "ms");
  figure_print ("queue.keystroke.worst", figures_at (&keys, 1), "ms");
  tuntas_queue_model_set_query (model, NULL);
  start = g_get_monotonic_time ();
  tuntas_desk_item_emit_changed (g_ptr_array_index (items, ROWS / 2));
  tuntas_queue_model_flush (model);
  figure_print ("queue.row-changes", milliseconds_since (start), "ms");
}

/* The window, and the frame that it is at. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  gint64 began;
  double took; /* ms; negative: not painted yet */
} Screen;

static void
before_paint_cb (GdkFrameClock *clock, Screen *screen)
{
  screen->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Screen *screen)
{
  screen->took = milliseconds_since (screen->began);
}

static gboolean
is_painted (gpointer user_data)
{
  return ((Screen *) user_data)->took >= 0;
}

/* The time of the next frame. */
static double
paint (Screen *screen)
{
  screen->took = -1;
  gtk_widget_queue_draw (screen->view);
  training_desk_wait (is_painted, screen);
  return screen->took;
}

static void
screen_init (Screen *screen, TuntasDesk *desk, TuntasTicker *ticker)
{
  GdkFrameClock *clock;

  screen->window = gtk_window_new ();
  screen->view = g_object_new (TUNTAS_TYPE_QUEUE_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (screen->window), screen->view);
  gtk_window_set_default_size (GTK_WINDOW (screen->window), 400, 736);
  tuntas_queue_view_set_desk (TUNTAS_QUEUE_VIEW (screen->view), desk, ticker);
  gtk_window_present (GTK_WINDOW (screen->window));
  clock = gtk_widget_get_frame_clock (screen->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), screen);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), screen);
  paint (screen);
}

static void
measure_search (Screen *screen)
{
  TuntasQueueModel *model = tuntas_queue_view_get_model (TUNTAS_QUEUE_VIEW (screen->view));
  g_auto (Figures) keys = { NULL };
  gint64 start;
  double changing;

  figures_init (&keys);
  for (guint i = 0; i < G_N_ELEMENTS (keystrokes); i++)
    {
      start = g_get_monotonic_time ();
      tuntas_queue_model_set_query (model, keystrokes[i]);
      changing = milliseconds_since (start);
      figures_add (&keys, changing + paint (screen));
    }
  figure_print ("queue.screen.keystroke", figures_at (&keys, 0.5), "ms");
  figure_print ("queue.screen.keystroke.worst", figures_at (&keys, 1), "ms");
  start = g_get_monotonic_time ();
  tuntas_queue_model_set_query (model, NULL);
  changing = milliseconds_since (start);
  figure_print ("queue.screen.search-ends", changing + paint (screen), "ms");
}

static void
measure_scroll (Screen *screen)
{
  GObject *scrolled = gtk_widget_get_template_child (screen->view, TUNTAS_TYPE_QUEUE_VIEW, "scrolled");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_auto (Figures) frames = { NULL };

  figures_init (&frames);
  for (guint i = 0; i < PAGES; i++)
    {
      gtk_adjustment_set_value (adjustment,
                                gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment));
      figures_add (&frames, paint (screen));
    }
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, PAGES * 400);
  figure_print ("queue.scroll", figures_at (&frames, 0.5), "ms");
  figure_print ("queue.scroll.p95", figures_at (&frames, 0.95), "ms");
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = NULL;
  g_autoptr (TuntasTicker) ticker = NULL;
  Screen screen = { NULL };
  struct rusage usage;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  desk = training_desk_new (&workplace);
  ticker = tuntas_ticker_new (tuntas_desk_get_clock (desk));
  for (guint i = 0; i < ROWS; i++)
    g_ptr_array_add (items, make_item (desk, i));
  measure_model (items);

  tuntas_queue_extend (TUNTAS_QUEUE (tuntas_desk_get_queue (desk)), items);
  screen_init (&screen, desk, ticker);
  measure_search (&screen);
  measure_scroll (&screen);
  getrusage (RUSAGE_SELF, &usage);
  figure_print ("queue.peak", (double) usage.ru_maxrss / 1024, "MiB");
  gtk_window_destroy (GTK_WINDOW (screen.window));
  return 0;
}
