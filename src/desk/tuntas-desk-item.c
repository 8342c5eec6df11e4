/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-item.h"
#include "tuntas-desk-item-private.h"

#include "tuntas-phone.h"
#include "tuntas-sending.h"

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

  /* Derived from the above and the clock, by work_out (). */
  TuntasSection section;
  TuntasDueKind due_kind;
  gint64 due;
  gint64 due_from;
  int urgency; /* within the section: smaller first */
};

G_DEFINE_FINAL_TYPE (TuntasDeskItem, tuntas_desk_item, G_TYPE_OBJECT)

static guint changed_signal;

/* Working out where the row stands */

static gboolean
needs_the_agents_word (TuntasDeskItem *self)
{
  for (guint i = 0; i < self->sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (self->sendings, i);

      if (sending->state == TUNTAS_SENDING_BLOCKED || g_strcmp0 (sending->code, "paste") == 0 ||
          (sending->state == TUNTAS_SENDING_UNKNOWN && g_strcmp0 (sending->code, "agent-word") == 0))
        return TRUE;
    }
  return FALSE;
}

guint
tuntas_desk_item_count_unsent (TuntasDeskItem *self)
{
  guint n = 0;

  for (guint i = 0; i < self->sendings->len; i++)
    n += tuntas_sending_is_open (g_ptr_array_index (self->sendings, i));
  return n;
}

gboolean
tuntas_desk_item_is_settled (TuntasDeskItem *self)
{
  return tuntas_desk_item_count_unsent (self) == 0;
}

/* An act whose lower bound of calls is met is worth doing now; waiting for the next call would be for nothing. */
static gboolean
has_met_its_bound (TuntasCase *state)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);

      for (guint j = 0; action->enabled && j < action->spec->gates->len; j++)
        if (((TuntasGate *) g_ptr_array_index (action->spec->gates, j))->kind == TUNTAS_GATE_AT_LEAST)
          return TRUE;
    }
  return FALSE;
}

/* The earliest advised call over the numbers that can be called; *from is the last one's dialling. */
static gint64
next_call (TuntasCase *state, gint64 now, gint64 *from)
{
  GPtrArray *attempts = tuntas_case_get_attempts (state);
  gint64 earliest = G_MAXINT64;

  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    {
      gboolean bad;
      const char *phone = tuntas_case_get_phone (state, i, &bad);

      if (!bad)
        earliest = MIN (earliest, tuntas_case_get_next_call (state, phone, now));
    }
  *from = attempts->len > 0 ? ((TuntasAttempt *) g_ptr_array_index (attempts, attempts->len - 1))->dialled_at : now;
  return earliest == G_MAXINT64 ? now : earliest;
}

static gint64
last_event_at (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);

  return tuntas_event_get_at (g_ptr_array_index (events, events->len - 1));
}

/* When the last act happened; what the program takes down of its own afterwards begins no wait. */
static gint64
last_act_at (TuntasCase *state)
{
  GPtrArray *events = tuntas_case_get_events (state);
  guint i = events->len - 1;

  while (i > 0 && tuntas_event_is_kept_only (tuntas_event_get_id (g_ptr_array_index (events, i))))
    i--;
  return tuntas_event_get_at (g_ptr_array_index (events, i));
}

static void
set_due (TuntasDeskItem *self, TuntasDueKind kind, gint64 due, gint64 from)
{
  self->due_kind = kind;
  self->due = due;
  self->due_from = from;
}

static TuntasSection
work_out_calls (TuntasDeskItem *self, gint64 now)
{
  gint64 from;
  gint64 next = next_call (self->state, now, &from);
  gint64 awaited = tuntas_case_get_awaited (self->state, NULL);

  if (tuntas_case_get_open_attempt (self->state) != NULL)
    {
      self->urgency = 0;
      return TUNTAS_SECTION_NEEDS_ACTION;
    }
  if (tuntas_case_has_promise (self->state))
    {
      self->urgency = 1;
      set_due (self, TUNTAS_DUE_PROMISE, awaited >= 0 ? awaited : now, from);
      return TUNTAS_SECTION_NEEDS_ACTION;
    }
  self->urgency = tuntas_case_is_pended (self->state)                          ? 2
                  : tuntas_case_get_attempts (self->state)->len > 0            ? 3
                                                                               : 4;
  /* Active again, and nobody has called since: how late that is, is told. */
  if (awaited >= 0)
    set_due (self, TUNTAS_DUE_ACTIVE, awaited, from);
  if (awaited >= 0 || next <= now || has_met_its_bound (self->state))
    return TUNTAS_SECTION_NEEDS_ACTION;
  set_due (self, TUNTAS_DUE_NEXT_CALL, next, from);
  return TUNTAS_SECTION_WAITING;
}

/* While the case waits for an instant. */
static void
set_waiting (TuntasDeskItem *self)
{
  gboolean promise;
  gint64 deadline = tuntas_case_get_deadline (self->state);

  tuntas_case_get_awaited (self->state, &promise);
  set_due (self, promise ? TUNTAS_DUE_PROMISE : TUNTAS_DUE_ACTIVE, deadline, last_act_at (self->state));
}

static TuntasSection
work_out_step (TuntasDeskItem *self, gint64 now)
{
  const TuntasStep *step = tuntas_case_get_step (self->state);

  self->urgency = tuntas_desk_item_is_begun (self) ? 3 : 5;
  switch (step->kind)
    {
    case TUNTAS_STEP_CALLS:
      return work_out_calls (self, now);
    case TUNTAS_STEP_WAIT:
    case TUNTAS_STEP_HELD:
      if (tuntas_case_get_deadline (self->state) >= 0)
        set_waiting (self);
      return TUNTAS_SECTION_WAITING;
    case TUNTAS_STEP_EFFECTS:
      if (tuntas_case_get_deadline (self->state) >= 0)
        set_waiting (self);
      self->urgency = 1;
      return TUNTAS_SECTION_NEEDS_ACTION;
    case TUNTAS_STEP_END:
      return tuntas_desk_item_is_settled (self) ? TUNTAS_SECTION_DONE : TUNTAS_SECTION_UNPROVED;
    case TUNTAS_STEP_CHECKLIST:
    case TUNTAS_STEP_FORM:
    case TUNTAS_STEP_CHOICE:
      return TUNTAS_SECTION_NEEDS_ACTION;
    default:
      g_return_val_if_reached (TUNTAS_SECTION_NEEDS_ACTION);
    }
}

static void
work_out (TuntasDeskItem *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);

  set_due (self, TUNTAS_DUE_NONE, -1, -1);
  if (self->away)
    {
      self->section = TUNTAS_SECTION_AWAY;
      self->urgency = 0;
      return;
    }
  self->section = work_out_step (self, now);
  if (needs_the_agents_word (self))
    {
      self->section = TUNTAS_SECTION_NEEDS_ACTION;
      self->urgency = 1;
    }
}

/* What this program does not write waits for the agent. */
static void
mark_by_hand (TuntasSending *sending)
{
  if (sending->state != TUNTAS_SENDING_WAITING || sending->kind == TUNTAS_EFFECT_EMAIL)
    return;
  g_free (sending->code);
  sending->code = g_strdup ("paste");
}

/* One that was refused, and in whose place another one went, blocks nothing any more. */
static void
settle_replaced (TuntasDeskItem *self, const TuntasOutboxEntry *by)
{
  g_autofree char *instead_of = tuntas_sending_dup_member (by, "instead_of");
  gint64 id = 0;

  if (instead_of == NULL || !g_ascii_string_to_signed (instead_of, 10, 1, G_MAXINT64, &id, NULL))
    return;
  for (guint i = 0; i < self->sendings->len; i++)
    {
      TuntasSending *sending = g_ptr_array_index (self->sendings, i);

      if (sending->id != id || (sending->state != TUNTAS_SENDING_BLOCKED && sending->state != TUNTAS_SENDING_CANCELLED))
        continue;
      sending->state = TUNTAS_SENDING_CANCELLED;
      g_free (sending->code);
      sending->code = g_strdup ("readdressed");
    }
}

/* An e-mail that was sent and came back says so, as long as the report stands. */
static void
mark_bounced (TuntasDeskItem *self, TuntasEvent *event)
{
  const char *of = tuntas_event_get (event, "of");
  gint64 seq = 0;

  if (!g_ascii_string_to_signed (of, 10, 1, G_MAXINT64, &seq, NULL) ||
      tuntas_case_is_taken_back (self->state, tuntas_event_get_seq (event)))
    return;
  for (guint i = 0; i < self->sendings->len; i++)
    {
      TuntasSending *sending = g_ptr_array_index (self->sendings, i);

      if (sending->kind != TUNTAS_EFFECT_EMAIL || sending->state != TUNTAS_SENDING_PROVED || sending->event_seq != seq ||
          g_strcmp0 (sending->to, tuntas_event_get (event, "email")) != 0)
        continue;
      g_free (sending->code);
      g_free (sending->reason);
      sending->code = g_strdup ("came-back");
      sending->reason = g_strdup (tuntas_event_get (event, "reason"));
    }
}

static void
mark_all_bounced (TuntasDeskItem *self)
{
  GPtrArray *events = tuntas_case_get_events (self->state);

  for (guint i = 0; i < events->len; i++)
    {
      TuntasEvent *event = g_ptr_array_index (events, i);

      /* Hardly an event names an e-mail; what it is is looked up for those alone. */
      if (tuntas_event_get (event, "of") == NULL || tuntas_event_get (event, "email") == NULL)
        continue;
      if (tuntas_procedure_does (tuntas_case_get_procedure_of (self->state, tuntas_event_get_seq (event)),
                                 tuntas_event_get_id (event), TUNTAS_OP_BOUNCE))
        mark_bounced (self, event);
    }
}

static void
work_out_sendings (TuntasDeskItem *self)
{
  g_ptr_array_set_size (self->sendings, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      g_ptr_array_add (self->sendings, tuntas_sending_from_entry (g_ptr_array_index (self->entries, i)));
      if (self->by_hand)
        mark_by_hand (g_ptr_array_index (self->sendings, i));
    }
  for (guint i = 0; i < self->entries->len; i++)
    settle_replaced (self, g_ptr_array_index (self->entries, i));
  if (self->state != NULL && self->entries->len > 0)
    mark_all_bounced (self);
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
  TuntasSection section = self->section;
  TuntasDueKind kind = self->due_kind;

  work_out (self);
  return section != self->section || kind != self->due_kind;
}

void
tuntas_desk_item_emit_changed (TuntasDeskItem *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Ordering */

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
  int order = compare_numbers (a->section, b->section);

  if (order != 0)
    return order;
  if (a->section == TUNTAS_SECTION_DONE || a->section == TUNTAS_SECTION_AWAY || a->section == TUNTAS_SECTION_UNPROVED)
    order = compare_numbers (last_event_at (b->state), last_event_at (a->state));
  else if (a->section == TUNTAS_SECTION_WAITING)
    order = compare_numbers (a->due >= 0 ? a->due : G_MAXINT64, b->due >= 0 ? b->due : G_MAXINT64);
  else
    {
      order = compare_numbers (a->urgency, b->urgency);
      if (order == 0)
        order = compare_numbers (ticket_age (b), ticket_age (a));
    }
  return order != 0 ? order : strcmp (tuntas_desk_item_get_id (a), tuntas_desk_item_get_id (b));
}

/* Searching */

static char *
fold_text (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;

  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

static gboolean
text_has (const char *text, const char *folded_query)
{
  g_autofree char *folded = fold_text (text);

  return folded != NULL && strstr (folded, folded_query) != NULL;
}

static gboolean
matches_a_phone (TuntasDeskItem *self, const char *query)
{
  g_autofree char *wanted = tuntas_phone_normalise (query);

  if (strlen (wanted) < 3)
    return FALSE;
  for (guint i = 0; i < tuntas_case_get_n_phones (self->state); i++)
    {
      g_autofree char *digits = tuntas_phone_normalise (tuntas_case_get_phone (self->state, i, NULL));

      if (strstr (digits, wanted) != NULL || (*wanted == '0' && strstr (digits, wanted + 1) != NULL))
        return TRUE;
    }
  return FALSE;
}

gboolean
tuntas_desk_item_matches (TuntasDeskItem *self, const char *query)
{
  static const TuntasTicketField fields[] = { TUNTAS_TICKET_ID, TUNTAS_TICKET_CUSTOMER, TUNTAS_TICKET_CONTACT,
                                              TUNTAS_TICKET_SERVICE_NO, TUNTAS_TICKET_SERVICE_ID };
  g_autofree char *trimmed = g_strstrip (g_strdup (query));
  g_autofree char *folded = fold_text (trimmed);

  if (folded == NULL || *folded == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (text_has (tuntas_ticket_get (self->ticket, fields[i]), folded))
      return TRUE;
  return matches_a_phone (self, trimmed);
}

/* Reading */

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
  return self->section;
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
    *kind = self->due_kind;
  return self->due;
}

gint64
tuntas_desk_item_get_due_from (TuntasDeskItem *self)
{
  return self->due_from;
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
