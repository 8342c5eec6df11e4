/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-item.h"
#include "tuntas-desk-item-private.h"

#include "tuntas-desk-standing.h"
#include "tuntas-sending-list.h"

#include <string.h>

struct _TuntasDeskItem
{
  GObject parent_instance;

  TuntasClock *clock;
  TuntasTicket *ticket;
  TuntasCase *state;
  char *id; /* the ticket's number: lives as long as the item, whatever the ticket is replaced by */
  char *case_id;
  guint n_stored;
  GPtrArray *entries;  /* of TuntasOutboxEntry (owned) */
  GPtrArray *sendings; /* of TuntasSending (owned); follows entries */
  GHashTable *drafts;  /* name → text */
  TuntasWorkLog *work_log;
  gboolean busy;     /* an act is being saved */
  gboolean stepping; /* the runner is at one of the entries */
  gboolean gone;
  gboolean away; /* the case is with another login */
  gboolean by_hand; /* Nossa is written to by the agent alone */
  gboolean stuck; /* the deadline has passed, and that could not be saved */
  gboolean reminded; /* a reminder may be on the screen */
  TuntasReminder reminder; /* what the events come to, and what was given since and could not be saved */
  TuntasStanding standing; /* follows all of the above and the clock */
};

G_DEFINE_FINAL_TYPE (TuntasDeskItem, tuntas_desk_item, G_TYPE_OBJECT)

static guint changed_signal;

/* Following what has changed */

static void
work_out (TuntasDeskItem *self)
{
  if (self->away)
    self->standing = (TuntasStanding) { TUNTAS_SECTION_AWAY, TUNTAS_DUE_NONE, -1, -1, 0 };
  else
    self->standing = tuntas_standing_find (self->state, self->sendings, tuntas_clock_now_seconds (self->clock));
}

static void
work_out_sendings (TuntasDeskItem *self)
{
  g_ptr_array_unref (self->sendings);
  self->sendings = tuntas_sending_list_new (self->entries, self->state, self->by_hand);
}

/* What could not be saved was given all the same, as long as this program runs. */
static void
work_out_reminder (TuntasDeskItem *self)
{
  TuntasReminder before = self->reminder;

  self->reminder = tuntas_reminder_read (self->state);
  if (self->reminder.due != before.due || self->reminder.snoozed_until != before.snoozed_until)
    return;
  self->reminder.given = MAX (self->reminder.given, before.given);
  self->reminder.looked = self->reminder.looked || before.looked;
}

gboolean
tuntas_desk_item_refresh (TuntasDeskItem *self)
{
  TuntasStanding before = self->standing;

  work_out (self);
  return before.section != self->standing.section || before.due_kind != self->standing.due_kind;
}

void
tuntas_desk_item_emit_changed (TuntasDeskItem *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Ordering */

static gint64
last_event_at (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);

  return tuntas_event_get_at (g_ptr_array_index (events, events->len - 1));
}

static gint64
ticket_age (TuntasDeskItem *self)
{
  const char *ttr = tuntas_ticket_get (self->ticket, TUNTAS_TICKET_TTR);
  gint64 seconds;

  if (ttr != NULL && g_ascii_string_to_signed (ttr, 10, 0, G_MAXINT64, &seconds, NULL))
    return seconds;
  return -tuntas_ticket_get_time (self->ticket, TUNTAS_TICKET_REPORTED_AT);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

int
tuntas_desk_item_compare (TuntasDeskItem *a, TuntasDeskItem *b)
{
  int order = compare_numbers (a->standing.section, b->standing.section);

  if (order != 0)
    return order;
  if (a->standing.section == TUNTAS_SECTION_DONE || a->standing.section == TUNTAS_SECTION_AWAY ||
      a->standing.section == TUNTAS_SECTION_UNPROVED)
    order = compare_numbers (last_event_at (b->state), last_event_at (a->state));
  else if (a->standing.section == TUNTAS_SECTION_WAITING)
    order = compare_numbers (a->standing.due >= 0 ? a->standing.due : G_MAXINT64, b->standing.due >= 0 ? b->standing.due : G_MAXINT64);
  else
    {
      order = compare_numbers (a->standing.urgency, b->standing.urgency);
      if (order == 0)
        order = compare_numbers (ticket_age (b), ticket_age (a));
    }
  return order != 0 ? order : strcmp (tuntas_desk_item_get_id (a), tuntas_desk_item_get_id (b));
}

/* Reading */

gboolean
tuntas_desk_item_is_settled (TuntasDeskItem *self)
{
  return tuntas_desk_item_count_unsent (self) == 0;
}

guint
tuntas_desk_item_count_unsent (TuntasDeskItem *self)
{
  return tuntas_sending_list_count_open (self->sendings);
}

const char *
tuntas_desk_item_get_id (TuntasDeskItem *self)
{
  return self->id;
}

TuntasTicket *
tuntas_desk_item_get_ticket (TuntasDeskItem *self)
{
  return self->ticket;
}

TuntasCase *
tuntas_desk_item_get_case (TuntasDeskItem *self)
{
  return self->state;
}

TuntasSection
tuntas_desk_item_get_section (TuntasDeskItem *self)
{
  return self->standing.section;
}

gboolean
tuntas_desk_item_is_begun (TuntasDeskItem *self)
{
  return tuntas_case_get_events (self->state)->len > 1;
}

gboolean
tuntas_desk_item_is_away (TuntasDeskItem *self)
{
  return self->away;
}

gint64
tuntas_desk_item_get_due (TuntasDeskItem *self, TuntasDueKind *kind)
{
  if (kind != NULL)
    *kind = self->standing.due_kind;
  return self->standing.due;
}

gint64
tuntas_desk_item_get_due_from (TuntasDeskItem *self)
{
  return self->standing.due_from;
}

GPtrArray *
tuntas_desk_item_get_sendings (TuntasDeskItem *self)
{
  return self->sendings;
}

const TuntasSending *
tuntas_desk_item_find_sending (TuntasDeskItem *self, gint64 id)
{
  for (guint i = 0; i < self->sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (self->sendings, i))->id == id)
      return g_ptr_array_index (self->sendings, i);
  return NULL;
}

gboolean
tuntas_desk_item_is_busy (TuntasDeskItem *self)
{
  return self->busy;
}

const char *
tuntas_desk_item_get_draft (TuntasDeskItem *self, const char *name)
{
  return g_hash_table_lookup (self->drafts, name);
}

GHashTable *
tuntas_desk_item_get_drafts (TuntasDeskItem *self)
{
  return self->drafts;
}

TuntasWorkLog *
tuntas_desk_item_get_work_log (TuntasDeskItem *self)
{
  return self->work_log;
}

const char *
tuntas_desk_item_get_case_id (TuntasDeskItem *self)
{
  return self->case_id;
}

guint
tuntas_desk_item_get_n_stored (TuntasDeskItem *self)
{
  return self->n_stored;
}

GPtrArray *
tuntas_desk_item_get_entries (TuntasDeskItem *self)
{
  return self->entries;
}

gboolean
tuntas_desk_item_is_gone (TuntasDeskItem *self)
{
  return self->gone;
}

/* Changing */

void
tuntas_desk_item_set_ticket (TuntasDeskItem *self, TuntasTicket *ticket)
{
  g_return_if_fail (strcmp (tuntas_ticket_get_id (ticket), tuntas_desk_item_get_id (self)) == 0);

  tuntas_ticket_ref (ticket);
  tuntas_ticket_unref (self->ticket);
  self->ticket = ticket;
  work_out (self);
}

void
tuntas_desk_item_set_case (TuntasDeskItem *self, TuntasCase *state, guint n_stored)
{
  tuntas_case_ref (state);
  tuntas_case_unref (self->state);
  self->state = state;
  self->n_stored = n_stored;
  self->stuck = FALSE;
  self->away = tuntas_case_get_holder (state, NULL, NULL) != NULL;
  work_out_reminder (self);
  work_out_sendings (self);
  work_out (self);
}

void
tuntas_desk_item_restart (TuntasDeskItem *self, const char *case_id, TuntasCase *state)
{
  g_free (self->case_id);
  self->case_id = g_strdup (case_id);
  g_ptr_array_set_size (self->entries, 0);
  tuntas_desk_item_set_case (self, state, 0);
}

void
tuntas_desk_item_set_busy (TuntasDeskItem *self, gboolean busy)
{
  self->busy = busy;
}

gboolean
tuntas_desk_item_is_stepping (TuntasDeskItem *self)
{
  return self->stepping;
}

void
tuntas_desk_item_set_stepping (TuntasDeskItem *self, gboolean stepping)
{
  self->stepping = stepping;
}

gboolean
tuntas_desk_item_is_stuck (TuntasDeskItem *self)
{
  return self->stuck;
}

void
tuntas_desk_item_set_stuck (TuntasDeskItem *self, gboolean stuck)
{
  self->stuck = stuck;
}

TuntasReminder *
tuntas_desk_item_get_reminder (TuntasDeskItem *self)
{
  return &self->reminder;
}

gboolean
tuntas_desk_item_is_reminded (TuntasDeskItem *self)
{
  return self->reminded;
}

void
tuntas_desk_item_set_reminded (TuntasDeskItem *self, gboolean reminded)
{
  self->reminded = reminded;
}

void
tuntas_desk_item_set_by_hand (TuntasDeskItem *self, gboolean by_hand)
{
  self->by_hand = by_hand;
}

void
tuntas_desk_item_set_gone (TuntasDeskItem *self, gboolean gone)
{
  self->gone = gone;
}

void
tuntas_desk_item_set_draft (TuntasDeskItem *self, const char *name, const char *text)
{
  if (text != NULL)
    g_hash_table_insert (self->drafts, g_strdup (name), g_strdup (text));
  else
    g_hash_table_remove (self->drafts, name);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const TuntasOutboxEntry *first = *(TuntasOutboxEntry *const *) a;
  const TuntasOutboxEntry *second = *(TuntasOutboxEntry *const *) b;
  int order = compare_numbers (first->event_seq, second->event_seq);

  return order != 0 ? order : first->position - second->position;
}

TuntasOutboxEntry *
tuntas_desk_item_find_entry (TuntasDeskItem *self, gint64 id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->id == id)
        return entry;
    }
  return NULL;
}

void
tuntas_desk_item_put_entry (TuntasDeskItem *self, TuntasOutboxEntry *entry)
{
  TuntasOutboxEntry *old = tuntas_desk_item_find_entry (self, entry->id);

  tuntas_outbox_entry_ref (entry);
  if (old != NULL)
    g_ptr_array_remove (self->entries, old);
  g_ptr_array_add (self->entries, entry);
  g_ptr_array_sort (self->entries, compare_entries);
  work_out_sendings (self);
  work_out (self);
}

static void
tuntas_desk_item_finalize (GObject *object)
{
  TuntasDeskItem *self = TUNTAS_DESK_ITEM (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->ticket, tuntas_ticket_unref);
  g_clear_pointer (&self->state, tuntas_case_unref);
  g_free (self->id);
  g_free (self->case_id);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->sendings);
  g_hash_table_unref (self->drafts);
  tuntas_work_log_free (self->work_log);

  G_OBJECT_CLASS (tuntas_desk_item_parent_class)->finalize (object);
}

static void
tuntas_desk_item_class_init (TuntasDeskItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_desk_item_finalize;

  changed_signal = g_signal_new ("changed", TUNTAS_TYPE_DESK_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tuntas_desk_item_init (TuntasDeskItem *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  self->sendings = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sending_free);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->work_log = tuntas_work_log_new ();
}

TuntasDeskItem *
tuntas_desk_item_new (TuntasClock *clock, TuntasTicket *ticket, const char *case_id, TuntasCase *state, guint n_stored)
{
  TuntasDeskItem *self = g_object_new (TUNTAS_TYPE_DESK_ITEM, NULL);

  self->clock = g_object_ref (clock);
  self->ticket = tuntas_ticket_ref (ticket);
  self->id = g_strdup (tuntas_ticket_get_id (ticket));
  self->case_id = g_strdup (case_id);
  self->state = tuntas_case_ref (state);
  self->n_stored = n_stored;
  self->away = tuntas_case_get_holder (state, NULL, NULL) != NULL;
  self->reminder = tuntas_reminder_read (state);
  self->reminded = tuntas_reminder_stands (&self->reminder);
  work_out (self);
  return self;
}
