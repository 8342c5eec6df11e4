/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include "training-desk.h"
#include "tuntas-desk-page.h"
#include "tuntas-desk-private.h"
#include "tuntas-queue-view.h"

#include <adwaita.h>
#include <sys/resource.h>

/* What countdowns cost: a minute of the real clock before the queue and the card of a ticket that waits, with fifty tickets
 * that wait, one of them by the second; then a while with the window minimized, where nothing should be drawn. The embedded
 * Nossa of the training lives in the same process and counts too. */

#define N_WAITING 50
#define CUSTOMER "PT Contoh Pelanggan"
#define SEEN_SECONDS 60
#define HIDDEN_SECONDS 20

typedef struct
{
  guint repaints;
  gboolean over;
} Watch;

/* An agreed call so many seconds from now. */
static TuntasDeskItem *
make_waiting (TuntasDesk *desk, guint number, gint64 seconds)
{
  gint64 now = tuntas_clock_now_seconds (tuntas_desk_get_clock (desk));
  g_autofree char *id = g_strdup_printf ("IN%09u", 500000000 + number);
  g_autofree char *when = tuntas_instant_format (now + seconds);
  g_autoptr (TuntasTicket) ticket = tuntas_ticket_new (id);
  const char *const acts[][5] = {
    { "received", "rfo", "kabel putus", "repair", "sambung" },
    { "resolved" },
    { "call", "phone", "08000000101" },
    { "outcome", "outcome", "call-back", "call_back", when },
  };
  g_autoptr (TuntasCase) state = NULL;
  TuntasDeskItem *item;

  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, CUSTOMER);
  tuntas_ticket_set (ticket, TUNTAS_TICKET_PHONES, "08000000101");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_TYPE, "INTERNET");
  item = tuntas_desk_make_item (desk, ticket);
  state = tuntas_case_ref (tuntas_desk_item_get_case (item));
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (TuntasAct) act = tuntas_act_new (acts[i][0]);
      g_autoptr (TuntasApplied) applied = NULL;

      for (guint j = 1; j + 1 < G_N_ELEMENTS (acts[i]) && acts[i][j] != NULL; j += 2)
        tuntas_act_set (act, acts[i][j], acts[i][j + 1]);
      applied = tuntas_case_apply (state, act, now, "AYU", FALSE);
      g_assert_true (applied->accepted);
      tuntas_case_unref (state);
      state = tuntas_case_ref (applied->next);
    }
  tuntas_desk_item_set_case (item, state, tuntas_case_get_events (state)->len);
  return item;
}

/* What is drawn anew, and goes over the wire to a thin client; a frame in which nothing changed is none. */
static gboolean
rendered_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  ((Watch *) user_data)->repaints++;
  return TRUE;
}

static gboolean
over_cb (gpointer user_data)
{
  ((Watch *) user_data)->over = TRUE;
  return G_SOURCE_REMOVE;
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
live (Watch *watch, guint seconds)
{
  watch->over = FALSE;
  g_timeout_add_seconds (seconds, over_cb, watch);
  while (!watch->over)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure (Watch *watch, guint seconds, const char *name)
{
  g_autofree char *cpu = g_strconcat (name, "_cpu_percent", NULL);
  g_autofree char *repaints = g_strconcat (name, "_repaints", NULL);
  double before = cpu_seconds ();

  watch->repaints = 0;
  live (watch, seconds);
  figure_print (cpu, (cpu_seconds () - before) / seconds * 100, "%");
  figure_print (repaints, watch->repaints, "repaints");
}

/* Those alone, so that the ones that count down are in sight. */
static void
show_waiting (GtkWidget *page)
{
  GObject *queue = gtk_widget_get_template_child (page, TUNTAS_TYPE_DESK_PAGE, "queue");

  tuntas_queue_model_set_query (tuntas_queue_view_get_model (TUNTAS_QUEUE_VIEW (queue)), CUSTOMER);
}

/* The ticker runs while the window is seen, as the program's own window has it. */
static void
seen_cb (GdkSurface *surface, GParamSpec *pspec, TuntasTicker *ticker)
{
  tuntas_ticker_set_running (ticker, (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) == 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = NULL;
  g_autoptr (TuntasTicker) ticker = NULL;
  GtkWidget *window, *page;
  Watch watch = { 0 };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  desk = training_desk_new_live (&workplace);
  ticker = tuntas_ticker_new (tuntas_desk_get_clock (desk));
  for (guint i = 0; i < N_WAITING; i++)
    g_ptr_array_add (items, make_waiting (desk, i, 100 + i * 240));
  tuntas_queue_extend (TUNTAS_QUEUE (tuntas_desk_get_queue (desk)), items);
  page = tuntas_desk_page_new (desk, ticker);
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 736);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_native_get_surface (GTK_NATIVE (window)), "notify::state", G_CALLBACK (seen_cb), ticker);
  g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0, rendered_cb, &watch, NULL);
  tuntas_ticker_set_running (ticker, TRUE);
  tuntas_desk_page_open (TUNTAS_DESK_PAGE (page), g_ptr_array_index (items, 1));
  show_waiting (page);
  /* Let everything find its place first. */
  live (&watch, 3);
  measure (&watch, SEEN_SECONDS, "countdown");
  gtk_widget_set_visible (window, FALSE);
  tuntas_ticker_set_running (ticker, FALSE);
  live (&watch, 1);
  measure (&watch, HIDDEN_SECONDS, "countdown_hidden");
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
