/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket-head.h"

#include "tuntas-chip.h"
#include "tuntas-format.h"
#include "tuntas-phone.h"
#include "tuntas-ticket-link.h"
#include "tuntas-work-log-view.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TuntasTicketHead
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */

  GtkLabel *customer;
  TuntasChip *family;
  TuntasChip *outage;
  GtkLabel *numbers;
  GtkLabel *complaint;
  GtkLabel *status;
  GtkLabel *ttr;
  GtkButton *copy_button;
  GtkButton *open_button;
  GtkToggleButton *log_button;
  GtkLabel *log_label;
  GtkImage *log_arrow;
  TuntasWorkLogView *log;
};

G_DEFINE_FINAL_TYPE (TuntasTicketHead, tuntas_ticket_head, GTK_TYPE_BOX)

/* What is hidden of a service number: the characters between the third and the last four. */
char *
tuntas_service_number_mask (const char *number)
{
  gsize length = strlen (number);
  GString *masked = g_string_new (number);

  for (gsize i = 3; length >= 9 && i + 4 < length; i++)
    if (g_ascii_isalnum (masked->str[i]))
      masked->str[i] = 'x';
  return g_string_free (masked, FALSE);
}

static void
append (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

static void
show_numbers (TuntasTicketHead *self, TuntasTicket *ticket)
{
  TuntasCase *state = tuntas_actor_get_case (self->actor);
  const char *service = tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_NO);
  g_autoptr (GString) line = g_string_new (tuntas_ticket_get_id (ticket));

  if (service == NULL)
    service = tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_ID);
  append (line, tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_TYPE));
  if (service != NULL)
    {
      g_autofree char *masked = tuntas_service_number_mask (service);

      append (line, masked);
    }
  if (tuntas_case_get_n_phones (state) > 0)
    {
      g_autofree char *masked = tuntas_phone_mask (tuntas_case_get_phone (state, 0, NULL));

      append (line, masked);
    }
  gtk_label_set_text (self->numbers, line->str);
}

static gboolean
is_marked (const char *value)
{
  return value != NULL && g_ascii_strtoll (value, NULL, 10) > 0;
}

/* (transfer full): which mass outage it belongs to, and how that stands as far as anybody knows. */
static char *
dup_parent (TuntasTicketHead *self, const char *gamas)
{
  const char *status;
  TuntasParentState state = tuntas_desk_get_parent (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor),
                                                    &status);

  if (state == TUNTAS_PARENT_UNSOLVED)
    /* Translators: the number of the parent ticket of a mass outage, and its status in Nossa's word. */
    return g_strdup_printf (_("GAMAS %s, parent not solved yet (%s)"), gamas, status);
  if (state == TUNTAS_PARENT_SOLVED)
    /* Translators: the number of the parent ticket of a mass outage, and its status in Nossa's word. */
    return g_strdup_printf (_("GAMAS %s, parent solved (%s)"), gamas, status);
  return g_strdup_printf ("GAMAS %s", gamas);
}

static void
show_complaint (TuntasTicketHead *self, TuntasTicket *ticket)
{
  const char *summary = tuntas_ticket_get (ticket, TUNTAS_TICKET_SUMMARY);
  const char *gamas = tuntas_ticket_get (ticket, TUNTAS_TICKET_GAMAS);
  gint64 reported = tuntas_ticket_get_time (ticket, TUNTAS_TICKET_REPORTED_AT);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *masked = NULL;

  if (summary == NULL)
    summary = tuntas_ticket_get (ticket, TUNTAS_TICKET_SYMPTOM);
  masked = tuntas_phone_mask_text (summary != NULL ? summary : "–", NULL);
  /* Translators: %s is what the customer complained about. */
  g_string_append_printf (line, _("Complaint: %s"), masked);
  if (reported >= 0)
    {
      g_autofree char *moment = tuntas_actor_dup_moment (self->actor, reported);
      /* Translators: %s is when: "lapor 22 Nov 19.05". */
      g_autofree char *words = g_strdup_printf (_("reported %s"), moment);

      append (line, words);
    }
  if (is_marked (tuntas_ticket_get (ticket, TUNTAS_TICKET_GAUL)))
    append (line, "GAUL");
  if (is_marked (tuntas_ticket_get (ticket, TUNTAS_TICKET_LAPUL)))
    append (line, "LAPUL");
  if (gamas != NULL)
    {
      g_autofree char *parent = dup_parent (self, gamas);

      append (line, parent);
    }
  gtk_label_set_text (self->complaint, line->str);
}

static void
log_cb (TuntasTicketHead *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->log_button);

  gtk_image_set_from_icon_name (self->log_arrow, shown ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->log), shown);
  if (shown)
    tuntas_work_log_view_refresh (self->log, self->actor);
}

gboolean
tuntas_ticket_head_turn_work_log (TuntasTicketHead *self)
{
  gtk_toggle_button_set_active (self->log_button, !gtk_toggle_button_get_active (self->log_button));
  return TRUE;
}

/* Folded there is only how many entries are known. */
static void
show_log (TuntasTicketHead *self, TuntasActor *actor)
{
  const TuntasWorkLog *log = tuntas_desk_item_get_work_log (tuntas_actor_get_item (actor));
  g_autofree char *words = NULL;

  if (log->as_of >= 0)
    /* Translators: %u is how many entries the work log of a ticket has. */
    words = g_strdup_printf (_("Work log %u"), log->entries->len);
  gtk_label_set_text (self->log_label, words != NULL ? words : _("Work log"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->log_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : _("Work log"), -1);
  if (gtk_toggle_button_get_active (self->log_button))
    tuntas_work_log_view_refresh (self->log, actor);
}

static void
set_late (GtkWidget *widget, gboolean late)
{
  if (late)
    gtk_widget_add_css_class (widget, "late");
  else
    gtk_widget_remove_css_class (widget, "late");
}

void
tuntas_ticket_head_refresh (TuntasTicketHead *self, TuntasActor *actor)
{
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (tuntas_actor_get_item (actor));
  const char *customer = tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER);
  const char *status = tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS);
  const char *ttr = tuntas_ticket_get (ticket, TUNTAS_TICKET_TTR);
  g_autofree char *uri = NULL;

  g_set_object (&self->actor, actor);
  gtk_label_set_text (self->customer, customer != NULL ? customer : tuntas_ticket_get_id (ticket));
  tuntas_chip_set_family (self->family, tuntas_actor_get_case (actor),
                          tuntas_actor_get_language (actor));
  tuntas_chip_set (self->outage, "GAMAS", TUNTAS_CHIP_WARNING);
  gtk_widget_set_visible (GTK_WIDGET (self->outage), tuntas_ticket_get (ticket, TUNTAS_TICKET_GAMAS) != NULL);
  show_numbers (self, ticket);
  show_complaint (self, ticket);
  gtk_label_set_text (self->status, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ttr), ttr != NULL);
  if (ttr != NULL)
    {
      gint64 seconds = g_ascii_strtoll (ttr, NULL, 10);
      gint64 target = tuntas_desk_get_ttr_target (tuntas_actor_get_desk (actor), tuntas_actor_get_item (actor));
      g_autofree char *words = tuntas_format_ttr (seconds, target);

      gtk_label_set_text (self->ttr, words);
      set_late (GTK_WIDGET (self->ttr), tuntas_format_ttr_is_over (seconds, target));
    }
  show_log (self, actor);
  uri = tuntas_desk_dup_ticket_uri (tuntas_actor_get_desk (actor), tuntas_actor_get_item (actor));
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), uri != NULL);
}

static void
copy_cb (TuntasTicketHead *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          tuntas_desk_item_get_id (tuntas_actor_get_item (self->actor)));
  tuntas_actor_say (self->actor, _("Ticket number copied"));
}

static void
open_cb (TuntasTicketHead *self)
{
  tuntas_ticket_link_open (GTK_WIDGET (self), self->actor);
}

static void
tuntas_ticket_head_dispose (GObject *object)
{
  g_clear_object (&TUNTAS_TICKET_HEAD (object)->actor);
  G_OBJECT_CLASS (tuntas_ticket_head_parent_class)->dispose (object);
}

static void
tuntas_ticket_head_class_init (TuntasTicketHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_ticket_head_dispose;
  g_type_ensure (TUNTAS_TYPE_CHIP);
  g_type_ensure (TUNTAS_TYPE_WORK_LOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-ticket-head.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TuntasTicketHead, name)
  BIND (customer);
  BIND (family);
  BIND (outage);
  BIND (numbers);
  BIND (complaint);
  BIND (status);
  BIND (ttr);
  BIND (copy_button);
  BIND (open_button);
  BIND (log_button);
  BIND (log_label);
  BIND (log_arrow);
  BIND (log);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
}

static void
tuntas_ticket_head_init (TuntasTicketHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
