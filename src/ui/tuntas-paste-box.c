/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-paste-box.h"

#include "tuntas-ask-box.h"
#include "tuntas-copy.h"
#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-key-button.h"
#include "tuntas-ticket-link.h"

#include <glib/gi18n.h>

#define MOST_KEYS 5

typedef void (*KeyFunc) (TuntasPasteBox *self, const TuntasSending *sending);

struct _TuntasPasteBox
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */
  gint64 id;          /* the sending; 0: none */
  guint next;         /* which key is */
  guint n_keys;
  KeyFunc funcs[MOST_KEYS];

  GtkLabel *label;
  TuntasKeyButton *keys[MOST_KEYS];
  TuntasAskBox *number; /* of a new ticket */
};

G_DEFINE_FINAL_TYPE (TuntasPasteBox, tuntas_paste_box, GTK_TYPE_BOX)

static gboolean
is_to_paste (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_WAITING && g_strcmp0 (sending->code, "paste") == 0;
}

static gboolean
is_for_webmail (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_UNKNOWN && (g_strcmp0 (sending->cause, "webmail") == 0 ||
                                                      g_strcmp0 (sending->cause, "no-handler") == 0);
}

gboolean
tuntas_paste_box_is_for (const TuntasSending *sending)
{
  return is_to_paste (sending) || is_for_webmail (sending);
}

static const TuntasSending *
find_sending (TuntasPasteBox *self)
{
  TuntasDeskItem *item = self->actor != NULL ? tuntas_actor_get_item (self->actor) : NULL;

  return item != NULL && self->id != 0 ? tuntas_desk_item_find_sending (item, self->id) : NULL;
}

/* What the keys do */

static void
copy (TuntasPasteBox *self, const char *text)
{
  tuntas_copy (GTK_WIDGET (self), text != NULL ? text : "");
  tuntas_actor_say (self->actor, _("Copied"));
}

static void
copy_text (TuntasPasteBox *self, const TuntasSending *sending)
{
  g_autofree char *text = tuntas_desk_copy_sending (tuntas_actor_get_desk (self->actor),
                                                    tuntas_actor_get_item (self->actor), sending->id);

  copy (self, text);
}

static void
copy_address (TuntasPasteBox *self, const TuntasSending *sending)
{
  copy (self, sending->to);
}

static void
copy_subject (TuntasPasteBox *self, const TuntasSending *sending)
{
  copy (self, sending->subject);
}

static void
open_ticket (TuntasPasteBox *self, const TuntasSending *sending)
{
  tuntas_ticket_link_open (GTK_WIDGET (self), self->actor);
}

static void
confirm (TuntasPasteBox *self, const TuntasSending *sending)
{
  if (sending->kind == TUNTAS_EFFECT_CREATE)
    tuntas_ask_box_open (self->number, sending->id, NULL);
  else
    tuntas_actor_decide (self->actor, sending->id, TUNTAS_SENDING_CONFIRM, NULL);
}

static void
open_again (TuntasPasteBox *self, const TuntasSending *sending)
{
  tuntas_actor_decide (self->actor, sending->id, TUNTAS_SENDING_RETRY, NULL);
}

static void
number_given_cb (TuntasPasteBox *self, const char *number)
{
  tuntas_actor_confirm_created (self->actor, tuntas_ask_box_get_id (self->number), number);
}

/* What is shown */

static void
add_key (TuntasPasteBox *self, const char *text, KeyFunc func)
{
  tuntas_key_button_set_text (self->keys[self->n_keys], text);
  self->funcs[self->n_keys++] = func;
}

/* (transfer full): what to do in Nossa, or by webmail. */
static char *
dup_task (TuntasPasteBox *self, const TuntasSending *sending)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);
  g_autofree char *text = tuntas_desk_dup_sending_text (desk, tuntas_actor_get_item (self->actor), sending->id);
  g_autofree char *what = tuntas_explain_what (sending, tuntas_desk_get_zone (desk), tuntas_actor_now (self->actor));
  const char *kind = tuntas_actor_get_text (self->actor,
                                            tuntas_procedure_find_text (tuntas_actor_get_procedure (self->actor), "new-ticket"));
  g_autofree char *until = NULL;

  if (g_strcmp0 (sending->cause, "no-handler") == 0)
    /* Translators: %s is an e-mail address. */
    return g_strdup_printf (_("No mail program took the e-mail to %s. Send it by webmail; has it been sent?"),
                            sending->to != NULL ? sending->to : "");
  if (sending->kind == TUNTAS_EFFECT_EMAIL)
    /* Translators: %s is an e-mail address. */
    return g_strdup_printf (_("Send the e-mail to %s by webmail: copy address, subject and text, then say so here."),
                            sending->to != NULL ? sending->to : "");
  if (sending->kind == TUNTAS_EFFECT_CREATE && *kind != '\0')
    /* Translators: %s is what kind of ticket: "symptom request / monitoring" */
    return g_strdup_printf (_("Make the new ticket in Nossa (%s) with this text, then enter its number here."), kind);
  if (sending->kind == TUNTAS_EFFECT_CREATE)
    return g_strdup (_("Make the new ticket in Nossa with this text, then enter its number here."));
  if (sending->kind != TUNTAS_EFFECT_STATUS)
    /* Translators: %s is what is told Nossa: "Keterangan di Nossa". */
    return g_strdup_printf (_("%s: copy it, paste it into the ticket in Nossa, then say so here."), what);
  if (sending->until < 0)
    /* Translators: %s is a status in Nossa's word. */
    return g_strdup_printf (_("Set the status in Nossa to %s, then say so here."), text);
  until = tuntas_format_deadline (sending->until, tuntas_desk_get_zone (desk), tuntas_actor_now (self->actor));
  /* Translators: a status in Nossa's word, then until when: "PENDING", "10.20 WIB" */
  return g_strdup_printf (_("Set the status in Nossa to %s until %s, then say so here."), text, until);
}

static void
list_keys (TuntasPasteBox *self, const TuntasSending *sending)
{
  TuntasDesk *desk = tuntas_actor_get_desk (self->actor);
  g_autofree char *uri = tuntas_desk_dup_ticket_uri (desk, tuntas_actor_get_item (self->actor));

  self->n_keys = 0;
  if (sending->kind == TUNTAS_EFFECT_EMAIL)
    {
      add_key (self, _("Copy the address"), copy_address);
      add_key (self, _("Copy the subject"), copy_subject);
      add_key (self, _("Copy the text"), copy_text);
      add_key (self, _("Yes, it has been sent"), confirm);
      if (g_strcmp0 (sending->cause, "no-handler") == 0)
        add_key (self, _("No, open it again"), open_again);
      return;
    }
  add_key (self, sending->kind == TUNTAS_EFFECT_STATUS ? _("Copy the status") : _("Copy the text"), copy_text);
  if (uri != NULL)
    add_key (self, _("Open the ticket in Nossa"), open_ticket);
  add_key (self, sending->kind == TUNTAS_EFFECT_STATUS   ? _("I have set it in Nossa")
                 : sending->kind == TUNTAS_EFFECT_CREATE ? _("I have made it in Nossa…")
                                                         : _("I have pasted it in Nossa"), confirm);
}

/* The key that is next is the suggested one; the others keep their digits. */
static void
show_keys (TuntasPasteBox *self)
{
  for (guint i = 0; i < MOST_KEYS; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%u", i + 1);

      gtk_widget_set_visible (GTK_WIDGET (self->keys[i]), i < self->n_keys);
      tuntas_key_button_set_key (self->keys[i], i == self->next ? "Ctrl+Enter" : digit);
      tuntas_key_button_set_suggested (self->keys[i], i == self->next);
    }
}

void
tuntas_paste_box_show (TuntasPasteBox *self, const TuntasSending *sending)
{
  gint64 id = sending != NULL ? sending->id : 0;
  g_autofree char *task = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), sending != NULL);
  if (id != self->id)
    {
      self->next = 0;
      tuntas_ask_box_close (self->number);
    }
  self->id = id;
  if (sending == NULL)
    return;
  task = dup_task (self, sending);
  gtk_label_set_text (self->label, task);
  list_keys (self, sending);
  show_keys (self);
}

gboolean
tuntas_paste_box_is_shown (TuntasPasteBox *self)
{
  return self->id != 0;
}

static void
press (TuntasPasteBox *self, guint index)
{
  const TuntasSending *sending = find_sending (self);

  if (sending == NULL || tuntas_actor_is_busy (self->actor))
    return;
  /* The walk ends at the agent's word. */
  if (index == self->next && self->funcs[index] != confirm)
    self->next = index + 1;
  show_keys (self);
  self->funcs[index] (self, sending);
}

static void
pressed_cb (TuntasPasteBox *self, TuntasKeyButton *button)
{
  for (guint i = 0; i < self->n_keys; i++)
    if (self->keys[i] == button)
      {
        press (self, i);
        return;
      }
}

gboolean
tuntas_paste_box_choose (TuntasPasteBox *self, guint digit)
{
  if (self->id == 0 || digit < 1 || digit > self->n_keys)
    return FALSE;
  press (self, digit - 1);
  return TRUE;
}

gboolean
tuntas_paste_box_walk (TuntasPasteBox *self)
{
  return tuntas_paste_box_choose (self, self->next + 1);
}

void
tuntas_paste_box_set_actor (TuntasPasteBox *self, TuntasActor *actor)
{
  g_set_object (&self->actor, actor);
}

static void
tuntas_paste_box_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_PASTE_BOX (object)->actor);
  G_OBJECT_CLASS (tuntas_paste_box_parent_class)->dispose (object);
}

static void
tuntas_paste_box_class_init (TuntasPasteBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_paste_box_dispose;
}

static void
tuntas_paste_box_init (TuntasPasteBox *self)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reason");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  for (guint i = 0; i < MOST_KEYS; i++)
    {
      self->keys[i] = TUNTAS_KEY_BUTTON (tuntas_key_button_new ("", NULL));
      g_signal_connect_object (self->keys[i], "clicked", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (keys), GTK_WIDGET (self->keys[i]));
    }
  gtk_box_append (GTK_BOX (self), keys);
  self->number = TUNTAS_ASK_BOX (tuntas_ask_box_new (_("What number has the new ticket in Nossa?"),
                                                     _("Number of the new ticket"), GTK_INPUT_PURPOSE_FREE_FORM,
                                                     _("Record it")));
  g_signal_connect_object (self->number, "given", G_CALLBACK (number_given_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->number));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tuntas_paste_box_new (void)
{
  return g_object_new (TUNTAS_TYPE_PASTE_BOX, NULL);
}
