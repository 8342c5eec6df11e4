/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-queue-row.h"

#include "tuntas-chip.h"
#include "tuntas-queue-model.h"
#include "tuntas-ring.h"
#include "tuntas-row-words.h"

#include <glib/gi18n-lib.h>

struct _TuntasQueueRow
{
  GtkWidget parent_instance;

  GtkWidget *header;
  GtkWidget *button;
  GtkWidget *customer;
  GtkWidget *outage;
  GtkWidget *chip;
  GtkWidget *detail;
  GtkWidget *ring;
  GtkWidget *time;

  GObject *object;      /* (nullable): what is shown; borrowed while bound, as are the two below */
  TuntasDesk *desk;
  TuntasTicker *ticker;
  char *spoken;         /* (nullable): the name that was last given */
  gboolean hides_step;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (TuntasQueueRow, tuntas_queue_row, GTK_TYPE_WIDGET)

static const char *
section_title (TuntasSection section)
{
  switch (section)
    {
    case TUNTAS_SECTION_NEEDS_ACTION:
      return _("Needs action");
    case TUNTAS_SECTION_WAITING:
      return _("Waiting");
    case TUNTAS_SECTION_UNPROVED:
      /* Translators: tickets that ended here but are not yet seen so in Nossa: "Menunggu bukti" */
      return _("Waiting for proof");
    case TUNTAS_SECTION_AWAY:
      /* Translators: tickets whose case another agent or computer has taken over: "Diserahkan" */
      return _("Handed over");
    case TUNTAS_SECTION_DONE:
    default:
      return _("Done today");
    }
}

/* GTK 4.8 lets a list row have a name only on the widget that the list wraps around ours. */
static void
set_spoken (TuntasQueueRow *self, const char *text)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (g_strcmp0 (self->spoken, text) == 0)
    return;
  g_free (self->spoken);
  self->spoken = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_header (TuntasQueueRow *self)
{
  TuntasQueueHeader *header = TUNTAS_QUEUE_HEADER (self->object);
  /* Translators: the title of a section of the queue, then how many tickets it has: "Menunggu · 3" */
  g_autofree char *text = g_strdup_printf (_("%s · %u"), section_title (tuntas_queue_header_get_section (header)),
                                           tuntas_queue_header_get_count (header));

  gtk_label_set_text (GTK_LABEL (self->header), text);
  set_spoken (self, text);
}

static void
set_tone (GtkWidget *widget, TuntasRowTone tone)
{
  static const char *const classes[] = { NULL, "due", "late", "good" };

  for (guint i = 1; i < G_N_ELEMENTS (classes); i++)
    if (i == (guint) tone)
      gtk_widget_add_css_class (widget, classes[i]);
    else
      gtk_widget_remove_css_class (widget, classes[i]);
}

static void
show_item (TuntasQueueRow *self)
{
  TuntasDeskItem *item = TUNTAS_DESK_ITEM (self->object);
  g_autoptr (TuntasRowWords) words =
    tuntas_row_words_new (item, tuntas_desk_get_ttr_target (self->desk, item), tuntas_desk_get_zone (self->desk),
                          tuntas_desk_get_language (self->desk), tuntas_ticker_get_now (self->ticker));

  gtk_label_set_text (GTK_LABEL (self->customer), words->customer);
  gtk_label_set_text (GTK_LABEL (self->detail), self->hides_step ? tuntas_desk_item_get_id (item) : words->detail);
  gtk_label_set_text (GTK_LABEL (self->time), words->time);
  set_tone (self->time, words->tone);
  tuntas_chip_set_family (TUNTAS_CHIP (self->chip), tuntas_desk_item_get_case (item),
                          tuntas_desk_get_language (self->desk));
  gtk_widget_set_visible (self->outage, words->outage);
  gtk_widget_set_visible (self->ring, words->waits);
  tuntas_ring_set_fraction (TUNTAS_RING (self->ring), words->fraction);
  set_spoken (self, self->hides_step ? words->customer : words->spoken);
  if (words->changes_at >= 0)
    tuntas_ticker_want (self->ticker, words->changes_at);
}

static void
clicked_cb (TuntasQueueRow *self)
{
  if (TUNTAS_IS_DESK_ITEM (self->object))
    g_signal_emit (self, chosen_signal, 0, self->object);
}

void
tuntas_queue_row_set_shows_step (TuntasQueueRow *self, gboolean shows_step)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_ROW (self));
  self->hides_step = !shows_step;
}

void
tuntas_queue_row_bind (TuntasQueueRow *self, GObject *object, TuntasDesk *desk, TuntasTicker *ticker)
{
  gboolean is_header = TUNTAS_IS_QUEUE_HEADER (object);

  g_return_if_fail (TUNTAS_IS_QUEUE_ROW (self));
  self->object = object;
  self->desk = desk;
  self->ticker = ticker;
  gtk_widget_set_visible (self->header, is_header);
  gtk_widget_set_visible (self->button, !is_header);
  if (is_header)
    {
      g_signal_connect_swapped (object, "notify::count", G_CALLBACK (show_header), self);
      show_header (self);
      return;
    }
  g_signal_connect_swapped (object, "changed", G_CALLBACK (show_item), self);
  g_signal_connect_swapped (ticker, "tick", G_CALLBACK (show_item), self);
  show_item (self);
}

void
tuntas_queue_row_unbind (TuntasQueueRow *self)
{
  g_return_if_fail (TUNTAS_IS_QUEUE_ROW (self));
  if (self->object != NULL)
    g_signal_handlers_disconnect_by_data (self->object, self);
  if (self->ticker != NULL)
    g_signal_handlers_disconnect_by_data (self->ticker, self);
  self->object = NULL;
  self->desk = NULL;
  self->ticker = NULL;
  g_clear_pointer (&self->spoken, g_free);
}

GObject *
tuntas_queue_row_get_object (TuntasQueueRow *self)
{
  g_return_val_if_fail (TUNTAS_IS_QUEUE_ROW (self), NULL);
  return self->object;
}

static void
tuntas_queue_row_dispose (GObject *object)
{
  GtkWidget *child;

  tuntas_queue_row_unbind (TUNTAS_QUEUE_ROW (object));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tuntas_queue_row_parent_class)->dispose (object);
}

static void
tuntas_queue_row_class_init (TuntasQueueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_queue_row_dispose;
  chosen_signal = g_signal_new ("chosen", TUNTAS_TYPE_QUEUE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                TUNTAS_TYPE_DESK_ITEM);
  g_type_ensure (TUNTAS_TYPE_CHIP);
  g_type_ensure (TUNTAS_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-queue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, header);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, button);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, customer);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, outage);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, chip);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, detail);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, ring);
  gtk_widget_class_bind_template_child (widget_class, TuntasQueueRow, time);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
tuntas_queue_row_init (TuntasQueueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tuntas_chip_set (TUNTAS_CHIP (self->outage), "GAMAS", TUNTAS_CHIP_WARNING);
}

GtkWidget *
tuntas_queue_row_new (void)
{
  return g_object_new (TUNTAS_TYPE_QUEUE_ROW, NULL);
}
