/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-practice-parts.h"

#include <string.h>

struct _TuntasPractice
{
  GObject parent_instance;

  TuntasScenario *scenario;
  TuntasClock *clock;
  TuntasSimulator *nossa;
  TuntasPracticeMode mode;
  char *language;
  TuntasCustomer *customer;
  TuntasPace *pace;

  TuntasDesk *desk;      /* (nullable): NULL until it has begun */
  gint64 began;          /* monotonic, in µs */
  GHashTable *watched;   /* (element-type TuntasDeskItem guint): how many events of its case were looked at */
  GHashTable *cases;     /* (element-type utf8 TuntasCase): as they were last seen, also of tickets that left the list */
  GPtrArray *trials;
  GList *ahead;          /* (element-type Ahead) */
  GHashTable *happened;  /* (element-type TuntasMoment): a set of those that were armed */
  gint64 next_call;      /* seconds UTC: when the desk advises the next call of all … */
  guint next_call_alarm; /* … and the wake-up for it; 0: none lies ahead */
  gboolean done;
};

/* A moment that waits for its time. One of the two is set. */
typedef struct
{
  TuntasPractice *practice;
  guint id;
  const TuntasScenarioMessage *message;
  const TuntasScenarioHappening *happening;
} Ahead;

enum
{
  PROP_DONE = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TuntasPractice, tuntas_practice, G_TYPE_OBJECT)

static const char *const modes[TUNTAS_PRACTICE_N_MODES] = { "guided", "alone", "exam" };

const char *
tuntas_practice_mode_nick (TuntasPracticeMode mode)
{
  return modes[mode];
}

gboolean
tuntas_practice_mode_from_nick (const char *nick, TuntasPracticeMode *mode)
{
  for (guint i = 0; i < TUNTAS_PRACTICE_N_MODES; i++)
    if (g_strcmp0 (modes[i], nick) == 0)
      {
        *mode = i;
        return TRUE;
      }
  return FALSE;
}

/* What happens by itself */

/* The scenario was proved; what Nossa refuses of it all the same is its author's to hear. */
static void
let_happen (TuntasPractice *self, const TuntasScenarioHappening *happening)
{
  g_autoptr (GError) error = NULL;

  if (happening->fault != NULL)
    tuntas_simulator_set_fault (self->nossa, happening->fault, &error);
  else
    tuntas_simulator_change_record (self->nossa, happening->ticket, happening->change, &error);
  if (error != NULL)
    g_message ("%s: %s", tuntas_scenario_get_id (self->scenario), error->message);
}

static void
ahead_cb (gpointer user_data)
{
  Ahead *ahead = user_data;
  TuntasPractice *self = ahead->practice;

  self->ahead = g_list_remove (self->ahead, ahead);
  if (ahead->happening != NULL)
    {
      let_happen (self, ahead->happening);
      return;
    }
  tuntas_pace_arrive (self->pace);
  tuntas_customer_deliver (self->customer, ahead->message);
}

static void
arm (TuntasPractice *self, const TuntasMoment *moment, gint64 at, const TuntasScenarioMessage *message,
     const TuntasScenarioHappening *happening)
{
  Ahead *ahead = g_new0 (Ahead, 1);

  ahead->practice = self;
  ahead->message = message;
  ahead->happening = happening;
  self->ahead = g_list_append (self->ahead, ahead);
  g_hash_table_add (self->happened, (gpointer) moment);
  ahead->id = tuntas_clock_wake_at (self->clock, at * G_USEC_PER_SEC, ahead_cb, ahead, g_free);
}

/* event (nullable): of that ticket; NULL: it begins. */
static gboolean
is_moment (TuntasPractice *self, const TuntasMoment *moment, const char *ticket, TuntasEvent *event, gint64 *at)
{
  if (g_hash_table_contains (self->happened, moment) || (event == NULL) != (moment->at >= 0))
    return FALSE;
  *at = event != NULL ? tuntas_event_get_at (event) + moment->delay : moment->at;
  return event == NULL ||
         (strcmp (moment->ticket, ticket) == 0 && strcmp (moment->act, tuntas_event_get_id (event)) == 0);
}

static void
arm_moments (TuntasPractice *self, const char *ticket, TuntasEvent *event)
{
  GPtrArray *messages = tuntas_scenario_get_messages (self->scenario);
  GPtrArray *happenings = tuntas_scenario_get_happenings (self->scenario);
  gint64 at;

  for (guint i = 0; i < messages->len; i++)
    {
      const TuntasScenarioMessage *message = g_ptr_array_index (messages, i);

      if (is_moment (self, &message->when, ticket, event, &at))
        arm (self, &message->when, at, message, NULL);
    }
  for (guint i = 0; i < happenings->len; i++)
    {
      const TuntasScenarioHappening *happening = g_ptr_array_index (happenings, i);

      if (is_moment (self, &happening->when, ticket, event, &at))
        arm (self, &happening->when, at, NULL, happening);
    }
}

/* The desk */

/* The telephone is put down where nothing more is to be heard about any of its tickets. */
static void
follow_call (TuntasPractice *self)
{
  GHashTableIter iter;
  gpointer ticket, state;

  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, &ticket, &state))
    if (tuntas_customer_is_about (self->customer, ticket) && tuntas_call_goes_on (state))
      return;
  tuntas_customer_hang_up (self->customer);
}

static void
take_event (TuntasPractice *self, TuntasCase *state, TuntasEvent *event)
{
  const char *ticket = tuntas_case_get_ticket (state);
  const TuntasAttempt *attempt = tuntas_case_get_open_attempt (state);

  if (attempt != NULL && attempt->seq == tuntas_event_get_seq (event))
    tuntas_customer_dial (self->customer, ticket, attempt, tuntas_event_get (event, "with"));
  if (strcmp (tuntas_event_get_id (event), TUNTAS_EVENT_DUE) == 0)
    tuntas_pace_arrive (self->pace);
  arm_moments (self, ticket, event);
}

/* (-1): of all tickets, the first one that lies ahead. */
static gint64
find_next_call (TuntasPractice *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock), next = -1;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      TuntasDueKind kind;
      gint64 due = tuntas_desk_item_get_due (item, &kind);

      if (kind == TUNTAS_DUE_NEXT_CALL && due > now && (next < 0 || due < next))
        next = due;
    }
  return next;
}

static void next_call_cb (gpointer user_data);

static void
arm_next_call (TuntasPractice *self)
{
  gint64 next = find_next_call (self);

  if (next == self->next_call)
    return;
  if (self->next_call_alarm != 0)
    tuntas_clock_forget (self->clock, self->next_call_alarm);
  self->next_call = next;
  self->next_call_alarm = next < 0 ? 0 : tuntas_clock_wake_at (self->clock, next * G_USEC_PER_SEC, next_call_cb, self,
                                                               NULL);
}

/* Of this wait nobody tells: an advised call is no event of its case. */
static void
next_call_cb (gpointer user_data)
{
  TuntasPractice *self = user_data;

  self->next_call = -1;
  self->next_call_alarm = 0;
  tuntas_pace_arrive (self->pace);
  arm_next_call (self);
}

static gboolean
all_ended (TuntasPractice *self)
{
  GPtrArray *ways = tuntas_scenario_get_ways (self->scenario);

  for (guint i = 0; i < ways->len; i++)
    {
      TuntasCase *state = g_hash_table_lookup (self->cases, ((TuntasScenarioWay *) g_ptr_array_index (ways, i))->ticket);

      if (state == NULL || tuntas_case_get_end (state) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The last end can be taken back, and reached again. */
static void
update_done (TuntasPractice *self)
{
  gboolean done = all_ended (self);

  if (done == self->done)
    return;
  self->done = done;
  if (done)
    tuntas_pace_arrive (self->pace);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DONE]);
}

static void
item_changed_cb (TuntasPractice *self, TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  GPtrArray *events = tuntas_case_get_events (state);
  guint seen = GPOINTER_TO_UINT (g_hash_table_lookup (self->watched, item));

  g_hash_table_insert (self->watched, g_object_ref (item), GUINT_TO_POINTER (events->len));
  g_hash_table_insert (self->cases, g_strdup (tuntas_desk_item_get_id (item)), tuntas_case_ref (state));
  for (guint i = MIN (seen, events->len); i < events->len; i++)
    take_event (self, state, g_ptr_array_index (events, i));
  follow_call (self);
  arm_next_call (self);
  update_done (self);
}

static void
watch_items (TuntasPractice *self)
{
  GListModel *queue = tuntas_desk_get_queue (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (g_hash_table_contains (self->watched, item))
        continue;
      g_hash_table_insert (self->watched, g_object_ref (item), GUINT_TO_POINTER (0));
      g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
      item_changed_cb (self, item);
    }
}

static void
refused_cb (TuntasPractice *self, TuntasDeskItem *item, TuntasAct *act, const TuntasApplied *applied)
{
  g_ptr_array_add (self->trials,
                   tuntas_trial_new (tuntas_desk_item_get_case (item), tuntas_act_get_id (act),
                                     g_ptr_array_index (applied->refusals, 0), tuntas_clock_now_seconds (self->clock),
                                     self->language));
}

static void
call_changed_cb (TuntasPractice *self)
{
  TuntasCallState state = tuntas_customer_get_state (self->customer);

  tuntas_pace_set_in_call (self->pace, state != TUNTAS_CALL_IDLE);
}

void
tuntas_practice_begin (TuntasPractice *self, TuntasDesk *desk)
{
  g_return_if_fail (TUNTAS_IS_PRACTICE (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->began = g_get_monotonic_time ();
  g_signal_connect_object (tuntas_desk_get_queue (desk), "items-changed", G_CALLBACK (watch_items), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "act-refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  arm_moments (self, NULL, NULL);
  watch_items (self);
}

/* Judging */

static GPtrArray *
list_cases (TuntasPractice *self)
{
  GPtrArray *cases = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer state;

  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    if (tuntas_case_get_events (state)->len > 1)
      g_ptr_array_add (cases, state);
  return cases;
}

static void
add_notes (GPtrArray *notes, TuntasDeskItem *item)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->kind == TUNTAS_EFFECT_NOTE && sending->state != TUNTAS_SENDING_CANCELLED && sending->text != NULL)
        g_ptr_array_add (notes, tuntas_note_text_new (tuntas_desk_item_get_id (item), sending->text));
    }
}

TuntasDebrief *
tuntas_practice_judge (TuntasPractice *self)
{
  g_autoptr (GPtrArray) cases = list_cases (self);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_note_text_free);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    add_notes (notes, item);
  return tuntas_debrief_new (&(TuntasDebriefInput) {
      .scenario = self->scenario,
      .cases = cases,
      .truths = tuntas_customer_get_truths (self->customer),
      .messages = tuntas_customer_get_messages (self->customer),
      .trials = self->trials,
      .notes = notes,
      .ended_at = tuntas_clock_now_seconds (self->clock),
      .real_seconds = self->desk != NULL ? (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC : 0,
      .exam = self->mode == TUNTAS_PRACTICE_EXAM,
      .language = self->language,
  });
}

TuntasScenario *
tuntas_practice_get_scenario (TuntasPractice *self)
{
  return self->scenario;
}

TuntasPracticeMode
tuntas_practice_get_mode (TuntasPractice *self)
{
  return self->mode;
}

TuntasCustomer *
tuntas_practice_get_customer (TuntasPractice *self)
{
  return self->customer;
}

TuntasPace *
tuntas_practice_get_pace (TuntasPractice *self)
{
  return self->pace;
}

GPtrArray *
tuntas_practice_get_trials (TuntasPractice *self)
{
  return self->trials;
}

gboolean
tuntas_practice_is_done (TuntasPractice *self)
{
  return self->done;
}

static void
tuntas_practice_dispose (GObject *object)
{
  TuntasPractice *self = TUNTAS_PRACTICE (object);

  while (self->ahead != NULL)
    {
      Ahead *ahead = self->ahead->data;

      self->ahead = g_list_delete_link (self->ahead, self->ahead);
      tuntas_clock_forget (self->clock, ahead->id);
    }
  if (self->next_call_alarm != 0)
    tuntas_clock_forget (self->clock, self->next_call_alarm);
  self->next_call_alarm = 0;
  g_hash_table_remove_all (self->watched);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (tuntas_practice_parent_class)->dispose (object);
}

static void
tuntas_practice_finalize (GObject *object)
{
  TuntasPractice *self = TUNTAS_PRACTICE (object);

  g_object_unref (self->customer);
  g_object_unref (self->pace);
  g_hash_table_unref (self->watched);
  g_hash_table_unref (self->cases);
  g_hash_table_unref (self->happened);
  g_ptr_array_unref (self->trials);
  g_object_unref (self->nossa);
  g_object_unref (self->clock);
  tuntas_scenario_unref (self->scenario);
  g_free (self->language);

  G_OBJECT_CLASS (tuntas_practice_parent_class)->finalize (object);
}

static void
tuntas_practice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DONE)
    g_value_set_boolean (value, TUNTAS_PRACTICE (object)->done);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tuntas_practice_class_init (TuntasPracticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tuntas_practice_dispose;
  object_class->finalize = tuntas_practice_finalize;
  object_class->get_property = tuntas_practice_get_property;

  props[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tuntas_practice_init (TuntasPractice *self)
{
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tuntas_case_unref);
  self->happened = g_hash_table_new (NULL, NULL);
  self->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_trial_free);
  self->next_call = -1;
}

TuntasPractice *
tuntas_practice_new (TuntasScenario *scenario, TuntasClock *clock, TuntasSimulator *nossa, TuntasPracticeMode mode,
                     const char *language, TuntasPaceFunc set_speed, gpointer user_data)
{
  TuntasPractice *self = g_object_new (TUNTAS_TYPE_PRACTICE, NULL);

  self->scenario = tuntas_scenario_ref (scenario);
  self->clock = g_object_ref (clock);
  self->nossa = g_object_ref (nossa);
  self->mode = mode;
  self->language = g_strdup (language);
  self->customer = tuntas_customer_new (scenario, clock, language);
  self->pace = tuntas_pace_new (set_speed, user_data);
  g_signal_connect_object (self->customer, "changed", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
