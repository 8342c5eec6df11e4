/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-ticket.h"

#include "tuntas-json.h"

struct _TuntasTicket
{
  char *fields[TUNTAS_TICKET_N_FIELDS];
};

G_DEFINE_BOXED_TYPE (TuntasTicket, tuntas_ticket, tuntas_ticket_ref, tuntas_ticket_unref)

static const char *const nicks[] = {
#define X(name, nick) [TUNTAS_TICKET_##name] = nick,
  TUNTAS_TICKET_FIELDS (X)
#undef X
};
G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == TUNTAS_TICKET_N_FIELDS);

TuntasTicket *
tuntas_ticket_new (const char *id)
{
  TuntasTicket *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_atomic_rc_box_new0 (TuntasTicket);
  self->fields[TUNTAS_TICKET_ID] = g_strdup (id);
  return self;
}

TuntasTicket *
tuntas_ticket_ref (TuntasTicket *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
ticket_clear (gpointer data)
{
  TuntasTicket *self = data;

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    g_free (self->fields[i]);
}

void
tuntas_ticket_unref (TuntasTicket *self)
{
  g_atomic_rc_box_release_full (self, ticket_clear);
}

void
tuntas_ticket_take (TuntasTicket *self, TuntasTicketField field, char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (field < TUNTAS_TICKET_N_FIELDS);

  if (value != NULL && *g_strstrip (value) == '\0')
    g_clear_pointer (&value, g_free);
  g_return_if_fail (value != NULL || field != TUNTAS_TICKET_ID);

  g_free (self->fields[field]);
  self->fields[field] = value;
}

void
tuntas_ticket_set (TuntasTicket *self, TuntasTicketField field, const char *value)
{
  tuntas_ticket_take (self, field, g_strdup (value));
}

const char *
tuntas_ticket_get (const TuntasTicket *self, TuntasTicketField field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field < TUNTAS_TICKET_N_FIELDS, NULL);

  return self->fields[field];
}

const char *
tuntas_ticket_get_id (const TuntasTicket *self)
{
  return tuntas_ticket_get (self, TUNTAS_TICKET_ID);
}

gint64
tuntas_ticket_get_time (const TuntasTicket *self, TuntasTicketField field)
{
  gint64 seconds;

  return tuntas_instant_parse (tuntas_ticket_get (self, field), &seconds) ? seconds : -1;
}

GStrv
tuntas_ticket_dup_phones (const TuntasTicket *self)
{
  g_auto (GStrv) parts = g_strsplit (self->fields[TUNTAS_TICKET_PHONES] ? self->fields[TUNTAS_TICKET_PHONES] : "",
                                     ";", -1);
  g_autoptr (GStrvBuilder) phones = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (phones, parts[i]);
  return g_strv_builder_end (phones);
}

gboolean
tuntas_ticket_is_practice_number (const char *id)
{
  g_autofree char *number = g_strstrip (g_strdup (id));

  return g_regex_match_simple ("^IN9[0-9]{8,9}$", number, G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY, 0);
}

TuntasTicket *
tuntas_ticket_copy_with (TuntasTicket *self, TuntasTicketField field, const char *value)
{
  TuntasTicket *copy = tuntas_ticket_new (tuntas_ticket_get_id (self));

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (i != TUNTAS_TICKET_ID)
      copy->fields[i] = g_strdup (self->fields[i]);
  tuntas_ticket_set (copy, field, value);
  return copy;
}

gboolean
tuntas_ticket_equal (const TuntasTicket *a, const TuntasTicket *b)
{
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (g_strcmp0 (a->fields[i], b->fields[i]) != 0)
      return FALSE;
  return TRUE;
}

const char *
tuntas_ticket_field_nick (TuntasTicketField field)
{
  g_return_val_if_fail (field < TUNTAS_TICKET_N_FIELDS, NULL);
  return nicks[field];
}

gboolean
tuntas_ticket_field_from_nick (const char *nick, TuntasTicketField *field)
{
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}
