/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-receipts.h"

#include "tuntas-ask-box.h"
#include "tuntas-copy.h"
#include "tuntas-explain.h"
#include "tuntas-key-button.h"
#include "tuntas-paste-box.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>

struct _TuntasReceipts
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  GtkWidget *list;
  GtkWidget *question;       /* "Has it been sent?" */
  GtkLabel *question_label;
  TuntasKeyButton *second_key;
  gint64 asked_about;        /* the sending; 0: none */
  TuntasPasteBox *paste;     /* what the agent brings to the outside by hand; or else the question */
  TuntasAskBox *address;     /* where an e-mail shall go instead */
  TuntasAskBox *bounce;      /* why it came back */
  GPtrArray *states;         /* (element-type GtkLabel): how far each row is, with the sending's "id" */
  gboolean open_only;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (TuntasReceipts, tuntas_receipts, GTK_TYPE_BOX)

static GPtrArray *
get_sendings (TuntasReceipts *self)
{
  return tuntas_desk_item_get_sendings (tuntas_actor_get_item (self->actor));
}

static const TuntasSending *
find_sending (TuntasReceipts *self, gint64 id)
{
  return tuntas_desk_item_find_sending (tuntas_actor_get_item (self->actor), id);
}

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

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasReceipts *self = user_data;

  tuntas_actor_decide (self->actor, g_variant_get_int64 (parameter), TUNTAS_SENDING_RETRY, NULL);
}

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasReceipts *self = user_data;

  tuntas_actor_decide (self->actor, g_variant_get_int64 (parameter), TUNTAS_SENDING_ASK, NULL);
}

static void
readdress_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasReceipts *self = user_data;
  const TuntasSending *sending = find_sending (self, g_variant_get_int64 (parameter));

  tuntas_ask_box_close (self->bounce);
  if (sending != NULL)
    tuntas_ask_box_open (self->address, sending->id, sending->to);
}

static void
address_given_cb (TuntasReceipts *self, const char *address)
{
  tuntas_actor_readdress (self->actor, tuntas_ask_box_get_id (self->address), address);
}

static void
came_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasReceipts *self = user_data;

  tuntas_ask_box_close (self->address);
  tuntas_ask_box_open (self->bounce, g_variant_get_int64 (parameter), NULL);
}

static void
bounce_given_cb (TuntasReceipts *self, const char *reason)
{
  tuntas_actor_report_bounce (self->actor, tuntas_ask_box_get_id (self->bounce), reason);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TuntasReceipts *self = user_data;
  const TuntasSending *sending = find_sending (self, g_variant_get_int64 (parameter));
  g_autofree char *text = NULL;

  if (sending == NULL)
    return;
  /* Whether it is pasted then, or only looked at: it is what was copied. */
  text = tuntas_desk_copy_sending (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor), sending->id);
  tuntas_copy (GTK_WIDGET (self), text);
  tuntas_actor_say (self->actor, _("Copied"));
}

static void
add_item (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_int64 (id));
  g_menu_append_item (menu, item);
}

/* What is nearest at hand, and the dialog with all that can be done. */
static void
add_settle (TuntasReceipts *self, GMenu *menu, const TuntasSending *sending)
{
  g_autoptr (GMenuItem) settle = g_menu_item_new (_("Decide…"), NULL);

  if (tuntas_explain_is_in_doubt (sending))
    add_item (menu, _("Ask Nossa now"), "receipt.ask", sending->id);
  else
    add_item (menu, sending->kind == TUNTAS_EFFECT_EMAIL ? _("Send again") : _("Try again now"), "receipt.retry",
              sending->id);
  g_menu_item_set_action_and_target (settle, "win.settle", "(sx)",
                                     tuntas_desk_item_get_id (tuntas_actor_get_item (self->actor)), sending->id);
  g_menu_append_item (menu, settle);
}

static gboolean
can_be_readdressed (const TuntasSending *sending)
{
  return sending->kind == TUNTAS_EFFECT_EMAIL && sending->state != TUNTAS_SENDING_UNDER_WAY &&
         sending->state != TUNTAS_SENDING_CANCELLED;
}

static GtkWidget *
menu_button_new (TuntasReceipts *self, const TuntasSending *sending, const char *what)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  /* Translators: %s is what is sent, as "Status CLOSED". */
  g_autofree char *name = g_strdup_printf (_("More: %s"), what);

  add_item (menu, _("Copy the text"), "receipt.copy", sending->id);
  if (tuntas_sending_is_open (sending) && sending->state != TUNTAS_SENDING_HELD &&
      sending->state != TUNTAS_SENDING_UNDER_WAY)
    add_settle (self, menu, sending);
  if (can_be_readdressed (sending))
    add_item (menu, _("Send to another address…"), "receipt.readdress", sending->id);
  if (tuntas_desk_can_have_bounced (tuntas_actor_get_item (self->actor), sending))
    add_item (menu, _("It came back…"), "receipt.came-back", sending->id);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static char *
dup_state (TuntasReceipts *self, const TuntasSending *sending)
{
  return tuntas_explain_sending (sending, tuntas_desk_get_zone (tuntas_actor_get_desk (self->actor)),
                                 tuntas_case_get_zone (tuntas_actor_get_case (self->actor)),
                                 tuntas_actor_now (self->actor));
}

static void
add_row (TuntasReceipts *self, const TuntasSending *sending)
{
  g_autofree char *what = tuntas_explain_what (sending, tuntas_desk_get_zone (tuntas_actor_get_desk (self->actor)),
                                               tuntas_actor_now (self->actor));
  g_autofree char *how = dup_state (self, sending);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *state = tuntas_wrapped_label_new (how, "dim-label");

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (icon_name (sending)));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), tuntas_wrapped_label_new (what, NULL));
  gtk_box_append (GTK_BOX (words), state);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), menu_button_new (self, sending, what));
  gtk_widget_add_css_class (row, "receipt");
  gtk_box_append (GTK_BOX (self->list), row);
  g_object_set_data_full (G_OBJECT (state), "id", g_memdup2 (&sending->id, sizeof sending->id), g_free);
  g_ptr_array_add (self->states, state);
}

static gboolean
is_asked_about (const TuntasSending *sending)
{
  return tuntas_paste_box_is_for (sending) ||
         (sending->state == TUNTAS_SENDING_UNKNOWN && g_strcmp0 (sending->code, "agent-word") == 0);
}

static char *
dup_question (const TuntasSending *sending)
{
  const char *to = sending->to != NULL ? sending->to : "";

  if (g_strcmp0 (sending->cause, "unanswered") == 0)
    /* Translators: %s is an e-mail address. */
    return g_strdup_printf (_("The mail server did not say whether it took the e-mail to %s. Has it been sent?"),
                            to);
  /* Translators: %s is an e-mail address. */
  return g_strdup_printf (_("The e-mail to %s is in your mail program. Has it been sent?"), to);
}

/* (nullable): one at a time. */
static const TuntasSending *
find_asked_about (TuntasReceipts *self)
{
  GPtrArray *sendings = get_sendings (self);

  for (guint i = 0; i < sendings->len; i++)
    if (is_asked_about (g_ptr_array_index (sendings, i)))
      return g_ptr_array_index (sendings, i);
  return NULL;
}

static void
ask_whether_sent (TuntasReceipts *self, const TuntasSending *sending)
{
  g_autofree char *text = dup_question (sending);

  gtk_label_set_text (self->question_label, text);
  tuntas_key_button_set_text (self->second_key, g_strcmp0 (sending->cause, "unanswered") == 0 ? _("No, send it again")
                                                                                              : _("No, open it again"));
}

static void
show_question (TuntasReceipts *self)
{
  const TuntasSending *sending = find_asked_about (self);
  gboolean by_hand = sending != NULL && tuntas_paste_box_is_for (sending);
  gboolean is_free = !gtk_widget_get_visible (GTK_WIDGET (self->address)) &&
                     !gtk_widget_get_visible (GTK_WIDGET (self->bounce));

  self->asked_about = sending != NULL && !by_hand ? sending->id : 0;
  if (self->asked_about != 0)
    ask_whether_sent (self, sending);
  gtk_widget_set_visible (self->question, self->asked_about != 0 && is_free);
  tuntas_paste_box_show (self->paste, by_hand && is_free ? sending : NULL);
}

static void
box_opened_cb (TuntasReceipts *self)
{
  if (self->actor != NULL && tuntas_actor_get_item (self->actor) != NULL)
    show_question (self);
}

/* An e-mail that went can still come back. */
static gboolean
concerns (TuntasReceipts *self, const TuntasSending *sending)
{
  return !self->open_only || tuntas_sending_is_open (sending) || tuntas_explain_came_back (sending) ||
         tuntas_desk_can_have_bounced (tuntas_actor_get_item (self->actor), sending);
}

void
tuntas_receipts_refresh (TuntasReceipts *self)
{
  GPtrArray *sendings = get_sendings (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  g_ptr_array_set_size (self->states, 0);
  for (guint i = 0; i < sendings->len; i++)
    if (concerns (self, g_ptr_array_index (sendings, i)))
      add_row (self, g_ptr_array_index (sendings, i));
  gtk_widget_set_visible (self->list, self->states->len > 0);
  if (find_sending (self, tuntas_ask_box_get_id (self->address)) == NULL)
    tuntas_ask_box_close (self->address);
  if (find_sending (self, tuntas_ask_box_get_id (self->bounce)) == NULL)
    tuntas_ask_box_close (self->bounce);
  show_question (self);
}

void
tuntas_receipts_tick (TuntasReceipts *self)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      GtkLabel *state = g_ptr_array_index (self->states, i);
      gint64 *id = g_object_get_data (G_OBJECT (state), "id");
      const TuntasSending *sending = find_sending (self, *id);
      g_autofree char *how = NULL;

      if (sending == NULL)
        continue;
      how = dup_state (self, sending);
      gtk_label_set_text (state, how);
    }
}

void
tuntas_receipts_set_open_only (TuntasReceipts *self, gboolean open_only)
{
  self->open_only = open_only;
}

static void
first_cb (TuntasReceipts *self)
{
  tuntas_actor_decide (self->actor, self->asked_about, TUNTAS_SENDING_CONFIRM, NULL);
}

static void
second_cb (TuntasReceipts *self)
{
  tuntas_actor_decide (self->actor, self->asked_about, TUNTAS_SENDING_RETRY, NULL);
}

gboolean
tuntas_receipts_choose (TuntasReceipts *self, guint digit)
{
  if (tuntas_paste_box_is_shown (self->paste))
    return tuntas_paste_box_choose (self->paste, digit);
  if (self->asked_about == 0 || digit < 1 || digit > 2)
    return FALSE;
  if (digit == 1)
    first_cb (self);
  else
    second_cb (self);
  return TRUE;
}

void
tuntas_receipts_set_actor (TuntasReceipts *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
  tuntas_paste_box_set_actor (self->paste, actor);
}

gboolean
tuntas_receipts_walk (TuntasReceipts *self)
{
  return tuntas_paste_box_walk (self->paste);
}

gboolean
tuntas_receipts_can_walk (TuntasReceipts *self)
{
  return tuntas_paste_box_is_shown (self->paste);
}

static void
tuntas_receipts_dispose (GObject *object)
{
  TuntasReceipts *self = TUNTAS_RECEIPTS (object);

  g_clear_object (&self->actor);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  G_OBJECT_CLASS (tuntas_receipts_parent_class)->dispose (object);
}

static void
tuntas_receipts_class_init (TuntasReceiptsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_receipts_dispose;
}

static void
build_question (TuntasReceipts *self)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *first = tuntas_key_button_new (_("Yes, it has been sent"), "1");
  GtkWidget *second = tuntas_key_button_new (_("No, open it again"), "2");

  self->second_key = TUNTAS_KEY_BUTTON (second);

  self->question = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->question, "reason");
  self->question_label = GTK_LABEL (tuntas_wrapped_label_new (NULL, NULL));
  gtk_box_append (GTK_BOX (self->question), GTK_WIDGET (self->question_label));
  gtk_box_set_homogeneous (GTK_BOX (keys), TRUE);
  gtk_box_append (GTK_BOX (keys), first);
  gtk_box_append (GTK_BOX (keys), second);
  gtk_box_append (GTK_BOX (self->question), keys);
  g_signal_connect_object (first, "clicked", G_CALLBACK (first_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (second, "clicked", G_CALLBACK (second_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->question, FALSE);
}

static TuntasAskBox *
add_box (TuntasReceipts *self, GtkWidget *box, GCallback given)
{
  g_signal_connect_object (box, "notify::visible", G_CALLBACK (box_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "given", given, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), box);
  return TUNTAS_ASK_BOX (box);
}

static void
tuntas_receipts_init (TuntasReceipts *self)
{
  static const GActionEntry entries[] = {
    { "retry", retry_cb, "x" },
    { "ask", ask_cb, "x" },
    { "copy", copy_cb, "x" },
    { "readdress", readdress_cb, "x" },
    { "came-back", came_back_cb, "x" },
  };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->states = g_ptr_array_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->list, "receipts");
  gtk_box_append (GTK_BOX (self), self->list);
  build_question (self);
  gtk_box_append (GTK_BOX (self), self->question);
  self->paste = TUNTAS_PASTE_BOX (tuntas_paste_box_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->paste));
  self->address = add_box (self, tuntas_ask_box_new (_("Send the e-mail to another address"), _("Other e-mail address"),
                                                     GTK_INPUT_PURPOSE_EMAIL, _("Send to this address")),
                           G_CALLBACK (address_given_cb));
  self->bounce = add_box (self, tuntas_ask_box_new (_("The e-mail came back. What is the reason given?"),
                                                    _("Why it came back"), GTK_INPUT_PURPOSE_FREE_FORM,
                                                    _("Record it")),
                          G_CALLBACK (bounce_given_cb));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "receipt", G_ACTION_GROUP (self->actions));
}
