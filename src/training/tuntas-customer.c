/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-customer.h"

#include <string.h>

/* What lies ahead of a call are wake-ups of the clock, one for each change and each line; hanging up forgets them all,
 * so nothing of an old call is ever heard in a new one. */

#define DIALLING_SECONDS 2

struct _TuntasCustomer
{
  GObject parent_instance;

  TuntasScenario *scenario;
  TuntasClock *clock;
  char *language;
  TuntasCallBook *book;
  GPtrArray *messages;

  /* The call: */
  TuntasCallState state;
  GPtrArray *call;      /* (element-type TuntasTruth): of the book: one for each ticket that it is about; idle: none */
  GPtrArray *heard;
  GPtrArray *all_heard; /* what was heard in former calls: pointers to it were handed out */
  GList *ahead;         /* (element-type Ahead) */
};

/* Something that will be: a state, or a line. */
typedef struct
{
  TuntasCustomer *customer;
  guint id;
  TuntasCallState state;
  const TuntasScenarioLine *line; /* (nullable) */
} Ahead;

enum
{
  CHANGED,
  LINE,
  MESSAGE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TuntasCustomer, tuntas_customer, G_TYPE_OBJECT)

static void talk (TuntasCustomer *self);

/* (nullable): of the ticket that was dialled for; it is the same call for those that joined. */
static const TuntasTruth *
get_truth (TuntasCustomer *self)
{
  return self->call->len > 0 ? g_ptr_array_index (self->call, 0) : NULL;
}

static void
forget_ahead (TuntasCustomer *self)
{
  while (self->ahead != NULL)
    {
      Ahead *ahead = self->ahead->data;

      self->ahead = g_list_delete_link (self->ahead, self->ahead);
      tuntas_clock_forget (self->clock, ahead->id);
    }
}

static void
set_state (TuntasCustomer *self, TuntasCallState state)
{
  if (self->state == state)
    return;
  self->state = state;
  if (state == TUNTAS_CALL_ENDED || state == TUNTAS_CALL_IDLE)
    forget_ahead (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
say (TuntasCustomer *self, const TuntasScenarioLine *line)
{
  TuntasHeard *heard = g_new0 (TuntasHeard, 1);
  const TuntasText *who = get_truth (self)->call->who;

  heard->at = tuntas_clock_now_seconds (self->clock);
  heard->voice = line->voice;
  heard->speaker = line->voice != TUNTAS_VOICE_NETWORK && who != NULL ? tuntas_text_in (who, self->language) : NULL;
  heard->text = tuntas_text_in (line->text, self->language);
  g_ptr_array_add (self->heard, heard);
  g_ptr_array_add (self->all_heard, heard);
  g_signal_emit (self, signals[LINE], 0, heard);
}

/* Seconds of the call's tone; where nobody answers at all it rings as long as networks let it. */
static gint64
tone_seconds (TuntasCustomer *self)
{
  const TuntasScenarioCall *call = get_truth (self)->call;

  return call != NULL ? call->seconds : 40;
}

static void come_to (TuntasCustomer *self, TuntasCallState state);

static void
ahead_cb (gpointer user_data)
{
  Ahead *ahead = user_data;
  g_autoptr (TuntasCustomer) self = g_object_ref (ahead->customer);
  const TuntasScenarioLine *line = ahead->line;

  self->ahead = g_list_remove (self->ahead, ahead);
  if (line == NULL)
    {
      come_to (self, ahead->state);
      return;
    }
  if (line->text != NULL)
    say (self, line);
  if (line->ends)
    set_state (self, TUNTAS_CALL_ENDED);
}

static void
plan (TuntasCustomer *self, gint64 seconds, TuntasCallState state, const TuntasScenarioLine *line)
{
  Ahead *ahead = g_new0 (Ahead, 1);

  ahead->customer = self;
  ahead->state = state;
  ahead->line = line;
  self->ahead = g_list_append (self->ahead, ahead);
  ahead->id = tuntas_clock_wake_at (self->clock, tuntas_clock_now (self->clock) + seconds * G_USEC_PER_SEC, ahead_cb,
                                    ahead, g_free);
}

static void
plan_lines (TuntasCustomer *self, TuntasCue cue)
{
  const TuntasScenarioCall *call = get_truth (self)->call;

  for (guint i = 0; i < call->lines->len; i++)
    {
      const TuntasScenarioLine *line = g_ptr_array_index (call->lines, i);

      if (line->cue == cue)
        plan (self, line->after, self->state, line);
    }
}

static void
come_to (TuntasCustomer *self, TuntasCallState state)
{
  const TuntasScenarioCall *call = get_truth (self)->call;
  gboolean answered = call != NULL && call->lines->len > 0;

  set_state (self, state);
  if (state == TUNTAS_CALL_TONE)
    plan (self, tone_seconds (self), answered ? TUNTAS_CALL_TALKING : TUNTAS_CALL_ENDED, NULL);
  else if (state == TUNTAS_CALL_TALKING)
    talk (self);
}

/* What is said in a conversation about several tickets is said about all of them. */
static void
mark_cue (TuntasCustomer *self, TuntasCue cue)
{
  for (guint i = 0; i < self->call->len; i++)
    ((TuntasTruth *) g_ptr_array_index (self->call, i))->cues |= 1u << cue;
}

static void
talk (TuntasCustomer *self)
{
  mark_cue (self, TUNTAS_CUE_ANSWER);
  plan_lines (self, TUNTAS_CUE_ANSWER);
}

gboolean
tuntas_customer_is_about (TuntasCustomer *self, const char *ticket)
{
  for (guint i = 0; i < self->call->len; i++)
    if (strcmp (((TuntasTruth *) g_ptr_array_index (self->call, i))->ticket, ticket) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the attempt is the running call too. with (nullable): the tickets that it is shared with. */
static gboolean
joins (TuntasCustomer *self, const char *ticket, const char *with)
{
  g_auto (GStrv) ids = g_strsplit (with != NULL ? with : "", ";", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (tuntas_customer_is_about (self, ids[i]))
      return !tuntas_customer_is_about (self, ticket);
  return FALSE;
}

void
tuntas_customer_dial (TuntasCustomer *self, const char *ticket, const TuntasAttempt *attempt, const char *with)
{
  if (joins (self, ticket, with))
    {
      /* One conversation about several tickets: it is not dialled anew. */
      g_ptr_array_add (self->call, tuntas_call_book_dial (self->book, ticket, attempt, get_truth (self)));
      return;
    }
  tuntas_customer_hang_up (self);
  g_ptr_array_set_size (self->heard, 0);
  g_ptr_array_add (self->call, tuntas_call_book_dial (self->book, ticket, attempt, NULL));
  set_state (self, TUNTAS_CALL_DIALLING);
  plan (self, DIALLING_SECONDS, TUNTAS_CALL_TONE, NULL);
}

void
tuntas_customer_cue (TuntasCustomer *self, TuntasCue cue)
{
  if (self->state != TUNTAS_CALL_TALKING || (get_truth (self)->cues & (1u << cue)) != 0)
    return;
  mark_cue (self, cue);
  plan_lines (self, cue);
}

void
tuntas_customer_hang_up (TuntasCustomer *self)
{
  g_ptr_array_set_size (self->call, 0);
  set_state (self, TUNTAS_CALL_IDLE);
}

void
tuntas_customer_deliver (TuntasCustomer *self, const TuntasScenarioMessage *message)
{
  TuntasArrived *arrived = g_new0 (TuntasArrived, 1);

  arrived->at = tuntas_clock_now_seconds (self->clock);
  arrived->message = message;
  arrived->from = tuntas_text_in (message->from, self->language);
  arrived->text = tuntas_text_in (message->text, self->language);
  g_ptr_array_add (self->messages, arrived);
  g_signal_emit (self, signals[MESSAGE], 0, arrived);
}

TuntasCallState
tuntas_customer_get_state (TuntasCustomer *self)
{
  return self->state;
}

TuntasLineTone
tuntas_customer_get_tone (TuntasCustomer *self)
{
  const TuntasTruth *truth = get_truth (self);

  if (self->state != TUNTAS_CALL_TONE)
    return TUNTAS_LINE_TONE_NONE;
  return truth->call != NULL ? truth->call->tone : TUNTAS_LINE_TONE_RING;
}

const char *
tuntas_customer_get_ticket (TuntasCustomer *self)
{
  const TuntasTruth *truth = get_truth (self);

  return truth != NULL ? truth->ticket : NULL;
}

GPtrArray *
tuntas_customer_get_heard (TuntasCustomer *self)
{
  return self->heard;
}

GPtrArray *
tuntas_customer_get_messages (TuntasCustomer *self)
{
  return self->messages;
}

GPtrArray *
tuntas_customer_get_truths (TuntasCustomer *self)
{
  return tuntas_call_book_get_truths (self->book);
}

static void
tuntas_customer_dispose (GObject *object)
{
  forget_ahead (TUNTAS_CUSTOMER (object));

  G_OBJECT_CLASS (tuntas_customer_parent_class)->dispose (object);
}

static void
tuntas_customer_finalize (GObject *object)
{
  TuntasCustomer *self = TUNTAS_CUSTOMER (object);

  g_ptr_array_unref (self->call);
  g_ptr_array_unref (self->heard);
  g_ptr_array_unref (self->all_heard);
  g_ptr_array_unref (self->messages);
  tuntas_call_book_free (self->book);
  tuntas_scenario_unref (self->scenario);
  g_object_unref (self->clock);
  g_free (self->language);

  G_OBJECT_CLASS (tuntas_customer_parent_class)->finalize (object);
}

static void
tuntas_customer_class_init (TuntasCustomerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tuntas_customer_dispose;
  object_class->finalize = tuntas_customer_finalize;

  signals[CHANGED] = g_signal_new ("changed", TUNTAS_TYPE_CUSTOMER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[LINE] = g_signal_new ("line", TUNTAS_TYPE_CUSTOMER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_POINTER);
  signals[MESSAGE] = g_signal_new ("message", TUNTAS_TYPE_CUSTOMER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
tuntas_customer_init (TuntasCustomer *self)
{
  self->call = g_ptr_array_new ();
  self->heard = g_ptr_array_new ();
  self->all_heard = g_ptr_array_new_with_free_func (g_free);
  self->messages = g_ptr_array_new_with_free_func (g_free);
}

TuntasCustomer *
tuntas_customer_new (TuntasScenario *scenario, TuntasClock *clock, const char *language)
{
  TuntasCustomer *self = g_object_new (TUNTAS_TYPE_CUSTOMER, NULL);

  self->scenario = tuntas_scenario_ref (scenario);
  self->clock = g_object_ref (clock);
  self->language = g_strdup (language);
  self->book = tuntas_call_book_new (scenario);
  return self;
}
