/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-case.h"
#include "tuntas-case-private.h"

#include "tuntas-pending.h"
#include "tuntas-phone.h"

/* The value itself: its life and what can be read from it. How events change it is in tuntas-case-fold.c and -ops.c,
 * what an act is refused for in tuntas-case-refusals.c, what it comes to in tuntas-case-apply.c. */

G_DEFINE_QUARK (tuntas-case-error-quark, tuntas_case_error)
G_DEFINE_BOXED_TYPE (TuntasCase, tuntas_case, tuntas_case_ref, tuntas_case_unref)

static void
phone_free (gpointer data)
{
  TuntasPhone *phone = data;

  g_free (phone->number);
  g_free (phone);
}

static gpointer
phone_copy (gconstpointer data, gpointer user_data)
{
  const TuntasPhone *phone = data;
  TuntasPhone *copy = g_new (TuntasPhone, 1);

  *copy = *phone;
  copy->number = g_strdup (phone->number);
  return copy;
}

static void
attempt_free (gpointer data)
{
  TuntasAttempt *attempt = data;

  g_free (attempt->phone);
  g_free (attempt);
}

static gpointer
attempt_copy (gconstpointer data, gpointer user_data)
{
  const TuntasAttempt *attempt = data;
  TuntasAttempt *copy = g_new (TuntasAttempt, 1);

  *copy = *attempt;
  copy->phone = g_strdup (attempt->phone);
  return copy;
}

static void
deviation_free (gpointer data)
{
  TuntasDeviation *deviation = data;

  g_free (deviation->code);
  g_free (deviation->clause);
  g_free (deviation);
}

static gpointer
deviation_copy (gconstpointer data, gpointer user_data)
{
  const TuntasDeviation *deviation = data;
  TuntasDeviation *copy = g_new (TuntasDeviation, 1);

  *copy = *deviation;
  copy->code = g_strdup (deviation->code);
  copy->clause = g_strdup (deviation->clause);
  return copy;
}

static GPtrArray *
copy_each (GPtrArray *array, GCopyFunc copy, GDestroyNotify free_func)
{
  GPtrArray *fresh = g_ptr_array_new_full (array != NULL ? array->len + 1 : 1, free_func);

  for (guint i = 0; array != NULL && i < array->len; i++)
    g_ptr_array_add (fresh, copy (g_ptr_array_index (array, i), NULL));
  return fresh;
}

static gpointer
event_ref_copy (gconstpointer data, gpointer user_data)
{
  return tuntas_event_ref ((TuntasEvent *) data);
}

static GArray *
copy_seqs (GArray *seqs)
{
  GArray *fresh = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (seqs != NULL && seqs->len > 0)
    g_array_append_vals (fresh, seqs->data, seqs->len);
  return fresh;
}

TuntasCase *
tuntas_case_copy (const TuntasCase *self)
{
  TuntasCase *copy = g_atomic_rc_box_new (TuntasCase);

  *copy = *self;
  g_object_ref (copy->procedures);
  copy->zone = self->zone != NULL ? g_time_zone_ref (self->zone) : NULL;
  copy->events = copy_each (self->events, event_ref_copy, (GDestroyNotify) tuntas_event_unref);
  copy->clauses = g_ptr_array_new ();
  for (guint i = 0; self->clauses != NULL && i < self->clauses->len; i++)
    g_ptr_array_add (copy->clauses, g_ptr_array_index (self->clauses, i));
  copy->taken_back = copy_seqs (self->taken_back);
  copy->done = copy_seqs (self->done);
  copy->begun = copy_seqs (self->begun);
  copy->ticket = g_strdup (self->ticket);
  copy->zone_id = g_strdup (self->zone_id);
  copy->family = g_strdup (self->family);
  copy->phones = copy_each (self->phones, phone_copy, phone_free);
  copy->attempts = copy_each (self->attempts, attempt_copy, attempt_free);
  copy->departures = copy_each (self->departures, deviation_copy, deviation_free);
  copy->remarks = copy_each (self->remarks, deviation_copy, deviation_free);
  copy->silent = copy_each (self->silent, deviation_copy, deviation_free);
  return copy;
}

static void
case_clear (gpointer data)
{
  TuntasCase *self = data;

  g_clear_object (&self->procedures);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->clauses);
  g_array_unref (self->taken_back);
  g_array_unref (self->done);
  g_array_unref (self->begun);
  g_free (self->ticket);
  g_free (self->zone_id);
  g_free (self->family);
  g_ptr_array_unref (self->phones);
  g_ptr_array_unref (self->attempts);
  g_ptr_array_unref (self->departures);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->silent);
}

TuntasCase *
tuntas_case_ref (TuntasCase *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
tuntas_case_unref (TuntasCase *self)
{
  g_atomic_rc_box_release_full (self, case_clear);
}

TuntasProcedure *
tuntas_case_get_procedure (TuntasCase *self)
{
  return self->procedure;
}

TuntasProcedure *
tuntas_case_get_procedure_of (TuntasCase *self, gint64 seq)
{
  g_return_val_if_fail (seq >= 1 && seq <= (gint64) self->events->len, NULL);

  for (gint64 i = seq; i > 1; i--)
    {
      TuntasEvent *event = g_ptr_array_index (self->events, i - 1);

      if (g_str_equal (tuntas_event_get_id (event), TUNTAS_EVENT_MOVED) && !tuntas_case_is_taken_back (self, i))
        return tuntas_procedures_find (self->procedures, tuntas_event_get (event, "sha256"));
    }
  return tuntas_procedures_find (self->procedures, tuntas_event_get (g_ptr_array_index (self->events, 0), "sha256"));
}

TuntasProcedures *
tuntas_case_get_procedures (TuntasCase *self)
{
  return self->procedures;
}

GTimeZone *
tuntas_case_get_zone (TuntasCase *self)
{
  return self->zone;
}

const char *
tuntas_case_get_zone_id (TuntasCase *self)
{
  return self->zone_id;
}

const char *
tuntas_case_get_ticket (TuntasCase *self)
{
  return self->ticket;
}

const char *
tuntas_case_get_email (TuntasCase *self)
{
  return tuntas_case_find_field (self, "email");
}

const char *
tuntas_case_get_family (TuntasCase *self)
{
  return self->family;
}

const TuntasStep *
tuntas_case_get_step (TuntasCase *self)
{
  return self->step;
}

const char *
tuntas_case_get_clause (TuntasCase *self)
{
  return self->step->clause;
}

int
tuntas_case_get_round (TuntasCase *self)
{
  return self->round;
}

int
tuntas_case_get_counted (TuntasCase *self)
{
  return self->counted;
}

int
tuntas_case_get_unreached (TuntasCase *self)
{
  return self->unreached;
}

gint64
tuntas_case_get_deadline (TuntasCase *self)
{
  return self->deadline;
}

const char *
tuntas_case_get_end (TuntasCase *self)
{
  return self->end;
}

gboolean
tuntas_case_is_pended (TuntasCase *self)
{
  return self->pended;
}

gboolean
tuntas_case_is_informed (TuntasCase *self)
{
  return self->informed;
}

gboolean
tuntas_case_has_promise (TuntasCase *self)
{
  return self->promise;
}

const TuntasAttempt *
tuntas_case_get_open_attempt (TuntasCase *self)
{
  return self->open_attempt >= 0 ? g_ptr_array_index (self->attempts, self->open_attempt) : NULL;
}

GPtrArray *
tuntas_case_get_attempts (TuntasCase *self)
{
  return self->attempts;
}

GPtrArray *
tuntas_case_get_departures (TuntasCase *self)
{
  return self->departures;
}

GPtrArray *
tuntas_case_get_remarks (TuntasCase *self)
{
  return self->remarks;
}

GPtrArray *
tuntas_case_get_silent (TuntasCase *self)
{
  return self->silent;
}

int
tuntas_case_get_adopted (TuntasCase *self, int round)
{
  g_return_val_if_fail (round == 1 || round == 2, 0);

  return self->adopted[round - 1];
}

int
tuntas_case_get_counted_in (TuntasCase *self, int round)
{
  int counted = tuntas_case_get_adopted (self, round);

  for (guint i = 0; i < self->attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (self->attempts, i);

      if (attempt->round == round && attempt->outcome != NULL && attempt->outcome->counts && !attempt->promised &&
          !attempt->dropped)
        counted++;
    }
  return counted;
}

GPtrArray *
tuntas_case_get_events (TuntasCase *self)
{
  return self->events;
}

static gboolean
has_seq (GArray *seqs, gint64 seq)
{
  for (guint i = 0; i < seqs->len; i++)
    if (g_array_index (seqs, gint64, i) == seq)
      return TRUE;
  return FALSE;
}

gboolean
tuntas_case_is_taken_back (TuntasCase *self, gint64 seq)
{
  return has_seq (self->taken_back, seq);
}

gboolean
tuntas_case_has_begun (TuntasCase *self, gint64 seq)
{
  return has_seq (self->begun, seq);
}

const char *
tuntas_case_get_clause_of (TuntasCase *self, gint64 seq)
{
  g_return_val_if_fail (seq >= 1 && seq <= (gint64) self->clauses->len, NULL);

  return g_ptr_array_index (self->clauses, seq - 1);
}

TuntasEvent *
tuntas_case_find_last (TuntasCase *self, const char *act_id)
{
  for (guint i = self->events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (self->events, i - 1);

      if (g_str_equal (tuntas_event_get_id (event), act_id) &&
          !tuntas_case_is_taken_back (self, tuntas_event_get_seq (event)))
        return event;
    }
  return NULL;
}

/* What is only kept tells of effects and reminders; another address alone is also the ticket's. */
static gboolean
tells_of_ticket (TuntasEvent *event)
{
  const char *id = tuntas_event_get_id (event);

  return !tuntas_event_is_kept_only (id) || g_str_equal (id, TUNTAS_EVENT_READDRESSED);
}

const char *
tuntas_case_find_field (TuntasCase *self, const char *field)
{
  for (guint i = self->events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (self->events, i - 1);
      const char *value = tuntas_event_get (event, field);

      if (value != NULL && tells_of_ticket (event) &&
          !tuntas_case_is_taken_back (self, tuntas_event_get_seq (event)))
        return value;
    }
  return NULL;
}

gint64
tuntas_case_undoable_seq (const TuntasCase *self)
{
  return self->done->len > 0 ? g_array_index (self->done, gint64, self->done->len - 1) : 0;
}

TuntasEvent *
tuntas_case_get_undoable (TuntasCase *self)
{
  gint64 seq = tuntas_case_undoable_seq (self);

  return seq > 0 && !tuntas_case_has_begun (self, seq) ? g_ptr_array_index (self->events, seq - 1) : NULL;
}

guint
tuntas_case_get_n_phones (TuntasCase *self)
{
  return self->phones->len;
}

const char *
tuntas_case_get_phone (TuntasCase *self, guint index, gboolean *bad)
{
  const TuntasPhone *phone;

  g_return_val_if_fail (index < self->phones->len, NULL);

  phone = g_ptr_array_index (self->phones, index);
  if (bad != NULL)
    *bad = phone->bad;
  return phone->number;
}

TuntasPhone *
tuntas_case_find_phone (const TuntasCase *self, const char *number)
{
  for (guint i = 0; i < self->phones->len; i++)
    {
      TuntasPhone *phone = g_ptr_array_index (self->phones, i);

      if (tuntas_phone_equal (phone->number, number))
        return phone;
    }
  return NULL;
}

gboolean
tuntas_case_has_usable_number (TuntasCase *self)
{
  for (guint i = 0; i < self->phones->len; i++)
    if (!((const TuntasPhone *) g_ptr_array_index (self->phones, i))->bad)
      return TRUE;
  return FALSE;
}

gint64
tuntas_case_gap_ends (const TuntasCase *self, const char *number)
{
  gint64 last = G_MININT64;

  for (guint i = 0; i < self->attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (self->attempts, i);

      if (attempt->outcome != NULL && attempt->outcome->counts && !attempt->promised && !attempt->dropped &&
          attempt->dialled_at > last && tuntas_phone_equal (attempt->phone, number))
        last = attempt->dialled_at;
    }
  return last == G_MININT64 ? last : last + tuntas_procedure_get_rules (self->procedure)->call_gap;
}

gboolean
tuntas_case_keeps_home_hours (const TuntasCase *self)
{
  const TuntasRules *rules = tuntas_procedure_get_rules (self->procedure);

  return self->zone != NULL && self->family != NULL && rules->home_families != NULL &&
         g_strv_contains ((const char *const *) rules->home_families, self->family);
}

gint64
tuntas_case_get_next_call (TuntasCase *self, const char *phone, gint64 now)
{
  gint64 next = MAX (now, tuntas_case_gap_ends (self, phone));

  return tuntas_case_keeps_home_hours (self)
             ? tuntas_hours_next_home (tuntas_procedure_get_rules (self->procedure), self->zone, next)
             : next;
}
