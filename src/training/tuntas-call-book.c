/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-call-book.h"

#include "tuntas-phone.h"

#include <string.h>

struct _TuntasCallBook
{
  TuntasScenario *scenario;
  GHashTable *used;  /* (element-type TuntasScenarioCall): a set of pointers into the scenario */
  GPtrArray *truths; /* (element-type TuntasTruth) */
};

static void
truth_free (gpointer data)
{
  TuntasTruth *truth = data;

  g_free (truth->ticket);
  g_free (truth->phone);
  g_free (truth);
}

TuntasCallBook *
tuntas_call_book_new (TuntasScenario *scenario)
{
  TuntasCallBook *self = g_new0 (TuntasCallBook, 1);

  self->scenario = tuntas_scenario_ref (scenario);
  self->used = g_hash_table_new (NULL, NULL);
  self->truths = g_ptr_array_new_with_free_func (truth_free);
  return self;
}

void
tuntas_call_book_free (TuntasCallBook *self)
{
  g_ptr_array_unref (self->truths);
  g_hash_table_unref (self->used);
  tuntas_scenario_unref (self->scenario);
  g_free (self);
}

static const TuntasScenarioCall *
take_call (TuntasCallBook *self, const char *ticket, const char *phone)
{
  const TuntasScenarioCustomer *customer = tuntas_scenario_find_customer (self->scenario, ticket);
  const TuntasScenarioCall *last = NULL;

  for (guint i = 0; customer != NULL && i < customer->calls->len; i++)
    {
      const TuntasScenarioCall *call = g_ptr_array_index (customer->calls, i);

      if (call->phone != NULL && !tuntas_phone_equal (call->phone, phone))
        continue;
      if (g_hash_table_add (self->used, (gpointer) call))
        return call;
      last = call;
    }
  return last;
}

/* It rings, and nobody comes: the outcome for which the procedure asks how long it rang. */
static const char *
rung_out (TuntasCallBook *self)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (tuntas_scenario_get_procedure (self->scenario));

  for (guint i = 0; i < outcomes->len; i++)
    if (((TuntasOutcomeSpec *) g_ptr_array_index (outcomes, i))->short_ring)
      return ((TuntasOutcomeSpec *) g_ptr_array_index (outcomes, i))->id;
  return ((TuntasOutcomeSpec *) g_ptr_array_index (outcomes, 0))->id;
}

TuntasTruth *
tuntas_call_book_find_last (TuntasCallBook *self, const char *ticket)
{
  for (guint i = self->truths->len; i > 0; i--)
    {
      TuntasTruth *truth = g_ptr_array_index (self->truths, i - 1);

      if (strcmp (truth->ticket, ticket) == 0)
        return truth;
    }
  return NULL;
}

TuntasTruth *
tuntas_call_book_dial (TuntasCallBook *self, const char *ticket, const TuntasAttempt *attempt,
                       const TuntasTruth *same)
{
  TuntasTruth *truth = g_new0 (TuntasTruth, 1);

  truth->ticket = g_strdup (ticket);
  truth->phone = g_strdup (attempt->phone);
  truth->seq = attempt->seq;
  truth->call = same != NULL ? same->call : take_call (self, ticket, attempt->phone);
  truth->outcome = truth->call != NULL ? truth->call->outcome : rung_out (self);
  truth->cues = same != NULL ? same->cues : 0;
  g_ptr_array_add (self->truths, truth);
  return truth;
}

GPtrArray *
tuntas_call_book_get_truths (TuntasCallBook *self)
{
  return self->truths;
}

const TuntasTruth *
tuntas_truths_find (GPtrArray *truths, const char *ticket, const TuntasAttempt *attempt)
{
  for (guint i = 0; i < truths->len; i++)
    {
      const TuntasTruth *truth = g_ptr_array_index (truths, i);

      if (truth->seq == attempt->seq && strcmp (truth->ticket, ticket) == 0)
        return truth;
    }
  return NULL;
}

gboolean
tuntas_call_goes_on (TuntasCase *state)
{
  return tuntas_case_get_open_attempt (state) != NULL ||
         tuntas_procedure_is_conversation (tuntas_case_get_procedure (state), tuntas_case_get_step (state));
}
