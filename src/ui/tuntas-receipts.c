/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-receipts.h"

#include "tuntas-ask-box.h"
#include "tuntas-copy.h"
#include "tuntas-explain.h"
#include "tuntas-kept-children.h"
#include "tuntas-key-button.h"
#include "tuntas-paste-box.h"
#include "tuntas-receipt-row.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>

struct _TuntasReceipts
{
  GtkBox parent_instance;

  TuntasActor *actor;        /* (owned) (nullable) */
  GtkBox *list;              /* (element-type TuntasReceiptRow) */
  GtkWidget *question;       /* "Has it been sent?" */
  GtkLabel *question_label;
  TuntasKeyButton *second_key;
  gint64 asked_about;        /* the sending; 0: none */
  TuntasPasteBox *paste;     /* what the agent brings to the outside by hand; or else the question */
  TuntasAskBox *address;     /* where an e-mail shall go instead */
  TuntasAskBox *bounce;      /* why it came back */
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

static void
show_rows (TuntasReceipts *self)
{
  GPtrArray *sendings = get_sendings (self);
  TuntasKeptChildren kept;

  tuntas_kept_children_begin (&kept, self->list);
  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, sending->id);
      GtkWidget *row;

      if (!concerns (self, sending))
        continue;
      row = tuntas_kept_children_next (&kept, key);
      if (row == NULL)
        tuntas_kept_children_add (&kept, key, row = tuntas_receipt_row_new ());
      tuntas_receipt_row_show (TUNTAS_RECEIPT_ROW (row), self->actor, sending);
    }
  tuntas_kept_children_end (&kept);
  gtk_widget_set_visible (GTK_WIDGET (self->list), gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}

void
tuntas_receipts_refresh (TuntasReceipts *self)
{
  show_rows (self);
  if (find_sending (self, tuntas_ask_box_get_id (self->address)) == NULL)
    tuntas_ask_box_close (self->address);
  if (find_sending (self, tuntas_ask_box_get_id (self->bounce)) == NULL)
    tuntas_ask_box_close (self->bounce);
  show_question (self);
}

void
tuntas_receipts_tick (TuntasReceipts *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    tuntas_receipt_row_tick (TUNTAS_RECEIPT_ROW (row), self->actor);
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
  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "receipts");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
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
