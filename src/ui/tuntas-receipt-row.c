/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-receipt-row.h"

#include "tuntas-explain.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>

/* What can be done about a sending: the entries of its menu, from the top. */
typedef enum
{
  OFFERS_COPY = 1 << 0,
  OFFERS_ASK = 1 << 1,
  OFFERS_SEND_AGAIN = 1 << 2,
  OFFERS_TRY_AGAIN = 1 << 3,
  OFFERS_DECIDE = 1 << 4,
  OFFERS_READDRESS = 1 << 5,
  OFFERS_BOUNCE = 1 << 6,
} Offers;

struct _TuntasReceiptRow
{
  GtkBox parent_instance;

  gint64 sending_id;
  Offers offers;       /* which the menu has */

  GtkImage *icon;
  GtkLabel *what;
  GtkLabel *state;
  GtkWidget *button;
  GMenu *menu;         /* (owned) */
};

G_DEFINE_FINAL_TYPE (TuntasReceiptRow, tuntas_receipt_row, GTK_TYPE_BOX)

static const char *
icon_name (const TuntasSending *sending)
{
  switch (sending->state)
    {
    case TUNTAS_SENDING_PROVED:
      return tuntas_explain_came_back (sending) ? "dialog-warning-symbolic" : "object-select-symbolic";
    case TUNTAS_SENDING_HELD:
    case TUNTAS_SENDING_WAITING:
    case TUNTAS_SENDING_UNDER_WAY:
    case TUNTAS_SENDING_SENT:
      return "content-loading-symbolic";
    case TUNTAS_SENDING_UNKNOWN:
      return "dialog-question-symbolic";
    case TUNTAS_SENDING_BLOCKED:
      return "dialog-warning-symbolic";
    case TUNTAS_SENDING_CANCELLED:
      return "window-close-symbolic";
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The menu */

static gboolean
can_be_readdressed (const TuntasSending *sending)
{
  return sending->kind == TUNTAS_EFFECT_EMAIL && sending->state != TUNTAS_SENDING_UNDER_WAY &&
         sending->state != TUNTAS_SENDING_CANCELLED;
}

/* What is nearest at hand, and the dialog with all that can be done. */
static Offers
find_settling (const TuntasSending *sending)
{
  if (!tuntas_sending_is_open (sending) || sending->state == TUNTAS_SENDING_HELD ||
      sending->state == TUNTAS_SENDING_UNDER_WAY)
    return 0;
  if (tuntas_explain_is_in_doubt (sending))
    return OFFERS_ASK | OFFERS_DECIDE;
  return (sending->kind == TUNTAS_EFFECT_EMAIL ? OFFERS_SEND_AGAIN : OFFERS_TRY_AGAIN) | OFFERS_DECIDE;
}

static Offers
find_offers (TuntasActor *actor, const TuntasSending *sending)
{
  return OFFERS_COPY | find_settling (sending) | (can_be_readdressed (sending) ? OFFERS_READDRESS : 0) |
         (tuntas_desk_can_have_bounced (tuntas_actor_get_item (actor), sending) ? OFFERS_BOUNCE : 0);
}

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* The same menu with other entries: a new one would close the one that is open. */
static void
fill_menu (TuntasReceiptRow *self, TuntasActor *actor, gint64 id)
{
  const struct
  {
    Offers offer;
    const char *label;
    const char *action;
  } entries[] = {
    { OFFERS_COPY, _("Copy the text"), "receipt.copy" },
    { OFFERS_ASK, _("Ask Nossa now"), "receipt.ask" },
    { OFFERS_SEND_AGAIN, _("Send again"), "receipt.retry" },
    { OFFERS_TRY_AGAIN, _("Try again now"), "receipt.retry" },
    { OFFERS_DECIDE, _("Decide…"), "win.settle" },
    { OFFERS_READDRESS, _("Send to another address…"), "receipt.readdress" },
    { OFFERS_BOUNCE, _("It came back…"), "receipt.came-back" },
  };
  const char *ticket = tuntas_desk_item_get_id (tuntas_actor_get_item (actor));

  g_menu_remove_all (self->menu);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (self->offers & entries[i].offer)
      append (self->menu, entries[i].label, entries[i].action,
              entries[i].offer == OFFERS_DECIDE ? g_variant_new ("(sx)", ticket, id) : g_variant_new_int64 (id));
}

/* The row */

static void
show_state (TuntasReceiptRow *self, TuntasActor *actor, const TuntasSending *sending)
{
  g_autofree char *state = tuntas_explain_sending (sending, tuntas_desk_get_zone (tuntas_actor_get_desk (actor)),
                                                   tuntas_case_get_zone (tuntas_actor_get_case (actor)),
                                                   tuntas_actor_now (actor));

  gtk_label_set_text (self->state, state);
}

void
tuntas_receipt_row_show (TuntasReceiptRow *self, TuntasActor *actor, const TuntasSending *sending)
{
  g_autofree char *what = tuntas_explain_what (sending, tuntas_desk_get_zone (tuntas_actor_get_desk (actor)),
                                               tuntas_actor_now (actor));
  /* Translators: %s is what is sent, as "Status CLOSED". */
  g_autofree char *name = g_strdup_printf (_("More: %s"), what);
  Offers offers = find_offers (actor, sending);

  gtk_image_set_from_icon_name (self->icon, icon_name (sending));
  gtk_label_set_text (self->what, what);
  show_state (self, actor, sending);
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (offers == self->offers && sending->id == self->sending_id)
    return;
  self->offers = offers;
  self->sending_id = sending->id;
  fill_menu (self, actor, sending->id);
}

void
tuntas_receipt_row_tick (TuntasReceiptRow *self, TuntasActor *actor)
{
  const TuntasSending *sending = tuntas_desk_item_find_sending (tuntas_actor_get_item (actor), self->sending_id);

  if (sending != NULL)
    show_state (self, actor, sending);
}

static void
tuntas_receipt_row_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_RECEIPT_ROW (object)->menu);
  G_OBJECT_CLASS (tuntas_receipt_row_parent_class)->dispose (object);
}

static void
tuntas_receipt_row_class_init (TuntasReceiptRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_receipt_row_dispose;
}

static void
tuntas_receipt_row_init (TuntasReceiptRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->what = GTK_LABEL (tuntas_wrapped_label_new (NULL, NULL));
  self->state = GTK_LABEL (tuntas_wrapped_label_new (NULL, "dim-label"));
  self->menu = g_menu_new ();
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (self->menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-more-symbolic");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->what));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->state));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self), words);
  gtk_box_append (GTK_BOX (self), self->button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "receipt");
}

GtkWidget *
tuntas_receipt_row_new (void)
{
  return g_object_new (TUNTAS_TYPE_RECEIPT_ROW, NULL);
}
